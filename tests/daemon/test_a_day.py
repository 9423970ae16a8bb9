"""A day in minutes: sixty papers that fail, dawdle, block, move and change, and a daemon whose clock runs fast."""

import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.city import City
from tests.collectors import clock
from tests.newsroom import Newsroom
from tests.operators import Operator
from tests.services import Service
from tracker.daemon import beat
from tracker.db.session import open_database, reading, writing
from tracker.events import store
from tracker.pipeline.cycle import replay

SPEED = 900.0
DELAY_S = 0.1
CYCLES = 500


@pytest.fixture
def folder() -> Iterator[Path]:
    """In memory where there is such a place: it is not the disk that is tried here, and commits wait for the disk."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="tracker-day-", dir=memory if memory.is_dir() else None) as made:
        yield Path(made)


def collected(url: str) -> list[str]:
    """Addresses of what the log has, each as often as it stands there."""
    engine = open_database(url)
    with reading(engine) as connection:
        events = [
            json.loads(entry.payload)["url"] for entry in store.read(connection) if entry.type == "coverage_collected"
        ]
    engine.dispose()
    return [address for address in events if address.startswith("http://127.0.1.")]


def memory_kb(process: int) -> int:
    [line] = [line for line in Path(f"/proc/{process}/status").read_text().splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1])


def happenings(url: str) -> list[tuple[object, ...]]:
    engine = open_database(url)
    with reading(engine) as connection:
        rows = connection.execute(text("SELECT * FROM happening ORDER BY id")).all()
    engine.dispose()
    return [tuple(row) for row in rows]


@pytest.mark.timeout(600)
def test_a_day_of_sixty_papers_everything_is_in_the_log_once_and_every_host_is_left_its_peace(folder: Path) -> None:
    start = time.time()
    url = f"sqlite:///{folder / 'tracker.db'}"
    with Newsroom() as unused, City(60, clock(start, SPEED)) as city:
        operator = Operator(unused, folder, url)
        city.write_sources(operator.sources)
        settings = {"TRACKER_DELAY_S": str(DELAY_S), "TRACKER_TICK_S": "0.05"}
        with Service(operator, clock=(start, SPEED, None), **settings) as service:
            sizes: dict[int, int] = {}
            while time.time() - start < 400:
                assert service.process.poll() is None, service.lines
                sign = beat.last(folder)
                if sign is not None:
                    sizes[sign.cycles] = memory_kb(service.process.pid)
                    passed_h = (time.time() - start) * SPEED / 3600
                    if passed_h >= 26 and sign.cycles >= CYCLES and city.published() <= set(collected(url)):
                        break
                time.sleep(2)
            assert service.end() == 0, service.lines
        published, found = city.published(), collected(url)
        assert sorted(found) == sorted(published), "every item, once"
        assert len(published) >= 150

        gaps = [gap for each in city.gaps().values() for gap in each]
        assert min(gaps) > DELAY_S, "each host was left its pause"
        # Every half hour, doubled with each failure: twenty polls in these ten hours if nothing backed off.
        failing = city.polls("fails", 2, 12)
        assert all(len(polls) <= 7 for polls in failing.values()), failing
        assert any(failing.values()), "some were asked while they failed"
        assert all(city.polls("fails", 12).values()), "what failed is asked again"
        walls = city.polls("blocks")
        assert all(1 <= len(polls) <= 8 for polls in walls.values()), f"a wall is knocked at ever less: {walls}"
    for number, weather in ((paper.number, paper.weather) for paper in city.papers):
        told = [line for line in service.lines if f"paper-{number}:" in line or f"paper-{number}," in line]
        assert weather in ("fails", "blocks") or not told, told
    assert service.says("recovered: ")
    early, late = (min(size for at, size in sizes.items() if low <= at) for low in (CYCLES // 5, CYCLES))
    assert late < 1.15 * early, sizes
    before = happenings(url)
    engine = open_database(url)
    with reading(engine) as connection:
        store.verify(connection)
    with writing(engine) as connection:
        connection.execute(text("DELETE FROM checkpoint WHERE consumer LIKE 'projections%'"))
    replay(engine, anew=True)
    engine.dispose()
    assert happenings(url) == before
