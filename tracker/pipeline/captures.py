"""Answers of sources that hold the terms of models: licences, policies, cards, records of a hub."""

from collections.abc import Sequence
from datetime import datetime

from tracker.collect.fetching import Fetched, Wanted
from tracker.collect.outcomes import CONTENT, WELL
from tracker.db.session import writing
from tracker.errors import NoTerms, ReadingFailed
from tracker.pipeline import memory
from tracker.pipeline.batch import Batch, answers_to
from tracker.pipeline.licences import capture
from tracker.pipeline.surfaces import TEXTS, Surfaces, surfaces_in
from tracker.records import Source


async def commits_of(batch: Batch, by_name: dict[str, Source], answers: Sequence[Fetched]) -> dict[str, Fetched]:
    """source -> the commits that touched its file, asked for where the file is new or changed."""
    asked = [
        by_name[f.wanted.source] for f in answers if f.outcome in CONTENT and by_name[f.wanted.source].kind in TEXTS
    ]
    wanted = [Wanted(source.history, "terms", source.name) for source in asked if source.history]
    if not wanted:
        return {}
    told = await answers_to(batch, wanted)
    return {fetched.wanted.source: fetched for fetched in told}


def note(batch: Batch, source: Source, fetched: Fetched, commits: Fetched | None, now: datetime, offline: bool) -> None:
    """A licence, a policy or a card: what is no such text is a failure of its source, and the last good one stands."""
    outcome, detail, shown = surfaces_of(batch, source, fetched, commits)
    with writing(batch.engine) as connection:
        memory.note_attempt(connection, fetched, outcome, detail)
        if commits is not None:
            memory.note_attempt(connection, commits, commits.outcome, commits.detail)
        change = memory.note_source(connection, source, fetched, outcome, detail, now, offline=offline)
        added = capture(connection, shown, now) if shown is not None else []
    batch.tally.events += len(added)
    if any(entry.type == "licence_change" for entry in added):
        batch.tally.announced |= set(source.models)
    batch.tally.fared(source.name, outcome, detail, change)
    if commits is not None and commits.outcome not in WELL:
        batch.tally.fail(commits.outcome, source.name, commits.detail)


def surfaces_of(
    batch: Batch, source: Source, fetched: Fetched, commits: Fetched | None = None
) -> tuple[str, str, Surfaces | None]:
    """Outcome, detail and what an answer says of the terms of models."""
    if fetched.outcome not in CONTENT or fetched.kept is None:
        return fetched.outcome, fetched.detail, None
    listed = commits.kept if commits is not None and commits.outcome in CONTENT else None
    given = (batch.archive.directory, fetched.kept, source, listed)
    try:
        return fetched.outcome, fetched.detail, batch.apart.do(surfaces_in, *given, about=fetched.final_url)
    except (NoTerms, ReadingFailed) as unread:
        return unread.outcome, str(unread), None
