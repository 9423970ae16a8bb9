"""Articles that change after they were read, and articles that are met twice."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.newsroom import Item, Newsroom, page
from tracker.collect.sources import load_sources
from tracker.db.session import reading, writing
from tracker.events import store
from tracker.events.chain import decoded
from tracker.pipeline.cycle import collect
from tracker.pipeline.tally import Tally
from tracker.projections.replay import project
from tracker.settings import Settings
from tracker.vocabulary import vocabulary

START = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
STORY = (
    "Meta released Llama 7 on Thursday, an open-weight language model that anyone can download.\n\n"
    "The model is available under the Apache 2.0 licence, the company said. It has 12 billion parameters and was "
    "trained over the summer, and developers can use it commercially.\n\nSeen by 12 readers."
)
ITEM = Item("llama-7", "Meta releases Llama 7", STORY, published=datetime(2026, 11, 20, 10, 0, tzinfo=UTC))


class Desk:
    """A collector whose clock we set."""

    def __init__(self, engine: Engine, newsroom: Newsroom, folder: Path) -> None:
        self.engine, self.newsroom, self.folder = engine, newsroom, folder
        self.now = START

    def cycle(self, after: timedelta = timedelta(), feeds: tuple[str, ...] = ("en",)) -> Tally:
        self.now += after
        sources = load_sources(self.newsroom.write_sources(self.folder / "sources.toml", feeds))
        settings = Settings(data_dir=self.folder, delay_s=0, timeout_s=5, allowed_networks="127.0.0.0/8")
        tally = asyncio.run(collect(self.engine, sources, settings, lambda: self.now))
        with writing(self.engine) as connection:
            project(connection, vocabulary())
        assert not tally.failures
        return tally

    def events(self, *types: str) -> list[dict[str, Any]]:
        with reading(self.engine) as connection:
            return [
                decoded(e.payload) | {"id": e.id, "type": e.type} for e in store.read(connection) if e.type in types
            ]

    def told(self) -> set[tuple[str, ...]]:
        with reading(self.engine) as connection:
            query = text("SELECT kind, subject, coalesce(licence, '-'), coalesce(happened_on, '-') FROM happening")
            return {tuple(row) for row in connection.execute(query)}


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> Iterator[Desk]:
    with Newsroom([ITEM]) as newsroom:
        yield Desk(engine, newsroom, tmp_path)


def test_an_article_that_changed_is_a_newer_version_and_no_new_article(desk: Desk) -> None:
    desk.cycle()
    before = desk.told()
    desk.newsroom.publish(replace(ITEM, text=STORY.replace("Apache 2.0 licence", "MIT licence")))

    desk.cycle(timedelta(hours=7))

    old, new = desk.events("coverage_collected")
    assert (new["former"], "former" in old) == (old["id"], False)
    assert old["document"] != new["document"]
    corrections = desk.events("correction")
    assert corrections
    assert {one["reason"] for one in corrections} == {"source_corrected"}
    assert any("Apache" in licence for _, _, licence, _ in before)
    assert not any("Apache" in licence for _, _, licence, _ in desk.told())
    assert any("MIT" in licence for _, _, licence, _ in desk.told())


def test_what_an_article_does_not_say_any_more_counts_no_more(desk: Desk) -> None:
    desk.cycle()
    told = desk.told()
    first = STORY.partition("\n\n")[0]
    desk.newsroom.publish(replace(ITEM, text=f"{first}\n\n{'Ships lay in the harbour, and people mended them. ' * 5}"))

    desk.cycle(timedelta(hours=7))

    withdrawn = [one for one in desk.events("correction") if one.get("withdraws")]
    assert len(withdrawn) == 1
    assert desk.told() < told


def test_an_article_without_change_is_asked_for_ever_more_seldom_and_adds_nothing(desk: Desk) -> None:
    desk.cycle()
    events = desk.events("coverage_collected", "release", "licence_change", "correction")
    asked = []

    for hours in (7, 2, 24, 48, 49):
        desk.cycle(timedelta(hours=hours))
        asked.append(desk.newsroom.count(ITEM.path))

    assert asked == [2, 2, 3, 3, 4], "six hours after it was read, a day later, four days later"
    assert desk.events("coverage_collected", "release", "licence_change", "correction") == events


def test_a_count_that_moves_on_the_page_is_no_change(desk: Desk) -> None:
    desk.cycle()
    desk.newsroom.publish(replace(ITEM, text=STORY.replace("Seen by 12", "Seen by 345")))

    desk.cycle(timedelta(hours=7))

    assert desk.newsroom.count(ITEM.path) == 2
    assert len(desk.events("coverage_collected")) == 1
    assert desk.events("correction") == []


def test_a_figure_of_a_claim_that_moves_is_a_change(desk: Desk) -> None:
    desk.cycle()
    desk.newsroom.publish(replace(ITEM, text=STORY.replace("12 billion", "14 billion")))

    desk.cycle(timedelta(hours=7))

    assert len(desk.events("coverage_collected")) == 2


def test_a_page_that_is_gone_keeps_what_it_said(desk: Desk) -> None:
    desk.cycle()
    told = desk.told()
    desk.newsroom.serve(ITEM.path, page("<h1>Not found</h1>", status=404))

    desk.cycle(timedelta(hours=7))
    desk.cycle(timedelta(days=400))

    assert desk.told() == told
    assert desk.newsroom.count(ITEM.path) == 2


def test_a_validator_spares_the_page(desk: Desk) -> None:
    path = ITEM.path
    body = "<html lang=en><head><title>Meta releases Llama 7</title></head><body><article>" + "".join(
        f"<p>{part}</p>" for part in STORY.split("\n\n")
    )
    desk.newsroom.serve(path, page(body, headers={"ETag": '"one"'}))
    desk.cycle()

    desk.cycle(timedelta(hours=7))

    asked = [one for one in desk.newsroom.requests if one.path == path]
    assert [one.headers.get("If-None-Match") for one in asked] == [None, '"one"']
    with reading(desk.engine) as connection:
        outcomes = connection.execute(
            text("SELECT outcome FROM fetch_attempt WHERE url LIKE :url ORDER BY id"), {"url": f"%{path}"}
        )
        assert outcomes.scalars().all() == ["new", "not_modified"]


AMP = """<html lang=en><head><title>Meta releases Llama 7</title><link rel=canonical href="{url}"></head>
<body><article><h1>Meta releases Llama 7</h1>{body}<p>Read more on our site.</p></article></body></html>"""
RSS = """<rss version="2.0"><channel><title>x</title><item><title>Meta releases Llama 7</title><link>{url}</link>
<description>Llama 7</description></item></channel></rss>"""


@pytest.mark.parametrize("path", ["/amp/en/llama-7", "/en/llama-7/amp", "/s/12345"])
def test_the_same_article_at_two_addresses_is_one(desk: Desk, path: str) -> None:
    body = "".join(f"<p>{part}</p>" for part in STORY.split("\n\n"))
    url = desk.newsroom.url
    desk.newsroom.serve(path, page(AMP.format(url=url + ITEM.path, body=body)))
    desk.newsroom.serve("/de/feed.xml", page(RSS.format(url=url + path), "application/rss+xml"))

    desk.cycle()
    desk.cycle(timedelta(hours=2), feeds=("en", "de"))

    assert len(desk.events("coverage_collected")) == 1
    assert len({(e["type"], e.get("subject")) for e in desk.events("release")}) == len(desk.events("release"))


def test_a_page_that_calls_another_its_own_address_by_mistake_is_an_article_still(desk: Desk) -> None:
    other = "".join(
        f"<p>Meta released Muse Quill {n}, a model with open weights, and told why at length.</p>" for n in range(9)
    )
    desk.newsroom.serve("/s/1", page(AMP.format(url=desk.newsroom.url + ITEM.path, body=other)))
    desk.newsroom.serve("/de/feed.xml", page(RSS.format(url=desk.newsroom.url + "/s/1"), "application/rss+xml"))

    desk.cycle()
    desk.cycle(timedelta(hours=2), feeds=("en", "de"))

    assert len(desk.events("coverage_collected")) == 2
