"""What the log promises, on SQLite and PostgreSQL alike."""

import sqlite3
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from tests.facts import draft
from tracker.db import guards
from tracker.db.session import reading, writing
from tracker.errors import ChainBroken, LogConflict, LogError, MalformedEvent
from tracker.events import store
from tracker.events.types import payload_of

ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NOW = datetime(2026, 11, 21, 12, 0, 0, 123456, UTC)


def filled(engine: Engine, count: int) -> None:
    with writing(engine) as connection:
        store.append(connection, [draft(f"k{n}", subject=f"Llama {n}") for n in range(1, count + 1)], NOW)


def test_what_is_appended_reads_back_in_order(engine: Engine) -> None:
    filled(engine, 3)

    with reading(engine) as connection:
        entries = list(store.read(connection))

    assert [(e.position, e.subject, e.type) for e in entries] == [(n, f"Llama {n}", "release") for n in (1, 2, 3)]
    assert entries[0].recorded_at == "2026-11-21T12:00:00.123456Z"
    assert entries[0].payload == ('{"provenance":"press","reader":"test 1","status":"released","subject":"Llama 1"}')


def test_reading_from_a_checkpoint_gives_only_what_came_after(engine: Engine) -> None:
    filled(engine, 5)

    with reading(engine) as connection:
        assert [entry.position for entry in store.read(connection, after=3)] == [4, 5]
        assert [entry.position for entry in store.read(connection, after=1, until=3)] == [2, 3]


def test_the_same_key_twice_adds_nothing_and_says_so(engine: Engine) -> None:
    filled(engine, 2)

    with writing(engine) as connection:
        again = store.append(connection, [draft("k1"), draft("new"), draft("new")], NOW)

    assert [entry.key for entry in again.entries] == ["new"]
    assert again.known == 2
    with reading(engine) as connection:
        assert store.head(connection).position == 3


def test_what_is_new_among_what_is_known_is_added_in_its_order(engine: Engine) -> None:
    filled(engine, 3)

    with writing(engine) as connection:
        again = store.append(connection, [draft(key) for key in ("a", "k2", "b", "k1", "k3", "c")], NOW)

    assert [(entry.position, entry.key) for entry in again.entries] == [(4, "a"), (5, "b"), (6, "c")]
    assert again.known == 3
    with reading(engine) as connection:
        assert [entry.key for entry in store.read(connection)] == ["k1", "k2", "k3", "a", "b", "c"]
        assert store.verify(connection).position == 6


@ONLY_SQLITE
def test_keys_are_told_apart_also_when_somebody_took_the_guards_off(engine: Engine) -> None:
    filled(engine, 3)
    with writing(engine) as connection:
        guards.drop(connection)
    engine.dispose()

    with writing(engine) as connection:
        again = store.append(connection, [draft("a"), draft("k2")], NOW)

    assert [entry.key for entry in again.entries] == ["a"]


@ONLY_SQLITE
def test_a_row_refused_for_another_reason_is_not_taken_for_a_known_one(engine: Engine) -> None:
    filled(engine, 2)
    with writing(engine) as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER sulking BEFORE INSERT ON event WHEN NEW.key = 'b' BEGIN SELECT RAISE(ABORT, 'no'); END"
        )

    with pytest.raises(sqlite3.IntegrityError, match="no"), writing(engine) as connection:
        store.append(connection, [draft("a"), draft("b")], NOW)

    with reading(engine) as connection:
        assert store.head(connection).position == 2


def test_a_batch_that_fails_leaves_nothing(engine: Engine) -> None:
    filled(engine, 1)

    with pytest.raises(_Undo):
        _append_and_fail(engine, ["a", "b"])

    with reading(engine) as connection:
        assert store.head(connection).position == 1


def test_an_editor_who_looked_too_early_is_told_where_the_log_stands(engine: Engine) -> None:
    filled(engine, 2)

    with pytest.raises(LogConflict) as refused, writing(engine) as connection:
        store.append(connection, [draft("late")], NOW, expected_position=1)

    assert (refused.value.expected, refused.value.found) == (1, 2)


@ONLY_SQLITE
def test_appending_outside_a_write_transaction_is_refused(engine: Engine) -> None:
    with pytest.raises(LogError), reading(engine) as connection:
        store.append(connection, [draft("a")], NOW)


def test_an_entry_is_found_by_position_id_and_key(engine: Engine) -> None:
    filled(engine, 2)

    with reading(engine) as connection:
        second = store.entry_by_key(connection, "k2")
        assert second is not None
        assert store.entry_by_reference(connection, "2") == second
        assert store.entry_by_reference(connection, "e2") == second
        assert store.entry_by_reference(connection, second.id) == second
        assert store.entry_by_reference(connection, "e3") is None


