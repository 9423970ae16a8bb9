"""Verifying a long log on all processors: a link needs only the one before it, so stretches can be checked apart.

A stretch begins with the link that the table holds at its start, which is the end of the stretch before: if each fits
in itself, the whole does. Entries are never changed, so that it does not matter that every process has its own view.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache
from multiprocessing import get_context
from multiprocessing.resource_tracker import ensure_running
from signal import SIG_BLOCK, SIG_SETMASK, SIGINT, pthread_sigmask

from sqlalchemy import Connection, Engine

from tracker.db.session import open_database, reading
from tracker.errors import ChainBroken, TrackerError
from tracker.events import store
from tracker.events.store import Head

STRETCH = 25_000  # entries
WORTH = 200_000  # entries to check from which on starting processes pays: each takes half a second to start

_Misfit = tuple[int, str | None, str]


def verify(
    connection: Connection,
    after: Head | None = None,
    seen: Callable[[int], None] = lambda position: None,
    processes: int | None = None,
) -> Head:
    """As `store.verify`, on as many processes as there are processors if there is enough to check, and with the same
    answer. processes: so many, however little there is."""
    at = store.head(connection)
    start = after.position if after else 0
    if processes is None:
        processes = os.cpu_count() or 1 if at.position - start >= WORTH else 1
    if processes == 1:
        return store.verify(connection, after, seen)
    if after is not None:
        store.check_against(connection, after)
    _verify_apart(connection.engine.url.render_as_string(hide_password=False), start, at.position, seen, processes)
    return at


def _verify_apart(url: str, start: int, end: int, seen: Callable[[int], None], processes: int) -> None:
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        stretches: list[tuple[int, Future[_Misfit | None]]] = []
        with _deaf_to_interrupts():
            for after in range(start, end, STRETCH):
                until = min(after + STRETCH, end)
                stretches.append((until, pool.submit(_misfit, url, after, until)))
        try:
            for until, stretch in stretches:
                misfit = stretch.result()
                if misfit is not None:
                    raise ChainBroken(*misfit)
                seen(until)
        except BrokenProcessPool as ended:
            raise TrackerError("a process that verified the log was ended from outside; verify again") from ended
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes started meanwhile never hear of an interrupt: it is for the one that waits, and they end without a
    word, each with its stretch. (Starting multiprocessing's own tracker would end that: it is started before.)"""
    ensure_running()
    before = pthread_sigmask(SIG_BLOCK, {SIGINT})
    try:
        yield
    finally:
        pthread_sigmask(SIG_SETMASK, before)


def _misfit(url: str, after: int, until: int) -> _Misfit | None:
    """What `ChainBroken` says of the first entry of a stretch that misfits. The task of a process."""
    with reading(_engine(url)) as connection:
        try:
            store.check(connection, Head(after, store.link_at(connection, after)), until)
        except ChainBroken as broken:
            return broken.position, broken.event_id, broken.why
    return None


@lru_cache(maxsize=1)
def _engine(url: str) -> Engine:
    return open_database(url)
