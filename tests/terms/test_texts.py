"""Texts of the genre read as a person read them; what is no licence has no terms; nothing runs away."""

import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bench.terms import HOSTILE
from tests.terms.scoring import tally
from tracker.cli.terms import terms
from tracker.terms.clauses import sentences_of
from tracker.terms.forbidden import FORBIDDEN_USES, NEEDED
from tracker.terms.markup import plain_text
from tracker.terms.read import NOTHING, terms_of
from tracker.terms.uses import LOOSELY, NEEDED_LOOSELY

HERE = Path(__file__).parent
CHALLENGE = """<html><head><title>Just a moment...</title></head><body><p>Checking your browser before you may
continue. Enable JavaScript and cookies to continue. This website uses a licensed service under agreement.</p></body></html>"""
NEWS = "The company said on Monday that its new model is out. Researchers praised the licence, critics did not."

OLDER = frozenset(
    [
        "osprey.txt",
        "lapwing.html",
        "sable_policy.md",
        "cc_by_nc_card.md",
        "dotterel_card.md",
        "pipit_policy.md",
        "avocet_startup.md",
        "linnet_fair.txt",
        "godwit_license.txt",
        "plumage_ai2.md",
    ]
)
"""Held back before the reader of plain words was written; the others are worded by their own houses."""


def terms_beside(told: str) -> dict[str, Any]:
    """The terms of a licence that says little else."""
    return terms_of(f"Gannet License Agreement\n\nYou may use the Software. {told}").values


def test_the_development_texts_read_as_expected() -> None:
    wanted, right, invented, wrong = tally("texts")

    assert right >= 0.95 * wanted, wrong
    assert invented == 0, wrong


def test_the_texts_held_back_do_not_get_worse() -> None:
    wanted, right, _, _ = tally("held_back")

    assert wanted == 210
    assert right >= 164  # as many as when the last of them were put here


def test_the_texts_held_back_longest_are_read_nine_times_in_ten() -> None:
    wanted, right, _, wrong = tally("held_back", OLDER)

    assert wanted == 86
    assert right >= 0.9 * wanted, len(wrong)


@pytest.mark.parametrize(
    "text", ["", " \n", CHALLENGE, NEWS, "a" * 1_000, "\ufffd" * 500, "[](", "<html>", "---\nlicense:\n"]
)
def test_what_is_no_licence_has_no_terms(text: str) -> None:
    assert terms_of(text).values == NOTHING


def test_a_long_text_with_the_notice_of_a_standard_licence_at_its_end_is_not_that_licence() -> None:
    notice = (HERE / "texts" / "mit.txt").read_text("utf-8")
    own = "You shall keep the Software secret and shall not share the Software with anybody. " * 120

    read = terms_of(f"Gannet End User License Agreement\n\n{own}\n\nThird party notices\n\n{notice}").values

    assert read["nearest"] is None
    assert read["osi_approved"] is False
    assert read["name"] == "Gannet End User License"


def test_every_use_that_a_pattern_finds_is_looked_for() -> None:
    for file in (file for folder in ("texts", "given", "held_back", "pairs") for file in (HERE / folder).rglob("*.*")):
        for one in sentences_of(plain_text(file.read_text("utf-8"))):
            for patterns, needed in ((dict(FORBIDDEN_USES), NEEDED), (LOOSELY, NEEDED_LOOSELY)):
                likely = {name for piece, names in needed.items() if piece in one.low for name in names}
                found = {name for name, pattern in patterns.items() if pattern.search(one.low)}

                assert found <= likely, one.own


@pytest.mark.parametrize(
    "told",
    [
        "This software is not subject to any license of the Regents of the University of California.",
        "You may not export the Software, which is licensed to you, to Cuba, Iran or Syria.",
        "Licensor agrees that in those jurisdictions (e.g. Japan) in which the license would not apply, it waives its rights.",
        "In no event shall the University of California be liable to any party for use of the licensed software.",
    ],
)
def test_a_place_that_is_only_named_is_no_excluded_territory(told: str) -> None:
    assert terms_beside(told)["excluded_territories"] == []


