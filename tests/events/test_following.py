"""Following the log: what is committed elsewhere is seen soon, in order, once."""

import threading
from datetime import UTC, datetime
from itertools import islice

from sqlalchemy import Engine

from tests.facts import draft
from tracker.db.session import open_database, reading, writing
from tracker.db.waiting import changes
from tracker.events import store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_a_follower_sees_every_entry_once_and_in_order(engine: Engine, database_url: str) -> None:
    seen: list[int] = []
    ready, enough = threading.Event(), threading.Event()

    def follow() -> None:
        follower = open_database(database_url)
        for _ in changes(follower, pause_s=0.02):
            with reading(follower) as connection:
                seen.extend(entry.position for entry in store.read(connection, after=seen[-1] if seen else 0))
            ready.set()
            if len(seen) >= 30:
                break
        follower.dispose()
        enough.set()

    thread = threading.Thread(target=follow, daemon=True)
    thread.start()
    assert ready.wait(10)
    for n in range(10):
        with writing(engine) as connection:
            store.append(connection, [draft(f"{n}/{m}") for m in range(3)], NOW)
    assert enough.wait(20), seen
    thread.join(5)

    assert seen == list(range(1, 31))


def test_nothing_new_is_not_news(engine: Engine) -> None:
    looks = list(islice(changes(engine, pause_s=0.01), 1))

    assert looks == [None]
