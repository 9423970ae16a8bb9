"""How fast the `eventsourcing` library builds one table of current states, as its documentation has it.

On PostgreSQL by its ProjectionRunner; on SQLite, which that cannot subscribe to, by what the runner does: every
notification as a domain event to the projection, whose view writes the state and the tracking in one transaction.
"""

import time
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from bench.rivals import FIELDS, _environment, _model

_OF_A_MODEL = 50
_UPSERT = (
    "INSERT INTO {table} VALUES ({mark}, {mark}, 1) ON CONFLICT (subject) DO UPDATE"
    " SET status = excluded.status, told = {table}.told + 1"
)


def is_installed() -> bool:
    return find_spec("eventsourcing") is not None


def projected(url: str, events: int) -> float:
    """Events a second in which the library builds one table of current states from so many events."""
    from eventsourcing.application import Application

    class Tellings(Application):  # type: ignore[type-arg,misc]
        pass

    sqlite = url.startswith("sqlite")
    environment = {**_environment(url), "SQLITE_SINGLE_ROW_TRACKING": "y", "POSTGRES_SINGLE_ROW_TRACKING": "y"}
    application: Any = Tellings(env=environment)
    for some in _tellings(events):
        application.save(*some)
    last = application.recorder.max_notification_id()
    seconds = _followed(application, environment, last) if sqlite else _run(Tellings, environment, last)
    application.close()
    return float(last / seconds)


def _tellings(events: int) -> Iterator[list[Any]]:
    """Two models at a time: a save of 2,000 events, which is one pipeline of statements, hangs on PostgreSQL."""
    for first in range(0, events // _OF_A_MODEL, 2):
        models = [_model()() for _ in range(first, min(first + 2, events // _OF_A_MODEL))]
        for model in models:
            for _ in range(_OF_A_MODEL - 1):
                model.tell(fields=FIELDS)
        yield models


def _followed(application: Any, environment: dict[str, str], last: int) -> float:
    from eventsourcing.persistence import InfrastructureFactory, Tracking
    from eventsourcing.sqlite import SQLiteTrackingRecorder
    from eventsourcing.utils import Environment

    class States(SQLiteTrackingRecorder):
        def construct_create_table_statements(self) -> list[str]:
            made = "CREATE TABLE IF NOT EXISTS states (subject TEXT PRIMARY KEY, status TEXT, told INTEGER)"
            return [*super().construct_create_table_statements(), made]

        def keep(self, subject: str, status: str, tracking: Any) -> None:
            with self.datastore.transaction(commit=True) as cursor:
                self._insert_tracking(cursor, tracking)
                cursor.execute(_UPSERT.format(table="states", mark="?"), (subject, status))

    factory: Any = InfrastructureFactory.construct(Environment("States", environment))
    view = factory.tracking_recorder(States)
    began, start = time.perf_counter(), 0
    while start < last:
        for note in application.recorder.select_notifications(start=start + 1, limit=5_000):
            event = application.mapper.to_domain_event(note)
            view.keep(str(event.originator_id), _status(event), Tracking(application.name, note.id))
            start = note.id
    seconds = time.perf_counter() - began
    factory.close()
    return seconds


def _run(application: Any, environment: dict[str, str], last: int) -> float:
    from eventsourcing.postgres import PostgresTrackingRecorder
    from eventsourcing.projection import Projection, ProjectionRunner
    from psycopg.sql import SQL

    class States(PostgresTrackingRecorder):
        def __init__(self, *some: Any, **named: Any) -> None:
            super().__init__(*some, **named)
            made = SQL("CREATE TABLE IF NOT EXISTS states (subject text PRIMARY KEY, status text, told int)")
            self.sql_create_statements.append(made)

        def keep(self, subject: str, status: str, tracking: Any) -> None:
            with self.datastore.transaction(commit=True) as cursor:
                self._insert_tracking(cursor, tracking)
                cursor.execute(_UPSERT.format(table="states", mark="%s"), (subject, status))

    class Keeping(Projection):  # type: ignore[type-arg]
        name = "states"

        def process_event(self, domain_event: Any, tracking: Any) -> None:
            self.view.keep(str(domain_event.originator_id), _status(domain_event), tracking)

    began = time.perf_counter()
    runner: Any = ProjectionRunner(
        application_class=application, projection_class=Keeping, view_class=States, env=environment
    )
    with runner:
        runner.wait(last, timeout=600)
        return time.perf_counter() - began


def _status(event: Any) -> str:
    return str(getattr(event, "fields", FIELDS)["status"])