@pytest.mark.parametrize(
    ("told", "key", "value"),
    [
        ("This Agreement is governed by PRC laws, and the UN Convention does not apply.", "excluded_territories", []),
        ("You may not violate the General Data Regulation (Regulation (EU) 2016/679).", "excluded_territories", []),
        ("You must not make it available where an embargo of the United States holds.", "excluded_territories", []),
        ("The laws of the Emirate of Abu Dhabi govern this License.", "governing_law", "Abu Dhabi"),
        (
            "This License is governed by the laws of the Hong Kong Special Administrative Region of the People's Republic of China.",
            "governing_law",
            "Hong Kong",
        ),
        ("Your rights end if you or an affiliate of yours sues us over the model.", "litigation_termination", True),
        ("All notices of copyright stay where they are.", "attribution_notice", True),
        ('A derivative must be named "Gannet-..." at the beginning.', "name_prefix", "Gannet"),
        ("Whoever offers hosting of the model must first obtain a permission.", "commercial_use", "conditional"),
        (
            "You must not employ it for automated decisions in areas of life (e.g. law enforcement).",
            "excluded_uses",
            ["automated decisions"],
        ),
        ("Do not use it for automated government decision-making.", "excluded_uses", ["automated decisions"]),
        (
            "You shall not, for military or unlawful purposes, a) use it, or b) copy it.",
            "excluded_uses",
            ["unlawful activity", "military and warfare"],
        ),
        (
            "Your use of its output must not infringe upon the lawful rights of any third party.",
            "excluded_uses",
            ["violating the rights of others"],
        ),
        ("You must state the source of Gannet 2.0 and its authors.", "attribution_notice", True),
        ("Make sure that the following copyright notice goes along.", "attribution_notice", True),
        (
            "You must not use Gannet 2.0 or any Output of Gannet 2.0 to improve any other AI model.",
            "outputs_to_improve_other_models",
            "forbidden",
        ),
        ("Whoever gets Gannet 2.0 from You must be given a copy of this Agreement.", "redistribution", "with_copy"),
        (
            "The above copyright line and this license statement should be included in all copies.",
            "redistribution",
            "with_copy",
        ),
        (
            "You must not publish or share Gannet model parameters, except that sharing is fine within your organisation.",
            "redistribution",
            "forbidden",
        ),
        ("If you modify Gannet 2.0, you must say so in a prominent place.", "derivatives", "allowed"),
        (
            "You must not use it to:\n\n- run, as the primary operator, any prison in the United States;\n- harm minors.",
            "excluded_territories",
            [],
        ),
        ("Registered users are free to use it for commercial activities.", "commercial_use", "conditional"),
        ("You may use it at home; modify and redistribute it with a copy of the license.", "derivatives", "allowed"),
        (
            "You may use it at home; modify and redistribute it with a copy of the license.",
            "redistribution",
            "with_copy",
        ),
        (
            "The following uses of the Model, and of what was built upon it, are excluded:\n\n(a) any use by armed forces.",
            "excluded_uses",
            ["military and warfare"],
        ),
        (
            "Out-of-scope use\n\nUse in any manner that violates applicable laws. Impersonating people.",
            "excluded_uses",
            ["unlawful activity", "deception and disinformation"],
        ),
        (
            "You must not use it to decide on credit without human review.",
            "excluded_uses",
            ["automated decisions"],
        ),
        ("You may share the Model, provided this license is included.", "redistribution", "with_copy"),
        ("Parts of it fall under the MIT license.\n\nCopyright 2017 Evan Sula", "licensor", None),
        ("You may not use it to commercially advertise drugs.", "commercial_use", None),
        ("Gannet.ai grants you a license under Gannet.ai's rights to modify the Model.", "derivatives", "allowed"),
        (
            "We license you to do everything with the Model that would otherwise infringe our copyright.",
            "redistribution",
            "allowed",
        ),
        ("Whoever shares it shall hand over this Gannet License.", "redistribution", "with_copy"),
        ("Company may not sell, transfer or distribute the Datasets.", "redistribution", "forbidden"),
        (
            "Rights to make commercial use of it are void for revenue of 10 million dollars or more.",
            "commercial_use",
            "conditional",
        ),
        (
            "We grant you a right to use the Model for any non-commercial and private purpose.",
            "commercial_use",
            "forbidden",
        ),
        (
            "If Company commences legal proceedings against us over our patents, this Agreement ends.",
            "litigation_termination",
            True,
        ),
        (
            "If you sue anyone claiming that it infringes your patents, your rights stop.",
            "litigation_termination",
            True,
        ),
        (
            "These terms put no limits on training other models with its outputs.",
            "outputs_to_improve_other_models",
            "allowed",
        ),
        ('Say "Made with Gannet" where users can see it.', "display_notice", "Made with Gannet"),
        ('The name of a derivative must include "Gannet" as its first word.', "name_prefix", "Gannet"),
        ("Washington State law governs.", "governing_law", "Washington"),
        ("Neither you nor your users may use it for social scoring.", "excluded_uses", ["social scoring"]),
        ("You must not use it to predict who will commit a crime.", "excluded_uses", ["law enforcement"]),
        ("You must not use it for bets or games of chance.", "excluded_uses", ["gambling"]),
        ("Subject to your compliance with these Terms, you may use, and adapt the Model.", "derivatives", "allowed"),
        ("Copyright (C) [2025-2028] Gannet Group. All rights reserved.", "licensor", "Gannet Group"),
        ("Released: 2026/3/9", "version_date", "2026-03-09"),
        (
            "If you plan to use it for Commercial Purposes, fill in the registration form.",
            "commercial_use",
            "conditional",
        ),
        (
            '"Permitted Purpose" means study for academic or research purposes only. All is granted only for the Permitted Purpose.',
            "commercial_use",
            "forbidden",
        ),
        ("These terms are an agreement between you and Gannet Corporation.", "licensor", "Gannet Corporation"),
        ('"Licensor" means the aiGannet Model Team that distributes it.', "licensor", "aiGannet Model Team"),
        ('"Licensor" - Gannet.AI', "licensor", "Gannet.AI"),
        ("Gannet Release Date: 2026.3.9", "version_date", "2026-03-09"),
        ("This Licence is made under the laws of England and Wales.", "governing_law", "England and Wales"),
        (
            "We grant You a non-exclusive, non-commercial, royalty-free limited license to use it.",
            "commercial_use",
            "forbidden",
        ),
        ("You agree not to use it for sexual or exploitative content.", "excluded_uses", ["sexual content"]),
        (
            "You must not use it:\n1.To gamble, or for gambling;\n2.For military operations;\n3.To send spam.",
            "excluded_uses",
            ["military and warfare", "spam", "gambling"],
        ),
        ('Gannet Incorporated ("Gannet") is making its models available.', "licensor", "Gannet Incorporated"),
        ('"Licensor" means the owner. For this text, the Licensor is Gannet Ltd.', "licensor", "Gannet Ltd."),
        (
            "Entities with annual revenues of at least $10,000,000 must get a paid license. Any commercial use that is not in accordance with it is strictly prohibited.",
            "commercial_use",
            "conditional",
        ),
        ('"Gannet" or "we" means 12 Gannet, INC. and its Affiliates.', "licensor", "12 Gannet, INC."),
        ("You will not remove, minimize or block any notices of Gannet in the Materials.", "attribution_notice", True),
        ("If you pass it on you must retain this notice.", "attribution_notice", True),
        ("It only may be used non-commercially by anybody.", "commercial_use", "forbidden"),
        (
            "You will not (and have no right to):\n\n  a) use it to gamble, or for gambling;\n",
            "excluded_uses",
            ["gambling"],
        ),
        (
            "You may not distribute the models. You may distribute changes to Gannet, and you hereby grant Gannet a licence to modify and distribute them.",
            "redistribution",
            "forbidden",
        ),
    ],
)
def test_a_wording_is_read(told: str, key: str, value: object) -> None:
    assert terms_beside(told)[key] == value


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ("You may not use outputs for the selection of drug candidates, or abetting it.", "excluded_uses"),
        (
            "The Software is not designed or intended for use where a failure could lead to discrimination.",
            "excluded_uses",
        ),
        ("Do not disparage a person's immigration status.", "governing_law"),
        ("You will not use it if you are on any U.S. or non-U.S. restricted parties list.", "excluded_territories"),
        (
            "Do not use it for what is subject to the U.S. Seed Weapons Anti-Smuggling Act of 1989.",
            "excluded_territories",
        ),
        ('"You" means a person who uses it for any purpose and in any field of use.', "commercial_use"),
        (
            "If you plan to use it for commercial purposes, you must abide by the terms of the license.",
            "commercial_use",
        ),
        (
            '"Derivatives" refers to models that are trained on outputs to make another model alike.',
            "outputs_to_improve_other_models",
        ),
        (
            'For this, "submitted" means any message that is sent to improve the model, but no outputs may be.',
            "outputs_to_improve_other_models",
        ),
        ("You may not use any outputs for the development of drugs.", "outputs_to_improve_other_models"),
        ("You may use the model and its outputs for the development of drugs.", "outputs_to_improve_other_models"),
        (
            'You may create outputs if you display them ("Filters"), and keep the model\'s filters ("Content Filters").',
            "display_notice",
        ),
        ("You shall not copy or distribute the Software for any military purposes.", "redistribution"),
        ("Any distribution of outputs is accompanied by a copy of these terms.", "redistribution"),
        ("You are granted a licence to publish, share, and adapt Output for study.", "redistribution"),
        (
            "This use policy takes in the bounds of the Heron license. https://heron.example/LICENSE.md",
            "acceptable_use_policy",
        ),
        (
            "This does not change your rights. In these regions the following provisions apply to you:\n\n a) Australia. You have guarantees.",
            "excluded_territories",
        ),
    ],
)
def test_what_only_sounds_like_a_term_is_none(told: str, key: str) -> None:
    assert terms_beside(told)[key] == NOTHING[key]


