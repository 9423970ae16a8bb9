"""From settings to a database that is ready: created, migrated, seeded, projected. Twice changes nothing."""

from datetime import datetime

from sqlalchemy import Engine

from tracker.collect.archive import Archive
from tracker.db.migrate import upgrade
from tracker.db.session import open_database
from tracker.pipeline.cycle import replay
from tracker.pipeline.seeding import seed
from tracker.settings import Settings


def ready(settings: Settings, now: datetime) -> Engine:
    """The database of these settings. Raises TrackerError (SeedError, UsageError) with what to do."""
    engine = open_database(settings.database)
    upgrade(engine)
    seed(engine, Archive(settings.archive_dir), now)
    replay(engine)
    return engine
