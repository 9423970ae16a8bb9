"""When and where a source is asked again, decided from its history alone."""

from datetime import UTC, date, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.collect.outcomes import WELL, Outcome
from tracker.pipeline.rhythm import Move, is_audit_day, learned_s, moved, pause, slower_s, stayed

NOW = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)
HOUR, DAY = 3_600, 86_400
MONTH = timedelta(days=31)
OLD, NEW = "http://example.org/feed", "https://example.net/rss"


@pytest.mark.parametrize(
    ("rhythm_s", "entries", "expected"),
    [
        (6 * HOUR, 0, DAY),  # silent: as seldom as may be
        (6 * HOUR, 28, 12 * HOUR),  # one a day: twice a day
        (6 * HOUR, 112, 3 * HOUR),
        (6 * HOUR, 10_000, 90 * 60),  # never more often than a quarter of its rhythm
        (600, 10_000, 600),  # nor than every ten minutes
        (7 * DAY, 0, 7 * DAY),
        (7 * DAY, 28, 7 * DAY // 4),
    ],
)
def test_the_rhythm_is_learned_from_publications_within_bounds(rhythm_s: int, entries: int, expected: int) -> None:
    assert learned_s(rhythm_s, entries) == expected


def test_a_source_that_falls_silent_is_asked_ever_more_seldom_up_to_a_bound() -> None:
    interval = learned_s(HOUR, 1_000)
    for _ in range(50):
        slower = slower_s(HOUR, interval)
        assert slower >= interval
        interval = slower

    assert interval == 4 * HOUR


@given(
    st.text(max_size=20),
    st.integers(600, 31 * DAY),
    st.sampled_from([*get_args(Outcome), "another"]),
    st.sampled_from([None, 200, 304, 404, 410, 429, 503]),
    st.integers(0, 10_000),
    st.one_of(st.none(), st.integers(0, 10**9)),
    st.one_of(st.none(), st.integers(0, 10**9)),
)
def test_nothing_is_asked_at_once_again_nor_given_up_for_good(
    name: str,
    interval_s: int,
    outcome: str,
    status: int | None,
    failures: int,
    retry_after_s: int | None,
    fresh_for_s: int | None,
) -> None:
    wait = pause(
        name,
        interval_s,
        NOW,
        outcome=outcome,
        status=status,
        failures=failures,
        retry_after_s=retry_after_s,
        fresh_for_s=fresh_for_s,
    )

    assert timedelta(seconds=500) <= wait <= MONTH
    assert wait >= timedelta(seconds=min(retry_after_s or 0, MONTH.total_seconds()))


def waits(outcome: str, status: int | None = None, interval_s: int = 6 * HOUR) -> list[float]:
    """Hours before each of the next tries of a source that goes on failing so."""
    return [
        pause("a", interval_s, NOW, outcome=outcome, status=status, failures=n).total_seconds() / HOUR
        for n in range(1, 15)
    ]


@pytest.mark.parametrize(
    ("outcome", "first", "last"),
    [
        ("timeout", 0.5, 24),
        ("unreachable", 0.5, 24),
        ("server_error", 0.5, 24),
        ("throttled", 1, 7 * 24),
        ("blocked", 6, 7 * 24),
        ("gone", 6, 7 * 24),
        ("not_a_feed", 6, 3 * 24),
        ("empty", 6, 3 * 24),
        ("too_large", 6, 3 * 24),
        ("forbidden_by_robots", 24, 7 * 24),
        ("refused_address", 24, 31 * 24),
    ],
)
def test_each_class_of_error_has_its_own_back_off(outcome: str, first: float, last: float) -> None:
    series = waits(outcome)

    assert 0.9 * first <= series[0] <= first
    assert 0.9 * last <= series[-1] <= last
    assert series == sorted(series)


def test_410_mutes_for_a_month_at_once() -> None:
    assert set(waits("gone", 410)) == {31 * 24.0}


@pytest.mark.parametrize("outcome", sorted(WELL))
def test_what_the_server_asks_for_is_kept_to(outcome: str) -> None:
    usual = pause("a", HOUR, NOW, outcome=outcome)
    longer = pause("a", HOUR, NOW, outcome=outcome, fresh_for_s=5 * HOUR)
    later = pause("a", HOUR, NOW, outcome=outcome, retry_after_s=9 * HOUR)

    assert (longer, later) == (timedelta(hours=5), timedelta(hours=9))
    assert timedelta(minutes=54) <= usual <= timedelta(hours=1)


def test_polls_of_many_sources_are_spread_and_can_be_repeated() -> None:
    spread = {pause(f"source-{n}", HOUR, NOW, outcome="new") for n in range(100)}

    assert len(spread) > 50
    assert spread == {pause(f"source-{n}", HOUR, NOW, outcome="new") for n in range(100)}


def test_a_permanent_redirect_is_believed_after_it_held_for_days() -> None:
    move = moved(Move(), OLD, NEW, NOW)
    assert (move.address, move.moved_to) == (None, NEW)
    assert moved(move, OLD, NEW, NOW + timedelta(days=2)) == move

    assert moved(move, OLD, NEW, NOW + timedelta(days=3)) == Move(NEW)


@pytest.mark.parametrize("led_to", [None, "https://example.com/elsewhere"])
def test_one_that_did_not_hold_starts_anew(led_to: str | None) -> None:
    between = moved(moved(Move(), OLD, NEW, NOW), OLD, led_to, NOW + timedelta(days=2))

    assert moved(between, OLD, NEW, NOW + timedelta(days=4)).address is None


def test_an_upgrade_to_https_is_believed_at_once() -> None:
    upgraded = moved(Move(), OLD, "https://example.org/feed", NOW)

    assert upgraded == Move("https://example.org/feed")
    assert moved(upgraded, "https://example.org/feed", None, NOW) == upgraded


def test_a_downgrade_or_another_host_is_not() -> None:
    assert moved(Move(), "https://example.org/feed", OLD, NOW).address is None
    assert moved(Move(), OLD, "https://www.example.org/feed", NOW).address is None


def test_an_adopted_address_that_keeps_failing_is_given_up() -> None:
    assert stayed(Move(NEW), 2) == Move(NEW)
    assert stayed(Move(NEW), 3) == Move(None)


def test_validators_are_audited_on_one_day_in_ten() -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(100)]

    assert {sum(is_audit_day(f"source-{n}", day) for day in days) for n in range(20)} == {10}
    assert len({tuple(is_audit_day(f"source-{n}", day) for day in days) for n in range(20)}) > 5
