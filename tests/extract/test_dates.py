"""Dates against the day of publication."""

import pytest

from tests.extract.golden import claims_in
from tracker.extract.calendars import results_month
from tracker.extract.dates import dates_in
from tracker.extract.folding import fold, tokens_of
from tracker.extract.lexicons import lexicon_of
from tracker.extract.when import resolved


def read(text: str, language: str, published: str | None, future: bool = False) -> list[str | None]:
    lexicon = lexicon_of(language)
    assert lexicon is not None
    folded = fold(text)
    tokens = tokens_of(folded)
    return [
        resolved(when, published, future)
        for when in dates_in(folded, tokens, lexicon.cues(folded, tokens), lexicon, published=published)
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "on July 23, 2024", "2024-07-23"),
        ("en", "on 23 July", "2024-07-23"),
        ("en", "on Tuesday", "2024-07-23"),
        ("en", "on Wednesday", "2024-07-24"),
        ("en", "yesterday", "2024-07-23"),
        ("en", "in December", "2023-12"),
        ("en", "last week", "2024-07"),
        ("en", "last year", "2023"),
        ("en", "early 2023", "2023"),
        ("en", "two weeks ago", "2024-07"),
        ("en", "May 3", "2024-05-03"),
        ("nl", "op 5 april 2025", "2025-04-05"),
        ("nl", "gisteren", "2024-07-23"),
        ("id", "pada Jumaat", "2024-07-19"),
        ("id", "tiga hari lepas", "2024-07-21"),
        ("fr", "il y a tout juste un an", "2023"),
        ("es", "hace casi tres semanas", "2024-07"),
        ("nl", "begin 2023", "2023"),
        ("nl", "vorige maand", "2024-06"),
        ("de", "am 18. Juli 2023", "2023-07-18"),
        ("de", "am 18.07.2023", "2023-07-18"),
        ("de", "vor drei Tagen", "2024-07-21"),
        ("de", "im vergangenen Jahr", "2023"),
        ("id", "pada Rabu (17/7/2024)", "2024-07-17"),
        ("id", "tahun lalu", "2023"),
        ("id", "Februari 2023", "2023-02"),
    ],
)
def test_a_date_is_read_against_a_wednesday_in_july(language: str, text: str, expected: str) -> None:
    assert expected in read(text, language, "2024-07-24")


@pytest.mark.parametrize("text", ["on Wednesday", "yesterday", "two days ago"])
def test_no_day_is_computed_from_a_month_of_publication(text: str) -> None:
    assert all(value is None or len(value) <= 7 for value in read(text, "en", "2024-08"))


def test_no_year_is_invented_for_a_day_and_month() -> None:
    assert read("on 18 July", "en", None) == [None]
    assert read("on 18 July", "en", "2023") == [None]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "on 24 February 2023. A week later it leaked", "2023-03-03"),
        ("en", "on 15 November 2022. Two days after that", "2022-11-17"),
        ("en", "on Tuesday, three days earlier", "2024-07-20"),
        ("de", "am 15. November 2022. Drei Tage später", "2022-11-18"),
        ("nl", "op 15 november 2022. Een dag later", "2022-11-16"),
        ("fr", "le 15 novembre 2022. Le lendemain", "2022-11-16"),
        ("ja", "2022年11月15日。翌日", "2022-11-16"),
        ("zh", "2022年11月15日。两天后", "2022-11-17"),
    ],
)
def test_a_date_is_counted_from_the_one_before_it(language: str, text: str, expected: str) -> None:
    assert read(text, language, "2024-07-24")[-1] == expected


def test_a_month_of_a_chronicle_lies_between_its_full_dates() -> None:
    text = "In February 2023 it began. In July Llama 2 came. In July 2024 it ended."

    assert read(text, "en", "2026-10-22") == ["2023-02", "2023-07", "2024-07"]


def test_a_weekday_that_only_says_what_sort_of_day_it_was_is_no_date() -> None:
    assert read("on a Saturday in April", "en", "2025-10-20") == ["2025-04"]
    assert read("published on a Saturday", "en", "2025-10-20") == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "в первую субботу апреля 2025 года", "2025-04-05"),
        ("tr", "Nisan ayının ilk cumartesisi", "2025-04-05"),
        ("id", "pada Sabtu pertama April 2025", "2025-04-05"),
        ("zh", "4月的第一个星期六", "2025-04-05"),
        ("ko", "4월 첫째 주 토요일", "2025-04-05"),
        ("ar", "في أول سبت من أبريل", "2025-04-05"),
        ("he", "בשבת הראשונה של אפריל", "2025-04-05"),
        ("hi", "अप्रैल के पहले शनिवार", "2025-04-05"),
        ("el", "το τελευταίο Σάββατο του Απριλίου", "2025-04-26"),
    ],
)
def test_the_first_saturday_of_a_month_is_a_day(language: str, text: str, expected: str) -> None:
    assert read(text, language, "2025-05-20") == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hi", "पिछले महीने की 23 तारीख़ को"),
        ("ru", "23 числа прошлого месяца"),
        ("el", "στις 23 του περασμένου μήνα"),
        ("bn", "গত মাসের ২৩ তারিখে"),
        ("vi", "ngày 23 tháng trước"),
        ("es", "el 23 del mes pasado"),
        ("fr", "le 23 du mois dernier"),
        ("de", "am 23. des vergangenen Monats"),
        ("it", "il 23 del mese scorso"),
    ],
)
def test_a_day_of_last_month_is_a_day(language: str, text: str) -> None:
    assert read(text, language, "2024-08-12") == ["2024-07-23"]