def test_a_title_is_found_in_the_words_that_ask_to_read_it() -> None:
    text = (
        "Please read this Gannet Community License Agreement (the\n\u201cLicense\u201d) carefully before you use the model\n"
        "(as defined below) that Gannet Labs, Inc. offers.\n\nTHIS LICENSE GRANTS RIGHTS ONLY TO USE THE MODEL, OUTPUTS, AND ANY\n"
        "DERIVATIVES UNDER THE TERMS OF THIS LICENSE FOR STUDY.\n\nYou may use the model.\n"
    )

    assert terms_of(text).values["name"] == "Gannet Community License"


@pytest.mark.parametrize(
    "told",
    [
        'Gannet Platforms Ireland Limited (if you are in the EEA) and Gannet Platforms, Inc. (if you are not) ("Gannet") offer it to you.',
        "It is agreed between you and (i) if you are from the EEA, Gannet Platforms Ireland Limited, or (ii) otherwise, Gannet Platforms, Inc.",
    ],
)
def test_who_grants_where_is_told_whole(told: str) -> None:
    read = terms_beside(told)

    assert read["licensor"] == "Gannet Platforms Ireland Limited for EEA, Gannet Platforms, Inc. elsewhere"


def test_words_that_are_bold_over_several_lines_lead_to_their_list() -> None:
    text = (
        "# Gannet Use Policy\n\n**You must not use the Gannet\n2.0 Assets:**\n\n1. **for any commercial activities of\n   anybody;**\n"
        "2. to gamble, or for gambling.\n"
    )
    read = terms_of(text).values

    assert read["commercial_use"] == "forbidden"
    assert read["excluded_uses"] == ["gambling"]


