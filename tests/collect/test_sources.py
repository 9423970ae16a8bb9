"""A mistake in the list of sources is named with its file and line."""

from pathlib import Path
from typing import get_args

import pytest

from tests.newsroom import LANGUAGES, Newsroom
from tracker.collect.sources import load_sources, seconds_of
from tracker.errors import SeedError
from tracker.places import bundled
from tracker.records import Source, SourceKind

GOOD = """\
# A comment
[[source]]
name = "a-paper"
url = "https://example.org/feed"
kind = "feed"
publisher = "A Paper"
language = "de"
provenance = "press"
rhythm = "2h"

[[source]]
name = "meta"
url = "https://example.com/feed"
kind = "feed"
publisher = "Meta"
provenance = "primary"
rhythm = "30m"
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "sources.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_good_file_is_loaded_in_its_order(tmp_path: Path) -> None:
    assert load_sources(written(tmp_path, GOOD)) == (
        Source("a-paper", "https://example.org/feed", "feed", "A Paper", "press", 7200, "de"),
        Source("meta", "https://example.com/feed", "feed", "Meta", "primary", 1800, None),
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('language = "de"', 'langauge = "de"', 7, "no key 'langauge'; did you mean 'language'?"),
        ('kind = "feed"\npublisher = "Meta"', 'kind = "fede"\npublisher = "Meta"', 14, "did you mean 'feed'?"),
        ('provenance = "primary"', 'provenance = "editor"', 16, "expected primary or press"),
        ('rhythm = "30m"', 'rhythm = "often"', 17, 'such as "30m"'),
        ('rhythm = "30m"', 'rhythm = "5m"', 17, "from 10m to 31d"),
        ('rhythm = "30m"', "rhythm = 30", 17, "expected a text"),
        ('rhythm = "30m"\n', "", 11, "'meta' lacks 'rhythm'"),
        ('name = "a-paper"\n', "", 2, "lacks 'name'"),
        ('"https://example.com/feed"', '"example.com/feed"', 13, "starts with https://"),
        ('"https://example.com/feed"', '"https:// example.com"', 13, "starts with https://"),
        ('"https://example.com/feed"', '"https://example.org/feed"', 13, "stands in line 4 already"),
        ('name = "meta"', 'name = "a-paper"', 12, "stands in line 3 already"),
        ('name = "meta"', 'name = "Meta AI"', 12, "lower-case"),
        ('name = "meta"', 'name = ""', 12, "not empty"),
        ('language = "de"', 'language = "German"', 7, "language code"),
        ('language = "de"', 'text_at = "div["', 7, "a CSS selector"),
        ('publisher = "Meta"', "publisher = Meta", 15, "Invalid value"),
        ('publisher = "Meta"', 'publisher = "Meta"\npublisher = "Meta"', 16, "overwrite"),
        (
            'rhythm = "30m"',
            'rhythm = "30m"\nlinks = "https://example.com/*"',
            18,
            "only a source of kind listing or sitemap",
        ),
        (
            'kind = "feed"\npublisher = "Meta"',
            'kind = "listing"\nlinks = "/a/*"\npublisher = "Meta"',
            15,
            "whole addresses",
        ),
        (
            'kind = "feed"\npublisher = "Meta"',
            'kind = "listing"\nwithin = "a >"\npublisher = "Meta"',
            15,
            "CSS selector",
        ),
        ("# A comment", "[sources]", 1, "'sources' is nothing this file holds"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    assert old in GOOD
    path = written(tmp_path, GOOD.replace(old, new, 1))

    with pytest.raises(SeedError) as mistake:
        load_sources(path)

    assert str(mistake.value).startswith(f"{path}:{line}: ")
    assert says in str(mistake.value)
    assert "\n" not in str(mistake.value)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", '[source]\nname = "a"\n', "source = 3\n", "source = [1]\n"])
def test_a_file_without_sources_says_how_to_write_one(tmp_path: Path, text: str) -> None:
    with pytest.raises(SeedError, match=r"\[\[source\]\]"):
        load_sources(written(tmp_path, text))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"missing\.toml: cannot be read"):
        load_sources(tmp_path / "missing.toml")
    (tmp_path / "latin.toml").write_bytes(b'name = "caf\xe9"')
    with pytest.raises(SeedError, match=r"latin\.toml: cannot be read"):
        load_sources(tmp_path / "latin.toml")


@pytest.mark.parametrize(("text", "seconds"), [("10m", 600), ("2h", 7_200), ("1d", 86_400), ("1w", 604_800)])
def test_a_rhythm_is_a_number_and_a_unit(text: str, seconds: int) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "2", "h", "2 h", "2H", "-2h", "0h", "99w", "1.5h", "\u0662h"])
def test_anything_else_is_no_rhythm(text: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        seconds_of(text)


def test_the_sources_that_come_with_the_program_are_many_and_speak_many_languages() -> None:
    sources = load_sources(bundled("seeds/sources.toml"))

    assert len(sources) >= 90
    assert len({source.language for source in sources} - {None}) >= 20
    assert {source.kind for source in sources} >= set(get_args(SourceKind)) - {"package"}
    assert {source.provenance for source in sources if source.publisher == "Meta"} == {"primary"}
    assert all(source.url.startswith("https://") for source in sources)


def test_every_source_that_comes_with_the_program_says_what_to_know_about_it() -> None:
    tables = bundled("seeds/sources.toml").read_text("utf-8").split("\n\n")
    bare = [table for table in tables if table.startswith("[[source]]")]

    # Licences, policies and cards stand in groups under one comment.
    assert all('kind = "licence"' in one or 'kind = "policy"' in one or 'kind = "card"' in one for one in bare)


def test_the_newsroom_writes_a_good_file(tmp_path: Path) -> None:
    with Newsroom() as newsroom:
        sources = load_sources(newsroom.write_sources(tmp_path / "sources.toml", bad=["404", "hangs"]))

    assert [source.name for source in sources] == [f"newsroom-{one}" for one in LANGUAGES] + ["bad-404", "bad-hangs"]
