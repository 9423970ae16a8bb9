"""Entries that are known already cost nothing but the poll."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, event, text

from tests.newsroom import Newsroom, page
from tracker.db.session import reading
from tracker.pipeline.cycle import collect
from tracker.records import Source
from tracker.settings import Settings

FEEDS, ENTRIES = 10, 200
NOW = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)


def feed(number: int, issue: int, entries: int = ENTRIES) -> str:
    items = "".join(
        f"<item><title>Weather {number} {entry}</title><link>https://example.org/{number}/{entry}</link></item>"
        for entry in range(entries)
    )
    head = f"<title>Feed {number}</title><lastBuildDate>{issue}</lastBuildDate>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'


def test_a_cycle_in_which_nothing_is_new_does_not_touch_what_is_known(engine: Engine, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, delay_s=0, allowed_networks="127.0.0.0/8")
    asked: list[str] = []
    with Newsroom() as newsroom:
        paths = [f"/many/{number}.xml" for number in range(FEEDS)]
        sources = [
            Source(f"many-{n}", newsroom.url + path, "feed", "Many", "press", 3600) for n, path in enumerate(paths)
        ]

        def cycle(issue: int, entries: int = ENTRIES) -> int:
            for number, path in enumerate(paths):
                newsroom.serve(path, page(feed(number, issue, entries), "application/rss+xml"))
            asked.clear()
            tally = asyncio.run(collect(engine, sources, settings, lambda: NOW, everything=True))
            assert not tally.failures
            return tally.pages_seen

        assert cycle(1) == FEEDS * ENTRIES
        event.listen(engine, "before_cursor_execute", lambda *call: asked.append(call[2]))

        assert cycle(2) == 0

        assert not [statement for statement in asked if "INSERT INTO page" in statement]
        assert len(asked) < 40 * FEEDS
        assert cycle(3, ENTRIES + 1) == FEEDS
        assert sum("INSERT INTO page" in statement for statement in asked) == FEEDS
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM page")).scalar() == FEEDS * (ENTRIES + 1)
