"""One cycle of collecting: what is due is fetched, read, appended and projected; what fails is told and tried again.

The only place that knows the order of the rooms. Each source and each article is a transaction of its own, so that
whatever fails leaves the rest committed and nothing half-written.
"""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from sqlalchemy import Engine

from tracker.collect.archive import Archive
from tracker.collect.feeds import Entry, entries_of
from tracker.collect.fetching import Fetched, Wanted, fetch
from tracker.collect.outcomes import CONTENT, WELL
from tracker.collect.text import article_of
from tracker.db.session import reading, writing
from tracker.errors import LogError, SourceError, UnreadableFeed
from tracker.extract.claims import READER, claims_of
from tracker.extract.language import language_of
from tracker.extract.relevance import is_relevant
from tracker.pipeline import memory
from tracker.pipeline.memory import Page
from tracker.pipeline.reading import store_article
from tracker.projections.replay import project
from tracker.records import Article, Snapshot, Source
from tracker.settings import Settings
from tracker.vocabulary import vocabulary

log = logging.getLogger(__name__)


@dataclass
class Tally:
    """What a cycle did. failures: (outcome, source, detail) in the order they came."""

    polled: int = 0
    pages_seen: int = 0
    articles: int = 0
    events: int = 0
    failures: list[tuple[str, str, str]] = field(default_factory=list)

    def lines(self) -> list[str]:
        """One line for each class of failure: which, how many sources, the first one's detail."""
        kinds = Counter(outcome for outcome, _, _ in self.failures)
        return [self._line(outcome, count) for outcome, count in kinds.most_common()]

    def _line(self, outcome: str, count: int) -> str:
        those = [(source, detail) for kind, source, detail in self.failures if kind == outcome]
        if count == 1:
            return f"{outcome}: {those[0][0]}: {those[0][1]}"
        names = list(dict.fromkeys(source for source, _ in those))
        shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
        return f"{outcome}: {count} addresses of {shown}; the first: {those[0][1]}"


async def collect(
    engine: Engine,
    sources: Sequence[Source],
    settings: Settings,
    now: Callable[[], datetime],
    *,
    everything: bool = False,
) -> Tally:
    """Poll what is due (or, with everything, all of it), read the relevant pages, append what they say."""
    archive, tally = Archive(settings.archive_dir), Tally()
    by_name = {source.name: source for source in sources}
    with writing(engine) as connection:
        due = memory.due(connection, sources, now(), everything=everything)
    tally.polled = len(due)
    answers = await fetch([_feed(source, state) for source, state in due], settings, archive, now)
    # Where nobody answers it is we who are cut off: no source is to blame, and each is due again at once.
    offline = len(answers) > 1 and all(fetched.outcome == "unreachable" for fetched in answers)
    for fetched in answers:
        came = partial(_feed_came, engine, by_name[fetched.wanted.source], fetched, archive, tally, now(), offline)
        _guarded(tally, fetched, came)
    with reading(engine) as connection:
        waiting = memory.waiting(connection, sources, now(), settings.max_articles_per_source)
    pages = {page.url: page for page in waiting}
    for fetched in await fetch([Wanted(p.url, "article", p.source) for p in waiting], settings, archive, now):
        page = pages[fetched.wanted.url]
        _guarded(
            tally, fetched, partial(_page_came, engine, by_name[page.source], page, fetched, archive, tally, now())
        )
    return tally


def replay(engine: Engine, *, anew: bool = False) -> bool:
    """Bring the projections to the head of the log (anew: from nothing); whether there was anything to do."""
    with writing(engine) as connection:
        return project(connection, vocabulary(), anew=anew)


def _guarded(tally: Tally, fetched: Fetched, act: Callable[[], None]) -> None:
    """One source's bug or bad luck is its own: told, and the cycle goes on. Doubt about the log is everybody's."""
    try:
        act()
    except LogError:
        raise
    except SourceError as failed:
        tally.failures.append(("unreadable", fetched.wanted.source, str(failed)))
    except Exception as bug:
        log.exception("%s: %s", fetched.wanted.source, fetched.wanted.url)
        tally.failures.append(("bug", fetched.wanted.source, f"{fetched.wanted.url}: {bug!r}"))


def _feed(source: Source, state: memory.State) -> Wanted:
    return Wanted(source.url, "feed", source.name, state.etag, state.last_modified, state.sha256)


def _feed_came(
    engine: Engine,
    source: Source,
    fetched: Fetched,
    archive: Archive,
    tally: Tally,
    now: datetime,
    offline: bool,
) -> None:
    outcome, detail = fetched.outcome, fetched.detail
    entries: tuple[Entry, ...] = ()
    if outcome in CONTENT and fetched.kept is not None:
        snapshot = archive.read(fetched.kept)
        try:
            entries = entries_of(snapshot.body, fetched.content_type, fetched.final_url).entries
        except UnreadableFeed as unreadable:
            outcome, detail = unreadable.outcome, str(unreadable)
    pages = [_page(source, entry) for entry in entries]
    with writing(engine) as connection:
        memory.note_attempt(connection, fetched, outcome, detail)
        memory.note_source(connection, source, fetched, outcome, detail, now, offline=offline)
        tally.pages_seen += memory.note_pages(connection, pages, now)
    if outcome not in WELL:
        tally.failures.append((outcome, source.name, detail))


def _page(source: Source, entry: Entry) -> Page:
    """Only what could be about Meta's open AI is worth a request; the rest is kept as skipped, and can be replayed."""
    state = "waiting" if is_relevant(entry.title, f"{entry.summary} {entry.text or ''}") else "skipped"
    return Page(entry.url, source.name, state, entry.title, entry.summary, entry.published_on)


def _page_came(
    engine: Engine, source: Source, page: Page, fetched: Fetched, archive: Archive, tally: Tally, now: datetime
) -> None:
    if fetched.outcome not in CONTENT or fetched.kept is None:
        tally.failures.append((fetched.outcome, source.name, fetched.detail))
        _page_failed(engine, page, fetched, fetched.outcome, fetched.detail, now)
        return
    snapshot = archive.read(fetched.kept)
    try:
        article = _article(source, page, snapshot)
    except SourceError as unreadable:
        _page_failed(engine, page, fetched, "unreadable", str(unreadable), now)
        raise
    claims = claims_of(article)
    with writing(engine) as connection:
        memory.note_attempt(connection, fetched, fetched.outcome, fetched.detail)
        done = store_article(
            connection,
            article,
            claims,
            snapshot,
            fetched.kept,
            source=source.name,
            provenance=source.provenance,
            reader=READER,
            now=now,
        )
        memory.note_read(connection, page, article.document, snapshot.sha256)
    tally.articles += 1
    tally.events += len(done.entries)


def _article(source: Source, page: Page, snapshot: Snapshot) -> Article:
    entry = Entry(page.url, page.title, page.summary, page.published_on, page.url, None)
    article = article_of(snapshot, publisher=source.publisher, language=source.language, entry=entry)
    if article.language is not None:
        return article
    return Article(
        article.title,
        article.text,
        article.url,
        language_of(article.document_text),
        article.published_on,
        article.publisher,
    )


def _page_failed(engine: Engine, page: Page, fetched: Fetched, outcome: str, detail: str, now: datetime) -> None:
    with writing(engine) as connection:
        memory.note_attempt(connection, fetched, outcome, detail)
        memory.note_failed(connection, page, outcome, detail, fetched.retry_after_s, now)
