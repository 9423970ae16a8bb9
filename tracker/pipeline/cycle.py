"""One cycle of collecting: what is due is fetched, read, appended and projected; what fails is told and tried again.

The only place that knows the order of the rooms. Each source and each article is a transaction of its own, so that
whatever fails leaves the rest committed and nothing half-written.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import closing, nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, Engine

from tracker.collect.addresses import host_of
from tracker.collect.archive import Archive, Kept
from tracker.collect.fetching import Fetched, Wanted, fetch
from tracker.collect.outcomes import CONTENT, WELL, Kind
from tracker.collect.sites import Shelf
from tracker.db.session import reading, writing
from tracker.errors import LogError, NoTerms, ReadingFailed, SourceError, TrackerError, UnreadableFeed, UnreadablePage
from tracker.extract.claims import READER
from tracker.pipeline import claims, digest, memory, pages, shelf
from tracker.pipeline.ahead import read_ahead
from tracker.pipeline.apart import Apart
from tracker.pipeline.changes import Change
from tracker.pipeline.claims import Collector, at_work
from tracker.pipeline.digest import Listed, Read
from tracker.pipeline.licences import capture
from tracker.pipeline.memory import Taken
from tracker.pipeline.pages import Page
from tracker.pipeline.reading import keep_snapshot, kept_snapshot, note_reserved
from tracker.pipeline.surfaces import TEXTS, Surfaces, surfaces_in
from tracker.pipeline.updates import brought_in
from tracker.projections.replay import project
from tracker.records import Article, Claim, Source
from tracker.settings import Settings
from tracker.vocabulary import vocabulary

log = logging.getLogger(__name__)
T = TypeVar("T")
_AT_A_TIME = 40  # sources taken together: enough to keep many hosts busy, few enough to be shared
_OF_LATE = timedelta(minutes=10)
_FRESH, _SURE = timedelta(days=3), 0.5


@dataclass
class Tally:
    """What a cycle did. failures: (outcome, source, detail) in the order they came.

    told:      those of the failures that are news: just begun, or worse than before
    announced: something was released, relicensed or said just now
    offline:   nobody could be reached
    busy:      source that should have been polled -> the other collector that is at work on its host
    """

    polled: int = 0
    pages_seen: int = 0
    articles: int = 0
    events: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str, str]] = field(default_factory=list)
    told: list[tuple[str, str, str]] = field(default_factory=list)
    recovered: list[str] = field(default_factory=list)
    announced: bool = False
    offline: bool = False
    busy: dict[str, str] = field(default_factory=dict)

    def fail(self, outcome: str, source: str, detail: str, change: Change | None = "started") -> None:
        self.failures.append((outcome, source, detail))
        if change is not None:
            self.told.append((outcome, source, f"worse: {detail}" if change == "worse" else detail))

    def lines(self) -> list[str]:
        """One line for each class of failure that is news: which, how many sources, the first one's detail."""
        kinds = Counter(outcome for outcome, _, _ in self.told)
        lines = [self._line(outcome, count) for outcome, count in kinds.most_common()]
        return lines + ([f"recovered: {_listed(self.recovered)}"] if self.recovered else [])

    def _line(self, outcome: str, count: int) -> str:
        those = [(source, detail) for kind, source, detail in self.told if kind == outcome]
        if count == 1:
            return f"{outcome}: {those[0][0]}: {those[0][1]}"
        names = list(dict.fromkeys(source for source, _ in those))
        return f"{outcome}: {count} addresses of {_listed(names)}; the first: {those[0][1]}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


@dataclass(frozen=True)
class _Cycle:
    """What every step of one cycle is given."""

    engine: Engine
    sources: Sequence[Source]
    settings: Settings
    archive: Archive
    now: Callable[[], datetime]
    stop: asyncio.Event
    tally: Tally
    apart: Apart
    shelf: Shelf


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
            taken = await _written(engine, partial(_taken, me=me, sources=candidates, now=now(), everything=everything))
            if not taken:
                break
            for one in taken:
                del left[one.source.name]
            cycle = _Cycle(
                engine, [one.source for one in taken], settings, archive, now, stop, tally, reader, Shelf(now)
            )
            try:
                await _poll(cycle, [one for one in taken if one.polls])
                await _read_pages(cycle)
            finally:
                with suppress(TrackerError):
                    await _written(engine, partial(claims.release, me=me))
        if everything and left:
            with reading(engine) as connection:
                others = claims.claimed_by_others(connection, me)
            tally.busy = {name: others[host] for name, one in left.items() if (host := host_of(one.url)) in others}
    if tally.announced:
        primary = [one for one in sources if one.provenance == "primary"]
        await _written(engine, partial(memory.raise_rhythm, sources=primary, now=now()))
    return tally


