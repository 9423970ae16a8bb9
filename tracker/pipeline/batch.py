"""A batch of sources that a cycle takes together: what every step of it is given, and how a step is taken."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, Engine

from tracker.collect.archive import Archive
from tracker.collect.fetching import Fetched, Wanted, fetch
from tracker.collect.sites import Shelf
from tracker.db.session import reading, writing
from tracker.errors import LogError, SourceError, TrackerError
from tracker.pipeline import shelf
from tracker.pipeline.apart import Apart
from tracker.pipeline.tally import Tally
from tracker.records import Source
from tracker.settings import Settings

log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True)
class Batch:
    """What every step is given, and the tally that it adds to."""

    engine: Engine
    sources: Sequence[Source]
    settings: Settings
    archive: Archive
    now: Callable[[], datetime]
    stop: asyncio.Event
    tally: Tally
    apart: Apart
    shelf: Shelf


async def answers_to(batch: Batch, wanted: Sequence[Wanted]) -> list[Fetched]:
    """What became of these; what was learned of their sites on the way is remembered."""
    if not wanted:
        return []
    with reading(batch.engine) as connection:
        shelf.load(connection, batch.shelf, shelf.addresses_of(wanted))
    answers = await fetch(wanted, batch.settings, batch.archive, batch.now, batch.stop, batch.shelf)
    learned = batch.shelf.take_new()
    if learned:
        await written(batch.engine, partial(shelf.save, files=learned))
    return answers


async def written(engine: Engine, act: Callable[[Connection], T]) -> T:
    """What `act` gives, in a transaction and in a thread: the loop stays awake while another process has the lock."""

    def whole() -> T:
        with writing(engine) as connection:
            return act(connection)

    return await asyncio.to_thread(whole)


async def guarded(tally: Tally, source: str, url: str, act: Callable[[], None]) -> None:
    """One source's bug or bad luck is its own: told, and the cycle goes on. Doubt about the log is everybody's, and so
    is a database or a disk that fails.

    In a thread, so that the loop stays awake to signals and to whoever watches it.
    """
    try:
        await asyncio.to_thread(act)
    except SourceError as failed:
        tally.fail("unreadable", source, str(failed))
    except (LogError, OSError):
        raise
    except Exception as bug:
        if type(bug) is TrackerError:  # the database, in words
            raise
        log.exception("%s: %s", source, url)
        tally.fail("bug", source, f"{url}: {bug!r}")
