"""A newsroom, an archive and a fetch as in production, but for the delay and the timeout."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.newsroom import Newsroom
from tracker.collect.archive import Archive
from tracker.collect.fetching import Fetched, Wanted, fetch
from tracker.settings import Settings

NOW = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)
SETTINGS = Settings(delay_s=0, timeout_s=1.5, max_body_bytes=1_000_000, allowed_networks="127.0.0.0/8")

Fetch = Callable[..., list[Fetched]]


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as newsroom:
        yield newsroom


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


@pytest.fixture
def fetched(archive: Archive) -> Fetch:
    """Fetch these, each call in an event loop of its own."""

    def run(*wanted: Wanted, settings: Settings = SETTINGS) -> list[Fetched]:
        return asyncio.run(fetch(wanted, settings, archive, lambda: NOW))

    return run


def feed(url: str, **known: str | None) -> Wanted:
    return Wanted(url, "feed", "test", **known)


def article(url: str, **known: str | None) -> Wanted:
    return Wanted(url, "article", "test", **known)
