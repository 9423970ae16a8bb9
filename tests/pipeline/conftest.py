"""A tracker whose clock is ours, beside a newsroom."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.newsroom import Newsroom
from tracker.db.session import reading, writing
from tracker.pipeline.cycle import collect
from tracker.pipeline.tally import Tally
from tracker.projections.replay import project
from tracker.records import Source
from tracker.settings import Settings
from tracker.vocabulary import vocabulary

START = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)


@dataclass
class Watch:
    """A tracker whose clock is ours."""

    engine: Engine
    folder: Path
    now: datetime = START
    source: Source = field(default_factory=lambda: Source("s", "", "feed", "P", "press", 3_600, "en"))

    def poll(self, *, everything: bool = True, **settings: Any) -> Tally:
        chosen = Settings(data_dir=self.folder, delay_s=0, timeout_s=3, allowed_networks="127.0.0.0/8", **settings)
        return asyncio.run(collect(self.engine, [self.source], chosen, lambda: self.now, everything=everything))

    def at(self, url: str, name: str = "s") -> "Watch":
        self.source = Source(name, url, "feed", "P", "press", 3_600, "en")
        return self

    def later(self, **spans: float) -> "Watch":
        self.now += timedelta(**spans)
        return self

    def state(self) -> Any:
        with reading(self.engine) as connection:
            return connection.execute(text("SELECT * FROM source_state")).one()

    def wait(self) -> timedelta:
        return datetime.fromisoformat(self.state().next_check_at) - self.now


def projected(engine: Engine) -> None:
    """Bring the projections to the head of the log."""
    with writing(engine) as connection:
        project(connection, vocabulary())


@pytest.fixture
def watch(engine: Engine, tmp_path: Path) -> Watch:
    return Watch(engine, tmp_path)


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as newsroom:
        yield newsroom
