"""Lists without marks, and lists in lists: what leads to an item is known however it is laid out."""

from pathlib import Path

import pytest

from tracker.terms.clauses import clauses_of
from tracker.terms.read import terms_of

HEAD = "Gannet License Agreement\n\nYou may use the Model.\n\nUse restrictions for all\n\n"
FLAT = """You agree not to use Gannet or any derivative of it:

    In any way that violates any applicable law or regulation;
    To defame, disparage or otherwise harass others;
    To provide medical advice.
"""
UNENDED = """You agree you will not use, or allow others to use, Gannet to:

 Violate the law, including to:
Further unlawful activity, such as:
Trafficking and exploitation of people, including the solicitation, creation, acquisition or dissemination of material

2. Risk bodily harm to people, including by the following:
Military, warfare, espionage

Guns and illegal weapons of any kind

Operation of critical infrastructure or heavy machinery

3. Fail to disclose to end users any known dangers of it, whether they come from the model or from what is built upon it.

Governing Law

This License is governed by the laws of Norway.
"""
OUTLINE = """5. Disallowed Usage:
 A. Customers may not use the service for the following:
 I. Advice
 a. Giving individualized medical advice.
 II. Scores
 a. Rating people by their social behavior where such scoring leads to:
 i. bad treatment; or
 ii. worse treatment.
 III. Campaigns
 a. Distributing material of political campaigns.
 B. Customers may not use the images for the following:
 I. Weapons
 a. Developing or selling weapons.
6. Notices
 A. Customers must tell people that they speak with a machine.
"""


@pytest.mark.parametrize(
    ("listed", "uses"),
    [
        (FLAT, ["unlawful activity", "harassment and bullying", "defamation", "medical advice"]),
        (
            UNENDED,
            [
                "unlawful activity",
                "military and warfare",
                "espionage",
                "weapons",
                "critical infrastructure and heavy machinery",
                "self-harm and violence",
                "hiding known dangers from end users",
            ],
        ),
        (OUTLINE, ["weapons", "medical advice", "social scoring", "political campaigning"]),
    ],
)
def test_uses_are_found_however_their_list_is_laid_out(listed: str, uses: list[str]) -> None:
    assert terms_of(HEAD + listed).values["excluded_uses"] == uses


def test_a_heading_behind_a_list_is_none_of_its_items() -> None:
    law = next(one for one in clauses_of(UNENDED) if "Norway" in one.text)

    assert (law.heading, law.lead) == ("Governing Law", "")


def test_capital_letters_and_numbers_stand_over_small_ones() -> None:
    labels = [one.label for one in clauses_of(OUTLINE)]

    assert labels[:4] == ["5", "5.a", "5.a.i", "5.a.i.a"]
    assert "5.b.i.a" in labels
    assert labels[-2:] == ["6", "6.a"]


def test_a_sentence_behind_a_colon_is_no_item_of_what_is_forbidden() -> None:
    text = f"{HEAD}You must not use Gannet to:\n\nharm minors;\n\nThis License allows the study of weapons and of harassment.\n"

    assert terms_of(text).values["excluded_uses"] == ["exploitation of minors"]


def test_every_clause_of_the_texts_is_kept_in_order() -> None:
    for file in (Path(__file__).parent / "texts").glob("*.txt"):
        starts = [one.start for one in clauses_of(file.read_text("utf-8"))]

        assert starts == sorted(starts)


def test_the_title_over_a_new_page_ends_no_list() -> None:
    title = "Gannet Acceptable Use Policy"
    text = (
        f"{title}\n\n1. You may not use Gannet to:\n\n(a) harm minors;\n\n{title} 2\n\n(b) run a gambling operation.\n"
    )

    assert terms_of(text).values["excluded_uses"] == ["exploitation of minors", "gambling"]
    assert not any(one.text.endswith("Policy 2") for one in clauses_of(text))


def test_a_grant_under_a_heading_with_a_colon_is_none_of_its_items() -> None:
    text = (
        "Do not use the Model if you do not agree.\n\nTERMS OF USE:\n  Permission to use, copy and modify the Model\n"
        "  is hereby granted, subject to the conditions stated below:\n\n  a. Keep this notice.\n"
    )

    assert terms_of(f"Gannet License Agreement\n\n{text}").values["derivatives"] == "allowed"
