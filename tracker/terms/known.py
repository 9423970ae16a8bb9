"""Standard licences by their own distinctive words: which one a text is, or is nearest to.

Each is known by a handful of short passages that stand in it and in no other; the share of them that a text holds is
its similarity. Names are those of the SPDX list (https://spdx.org/licenses/), approval that of the Open Source
Initiative (https://opensource.org/licenses).
"""

from typing import NamedTuple

_PATTERNED = ("outputs_to_improve_other_models", "excluded_territories", "display_notice", "name_prefix")


class Known(NamedTuple):
    """commercial_use and redistribution: what every text of this licence says.

    title: what it is called; attribution: whether a notice has to be kept
    silent: terms that no text of this licence has, whatever its words look like
    bespoke: a vendor's own licence, whose terms are read from the text alone
    vendor: who stands in the passages: one who takes the licence over puts his own name there, and his own numbers
    """

    name: str
    passages: tuple[str, ...]
    osi_approved: bool
    commercial_use: str
    redistribution: str
    title: str = ""
    attribution: bool = True
    silent: tuple[str, ...] = (*_PATTERNED, "governing_law")
    bespoke: bool = False
    vendor: str = ""

    @property
    def derivatives(self) -> str:
        """Whether works built upon it may be shared."""
        return "forbidden" if "-ND" in self.name else "allowed"


