"""Killed anywhere, out of disk, or with a disk that lies: the log verifies, and what was acknowledged is there."""

import multiprocessing
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine, text

from tests import faults, writers
from tests.facts import draft
from tracker.db.migrate import upgrade
from tracker.db.session import open_database, reading, writing
from tracker.errors import TrackerError
from tracker.events import store

ROOT = Path(__file__).parent.parent.parent
KILLS = 17  # of each of six kinds of work on each of two databases: 204 in all
BATCH = 20
NOW = datetime(2026, 11, 21, tzinfo=UTC)


FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload(["tests.writers"])


class Victim:
    """A process that works for ever, until it is killed. said: what it had acknowledged by then."""

    def __init__(self, *arguments: object) -> None:
        ours, theirs = FORKED.Pipe(duplex=False)
        self.process = FORKED.Process(target=writers.work, args=(theirs, *map(str, arguments)), daemon=True)
        self.process.start()
        theirs.close()
        self.pipe, self.said = open(os.dup(ours.fileno())), []  # noqa: SIM115, PTH123  a descriptor, closed by kill
        ours.close()
        assert self.pipe.readline() == "ready\n"
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        # a line that was cut off by the kill acknowledges nothing
        self.said += [line.rstrip() for line in self.pipe if line.endswith("\n")]

    def kill(self) -> list[str]:
        self.process.kill()
        self.process.join()
        self._reader.join()
        self.pipe.close()
        return self.said


def killed_at_random(random: Random, *arguments: object) -> list[str]:
    victim = Victim(*arguments)
    time.sleep(random.uniform(0, 0.12))
    return victim.kill()


def keys_in(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        store.verify(connection)
        return [entry.key for entry in store.read(connection)]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("size", [1, BATCH])
def test_killed_while_appending_no_acknowledged_event_is_lost_and_no_batch_is_half(
    engine: Engine, database_url: str, size: int
) -> None:
    random, acknowledged = Random(size), set()
    for round_ in range(KILLS):
        acknowledged |= set(killed_at_random(random, "append", database_url, f"r{round_}", 0, size))

    keys = keys_in(engine)

    assert acknowledged
    assert acknowledged <= set(keys)
    assert len(keys) == len(set(keys))
    sizes = Counter(key.rpartition("/")[0] for key in keys)
    assert set(sizes.values()) == {size}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("work", ["rebuild", "purge", "migrate"])
def test_killed_at_other_work_the_next_start_finds_all_in_order(engine: Engine, database_url: str, work: str) -> None:
    random = Random(work)
    with writing(engine) as connection:
        store.append(connection, [draft(f"k{n}", subject=f"Llama {n}") for n in range(50)], NOW)
    for _ in range(KILLS):
        purged = killed_at_random(random, work, database_url)
        again = open_database(database_url)
        upgrade(again)
        with reading(again) as connection:
            at = store.verify(connection).position
            assert at == 50 or work == "migrate"
            rows = connection.execute(text("SELECT sha256, text, purged_at FROM document")).all()
            assert all((row.text is None) == (row.purged_at is not None) for row in rows)
            assert work != "purge" or set(purged) <= {row.sha256 for row in rows if row.text is None}
            told = connection.execute(text("SELECT count(*) FROM happening")).scalar()
            noted = connection.execute(text("SELECT count(*) FROM checkpoint")).scalar()
            assert (told, noted) in {(50, 1), (0, 0)}, "tables and checkpoint are written together"
        again.dispose()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_killed_while_copying_a_backup_is_whole_or_not_there(engine: Engine, database_url: str, tmp_path: Path) -> None:
    random, file = Random(7), tmp_path / "copy.db"
    with writing(engine) as connection:
        store.append(connection, [draft(f"k{n}") for n in range(3_000)], NOW)
    for _ in range(2 * KILLS):
        file.unlink(missing_ok=True)
        killed_at_random(random, "backup", database_url, file)
        if file.exists():
            copy = open_database(f"sqlite:///{file}")
            with reading(copy) as connection:
                assert store.verify(connection).position == 3_000
            copy.dispose()
    assert len(keys_in(engine)) == 3_000


@pytest.mark.skipif(not faults.SUPPORTED, reason="faults are injected by seccomp, on Linux on x86-64 or 64-bit ARM")
@pytest.mark.parametrize("fault", ["disk_full", "sync_fails"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_disk_that_fails_is_one_clear_line_and_nothing_is_half(engine: Engine, database_url: str, fault: str) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "tests.writers", "append-until", database_url, fault]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)

    lines = done.stdout.splitlines()
    assert lines[:5] == [f"acknowledged {n}" for n in range(5)], done.stderr
    assert all(line.startswith(("refused 5 the database: ", "refused 6 the", "refused 7 the")) for line in lines[5:])
    assert (len(lines), done.returncode) == (8, 0), done.stderr
    keys = keys_in(engine)
    assert [f"{fault}/{batch}/{n}" for batch in range(5) for n in range(10)] == keys[:50]
    assert all(count == 10 for count in Counter(key.rpartition("/")[0] for key in keys).values())
    with writing(engine) as connection:
        store.append(connection, [draft("afterwards")], NOW)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_locked_database_is_waited_for_and_then_one_clear_line(engine: Engine, database_url: str) -> None:
    other = open_database(database_url)
    with writing(engine):
        with other.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=50")
        with pytest.raises(TrackerError, match="locked"), writing(other):
            pass
    other.dispose()
