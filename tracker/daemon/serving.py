"""`tracker daemon`: one tick that takes what is due, housekeeping beside it, signals, and an end within a bound.

When each source is due stands in the database, so that a restart forgets nothing; the scheduler only asks now and
then. Ending has an order that bears load: first no new job, then the cycle under way is stopped and waited for, and
only then the scheduler, which would cancel it.
"""

import asyncio
import logging
import os
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from tracker.alerts.telling import tell
from tracker.collect.archive import Archive
from tracker.collect.ownlist import own_file, sources_of
from tracker.daemon import beat, housekeeping, metrics, systemd
from tracker.daemon.words import Troubles, new_run
from tracker.errors import LockHeld, LogError, TrackerError, UsageError
from tracker.pipeline.cycle import collect, replay
from tracker.pipeline.digest import reader
from tracker.pipeline.lock import held, lock_file
from tracker.pipeline.opening import ready
from tracker.pipeline.tally import Tally
from tracker.records import Source
from tracker.settings import Settings

log = logging.getLogger(__name__)
IN_DOUBT = 4
_CLOCK_JUMP_S = 60.0
_LONGEST_PAUSE_S = 600.0


class Daemon:
    """One collector at work for years.

    configure: the settings, read anew at each reload; raises UsageError
    now:       the clock; steady: seconds that run as it does, but that nobody can set
    """

    def __init__(
        self,
        configure: Callable[[], Settings],
        now: Callable[[], datetime],
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._configure, self.now, self._steady = configure, now, steady
        self.settings = configure()
        self.stop = asyncio.Event()
        self.troubles = Troubles()
        self.counts = metrics.Counts()
        self.engine: Engine | None = None
        self._archive, self._apart = Archive(self.settings.archive_dir), reader(self.settings)
        self._sources: tuple[Source, ...] = sources_of(self.settings)
        self._stamp = _stamp(self.settings.sources_file, own_file(self.settings))
        self._reload = False
        self._code = 0
        self.started_s = time.monotonic()
        self._cycle: asyncio.Task[None] | None = None
        self._cycle_since_s: float | None = None
        self._not_before_s = 0.0
        self._pause_s = 60.0
        self._waits_since = ""

    async def serve(self) -> int:
        """Work until told to stop; the exit code. Raises LockHeld if a daemon serves this database already."""
        self.settings.data_dir.mkdir(parents=True, exist_ok=True)
        self._listen()
        with held(lock_file(self.settings, "daemon"), "tracker daemon", self.now()):
            beating = asyncio.create_task(self._beat())
            server = metrics.serve(self.settings.metrics_address, self) if self.settings.metrics_address else None
            systemd.tell("READY=1", "STATUS=collecting")
            log.info("at work, process %d", os.getpid())
            scheduler = self._scheduler()
            await self.stop.wait()
            systemd.tell("STOPPING=1")
            scheduler.pause()
            await self._last_cycle()
            scheduler.shutdown(wait=False)
            beating.cancel()
            if server is not None:
                server.shutdown()
                server.server_close()
            beat.end(self.settings.data_dir)
            self._apart.close()
            if self.engine is not None:
                self.engine.dispose()
            log.info("ended in good order")
        return self._code

    def _listen(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._told_to_stop, number)
        loop.add_signal_handler(signal.SIGHUP, self._told_to_reload)

    def _told_to_stop(self, number: signal.Signals) -> None:
        if self.stop.is_set():
            # Once more: at once. What is not committed is undone by the database, as after a power cut.
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
        log.info("told to stop: finishing what is under way, for at most %g s", self.settings.stop_within_s)
        self.stop.set()

    def _told_to_reload(self) -> None:
        systemd.reloading()
        try:
            self.settings = self._configure()
            self._stamp = []
            self._reload = True
            log.info("settings and sources are read anew")
        except UsageError as wrong:
            log.error("%s: the settings of before stay in force", wrong)
        systemd.tell("READY=1")

    def _scheduler(self) -> "AsyncIOScheduler":  # type: ignore[name-defined]  # noqa: F821  imported late, untyped
        from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED  # type: ignore[import-untyped]
        from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]

        for name in ("apscheduler.scheduler", "apscheduler.executors.default"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # its events are told below, in our words
        scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": 86_400}
        )
        at_once = datetime.now(UTC)
        scheduler.add_job(self._tick, "interval", seconds=self.settings.tick_s, id="cycle", next_run_time=at_once)
        scheduler.add_job(self._keep_house, "interval", seconds=60, id="housekeeping")
        scheduler.add_listener(self._told_by_scheduler, EVENT_JOB_ERROR | EVENT_JOB_MISSED)
        scheduler.start()
        self._scheduled = scheduler
        return scheduler

    def _told_by_scheduler(self, event: "JobExecutionEvent") -> None:  # type: ignore[name-defined]  # noqa: F821
        if event.exception is None:
            log.warning("%s was due at %s and missed: the process was stopped or kept busy", event.job_id,
                        event.scheduled_run_time)  # fmt: skip
        else:
            log.error("%s failed: %r", event.job_id, event.exception, exc_info=event.exception)

    async def _last_cycle(self) -> None:
        """Wait for the cycle under way, within the bound; then leave it where it is."""
        if self._cycle is None or self._cycle.done():
            return
        await asyncio.wait({self._cycle}, timeout=self.settings.stop_within_s)
        if not self._cycle.done():
            log.warning("not finished within %g s: what was not committed is undone", self.settings.stop_within_s)
            logging.shutdown()
            beat.end(self.settings.data_dir)
            os._exit(self._code)

    async def _tick(self) -> None:
        if self.stop.is_set() or time.monotonic() < self._not_before_s:
            return
        self._cycle, self._cycle_since_s = asyncio.current_task(), time.monotonic()
        run = new_run()
        try:
            with held(lock_file(self.settings), f"tracker daemon, cycle {run}", self.now()):
                engine = await self._opened()
                tally = await collect(
                    engine,
                    self._listed(),
                    self.settings,
                    self.now,
                    archive=self._archive,
                    apart=self._apart,
                    stop=self.stop,
                )
                self._tell(tally)
                if not self.stop.is_set():
                    await asyncio.to_thread(replay, engine)
                    await self._alert(engine)
            self.troubles.end("work", "the trouble is over: work goes on")
            self.counts.add(tally)
        except LockHeld as other:
            if other.since != self._waits_since:
                log.info("%s", other)
            self._waits_since = other.since
        except LogError as doubt:
            log.critical("the log is in doubt: %s", doubt)
            self._code = IN_DOUBT
            self.stop.set()
        except UsageError as wrong:
            self.troubles.begin("work", str(wrong))
        except (TrackerError, OSError) as failed:
            line = f"{failed}: nothing is lost, trying again every {self.settings.tick_s:g} s"
            self.troubles.begin("work", line, kind="disk" if isinstance(failed, OSError) else "database")
        except Exception as bug:
            if f"{bug!r}" not in self.troubles.present:
                log.exception("a cycle ended by a bug of ours")
            self.troubles.begin("work", f"a cycle ended by a bug of ours: {bug!r}")
        finally:
            self._cycle_since_s = None

    async def _alert(self, engine: Engine) -> None:
        try:
            for line in await asyncio.to_thread(tell, engine, self.settings, self.now()):
                log.warning("%s", line)
            self.troubles.end("alerts", "the file of alerts can be read again")
        except UsageError as wrong:
            self.troubles.begin("alerts", f"{wrong}; alerts wait until it is right")

    async def _opened(self) -> Engine:
        """The database, made ready at the first time and after a reload."""
        if self._reload and self.engine is not None:
            self.engine.dispose()
            self.engine = None
            self._apart.close()
            self._archive, self._apart = Archive(self.settings.archive_dir), reader(self.settings)
        self._reload = False
        if self.engine is None:
            self.engine = await asyncio.to_thread(ready, self.settings, self.now())
        return self.engine

    def _listed(self) -> tuple[Source, ...]:
        """The sources, read anew if the list changed; while it is broken, those of before."""
        stamp = _stamp(self.settings.sources_file, own_file(self.settings))
        if stamp == self._stamp:
            return self._sources
        try:
            self._sources, self._stamp = sources_of(self.settings), stamp
            self.troubles.end("sources", "the list of sources can be read again")
            log.info("%d sources in %s", len(self._sources), self.settings.sources_file)
        except UsageError as broken:
            self.troubles.begin("sources", f"{broken}; the sources of before stay in force")
        return self._sources

    def _tell(self, tally: Tally) -> None:
        for line in tally.lines():
            log.warning("%s", line)
        if tally.articles or tally.pages_seen:
            log.info("%d sources polled, %d new entries, %d articles read, %d events added", tally.polled,
                     tally.pages_seen, tally.articles, tally.events)  # fmt: skip
        if tally.offline:
            self._not_before_s = time.monotonic() + self._pause_s
            self._pause_s = min(2 * self._pause_s, _LONGEST_PAUSE_S)
        elif tally.polled:
            self._pause_s = 60.0

    async def _keep_house(self) -> None:
        if self.engine is None or self.stop.is_set():
            return
        try:
            await asyncio.to_thread(housekeeping.keep, self.engine, self.settings, self.now())
            self.troubles.end("housekeeping", "housekeeping works again")
        except LogError as doubt:
            log.critical("the log is in doubt: %s", doubt)
            self._code = IN_DOUBT
            self.stop.set()
        except (TrackerError, OSError) as failed:
            self.troubles.begin("housekeeping", f"housekeeping: {failed}")

    async def _beat(self) -> None:
        """Every few seconds: the sign of life, systemd's watchdog, and a look whether somebody set the clock."""
        offset = self.now().timestamp() - self._steady()
        while True:
            sign = beat.Beat(
                process=os.getpid(),
                at_s=time.monotonic(),
                started_s=self.started_s,
                cycle_since_s=self._cycle_since_s,
                cycles=self.counts.cycles,
                trouble=self.troubles.present,
            )
            try:
                beat.keep(self.settings.data_dir, sign)
            except OSError as full:
                self.troubles.begin("disk", f"no sign of life can be written: {full}")
            else:
                self.troubles.end("disk", "the disk can be written again")
            if beat.hangs(sign) is None:
                systemd.tell("WATCHDOG=1", f"STATUS={sign.trouble or f'{sign.cycles} cycles done'}")
            await asyncio.sleep(beat.EVERY_S)
            jumped = self.now().timestamp() - self._steady() - offset
            if abs(jumped) > _CLOCK_JUMP_S:
                offset += jumped
                self._clock_jumped(jumped)

    def _clock_jumped(self, by_s: float) -> None:
        way = "forward" if by_s > 0 else "back"
        log.warning("the clock was set %s by %s: what is due is looked at anew", way, _worded(abs(by_s)))
        for job in self._scheduled.get_jobs():
            job.modify(next_run_time=datetime.now(UTC))  # else a clock set back an hour is an hour without a tick


def _worded(seconds: float) -> str:
    return f"{seconds / 3600:.1f} h" if seconds >= 3570 else f"{seconds / 60:.0f} min"  # never "60 min"


def _stamp(*paths: Path) -> list[tuple[int, int] | None]:
    return [_stamp_of(path) for path in paths]


def _stamp_of(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
