"""The way onto the network for every request: pages, feeds and robots.txt alike."""

import time
from typing import Any, ClassVar

from scrapy import Request
from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response


class Door(AiohttpDownloadHandler):
    """Scrapy's asyncio handler, timing each request without its wait in the queue.

    It is a private module of Scrapy, whose version is pinned for it: the address that a connection is
    about to be made to can be judged nowhere else.
    """

    experimental: ClassVar[bool] = False  # it is, and Scrapy would say so on stderr in each crawl

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # aiohttp would send a request again by itself when a kept connection breaks: Scrapy's one retry is enough.
        self._session._retry_connection = False

    async def download_request(self, request: Request) -> Response:
        """The response, with meta["elapsed_s"] set to the time from connecting to the last byte, or to failure."""
        started = time.monotonic()
        try:
            return await super().download_request(request)
        finally:
            request.meta["elapsed_s"] = time.monotonic() - started


def elapsed_ms(meta: dict[str, Any]) -> int:
    """Milliseconds that the request of this meta spent on the network; 0 if it never got there."""
    return round(1000 * float(meta.get("elapsed_s", 0.0)))