KNOWN = (
    Known(
        "Apache-2.0",
        (
            "perpetual worldwide non exclusive no charge royalty free irrevocable copyright license",
            "derivative works shall mean any work whether in source or object form",
            "you must cause any modified files to carry prominent notices",
            "unless you explicitly state otherwise any contribution intentionally submitted",
            "use offer to sell sell import and otherwise transfer the work",
            "if the work includes a notice text file",
        ),
        True,
        "allowed",
        "with_copy",
        "Apache License 2.0",
    ),
    Known(
        "MIT",
        (
            "permission is hereby granted free of charge to any person obtaining a copy",
            "to deal in the software without restriction",
            "use copy modify merge publish distribute sublicense and or sell copies",
            "shall be included in all copies or substantial portions",
        ),
        True,
        "allowed",
        "with_copy",
        "MIT License",
    ),
    Known(
        "BSD-3-Clause",
        (
            "redistribution and use in source and binary forms with or without modification are permitted",
            "redistributions of source code must retain the above copyright notice",
            "redistributions in binary form must reproduce the above copyright notice",
            "may be used to endorse or promote products derived from this software",
        ),
        True,
        "allowed",
        "with_copy",
        "BSD 3-Clause License",
    ),
    Known(
        "BSD-2-Clause",
        (
            "redistribution and use in source and binary forms with or without modification are permitted",
            "redistributions of source code must retain the above copyright notice",
            "redistributions in binary form must reproduce the above copyright notice",
        ),
        True,
        "allowed",
        "with_copy",
        "BSD 2-Clause License",
    ),
    Known(
        "GPL-3.0",
        (
            "gnu general public license",
            "version 3 29 june 2007",
            "you may convey verbatim copies of the program s source code",
            "a covered work means either the unmodified program or a work based on the program",
            "you must license the entire work as a whole under this license to anyone",
        ),
        True,
        "allowed",
        "with_copy",
        "GNU General Public License v3.0",
    ),
    Known(
        "GPL-2.0",
        (
            "gnu general public license",
            "version 2 june 1991",
            "you may copy and distribute verbatim copies of the program s source code",
            "a work based on the program means either the program or any derivative work",
        ),
        True,
        "allowed",
        "with_copy",
        "GNU General Public License v2.0",
    ),
    *(
        Known(
            f"CC-{letters}-4.0",
            (
                f"{words} 4.0 international",
                "exercising the licensed rights",
                "identification of the creator s of the licensed material",
                "reproduce and share the licensed material in whole or in part",
            ),
            False,
            commercial,
            "with_copy",
            f"Creative Commons {title} 4.0 International",
        )
        for letters, words, title, commercial in (
            ("BY-NC-SA", "attribution noncommercial sharealike", "Attribution-NonCommercial-ShareAlike", "forbidden"),
            (
                "BY-NC-ND",
                "attribution noncommercial noderivatives",
                "Attribution-NonCommercial-NoDerivatives",
                "forbidden",
            ),
            ("BY-NC", "attribution noncommercial", "Attribution-NonCommercial", "forbidden"),
            ("BY-SA", "attribution sharealike", "Attribution-ShareAlike", "allowed"),
            ("BY-ND", "attribution noderivatives", "Attribution-NoDerivatives", "allowed"),
            ("BY", "attribution", "Attribution", "allowed"),
        )
    ),
    Known(
        "CC0-1.0",
        (
            "cc0 1.0 universal",
            "certain owners wish to permanently relinquish those rights to a work",
            "affirmer hereby overtly fully permanently irrevocably and unconditionally waives",
        ),
        False,
        "allowed",
        "allowed",
        "Creative Commons Zero v1.0 Universal",
        attribution=False,
    ),
    Known(
        "AGPL-3.0",
        (
            "gnu affero general public license",
            "version 3 19 november 2007",
            "remote network interaction use with the gnu general public license",
            "you may convey verbatim copies of the program s source code",
        ),
        True,
        "allowed",
        "with_copy",
        "GNU Affero General Public License v3.0",
    ),
    Known(
        "LGPL-3.0",
        (
            "gnu lesser general public license",
            "version 3 29 june 2007",
            "the library refers to a covered work governed by this license",
        ),
        True,
        "allowed",
        "with_copy",
        "GNU Lesser General Public License v3.0",
    ),
    Known(
        "MPL-2.0",
        (
            "mozilla public license version 2.0",
            "covered software means source code form to which the initial contributor has attached the notice",
            "each contributor hereby grants you a world wide royalty free non exclusive license",
        ),
        True,
        "allowed",
        "with_copy",
        "Mozilla Public License 2.0",
    ),
    Known(
        "ISC",
        (
            "permission to use copy modify and or distribute this software for any purpose with or without fee is hereby granted",
            "provided that the above copyright notice and this permission notice appear in all copies",
        ),
        True,
        "allowed",
        "with_copy",
        "ISC License",
    ),
    Known(
        "Unlicense",
        (
            "this is free and unencumbered software released into the public domain",
            "anyone is free to copy modify publish use compile sell or distribute this software",
        ),
        True,
        "allowed",
        "allowed",
        "The Unlicense",
        attribution=False,
    ),
    Known(
        "BUSL-1.1",
        (
            "business source license",
            "the licensor may make an additional use grant",
            "the fourth anniversary of the first publicly available distribution",
            "all copies of the original and modified licensed work and derivative works of the licensed work are subject to this license",
            "you must purchase a commercial license from the licensor its affiliated entities or authorized resellers",
        ),
        False,
        "conditional",
        "with_copy",
        "Business Source License 1.1",
        attribution=False,
        silent=(*_PATTERNED, "version_date"),
    ),
    Known(
        "OpenRAIL-M",
        (
            "use based restrictions",
            "derivatives of the model",
            "complementary material",
            "licensor claims no rights in the output you generate",
            "you must give any third party recipients of the model or derivatives of the model a copy of this license",
            "you must cause any modified files to carry prominent notices",
        ),
        False,
        "allowed",
        "with_copy",
        bespoke=True,
    ),
    Known(
        "Llama Community License",
        (
            "as part of an integrated end user product then section 2 of this agreement will not apply to you",
            "greater than 700 million monthly active users in the preceding calendar month",
            "which meta may grant to you in its sole discretion",
            "unless or until meta otherwise expressly grants you such rights",
            "neither meta nor licensee may use any name or mark owned by or associated with the other",
            "subject to meta s ownership of",
        ),
        False,
        "conditional",
        "with_copy",
        bespoke=True,
        vendor="meta",
    ),
)


def known(name: str) -> Known:
    """By its SPDX id. Raises KeyError."""
    return {one.name: one for one in KNOWN}[name]
