"""Append, read, verify: the only writer of the log.

Positions are gapless and in commit order also with many writers: each takes the log's lock, reads the head, numbers
and links its entries and commits, so that a reader that follows positions never skips one. On SQLite the lock is
the write transaction itself, on PostgreSQL a transaction-scoped advisory lock.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import chain as joined
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection

from tracker.db.session import driver_of, pace
from tracker.errors import ChainBroken, LogConflict, LogError
from tracker.events import chain
from tracker.events.chain import Entry
from tracker.events.types import NAMES, SHAPE, Payload, subject_of

_LOCK = 0x6D657461_6C6F67  # "metalog": the advisory lock of the log on PostgreSQL
PAGE = 5_000  # entries that a consumer takes at once: their number does not grow with the log
FETCH = 1_000  # entries fetched at once: a million bytes, which caches of processors hold
_ENTRY = partial(tuple.__new__, Entry)  # Entry._make without its check of the length, which the query fixes
_COPY_TYPES = ("int8", "text", "text", "int4", "text", "text", "text", "text", "bytea", "int8")
_COLUMNS = "position, id, type, shape, recorded_at, subject, key, payload, link"
_INSERT_ON_SQLITE = f"INSERT OR FAIL INTO event ({_COLUMNS}, key_hash) VALUES ({', '.join('?' * 10)})"
_INSERT_ON_POSTGRESQL = f"INSERT INTO event ({_COLUMNS}, key_hash) VALUES ({', '.join(['%s'] * 10)})"
_APPEND_ONE = f"SELECT * FROM event_append({', '.join(['?'] * 11)})"
_PACE = 10_000  # appended events after which it is time to look how large an SQLite file is


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
    made = _made(drafts, chain.instant(now), int(now.timestamp() * 1000))
    add = _added_on_postgresql if connection.dialect.name == "postgresql" else _added_on_sqlite
    entries = add(connection, made, expected_position)
    return Appended(entries, len(drafts) - len(entries))


class _Made(NamedTuple):
    """All of an entry that can be made before the lock is taken.

    fields: from its id to its payload; tail: what is linked, but for the position and what stands before that
    """

    fields: tuple[str, str, int, str, str | None, str, str]
    tail: bytes
    key_hash: int

    @property
    def key(self) -> str:
        return self.fields[5]


_MADE = partial(tuple.__new__, _Made)


def _made(drafts: Sequence[Draft], recorded_at: str, recorded_at_ms: int) -> list[_Made]:
    """One for each key: drafts that repeat one are left out."""
    id_of, key_hash, canonical, tail_of = chain.id_maker(recorded_at_ms), chain.key_hash, chain.canonical, chain.tail
    made: list[_Made] = []
    for key, payload in {draft.key: draft for draft in drafts}.values():
        body, hashed, type_ = canonical(payload), key_hash(key), NAMES[type(payload)]
        head = (id_of(hashed), type_, SHAPE, recorded_at, subject_of(payload), key)
        made.append(_MADE(((*head, body.decode()), tail_of(head, body), hashed)))
    return made


def _linked(at: Head, made: Sequence[_Made]) -> tuple[list[Entry], list[Any]]:
    """The entries that follow on `at`, and the same as rows."""
    position, link = at
    entries: list[Entry] = []
    rows: list[Any] = []
    for fields, tail, key_hash in made:
        position += 1
        link = chain.link(link, b"[%d%b" % (position, tail))
        entry = _ENTRY((position, *fields, link))
        entries.append(entry)
        rows.append((*entry, key_hash))
    return entries, rows


def _added_on_sqlite(connection: Connection, made: list[_Made], expected_position: int | None) -> list[Entry]:
    """New keys are the rule, and the guard looks each of them up: only when it refuses one are known keys looked for."""
    if not connection.info.get("writes"):
        raise LogError("append needs a transaction of db.session.writing")
    at = head(connection)
    _expect(expected_position, at)
    if not _guarded(connection):
        made = _unknown(connection, made)
    entries, rows = _linked(at, made)
    try:
        _insert(connection, rows)
    except sqlite3.IntegrityError:
        reached = head(connection)  # the rows before the one refused stand
        done = reached.position - at.position
        rest = _unknown(connection, made[done:])
        if len(rest) == len(made) - done:
            raise
        more, rows = _linked(reached, rest)
        _insert(connection, rows)
        entries[done:] = more
    if entries and entries[-1].position // _PACE != at.position // _PACE:
        pace(driver_of(connection))
    return entries


def _guarded(connection: Connection) -> bool:
    """Whether the guard over keys stands, as it does unless somebody took it off; asked once a connection."""
    if "guarded" not in connection.info:
        query = "SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = 'event_in_order'"
        connection.info["guarded"] = bool(_query(connection, query))
    return bool(connection.info["guarded"])


def _unknown(connection: Connection, made: list[_Made]) -> list[_Made]:
    """Those whose keys the log does not hold."""
    listed = msgspec.json.encode([one.key_hash for one in made]).decode()
    query = "SELECT key FROM event WHERE key_hash IN (SELECT value FROM json_each(?))"
    known = {key for (key,) in _query(connection, query, (listed,))}
    return [one for one in made if one.key not in known]


def _added_on_postgresql(connection: Connection, made: list[_Made], expected_position: int | None) -> list[Entry]:
    """One call takes the log's lock, reads the head, and looks up keys that have the hash of a new one."""
    if len(made) == 1:
        return _added_in_one_call(connection, made[0], expected_position)
    hashes = ",".join([str(one.key_hash) for one in made])
    [(position, link, found)] = _query(connection, "SELECT * FROM event_lock(?, ?)", (_LOCK, f"{{{hashes}}}"))
    at, known = Head(position or 0, link or chain.GENESIS), set(found or ())
    _expect(expected_position, at)
    entries, rows = _linked(at, [one for one in made if one.key not in known] if known else made)
    _insert(connection, rows)
    return entries


