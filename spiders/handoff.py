"""What every spider here does: ask for each address, hand over what came, follow nothing."""

import sys
import zlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from gzip import BadGzipFile
from typing import Any, ClassVar

import brotli  # type: ignore[import-untyped]  # it has no types
from aiohttp import ClientConnectorCertificateError, ClientConnectorError, ClientPayloadError, ClientResponseError
from scrapy import Request, Spider
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from twisted.python.failure import Failure

from spiders.door import AddressRefused, elapsed_ms
from spiders.robots import ForbiddenByRobots, RobotsTrouble
from spiders.unpacking import PACKED
from tracker.collect.fetching import Wanted
from tracker.collect.outcomes import Answer, Outcome
from tracker.collect.sites import Shelf

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdError
else:
    from backports.zstd import ZstdError

_NO_SCHEME = "Missing scheme in request url: "
_PERMANENT = frozenset({301, 308})

_TROUBLES: tuple[tuple[type[Exception], Outcome], ...] = (
    (ForbiddenByRobots, "forbidden_by_robots"),
    (AddressRefused, "refused_address"),
    (DownloadTimeoutError, "timeout"),
    (DownloadCancelledError, "too_large"),
    (CannotResolveHostError, "unreachable"),
    (DownloadConnectionRefusedError, "unreachable"),
    (ResponseDataLossError, "unreachable"),
    (DownloadFailedError, "unreachable"),
    (UnsupportedURLSchemeError, "refused_address"),
    (zlib.error, "server_error"),  # these are what decoders raise over garbled answers
    (EOFError, "server_error"),
    (BadGzipFile, "server_error"),
    (brotli.error, "server_error"),  # never asked for, and yet some servers send it
    (ZstdError, "server_error"),
)


class Handoff(Spider):
    """A spider over a given list: `deliver(place in the list, answer)` is called once for each.

    on_start is called once, when the crawl has opened and can be stopped. shelf: what is known of the sites.
    """

    accept: ClassVar[str]
    looks_for_reservations: ClassVar[bool] = False

    def __init__(
        self,
        wanted: Sequence[tuple[int, Wanted]],
        deliver: Callable[[int, Answer], None],
        on_start: Callable[[], None],
        shelf: Shelf,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._on_start = on_start
        self.shelf = shelf
        self._wanted = wanted
        self._deliver = deliver

    async def start(self) -> AsyncIterator[Request]:
        """One request for each address, with the validators we were given, byte for byte."""
        self._on_start()
        for place, wanted in self._wanted:
            headers: dict[str, str | bytes] = {"Accept": self.accept}
            if wanted.etag:
                headers["If-None-Match"] = wanted.etag.encode("latin-1", "replace")  # as _headers read it
            if wanted.last_modified:
                headers["If-Modified-Since"] = wanted.last_modified.encode("latin-1", "replace")
            yield Request(
                wanted.url,
                headers=headers,
                callback=self.answered,
                errback=self.failed,
                cb_kwargs={"place": place},
                dont_filter=True,
            )

    def answered(self, response: Response, place: int) -> None:
        """Hand over an answer of whatever status."""
        assert response.request is not None
        answer = _answer(response, response.request)
        if not answer.body and response.request.meta.get(PACKED):
            # A decoder that waits for more has given nothing, and has not complained.
            answer = replace(
                answer, trouble="server_error", why=_why(EOFError("it breaks off"), "server_error", response.request)
            )
        self._deliver(place, answer)

    def failed(self, failure: Failure) -> None:
        """Hand over what stood in the way; anything unforeseen goes on to Scrapy, which logs it with its traceback."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        error = failure.value
        if isinstance(error, RobotsTrouble):
            answer = _robots_answer(error, request)
        elif (outcome := _outcome(error, request)) is not None:
            answer = Answer(
                url=_asked_for(request),
                final_url=request.url,
                elapsed_ms=elapsed_ms(request.meta),
                trouble=outcome,
                why=_why(error, outcome, request),
            )
        else:
            failure.raiseException()
        self._deliver(request.cb_kwargs["place"], answer)


def _outcome(error: BaseException | None, request: Request) -> Outcome | None:
    for kind, outcome in _TROUBLES:
        if isinstance(error, kind):
            return outcome
    if _leads_nowhere(error) is not None:
        return "refused_address"
    if isinstance(error, IgnoreRequest):
        # Scrapy's two other reasons to ignore: the redirect middleware's limit and the decompressor's.
        return "moved" if request.meta.get("redirect_ttl") == 0 else "too_large"
    return None


def _leads_nowhere(error: BaseException | None) -> str | None:
    """What the redirect middleware stumbled over: where it was led, if that is no address of a web page."""
    said = str(error) if isinstance(error, ValueError) else ""
    return said.removeprefix(_NO_SCHEME) if said.startswith(_NO_SCHEME) else None


def _why(error: BaseException | None, outcome: Outcome, request: Request) -> str:
    if outcome == "moved":
        return f"redirected {request.meta.get('redirect_times', 0)} times, last to {request.url}"
    if outcome == "timeout":
        return f"no full answer within {request.meta.get('download_timeout', 0):g} s"
    if outcome == "too_large":
        return "the answer is longer than max_body_bytes"
    if outcome == "server_error":
        return f"the compression of the answer is broken ({error})"
    if (place := _leads_nowhere(error)) is not None:
        return f"it redirects to {place[:200]}, no address of a web page"
    if isinstance(error, AddressRefused):
        return f"{error}: not asked (allowed_networks would permit it)"
    cause = error.__cause__ if error else None
    if isinstance(cause, ClientConnectorCertificateError):
        return f"its certificate does not hold ({cause.certificate_error})"
    if isinstance(cause, ClientConnectorError):
        verb = "resolve its host name" if isinstance(error, CannotResolveHostError) else "connect"
        return f"cannot {verb} ({cause.os_error})"
    if isinstance(error, ResponseDataLossError) or isinstance(cause, ClientPayloadError):
        return "the answer broke off before its end"
    if isinstance(cause, ClientResponseError):
        return f"not understood as HTTP ({' '.join(cause.message.split())[:100]})"
    return " ".join(str(error).split()) or type(error).__name__


def _answer(response: Response, request: Request) -> Answer:
    return Answer(
        url=_asked_for(request),
        final_url=response.url,
        elapsed_ms=elapsed_ms(request.meta),
        status=response.status,
        headers=_headers(response),
        body=response.body,
        moved_to=_moved_to(request),
    )


def _robots_answer(error: RobotsTrouble, request: Request) -> Answer:
    """The answer that robots.txt gave stands for the page's own."""
    return Answer(
        url=_asked_for(request),
        final_url=error.response.url,
        elapsed_ms=elapsed_ms(request.meta),
        status=error.response.status,
        headers=_headers(error.response),
    )


def _asked_for(request: Request) -> str:
    urls: list[str] = request.meta.get("redirect_urls", [])
    return urls[0] if urls else request.url


def _moved_to(request: Request) -> str | None:
    reasons = request.meta.get("redirect_reasons", [])
    return request.url if reasons and _PERMANENT.issuperset(reasons) else None


def _headers(response: Response) -> tuple[tuple[str, str], ...]:
    pairs = ((name, value) for name, values in response.headers.items() for value in values)
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in pairs)
