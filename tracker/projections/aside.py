"""Projections of another day, in a database of their own that is thrown away: the live tables are not touched.

known_at, position: from the part of the log that was recorded by then, which is what this log said then. as_of: only what had
happened by the end of that day, by all that is known. The path is the one that the live tables take, so that a state
shown for a moment is the state that was projected at it.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlmodel import SQLModel

from tracker.db import bulk, tables, views
from tracker.db.session import open_database, writing
from tracker.db.statements import text
from tracker.events import chain, store
from tracker.events.store import Head
from tracker.projections.replay import project
from tracker.vocabulary import Vocabulary

_PART = 5_000


@contextmanager
def aside(
    connection: Connection,
    vocabulary: Vocabulary,
    *,
    as_of: str | None = None,
    known_at: str | None = None,
    position: int | None = None,
) -> Iterator[Engine]:
    """A temporary SQLite database with the part of the log that counts, its projections and the views.

    connection: of the real log (db.reading). as_of: YYYY-MM-DD; known_at: an instant as the log writes them; position:
    the last entry that counts. How sources fare is no part of the log: for a past one nothing is said of it.
    """
    with tempfile.TemporaryDirectory(prefix="tracker-") as folder:
        engine = open_database(f"sqlite:///{Path(folder) / 'aside.db'}")
        try:
            with writing(engine) as copy:
                SQLModel.metadata.create_all(copy)
                views.make(copy)
                _copy_log(connection, copy, position_at(connection, known_at) if position is None else position)
                if position is None and known_at is None:
                    _copy(connection, copy, tables.SourceStateTable)
                project(copy, vocabulary, as_of=as_of)
            yield engine
        finally:
            engine.dispose()


def position_at(connection: Connection, known_at: str | None) -> int:
    """The last position that was recorded by an instant; the head for None."""
    if known_at is None:
        return store.head(connection).position
    # Each writer's clock is its own: the order of the log counts, and the first entry recorded later ends it.
    query = text("SELECT min(position) FROM event WHERE recorded_at > :known_at")
    later = connection.execute(query, {"known_at": known_at}).scalar()
    return int(later) - 1 if later is not None else store.head(connection).position


def _copy_log(connection: Connection, copy: Connection, until: int) -> Head:
    entries = store.read(connection, until=until)
    while part := list(islice(entries, _PART)):
        rows = [{**entry._asdict(), "key_hash": chain.key_hash(entry.key)} for entry in part]
        bulk.insert(copy, tables.EventTable, rows)
    return store.head(copy)


def _copy(connection: Connection, copy: Connection, table: type[SQLModel]) -> None:
    rows = connection.execute(text(f"SELECT * FROM {table.__tablename__}")).mappings().all()
    bulk.insert(copy, table, [dict(row) for row in rows])
