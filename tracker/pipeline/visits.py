"""Fetching the pages that wait, and appending what is said on them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from tracker.collect.archive import Kept
from tracker.collect.fetching import Fetched, Wanted
from tracker.collect.outcomes import CONTENT
from tracker.db.session import reading, writing
from tracker.errors import ReadingFailed, SourceError, UnreadablePage
from tracker.extract.claims import READER
from tracker.pipeline import digest, memory, pages
from tracker.pipeline.batch import Batch, answers_to, guarded, written
from tracker.pipeline.digest import Read
from tracker.pipeline.page import Page
from tracker.pipeline.reading import kept_snapshot, note_reserved
from tracker.pipeline.updates import brought_in
from tracker.records import Article, Claim, Source

_FRESH, _SURE = timedelta(days=3), 0.5


async def read_pages(batch: Batch) -> None:
    """Read what waits of the sources of this batch, as many pages of each as the settings allow."""
    if batch.stop.is_set() or batch.tally.offline:
        return
    most = batch.settings.max_articles_per_source
    waiting = await written(batch.engine, partial(pages.waiting, sources=batch.sources, now=batch.now(), most=most))
    by_name = {source.name: source for source in batch.sources}
    for page in waiting:
        if page.text is not None:
            said = partial(_text_came, batch, by_name[page.source], page, batch.now())
            await guarded(batch.tally, page.source, page.url, said)
    left = {page.url: page for page in waiting if page.text is None}
    respects = batch.settings.respect_reservations
    wanted = [replace(_page(page), respects=respects) for page in left.values()]
    for fetched in await answers_to(batch, wanted):
        page = left.pop(fetched.wanted.url)
        batch.tally.outcomes[fetched.outcome] += 1
        came = partial(_page_came, batch, by_name[page.source], page, fetched, batch.now())
        await guarded(batch.tally, page.source, page.url, came)
    if left:
        await written(batch.engine, partial(pages.untried, unread=list(left.values()), now=batch.now()))


def _page(page: Page) -> Wanted:
    sha256 = page.snapshot if page.state == "read" else None
    return Wanted(page.url, "article", page.source, page.etag, page.last_modified, sha256)


def _page_came(batch: Batch, source: Source, page: Page, fetched: Fetched, now: datetime) -> None:
    if fetched.outcome not in CONTENT or fetched.kept is None:
        _page_failed(batch, page, fetched, fetched.outcome, fetched.detail, now)
        return
    if fetched.barred:
        _barred_came(batch, source, page, fetched, fetched.kept, now)
        return
    given = (batch.archive.directory, fetched.kept, source, page)
    try:
        read = batch.apart.do(digest.read_out_of, *given, about=fetched.final_url)
    except SourceError as unread:
        outcome = unread.outcome if isinstance(unread, ReadingFailed) else "unreadable"
        _page_failed(batch, page, fetched, outcome, str(unread), now)
        return
    _store(batch, source, page, read, fetched.kept, now, fetched)


def _barred_came(batch: Batch, source: Source, page: Page, fetched: Fetched, kept: Kept, now: datetime) -> None:
    """An article that may not be read. What was read of it before its publisher said so stands as it is."""
    if page.state != "read":
        _store(batch, source, page, digest.read_narrowly(batch.archive, kept, source, page), kept, now, fetched)
        return
    with writing(batch.engine) as connection:
        memory.note_attempt(connection, fetched, fetched.outcome, fetched.detail)
        pages.note_looked(connection, page, "not_modified", None, now)


def _text_came(batch: Batch, source: Source, page: Page, now: datetime) -> None:
    """An entry that says itself all there is to read."""
    with reading(batch.engine) as connection:
        kept = kept_snapshot(connection, page.snapshot or "")
    if kept is None:
        raise UnreadablePage(page.url, page.snapshot or "", "nobody knows where the listing it came from was kept")
    read = batch.apart.do(digest.read_out_of, batch.archive.directory, kept, source, page, about=page.url)
    _store(batch, source, page, read, kept, now)


def _store(
    batch: Batch,
    source: Source,
    page: Page,
    read: Read,
    kept: Kept,
    now: datetime,
    fetched: Fetched | None = None,
) -> None:
    """Append what an article says; fetched: the request that it cost, if any."""
    article = read.article
    with writing(batch.engine) as connection:
        if fetched is not None:
            memory.note_attempt(connection, fetched, fetched.outcome, fetched.detail)
        document, done = brought_in(
            connection, page, article, read.claims, read.snapshot, kept, source=source, reader=READER, now=now
        )
        if fetched is not None and fetched.reserved:
            note_reserved(connection, read.snapshot.sha256, fetched.reserved)
        pages.note_read(connection, page, document, read.snapshot.sha256, article.url, fetched, now)
    batch.tally.articles += 1
    batch.tally.events += len(done.entries)
    if done.entries:
        batch.tally.announced |= _announced(article, read.claims, now)


def _announced(article: Article, said: Sequence[Claim], now: datetime) -> set[str]:
    """What an article of these days tells of as new: the subjects of its main matter."""
    if (article.published_on or "") < (now - _FRESH).date().isoformat():
        return set()
    return {claim.subject for claim in said if claim.main and claim.confidence >= _SURE}


def _page_failed(batch: Batch, page: Page, fetched: Fetched, outcome: str, detail: str, now: datetime) -> None:
    with writing(batch.engine) as connection:
        memory.note_attempt(connection, fetched, outcome, detail)
        if page.state == "read":  # looked at again in vain: nobody misses anything
            pages.note_looked(connection, page, outcome, fetched.retry_after_s, now)
            return
        change = pages.note_failed(connection, page, outcome, detail, fetched.retry_after_s, now)
    batch.tally.fail(outcome, page.source, detail, change)
