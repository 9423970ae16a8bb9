"""Opening the database, and transactions on it. The rooms above take a connection and never open one."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, OperationalError

from tracker.errors import TrackerError, UsageError

# FULL: an acknowledged event survives a power cut, at a price that batches make small. 64 MB of page cache keep the
# index over keys in memory.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=30000",
    "PRAGMA cache_size=-65536",
)
_CHECKPOINT_PAGES = (1_000, 32_000)  # the least is SQLite's own


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
        return _tidied(_sqlite(create_engine(address)))
    if address.drivername == "postgresql+psycopg":
        return _tidied(create_engine(address))
    raise UsageError(f"database_url: {address.drivername} is not served; use sqlite or postgresql+psycopg")


def reading(engine: Engine) -> AbstractContextManager[Connection]:
    """One consistent view of the database for as long as the block runs."""
    return _Transaction(engine, _reader(engine), "BEGIN")


def writing(engine: Engine) -> AbstractContextManager[Connection]:
    """One transaction: all of the block or, if it raises, nothing of it.

    On SQLite the write lock is taken at the start: a transaction that reads first and writes later would fail with
    "database is locked" at once, whatever the busy timeout.
    """
    return _Transaction(engine, engine, "BEGIN IMMEDIATE")


def driver_of(connection: Connection) -> Any:
    """The driver's own connection (sqlite3, psycopg) under one of `reading` or `writing`."""
    return connection.info["driver"]


_READERS: WeakKeyDictionary[Engine, Engine] = WeakKeyDictionary()
_IDLE: WeakKeyDictionary[Engine, list[Connection]] = WeakKeyDictionary()


def _tidied(engine: Engine) -> Engine:
    """`engine`, which on dispose() lets go of what is kept of it here."""

    @event.listens_for(engine, "engine_disposed")
    def forget(disposed: Engine) -> None:
        for known in (disposed, _READERS.pop(disposed, disposed)):
            for connection in _IDLE.pop(known, []):
                connection.detach()
                connection.close()

    return engine


def _reader(engine: Engine) -> Engine:
    """The engine's reading face, made once: making it costs as much as a small transaction."""
    if engine.dialect.name == "sqlite":
        return engine
    if engine not in _READERS:
        _READERS[engine] = engine.execution_options(isolation_level="REPEATABLE READ")
    return _READERS[engine]


@contextmanager
def session(engine: Engine) -> Iterator[Connection]:
    """A connection to the server that is nobody else's and is closed at the end, each statement on its own: for what
    ends with a session, such as an advisory lock. Raises TrackerError where it cannot be had, or is lost."""
    try:
        connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    except OperationalError as failed:
        raise TrackerError(f"the database: {_first_line(failed)}") from failed
    connection.detach()
    try:
        yield connection
    except OperationalError as failed:
        raise TrackerError(f"the database: {_first_line(failed)}") from failed
    finally:
        with suppress(DBAPIError, engine.dialect.loaded_dbapi.Error):
            connection.close()


class _Transaction(AbstractContextManager[Connection]):
    """A transaction that we begin and end on the driver itself: SQLAlchemy's own bookkeeping would double the cost of
    a small one. psycopg begins by itself, with the first statement.

    A connection whose transaction ended well is taken over by the next one: checking one out of the pool costs as much
    as a third of a small append. One that the server ended takes all idle ones with it: they are as dead.

    face: the engine, or its reading face
    """

    __slots__ = ("_begin", "_connection", "_driver", "_engine", "_face")

    def __init__(self, engine: Engine, face: Engine, begin: str) -> None:
        self._engine, self._face, self._begin = engine, face, begin

    def __enter__(self) -> Connection:
        idle = _IDLE.get(self._face)
        try:
            self._connection = idle.pop() if idle else self._face.connect()
            info = self._connection.info
            self._driver: Any = self._connection.connection.driver_connection
            info["driver"], info["writes"] = self._driver, self._begin == "BEGIN IMMEDIATE"
            if self._engine.dialect.name == "sqlite":
                self._begin_on_sqlite()
        except Exception as failed:
            self._raise_in_words(failed)
            raise
        return self._connection

    def _begin_on_sqlite(self) -> None:
        try:
            self._driver.execute(self._begin)
        except BaseException:
            self._connection.close()
            raise

    def __exit__(self, _kind: object, failed: BaseException | None, _trace: object) -> None:
        if failed is not None:
            self._undo(failed)
            return
        try:
            self._driver.commit()
        except BaseException as at_commit:
            self._undo(at_commit)
            raise
        if self._connection.in_transaction():
            self._connection.rollback()  # of SQLAlchemy's own account: the driver has committed
        _IDLE.setdefault(self._face, []).append(self._connection)

    def _undo(self, failed: BaseException) -> None:
        try:
            self._driver.rollback()
        except self._engine.dialect.loaded_dbapi.Error:
            # A connection that is gone has nothing to roll back; that it is gone is what failed. SQLAlchemy would roll
            # back once more, and tell at length that it could not.
            self._connection.invalidate()
        with suppress(DBAPIError):
            self._connection.close()
        if getattr(self._driver, "closed", False):
            self._engine.dispose()
        self._raise_in_words(failed)

    def _raise_in_words(self, failed: BaseException) -> None:
        """What is beyond us (gone, full, locked, no database at all) in one line; other database errors are bugs."""
        driver = self._engine.dialect.loaded_dbapi
        if type(failed) in {OperationalError, DatabaseError, driver.DatabaseError} or isinstance(
            failed, driver.OperationalError
        ):
            raise TrackerError(f"the database: {_first_line(failed)}") from failed


def _first_line(error: BaseException) -> str:
    return (str(getattr(error, "orig", None) or error).strip().splitlines() or ["no reason given"])[0]


def _sqlite(engine: Engine) -> Engine:
    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun above, by us
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        pace(connection)

    return engine


def pace(connection: sqlite3.Connection) -> None:
    """Checkpoint as often as suits the size that the file has now: once its write-ahead log has an eighth of its pages.

    Entries of a batch fall all over the index over keys, which grows with the log: a checkpoint writes a page of it
    once, however often it was changed since the one before. A log of a million events was appended at 0.89 of the
    first rate with a checkpoint every 128 MB, at 0.69 with one every 32 MB. But until its first checkpoint the
    write-ahead log grows, and a commit that makes a file longer takes twice the time of one that writes over old
    pages (200 against 105 µs on ext4): small files are better off with small logs.
    """
    [pages] = connection.execute("PRAGMA page_count").fetchone()
    least, most = _CHECKPOINT_PAGES
    connection.execute(f"PRAGMA wal_autocheckpoint={min(max(pages // 8, least), most)}")
