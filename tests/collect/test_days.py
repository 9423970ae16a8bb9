"""Days as the world writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.collect.days import day_in_path, day_of, is_after
from tracker.records import check_partial_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-07-23", "2024-07-23"),
        ("2024-07-23T23:30:00-07:00", "2024-07-23"),
        ("2024-07-23T23:30:00Z", "2024-07-23"),
        ("2024-07-23 08:00", "2024-07-23"),
        ("2024-7-3", "2024-07-03"),
        ("2024/07/23", "2024-07-23"),
        ("20240723", "2024-07-23"),
        ("20240723T080000Z", "2024-07-23"),
        ("2024-07", "2024-07"),
        ("2024", "2024"),
        ("Tue, 23 Jul 2024 23:30:00 -0700", "2024-07-23"),
        ("23 Jul 2024", "2024-07-23"),
        ("Tue, 23 Jul 2024", "2024-07-23"),
        ("  2024-07-23\n", "2024-07-23"),
    ],
)
def test_a_day_is_the_writers_own_with_the_precision_it_has(text: str, day: str) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2024-13-01", "2024-02-30", "0000-00-00", "1970-01-01T00:00:00Z", "1899", "12/11/2024", "20240",
     "1721770200", "202407231230", "Jul", "\u0662\u0660\u0662\u0664", "2024-07-23-and-more", "Mon, 99 Jul 2024"],
)  # fmt: skip
def test_what_names_no_day_gives_none(text: str) -> None:
    assert day_of(text) is None


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2024/07/23/slug", "2024-07-23"),
        ("/news/2024/07/slug", "2024-07"),
        ("/2024-07-23-slug.html", "2024-07-23"),
        ("/a/2024-07-23", "2024-07-23"),
        ("/news/20240723/slug", "2024-07-23"),
        ("/notices/29-07-2024", "2024-07-29"),
        ("/notices/05-07-2024", None),
        ("/notices/05072024-a-story", "2024-07-05"),
        ("/notices/31132024-a-story", None),
        ("/notices/05072024", None),
        ("/news/20241323/slug", None),
        ("/article/20240723", None),
        ("/2024/slug", None),
        ("/article/120240723", None),
        ("/2024/13/slug", None),
        ("/model-2000-12000", None),
        ("/", None),
    ],
)
def test_a_path_may_hold_a_day(path: str, day: str | None) -> None:
    assert day_in_path(path) == day


@given(st.text(max_size=60))
def test_any_text_gives_a_partial_date_or_none(text: str) -> None:
    for day in (day_of(text), day_in_path(text)):
        assert day is None or check_partial_date(day) == day


def test_a_coarse_day_is_after_only_if_all_of_it_is() -> None:
    assert is_after("2024-08", "2024-07-23")
    assert is_after("2024-07-24", "2024-07-23")
    assert not is_after("2024-07", "2024-07-23")
    assert not is_after("2024", "2024-07-23")
