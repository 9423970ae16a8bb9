"""Opening the database, and transactions on it. The rooms above take a connection and never open one."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlalchemy.pool import NullPool

from tracker.errors import TrackerError, UsageError

# FULL: an acknowledged event survives a power cut, at a price that batches make small. 64 MB of page cache keep the
# unique indexes in memory, which doubles appends in large logs.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=30000",
    "PRAGMA cache_size=-65536",
)


def open_database(url: str) -> Engine:
    """An engine for `url` ("sqlite:///…", "postgresql+psycopg://…"); the SQLite file's folder is made.

    Raises UsageError for an address that is none, or of another kind of database.
    """
    try:
        address = make_url(url)
    except ArgumentError as wrong:
        raise UsageError(
            "database_url: not an address like sqlite:///file or postgresql+psycopg://host/name"
        ) from wrong
    if address.drivername in {"sqlite", "sqlite+pysqlite"}:
        if address.database in {None, "", ":memory:"}:
            raise UsageError("database_url: name a file, as in sqlite:////var/lib/tracker/tracker.db")
        Path(str(address.database)).parent.mkdir(parents=True, exist_ok=True)
        return _sqlite(create_engine(address, poolclass=NullPool))
    if address.drivername == "postgresql+psycopg":
        return create_engine(address, pool_pre_ping=True)
    raise UsageError(f"database_url: {address.drivername} is not served; use sqlite or postgresql+psycopg")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view of the database for as long as the block runs."""
    with _opened(engine.execution_options(isolation_level=_SNAPSHOT[engine.dialect.name])) as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction: all of the block or, if it raises, nothing of it.

    On SQLite the write lock is taken at the start: a transaction that reads first and writes later would fail with
    "database is locked" at once, whatever the busy timeout.
    """
    with _opened(engine.execution_options(tracker_writes=True)) as connection:
        yield connection


_SNAPSHOT: Any = {"sqlite": "SERIALIZABLE", "postgresql": "REPEATABLE READ"}


@contextmanager
def _opened(engine: Engine) -> Iterator[Connection]:
    try:
        with engine.connect() as connection, connection.begin():
            yield connection
    except DatabaseError as failed:
        # What is beyond us (gone, full, locked, no database at all) comes under these two; its subclasses are bugs.
        if type(failed) not in {OperationalError, DatabaseError}:
            raise
        raise TrackerError(f"the database: {_first_line(failed)}") from failed


def _first_line(error: DatabaseError) -> str:
    return (str(error.orig or error).strip().splitlines() or ["no reason given"])[0]


def _sqlite(engine: Engine) -> Engine:
    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun below, by us
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("tracker_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