def test_a_list_that_runs_on_in_one_paragraph_is_led_by_the_line_above() -> None:
    text = (
        "Gannet License\n\nYou agree not to use the Model:\nTo gamble, or for gambling;\nFor military operations of anybody;\nTo send spam."
        "\n\nYou may use the Model otherwise."
    )

    assert terms_of(text).values["excluded_uses"] == ["military and warfare", "spam", "gambling"]


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=list(HOSTILE))
def test_a_megabyte_of_anything_is_read_in_seconds(piece: str) -> None:
    text = (piece * (1_000_000 // len(piece) + 1))[:1_000_000]

    start = time.process_time()
    terms_of(text)

    assert time.process_time() - start < 30


def test_every_term_has_its_words() -> None:
    for file in (HERE / "texts").glob("*.*"):
        if file.suffix != ".yaml":
            read = terms_of(file.read_text("utf-8"))
            for key, value in read.values.items():
                assert value == NOTHING[key] or key in read.words or key in ("nearest", "osi_approved"), (file, key)
            assert all(one.quote.strip() for one in read.words.values())


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "is empty"), (b"\x00\x01\x02" * 50, "is no text"), (b"%PDF-1.7", "is no text"), (None, "cannot be read")],
)
def test_bad_input_gives_one_clear_line(tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "licence"
    if content is not None:
        file.write_bytes(content)

    result = CliRunner().invoke(terms, [str(file)])

    assert said in str(result.exception)
    assert "\n" not in str(result.exception)


def test_the_command_prints_terms_and_comparisons() -> None:
    file = str(HERE / "texts" / "northwind.md")

    assert "mau_threshold: 100000000" in CliRunner().invoke(terms, [file]).output
    assert '"mau_threshold": 100000000' in CliRunner().invoke(terms, [file, "--json"]).output
    assert "clauses as before" in CliRunner().invoke(terms, ["--compare", file, file]).output


def test_a_notice_that_names_a_licence_in_words_is_under_it() -> None:
    text = (
        "Gannet, Copyright (c) 2026-present Gannet Corporation, is licensed under the Creative Commons"
        " Attribution-NonCommercial-ShareAlike 4.0 license. You may read it at https://gannet.example/by-nc-sa.\n"
    )
    read = terms_of(text).values

    assert (read["nearest"] or {}).get("name") == "CC-BY-NC-SA-4.0"
    assert read["commercial_use"] == "forbidden"