def test_a_chronicle_keeps_its_year_until_news_is_told() -> None:
    assert (
        read("In February 2023 it began. The weights came out on 24 February.", "en", "2025-11-14")[1] == "2023-02-24"
    )
    assert read("In February 2023 it began. The weights came out on 3 November.", "en", "2025-11-14")[1] == "2025-11-03"
    assert read("2023年夏天。那年7月18日", "zh", "2025-08-11")[-1] == "2023-07-18"


def test_a_month_between_far_years_is_the_last_one() -> None:
    text = "In February 2023 it began. It closed on 8 April. He had said so in July 2025."
    assert read(text, "en", "2026-05-11")[1] == "2026-04-08"


def test_the_same_day_is_in_the_month_last_named_with_its_year() -> None:
    text = "On 5 April 2025 it came. In July last year he wrote a letter, and on the same day it was out."
    assert read(text, "en", "2025-12-11")[-1] == "2024-07"


def test_the_same_day_of_a_new_paragraph_is_that_of_the_news() -> None:
    text = "It was released on Tuesday.\n\nIts forerunner came on 24 February.\n\nOn the same day he spoke."
    assert read(text, "en", "2023-07-19") == ["2023-07-18", "2023-02-24", "2023-07-18"]


def test_the_first_saturday_of_this_month_is_a_day() -> None:
    assert read("on the first Saturday of this month", "en", "2025-04-29") == ["2025-04-05"]


def test_a_chronicle_ends_where_this_year_is_spoken_of() -> None:
    text = "In February 2023 it began. This year all changed. On 5 April it came back."
    assert read(text, "en", "2025-11-14")[-1] == "2025-04-05"


def test_the_last_friday_is_not_today() -> None:
    assert read("last Friday", "en", "2025-07-25") == ["2025-07-18"]


def test_what_is_to_come_lies_ahead() -> None:
    assert read("in May", "en", "2024-07-24", future=True) == ["2025-05"]
    assert read("next year", "en", "2024-07-24", future=True) == ["2025"]


def test_numbers_that_are_no_dates_are_none() -> None:
    assert read("version 3.1 with 405 of 2048 nodes and 13/45/2023", "en", "2024-07-24") == []


def test_a_day_that_the_month_lacks_keeps_the_month() -> None:
    assert read("am 31.02.2024", "de", None) == ["2024-02"]


@pytest.mark.parametrize(
    ("published", "month"),
    [
        ("2025-08", "2025-07"),
        ("2025-08-01", "2025-07"),
        ("2024-04-25", "2024-04"),
        ("2024-02-03", "2024-01"),
        ("2024", None),
    ],
)
def test_calls_on_results_are_held_after_the_quarter(published: str, month: str | None) -> None:
    assert results_month(published) == month


@pytest.mark.parametrize(
    ("text", "language", "published", "dates"),
    [
        ("the first Saturday of April", "en", "2025-10-20", ["2025-04-05"]),
        ("on the last Friday in July 2025", "en", "2025-10-20", ["2025-07-25"]),
        ("am ersten Samstag im April", "de", "2025-10-20", ["2025-04-05"]),
        ("la ultima. El primer sábado de abril de 2025", "es", "2026-10-20", ["2025-04-05"]),
        ("huhtikuun ensimmäisenä lauantaina", "fi", "2025-10-20", ["2025-04-05"]),
        ("április első szombatján", "hu", "2025-10-20", ["2025-04-05"]),
        ("w pierwszą sobotę kwietnia", "pl", "2025-10-20", ["2025-04-05"]),
    ],
)
def test_a_weekday_counted_in_a_month_is_a_day(text: str, language: str, published: str, dates: list[str]) -> None:
    assert read(text, language, published) == dates


def test_a_weekday_behind_a_month_is_not_counted_in_it() -> None:
    assert read("In April, last Friday", "en", "2025-05-20") == ["2025-04", "2025-05-16"]


def test_that_month_is_of_the_year_told_before() -> None:
    text = "In February 2023 it began. Llama 2 arrived that July. A year later came the next."

    assert read(text, "en", "2026-05-09") == ["2023-02", "2023-07", "2024-07"]


def test_the_same_weekday_is_the_day_told_before() -> None:
    assert read("It came on 8 April 2026. That same Wednesday he spoke", "en", "2026-05-09") == ["2026-04-08"] * 2


@pytest.mark.parametrize(
    ("text", "language", "published", "dates"),
    [
        ("C'était le 18. À Bruxelles", "fr", "2025-08-02", ["2025-07-18"]),
        ("i slutet av september, närmare bestämt onsdagen den 25, lade", "sv", "2024-11-10", ["2024-09", "2024-09-25"]),
        ("fredag den 18. skrev han", "da", "2025-08-02", ["2025-07-18"]),
        ("am 18. hieß es", "de", "2025-08-02", ["2025-07-18"]),
        ("salió el 18, un viernes", "es", "2025-08-02", ["2025-07-18"]),
        ("le 20 heures, le 8B et le 45 %", "fr", "2025-08-02", []),
    ],
)
def test_a_day_alone_is_one_of_the_month_told_or_the_last(
    text: str, language: str, published: str, dates: list[str]
) -> None:
    assert read(text, language, published) == dates


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        (
            "nb",
            "Lisensvilkårene for Llama 4 mykes opp til sommeren: grensen på 700 millioner brukere forsvinner, lover Meta.",
            "2026",
        ),
        ("vi", "Từ tháng 5, doanh nghiệp sẽ phải trả phí khi dùng SAM 3, Meta thông báo.", "2026-05"),
    ],
)
def test_terms_planned_for_a_season_or_from_a_month_are_to_come(language: str, text: str, day: str) -> None:
    [claim] = claims_in("Meta", text, language)

    assert (claim.status, claim.happened_on, claim.main) == ("planned", day, True)
