"""Verification: whole, from where the last one ended, and against a head that somebody wrote down."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, text

from tests.facts import draft
from tracker.db import guards
from tracker.db.session import reading, writing
from tracker.errors import ChainBroken, LogError
from tracker.events import store, verified, verifying
from tracker.events.store import Head

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def append(engine: Engine, *keys: str) -> Head:
    with writing(engine) as connection:
        store.append(connection, [draft(key) for key in keys], NOW)
        return store.head(connection)


def behind_the_guards(engine: Engine, statement: str) -> None:
    with writing(engine) as connection:
        guards.drop(connection)
        connection.execute(text(statement))


def test_a_log_that_grew_still_passes_through_the_head_that_was_written_down(engine: Engine) -> None:
    early = append(engine, "a", "b")
    append(engine, "c")

    with reading(engine) as connection:
        store.check_against(connection, early)
        store.check_against(connection, Head(0, bytes(32)))


def test_a_tail_that_was_cut_off_is_noticed_against_a_written_head(engine: Engine) -> None:
    head = append(engine, "a", "b", "c")
    behind_the_guards(engine, "DELETE FROM event WHERE position = 3")

    with reading(engine) as connection:
        assert store.verify(connection).position == 2, "the chain alone does not notice"
        with pytest.raises(ChainBroken, match="the log ends at 2") as found:
            store.check_against(connection, head)
    assert found.value.position == 3


def test_a_log_that_was_forged_from_some_entry_on_is_noticed_against_a_written_head(engine: Engine) -> None:
    head = append(engine, "a", "b", "c")
    behind_the_guards(engine, "DELETE FROM event WHERE position = 3")
    append(engine, "forged")

    with reading(engine) as connection, pytest.raises(ChainBroken, match="another link"):
        store.check_against(connection, head)


def test_a_verification_goes_on_from_the_last_one(engine: Engine) -> None:
    with writing(engine) as connection:
        assert verified.last(connection) is None
    head = append(engine, "a", "b")
    with writing(engine) as connection:
        verified.keep(connection, head, NOW)
    append(engine, "c")
    behind_the_guards(engine, "UPDATE event SET subject = 'x' WHERE position = 1")

    with reading(engine) as connection:
        last = verified.last(connection)
        assert last == head
        assert store.verify(connection, last).position == 3, "only what came after was looked at"
        with pytest.raises(ChainBroken) as found:
            store.verify(connection)
    assert found.value.position == 1


def test_going_on_from_a_link_that_changed_is_refused(engine: Engine) -> None:
    head = append(engine, "a", "b")
    behind_the_guards(
        engine,
        "UPDATE event SET link = :x WHERE position = 2".replace(":x", "zeroblob(32)")
        if engine.dialect.name == "sqlite"
        else "UPDATE event SET link = decode(repeat('00', 32), 'hex') WHERE position = 2",
    )

    with reading(engine) as connection, pytest.raises(ChainBroken, match="another link"):
        store.verify(connection, head)


def test_the_head_of_an_earlier_position_is_that_of_then(engine: Engine) -> None:
    early = append(engine, "a", "b")
    append(engine, "c")

    with reading(engine) as connection:
        assert store.head_at(connection, 2) == early
        assert store.head_at(connection, 0) == Head(0, bytes(32))
        with pytest.raises(LogError, match="no position 9"):
            store.head_at(connection, 9)


def test_stretches_checked_apart_give_the_answer_of_the_whole(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "STRETCH", 7)
    head = append(engine, *(f"k{n}" for n in range(60)))
    reached: list[int] = []

    with reading(engine) as connection:
        assert verifying.verify(connection, None, reached.append, processes=2) == head
        assert verifying.verify(connection, store.head_at(connection, 30), processes=2) == head
    assert reached == [*range(7, 57, 7), 60]

    for damage, misfit in (
        ("UPDATE event SET link = (SELECT link FROM event WHERE position = 1) WHERE position = 49", 49),
        ("DELETE FROM event WHERE position BETWEEN 26 AND 36", 37),
        ("DELETE FROM event WHERE position = 14", 15),
        ("UPDATE event SET subject = 'x' WHERE position = 8", 8),
    ):
        behind_the_guards(engine, damage)
        with reading(engine) as connection:
            with pytest.raises(ChainBroken) as whole:
                store.verify(connection)
            with pytest.raises(ChainBroken) as apart:
                verifying.verify(connection, processes=2)
        assert (apart.value.position, str(apart.value)) == (misfit, str(whole.value))
