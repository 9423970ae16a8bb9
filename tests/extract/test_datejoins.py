"""Dates that stand on others: anniversaries, ranges, what a chain counts from, models told in turn."""

import pytest

from tests.extract.test_dates import read
from tracker.extract.claims import claims_of
from tracker.records import Article

PUBLISHED = "2025-06-13"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "a year ago today"),
        ("nl", "vandaag precies een jaar geleden"),
        ("de", "heute vor einem Jahr"),
        ("fr", "il y a un an jour pour jour"),
        ("it", "un anno fa oggi"),
        ("sv", "i dag för ett år sedan"),
        ("tr", "geçen yıl bugün"),
        ("ar", "في مثل هذا اليوم من العام الماضي"),
        ("he", "היום לפני שנה"),
        ("zh", "去年今天"),
        ("ko", "1년 전 오늘"),
    ],
)
def test_a_year_ago_today_is_a_day(language: str, text: str) -> None:
    assert read(text, language, PUBLISHED) == ["2024-06-13"]


def test_today_and_a_year_ago_told_apart_are_two_dates() -> None:
    assert read("A year ago it was closed. Today it is open.", "en", PUBLISHED) == ["2024", "2025-06-13"]


@pytest.mark.parametrize(
    ("language", "text"),
    [("nl", "in het weekend van 5 en 6 april"), ("en", "on 29 and 30 April"), ("de", "am 5. und 6. April")],
)
def test_days_on_end_are_a_month(language: str, text: str) -> None:
    [month] = read(text, language, PUBLISHED)

    assert month == "2025-04"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Le 23 juillet 2024. Un mois plus tôt", "2024-06"),
        ("uk", "23 липня 2024 року. Шістьма днями раніше", "2024-07-17"),
        ("hr", "23. srpnja 2024. Šest dana ranije", "2024-07-17"),
        ("he", "ב-23 ביולי 2024. שנה קודם לכן", "2023-07"),
        ("th", "23 กรกฎาคม 2567 ก่อนหน้านั้นหกวัน", "2024-07-17"),
        ("ko", "2024년 7월 23일. 엿새 앞서", "2024-07-17"),
        ("bn", "২৩ জুলাই ২০২৪। তার ছয় দিন আগে", "2024-07-17"),
    ],
)
def test_what_was_earlier_is_counted_from_the_date_before(language: str, text: str, expected: str) -> None:
    assert read(text, language, PUBLISHED)[-1] == expected


def test_words_that_may_count_from_today_do_so_where_no_date_stands_before() -> None:
    assert read("Šest dana ranije", "hr", PUBLISHED) == ["2025-06-07"]


def test_the_next_month_of_what_was_follows_the_month_told_and_of_what_comes_that_of_publication() -> None:
    text = "Вышла в июле 2024 года. В следующем месяце"

    assert read(text, "ru", PUBLISHED)[-1] == "2024-08"
    assert read(text, "ru", PUBLISHED, future=True)[-1] == "2025-07"


def test_a_weekday_behind_a_counted_day_only_names_it() -> None:
    assert read("On 29 July 2024. Six days earlier, on Tuesday", "en", "2024-07-31") == ["2024-07-29", "2024-07-23"]


def test_the_day_after_the_launch_is_counted_from_the_launch_and_not_from_what_was_told_last() -> None:
    text = "Yesterday it came. The first was of February 2023. The day after the launch"

    assert read(text, "en", PUBLISHED)[-1] == "2025-06-13"


def test_the_same_year_is_that_of_a_year_told_by_its_distance() -> None:
    assert read("2023年4月5日。去年4月。同年6月", "zh", PUBLISHED)[-1] == "2024-06"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In February 2023 it began. That year it was given to all."),
        ("th", "เดือนกุมภาพันธ์ 2566 เริ่มขึ้น กลางปีเดียวกันก็แจกทุกคน"),
        ("el", "Τον Φεβρουάριο του 2023 άρχισε. Την ίδια χρονιά δόθηκε σε όλους."),
        ("zh", "2023年2月开始。同年向所有人开放。"),
    ],
)
def test_that_year_alone_is_the_year_told_before(language: str, text: str) -> None:
    assert read(text, language, PUBLISHED) == ["2023-02", "2023"]


def test_a_month_does_not_belong_to_the_year_of_the_next_paragraph() -> None:
    assert read("It slipped to June.\n\nA year ago", "en", PUBLISHED) == ["2025-06", "2024"]


def test_a_day_alone_is_of_the_month_in_the_heading_over_it() -> None:
    assert read("**Апрель 2025 года.** В субботу, 5-го числа", "ru", PUBLISHED)[-1] == "2025-04-05"


def test_a_day_spelled_out_behind_its_month_is_one() -> None:
    assert read("augusztus másodikán", "hu", PUBLISHED) == ["2024-08-02"]


def dates_told(text: str, language: str, published: str) -> dict[str, str | None]:
    article = Article("Meta Llama", text, language=language, published_on=published)
    return {claim.subject: claim.happened_on for claim in claims_of(article) if claim.kind == "release"}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "es",
            "Meta liberó el 18 de julio Llama 2 y, quince días después, AudioCraft.",
            {"Llama 2": "2023-07-18", "AudioCraft": "2023-08-02"},
        ),
        (
            "uk",
            "Компанія Meta випустила Llama 2 у середині липня, а LLaMA — у лютому.",
            {"Llama 2": "2023-07", "LLaMA": "2023-02"},
        ),
    ],
)
def test_models_and_dates_told_in_turn_are_pairs(language: str, text: str, expected: dict[str, str]) -> None:
    assert dates_told(text, language, "2023-08-24") == expected


