"""The words of every language for dates: sentences in datewords.yaml against what they come to."""

from pathlib import Path

import pytest
import yaml

from tests.extract.test_dates import read

PUBLISHED = "2025-03-20"
WORDS = yaml.safe_load(Path(__file__).with_name("datewords.yaml").read_text("utf-8"))
MEANT = {
    "the_day_before_yesterday": "2025-03-18",
    "three_days_ago": "2025-03-17",
    "last_friday": "2025-03-14",
    "tuesday_last_week": "2025-03-11",
    "two_weeks_ago": "2025-03",
    "last_month": "2025-02",
    "july_last_year": "2024-07",
    "end_of_january": "2025-01",
    "middle_of_february": "2025-02",
    "last_autumn": "2024",
    "5_march": "2025-03-05",
    "yesterday_evening": "2025-03-19",
    "this_morning": "2025-03-20",
    "a_year_ago": "2024",
    "early_2024": "2024",
    "six_months_ago": "2024-09",
    "next_month": "2025-04",
    "end_of_the_year": "2025",
    "monday_17_march": "2025-03-17",
    "december": "2024-12",
    "two_days_later": "2025-03-07",
    "the_next_day": "2025-03-06",
    "a_month_later": "2024-02",
    "a_week_earlier": "2025-03-05",
    "july_of_that_year": "2023-07",
    "the_following_year": "2024",
    "five_months_later": "2023-07",
    "summer_2023": "2023",
    "the_same_day": "2025-03-05",
    "thursday": "2025-03-20",
    "thursday_last_week": "2025-03-13",
    "half_a_year_ago": "2024-09",
    "wednesday_evening": "2025-03-19",
    "early_march": "2025-03",
    "four_months_earlier": "2024-07",
    "a_year_earlier": "2022-05",
    "two_years_later": "2024-05",
    "three_days_earlier": "2025-03-09",
    "the_day_before": "2025-03-11",
    "last_week": "2025-03",
    "two_weeks_later": "2025-03-17",
    "the_following_month": "2024-02",
    "only_two_months_ago": "2025-01",
    "on_tuesdays_stage": "2025-03-18",
}
TO_COME = ("next_month", "end_of_the_year")


@pytest.mark.parametrize("language", sorted(WORDS))
def test_words_for_dates_are_read_in_every_language(language: str) -> None:
    said = WORDS[language]
    read_as = {name: read(text, language, PUBLISHED, name in TO_COME)[-1] for name, text in said.items()}

    assert read_as == {name: MEANT[name] for name in said}
