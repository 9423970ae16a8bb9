"""The texts that events stand on: kept by hash apart from the log, so that one can be purged and the log still
verifies. What was purged, when and why stays on record; the database refuses anything else (db/guards.py)."""

from datetime import datetime

from sqlalchemy import Connection

from tracker.db.statements import text
from tracker.errors import TrackerError
from tracker.events.chain import instant


def keep(connection: Connection, sha256: str, whole: str, now: datetime) -> None:
    """Store a text by its hash; one that is there, or was purged, stays as it is."""
    statement = text(
        "INSERT INTO document (sha256, text, stored_at) VALUES (:sha256, :text, :at) ON CONFLICT (sha256) DO NOTHING"
    )
    connection.execute(statement, {"sha256": sha256, "text": whole, "at": instant(now)})


def whole(connection: Connection, sha256: str | None) -> str | None:
    """The text with this hash; None where it was purged, or never was here."""
    query = text("SELECT text FROM document WHERE sha256 = :sha256")
    return connection.execute(query, {"sha256": sha256}).scalar()


def purge(connection: Connection, sha256: str, reason: str, now: datetime) -> bool:
    """Forget a text for good; False if that was done before. Raises TrackerError for a text that never was here.

    sha256: the whole hash, or a beginning of it that only one document has.
    """
    if not reason.strip():
        raise TrackerError("a purge needs a reason: it stays on record")
    rows = connection.execute(
        text("SELECT sha256, purged_at FROM document WHERE sha256 >= :low AND sha256 < :high LIMIT 2"),
        {"low": sha256, "high": sha256 + "g"},
    ).all()
    if len(rows) != 1:
        raise TrackerError(f"{'no document is' if not rows else 'several documents are'} called {sha256}")
    if rows[0].purged_at is not None:
        return False
    _purge(connection, "sha256 = :value", rows[0].sha256, reason, now)
    return True


def purge_older(connection: Connection, before: datetime, reason: str, now: datetime) -> int:
    """Forget every text stored before an instant; how many those were."""
    return _purge(connection, "stored_at < :value AND purged_at IS NULL", instant(before), reason, now)


def _purge(connection: Connection, which: str, value: str, reason: str, now: datetime) -> int:
    statement = text(f"UPDATE document SET text = NULL, purged_at = :at, purge_reason = :reason WHERE {which}")
    return connection.execute(statement, {"at": instant(now), "reason": reason, "value": value}).rowcount
