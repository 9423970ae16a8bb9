"""What the log is measured against: the bare driver, the `eventsourcing` library, and ourselves."""

import json
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import count
from typing import Any
from uuid import uuid4

import msgspec
import psycopg
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url

from tracker.db.migrate import upgrade
from tracker.db.session import driver_of, open_database, reading, writing
from tracker.events import store, verifying
from tracker.events.chain import Entry
from tracker.events.store import Draft
from tracker.events.types import Payload, Release, payload_of

FIELDS = {
    "provenance": "press",
    "reader": "extract 1",
    "subject": "Llama 3.1",
    "status": "released",
    "access": "gated",
    "sizes": ["8B", "70B", "405B"],
    "licence": "Llama 3.1 Community License",
    "happened_on": "2024-07-23",
    "evidence": [
        {"quote": "Meta on Tuesday put out the largest of its models so far, and " * 2, "start": 40, "end": 164}
    ],
    "coverage": "01a1ffde-7ea7-757d-be6b-c5aeaf483724",
    "document": "ab" * 32,
    "language": "en",
    "published_on": "2024-07-24",
    "publisher": "The Paper",
    "url": "https://paper.example/technology/2024/07/24/meta-puts-out-its-largest-model",
}
PAYLOAD = json.dumps(FIELDS).encode()


@dataclass(frozen=True)
class Rival:
    """prepare(n) makes n events, append() stores them in one transaction; read() streams the whole log and gives its
    length. Only append() is timed: for `eventsourcing` that is Application.save."""

    name: str
    prepare: Callable[[int], Any]
    append: Callable[[Any], object]
    read: Callable[[], int]
    close: Callable[[], object]
    verify: Callable[[], object] | None = None


def bare(url: str) -> Rival:
    """The driver alone: pre-encoded rows into a table with a primary key, nothing checked."""
    return _bare_sqlite(url) if url.startswith("sqlite") else _bare_postgresql(url)


def _bare_sqlite(url: str) -> Rival:
    connection = sqlite3.connect(str(make_url(url).database), isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-65536"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE log (position INTEGER PRIMARY KEY, id BLOB, payload BLOB)")
    positions = count(1)

    def prepare(n: int) -> list[tuple[int, bytes, bytes]]:
        return [(next(positions), uuid4().bytes, PAYLOAD) for _ in range(n)]

    def append(rows: list[tuple[int, bytes, bytes]]) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO log VALUES (?, ?, ?)", rows)
        connection.execute("COMMIT")

    def read() -> int:
        return sum(1 for _ in connection.execute("SELECT * FROM log ORDER BY position"))

    return Rival("bare", prepare, append, read, connection.close)


def _bare_postgresql(url: str) -> Rival:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = psycopg.connect(address, autocommit=True)
    connection.execute("CREATE TABLE log (position bigint PRIMARY KEY, id uuid, payload bytea)")
    positions = count(1)

    def prepare(n: int) -> list[Any]:
        return [(next(positions), uuid4(), PAYLOAD) for _ in range(n)]

    def append(rows: list[Any]) -> None:
        with connection.transaction(), connection.cursor() as cursor:
            if len(rows) == 1:
                cursor.execute("INSERT INTO log VALUES (%s, %s, %s)", rows[0])
                return
            with cursor.copy("COPY log FROM STDIN (FORMAT BINARY)") as copy:
                copy.set_types(("int8", "uuid", "bytea"))
                for row in rows:
                    copy.write_row(row)

    def read() -> int:
        with connection.transaction(), connection.cursor("scan") as cursor:
            cursor.itersize = 5_000
            return sum(1 for _ in cursor.execute("SELECT * FROM log ORDER BY position"))

    return Rival("bare", prepare, append, read, connection.close)


def theirs(url: str) -> Rival:
    """`eventsourcing` as its documentation uses it: an Application, save() of an aggregate with its new events."""
    from eventsourcing.application import Application, LocalNotificationLog

    application: Any = Application(env=_environment(url))
    model = _model()()
    application.save(model)

    def prepare(n: int) -> Any:
        for _ in range(n):
            model.tell(fields=FIELDS)
        return model

    def read() -> int:
        seen, start = 0, 1
        mapper = application.mapper
        log = LocalNotificationLog(application.recorder, section_size=5_000)
        while notes := log.select(start=start, limit=5_000):
            for note in notes:
                mapper.to_domain_event(note)
                seen += 1
            start = notes[-1].id + 1
        return seen

    return Rival("eventsourcing", prepare, application.save, read, application.close)


@lru_cache(maxsize=1)
def _model() -> Any:
    from eventsourcing.domain import Aggregate, event

    class Model(Aggregate):
        @event("Told")
        def tell(self, fields: dict[str, Any]) -> None:
            self.last = fields

    return Model


def _environment(url: str) -> dict[str, str]:
    address = make_url(url)
    if url.startswith("sqlite"):
        # its recorder opens WAL itself; FULL is SQLite's default, which it keeps
        return {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(address.database)}
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": str(address.database),
        "POSTGRES_HOST": str(address.host or address.query["host"]),
        "POSTGRES_PORT": str(address.port or 5432),
        "POSTGRES_USER": str(address.username),
        "POSTGRES_PASSWORD": str(address.password or os.environ.get("PGPASSWORD", "none")),
    }


def ours(url: str, *, projected: bool = False) -> Rival:
    """tracker.events.store, chain and guards and idempotency on; `projected` with a table of states beside it."""
    engine = open_database(url)
    upgrade(engine)
    keys = count(1)
    follow = _projection(engine) if projected else None

    def prepare(n: int) -> list[Draft]:
        return [Draft(f"release/{next(keys):08}/extract 1/{uuid4().hex[:24]}", _payload()) for _ in range(n)]

    def append(drafts: list[Draft]) -> None:
        with writing(engine) as connection:
            done = store.append(connection, drafts, datetime.now(UTC))
            if follow is not None:
                follow(connection, done.entries)

    def read() -> int:
        with reading(engine) as connection:
            return sum(1 for entry in store.read(connection) if _decoded(entry))

    def verify() -> None:
        with reading(engine) as connection:
            verifying.verify(connection)

    return Rival("ours, projected" if projected else "ours", prepare, append, read, engine.dispose, verify)


def _payload() -> Payload:
    return payload_of("release", FIELDS)


def _decoded(entry: Entry) -> bool:
    """As consumers do: the payload as its type, which the rival's mapper does too."""
    return bool(_RELEASE.decode(entry.payload))


_RELEASE = msgspec.json.Decoder(Release)


def _projection(engine: Any) -> Callable[[Connection, list[Entry]], None]:
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE bench_state (subject text PRIMARY KEY, told bigint, last bigint)"))
    mark = "%s" if engine.dialect.name == "postgresql" else "?"
    upsert = (
        f"INSERT INTO bench_state VALUES ({mark}, {mark}, {mark}) ON CONFLICT (subject) DO UPDATE"
        " SET told = bench_state.told + excluded.told, last = excluded.last"
    )
    checkpoint = (
        f"INSERT INTO checkpoint VALUES ('bench', {mark})"
        " ON CONFLICT (consumer) DO UPDATE SET position = excluded.position"
    )

    def follow(connection: Connection, entries: list[Entry]) -> None:
        last, driver = entries[-1].position, driver_of(connection)
        driver.execute(upsert, (entries[-1].subject, len(entries), last))
        driver.execute(checkpoint, (last,))

    return follow