def _recalled(engine: Engine, sha256: str) -> Kept | None:
    with reading(engine) as connection:
        return kept_snapshot(connection, sha256)


async def _written(engine: Engine, act: Callable[[Connection], T]) -> T:
    """What `act` gives, in a transaction and in a thread: the loop stays awake while another process has the lock."""

    def whole() -> T:
        with writing(engine) as connection:
            return act(connection)

    return await asyncio.to_thread(whole)


def _taken(
    connection: Connection, me: Collector, sources: Sequence[Source], now: datetime, *, everything: bool
) -> list[Taken]:
    return memory.take(connection, me, sources, now, everything=everything, most=_AT_A_TIME)


async def _poll(cycle: _Cycle, taken: Sequence[Taken]) -> None:
    cycle.tally.polled += len(taken)
    by_name = {one.source.name: one for one in taken}
    respects = cycle.settings.respect_reservations
    wanted = [replace(_feed(one.source, one.state), respects=respects) for one in taken]
    answers = await _fetched(cycle, wanted)
    commits = await _commits(cycle, {name: one.source for name, one in by_name.items()}, answers)
    offline = await asyncio.to_thread(_is_offline, cycle, answers)
    cycle.tally.offline |= offline
    further: list[tuple[Source, str]] = []
    by_source = {fetched.wanted.source: by_name.pop(fetched.wanted.source) for fetched in answers}
    cycle.tally.outcomes.update(fetched.outcome for fetched in answers)
    quiet = [fetched for fetched in answers if _is_quiet(fetched, by_source[fetched.wanted.source].source)]
    await asyncio.to_thread(_unchanged, cycle, quiet, by_source)
    loud = [(by_source[fetched.wanted.source].source, fetched) for fetched in answers]
    loud = [(source, fetched) for source, fetched in loud if not _is_quiet(fetched, source)]
    with closing(read_ahead([partial(_listing, cycle, *one) for one in loud if one[0].kind not in TEXTS])) as listings:
        for source, fetched in loud:
            if source.kind in TEXTS:
                came = partial(_terms_came, cycle, source, fetched, commits.get(source.name), cycle.now(), offline)
            else:
                came = partial(_feed_came, cycle, source, fetched, cycle.now(), offline, further, next(listings))
            await _guarded(cycle.tally, source.name, source.url, came)
    if by_name:
        await _written(cycle.engine, partial(memory.put_back, unpolled=list(by_name.values())))
    await _audit(cycle, [one for one in taken if one.state.audited], answers)
    await _read_further(cycle, further)


async def _fetched(cycle: _Cycle, wanted: Sequence[Wanted]) -> list[Fetched]:
    """What became of these; what was learned of their sites on the way is remembered."""
    if not wanted:
        return []
    with reading(cycle.engine) as connection:
        shelf.load(connection, cycle.shelf, shelf.addresses_of(wanted))
    answers = await fetch(wanted, cycle.settings, cycle.archive, cycle.now, cycle.stop, cycle.shelf)
    learned = cycle.shelf.take_new()
    if learned:
        await _written(cycle.engine, partial(shelf.save, files=learned))
    return answers


async def _audit(cycle: _Cycle, audited: Sequence[Taken], answers: Sequence[Fetched]) -> None:
    """Whether validators tell the truth: where a request without them brought news, one with those of before must not
    be answered with "not modified". Bytes that differ are no news: many feeds hold the time of day."""
    if not audited or cycle.stop.is_set():
        return
    came = {fetched.wanted.source: fetched for fetched in answers}
    with reading(cycle.engine) as connection:
        other = [one for one in audited if _has_news(connection, one.source, came.get(one.source.name))]
    again = [_feed(one.source, replace(one.state, audited=False)) for one in other]
    asked = [replace(wanted, sha256=came[wanted.source].sha256) for wanted in again]  # what came needs no second copy
    told = await _fetched(cycle, asked)
    lying = {fetched.wanted.source for fetched in told if fetched.status == 304}
    await _written(cycle.engine, partial(_note_audits, audited=audited, lying=lying, now=cycle.now()))


