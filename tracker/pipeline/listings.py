"""Answers of sources that list pages: feeds, sitemaps, listing pages, hubs."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from tracker.collect.fetching import Fetched, Wanted
from tracker.collect.outcomes import CONTENT, WELL
from tracker.db.session import reading, writing
from tracker.errors import ReadingFailed, UnreadableFeed
from tracker.pipeline import captures, digest, memory, pages
from tracker.pipeline.batch import Batch, answers_to, guarded
from tracker.pipeline.digest import Listed
from tracker.pipeline.licences import capture
from tracker.pipeline.reading import keep_snapshot
from tracker.records import Source


def note(
    batch: Batch,
    source: Source,
    fetched: Fetched,
    now: datetime,
    offline: bool,
    further: list[tuple[Source, str]],
    listing: Future[tuple[str, str, Listed | None]],
) -> None:
    """Remember what a source lists, and add the listings that it points to to `further`. listing: as listing_of gives it."""
    outcome, detail, listed = listing.result()
    shown = captures.surfaces_of(batch, source, fetched)[2] if source.kind == "hub" and listed is not None else None
    further += [(source, url) for url in (listed.further if listed else ())]
    with writing(batch.engine) as connection:
        memory.note_attempt(connection, fetched, outcome, detail)
        marks = listed.seen if listed else None
        held = _always_new(fetched) if listed and listed.further else fetched
        change = memory.note_source(connection, source, held, outcome, detail, now, offline=offline, seen=marks)
        batch.tally.pages_seen += _note_listed(connection, fetched, listed, now)
        if shown is not None:
            batch.tally.events += len(capture(connection, shown, now))
    batch.tally.fared(source.name, outcome, detail, change)


def _always_new(fetched: Fetched) -> Fetched:
    """Without what an unchanged answer is known by: what an index points to changes though the index may not."""
    return replace(fetched, etag=None, last_modified=None, sha256=None)


async def read_further(batch: Batch, further: Sequence[tuple[Source, str]]) -> None:
    """The listings that listings pointed to: the sitemaps of an index."""
    if not further or batch.stop.is_set():
        return
    by_name = {source.name: source for source, _ in further}
    wanted = [Wanted(url, "list", source.name) for source, url in further]
    for fetched in await answers_to(batch, wanted):
        batch.tally.outcomes[fetched.outcome] += 1
        source = by_name[fetched.wanted.source]
        noted = partial(_further_came, batch, source, fetched, batch.now())
        await guarded(batch.tally, source.name, fetched.wanted.url, noted)


def _further_came(batch: Batch, source: Source, fetched: Fetched, now: datetime) -> None:
    outcome, detail, listed = listing_of(batch, source, fetched)
    if listed is not None and listed.further:
        outcome, listed = "not_a_feed", None
        detail = (
            f"{fetched.final_url}: an index of sitemaps within an index is not followed; make it a source of its own"
        )
    with writing(batch.engine) as connection:
        memory.note_attempt(connection, fetched, outcome, detail)
        batch.tally.pages_seen += _note_listed(connection, fetched, listed, now)
    if outcome not in WELL:
        batch.tally.fail(outcome, source.name, detail)


def listing_of(batch: Batch, source: Source, fetched: Fetched) -> tuple[str, str, Listed | None]:
    """Outcome, detail and what an answer lists: one of status 200 may still prove to be no listing."""
    if fetched.outcome not in CONTENT or fetched.kept is None:
        return fetched.outcome, fetched.detail, None
    seen = b""
    if fetched.wanted.url == source.url:  # else it is a listing that its own one points to
        with reading(batch.engine) as connection:
            seen = memory.seen_before(connection, source)
    given = (batch.archive.directory, fetched.kept, source, seen)
    try:
        return fetched.outcome, fetched.detail, batch.apart.do(digest.listed_in, *given, about=fetched.final_url)
    except (UnreadableFeed, ReadingFailed) as unread:
        return unread.outcome, str(unread), None


def _note_listed(connection: Connection, fetched: Fetched, listed: Listed | None, now: datetime) -> int:
    """Remember the entries, and the listing itself where they have nothing else to rest on; how many were new."""
    if listed is None:
        return 0
    if fetched.kept is not None and any(page.text for page in listed.pages):
        keep_snapshot(connection, listed.snapshot, fetched.kept)
    if fetched.barred:
        return pages.note_pages(connection, [digest.narrowed(page) for page in listed.pages], now)
    return pages.note_pages(connection, listed.pages, now)
