"""One cycle of collecting: what is due is fetched, read, appended and projected; what fails is told and tried again.

The only place that knows the order of the rooms. Each source and each article is a transaction of its own, so that
whatever fails leaves the rest committed and nothing half-written.
"""

import asyncio
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import nullcontext, suppress
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, Engine

from tracker.collect.addresses import host_of
from tracker.collect.archive import Archive, Kept
from tracker.collect.sites import Shelf
from tracker.db.session import reading, writing
from tracker.errors import TrackerError
from tracker.pipeline import claims, digest, memory, polling, visits
from tracker.pipeline.apart import Apart
from tracker.pipeline.batch import Batch, written
from tracker.pipeline.claims import Collector, at_work
from tracker.pipeline.memory import Taken
from tracker.pipeline.reading import kept_snapshot
from tracker.pipeline.tally import Tally
from tracker.projections.replay import project
from tracker.records import Source
from tracker.resolve.aliases import family_of
from tracker.settings import Settings
from tracker.vocabulary import vocabulary

_AT_A_TIME = 40  # sources taken together: enough to keep many hosts busy, few enough to be shared


async def collect(
    engine: Engine,
    sources: Sequence[Source],
    settings: Settings,
    now: Callable[[], datetime],
    *,
    everything: bool = False,
    archive: Archive | None = None,
    apart: Apart | None = None,
    stop: asyncio.Event | None = None,
) -> Tally:
    """Poll what is due (or, with everything, all of it), read the relevant pages, append what they say.

    Sources are taken some at a time, so that several collectors share them. stop: once it is set, what has come is
    brought in, the rest is left as it was, and the cycle ends. archive, apart: those of a caller that has many cycles.
    """
    tally, stop = Tally(), stop or asyncio.Event()
    archive = archive or Archive(settings.archive_dir)
    archive.recall = partial(_recalled, engine)
    left = {source.name: source for source in sources}
    with (
        at_work(engine) as me,
        nullcontext(apart) if apart else digest.reader(settings) as reader,
    ):
        while left and not stop.is_set() and not tally.offline:
            candidates = list(left.values())
            taken = await written(engine, partial(_taken, me=me, sources=candidates, now=now(), everything=everything))
            if not taken:
                break
            for one in taken:
                del left[one.source.name]
            batch = Batch(
                engine, [one.source for one in taken], settings, archive, now, stop, tally, reader, Shelf(now)
            )
            try:
                await polling.poll(batch, [one for one in taken if one.polls])
                await visits.read_pages(batch)
            finally:
                with suppress(TrackerError):
                    await written(engine, partial(claims.release, me=me))
        if everything and left:
            with reading(engine) as connection:
                others = claims.claimed_by_others(connection, me)
            tally.busy = {name: others[host] for name, one in left.items() if (host := host_of(one.url)) in others}
    if tally.announced:
        related = [one for one in sources if one.provenance == "primary" and _bears_on(one, tally.announced)]
        await written(engine, partial(memory.raise_rhythm, sources=related, now=now()))
    return tally


def _bears_on(source: Source, subjects: AbstractSet[str]) -> bool:
    """Whether news of these subjects may show at a source: where it holds the terms of certain models, of theirs only."""
    families = {family_of(subject, vocabulary()) or subject for subject in subjects}
    return not source.models or any((family_of(model, vocabulary()) or model) in families for model in source.models)


def _recalled(engine: Engine, sha256: str) -> Kept | None:
    with reading(engine) as connection:
        return kept_snapshot(connection, sha256)


def _taken(
    connection: Connection, me: Collector, sources: Sequence[Source], now: datetime, *, everything: bool
) -> list[Taken]:
    return memory.take(connection, me, sources, now, everything=everything, most=_AT_A_TIME)


def replay(engine: Engine, *, anew: bool = False) -> bool:
    """Bring the projections to the head of the log (anew: from nothing); whether there was anything to do."""
    with writing(engine) as connection:
        return project(connection, vocabulary(), anew=anew)
