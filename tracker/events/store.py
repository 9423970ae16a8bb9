"""Append, read, verify: the only writer of the log.

Positions are gapless and in commit order also with many writers: each takes the log's lock, reads the head, numbers
and links its entries and commits, so that a reader that follows positions never skips one. On SQLite the lock is
the write transaction itself, on PostgreSQL a transaction-scoped advisory lock.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from tracker.errors import ChainBroken, LogConflict, LogError
from tracker.events import chain
from tracker.events.chain import Entry
from tracker.events.types import NAMES, SHAPE, Payload, subject_of

_LOCK = 0x6D657461_6C6F67  # "metalog": the advisory lock of the log on PostgreSQL
_PAGE = 5_000
_COLUMNS = "position, id, type, shape, recorded_at, subject, key, payload, link"


class Draft(NamedTuple):
    """An event about to be appended. key: text that is the same whenever the same thing is asserted again."""

    key: str
    payload: Payload


class Head(NamedTuple):
    """Where the log stands: position of the last entry (0: empty) and its link, to be written down elsewhere."""

    position: int
    link: bytes

    def __str__(self) -> str:
        return f"{self.position} {self.link.hex()}"


class Appended(NamedTuple):
    """What an append did: the new entries in order, and how many drafts the log already held."""

    entries: list[Entry]
    known: int


def append(
    connection: Connection, drafts: Sequence[Draft], now: datetime, expected_position: int | None = None
) -> Appended:
    """Add the drafts that the log does not hold yet, in order, in the transaction of `connection` (db.writing).

    now: aware; expected_position: refuse with LogConflict if the log stands elsewhere.
    """
    prepared = {draft.key: (NAMES[type(draft.payload)], draft.payload) for draft in drafts}
    encoded = {key: (type_, subject_of(body), chain.canonical(body)) for key, (type_, body) in prepared.items()}
    recorded_at, milliseconds = _instant(now)
    _lock(connection)
    at = head(connection)
    if expected_position is not None and at.position != expected_position:
        raise LogConflict(expected_position, at.position)
    known = _known(connection, list(encoded))
    entries: list[Entry] = []
    position, previous = at
    for key, (type_, subject, payload) in encoded.items():
        if key in known:
            continue
        position += 1
        id_ = chain.event_id(milliseconds, key)
        whole = chain.entry_bytes(position, id_, type_, SHAPE, recorded_at, subject, key, payload)
        previous = chain.link(previous, whole)
        entries.append(Entry(position, id_, type_, SHAPE, recorded_at, subject, key, payload.decode(), previous))
    _insert(connection, entries)
    return Appended(entries, len(drafts) - len(entries))


def head(connection: Connection) -> Head:
    """Position and link of the last entry; (0, GENESIS) for an empty log."""
    row = connection.exec_driver_sql("SELECT position, link FROM event ORDER BY position DESC LIMIT 1").first()
    return Head(row[0], bytes(row[1])) if row else Head(0, chain.GENESIS)


def read(connection: Connection, after: int = 0, until: int | None = None) -> Iterator[Entry]:
    """Entries with `after` < position <= `until`, in order, a page at a time: constant memory at any length."""
    query = text(
        f"SELECT {_COLUMNS} FROM event WHERE position > :after AND position <= :until ORDER BY position LIMIT {_PAGE}"
    )
    last = until if until is not None else head(connection).position
    while after < last:
        rows = connection.execute(query, {"after": after, "until": last}).all()
        if not rows:
            return
        yield from (_entry(row) for row in rows)
        after = rows[-1][0]


def entry_by_reference(connection: Connection, reference: str) -> Entry | None:
    """The entry with this position ("17", "e17") or id, if there is one."""
    digits = reference.removeprefix("e")
    column, value = ("position", int(digits)) if digits.isdecimal() and len(digits) < 18 else ("id", reference)
    row = connection.execute(text(f"SELECT {_COLUMNS} FROM event WHERE {column} = :value"), {"value": value}).first()
    return _entry(row) if row else None


def entry_by_key(connection: Connection, key: str) -> Entry | None:
    """The entry with this idempotency key, if there is one."""
    row = connection.execute(text(f"SELECT {_COLUMNS} FROM event WHERE key = :key"), {"key": key}).first()
    return _entry(row) if row else None


def verify(connection: Connection) -> Head:
    """The head, after every link of the log was recomputed. Raises ChainBroken at the first entry that misfits."""
    at = head(connection)
    misfit = chain.first_misfit(_readable(connection))
    if misfit is not None:
        raise ChainBroken(
            misfit.position, misfit.id, f"{misfit.type} recorded {misfit.recorded_at} was altered, or the entry before"
        )
    return at


def _readable(connection: Connection) -> Iterator[Entry]:
    after = 0
    try:
        for entry in read(connection):
            yield entry
            after = entry.position
    except (UnicodeDecodeError, TypeError, AttributeError) as garbled:
        raise ChainBroken(after + 1, None, f"cannot be read: {garbled}") from garbled


def _entry(row: Any) -> Entry:
    return Entry._make((*row[:8], bytes(row[8])))


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    elif not connection.get_execution_options().get("tracker_writes"):
        raise LogError("append needs a transaction of db.session.writing")


def _known(connection: Connection, keys: list[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        marks = ", ".join(f":k{n}" for n in range(len(some)))
        rows = connection.execute(
            text(f"SELECT key FROM event WHERE key IN ({marks})"), {f"k{n}": key for n, key in enumerate(some)}
        )
        found.update(row[0] for row in rows)
    return found


def _insert(connection: Connection, entries: list[Entry]) -> None:
    if entries:
        marks = ", ".join(f":{name}" for name in Entry._fields)
        statement = text(f"INSERT INTO event ({_COLUMNS}) VALUES ({marks})")
        connection.execute(statement, [entry._asdict() for entry in entries])


def _instant(now: datetime) -> tuple[str, int]:
    utc = now.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S.%f}Z", int(utc.timestamp() * 1000)