def _has_news(connection: Connection, source: Source, fetched: Fetched | None) -> bool:
    if fetched is None or fetched.outcome not in CONTENT:
        return False
    return source.kind in TEXTS or pages.seen_since(connection, source, fetched.fetched_at)


def _note_audits(connection: Connection, audited: Sequence[Taken], lying: set[str], now: datetime) -> None:
    for one in audited:
        memory.note_audit(connection, one.source, now, lies=one.source.name in lying)


async def _read_further(cycle: _Cycle, further: Sequence[tuple[Source, str]]) -> None:
    """The listings that listings pointed to: the sitemaps of an index."""
    if not further or cycle.stop.is_set():
        return
    by_name = {source.name: source for source, _ in further}
    wanted = [Wanted(url, "list", source.name) for source, url in further]
    for fetched in await _fetched(cycle, wanted):
        cycle.tally.outcomes[fetched.outcome] += 1
        source = by_name[fetched.wanted.source]
        came = partial(_further_came, cycle, source, fetched, cycle.now())
        await _guarded(cycle.tally, source.name, fetched.wanted.url, came)


async def _commits(cycle: _Cycle, by_name: dict[str, Source], answers: Sequence[Fetched]) -> dict[str, Fetched]:
    """source -> the commits that touched its file, asked for where the file is new or changed."""
    asked = [
        by_name[f.wanted.source] for f in answers if f.outcome in CONTENT and by_name[f.wanted.source].kind in TEXTS
    ]
    wanted = [Wanted(source.history, "terms", source.name) for source in asked if source.history]
    if not wanted:
        return {}
    told = await _fetched(cycle, wanted)
    return {fetched.wanted.source: fetched for fetched in told}


def _is_offline(cycle: _Cycle, answers: Sequence[Fetched]) -> bool:
    """Where nobody answers, and nobody did of late, it is we who are cut off: no source is to blame, and each is due
    again at once."""
    if len(answers) < 2 or any(fetched.outcome != "unreachable" for fetched in answers):
        return False
    with reading(cycle.engine) as connection:
        return not memory.fared_well_since(connection, cycle.now() - _OF_LATE)


async def _read_pages(cycle: _Cycle) -> None:
    if cycle.stop.is_set() or cycle.tally.offline:
        return
    most = cycle.settings.max_articles_per_source
    waiting = await _written(cycle.engine, partial(pages.waiting, sources=cycle.sources, now=cycle.now(), most=most))
    by_name = {source.name: source for source in cycle.sources}
    for page in waiting:
        if page.text is not None:
            said = partial(_text_came, cycle, by_name[page.source], page, cycle.now())
            await _guarded(cycle.tally, page.source, page.url, said)
    left = {page.url: page for page in waiting if page.text is None}
    respects = cycle.settings.respect_reservations
    wanted = [replace(_page(page), respects=respects) for page in left.values()]
    for fetched in await _fetched(cycle, wanted):
        page = left.pop(fetched.wanted.url)
        cycle.tally.outcomes[fetched.outcome] += 1
        came = partial(_page_came, cycle, by_name[page.source], page, fetched, cycle.now())
        await _guarded(cycle.tally, page.source, page.url, came)
    if left:
        await _written(cycle.engine, partial(pages.untried, unread=list(left.values()), now=cycle.now()))


def replay(engine: Engine, *, anew: bool = False) -> bool:
    """Bring the projections to the head of the log (anew: from nothing); whether there was anything to do."""
    with writing(engine) as connection:
        return project(connection, vocabulary(), anew=anew)


async def _guarded(tally: Tally, source: str, url: str, act: Callable[[], None]) -> None:
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


def _feed(source: Source, state: memory.State) -> Wanted:
    kind: Kind = "feed" if source.kind == "feed" else "article" if source.kind == "page" else "list"
    if source.kind in TEXTS:
        kind = "terms"
    etag, modified = (None, None) if state.audited else (state.etag, state.last_modified)
    return Wanted(state.address or source.url, kind, source.name, etag, modified, state.sha256)


def _is_quiet(fetched: Fetched, source: Source) -> bool:
    return fetched.outcome == "not_modified" and source.kind not in TEXTS


