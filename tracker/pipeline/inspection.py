"""How collecting stands, in numbers: for metrics, the health check and the doctor. Changes nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from tracker.db.session import reading
from tracker.db.statements import text
from tracker.events import checkpoints, store
from tracker.events.store import Head
from tracker.projections.replay import CONSUMER


@dataclass(frozen=True, slots=True)
class Numbers:
    """position: of the log's head; lag: events the projections do not show yet; waiting, given_up: pages;
    failing: sources; alerts: undelivered ones; success_age_s: since any source answered well, None: never."""

    head: Head
    lag: int
    waiting: int
    given_up: int
    failing: int
    alerts: int
    success_age_s: int | None

    @property
    def position(self) -> int:
        return self.head.position


def numbers(engine: Engine, now: datetime) -> Numbers:
    """Raises TrackerError where the database does not answer."""
    with reading(engine) as connection:
        head = store.head(connection)
        newest = connection.execute(text("SELECT max(last_success_at) FROM source_state")).scalar()
        return Numbers(
            head=head,
            lag=head.position - (checkpoints.position_of(connection, CONSUMER) or 0),
            waiting=_count(connection, "page WHERE state = 'waiting'"),
            given_up=_count(connection, "page WHERE state = 'failed'"),
            failing=_count(connection, "source_state WHERE failing_since IS NOT NULL"),
            alerts=_count(connection, "alert WHERE sent_at IS NULL"),
            success_age_s=None
            if newest is None
            else max(0, round((now - datetime.fromisoformat(newest)).total_seconds())),
        )


def newest_instant(connection: Connection) -> str | None:
    """When the newest event was recorded: a clock that is before it was set back."""
    query = text("SELECT recorded_at FROM event ORDER BY position DESC LIMIT 1")
    found: str | None = connection.execute(query).scalar()
    return found


def claims_now(connection: Connection) -> list[str]:
    """Which collector works where, as lines."""
    rows = connection.execute(text("SELECT host, collector, since FROM claim ORDER BY host"))
    return [f"{row.host}: {row.collector} since {row.since}" for row in rows]


def last_verified(connection: Connection) -> tuple[int, str] | None:
    """Position and instant of the newest verification of the log."""
    row = connection.execute(text("SELECT position, at FROM verified ORDER BY at DESC LIMIT 1")).first()
    return (row.position, row.at) if row else None


def failing(connection: Connection) -> list[tuple[str, str, str, int, str | None, str | None]]:
    """name, outcome, since, failures in a row, last success, detail of each source that fails, the longest first."""
    query = text(
        "SELECT name, last_outcome, failing_since, failures, last_success_at, detail FROM source_state"
        " WHERE failing_since IS NOT NULL ORDER BY failing_since, name"
    )
    return [tuple(row) for row in connection.execute(query)]


def _count(connection: Connection, what: str) -> int:
    return int(connection.execute(text(f"SELECT count(*) FROM {what}")).scalar() or 0)
