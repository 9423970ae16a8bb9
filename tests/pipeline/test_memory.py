"""What collecting remembers of sources: when each is due after an announcement, and after a clock that was wrong."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text

from tracker.db.session import writing
from tracker.events.chain import instant
from tracker.pipeline import memory
from tracker.pipeline.claims import Collector
from tracker.records import Source

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAILY = Source("hub", "https://hub.example/meta", "feed", "Hub", "primary", 86_400)
ME = Collector(1, "a test")


def put(engine: Engine, name: str, *, checked: datetime, due: datetime, failing: bool = False) -> None:
    with writing(engine) as connection:
        values = {
            "name": name,
            "due": instant(due),
            "at": instant(checked),
            "since": instant(checked) if failing else None,
        }
        connection.execute(text("INSERT INTO source_state (name, next_check_at, last_checked_at, failures, failing_since)"
                                " VALUES (:name, :due, :at, 0, :since)"), values)  # fmt: skip


def due_at(engine: Engine, name: str) -> str:
    with writing(engine) as connection:
        query = text("SELECT next_check_at FROM source_state WHERE name = :name")
        return str(connection.execute(query, {"name": name}).scalar())


def test_after_an_announcement_a_surface_is_looked_at_six_times_as_often_within_bounds(engine: Engine) -> None:
    hourly = Source("card", "https://card.example/x", "feed", "Card", "primary", 3_600)
    failing = Source("gone", "https://gone.example/x", "feed", "Gone", "primary", 86_400)
    for source in (DAILY, hourly, failing):
        put(engine, source.name, checked=NOW, due=NOW + timedelta(hours=20), failing=source is failing)

    with writing(engine) as connection:
        memory.raise_rhythm(connection, [DAILY, hourly, failing], NOW)

    assert due_at(engine, "hub") == instant(NOW + timedelta(hours=4))
    assert due_at(engine, "card") == instant(NOW + timedelta(minutes=10)), "never more often than the shortest rhythm"
    assert due_at(engine, "gone") == instant(NOW + timedelta(hours=20)), "what fails is left to its back-off"


def test_what_a_clock_checked_in_the_future_is_due_as_long_from_now_as_it_was_then(engine: Engine) -> None:
    wrong = NOW + timedelta(days=300)
    put(engine, "hub", checked=wrong, due=wrong + timedelta(hours=5))

    with writing(engine) as connection:
        assert memory.take(connection, ME, [DAILY], NOW, everything=False, most=10) == []

    assert due_at(engine, "hub") == instant(NOW + timedelta(hours=5))


def test_a_collector_that_was_held_up_for_minutes_brings_no_poll_forward(engine: Engine) -> None:
    """What another one checked meanwhile seems to be of the future to it."""
    put(engine, "hub", checked=NOW + timedelta(minutes=9), due=NOW + timedelta(minutes=24))

    with writing(engine) as connection:
        assert memory.take(connection, ME, [DAILY], NOW, everything=False, most=10) == []

    assert due_at(engine, "hub") == instant(NOW + timedelta(minutes=24))


@pytest.mark.parametrize(
    ("state", "next_try", "waits"),
    [
        ("waiting", None, True),
        ("waiting", timedelta(0), True),
        ("waiting", timedelta(hours=1), False),
        ("read", timedelta(hours=-1), True),
        ("read", timedelta(hours=1), False),
        ("read", None, False),
        ("skipped", None, False),
        ("failed", timedelta(hours=-1), False),
    ],
)
def test_a_source_that_is_not_due_is_taken_for_its_pages_that_are(
    engine: Engine, state: str, next_try: timedelta | None, waits: bool
) -> None:
    put(engine, "hub", checked=NOW, due=NOW + timedelta(hours=5))
    with writing(engine) as connection:
        values = {"state": state, "next": None if next_try is None else instant(NOW + next_try)}
        connection.execute(text("INSERT INTO page (url, source, state, title, summary, first_seen_at, tries, next_try_at,"
                                " looks) VALUES ('u', 'hub', :state, '', '', '', 0, :next, 0)"), values)  # fmt: skip

    with writing(engine) as connection:
        due = memory.due(connection, [DAILY], NOW)
        taken = memory.take(connection, ME, [DAILY], NOW, everything=False, most=10)

    assert due == ([], int(waits))
    assert [(one.source.name, one.polls) for one in taken] == ([("hub", False)] if waits else [])
