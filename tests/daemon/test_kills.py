"""Killed at random moments while collecting and appending: after the next start nothing is lost, nothing is double."""

import json
import time
from collections import Counter
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

from tests.city import City
from tests.collectors import clock
from tests.newsroom import Newsroom
from tests.operators import Operator
from tests.services import Service
from tracker.db.session import open_database, reading
from tracker.events import store
from tracker.pipeline.cycle import replay
from tracker.pipeline.rhythm import is_audit_day

KILLS = 50
SPEED = 3_600.0  # an hour a second: a page that was under way when its collector died is tried again in seconds


def collected(url: str) -> Counter[str]:
    engine = open_database(url)
    try:
        with reading(engine) as connection:
            events = [e for e in store.read(connection) if e.type == "coverage_collected"]
    finally:
        engine.dispose()
    addresses = [json.loads(entry.payload)["url"] for entry in events]
    return Counter(address for address in addresses if address.startswith("http://127.0.1."))


def check_whole(url: str, city: City, due: set[str]) -> None:
    """Every item once, the log verifies, and the projections equal a rebuild. due: what must be there; papers go on."""
    found = collected(url)
    assert due <= set(found) <= city.published()
    assert set(found.values()) == {1}
    engine = open_database(url)
    replay(engine)  # a cycle that is stopped leaves its events to the next one's projections
    with reading(engine) as connection:
        head = store.verify(connection)
        keys = [entry.key for entry in store.read(connection)]
        before = _projected(connection)
    assert len(set(keys)) == len(keys) == head.position
    replay(engine, anew=True)
    with reading(engine) as connection:
        assert _projected(connection) == before
    engine.dispose()


def _projected(connection: object) -> list[object]:
    queries = ("happening ORDER BY id", "happening_evidence ORDER BY happening, position", "model ORDER BY name")
    return [connection.execute(text(f"SELECT * FROM {query}")).all() for query in queries]  # type: ignore[attr-defined]


def wait_for_all(url: str, city: City, services: list[Service]) -> set[str]:
    """Everything that was published by the time at which all of it had been collected."""
    until = time.monotonic() + 240
    while not (published := city.published()) <= set(collected(url)):
        assert time.monotonic() < until, sorted(published - set(collected(url)))
        assert all(service.process.poll() is None for service in services), [s.lines for s in services]
        time.sleep(1)
    return published


@pytest.mark.timeout(900)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_daemon_killed_fifty_times_loses_and_doubles_nothing(database_url: str, tmp_path: Path) -> None:
    random, start = Random(50), time.time()
    with Newsroom() as unused, City(10, clock(start, SPEED)) as city:
        operator = Operator(unused, tmp_path, database_url)
        city.write_sources(operator.sources)
        assert operator.tracker("db", "upgrade").returncode == 0
        assert operator.tracker("report").returncode == 0
        for _ in range(KILLS):
            with Service(operator, clock=(start, SPEED, None), TRACKER_TICK_S="0.05") as service:
                service.wait_for("at work")
                time.sleep(random.uniform(0, 1.5))  # killed at the end of the block
        with Service(operator, clock=(start, SPEED, None), TRACKER_TICK_S="0.05") as service:
            due = wait_for_all(database_url, city, [service])
            assert service.end() == 0
        check_whole(database_url, city, due)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_of_three_collectors_one_is_killed_again_and_again_and_the_others_do_its_work(
    database_url: str, tmp_path: Path
) -> None:
    random, start, kills = Random(3), time.time(), []
    with Newsroom() as unused, City(30, clock(start, SPEED / 4)) as city:
        operator = Operator(unused, tmp_path, database_url)
        city.write_sources(operator.sources)
        assert operator.tracker("report").returncode == 0

        def hours() -> float:
            return (city.clock() - city.start).total_seconds() / 3_600

        def collector(name: str) -> Service:
            (tmp_path / name).mkdir(exist_ok=True)
            when = (start, SPEED / 4, None)
            return Service(operator, clock=when, TRACKER_DATA_DIR=str(tmp_path / name), TRACKER_TICK_S="0.05")

        with collector("a") as first, collector("b") as second:
            for _ in range(8):
                with collector("c") as third:
                    third.wait_for("at work")
                    time.sleep(random.uniform(0, 3))
                    began = hours()
                kills.append((began, hours()))
            due = wait_for_all(database_url, city, [first, second])
            assert (first.end(), second.end()) == (0, 0)
        check_whole(database_url, city, due)
        engine = open_database(database_url)
        with reading(engine) as connection:
            assert connection.execute(text("SELECT count(*) FROM claim")).scalar() == 0
            positions = [entry.position for entry in store.read(connection)]
            query = text("SELECT source, started_at, elapsed_ms, outcome, detail FROM fetch_attempt ORDER BY id")
            attempts = [tuple(row) for row in connection.execute(query)]
        engine.dispose()
        assert positions == list(range(1, len(positions) + 1))
        # A rhythm is learned down to a quarter of the listed hour, less a tenth of jitter. What a collector was killed
        # over is asked for again by another: nobody but the server knows that it had been asked. And on the days when
        # its validators are audited, a feed with news is asked once more with those of before.
        for host, polls in city.polls("fair").items():
            source, audits = f"paper-{host.rsplit('.')[-1]}", set()
            for before, after in pairwise(polls):
                day = (city.start + timedelta(hours=after)).date()
                if after - before > 0.2 or any(begun <= after and before <= ended for begun, ended in kills):
                    continue
                assert is_audit_day(source, day), (
                    host,
                    before,
                    after,
                    kills,
                    str(city.start),
                    [one for one in attempts if one[0] == source],
                )
                assert day not in audits, (host, before, after)
                audits.add(day)
