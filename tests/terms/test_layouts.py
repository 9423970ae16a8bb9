"""What a text says by its layout: lists that run on, questions with answers, tables, headings; and what that never says."""

from typing import Any

import pytest

from tracker.terms.markup import plain_text
from tracker.terms.read import NOTHING, terms_of

HEAD = "# Gannet Model License\n\nYou may use the Model under this license.\n\n"


def read(told: str) -> dict[str, Any]:
    return terms_of(HEAD + told).values


@pytest.mark.parametrize(
    ("told", "key", "value"),
    [
        ("May I pass the weights on? Yes, together with a copy of this license.", "redistribution", "with_copy"),
        ("May I sell it? No.\n\nMay I change the weights? Yes.", "derivatives", "allowed"),
        ("May I share the weights? No.", "redistribution", "forbidden"),
        ("Is commercial use allowed? No.", "commercial_use", "forbidden"),
        ("## May I use it for commercial purposes?\n\nYes.", "commercial_use", "allowed"),
        ("Who grants the license? Gannet Labs GmbH", "licensor", "Gannet Labs GmbH"),
        ("Which law applies? Danish law.", "governing_law", "Denmark"),
        ("| What | Allowed? |\n|---|---|\n| Commercial use | No |\n| Study | Yes |", "commercial_use", "forbidden"),
        ("| What | Allowed? |\n|---|---|\n| Modification | \u2705 |", "derivatives", "allowed"),
        ("| Use | Allowed? |\n|---|---|\n| Spam | No |\n| Weapons | \u274c |\n| Satire | Yes |", "excluded_uses", ["weapons", "spam"]),
        ("## You can\n\n- fine-tune it\n\n## You cannot\n\n- take our copyright notice away", "derivatives", "allowed"),
        ("## You can\n\n- fine-tune it\n\n## You cannot\n\n- take our copyright notice away", "attribution_notice", True),
        ("## You must\n\n- begin the name of every model that you derive with \u201cGannet\u201d", "name_prefix", "Gannet"),
        (
            "You may not: (a) obscure any copyright notices; (b) help others; or (c) use it in any way that defames or harasses anyone.",
            "excluded_uses",
            ["harassment and bullying", "defamation"],
        ),
        ("You may not: (a) offer other terms; (b) remove, modify, or obscure any copyright notices.", "attribution_notice", True),
        ("**Off limits.** Spam, malware, and pretending that its words were written by a human.", "excluded_uses", ["deception and disinformation", "spam", "malware and cyberattacks"]),
        ("You are strictly prohibited from:\n\na. **Passing on:** Selling, renting or otherwise redistributing the weights.", "redistribution", "forbidden"),
        ("We give advice. You may not use it to give medical, legal or other guidance.", "excluded_uses", ["medical advice", "legal advice"]),
        ("You may NOT:\n\n- Deploy the Model in commercial products without a valid Commercial License.", "commercial_use", "conditional"),
        ("You may share and adapt the Model with proper attribution.", "attribution_notice", True),
        ("Retain all original attribution and legal notices.", "attribution_notice", True),
        ("Released 2 June 2026 by Gannet Imaging B.V.", "licensor", "Gannet Imaging B.V."),
        ("Copyright (c) 2025\n**Ann Gannet Tern**\nAll rights reserved.", "licensor", "Ann Gannet Tern"),
        ("\u201cGannet\u201d means Gannet Holdings Pte. Ltd. (if you are in Asia) and Gannet, Inc. (if you are elsewhere).", "licensor", "Gannet Holdings Pte. Ltd. and Gannet, Inc."),
        ("## Prohibited uses\n\n| Restricted use | For example |\n|---|---|\n| Bias | discrimination by origin |", "excluded_uses", ["discrimination"]),
        ("## What it is not for\n\nCloning voices without asking, and spam.", "excluded_uses", ["deception and disinformation", "spam"]),
        ("Remix it, retrain it, share it.", "derivatives", "allowed"),
        ("Gannet comes from Tern Audio Collective.", "licensor", "Tern Audio Collective"),
        ("Two things are not optional:\n\n1. Your About page must show the words \u201cSings with Gannet\u201d.", "display_notice", "Sings with Gannet"),
        ("The laws of the Netherlands apply.", "governing_law", "Netherlands"),
        ("You may not use it for any law-enforcement agency.", "excluded_uses", ["law enforcement"]),
        ("You may not use it to spread false or harmful information.", "excluded_uses", ["deception and disinformation"]),
    ],
)  # fmt: skip
def test_a_layout_says_what_it_says_to_a_reader(told: str, key: str, value: object) -> None:
    assert read(told)[key] == value


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ("| Use | Allowed? |\n|---|---|\n| Weapons | Yes |", "excluded_uses"),
        ("| Benchmark | Score |\n|---|---|\n| Weapons | No |", "excluded_uses"),
        ("| What | Allowed? |\n|---|---|\n| Commercial use | Yes, if your revenue is small |", "commercial_use"),
        ("May I sell it? It depends; write to us.", "redistribution"),
        ("What about weapons? See below.", "excluded_uses"),
        ("You may: (a) study weapons; and (b) write of spam.", "excluded_uses"),
        ("You may not use it to train on private datasets.", "excluded_uses"),
        ("This License is Copyright \u00a9 2025 University of Gannet.", "licensor"),
        ("## You can\n\n- study malware and weapons", "excluded_uses"),
        ("\u201cModel\u201d refers to Gannet-1, with all accompanying files.", "licensor"),
        ("THE WORK IS PROVIDED UNDER THE TERMS OF THIS PUBLIC LICENSE (\u201cLICENSE\u201d).", "licensor"),
    ],
)
def test_a_layout_says_no_more_than_that(told: str, key: str) -> None:
    assert read(told)[key] == NOTHING[key]


def test_a_policy_in_few_words_rules_out_what_it_names() -> None:
    text = (
        "<h1>Gannet Rules of Use</h1><dl><dt>People</dt><dd>Never bully anyone with it. It must not decide alone, without human review, on"
        " credit.</dd><dt>Fine</dt><dd>Fiction with weapons.</dd></dl><p>No warranty for spam filters.</p>"
    )

    assert terms_of(text).values["excluded_uses"] == ["harassment and bullying", "automated decisions"]


def test_rows_of_tables_stand_apart_and_keep_their_words() -> None:
    told = plain_text("Before\n\n| Use | Allowed? |\n|:---|---:|\n| Spam | No |\n\nAfter | all")
    shown = plain_text("<table><tr><th>Use</th><th>Allowed?</th></tr><tr><td>Spam</td><td>No</td></tr></table>")

    assert told == "Before\n\nUse | Allowed?\n\nSpam | No\n\nAfter | all"
    assert [line for line in shown.split("\n") if line.strip()] == ["Use | Allowed?", "Spam | No"]


def test_companies_called_by_their_short_names_grant_by_their_own() -> None:
    text = (
        "Gannet Code License\n\nThis software is supplied to you by Gannet Institute of Ornithology (\u201cGIO\u201d) and Tern Inc. (\u201cTern\u201d)."
        " GIO and Tern (collectively, \u201cLicensor\u201d) grant you a license. You may use and modify the Software."
    )

    assert terms_of(text).values["licensor"] == "Gannet Institute of Ornithology and Tern Inc."


def test_a_policy_that_names_a_licence_of_a_base_model_is_not_under_it() -> None:
    text = "# Gannet Usage Policy\n\nThe base model is distributed under Apache-2.0. You must not use outputs for spam."

    assert terms_of(text).values["osi_approved"] is False
    assert terms_of(text).values["name"] == "Gannet Usage Policy"