def _unchanged(cycle: _Cycle, answers: Sequence[Fetched], taken: Mapping[str, Taken]) -> None:
    """Most of the answers of most days, in one transaction: each costs the disk as much as one."""
    if not answers:
        return
    recovered = []
    with writing(cycle.engine) as connection:
        for fetched in answers:
            source = taken[fetched.wanted.source].source
            memory.note_attempt(connection, fetched, fetched.outcome, fetched.detail)
            now = cycle.now()
            if memory.note_source(connection, source, fetched, fetched.outcome, fetched.detail, now, offline=False):
                recovered.append(source.name)
    cycle.tally.recovered += recovered


def _page(page: Page) -> Wanted:
    sha256 = page.snapshot if page.state == "read" else None
    return Wanted(page.url, "article", page.source, page.etag, page.last_modified, sha256)


def _feed_came(
    cycle: _Cycle,
    source: Source,
    fetched: Fetched,
    now: datetime,
    offline: bool,
    further: list[tuple[Source, str]],
    listing: Future[tuple[str, str, Listed | None]],
) -> None:
    outcome, detail, listed = listing.result()
    shown = _surfaces(cycle, source, fetched)[2] if source.kind == "hub" and listed is not None else None
    further += [(source, url) for url in (listed.further if listed else ())]
    with writing(cycle.engine) as connection:
        memory.note_attempt(connection, fetched, outcome, detail)
        marks = listed.seen if listed else None
        change = memory.note_source(connection, source, fetched, outcome, detail, now, offline=offline, seen=marks)
        cycle.tally.pages_seen += _note_listed(connection, fetched, listed, now)
        if shown is not None:
            cycle.tally.events += len(capture(connection, shown, now))
    _told(cycle, source, outcome, detail, change)


def _terms_came(
    cycle: _Cycle, source: Source, fetched: Fetched, commits: Fetched | None, now: datetime, offline: bool
) -> None:
    """A licence, a policy or a card: what is no such text is a failure of its source, and the last good one stands."""
    outcome, detail, shown = _surfaces(cycle, source, fetched, commits)
    with writing(cycle.engine) as connection:
        memory.note_attempt(connection, fetched, outcome, detail)
        if commits is not None:
            memory.note_attempt(connection, commits, commits.outcome, commits.detail)
        change = memory.note_source(connection, source, fetched, outcome, detail, now, offline=offline)
        added = capture(connection, shown, now) if shown is not None else []
    cycle.tally.events += len(added)
    cycle.tally.announced |= any(entry.type == "licence_change" for entry in added)
    _told(cycle, source, outcome, detail, change)
    if commits is not None and commits.outcome not in WELL:
        cycle.tally.fail(commits.outcome, source.name, commits.detail)


def _surfaces(
    cycle: _Cycle, source: Source, fetched: Fetched, commits: Fetched | None = None
) -> tuple[str, str, Surfaces | None]:
    """Outcome, detail and what an answer says of the terms of models."""
    if fetched.outcome not in CONTENT or fetched.kept is None:
        return fetched.outcome, fetched.detail, None
    listed = commits.kept if commits is not None and commits.outcome in CONTENT else None
    given = (cycle.archive.directory, fetched.kept, source, listed)
    try:
        return fetched.outcome, fetched.detail, cycle.apart.do(surfaces_in, *given, about=fetched.final_url)
    except (NoTerms, ReadingFailed) as unread:
        return unread.outcome, str(unread), None


def _told(cycle: _Cycle, source: Source, outcome: str, detail: str, change: Change | None) -> None:
    if outcome not in WELL:
        cycle.tally.fail(outcome, source.name, detail, change)
    elif change == "recovered":
        cycle.tally.recovered.append(source.name)


def _further_came(cycle: _Cycle, source: Source, fetched: Fetched, now: datetime) -> None:
    outcome, detail, listed = _listing(cycle, source, fetched)
    with writing(cycle.engine) as connection:
        memory.note_attempt(connection, fetched, outcome, detail)
        cycle.tally.pages_seen += _note_listed(connection, fetched, listed, now)
    if outcome not in WELL:
        cycle.tally.fail(outcome, source.name, detail)


