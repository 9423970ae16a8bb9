"""The house's only door to the network: runs the spiders in the caller's event loop, one at a time."""

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from itertools import zip_longest
from typing import TYPE_CHECKING

from tracker.collect.addresses import host_of
from tracker.collect.archive import Archive, Kept, Lot
from tracker.collect.outcomes import CONTENT, Answer, Kind, Outcome, Verdict, classified, fresh_for_s, retry_after_s
from tracker.collect.reserving import narrowed, reserved_by
from tracker.collect.sites import Shelf
from tracker.records import Snapshot
from tracker.settings import Settings

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import Settings as ScrapySettings

_LEAST_DELAY_S = 0.000_1
_SPIDERS: tuple[tuple[frozenset[Kind], str], ...] = (
    (frozenset({"feed", "list"}), "feeds"),
    (frozenset({"terms"}), "terms"),
    (frozenset({"article"}), "articles"),
)
_STOP_WITHIN_S, _HANG_UP_WITHIN_S = 5.0, 2.0
# These warn of what our outcomes say in a better place.
_TALKATIVE = (
    "scrapy.core.downloader.handlers",
    "scrapy.downloadermiddlewares.httpcompression",
    "scrapy.downloadermiddlewares.redirect",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address to ask for.

    source:              the name of the source it belongs to
    etag, last_modified: validators of the last answer, as they came; None where there were none
    sha256:              hex of the body we had last, if any; the same again counts as not modified
    respects:            what publishers reserve is respected: of an article that may not be read only title and address
                         are kept
    """

    url: str
    kind: Kind
    source: str
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    respects: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one Wanted. `kept` and `sha256` are set for the outcomes "new" and "changed", and for no other.

    status:       of the last answer; None if there was none
    final_url:    what answered, after redirects; moved_to the same if they were all permanent, else None
    etag, last_modified: the validators to send next time; those of before, if nothing new was got
    retry_after_s, fresh_for_s: what the server asks us to wait, and how long it says that its answer stays true
    detail:       one line of what went wrong and where; empty if nothing did
    reserved:     opt-outs that hold for the answer; barred: one of them forbids to read it, and is respected
    """

    wanted: Wanted
    outcome: Outcome
    status: int | None
    final_url: str
    fetched_at: datetime
    elapsed_ms: int
    etag: str | None
    last_modified: str | None
    content_type: str
    kept: Kept | None
    sha256: str | None
    detail: str
    retry_after_s: int | None = None
    fresh_for_s: int | None = None
    moved_to: str | None = None
    reserved: tuple[str, ...] = ()
    barred: bool = False


async def fetch(
    wanted: Sequence[Wanted],
    settings: Settings,
    archive: Archive,
    now: Callable[[], datetime],
    stop: asyncio.Event | None = None,
    shelf: Shelf | None = None,
) -> list[Fetched]:
    """Exactly one Fetched for each Wanted, in their order; feeds are asked for first, then articles.

    Content is in the archive before this returns. Raises OSError if the archive cannot be written.
    stop: once it is set no further request is made, those under way are given a few seconds, and only what came by
    then is returned. shelf: what is known of the sites' robots.txt; what is learned is put there.
    """
    shelf = shelf or Shelf(now)
    desk, stop = _Desk(wanted, archive, now, shelf), stop or asyncio.Event()
    for kinds, spider in _SPIDERS:
        chosen = [(place, one) for place, one in enumerate(wanted) if one.kind in kinds and desk.admits(place)]
        if chosen and not stop.is_set():
            await _crawl(spider, list(_by_turns(chosen)), settings, desk, stop, shelf)
    archive.settle()
    return desk.all_fetched(cut_short=stop.is_set())


class _Desk:
    """Where answers arrive while a crawl runs."""

    def __init__(self, wanted: Sequence[Wanted], archive: Archive, now: Callable[[], datetime], shelf: Shelf) -> None:
        self._wanted, self._archive, self._now, self._shelf = wanted, archive, now, shelf
        self._fetched: dict[int, Fetched] = {}
        self.broken: OSError | None = None
        self.is_closed = False

    def admits(self, place: int) -> bool:
        """False, with the outcome noted, for what is no address of a web page at all."""
        url = self._wanted[place].url
        if url.startswith(("http://", "https://")) and host_of(url):
            return True
        self._note(place, "refused_address", f"{url[:200]}: not an address of a web page")
        return False

    def deliver(self, place: int, answer: Answer) -> None:
        """Judge the answer and keep its content. A disk that is full is nobody's outcome: it is raised after the crawl."""
        if self.is_closed:
            return
        try:
            self._fetched[place] = _settled(self._wanted[place], answer, self._archive, self._now(), self._shelf)
        except OSError as broken:
            self.broken = broken

    def all_fetched(self, *, cut_short: bool = False) -> list[Fetched]:
        """In the order of the wanted; an address whose answer got lost to a bug says so. cut_short: what came so far."""
        if self.broken is not None:
            raise self.broken
        if cut_short:
            return [self._fetched[place] for place in sorted(self._fetched)]
        for place, wanted in enumerate(self._wanted):
            if place not in self._fetched:
                self._note(place, "unreachable", f"{wanted.url}: the answer was lost on our side, see the log")
        return [self._fetched[place] for place in range(len(self._wanted))]

    def _note(self, place: int, outcome: Outcome, detail: str) -> None:
        wanted = self._wanted[place]
        answer = Answer(url=wanted.url, final_url=wanted.url)
        self._fetched[place] = _fetched(wanted, answer, Verdict(outcome, detail), None, self._now())


def _settled(wanted: Wanted, answer: Answer, archive: Archive, now: datetime, shelf: Shelf) -> Fetched:
    known = bool(wanted.etag or wanted.last_modified or wanted.sha256)
    verdict = classified(answer, wanted.kind, known=known, known_sha256=wanted.sha256)
    if verdict.outcome not in CONTENT:
        return _fetched(wanted, answer, verdict, None, now)
    reserved = reserved_by(answer, shelf)
    barred = wanted.respects and any(one.bars for one in reserved)
    came = narrowed(answer) if barred and wanted.kind == "article" else answer
    kept = archive.put(_snapshot(wanted, came, now), came.headers, _shelf(wanted))
    said = tuple(one.said for one in reserved)
    return replace(_fetched(wanted, came, verdict, kept, now), reserved=said, barred=barred)


def _shelf(wanted: Wanted) -> Lot:
    return "pages" if wanted.kind == "article" else "lists"


def _snapshot(wanted: Wanted, answer: Answer, now: datetime) -> Snapshot:
    return Snapshot(
        sha256=sha256(answer.body).hexdigest(),
        url=wanted.url,
        final_url=answer.final_url,
        fetched_at=now,
        status=answer.status or 0,
        content_type=answer.header("content-type") or "",
        body=answer.body,
    )


def _fetched(wanted: Wanted, answer: Answer, verdict: Verdict, kept: Kept | None, now: datetime) -> Fetched:
    fresh = verdict.outcome in CONTENT
    return Fetched(
        wanted=wanted,
        outcome=verdict.outcome,
        status=answer.status,
        final_url=answer.final_url,
        fetched_at=now,
        elapsed_ms=answer.elapsed_ms,
        etag=answer.header("etag") if fresh else wanted.etag,
        last_modified=answer.header("last-modified") if fresh else wanted.last_modified,
        content_type=answer.header("content-type") or "",
        kept=kept,
        sha256=kept.sha256 if kept else None,
        detail=verdict.detail,
        retry_after_s=retry_after_s(answer, now),
        fresh_for_s=fresh_for_s(answer, now),
        moved_to=answer.moved_to,
    )


async def _crawl(
    spider: str,
    chosen: list[tuple[int, Wanted]],
    settings: Settings,
    desk: _Desk,
    stop: asyncio.Event,
    shelf: Shelf,
) -> None:
    from scrapy.crawler import AsyncCrawlerRunner

    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.ERROR)
    runner = AsyncCrawlerRunner(_scrapy_settings(settings))
    crawler = runner.create_crawler(spider)
    started = asyncio.Event()
    crawl = runner.crawl(crawler, wanted=chosen, deliver=desk.deliver, on_start=started.set, shelf=shelf)
    told = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({crawl, told}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        told.cancel()
        if not crawl.done():
            await _ended(crawler, crawl, started, desk)
    if crawl.done() and not crawl.cancelled():
        crawl.result()


async def _ended(crawler: "Crawler", crawl: "asyncio.Task[None]", started: asyncio.Event, desk: _Desk) -> None:
    """Give what is under way a few seconds, then hang up on it; what was cut off is no answer."""
    stopped = asyncio.ensure_future(_stopped(crawler, crawl, started))
    await asyncio.wait({stopped}, timeout=_STOP_WITHIN_S)
    if not stopped.done():
        from scrapy.signals import engine_stopped

        desk.is_closed = True
        await crawler.signals.send_catch_log_async(signal=engine_stopped)  # upon which the door closes
        await asyncio.wait({stopped}, timeout=_HANG_UP_WITHIN_S)
    stopped.cancel()
    crawl.cancel()


async def _stopped(crawler: "Crawler", crawl: "asyncio.Task[None]", started: asyncio.Event) -> None:
    """Stop a crawl and wait for its end. Cancelled outright it would leave its connections open."""
    starting = asyncio.ensure_future(started.wait())
    # Told to stop while it is still opening, a crawl sends all its requests and never ends.
    await asyncio.wait({starting, crawl}, return_when=asyncio.FIRST_COMPLETED)
    starting.cancel()
    if not crawl.done():
        await crawler.stop_async()
        await asyncio.wait({crawl})


def _scrapy_settings(settings: Settings) -> "ScrapySettings":
    from scrapy.settings import Settings as ScrapySettings

    user_agent = settings.user_agent.replace("{contact}", settings.contact)
    scrapy_settings = ScrapySettings()
    scrapy_settings.setmodule("spiders.settings", priority="project")
    scrapy_settings.setdict(
        {
            "USER_AGENT": user_agent,
            "ROBOTSTXT_USER_AGENT": user_agent.partition("/")[0],
            # Without any, Scrapy (on a plain loop) starts all requests to a host at once, whatever it is allowed to.
            "DOWNLOAD_DELAY": settings.delay_s or _LEAST_DELAY_S,
            "AUTOTHROTTLE_ENABLED": settings.delay_s > 0,  # with 0 no pause is wanted: the host is the operator's own
            "AUTOTHROTTLE_START_DELAY": settings.delay_s,
            "AUTOTHROTTLE_MAX_DELAY": max(60.0, settings.delay_s),
            "DOWNLOAD_TIMEOUT": settings.timeout_s,
            "DOWNLOAD_MAXSIZE": settings.max_body_bytes,
            "DOWNLOAD_WARNSIZE": 0,
            "CONCURRENT_REQUESTS": settings.concurrent_requests,
            "ALLOWED_NETWORKS": settings.networks,
        },
        priority="cmdline",
    )
    return scrapy_settings


def _by_turns(chosen: list[tuple[int, Wanted]]) -> Iterator[tuple[int, Wanted]]:
    """One of each host, then the second of each: a host with many addresses, waiting out its delay, stops no other."""
    hosts: dict[str, list[tuple[int, Wanted]]] = {}
    for one in chosen:
        hosts.setdefault(host_of(one[1].url), []).append(one)
    for turn in zip_longest(*hosts.values()):
        yield from (one for one in turn if one is not None)
