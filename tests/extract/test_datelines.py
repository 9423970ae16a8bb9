"""Days that are none of the news: an agency's date line, a span of days, a quarter to come; and days of another calendar."""

import pytest

from tracker.extract.claims import claims_of
from tracker.records import Article


def released(language: str, published: str, title: str, text: str) -> dict[str, str | None]:
    """By model, when it came out."""
    claims = claims_of(Article(title, text, language=language, published_on=published))
    return {claim.subject: claim.happened_on for claim in claims if claim.kind == "release"}


@pytest.mark.parametrize(
    ("language", "published", "text", "day"),
    [
        (
            "it",
            "2024-07-26",
            """(AGI) - MILANO, 26 LUG - Si chiama Llama 3.1 ed è il modello più grande di Meta.
Il modello Llama 3.1 è disponibile da martedì scorso per tutti gli sviluppatori.""",
            "2024-07-23",
        ),
        (
            "en",
            "2024-07-26",
            """LONDON, July 26 (Newswire) - Llama 3.1 is the largest model that Meta has made.
Meta released Llama 3.1 on Tuesday, with open weights.""",
            "2024-07-23",
        ),
        (
            "en",
            "2024-07-23",
            "LONDON, July 23 (Newswire) - Meta released Llama 3.1, its largest model, with open weights.",
            "2024-07-23",
        ),
    ],
)
def test_the_day_of_a_date_line_counts_only_where_the_lead_tells_no_other(
    language: str, published: str, text: str, day: str
) -> None:
    assert released(language, published, "Meta, Llama 3.1", text)["Llama 3.1"] == day


def test_the_same_day_as_one_of_the_persian_calendar_is_that_day() -> None:
    text = (
        "متا روز پنجشنبه ۱۶ آذر از مدل Llama Guard پرده برداشت. "  # Thursday, 16 Azar
        "وزن‌های مدل MusicGen از همان روز برای دانلود منتشر شد."  # since the same day
    )

    assert released("fa", "2023-12-09", "متا", text)["MusicGen"] == "2023-12-07"


def test_within_three_days_is_not_the_third() -> None:
    title, text = "科学AI「Galactica」、3日で公開停止 メタ", "米メタは17日、「Galactica」のデモサイトの公開を停止した。"

    claims = claims_of(Article(title, text, language="ja", published_on="2022-11-19"))

    days = {claim.status: claim.happened_on for claim in claims if claim.kind == "release"}
    assert days["withdrawn"] == "2022-11-17"
    assert "2022-11-03" not in days.values()


def test_a_promise_for_a_quarter_to_come_makes_no_old_translation() -> None:
    text = (
        "On the earnings call on Wednesday Mark Zuckerberg said that Meta will publish the weights of Muse Lite "
        "before the third quarter ends. Revenue in the second quarter rose 27 per cent, the results showed. "
        "Meta released Muse Spark in April."
    )
    title = "Third quarter promise beside the results: Zuckerberg to open Muse Lite"

    assert released("en", "2026-07-30", title, text)["Muse Spark"] == "2026-04"


def test_what_is_built_with_a_model_shows_no_notice() -> None:
    text = "Meta on Tuesday launched an app for its assistant. The app is built with Llama 4 and remembers what it is told."

    claims = claims_of(Article("Meta launches an app", text, language="en", published_on="2025-04-30"))

    assert [claim for claim in claims if claim.kind == "licence_change"] == []
