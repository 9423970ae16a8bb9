"""robots.txt, asked for once per site and crawl, and obeyed (RFC 9309)."""

import asyncio
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadTimeoutError, IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

_PRIORITY = 1000
_READ_BYTES = 512_000  # more than a robots.txt may expect anyone to read
_SILENT_SITES = 8  # so many without one answer from any, and there is no network


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
        self._under_way: set[asyncio.Future[Response]] = set()
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
        if site not in self._rules:
            self._rules[site] = asyncio.ensure_future(self._ask(site, request))
        # A failure is raised anew for each page that waits for it.
        rules = await asyncio.shield(self._rules[site])
        if not rules.can_fetch(request.url, self._agent):
            raise ForbiddenByRobots(f"{site}/robots.txt does not allow {parts.path}")

    async def _ask(self, site: str, request: Request) -> Protego:
        await self._give_up_without_network()
        robots = Request(
            f"{site}/robots.txt",
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
        return _rules(response)

    async def _give_up_without_network(self) -> None:
        """Raise once many sites could not be reached, none answered, and none that was asked still may."""
        while not self._answered and self._silent >= _SILENT_SITES:
            if not self._under_way:
                raise CannotResolveHostError(f"not tried: none of {self._silent} sites could be reached before it")
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)


def _rules(response: Response) -> Protego:
    if response.status == 429 or response.status >= 500:
        raise RobotsTrouble(response)
    text = response.body[:_READ_BYTES].decode("utf-8", "replace") if 200 <= response.status < 300 else ""
    return Protego.parse(text)
