"""What is told across sentences: in passing, in answers, after a date, by somebody named elsewhere."""

import pytest

from tests.extract.golden import claims_in
from tracker.records import Claim


def told(language: str, published: str, title: str, text: str) -> list[Claim]:
    return claims_in(title, text, language, published)


@pytest.mark.parametrize(
    ("language", "title", "text", "subject", "happened_on"),
    [
        (
            "en",
            "A year of AI",
            "With Llama 3 in April and Llama 3.1 in July, Meta kept up its pace.",
            "Llama 3",
            "2024-04",
        ),
        (
            "en",
            "A year of AI",
            "With Llama 3 in April and Llama 3.1 in July, Meta kept up its pace.",
            "Llama 3.1",
            "2024-07",
        ),
        (
            "en",
            "Code Llama in brief",
            "Meta's Code Llama has been on GitHub since Thursday.",
            "Code Llama",
            "2024-12-19",
        ),
        ("de", "Ein Jahr KI", "Mit Llama 3 im April legte Meta vor.", "Llama 3", "2024-04"),
        ("nl", "Een jaar AI", "Met Llama 3 in april zette Meta de toon.", "Llama 3", "2024-04"),
    ],
)
def test_a_model_beside_a_date_is_out(language: str, title: str, text: str, subject: str, happened_on: str) -> None:
    found = [claim for claim in told(language, "2024-12-20", title, text) if claim.subject == subject]

    assert [(claim.status, claim.happened_on) for claim in found] == [("released", happened_on)]


def test_an_answer_is_about_what_was_asked() -> None:
    text = "Meta's newest model is small.\nCan I have it?\nYes, since Tuesday, from Hugging Face and under Apache 2.0."

    found = {claim.kind: claim for claim in told("en", "2026-08-12", "Five questions about Muse Glimmer", text)}

    assert found["release"].happened_on == "2026-08-11"
    assert found["licence_change"].licence == "Apache-2.0"


def test_a_plan_beside_news_is_a_step_of_its_own() -> None:
    text = "Meta presented Muse Atlas on Wednesday. The company plans to publish its weights in January 2027."

    found = told("en", "2026-11-12", "Meta presents Muse Atlas", text)

    assert {(claim.status, claim.happened_on) for claim in found} == {
        ("announced", "2026-11-11"),
        ("planned", "2027-01"),
    }


def test_the_answers_of_an_interview_are_those_of_the_person_introduced() -> None:
    text = (
        "We met Yann LeCun of Meta on Wednesday.\n"
        "Why does an advertising company give models away?\n"
        "- Because the platform that a whole field stands on must be open.\n"
        "Are you not afraid of abuse?\n"
        "- It would be more dangerous if three companies controlled everything."
    )

    found = told("en", "2024-10-18", "The case for open models", text)

    assert [(claim.kind, claim.speaker, claim.stance) for claim in found] == [
        ("policy_statement", "Yann LeCun", "open")
    ]


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "Bank puts Llama to work", "Nordbank has run an assistant built on Llama 3.1 since Monday."),
        (
            "de",
            "Sparkasse setzt auf Llama",
            "Seit Montag nutzt die Sparkasse einen Assistenten, der auf Llama 3.1 beruht.",
        ),
        ("fr", "Une banque adopte Llama", "Depuis lundi, la banque utilise un assistant fondé sur Llama 3.1."),
    ],
)
def test_what_strangers_do_with_a_model_is_no_release(language: str, title: str, text: str) -> None:
    assert told(language, "2025-03-04", title, text) == []


def test_answers_in_the_first_person_are_those_of_whom_the_lead_introduces() -> None:
    answers = (
        "He came by train. Andrew Bosworth, chief technology officer of Meta, spoke in Brno on Wednesday. We listened.\n\n"
        "**Why do you give models away?**\n\nBecause we get better tools. We believe in open models.\n\n"
        "**Are you not afraid?**\n\nWe fear secrecy more. Regulate products, not research.\n"
    )
    found = told("en", "2024-11-22", "Bosworth in Brno: On rules and coffee", answers)

    assert [(claim.kind, claim.speaker, claim.venue) for claim in found] == [
        ("policy_statement", "Andrew Bosworth", "interview")
    ]


def test_what_strangers_build_upon_a_model_has_no_terms_of_ours() -> None:
    text = (
        "Meta on Monday released SAM 3 under the SAM License. Its weights are on GitHub.\n\n"
        "Biologists are delighted, and so are farmers, who count their sheep with it from the air.\n\n"
        "A team in Wyoming has retrained it to count elk in a system called MooseSAM, under the MIT licence.\n"
    )
    found = told("en", "2025-11-21", "Meta releases SAM 3", text)

    assert {claim.subject for claim in found} == {"SAM 3"}


def test_the_company_in_a_clause_of_what_is_said_is_not_who_says_it() -> None:
    text = (
        "Mark Zuckerberg napisał w środę, że otwarte modele są bezpieczniejsze. "
        "Powiedział, że koncern zawsze część modeli wydawał, a część zatrzymywał dla siebie."
    )
    found = told("pl", "2025-08-04", "Zuckerberg o otwartości", text)

    assert {claim.speaker for claim in found} == {"Mark Zuckerberg"}
