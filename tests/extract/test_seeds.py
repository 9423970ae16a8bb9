"""The documents that the tracker is seeded with, read as a careful reader reads them."""

from typing import Any

import pytest
import yaml

from tests.extract.golden import HERE, as_text, missing, says
from tracker.extract.claims import claims_of
from tracker.places import bundled
from tracker.records import Article

SEEDS: list[dict[str, Any]] = yaml.safe_load((HERE / "seeds.yaml").read_text("utf-8"))
READINGS = [
    pytest.param(seed, published, title, id=f"{seed['article'][:3]}-{published}-{'titled' if title else 'untitled'}")
    for seed in SEEDS
    for published in seed["published"]
    for title in (seed["title"], "")
]


def article_of(seed: dict[str, Any], published: str, title: str) -> Article:
    text = (bundled("seeds/articles") / seed["article"]).read_text("utf-8")
    return Article(title, text, language=seed["language"], published_on=published)


@pytest.mark.parametrize(("seed", "published", "title"), READINGS)
def test_a_seed_article_says_what_a_reader_finds(seed: dict[str, Any], published: str, title: str) -> None:
    assert missing(claims_of(article_of(seed, published, title)), map(as_text, seed["required"])) == []


@pytest.mark.parametrize(("seed", "published", "title"), READINGS)
def test_a_seed_article_is_not_misread(seed: dict[str, Any], published: str, title: str) -> None:
    claims = claims_of(article_of(seed, published, title))

    assert [c for c in claims for wrong in map(as_text, seed["forbidden"]) if says(c, wrong)] == []
    allowed = [*map(as_text, seed["required"]), *map(as_text, seed["optional"])]
    assert [claim for claim in claims if not any(says(claim, facts) for facts in allowed)] == []
