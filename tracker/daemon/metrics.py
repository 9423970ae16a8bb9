"""Numbers for Prometheus and a health check over HTTP, on an address that is off by default.

The server has a thread of its own, so that it can say that the event loop hangs. The format is Prometheus' text
exposition format 0.0.4.
"""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from tracker.daemon import health
from tracker.errors import TrackerError, UsageError
from tracker.pipeline.inspection import Numbers, numbers
from tracker.pipeline.tally import Tally

if TYPE_CHECKING:
    from tracker.daemon.serving import Daemon


class Counts:
    """What this process did since its start."""

    def __init__(self) -> None:
        self.cycles = self.polled = self.articles = self.events = 0
        self.outcomes: Counter[str] = Counter()

    def add(self, tally: Tally) -> None:
        self.cycles += 1
        self.polled += tally.polled
        self.articles += tally.articles
        self.events += tally.events
        self.outcomes += tally.outcomes


class Server(ThreadingHTTPServer):
    """Answers /metrics and /health for one daemon."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], daemon: "Daemon") -> None:
        super().__init__(address, _Handler)
        self.daemon = daemon


def serve(address: str, daemon: "Daemon") -> Server:
    """Start answering at "HOST:PORT". Raises UsageError where that cannot be."""
    host, _, port = address.rpartition(":")
    try:
        server = Server((host.strip("[]"), int(port)), daemon)
    except (OSError, ValueError, OverflowError) as wrong:
        raise UsageError(f"metrics_address: cannot serve at {address!r}: {wrong}") from wrong
    threading.Thread(target=server.serve_forever, args=(0.2,), daemon=True).start()
    return server


class _Handler(BaseHTTPRequestHandler):
    timeout = 10
    server: Server

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/metrics":
            self._send(200, "".join(_lines(self.server.daemon)), "text/plain; version=0.0.4; charset=utf-8")
        elif path == "/health":
            wrong = self._wrong()
            self._send(503 if wrong else 200, f"{wrong or 'well'}\n", "text/plain; charset=utf-8")
        else:
            self._send(404, "here are /metrics and /health\n", "text/plain; charset=utf-8")

    def _wrong(self) -> str | None:
        daemon = self.server.daemon
        return health.wrong(daemon.settings, daemon.now(), daemon.engine)

    def _send(self, status: int, body: str, sort: str) -> None:
        content = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", sort)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Every scrape in the journal would be noise."""


def _lines(daemon: "Daemon") -> Iterator[str]:
    counts = daemon.counts
    yield from _metric("cycles_total", "counter", "Cycles since the start.", counts.cycles)
    yield from _metric("polls_total", "counter", "Sources polled since the start.", counts.polled)
    yield from _metric("articles_total", "counter", "Articles read since the start.", counts.articles)
    yield from _metric("events_total", "counter", "Events added since the start.", counts.events)
    yield from _metric("uptime_seconds", "gauge", "Since the start.", round(time.monotonic() - daemon.started_s))
    yield from _metric(
        "trouble", "gauge", "1 while the work as a whole is held up.", int(bool(daemon.troubles.present))
    )
    yield "# HELP tracker_requests_total Requests by their outcome.\n# TYPE tracker_requests_total counter\n"
    for outcome, count in sorted(counts.outcomes.items()):
        yield f'tracker_requests_total{{outcome="{outcome}"}} {count}\n'
    found: Numbers | None = None
    if daemon.engine is not None:
        try:
            found = numbers(daemon.engine, daemon.now())
        except TrackerError:
            yield "# the database does not answer\n"
    if found is None:
        return
    yield from _metric("log_position", "gauge", "Events in the log.", found.position)
    yield from _metric("projection_lag", "gauge", "Events that the projections do not show yet.", found.lag)
    yield from _metric("pages_waiting", "gauge", "Pages that wait to be fetched.", found.waiting)
    yield from _metric("sources_failing", "gauge", "Sources that fail.", found.failing)
    yield from _metric("alerts_waiting", "gauge", "Alerts that wait to be delivered.", found.alerts)
    if found.success_age_s is not None:
        yield from _metric("success_age_seconds", "gauge", "Since any source answered well.", found.success_age_s)


def _metric(name: str, kind: str, meaning: str, value: int) -> Iterator[str]:
    yield f"# HELP tracker_{name} {meaning}\n# TYPE tracker_{name} {kind}\ntracker_{name} {value}\n"
