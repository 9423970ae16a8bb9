"""The way onto the network for every request: pages, feeds and robots.txt alike."""

import asyncio
import socket
import ssl
import time
from contextvars import ContextVar
from typing import Any, ClassVar
from urllib.parse import urlsplit

import aiohttp
from scrapy import Request
from scrapy.core.downloader.handlers import _aiohttp
from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadConnectionRefusedError, DownloadFailedError
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.utils.ssl import _make_ssl_context

from tracker.collect.networks import refusal

# The addresses that the request under way was about to connect to, each with why not, or None.
_tried: ContextVar[list[str | None]] = ContextVar("tried")


_contexts: dict[str, tuple[float, ssl.SSLContext]] = {}
_FRESH_S = 3_600.0


def _shared_context(settings: BaseSettings) -> ssl.SSLContext:
    """One for all crawls of an hour: each would read all certificates of the system, twice, for http and https."""
    which = repr([settings.get(name) for name in ("DOWNLOAD_VERIFY_CERTIFICATES", "DOWNLOADER_CLIENT_TLS_CIPHERS")])
    made, context = _contexts.get(which, (float("-inf"), None))
    if context is None or time.monotonic() - made > _FRESH_S:
        context = _make_ssl_context(settings)
        _contexts[which] = (time.monotonic(), context)
    return context


vars(_aiohttp)["_make_ssl_context"] = _shared_context


# When each host last answered anything (monotonic). Scrapy keeps the pause within a crawl; crawls follow each other.
_visits: dict[str, float] = {}
_MOST_VISITS = 10_000


class AddressRefused(Exception):
    """Every address of the host is one that we do not connect to; its text says which and why."""


class Door(AiohttpDownloadHandler):
    """Scrapy's asyncio handler, judging every address it connects to, and timing each request without its wait.

    It is a private module of Scrapy, whose version is pinned for it: the address that a connection is
    about to be made to can be judged nowhere else.
    """

    experimental: ClassVar[bool] = False  # it is, and Scrapy would say so on stderr in each crawl

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._allowed = crawler.settings["ALLOWED_NETWORKS"]
        self._delay_s = crawler.settings.getfloat("DOWNLOAD_DELAY")
        assert isinstance(self._session.connector, aiohttp.TCPConnector)
        self._session.connector._socket_factory = self._socket
        # aiohttp would send a request again by itself when a kept connection breaks: Scrapy's one retry is enough.
        self._session._retry_connection = False

    async def _leave_in_peace(self, request: Request) -> None:
        """Wait until the pause since the last answer of this host is over, whichever crawl got it."""
        host = _host(request)
        while (left_s := _visits.get(host, float("-inf")) + self._delay_s - time.monotonic()) > 0:
            await asyncio.sleep(left_s)
        if len(_visits) >= _MOST_VISITS:
            _visits.clear()

    async def download_request(self, request: Request) -> Response:
        """The response, with meta["elapsed_s"] set to the time from connecting to the last byte, or to failure.

        Raises AddressRefused instead of connecting to a network that is none of the public internet.
        """
        await self._leave_in_peace(request)
        if self._session.closed:
            raise DownloadFailedError("the crawl was ended before this request was sent")
        started = time.monotonic()
        tried: list[str | None] = []
        _tried.set(tried)
        try:
            return await super().download_request(request)
        except (DownloadConnectionRefusedError, DownloadFailedError) as failed:
            refused = [why for why in tried if why is not None]
            if refused and len(refused) == len(tried):
                raise AddressRefused("; ".join(dict.fromkeys(refused))) from failed
            raise
        finally:
            _visits[_host(request)] = time.monotonic()
            request.meta["elapsed_s"] = time.monotonic() - started

    def _socket(self, address: tuple[Any, ...]) -> socket.socket:
        """A socket for a connection to this address (as getaddrinfo gives it); the last step before connecting."""
        family, kind, protocol, _, where = address
        why = refusal(str(where[0]), self._allowed)
        _tried.get().append(why)
        if why is not None:
            raise PermissionError(why)
        made = socket.socket(family, kind, protocol)
        made.setblocking(False)
        return made


def elapsed_ms(meta: dict[str, Any]) -> int:
    """Milliseconds that the request of this meta spent on the network; 0 if it never got there."""
    return round(1000 * float(meta.get("elapsed_s", 0.0)))


def _host(request: Request) -> str:
    return urlsplit(request.url).hostname or ""
