"""Consumers: each entry takes effect exactly once, however often and wherever it breaks."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, Engine, text

from tests.facts import draft
from tracker.db.session import reading, writing
from tracker.events import checkpoints, store
from tracker.events.chain import Entry
from tracker.events.checkpoints import consume

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def filled(engine: Engine) -> Engine:
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE effect (position bigint, consumer text)"))
        store.append(connection, [draft(f"k{n}") for n in range(7)], NOW)
    return engine


def recording(connection: Connection, consumer: str, entries: list[Entry]) -> None:
    for entry in entries:
        connection.execute(text("INSERT INTO effect VALUES (:p, :c)"), {"p": entry.position, "c": consumer})


def step(engine: Engine, consumer: str, most: int = 3, *, fails: bool = False) -> tuple[int, int]:
    with writing(engine) as connection:
        done = consume(connection, consumer, lambda entries: recording(connection, consumer, entries), most)
        if fails:
            raise _Broken
        return done


class _Broken(Exception):
    pass


def effects(engine: Engine, consumer: str) -> list[int]:
    with reading(engine) as connection:
        query = text("SELECT position FROM effect WHERE consumer = :c ORDER BY position")
        return list(connection.execute(query, {"c": consumer}).scalars())


def test_a_consumer_reads_on_from_where_it_stood_until_there_is_nothing(filled: Engine) -> None:
    steps = [step(filled, "alerts") for _ in range(4)]

    assert steps == [(3, 3), (3, 6), (1, 7), (0, 7)]
    assert effects(filled, "alerts") == [1, 2, 3, 4, 5, 6, 7]


def test_consumers_do_not_know_of_one_another(filled: Engine) -> None:
    step(filled, "alerts")
    step(filled, "mirror", most=5)

    assert (effects(filled, "alerts"), effects(filled, "mirror")) == ([1, 2, 3], [1, 2, 3, 4, 5])


def test_an_effect_that_fails_moves_no_checkpoint_and_leaves_no_effect(filled: Engine) -> None:
    step(filled, "alerts")

    with pytest.raises(_Broken):
        step(filled, "alerts", fails=True)

    assert effects(filled, "alerts") == [1, 2, 3]
    assert step(filled, "alerts") == (3, 6)


def test_a_consumer_that_is_forgotten_starts_from_the_beginning(filled: Engine) -> None:
    step(filled, "alerts")

    with writing(filled) as connection:
        checkpoints.forget(connection, "alerts")

    assert step(filled, "alerts", most=2) == (2, 2)