def _listing(cycle: _Cycle, source: Source, fetched: Fetched) -> tuple[str, str, Listed | None]:
    """Outcome, detail and what an answer lists: one of status 200 may still prove to be no listing."""
    if fetched.outcome not in CONTENT or fetched.kept is None:
        return fetched.outcome, fetched.detail, None
    seen = b""
    if fetched.wanted.url == source.url:  # else it is a listing that its own one points to
        with reading(cycle.engine) as connection:
            seen = memory.seen_before(connection, source)
    given = (cycle.archive.directory, fetched.kept, source, seen)
    try:
        return fetched.outcome, fetched.detail, cycle.apart.do(digest.listed_in, *given, about=fetched.final_url)
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


def _page_came(cycle: _Cycle, source: Source, page: Page, fetched: Fetched, now: datetime) -> None:
    if fetched.outcome not in CONTENT or fetched.kept is None:
        _page_failed(cycle, page, fetched, fetched.outcome, fetched.detail, now)
        return
    if fetched.barred:
        _barred_came(cycle, source, page, fetched, fetched.kept, now)
        return
    given = (cycle.archive.directory, fetched.kept, source, page)
    try:
        read = cycle.apart.do(digest.read_out_of, *given, about=fetched.final_url)
    except SourceError as unread:
        outcome = unread.outcome if isinstance(unread, ReadingFailed) else "unreadable"
        _page_failed(cycle, page, fetched, outcome, str(unread), now)
        return
    _store(cycle, source, page, read, fetched.kept, now, fetched)


def _barred_came(cycle: _Cycle, source: Source, page: Page, fetched: Fetched, kept: Kept, now: datetime) -> None:
    """An article that may not be read. What was read of it before its publisher said so stands as it is."""
    if page.state != "read":
        _store(cycle, source, page, digest.read_narrowly(cycle.archive, kept, source, page), kept, now, fetched)
        return
    with writing(cycle.engine) as connection:
        memory.note_attempt(connection, fetched, fetched.outcome, fetched.detail)
        pages.note_looked(connection, page, "not_modified", None, now)


def _text_came(cycle: _Cycle, source: Source, page: Page, now: datetime) -> None:
    """An entry that says itself all there is to read."""
    with reading(cycle.engine) as connection:
        kept = kept_snapshot(connection, page.snapshot or "")
    if kept is None:
        raise UnreadablePage(page.url, page.snapshot or "", "nobody knows where the listing it came from was kept")
    read = cycle.apart.do(digest.read_out_of, cycle.archive.directory, kept, source, page, about=page.url)
    _store(cycle, source, page, read, kept, now)


def _store(
    cycle: _Cycle,
    source: Source,
    page: Page,
    read: Read,
    kept: Kept,
    now: datetime,
    fetched: Fetched | None = None,
) -> None:
    """Append what an article says; fetched: the request that it cost, if any."""
    article = read.article
    with writing(cycle.engine) as connection:
        if fetched is not None:
            memory.note_attempt(connection, fetched, fetched.outcome, fetched.detail)
        document, done = brought_in(
            connection, page, article, read.claims, read.snapshot, kept, source=source, reader=READER, now=now
        )
        if fetched is not None and fetched.reserved:
            note_reserved(connection, read.snapshot.sha256, fetched.reserved)
        pages.note_read(connection, page, document, read.snapshot.sha256, article.url, fetched, now)
    cycle.tally.articles += 1
    cycle.tally.events += len(done.entries)
    cycle.tally.announced |= bool(done.entries) and _is_announcement(article, read.claims, now)


def _is_announcement(article: Article, said: Sequence[Claim], now: datetime) -> bool:
    """Whether an article of these days tells, as its main matter, of something new."""
    is_fresh = (article.published_on or "") >= (now - _FRESH).date().isoformat()
    return is_fresh and any(claim.main and claim.confidence >= _SURE for claim in said)


def _page_failed(cycle: _Cycle, page: Page, fetched: Fetched, outcome: str, detail: str, now: datetime) -> None:
    with writing(cycle.engine) as connection:
        memory.note_attempt(connection, fetched, outcome, detail)
        if page.state == "read":  # looked at again in vain: nobody misses anything
            pages.note_looked(connection, page, outcome, fetched.retry_after_s, now)
            return
        change = pages.note_failed(connection, page, outcome, detail, fetched.retry_after_s, now)
    cycle.tally.fail(outcome, page.source, detail, change)
