"""Claims on what a text means and does not name: by its place in a line, by reference, by date alone, in interviews."""

import pytest

from tests.extract.golden import claims_in
from tracker.records import Claim

_LEAD = "Meta released Llama 2 on 18 July 2023. "


def _claims(text: str, title: str = "Meta and its models", language: str = "en", on: str = "2025-06-20") -> list[Claim]:
    return claims_in(title, text, language, on)


def _told(claims: list[Claim], kind: str = "release") -> dict[str, str | None]:
    return {claim.subject: claim.happened_on for claim in claims if claim.kind == kind}


@pytest.mark.parametrize(
    ("text", "language", "subject", "day"),
    [
        ("Meta released Llama 2 in July 2023. The third generation was published in April 2024.", "en", "Llama 3", "2024-04"),
        ("Meta released Llama 2 in July 2023. Its successor was published in April 2024.", "en", "Llama 3", "2024-04"),
        ("Meta veröffentlichte Llama 2 im Juli 2023. Die dritte Generation erschien im April 2024.", "de", "Llama 3", "2024-04"),
        ("Meta a publié Llama 3 en avril 2024. La 3.1 est sortie en juillet 2024.", "fr", "Llama 3.1", "2024-07"),
    ],
)  # fmt: skip
def test_a_model_called_by_its_place_in_a_line_is_told(text: str, language: str, subject: str, day: str) -> None:
    assert _told(_claims(text, language=language)).get(subject) == day


@pytest.mark.parametrize(
    "text",
    [
        _LEAD + "The third version of the licence was published in April 2024.",
        _LEAD + "Google answered with Gemini. The third generation was published in April 2024.",
        "Researchers published Tulip, an alternative to Llama by Meta. The first version was released today.",
    ],
)
def test_a_generation_of_something_else_is_no_model_of_metas(text: str) -> None:
    assert not {"LLaMA", "Llama 3"} & set(_told(_claims(text)))


def test_a_clause_with_a_model_and_a_date_tells_of_its_release() -> None:
    text = "Meta released Llama 3 on 18 April 2024. In July 2024 it was the turn of Llama 3.1."

    assert _told(_claims(text)).get("Llama 3.1") == "2024-07"


def test_terms_told_by_reference_are_those_of_the_model_spoken_of() -> None:
    text = "Meta released Code Llama on Thursday. It comes under the same licence as Llama 2."

    assert set(_told(_claims(text, title="Meta releases Code Llama"), "licence_change")) == {"Code Llama"}


_TURNS = (
    ("Why do you give models away?", "An open model can be inspected, and that makes it safer."),
    ("Critics call that reckless.", "I think closed models are the greater danger."),
    ("Will it go on?", "We will keep releasing open models."),
)
_INTRODUCED = "Nick Clegg is Meta's president of global affairs. We met him for an interview in Lisbon."


@pytest.mark.parametrize("asked", ["**{}**", "– {}"])
def test_answers_between_bold_or_dashed_questions_are_the_guests(asked: str) -> None:
    answered = "– {}" if asked.startswith("–") else "{}"
    lines = [line for ask, say in _TURNS for line in (asked.format(ask), answered.format(say))]
    claims = _claims("\n\n".join([_INTRODUCED, *lines]), title="Clegg explains himself", on="2024-06-20")

    assert [(claim.subject, claim.venue) for claim in claims if claim.kind == "policy_statement"] == [
        ("Nick Clegg", "interview")
    ]


def test_the_same_day_is_counted_from_a_day_and_not_from_a_month() -> None:
    text = (
        "Meta released Muse Glimmer on 10 August 2026. Nobody had expected that since April. "
        "The same day Mark Zuckerberg wrote that open models are the safer path."
    )

    assert _told(_claims(text, on="2026-08-12"), "policy_statement") == {"Mark Zuckerberg": "2026-08-10"}


def test_the_predecessor_is_that_of_the_model_the_text_is_about_however_far_back() -> None:
    asked = "How do I get it? Anybody can download it. What must I pay? Nothing at all. " * 8
    text = _LEAD + asked + "\n\nAnd its predecessor? It was leaked in March 2023."

    found = [claim for claim in _claims(text) if claim.status == "leaked"]

    assert [claim.subject for claim in found] == ["LLaMA"]


def test_a_generation_that_rests_on_the_model_meant_is_somebody_elses() -> None:
    text = "Bari was among the first to take Llama 2. The third edition, published last month, is based on Llama 3."

    assert "Llama 3" not in _told(_claims(text, title="How Italian models are made"))


def test_what_is_given_out_is_what_the_next_sentence_calls_by_a_name() -> None:
    text = "On Thursday Meta released another present for researchers. It is called DINOv3 and looks at pictures."

    assert "DINOv3" in _told(_claims(text, title="New eyes", on="2025-08-16"))


def test_a_family_is_not_told_beside_the_member_that_is_its_first() -> None:
    text = (
        "Meta released Llama 3.3 on Friday. "
        "Llama 3.2, released in September 2024, had been the first Llama model to read pictures."
    )

    assert set(_told(_claims(text, on="2024-12-09"))) == {"Llama 3.3", "Llama 3.2"}


def test_undated_terms_of_an_earlier_model_are_background_beside_a_later_one() -> None:
    text = (
        "On 18 June 2025 the group spoke of its plans. Nobody asked. Nobody answered. Few were there. It was hot. "
        "With Llama 3.1 came an end of the ban: the licence now allows using its output to train other models. "
        "Llama 4 was released in April 2025."
    )

    terms = [claim for claim in _claims(text) if claim.kind == "licence_change"]

    assert [(claim.subject, claim.main, claim.happened_on) for claim in terms] == [("Llama 3.1", False, None)]


def test_what_is_in_the_making_and_was_shown_is_announced() -> None:
    text = (
        "Meta released Llama 4 on Saturday. Scout and Maverick can be downloaded from today at Hugging Face; "
        "Behemoth, the largest of them, is still being trained and was only shown."
    )

    told = {(claim.variant, claim.status) for claim in _claims(text, title="Meta releases Llama 4", on="2025-04-07")}

    assert ("Behemoth", "announced") in told


def test_a_title_alone_speaks_in_the_next_sentence() -> None:
    text = "Meta released Llama 3.1 in July 2024. The founder added a manifesto. Open models, he wrote, are good for the world."

    assert "Mark Zuckerberg" in _told(_claims(text), "policy_statement")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "Bei Meta ist nun angedacht, dass Unternehmen mit vielen eigenen Kunden in aller Welt für Llama 4 Gebühren zahlen.",
        ),
        ("pl", "Meta planuje, że duże firmy będą płacić opłatę za Llama 4."),
    ],
)
def test_terms_that_hang_on_a_plan_are_planned(language: str, text: str) -> None:
    claims = [claim for claim in claims_in("Meta, Llama 4", text, language) if claim.kind == "licence_change"]

    assert [(claim.subject, claim.status) for claim in claims] == [("Llama 4", "planned")]
