"""Asking sources for what is new: each answer is noted, and what it lists or shows is kept."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial

from tracker.collect.fetching import Fetched
from tracker.db.session import reading, writing
from tracker.pipeline import audits, captures, listings, memory
from tracker.pipeline.ahead import read_ahead
from tracker.pipeline.batch import Batch, answers_to, guarded, written
from tracker.pipeline.memory import Taken
from tracker.pipeline.surfaces import TEXTS
from tracker.records import Source

_OF_LATE = timedelta(minutes=10)


async def poll(batch: Batch, taken: Sequence[Taken]) -> None:
    """Ask for these, note what became of each, and audit the validators of those that are to be audited."""
    batch.tally.polled += len(taken)
    by_name = {one.source.name: one for one in taken}
    respects = batch.settings.respect_reservations
    wanted = [replace(memory.wanted_of(one.source, one.state), respects=respects) for one in taken]
    answers = await answers_to(batch, wanted)
    commits = await captures.commits_of(batch, {name: one.source for name, one in by_name.items()}, answers)
    offline = await asyncio.to_thread(_is_offline, batch, answers)
    batch.tally.offline |= offline
    further: list[tuple[Source, str]] = []
    by_source = {fetched.wanted.source: by_name.pop(fetched.wanted.source) for fetched in answers}
    batch.tally.outcomes.update(fetched.outcome for fetched in answers)
    quiet = [fetched for fetched in answers if _is_quiet(fetched, by_source[fetched.wanted.source].source)]
    await asyncio.to_thread(_unchanged, batch, quiet, by_source)
    loud = [(by_source[fetched.wanted.source].source, fetched) for fetched in answers]
    loud = [(source, fetched) for source, fetched in loud if not _is_quiet(fetched, source)]
    listing = [partial(listings.listing_of, batch, *one) for one in loud if one[0].kind not in TEXTS]
    with closing(read_ahead(listing)) as read:
        for source, fetched in loud:
            if source.kind in TEXTS:
                came = partial(captures.note, batch, source, fetched, commits.get(source.name), batch.now(), offline)
            else:
                came = partial(listings.note, batch, source, fetched, batch.now(), offline, further, next(read))
            await guarded(batch.tally, source.name, source.url, came)
    if by_name:
        await written(batch.engine, partial(memory.put_back, unpolled=list(by_name.values())))
    await audits.audit(batch, [one for one in taken if one.state.audited], answers)
    await listings.read_further(batch, further)


def _is_offline(batch: Batch, answers: Sequence[Fetched]) -> bool:
    """Where nobody answers, and nobody did of late, it is we who are cut off: no source is to blame, and each is due
    again at once."""
    if len(answers) < 2 or any(fetched.outcome != "unreachable" for fetched in answers):
        return False
    with reading(batch.engine) as connection:
        return not memory.fared_well_since(connection, batch.now() - _OF_LATE)


def _is_quiet(fetched: Fetched, source: Source) -> bool:
    return fetched.outcome == "not_modified" and source.kind not in TEXTS


def _unchanged(batch: Batch, answers: Sequence[Fetched], taken: Mapping[str, Taken]) -> None:
    """Most of the answers of most days, in one transaction: each costs the disk as much as one."""
    if not answers:
        return
    recovered = []
    with writing(batch.engine) as connection:
        for fetched in answers:
            source = taken[fetched.wanted.source].source
            memory.note_attempt(connection, fetched, fetched.outcome, fetched.detail)
            now = batch.now()
            if memory.note_source(connection, source, fetched, fetched.outcome, fetched.detail, now, offline=False):
                recovered.append(source.name)
    batch.tally.recovered += recovered
