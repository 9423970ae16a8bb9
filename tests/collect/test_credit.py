"""Whom a page credits for its whole text, in many languages."""

import pytest

from tracker.collect.credit import agency_in, credit_of

BODY = "Meta put out the weights of a new model, and researchers welcomed it. " * 6


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"SAN FRANCISCO (Reuters) - {BODY}", "Reuters"),
        (f"PARIS, 12 avr 2025 (AFP) - {BODY}", "AFP"),
        (f"Menlo Park (dpa) - {BODY}", "dpa"),
        (f"{BODY}\n(dpa/tmn)", "dpa"),
        (f"{BODY}\n\nBron: ANP", "ANP"),
        (f"{BODY}\nFuente: EFE", "EFE"),
        (f"{BODY}\nИсточник: ТАСС", "TASS"),
        (f"{BODY}\n来源：新华社", "Xinhua"),
        (f"{BODY}（共同）", "Kyodo"),
        (f"{BODY}\nSumber: Reuters", "Reuters"),
        (f"{BODY}\nالمصدر: Reuters", "Reuters"),
    ],
)
def test_a_credit_for_the_whole_text_is_read(text: str, agency: str) -> None:
    assert credit_of(text) == agency


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "",
        f"Reuters reports that Meta is late. {BODY}",
        f"{BODY} As AP noted, nobody asked. {BODY}",
        f"{BODY} A spokesman told the agency (Reuters) so. {BODY}",
        f"Apache (AP2) was chosen. {BODY}",
    ],
)
def test_a_mention_is_no_credit(text: str) -> None:
    assert credit_of(text) is None


@pytest.mark.parametrize(
    ("author", "agency"),
    [
        ("Reuters", "Reuters"),
        ("reuters", "Reuters"),
        ("Ada Lovelace, AFP", "AFP"),
        ("dpa; Ada", "dpa"),
        ("新华社", "Xinhua"),
        ("Ada Lovelace", None),
        ("Reuterswärd", None),
        (None, None),
    ],
)
def test_an_agency_that_is_named_as_the_author_is_the_origin(author: str | None, agency: str | None) -> None:
    assert agency_in(author) == agency
