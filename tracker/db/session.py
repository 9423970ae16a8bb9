"""Opening the database, and transactions on it. The rooms above take a connection and never open one."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from tracker.errors import TrackerError, UsageError

# FULL: an acknowledged event survives a power cut, at a price that batches make small. 64 MB of page cache keep the
# index over keys in memory. Entries of a batch fall all over that index: checkpoints of 128 MB write a page of it once
# where the default of 4 MB would write it thirty times, which shows from a hundred thousand events on.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=30000",
    "PRAGMA cache_size=-65536",
    "PRAGMA wal_autocheckpoint=32000",
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
        return _sqlite(create_engine(address))
    if address.drivername == "postgresql+psycopg":
        return create_engine(address)
    raise UsageError(f"database_url: {address.drivername} is not served; use sqlite or postgresql+psycopg")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view of the database for as long as the block runs."""
    with _opened(_reader(engine), "BEGIN") as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction: all of the block or, if it raises, nothing of it.

    On SQLite the write lock is taken at the start: a transaction that reads first and writes later would fail with
    "database is locked" at once, whatever the busy timeout.
    """
    with _opened(engine, "BEGIN IMMEDIATE") as connection:
        yield connection


_READERS: WeakKeyDictionary[Engine, Engine] = WeakKeyDictionary()


def _reader(engine: Engine) -> Engine:
    """The engine's reading face, made once: making it costs as much as a small transaction."""
    if engine.dialect.name == "sqlite":
        return engine
    if engine not in _READERS:
        _READERS[engine] = engine.execution_options(isolation_level="REPEATABLE READ")
    return _READERS[engine]


@contextmanager
def _opened(engine: Engine, begin: str) -> Iterator[Connection]:
    """A connection in a transaction that we begin and end on the driver itself: SQLAlchemy's own bookkeeping would
    double the cost of a small one. psycopg begins by itself, with the first statement."""
    driver = engine.dialect.loaded_dbapi
    try:
        with engine.connect() as connection:
            transaction: Any = connection.connection.driver_connection
            connection.info["writes"] = begin == "BEGIN IMMEDIATE"
            if engine.dialect.name == "sqlite":
                transaction.execute(begin)
            try:
                yield connection
            except BaseException:
                transaction.rollback()
                raise
            transaction.commit()
    except (DatabaseError, driver.DatabaseError) as failed:
        # What is beyond us (gone, full, locked, no database at all) comes under these; their subclasses are bugs.
        if type(failed) in {OperationalError, DatabaseError, driver.DatabaseError} or isinstance(
            failed, driver.OperationalError
        ):
            raise TrackerError(f"the database: {_first_line(failed)}") from failed
        raise


def _first_line(error: Exception) -> str:
    return (str(getattr(error, "orig", None) or error).strip().splitlines() or ["no reason given"])[0]


def _sqlite(engine: Engine) -> Engine:
    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun above, by us
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    return engine