def _added_in_one_call(connection: Connection, made: _Made, expected_position: int | None) -> list[Entry]:
    """The server links a single entry itself: the journeys to it cost more than all else."""
    values = (_LOCK, expected_position, *made.fields, made.key_hash, made.tail)
    [(at, link)] = _query(connection, _APPEND_ONE, values)
    _expect(expected_position, Head(at, b""))
    return [] if link is None else [_ENTRY((at + 1, *made.fields, link))]


def _expect(position: int | None, at: Head) -> None:
    if position is not None and at.position != position:
        raise LogConflict(position, at.position)


def restore(connection: Connection, entries: Sequence[Entry]) -> None:
    """Put back entries of an export as they were; whoever calls has checked the chain (events.export)."""
    _insert(connection, [(*entry, chain.key_hash(entry.key)) for entry in entries])


def head(connection: Connection) -> Head:
    """Position and link of the last entry; (0, GENESIS) for an empty log."""
    rows = _query(connection, "SELECT position, link FROM event ORDER BY position DESC LIMIT 1")
    return Head(*rows[0]) if rows else Head(0, chain.GENESIS)


def head_at(connection: Connection, position: int) -> Head:
    """The head as it was at `position`; (0, GENESIS) for 0. Raises LogError if the log does not reach so far."""
    entry = _at(connection, position) if position else None
    if position and entry is None:
        raise LogError(f"the log has no position {position}")
    return Head(position, entry.link if entry else chain.GENESIS)


def read(
    connection: Connection,
    after: int = 0,
    until: int | None = None,
    *,
    type_: str | None = None,
    subject: str | None = None,
) -> Iterator[Entry]:
    """Entries with `after` < position <= `until`, in order, a page at a time: constant memory at any length.

    type_, subject: only those of this type, about this subject.
    """
    last = until if until is not None else head(connection).position
    chosen = {"type": type_, "subject": subject}
    pages = _pages(connection, _COLUMNS, after, last, {k: v for k, v in chosen.items() if v is not None})
    return map(_ENTRY, joined.from_iterable(pages))


def entry_by_reference(connection: Connection, reference: str) -> Entry | None:
    """The entry with this position ("17", "e17") or id, if there is one."""
    digits = reference.removeprefix("e")
    if digits.isdecimal() and len(digits) < 18:
        return _at(connection, int(digits))
    found = _by_hash(connection, chain.hashes_of(reference) or [])
    return next((entry for entry in found if entry.id == reference.lower()), None)


def entry_by_key(connection: Connection, key: str) -> Entry | None:
    """The entry with this idempotency key, if there is one."""
    found = _by_hash(connection, [chain.key_hash(key)])
    return next((entry for entry in found if entry.key == key), None)


def verify(
    connection: Connection, after: Head | None = None, seen: Callable[[int], None] = lambda position: None
) -> Head:
    """The head, after every link of the log (or only those past `after`) was recomputed.

    seen: told the position reached, now and then. Raises ChainBroken at the first entry that misfits, and if the log
    ends before `after` or carries another link there.
    """
    at = head(connection)
    if after is not None:
        check_against(connection, after)
    check(connection, after or Head(0, chain.GENESIS), at.position, seen)
    return at


def check(connection: Connection, after: Head, until: int, seen: Callable[[int], None] = lambda position: None) -> None:
    """Recompute the links behind `after`, up to a position. Raises ChainBroken at the first entry that misfits."""
    position, link = after
    for rows in _raw(connection, position, until):
        misfit = chain.first_misfit(rows, position, link)
        if misfit is not None:
            what = f"{misfit[2]} recorded {misfit[4]} was altered, or the entry before it was"
            raise ChainBroken(misfit[0], misfit[1], what)
        position, link = rows[-1][0], rows[-1][8]
        if position % PAGE == 0:
            seen(position)