def test_what_was_planned_before_a_delay_is_the_plan_no_more() -> None:
    text = "Meta plans Llama 5. Llama 5 was expected for April, but it has been delayed to September."

    assert dates_told(text, "en", PUBLISHED) == {"Llama 5": "2025-09"}


@pytest.mark.parametrize(
    ("language", "text", "published", "past", "future"),
    [
        ("de", "im Herbst", PUBLISHED, "2024", "2025"),
        ("pl", "wiosną", PUBLISHED, "2025", "2026"),
        ("id", "pada musim gugur", "2025-12-01", "2025", "2026"),
    ],
)
def test_a_season_alone_is_the_year_of_the_last_or_of_the_next(
    language: str, text: str, published: str, past: str, future: str
) -> None:
    assert read(text, language, published) == [past]
    assert read(text, language, published, future=True) == [future]


def test_a_season_beside_a_year_is_that_years() -> None:
    assert read("im Sommer des vergangenen Jahres", "de", PUBLISHED) == ["2024"]
    assert read("Early last year it was closed, and by midsummer open.", "en", PUBLISHED) == ["2024", "2024"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 23 July 2024. The week before", "2024-07"),
        ("On 23 July 2024. A week before", "2024-07-16"),
        ("On 23 July 2024. The following year", "2025"),
        ("On 3 July 2024. The previous week", "2024-06"),
        ("In July 2023. Five weeks later", "2023-08"),
    ],
)
def test_a_whole_week_or_year_is_no_day_or_month_of_it(text: str, expected: str) -> None:
    assert read(text, "en", PUBLISHED)[-1] == expected


def test_a_weekday_in_a_story_long_past_follows_the_day_told_before_it() -> None:
    text = "On Tuesday 15 November 2022 it came. On Thursday it was gone. On Thursday"

    assert read(text, "en", PUBLISHED) == ["2022-11-15", "2022-11-17", "2022-11-17"]
    assert read("On 9 June it came. On Thursday", "en", PUBLISHED)[-1] == "2025-06-12"


def test_a_month_beside_what_is_counted_is_of_the_same_year() -> None:
    text = "On 17 November 2022 it was gone. Three months later, in February, came another. In July of that year"

    assert read(text, "en", PUBLISHED) == ["2022-11-17", "2023-02", "2023-07"]


def test_what_was_once_planned_is_no_plan() -> None:
    text = "Meta is working on Llama 5. Llama 5 was originally planned for April."

    assert "2026-04" not in dates_told(text, "en", PUBLISHED).values()


def test_a_date_by_itself_dates_the_entry_under_it() -> None:
    text = (
        "Meta and its models.\n\n23 July 2024. Meta released Llama 3.1.\n\n"
        "5 April 2025. Anyone can download Llama 4 from Meta."
    )

    assert dates_told(text, "en", "2025-11-20") == {"Llama 3.1": "2024-07-23", "Llama 4": "2025-04-05"}


def test_what_an_undated_sentence_tells_in_a_story_long_past_is_no_news() -> None:
    text = (
        "Meta has an anniversary on Thursday. Nobody at the company wants to celebrate it. It has no party. It has no cake.\n\n"
        "Then came the spring of 2025. Llama 4 was released on a Saturday, and companies were shocked."
    )

    assert dates_told(text, "en", "2026-05-14")["Llama 4"] == "2025"


def test_of_two_dates_beside_each_other_the_fuller_is_told() -> None:
    text = "Meta released SAM 3 two weeks ago, on 19 November."

    assert dates_told(text, "en", "2025-12-03") == {"SAM 3": "2025-11-19"}


def test_a_plan_is_not_for_a_month_that_has_just_passed() -> None:
    text = "Meta plans to release Llama 5 soon. In May the company said that it would release Llama 5."

    assert dates_told(text, "en", PUBLISHED)["Llama 5"] != "2026-05"


def test_chinese_dates_may_have_spaces_and_english_days_be_spelled_out() -> None:
    assert read("今年 9 月下旬", "zh", "2024-11-05") == ["2024-09"]
    assert read("on the eighth of last month", "en", "2026-05-09") == ["2026-04-08"]


def test_the_date_on_which_a_plan_was_told_is_not_its_date() -> None:
    text = "Mark Zuckerberg said on last month's earnings call that Llama 5 would arrive early in 2026."

    assert dates_told(text, "en", PUBLISHED) == {"Llama 5": "2026"}


def test_terms_come_with_what_is_out_and_not_with_the_member_that_is_late() -> None:
    text = (
        "Llama 4 Behemoth has been delayed again, Meta said on Thursday. Its launch was put off to the autumn.\n\n"
        "Scout and Maverick, two other models of Llama 4, were released on April 5. "
        "The licence of Llama 4 excludes companies based in the European Union."
    )
    article = Article("Meta delays Llama 4 Behemoth", text, language="en", published_on="2025-05-16")

    [licence] = [claim for claim in claims_of(article) if claim.kind == "licence_change"]

    assert licence.happened_on == "2025-04-05"
