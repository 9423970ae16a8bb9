"""Every outcome there is, each from a server that really behaves so; what is no content reaches no reader."""

import sqlite3
import tomllib
from html import escape
from typing import get_args

from tests.newsroom import BAD_MANNERS, PAGES, Item, page
from tests.operators import Operator
from tracker.collect.outcomes import CONTENT, WELL, Outcome

PRETENCES = {
    name: body
    for bodies in tomllib.loads((PAGES / "pretences.toml").read_text("utf-8")).values()
    for name, body in bodies.items()
}
OF_LICENCES = {"not_terms"}  # has its own tests
FEEDS = [name for name in BAD_MANNERS if name not in ("moved-for-good", "moved-for-now")]


def test_every_outcome_comes_from_a_server_that_behaves_so_and_only_content_is_read(sqlite_operator: Operator) -> None:
    newsroom = sqlite_operator.newsroom
    newsroom.write_sources(sqlite_operator.sources, ["en", "de"], bad=FEEDS)
    newsroom.serve("/private/feed.xml", page("never asked for"))
    pages = {name: newsroom.serve(f"/page/{name}", page(body)) for name, body in PRETENCES.items()}
    pages |= {manner: newsroom.bad(manner) for manner in BAD_MANNERS if not manner.endswith(".xml")}
    items = "".join(
        f"<item><title>Meta releases Llama 9</title><link>{escape(url)}</link></item>" for url in pages.values()
    )
    listing = newsroom.serve("/pages.xml", page(f"<rss version='2.0'><channel>{items}</channel></rss>", "text/xml"))
    with sqlite_operator.sources.open("a") as file:
        for name, url in [
            ("pages", listing),
            ("private", newsroom.url + "/private/feed.xml"),
            ("inside", "http://169.254.169.254/feed"),
            ("nobody", "http://127.0.0.1:1/feed"),
        ]:
            file.write(
                f'\n[[source]]\nname = "{name}"\nurl = "{url}"\nkind = "feed"\npublisher = "P"\nprovenance = "press"\n'
                'rhythm = "1h"\n'
            )

    first = sqlite_operator.tracker("run", TRACKER_MAX_ARTICLES_PER_SOURCE="100", TRACKER_MAX_BODY_BYTES="1000000")
    newsroom.publish(Item("another", "Another tram line", "Text."))
    sqlite_operator.tracker("run", "--all", TRACKER_MAX_BODY_BYTES="1000000")

    database = sqlite3.connect(sqlite_operator.folder / "tracker.db")
    attempts = database.execute("SELECT url, outcome, detail FROM fetch_attempt").fetchall()
    read = {url for (url,) in database.execute("SELECT url FROM page WHERE state = 'read'")}
    told = database.execute("SELECT count(*) FROM event WHERE type = 'coverage_collected' AND payload LIKE '%/page/%'")
    told_of = told.fetchone()[0]
    database.close()
    assert {outcome for _, outcome, _ in attempts} >= set(get_args(Outcome)) - OF_LICENCES, (
        "an outcome was never produced"
    )
    for url, outcome, detail in attempts:
        assert (detail == "") == (outcome in WELL), (url, outcome, detail)
        assert "\n" not in detail
    assert not read & {pages[name] for name in PRETENCES}
    assert read <= {url for url, outcome, _ in attempts if outcome in CONTENT}
    assert told_of == 0
    kinds = [line.split(": ")[1] for line in first.stderr.splitlines()]
    assert sorted(kinds) == sorted(set(kinds)), first.stderr
    assert first.returncode == 3