def link_at(connection: Connection, position: int) -> bytes:
    """The link at a position (0: GENESIS). One that is missing, or no bytes, is 32 zeros, on which nothing follows."""
    rows = _query(connection, "SELECT link FROM event WHERE position = ?", (position,))
    return rows[0][0] if rows and isinstance(rows[0][0], bytes) else chain.GENESIS


def check_against(connection: Connection, written_down: Head) -> None:
    """Raises ChainBroken unless the log passes through this head, which somebody wrote down earlier.

    It is what shows that the tail was cut off: a chain does not notice that by itself.
    """
    entry = _at(connection, written_down.position) if written_down.position else None
    if written_down.position and entry is None:
        found = head(connection).position
        raise ChainBroken(
            found + 1, None, f"is missing: the log ends at {found}, but it stood at {written_down.position}"
        )
    if entry is not None and entry.link != written_down.link:
        raise ChainBroken(entry.position, entry.id, "carries another link than was written down")


def _raw(connection: Connection, after: int, until: int) -> Iterator[list[chain.Raw]]:
    """Pages of entries, payloads as bytes: what is no text any more must not stop the search for it."""
    as_bytes = "convert_to(payload, 'UTF8')" if connection.dialect.name == "postgresql" else "CAST(payload AS BLOB)"
    columns = _COLUMNS.replace("payload", as_bytes)
    size = FETCH
    while after < until:
        try:
            for rows in _pages(connection, columns, after, until, size=size):
                yield rows
                after = rows[-1][0]
            return
        except (UnicodeDecodeError, sqlite3.OperationalError) as garbled:
            if size == 1:
                raise ChainBroken(after + 1, None, f"cannot be read: {garbled}") from garbled
            size = 1  # one by one, to name the entry


def _pages(
    connection: Connection,
    columns: str,
    after: int,
    until: int,
    chosen: Mapping[str, str] = MappingProxyType({}),
    size: int | None = None,
) -> Iterator[list[Any]]:
    """Rows in order, so many at once. A whole page is asked for without an upper end: with one, PostgreSQL takes the page for so small,
    while it has no statistics of these positions, that it reads it out of order and sorts it, at thrice the price."""
    size = size or FETCH
    also = "".join(f" AND {column} = ?" for column in chosen)
    start, end = f"SELECT {columns} FROM event WHERE position > ?", f" ORDER BY position LIMIT {size}"
    while after < until:
        if chosen or until - after < size:
            rows = _query(connection, f"{start} AND position <= ?{also}{end}", (after, until, *chosen.values()))
        else:
            rows = _query(connection, start + end, (after,))
            if rows and rows[-1][0] > until:  # some are missing
                rows = [row for row in rows if row[0] <= until]
        if rows:
            yield rows
        after = rows[-1][0] if len(rows) == size else until


def _at(connection: Connection, position: int) -> Entry | None:
    rows = _query(connection, f"SELECT {_COLUMNS} FROM event WHERE position = ?", (position,))
    return Entry._make(rows[0]) if rows else None


def _by_hash(connection: Connection, hashes: list[int]) -> list[Entry]:
    found: list[Entry] = []
    for hashed in hashes:
        found += map(_ENTRY, _query(connection, f"SELECT {_COLUMNS} FROM event WHERE key_hash = ?", (hashed,)))
    return found


def _insert(connection: Connection, rows: Sequence[Any]) -> None:
    """Rows of _COLUMNS and the key's hash. On SQLite those before one that is refused stand until a rollback: to undo
    just the statement, SQLite would keep a copy of every page that it touches."""
    if not rows:
        return
    cursor = _cursor(connection)
    if connection.dialect.name == "postgresql" and len(rows) > 1:
        # COPY rather than executemany, whose pipeline was seen to hang on large batches.
        with cursor.copy(f"COPY event ({_COLUMNS}, key_hash) FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(_COPY_TYPES)
            for row in rows:
                copy.write_row(row)
    else:
        statement = _INSERT_ON_POSTGRESQL if connection.dialect.name == "postgresql" else _INSERT_ON_SQLITE
        if len(rows) == 1:
            cursor.execute(statement, rows[0])
        else:
            cursor.executemany(statement, rows)


def _query(connection: Connection, query: str, values: tuple[Any, ...] = ()) -> list[Any]:
    """Rows by the driver itself: the log is read in hundreds of thousands a second, a row object costs more."""
    cursor = _cursor(connection)
    cursor.execute(_worded(connection, query), values)
    return list(cursor.fetchall())


def _cursor(connection: Connection) -> Any:
    if connection.dialect.name == "postgresql":
        # Rows in binary: links and numbers come without a detour over text.
        return driver_of(connection).cursor(binary=True)
    return driver_of(connection).cursor()


def _worded(connection: Connection, statement: str) -> str:
    return statement.replace("?", "%s") if connection.dialect.name == "postgresql" else statement
