"""How far each named consumer has read the log; any number of them, each at its own pace.

Checkpoint and effect are written in one transaction, so that every entry takes effect exactly once in the same
database, whatever is killed when. Two processes of one consumer take turns: the row is locked for the transaction.
"""

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import Connection

from tracker.db.statements import text
from tracker.events import store
from tracker.events.chain import Entry


class Consumed(NamedTuple):
    """How many entries took effect, and the position that the consumer stands at now."""

    entries: int
    position: int


def position_of(connection: Connection, consumer: str) -> int | None:
    """Where the consumer stands, its row locked until the transaction ends; None if it never read anything."""
    for_update = " FOR UPDATE" if connection.dialect.name == "postgresql" and connection.info.get("writes") else ""
    query = text(f"SELECT position FROM checkpoint WHERE consumer = :consumer{for_update}")
    return connection.execute(query, {"consumer": consumer}).scalar()


def keep(connection: Connection, consumer: str, position: int) -> None:
    """Note that the consumer has read up to `position`."""
    statement = text(
        "INSERT INTO checkpoint (consumer, position) VALUES (:consumer, :position)"
        " ON CONFLICT (consumer) DO UPDATE SET position = excluded.position"
    )
    connection.execute(statement, {"consumer": consumer, "position": position})


def forget(connection: Connection, consumer: str) -> None:
    """The consumer has read nothing: it will start from the first entry."""
    connection.execute(text("DELETE FROM checkpoint WHERE consumer = :consumer"), {"consumer": consumer})


def consume(
    connection: Connection, consumer: str, act: Callable[[list[Entry]], None], most: int = store.PAGE
) -> Consumed:
    """Hand the next entries, at most so many, to `act`, and move the checkpoint past them (connection: db.writing).

    Call it again, in the next transaction, until `entries` is 0.
    """
    connection.execute(
        text("INSERT INTO checkpoint (consumer, position) VALUES (:consumer, 0) ON CONFLICT (consumer) DO NOTHING"),
        {"consumer": consumer},
    )
    at = position_of(connection, consumer) or 0
    entries = list(store.read(connection, after=at, until=at + most))
    if not entries:
        return Consumed(0, at)
    act(entries)
    keep(connection, consumer, entries[-1].position)
    return Consumed(len(entries), entries[-1].position)
