"""Being told that something was committed: LISTEN on PostgreSQL, the data version on SQLite."""

import time
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Engine


def changes(engine: Engine, pause_s: float) -> Iterator[None]:
    """Once at the start, and then whenever another connection may have committed. Never ends by itself.

    pause_s: how long to wait between two looks on SQLite; on PostgreSQL a notification ends the wait at once.
    """
    yield
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        yield from _notified(driver, pause_s) if engine.dialect.name == "postgresql" else _versions(driver, pause_s)


def _notified(driver: Any, pause_s: float) -> Iterator[None]:
    driver.autocommit = True
    driver.execute("LISTEN tracker_log")
    yield  # what was committed between the reader's first look and LISTEN
    while True:
        # The time-out is for servers that do not pass notifications on (a pooler between us).
        for _ in driver.notifies(timeout=max(pause_s * 20, 1), stop_after=1):
            pass
        yield


def _versions(driver: Any, pause_s: float) -> Iterator[None]:
    seen = None
    while True:
        version = driver.execute("PRAGMA data_version").fetchone()[0]
        if version != seen:
            seen = version
            yield
        time.sleep(pause_s)
