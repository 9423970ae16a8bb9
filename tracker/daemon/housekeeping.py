"""What a service does beside collecting, each once a day: verify the log, copy the database, forget what is too old."""

import logging
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine

from tracker.db.backup import backup
from tracker.db.session import reading, writing
from tracker.db.statements import text
from tracker.events import documents, verified, verifying
from tracker.events.chain import instant
from tracker.extract.claims import READER
from tracker.settings import Settings

log = logging.getLogger(__name__)
_DAY = timedelta(days=1)
_WHOLE = timedelta(days=7)  # every so often all of the log is verified, not only what is new


def keep(engine: Engine, settings: Settings, now: datetime) -> None:
    """Whatever of it was not done for a day, or, for unreadable pages, not yet by this reader. Raises ChainBroken; TrackerError if a copy cannot be made."""
    _verify(engine, now)
    _read_again(engine, now)
    if settings.backup_dir:
        _copy(engine, Path(settings.backup_dir), settings.backup_keep, now)
    if settings.retention_days:
        with writing(engine) as connection:
            if _is_due(connection, "retention", _DAY, now):
                before = now - timedelta(days=settings.retention_days)
                count = documents.purge_older(connection, before, f"older than {settings.retention_days} days", now)
                if count:
                    log.info("%d texts older than %d days were purged", count, settings.retention_days)


def _verify(engine: Engine, now: datetime) -> None:
    """The new part every day, the whole every week."""
    with writing(engine) as connection:
        whole = _is_due(connection, "whole verification", _WHOLE, now)
        if not whole and not _is_due(connection, "verification", _DAY, now):
            return
    with reading(engine) as connection:
        head = verifying.verify(connection, None if whole else verified.last(connection))
    with writing(engine) as connection:
        verified.keep(connection, head, now)
    log.info("the log verifies up to position %d, link %s", head.position, head.link.hex())


def _read_again(engine: Engine, now: datetime) -> None:
    """A new reader may read what the one before could not: such pages get another chance, once."""
    with writing(engine) as connection:
        if connection.execute(text("SELECT 1 FROM chore WHERE name = :name"), {"name": READER}).first():
            return
        _is_due(connection, READER, _DAY, now)
        statement = text(
            "UPDATE page SET state = 'waiting', tries = 0, next_try_at = NULL WHERE state = 'failed' AND EXISTS"
            " (SELECT 1 FROM fetch_attempt WHERE fetch_attempt.url = page.url AND outcome = 'unreadable')"
        )
        count = connection.execute(statement).rowcount
    if count:
        log.info("%d pages that an older reader could not read are tried again", count)


def _copy(engine: Engine, folder: Path, most: int, now: datetime) -> None:
    file = folder / f"tracker-{now.date().isoformat()}"
    if file.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    backup(engine, file)
    log.info("the database was copied to %s", file)
    for old in sorted(folder.glob("tracker-????-??-??"))[:-most]:
        old.unlink()


def _is_due(connection: Connection, what: str, every: timedelta, now: datetime) -> bool:
    """Whether it was not done for so long (or, by a clock that was wrong, in the future); then it counts as done."""
    at = connection.execute(text("SELECT at FROM chore WHERE name = :name"), {"name": what}).scalar()
    if at is not None and instant(now - every) < at <= instant(now):
        return False
    statement = "INSERT INTO chore (name, at) VALUES (:name, :at) ON CONFLICT (name) DO UPDATE SET at = excluded.at"
    connection.execute(text(statement), {"name": what, "at": instant(now)})
    return True
