"""How far the log was verified, and when: what `tracker log verify --resume` goes on from."""

from datetime import datetime

from sqlalchemy import Connection

from tracker.db.statements import text
from tracker.events.chain import instant
from tracker.events.store import Head


def last(connection: Connection) -> Head | None:
    """The head that the last verification ended at, or None before the first."""
    row = connection.execute(text("SELECT position, link FROM verified ORDER BY position DESC LIMIT 1")).first()
    return Head(row[0], bytes(row[1])) if row else None


def keep(connection: Connection, head: Head, now: datetime) -> None:
    """Note that the log verified up to `head`; of several at one position the newest stays."""
    statement = text(
        "INSERT INTO verified (position, link, at) VALUES (:position, :link, :at)"
        " ON CONFLICT (position) DO UPDATE SET link = excluded.link, at = excluded.at"
    )
    connection.execute(statement, {"position": head.position, "link": head.link, "at": instant(now)})
