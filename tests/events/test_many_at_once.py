"""Eight processes append while two follow: nothing is skipped, doubled or out of order."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tracker.db.session import reading
from tracker.events import store

ROOT = Path(__file__).parent.parent.parent
WRITERS, EVENTS = 8, 20_000


def started(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "ignore", "-m", "tests.writers", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.timeout(300)
def test_eight_writers_and_two_followers(engine: Engine, database_url: str) -> None:
    batches, size = EVENTS // WRITERS // 25, 25
    followers = [started("follow", database_url, EVENTS) for _ in range(2)]
    writers = [started("append", database_url, f"w{n}", batches, size) for n in range(WRITERS)]

    told = [process.communicate(timeout=240) for process in writers + followers]

    assert [process.returncode for process in writers + followers] == [0] * (WRITERS + 2), told
    for said, _ in told[WRITERS:]:
        assert said.split("\n")[1] == " ".join(map(str, range(1, EVENTS + 1)))
    with reading(engine) as connection:
        keys = [entry.key for entry in store.read(connection)]
        assert store.verify(connection).position == EVENTS
    assert len(set(keys)) == EVENTS
    for n in range(WRITERS):
        mine = [key for key in keys if key.startswith(f"w{n}/")]
        assert mine == [f"w{n}/{batch}/{place}" for batch in range(batches) for place in range(size)]
