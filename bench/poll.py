"""What polling costs: this program beside the `reader` library, plain Scrapy with feedparser, and a bare download.

    python -m bench.poll [--reader PYTHON] [--feeds 200] [--entries 30] [--rounds 3]

PYTHON is that of an environment with `reader` and `sgmllib3k` (which a fresh install of reader lacks). All take turns
over the same feeds on localhost in each round: a first poll, one where every feed answers 304, one where two entries
of each are new. Each has polled a feed of another newsstand before, so that none pays for its imports. Ours is the whole
cycle: robots.txt, archive (synced), reading apart, database (synced). Beside the clock stands the processor time of all
processes of each, which a busy machine lengthens less; a ratio is the median of those of the rounds.
"""

import argparse
import asyncio
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

_HERE = Path(__file__).parent
STAGES = ("first", "unchanged", "two new")
Took = tuple[float, float]  # seconds by the clock, and of processor time, of one poll of all feeds
Poll = Callable[[], Took]


@dataclass
class Cycle:
    """A poll of ours; `change` runs a statement on its database."""

    poll: Poll
    change: Callable[[str], None]

    def __call__(self) -> Took:
        return self.poll()


@dataclass
class Stand:
    """The newsstand, in its own process."""

    process: subprocess.Popen[str]
    port: int
    feeds: int

    def urls(self) -> list[str]:
        """The address of each feed."""
        return [f"http://127.0.0.1:{self.port}/feed/{number}" for number in range(self.feeds)]

    def publish(self, entries: int) -> None:
        """Put so many new entries on top of each feed, and wait until they are there."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{entries}\n")
        self.process.stdin.flush()
        self.process.stdout.readline()


@contextmanager
def newsstand(feeds: int, entries: int, paragraphs: int = 8) -> Iterator[Stand]:
    """A newsstand of its own, until the end of the block."""
    command = [sys.executable, "-m", "bench.newsstand", str(feeds), str(entries), str(paragraphs)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=_HERE.parent)
    assert process.stdout is not None
    try:
        yield Stand(process, int(process.stdout.readline()), feeds)
    finally:
        process.stdin.close()  # type: ignore[union-attr]
        process.wait()


# --- Ours


@contextmanager
def ours(stand: Stand) -> Iterator[Cycle]:
    """`tracker run --all`, as a daemon has it: what starts once (this process, the one that reads) is left out, as for
    the others."""
    from tracker.db.migrate import upgrade
    from tracker.db.session import open_database, writing
    from tracker.pipeline import digest
    from tracker.pipeline.cycle import collect
    from tracker.records import Source
    from tracker.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), delay_s=0, max_articles_per_source=0, allowed_networks="127.0.0.0/8")
        engine = open_database(settings.database)
        upgrade(engine)
        sources = [
            Source(f"feed-{number}", url, "feed", "Somebody", "press", 3600) for number, url in enumerate(stand.urls())
        ]

        apart = digest.reader(settings)
        apart.do(digest.warm, about="nothing yet")

        def poll() -> Took:
            before = _spent(apart.pid)
            cycle = collect(engine, sources, settings, lambda: datetime.now(UTC), everything=True, apart=apart)
            tally = asyncio.run(cycle)
            took = _since(before, apart.pid)
            assert not tally.failures, tally.failures[:3]
            return took

        def change(statement: str) -> None:
            with writing(engine) as connection:
                connection.exec_driver_sql(statement)

        yield Cycle(poll, change)
        apart.close()
        engine.dispose()


# --- The others


@contextmanager
def plain_scrapy(stand: Stand) -> Iterator[Poll]:
    """Scrapy without a reactor, validators kept in a dictionary, every body given to feedparser as it comes."""
    import feedparser  # type: ignore[import-untyped]
    from scrapy import Request, Spider
    from scrapy.crawler import AsyncCrawlerRunner
    from scrapy.http import Response

    tags: dict[str, str] = {}

    class Polls(Spider):
        name = "polls"

        async def start(self) -> Any:
            for url in stand.urls():
                headers = {"If-None-Match": tags[url]} if url in tags else {}
                yield Request(url, headers=headers, dont_filter=True)

        def parse(self, response: Response, **kwargs: Any) -> None:
            if response.status == 200:
                tags[response.url] = (response.headers.get("ETag") or b"").decode()
                parsed = feedparser.parse(BytesIO(response.body), response_headers={"content-type": "application/xml"})
                assert parsed["entries"]

    async def crawl() -> None:
        await AsyncCrawlerRunner(_PLAIN_SETTINGS).crawl(Polls)

    yield _timed(crawl)


_PLAIN_SETTINGS = {
    "TWISTED_REACTOR_ENABLED": False,
    "HTTPERROR_ALLOW_ALL": True,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "TELNETCONSOLE_ENABLED": False,
    "LOG_ENABLED": False,
    "DOWNLOAD_HANDLERS": {
        scheme: "scrapy.core.downloader.handlers._aiohttp.AiohttpDownloadHandler" for scheme in ("http", "https")
    },
}


@contextmanager
def bare_download(stand: Stand) -> Iterator[Poll]:
    """Sixteen connections that ask and throw away."""
    tags: dict[int, bytes] = {}

    async def lane(numbers: range) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", stand.port)
        for number in numbers:
            known = b"If-None-Match: " + tags[number] + b"\r\n" if number in tags else b""
            writer.write(f"GET /feed/{number} HTTP/1.1\r\nHost: localhost\r\n".encode() + known + b"\r\n")
            head = await reader.readuntil(b"\r\n\r\n")
            fields = dict(line.split(b": ", 1) for line in head.strip().split(b"\r\n")[1:])
            tags[number] = fields[b"ETag"]
            await reader.readexactly(int(fields.get(b"Content-Length", b"0")))
        writer.close()

    async def all_lanes() -> None:
        await asyncio.gather(*(lane(range(first, stand.feeds, 16)) for first in range(16)))

    yield _timed(all_lanes)


@contextmanager
def reader_library(stand: Stand, python: str, other: Stand) -> Iterator[Poll]:
    """`reader` in its own process and environment, with its database on the disk."""
    with tempfile.TemporaryDirectory() as folder:
        command = [python, str(_HERE / "poll_reader.py"), str(Path(folder) / "reader.db"), json.dumps(stand.urls())]
        command.append(other.urls()[0])
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert process.stdin is not None
        assert process.stdout is not None
        stdin, stdout = process.stdin, process.stdout
        stdout.readline()

        def poll() -> Took:
            stdin.write("poll\n")
            stdin.flush()
            clock, processor = stdout.readline().split()
            return float(clock), float(processor)

        yield poll
        stdin.close()
        process.wait()


def _timed(act: Callable[[], Awaitable[None]]) -> Poll:
    def poll() -> Took:
        before = _spent(None)
        asyncio.run(act())  # type: ignore[arg-type]
        return _since(before, None)

    return poll


def _spent(child: int | None) -> Took:
    """The clock, and the processor time of this process and of its children: those that ended, and the one at work
    (whose clock Linux numbers so)."""
    ended = os.times()
    at_work = time.clock_gettime((~child << 3) | 2) if child else 0
    return time.perf_counter(), time.process_time() + ended.children_user + ended.children_system + at_work


def _since(before: Took, child: int | None) -> Took:
    clock, processor = _spent(child)
    return clock - before[0], processor - before[1]


def main() -> None:
    """Print a table: seconds of each, and their ratios to ours."""
    arguments = _arguments()
    logging.getLogger("scrapy").setLevel(logging.ERROR)
    took: dict[str, dict[str, list[Took]]] = {}
    for _ in range(arguments.rounds):
        with newsstand(1, 1) as other, newsstand(arguments.feeds, arguments.entries) as stand, ExitStack() as stack:
            for client in (ours, plain_scrapy):
                with client(other) as poll:
                    poll()
            polls = {"ours": stack.enter_context(ours(stand)), "bare": stack.enter_context(bare_download(stand))}
            polls["scrapy+feedparser"] = stack.enter_context(plain_scrapy(stand))
            if arguments.reader:
                polls["reader"] = stack.enter_context(reader_library(stand, arguments.reader, other))
            for stage in STAGES:
                if stage == "two new":
                    stand.publish(2)
                for name, poll in polls.items():
                    took.setdefault(name, {}).setdefault(stage, []).append(poll())
    _show(took)


def _show(took: dict[str, dict[str, list[Took]]]) -> None:
    for place, what in enumerate(("the clock", "processor time")):
        head = "".join(f"{stage:>28}" for stage in STAGES)
        sys.stdout.write(f"seconds by {what}, ours / this\n{'':<20}{head}\n")
        for name, stages in took.items():
            cells = []
            for stage in STAGES:
                theirs = [each[place] for each in stages[stage]]
                ratios = [mine[place] / other for mine, other in zip(took["ours"][stage], theirs, strict=True)]
                cells.append(f"{median(theirs):10.3f} {median(ratios):8.2f}")
            sys.stdout.write(f"{name:<20}" + "".join(f"{cell:>28}" for cell in cells) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reader", metavar="PYTHON", help="the Python of an environment with reader and sgmllib3k")
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--entries", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    main()
