"""What the words of a source call open, and which terms of a licence speak against it. Pure.

"Open source" has a meaning that others than the vendor keep (https://opensource.org/osd): anybody may use the thing for
any purpose, change it and pass it on. Words that deny it, or that name something else by it, are no claim.
"""

import re
from collections.abc import Mapping
from typing import Any

OPEN_SOURCE = "open source"
_CALLED = re.compile(
    r"\bopen[- ]?sourc(?:e[sd]?|ing)\b|\bopensource\w*|\bquelloffen\w*|\bc[oó]digo(?: fuente)? abierto|\bcódigo aberto"
    r"|\bcodice(?: sorgente)? aperto|\bcode source ouvert|\botwart\w+ (?:kod|źród)\w*|\botevřen\w+ (?:zdroj|kód)\w*"
    r"|\bоткрыт\w+ (?:исходн\w+ )?код\w*|\bвідкрит\w+ (?:вихідн\w+ )?код\w*|\bс отворен код|\bavoin\w* lähdekood\w*"
    r"|\bnyílt forrás\w*|\baçık kaynak\w*|\bsumber terbuka|\bmã nguồn mở|オープンソース|开源|開源|开放源|오픈\s?소스"
    r"|مفتوح(?:ة)? المصدر|متن[\u200c ]?باز|קוד פתוח|ओपन[- ]?सोर्स|ওপেন[- ]?সোর্স|โอเพ่?นซอร์ส",
    re.IGNORECASE,
)
_DENIED_BEFORE = re.compile(
    r"(?:\b(?:not|n['\u2019]t|no longer|never|hardly|scarcely|far from|so[- ]called|supposedly|falsely|instead of|rather than|than|without"
    r"|stop(?:s|ped)?|abandon\w*|nicht|kein\w*|niet|geen|pas|non|nunca|jamais|bukan|tidak|inte|ikke|nie|не|нет|değil)\b"
    r"|不是|并非|並非|不再|非|ليس)[^.;:!?。]{0,24}$",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"^[^.;!?。]{0,40}?(?:\bin name only|\bonly in name|\bdefinition|\bby (?:the )?(?:osi|osd)\b|\bwashing\b|ではな|じゃな|아니|değil"
    r"|\bnicht\b|\bis not\b|\bisn['\u2019]t\b)",
    re.IGNORECASE,
)
_OTHER_THING = re.compile(
    r"^[\s-]*(?:initiative|definition|community|communities|movement|advoca\w+|developers?|foundation|strateg\w+|supporters?"
    r"|rivals?|competitors?|alternatives?|tools?|librar\w+|framework|community|projects?|washing|intelligence|社区|社群|コミュニティ|커뮤니티)",
    re.IGNORECASE,
)
# What a licence of the open ones never demands, the plainest first: (term, values that demand it; None for any value).
_RESTRICTIONS: tuple[tuple[str, frozenset[Any] | None], ...] = (
    ("commercial_use", frozenset({"forbidden", "conditional"})),
    ("mau_threshold", None),
    ("derivatives", frozenset({"forbidden"})),
    ("redistribution", frozenset({"forbidden"})),
    ("excluded_territories", None),
    ("excluded_uses", None),
    ("outputs_to_improve_other_models", frozenset({"forbidden", "allowed_with_naming"})),
    ("acceptable_use_policy", None),
    ("name_prefix", None),
)


def calls_open(quote: str) -> bool:
    """Whether the words of a source call something open source: say so, and neither deny it nor mean another thing."""
    return any(
        not _DENIED_BEFORE.search(quote[: found.start()][-60:])
        and not _DENIED_AFTER.search(quote[found.end() :])
        and not _OTHER_THING.search(quote[found.end() :])
        for found in _CALLED.finditer(quote)
    )


def restriction_in(terms: Mapping[str, Any]) -> str | None:
    """The plainest of a licence's terms that no open licence has; None if it has none of them."""
    for key, values in _RESTRICTIONS:
        value = terms.get(key)
        if value and (values is None or (isinstance(value, str) and value in values)):
            return key
    return None
