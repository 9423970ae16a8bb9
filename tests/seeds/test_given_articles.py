"""Every given text is described once, with nothing that its publication does not support."""

import tomllib
from pathlib import Path

from tracker.records import check_partial_date

TEXTS = Path("seeds/articles")
GIVEN = tomllib.loads(Path("seeds/articles.toml").read_text("utf-8"))["article"]


def test_each_text_is_described_once():
    assert sorted(article["file"] for article in GIVEN) == sorted(path.name for path in TEXTS.iterdir())


def test_titles_are_headlines_of_the_text_or_said_to_be_given():
    for article in GIVEN:
        lines = (TEXTS / article["file"]).read_text("utf-8").splitlines()
        assert article["title"] in lines or "no headline" in article["note"]


def test_dates_are_partial_dates_and_addresses_complete():
    for article in GIVEN:
        assert check_partial_date(article["published_on"])
        assert article.get("url", "https://").startswith("https://")