def test_verify_gives_the_head_of_an_untouched_log(engine: Engine) -> None:
    filled(engine, 4)

    with reading(engine) as connection:
        assert store.verify(connection) == store.head(connection)
        assert store.head(connection).position == 4


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE event SET payload = replace(payload, 'Llama 3', 'Llama 9') WHERE position = 3",
        "UPDATE event SET subject = 'Llama 9' WHERE position = 3",
        "UPDATE event SET recorded_at = '2020-01-01T00:00:00.000000Z' WHERE position = 3",
        "UPDATE event SET shape = shape + 1 WHERE position = 3",
        "DELETE FROM event WHERE position = 3",
    ],
)
def test_what_is_changed_behind_the_guards_is_named(engine: Engine, tampering: str) -> None:
    filled(engine, 5)
    with writing(engine) as connection:
        guards.drop(connection)
        connection.execute(text(tampering))

    with reading(engine) as connection, pytest.raises(ChainBroken) as found:
        store.verify(connection)

    assert found.value.position == (4 if "DELETE" in tampering else 3)


REFUSED = [
    "UPDATE event SET type = 'review' WHERE position = 1",
    "DELETE FROM event WHERE position = 2",
    "DELETE FROM event",
    """
    INSERT INTO event SELECT position + 5, 'x', type, shape, recorded_at, subject, 'x', 1, payload, link
    FROM event WHERE position = 1
    """,
    """
    INSERT INTO event SELECT position + 2, id, type, shape, recorded_at, subject, key, key_hash, payload, link
    FROM event WHERE position = 1
    """,
    """
    INSERT INTO event SELECT position + 2, id, type, shape, recorded_at, subject, 'both', 1, payload, link
    FROM event ORDER BY position
    """,
]
REFUSED_BY = {
    "sqlite": ["INSERT OR REPLACE INTO event SELECT * FROM event WHERE position = 1"],
    "postgresql": ["TRUNCATE event", "SET LOCAL session_replication_role = replica; DELETE FROM event"],
}


def test_the_database_itself_refuses_to_change_the_log(engine: Engine) -> None:
    filled(engine, 2)

    for statement in REFUSED + REFUSED_BY[engine.dialect.name]:
        with pytest.raises(DBAPIError, match="append-only"), writing(engine) as connection:
            connection.exec_driver_sql(statement)

    with reading(engine) as connection:
        assert store.verify(connection).position == 2


def test_keys_that_share_a_hash_stand_beside_each_other(engine: Engine) -> None:
    filled(engine, 2)

    with writing(engine) as connection:
        connection.exec_driver_sql(
            "INSERT INTO event SELECT position + 2, id, type, shape, recorded_at, subject, key || ' again', 1, payload, link"
            " FROM event ORDER BY position"
        )
        assert [entry.key for entry in store.read(connection, after=2)] == ["k1 again", "k2 again"]


@ONLY_SQLITE
def test_replacing_under_a_new_position_is_refused(engine: Engine) -> None:
    filled(engine, 2)

    with pytest.raises(DBAPIError, match="and the key new"), writing(engine) as connection:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO event SELECT 3, id, type, shape, recorded_at, subject, key, key_hash, payload, link"
            " FROM event WHERE position = 1"
        )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(batches=st.lists(st.lists(st.integers(0, 30), max_size=6), max_size=8))
def test_any_batches_give_what_a_plain_list_gives(engine: Engine, batches: list[list[int]]) -> None:
    with pytest.raises(_Undo):
        _append_all_and_undo(engine, batches)


def _append_all_and_undo(engine: Engine, batches: list[list[int]]) -> None:
    expected: list[str] = []
    with writing(engine) as connection:
        for batch in batches:
            store.append(connection, [draft(f"k{n}") for n in batch], NOW)
            expected += [f"k{n}" for n in dict.fromkeys(batch) if f"k{n}" not in expected]
        _same(connection, expected)
        raise _Undo


class _Undo(Exception):
    pass


def _append_and_fail(engine: Engine, keys: list[str]) -> None:
    with writing(engine) as connection:
        store.append(connection, [draft(key) for key in keys], NOW)
        raise _Undo


def _same(connection: Connection, expected: list[str]) -> None:
    entries = list(store.read(connection))
    assert [entry.key for entry in entries] == expected
    assert [entry.position for entry in entries] == list(range(1, len(expected) + 1))
    assert store.verify(connection).position == len(expected)


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"subject": ""}, "subject"),
        ({"status": "relased"}, "status"),
        ({"happened_on": "2024-02-30"}, "2024-02-30"),
        ({"happened_on": "24"}, "happened_on"),
        ({"evidence": [{"quote": "x" * 301, "start": 0, "end": 301}]}, "quote"),
        ({"terms": {"mau_threshold": 0.5}}, "terms"),
        ({"lisence": "MIT"}, "lisence"),
    ],
)
def test_a_payload_of_the_wrong_shape_is_refused_by_the_name_of_its_field(
    fields: dict[str, object], named: str
) -> None:
    good = {"provenance": "press", "reader": "r", "subject": "Llama 3", "status": "released"}

    with pytest.raises(MalformedEvent, match=named):
        payload_of("release", {**good, **fields})


def test_an_unknown_event_is_refused() -> None:
    with pytest.raises(MalformedEvent, match="no such event"):
        payload_of("relaese", {})
