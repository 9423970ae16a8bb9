"""robots.txt, asked for once per site and day, and obeyed (RFC 9309)."""

import asyncio
import zlib
from contextlib import suppress
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from spiders.door import AddressRefused
from tracker.collect.sites import Shelf

_PRIORITY = 1000
_READ_BYTES = 512_000  # more than a robots.txt may expect anyone to read
_LONGEST_DELAY_S = 60.0
_SILENT_SITES = 8  # so many without one answer from any, and there is no network
_KEPT_AWAY = (
    AddressRefused,
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    EOFError,  # of broken compression, as the next two
    OSError,
    zlib.error,
)


class ForbiddenByRobots(IgnoreRequest):
    """The site's robots.txt does not want this page fetched by us."""


class RobotsTrouble(IgnoreRequest):
    """robots.txt answered, but not with rules: until it does, everything is forbidden (RFC 9309, 2.3.1.4)."""

    def __init__(self, response: Response) -> None:
        super().__init__(f"{response.url} answered {response.status}")
        self.response = response


class Robots:
    """Downloader middleware. Whatever keeps robots.txt from us keeps its site's pages from us, with the same outcome.

    So a site that cannot be reached costs one attempt, not one for robots.txt and one for each page.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._rules: dict[str, asyncio.Future[Protego]] = {}
        self._reservations: dict[str, asyncio.Future[None]] = {}
        self._under_way: set[asyncio.Future[Response]] = set()
        self._delay_s = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._answered = False
        self._silent = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Robots":
        """As Scrapy makes its middlewares."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let the request pass, or raise ForbiddenByRobots, RobotsTrouble or what kept robots.txt away."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        parts = urlsplit(request.url)
        site = f"{parts.scheme}://{parts.netloc}"
        request.meta["download_slot"] = parts.hostname or ""  # after a redirect Scrapy would go on in the first host's
        if site not in self._rules:
            self._rules[site] = asyncio.ensure_future(self._ask(site, request))
        # A failure is raised anew for each page that waits for it.
        rules = await asyncio.shield(self._rules[site])
        if not rules.can_fetch(request.url, self._agent):
            raise ForbiddenByRobots(f"{site}/robots.txt does not allow {parts.path}")
        self._slow_down(rules, request)
        if getattr(self._crawler.spider, "looks_for_reservations", False):
            if site not in self._reservations:
                self._reservations[site] = asyncio.ensure_future(self._reserve(f"{site}/.well-known/tdmrep.json"))
            await asyncio.shield(self._reservations[site])

    async def _reserve(self, address: str) -> None:
        """Put the site's tdmrep.json on the shelf, if it is not there; what keeps it away reserves nothing today."""
        if self._shelf.fresh(address) is not None:
            return
        asked = Request(address, meta={"dont_obey_robotstxt": True}, priority=_PRIORITY, callback=NO_CALLBACK)
        with suppress(*_KEPT_AWAY):
            response = await self._crawler.engine.download_async(asked)
            if response.status < 500 and response.status != 429:
                self._shelf.keep(address, _rules(response))

    def _slow_down(self, rules: Protego, request: Request) -> None:
        """Keep to the delay that robots.txt asks for, up to a minute: one that asks for more means to be left alone by
        crawlers of many pages, of which this is none."""
        rate = rules.request_rate(self._agent)
        asked_s = max(rules.crawl_delay(self._agent) or 0.0, rate.seconds / rate.requests if rate else 0.0)
        if asked_s <= self._delay_s:
            return
        host, delay_s = request.meta["download_slot"], min(asked_s, _LONGEST_DELAY_S)
        request.meta["autothrottle_dont_adjust_delay"] = True
        downloader = self._crawler.engine.downloader
        downloader.per_slot_settings[host] = {"delay": delay_s}
        if host in downloader.slots:
            downloader.slots[host].delay = max(delay_s, downloader.slots[host].delay)

    async def _ask(self, site: str, request: Request) -> Protego:
        address = f"{site}/robots.txt"
        known = self._shelf.fresh(address)
        if known is not None:
            return Protego.parse(known)
        await self._give_up_without_network()
        robots = Request(
            address,
            headers={"Accept": "text/plain,*/*;q=0.5"},
            meta={"dont_obey_robotstxt": True},
            priority=_PRIORITY,
            callback=NO_CALLBACK,
        )
        asked = asyncio.ensure_future(self._crawler.engine.download_async(robots))
        self._under_way.add(asked)
        try:
            response = await asked
        except (CannotResolveHostError, DownloadTimeoutError):
            self._silent += 1
            raise
        finally:
            self._under_way.discard(asked)
            request.meta["elapsed_s"] = robots.meta.get("elapsed_s", 0.0)
        self._answered = True
        if response.status >= 500 and (before := self._shelf.stale(address)) is not None:
            return Protego.parse(before)
        text = _rules(response)
        self._shelf.keep(address, text)
        return Protego.parse(text)

    @property
    def _shelf(self) -> Shelf:
        shelf = vars(self._crawler.spider)["shelf"]  # which spiders.handoff puts there, and imports this file
        assert isinstance(shelf, Shelf)
        return shelf

    async def _give_up_without_network(self) -> None:
        """Raise once many sites could not be reached, none answered, and none that was asked still may."""
        while not self._answered and self._silent >= _SILENT_SITES:
            if not self._under_way:
                raise CannotResolveHostError(f"not tried: none of {self._silent} sites could be reached before it")
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)


def _rules(response: Response) -> str:
    if response.status == 429 or response.status >= 500:
        raise RobotsTrouble(response)
    return response.body[:_READ_BYTES].decode("utf-8", "replace") if 200 <= response.status < 300 else ""
