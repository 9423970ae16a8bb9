"""Of articles whose publishers reserve text and data mining, title, address and day are kept, and nothing else."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.newsroom import Item, Newsroom, page
from tests.pipeline.conftest import Watch
from tracker.db.session import reading
from tracker.report.why import to_json, to_text, why

TITLE = "Meta releases Llama 9 under the Apache 2.0 licence"
WORDS = "a sentence that its publisher reserves"
BODY = (
    f"<p>Meta released Llama 9 on Thursday with open weights, {WORDS}. Anyone can download the model.</p>"
    "<p>The model is available under the Apache 2.0 licence, the company said. It has 12 billion parameters and was "
    "trained over the summer. Developers can use it commercially, and without asking.</p>"
    "<p>It is the second open model of the family this year, after a smaller one that came out in August.</p>"
)
URL = "/en/reserved"


def listed(newsroom: Newsroom, watch: Watch, **headers: str) -> None:
    """A feed with one relevant entry, whose page has these headers."""
    html = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{BODY}</article></body></html>"
    newsroom.serve(URL, page(html, headers={name.replace("_", "-"): value for name, value in headers.items()}))
    item = f"<item><title>{TITLE}</title><link>{URL}</link><pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate></item>"
    watch.at(newsroom.serve("/f", page(f"<rss version='2.0'><channel>{item}</channel></rss>", "text/xml")))


def events(watch: Watch) -> list[tuple[str, dict[str, object]]]:
    with reading(watch.engine) as connection:
        rows = connection.execute(text("SELECT type, payload FROM event ORDER BY position")).all()
    return [(row.type, json.loads(row.payload)) for row in rows]


def stored(folder: Path) -> bytes:
    import gzip

    files = [path for path in folder.rglob("*") if path.is_file()]
    return b"".join(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in files)


def recorded(watch: Watch) -> list[str]:
    with reading(watch.engine) as connection:
        return [json.loads(one) for one in connection.execute(text("SELECT reserved FROM snapshot")).scalars() if one]


@pytest.mark.parametrize("way", ["header", "tdmrep", "robots"])
def test_only_title_address_and_day_are_kept_of_what_is_reserved(watch: Watch, newsroom: Newsroom, way: str) -> None:
    listed(newsroom, watch, **({"TDM_Reservation": "1"} if way == "header" else {}))
    if way == "tdmrep":
        newsroom.serve(
            "/.well-known/tdmrep.json", page('[{"location": "/en/", "tdm-reservation": 1}]', "application/json")
        )
    if way == "robots":
        newsroom.robots = page("# Text and data mining is not permitted.\nUser-agent: *\nDisallow:\n", "text/plain")

    tally = watch.poll()

    assert (tally.failures, tally.articles) == ([], 1)
    [(sort, payload)] = events(watch)
    assert sort == "coverage_collected"
    assert (payload["title"], payload["published_on"]) == (TITLE, "2026-11-20")
    assert str(payload["url"]).endswith(URL)
    assert WORDS.encode() not in stored(watch.folder)
    [said] = recorded(watch)
    assert said


def test_by_a_setting_it_is_recorded_and_no_more(watch: Watch, newsroom: Newsroom) -> None:
    listed(newsroom, watch, TDM_Reservation="1")

    watch.poll(respect_reservations=False)

    assert {"coverage_collected", "release"} <= {sort for sort, _ in events(watch)}
    assert recorded(watch) == [["header tdm-reservation: 1"]]


def test_what_was_reserved_is_shown_under_what_was_read(watch: Watch, newsroom: Newsroom) -> None:
    listed(newsroom, watch, TDM_Reservation="1")
    watch.poll(respect_reservations=False)

    with reading(watch.engine) as connection:
        chain = why(connection, "e1")

    assert chain is not None
    assert "  reserved: header tdm-reservation: 1\n" in to_text(chain)
    assert json.loads(to_json(chain))["events"][0]["snapshot"]["reserved"] == ["header tdm-reservation: 1"]


def test_what_reserves_training_alone_is_recorded_and_read(watch: Watch, newsroom: Newsroom) -> None:
    newsroom.robots = page("User-agent: *\nContent-Signal: search=yes, ai-train=no\nDisallow:\n", "text/plain")
    listed(newsroom, watch)

    watch.poll()

    assert "release" in {sort for sort, _ in events(watch)}
    assert recorded(watch) == [["robots.txt Content-Signal: ai-train=no"]]


def test_the_file_of_reservations_is_asked_for_once_a_day_and_only_for_articles(
    watch: Watch, newsroom: Newsroom
) -> None:
    listed(newsroom, watch)
    watch.poll()
    watch.poll()
    assert newsroom.count("/.well-known/tdmrep.json") == 1

    newsroom.forget()
    newsroom.publish(Item("tram", "Another tram line", "Text."))
    watch.at(newsroom.feed("en")).later(days=2).poll(max_articles_per_source=0)
    assert newsroom.count("/.well-known/tdmrep.json") == 0


def test_summaries_of_a_reserved_feed_are_not_kept(watch: Watch, newsroom: Newsroom) -> None:
    item = f"<item><title>{TITLE}</title><link>{URL}</link><description>{WORDS}</description></item>"
    feed = page(f"<rss version='2.0'><channel>{item}</channel></rss>", "text/xml", headers={"TDM-Reservation": "1"})
    watch.at(newsroom.serve("/f", feed)).poll(max_articles_per_source=0)

    with reading(watch.engine) as connection:
        assert connection.execute(text("SELECT title, summary FROM page")).one() == (TITLE, "")
