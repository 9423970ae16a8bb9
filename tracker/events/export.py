"""The log and its documents <-> JSON lines, for moving house and for strangers who want to verify.

A line is an event, or a document, or where a snapshot lies, told apart by its first key. An event's payload is its
canonical text as a JSON string, so that a reader in any language hashes exactly those bytes (docs/log.md).
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection

from tracker.db.statements import text
from tracker.errors import ChainBroken, TrackerError
from tracker.events import chain, store
from tracker.events.chain import Entry
from tracker.events.store import Head

_SIDE_TABLES = {
    "document": ("sha256", "text", "stored_at", "purged_at", "purge_reason"),
    "snapshot": ("sha256", "url", "final_url", "fetched_at", "status", "content_type", "file", "offset", "length"),
}
# Named in a line only where there is something in them: earlier versions did not know them.
_OPTIONAL = {"snapshot": ("shelf", "purged_at", "purge_reason")}
_BATCH = 2_000


def to_line(entry: Entry) -> str:
    """One event as one line, without the line's end."""
    return json.dumps({"event": entry._asdict() | {"link": entry.link.hex()}}, ensure_ascii=False)


def exported(connection: Connection) -> Iterator[str]:
    """The whole log in order, then documents and snapshots: one line each (connection: db.reading)."""
    yield from map(to_line, store.read(connection))
    for table, columns in _SIDE_TABLES.items():
        optional = _OPTIONAL.get(table, ())
        for row in _rows(connection, table, (*columns, *optional)):
            fields = zip((*columns, *optional), row, strict=True)
            told = {name: value for name, value in fields if name not in optional or value is not None}
            yield json.dumps({table: told}, ensure_ascii=False)


def imported(connection: Connection, lines: Iterable[str]) -> Head:
    """The head after an export was read into an empty log, every link checked, all of it or nothing (db.writing).

    Raises TrackerError naming the line that cannot be read, ChainBroken for an entry that does not follow from the
    ones before it, and refuses a log that is not empty.
    """
    if store.head(connection).position:
        raise TrackerError("the log is not empty: import into a new database")
    head = Head(0, chain.GENESIS)
    waiting: dict[str, list[Any]] = {"event": [], **{table: [] for table in _SIDE_TABLES}}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        kind, value = _read(number, line)
        if kind == "event":
            value = _checked(value, head)
            head = Head(value.position, value.link)
        waiting[kind].append(value)
        if len(waiting[kind]) >= _BATCH:
            _store(connection, kind, waiting[kind])
    for kind, values in waiting.items():
        _store(connection, kind, values)
    return head


def _read(number: int, line: str) -> tuple[str, Any]:
    try:
        [(kind, fields)] = json.loads(line).items()
        if kind == "event":
            return kind, Entry(**(fields | {"link": bytes.fromhex(fields["link"])}))
        optional = {name: fields.get(name) for name in _OPTIONAL.get(kind, ())}
        return kind, {name: fields[name] for name in _SIDE_TABLES[kind]} | optional
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise TrackerError(f"line {number} is no line of an export ({wrong}); nothing was imported") from wrong


def _checked(entry: Entry, head: Head) -> Entry:
    if chain.first_misfit([(*entry[:7], entry.payload.encode(), entry.link)], head.position, head.link) is not None:
        raise ChainBroken(entry.position, entry.id, "does not follow from the entry before; nothing was imported")
    return entry


def _store(connection: Connection, kind: str, values: list[Any]) -> None:
    if kind == "event":
        store.restore(connection, values)
    elif values:
        columns = (*_SIDE_TABLES[kind], *_OPTIONAL.get(kind, ()))
        names = ", ".join(f'"{name}"' for name in columns)
        marks = ", ".join(f":{name}" for name in columns)
        connection.execute(text(f"INSERT INTO {kind} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING"), values)
    values.clear()


def _rows(connection: Connection, table: str, columns: tuple[str, ...]) -> Iterator[Any]:
    names = ", ".join(f'"{name}"' for name in columns)
    query = text(f"SELECT {names} FROM {table} WHERE sha256 > :after ORDER BY sha256 LIMIT {_BATCH}")
    after = ""
    while rows := connection.execute(query, {"after": after}).all():
        yield from rows
        after = rows[-1].sha256
