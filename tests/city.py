"""A city of newspapers on localhost, each at an address of its own (127.0.1.1, 127.0.1.2 ...), each with its weather.

    with City(60, clock) as city:
        city.write_sources(path)      one source for each paper; rhythm 1h
        city.published()              addresses of the articles that stand in feeds by now
        city.gaps()                   host -> seconds between each two requests, as the server saw them

Papers publish by `clock`, which may run as fast as a test wants. What a paper does is told by its number: see WEATHER.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Self

WEATHER = ("fair",) * 6 + ("fails", "slow", "moved", "changes", "fair", "blocks")  # by turns
_FAILS_FROM, _FAILS_UNTIL = timedelta(hours=2), timedelta(hours=12)
_HOURS = (1, 5, 13)  # after the start, when each paper publishes
_TEXT = (
    "Meta released Llama {name} on Tuesday, an open-weight language model that anyone can download.\n"
    "The model has {size} billion parameters and comes under the Llama {name} Community License, the company told"
    " the {paper} in number {number} of its correspondence. It was trained in {place} over {weeks} weeks.\n"
    "Reporters of the {paper} tried it with {questions} questions about {place} and found that it knew most answers."
)


@dataclass(frozen=True)
class Paper:
    """One newspaper, with a server of its own."""

    number: int
    host: str
    weather: str

    def articles(self, start: datetime, now: datetime) -> dict[str, datetime]:
        """path -> when it was published, of what stands in the feed by now."""
        times = {f"/news/{n}": start + timedelta(hours=hour, minutes=self.number) for n, hour in enumerate(_HOURS)}
        return {path: at for path, at in times.items() if at <= now}

    def text(self, path: str) -> str:
        seed = int(sha256(f"{self.host}{path}".encode()).hexdigest()[:8], 16)
        return _TEXT.format(
            name=f"{6 + seed % 3}.{self.number}{path[-1]}", size=seed % 400 + 1, paper=f"Courier of {self.number}",
            number=seed, place=f"district {seed % 977}", weeks=seed % 50 + 2, questions=seed % 9_000 + 10,
        )  # fmt: skip


class City:
    """All papers, from `with` to the end of the block."""

    def __init__(self, count: int, clock: Callable[[], datetime]) -> None:
        self.clock, self.start = clock, clock()
        self.asked: dict[str, list[tuple[float, str, datetime]]] = defaultdict(list)
        self._lock = threading.Lock()
        self.papers = [Paper(n, f"127.0.1.{n}", WEATHER[n % len(WEATHER)]) for n in range(1, count + 1)]
        self._servers = [_server(self, paper) for paper in self.papers]
        self._port_of = {paper.host: server.server_address[1] for paper, server in zip(self.papers, self._servers)}  # noqa: B905

    def __enter__(self) -> Self:
        self._threads = [threading.Thread(target=s.serve_forever, args=(0.5,), daemon=True) for s in self._servers]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for server in self._servers:
            threading.Thread(target=server.shutdown).start()
        for thread, server in zip(self._threads, self._servers, strict=True):
            thread.join()
            server.server_close()

    def base(self, paper: Paper) -> str:
        return f"http://{paper.host}:{self._port_of[paper.host]}"

    def note(self, paper: Paper, path: str) -> None:
        with self._lock:
            self.asked[paper.host].append((time.monotonic(), path, self.clock()))

    def polls(self, weather: str, first_h: float = 0, last_h: float = 1e6) -> dict[str, list[float]]:
        """host -> when its feed was asked for, in hours of the clock since the start, of papers with this weather."""
        hosts = [paper.host for paper in self.papers if paper.weather == weather]
        return {
            host: [
                hour
                for _, path, at in self.asked[host]
                if path == "/feed.xml"
                if first_h <= (hour := (at - self.start).total_seconds() / 3600) <= last_h
            ]
            for host in hosts
        }

    def gaps(self) -> dict[str, list[float]]:
        return {
            host: [after - before for (before, *_), (after, *_) in pairwise(asked)]
            for host, asked in self.asked.items()
        }

    def published(self) -> set[str]:
        """What can be read by now: not what a wall keeps from everybody."""
        now = self.clock()
        return {
            self.base(paper) + path
            for paper in self.papers
            if paper.weather != "blocks"
            for path in paper.articles(self.start, now)
        }

    def write_sources(self, path: Path) -> Path:
        tables = (
            f'[[source]]\nname = "paper-{paper.number}"\nurl = "{self.base(paper)}/feed.xml"\nkind = "feed"\n'
            f'publisher = "Courier of {paper.number}"\nlanguage = "en"\nprovenance = "press"\nrhythm = "1h"\n'
            for paper in self.papers
        )
        path.write_text("\n".join(tables), "utf-8")
        return path


def _server(city: City, paper: Paper) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            city.note(paper, self.path)
            if self.path == "/robots.txt":
                self.answer(404, "")
            elif self.path.startswith("/news/"):
                self.answer(200, _page(paper, self.path), "text/html; charset=utf-8")
            elif paper.weather == "moved" and self.path == "/feed.xml":
                self.answer(301, "", headers={"Location": "/new/feed.xml"})
            else:
                self.feed()

        def feed(self) -> None:
            now = city.clock()
            if paper.weather == "blocks":
                self.answer(403, "<h1>Who are you?</h1>")
            elif paper.weather == "fails" and _FAILS_FROM <= now - city.start <= _FAILS_UNTIL:
                self.answer(500, "<h1>Internal error</h1>")
            else:
                if paper.weather == "slow":
                    time.sleep(0.15)
                changes = f"<!-- {time.time_ns()} -->" if paper.weather == "changes" else ""
                body = _feed(city, paper, paper.articles(city.start, now)) + changes
                tag = f'"{sha256(body.encode()).hexdigest()[:16]}"'
                if not changes and self.headers.get("If-None-Match") == tag:
                    self.answer(304, "", headers={"ETag": tag})
                else:
                    self.answer(200, body, "application/rss+xml", {} if changes else {"ETag": tag})

        def answer(
            self, status: int, body: str, sort: str = "text/html", headers: dict[str, str] | None = None
        ) -> None:
            content = body.encode()
            self.send_response(status)
            for name, value in {"Content-Type": sort, "Content-Length": str(len(content)), **(headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            if status != 304:
                self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer((paper.host, 0), Handler)
    server.daemon_threads = True
    return server


def _title(paper: Paper, path: str) -> str:
    return paper.text(path).split("\n")[0].split(",")[0] + f" ({paper.number})"


def _page(paper: Paper, path: str) -> str:
    paragraphs = "".join(f"<p>{part}</p>" for part in paper.text(path).split("\n"))
    title = _title(paper, path)
    return f"<!DOCTYPE html><html lang=en><title>{title}</title><article><h1>{title}</h1>{paragraphs}</article></html>"


def _feed(city: City, paper: Paper, articles: dict[str, datetime]) -> str:
    entries = "".join(
        f"<item><title>{_title(paper, path)}</title><link>{city.base(paper)}{path}</link>"
        f"<pubDate>{format_datetime(at)}</pubDate></item>"
        for path, at in articles.items()
    )
    old = "<item><title>Tram line opens</title><link>/tram</link></item>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title>{entries}{old}</channel></rss>'
