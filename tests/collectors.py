"""A collector in a process of its own, whose clock runs as fast as a test wants: a day passes in minutes.

    python -m tests.collectors START SPEED [OFFSET_FILE]

Runs the daemon with the settings of its environment. It is START + (seconds since then) x SPEED there, where START is
an instant of the real clock in seconds; a number of seconds in OFFSET_FILE, read at every look, sets the clock by that.
The scheduler is given the same offset, as the system's clock would be.
"""

import asyncio
import logging
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

from tracker.daemon.serving import Daemon
from tracker.daemon.words import set_up
from tracker.errors import TrackerError
from tracker.settings import settings_of


def clock(start_s: float, speed: float, offset_file: Path | None = None) -> Callable[[], datetime]:
    def now() -> datetime:
        at = start_s + (time.time() - start_s) * speed
        return datetime.fromtimestamp(at, UTC) + _offset(offset_file)

    return now


def _offset(file: Path | None) -> timedelta:
    return timedelta(seconds=float(file.read_text() or 0)) if file is not None and file.exists() else timedelta()


def _set_schedulers_clock(file: Path) -> None:
    import apscheduler.schedulers.asyncio
    import apscheduler.schedulers.base

    class Jumping(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + _offset(file)

    apscheduler.schedulers.base.datetime = Jumping


def main() -> int:
    start, speed, *more = sys.argv[1:]
    file = Path(more[0]) if more else None
    if file is not None:
        _set_schedulers_clock(file)
    settings = settings_of({}, os.environ)
    set_up(settings.log_format, logging.INFO)
    now = clock(float(start), float(speed), file)
    daemon = Daemon(lambda: settings_of({}, os.environ), now, lambda: time.monotonic() * float(speed))
    try:
        return asyncio.run(daemon.serve())
    except TrackerError as failed:
        sys.stderr.write(f"tracker: {failed}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
