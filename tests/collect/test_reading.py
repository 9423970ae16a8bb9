"""Every kind of source, by pages like the real ones."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from string import Template
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.newsroom import PAGES
from tracker.collect.entries import Entry
from tracker.collect.reading import listing_of
from tracker.errors import UnreadableFeed
from tracker.pipeline.surfaces import TEXTS
from tracker.records import Snapshot, Source, SourceKind

KINDS = sorted(set(get_args(SourceKind)) - set(TEXTS))  # those are read by tracker.pipeline.surfaces


def page(name: str) -> bytes:
    return (PAGES / "kinds" / name).read_bytes()


def snapshot(body: bytes, url: str, content_type: str = "") -> Snapshot:
    now = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)
    return Snapshot(sha256(body).hexdigest(), url, url, now, 200, content_type, body)


def source(kind: SourceKind, url: str = "https://example.org/", **hints: str) -> Source:
    return replace(Source("a-source", url, kind, "Somebody", "press", 3600), **hints)


def entries(kind: SourceKind, body: bytes, url: str, content_type: str = "", **hints: str) -> tuple[Entry, ...]:
    return listing_of(source(kind, url, **hints), snapshot(body, url, content_type)).entries


@pytest.mark.parametrize(
    ("name", "url", "title", "day"),
    [
        ("feed-091.xml", "https://journal.example.fr/a", "Meta libère Llama", None),
        ("feed-10.rdf", "https://watch.example.jp/1.html?ref=rss", "MetaがLlama 5を公開", "2026-11-20"),
        ("feed.atom", "https://blog.example.net/llama-muse/", "Llama & Muse", "2026-11-20"),
        ("feed.json", "https://blog.example.net/2026/meta-licence", "Meta's new licence", "2026-11-20"),
    ],
)
def test_a_feed_of_every_age(name: str, url: str, title: str, day: str | None) -> None:
    first = entries("feed", page(name), "https://blog.example.net/feed")[0]

    assert (first.url, first.title, first.published_on) == (url, title, day)


def test_a_note_of_a_json_feed_that_has_no_page_is_read_from_the_feed() -> None:
    _, note = entries("feed", page("feed.json"), "https://notes.example.org/feed.json")

    assert note.complete
    assert note.text == note.title == "A short note on Llama, with no page of its own."
    assert note.url.startswith("https://notes.example.org/feed.json#")


def test_an_item_of_rss_that_has_no_page_is_read_from_the_feed() -> None:
    body = b"<rss version='2.0'><channel><item><description>Only a note.</description></item></channel></rss>"

    (note,) = entries("feed", body, "https://example.org/feed")

    assert (note.text, note.complete) == ("Only a note.", True)


def test_a_news_sitemap_lists_pages_newest_first_and_no_pictures() -> None:
    found = entries("sitemap", page("sitemap-news.xml"), "https://paper.example.org/news.xml")

    assert [(entry.title, entry.published_on) for entry in found] == [
        ("Sieg Im Pokal 1235", "2026-11-21"),
        ("Meta kündigt Llama 5 an", "2026-11-20"),
    ]
    assert found[1].url == "https://paper.example.org/tech/meta-kuendigt-llama-5-an-1234.html"
    assert "Llama" in found[1].summary


def test_a_sitemap_takes_the_pages_that_its_pattern_names() -> None:
    found = entries(
        "sitemap", page("sitemap-news.xml"), "https://paper.example.org/n.xml", links="https://paper.example.org/tech/*"
    )

    assert [entry.title for entry in found] == ["Meta kündigt Llama 5 an"]


def test_an_index_of_sitemaps_points_to_the_newest() -> None:
    listing = listing_of(source("sitemap"), snapshot(page("sitemap-index.xml"), "https://paper.example.org/index.xml"))

    assert listing.entries == ()
    assert listing.further == tuple(f"https://paper.example.org/news-{number}.xml" for number in (2, 3, 4))


def test_a_packed_sitemap_is_unpacked() -> None:
    import gzip

    packed = gzip.compress(page("sitemap-news.xml"))

    assert len(entries("sitemap", packed, "https://paper.example.org/news.xml.gz")) == 2


def test_a_listing_gives_the_articles_with_their_days() -> None:
    found = entries("listing", page("listing.html"), "https://ai.example.com/blog/")

    assert [(entry.url, entry.title, entry.published_on) for entry in found] == [
        ("https://ai.example.com/blog/muse-spark-open-weights/", "Muse Spark: open weights for everyone", "2026-10-15"),
        ("https://ai.example.com/blog/sam-3d/", "Introducing SAM 3D", "2026-09-30"),
        ("https://ai.example.com/blog/llama-stack-one/", "Building with Llama Stack 1.0 at scale", "2026-08-04"),
    ]
    assert "We are releasing the weights" in found[0].summary


def test_a_listing_is_read_where_and_for_what_its_hints_say() -> None:
    url, body = "https://ai.example.com/blog/", page("listing.html")

    assert entries("listing", body, url, within=".grid")[0].title == "Introducing SAM 3D"
    elsewhere = entries("listing", body, url, links="https://about.example.org/news/*/*")
    assert [entry.url for entry in elsewhere] == ["https://about.example.org/news/2026/10/elsewhere/"]
    with pytest.raises(UnreadableFeed, match="no link to an article") as nothing:
        entries("listing", body, url, within=".gone")
    assert nothing.value.outcome == "empty"


@pytest.mark.parametrize(
    "link", ["<p><a href='/a/{0}'>An article of this number {0}</a></p>", "<a href='/a/b'>The same article</a>"]
)
def test_of_a_flood_of_links_the_first_are_read(link: str) -> None:
    body = "".join(link.format(number) for number in range(100_000)).encode()

    assert 1 <= len(entries("listing", body, "https://example.org/a/")) <= 500


def test_a_search_gives_what_it_found() -> None:
    found = entries("search", page("search.json"), "https://api.example.org/doc?query=x")

    assert [(entry.url, entry.title, entry.published_on) for entry in found] == [
        ("https://kabar.example.id/meta-llama-5", "Meta rilis Llama 5, model terbuka", "2026-11-20"),
        ("https://paper.example.com/a", "Why Meta 's licence matters: a guide", "2026-11-19"),
    ]


def test_a_search_that_answers_a_feed_is_read_as_one_without_the_names_of_papers() -> None:
    (found,) = entries("search", page("search-news.xml"), "https://news.example.com/rss/search?q=x")

    assert found.title == "Meta libera Muse Spark con pesos abiertos"
    assert found.published_on == "2026-10-15"


def test_a_search_that_is_told_to_wait_says_so() -> None:
    with pytest.raises(UnreadableFeed) as unreadable:
        entries("search", b"Please limit requests to one every 5 seconds", "https://api.example.org/doc")

    assert unreadable.value.outcome == "not_a_feed"


def test_releases_of_a_repository_carry_their_notes_and_its_name() -> None:
    url = "https://forge.example.com/meta-llama/llama-models/releases.atom"
    first, second = entries("repository", page("releases.atom"), url)

    assert first.title == "meta-llama/llama-models: v0.3.0"
    assert first.text == "Llama 5\nAdds the Llama 5 Community License."
    assert first.complete
    assert second.complete


def test_commits_of_a_repository_carry_their_messages() -> None:
    (commit,) = entries(
        "repository", page("commits.atom"), "https://forge.example.com/facebookresearch/sam3/commits.atom"
    )

    assert commit.title == "facebookresearch/sam3: Update LICENSE: nicer formatting"
    assert commit.published_on == "2026-11-19"
    assert "SAM License moves to its last version" in (commit.text or "")


def test_releases_and_commits_of_an_api_are_the_same() -> None:
    url = "https://api.forge.example.com/repos/meta-llama/llama-models/releases"
    release, commit = entries("repository", page("releases.json"), url)

    assert (release.title, release.published_on) == ("meta-llama/llama-models: v0.3.0", "2026-10-15")
    assert release.text == "## Llama 5\nAdds the Llama 5 Community License."
    assert (commit.title, commit.published_on) == ("meta-llama/llama-models: Fix a link", "2026-10-16")


def test_a_hub_lists_its_public_models_by_the_day_they_were_made() -> None:
    found = entries("hub", page("hub.json"), "https://hub.example.co/api/models?author=meta-llama")

    assert [(entry.url, entry.published_on) for entry in found] == [
        ("https://hub.example.co/meta-llama/Llama-5-70B", "2026-11-18"),
        ("https://hub.example.co/meta-llama/Llama-Guard-5", "2026-11-01"),
    ]
    assert found[0].summary == "text-generation, transformers, license:llama5, gated: manual"


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("package.xml", "https://index.example.org/rss/project/llama-models/releases.xml"),
        ("package.json", "https://index.example.org/doc/llama-models/json"),
    ],
)
def test_a_package_lists_its_releases(name: str, url: str) -> None:
    found = entries("package", page(name), url)

    assert [(entry.url, entry.title, entry.published_on) for entry in found] == [
        ("https://index.example.org/project/llama-models/0.3.0/", "llama-models 0.3.0", "2026-10-15"),
        ("https://index.example.org/project/llama-models/0.2.9/", "llama-models 0.2.9", "2026-09-01"),
    ]
    assert all(entry.complete for entry in found)


def test_an_essay_is_a_new_entry_when_its_text_changes_and_only_then() -> None:
    essay = Template(page("essay.html").decode())
    versions = [("a1", "It ends here."), ("b2", "It ends here."), ("b2", "It ends elsewhere, with one more thought.")]
    first, second, third = (
        entries("page", essay.substitute(session=session, more=more).encode(), "https://www.example.com/essay/")[0]
        for session, more in versions
    )

    assert first == second
    assert first.url != third.url
    assert first.url.startswith("https://www.example.com/essay/#")
    assert (first.title, first.published_on, first.complete) == ("Personal superintelligence", "2025-07-30", True)
    assert "careful about what we choose to open source" in (first.text or "")


def test_a_file_is_a_new_entry_when_it_changes_and_its_lines_stand() -> None:
    url = "https://raw.example.com/meta-llama/llama-models/main/models/llama5/LICENSE"
    (first,) = entries("file", page("file.txt"), url, "text/plain; charset=utf-8")
    (second,) = entries("file", page("file.txt") + b"\nv. One more.\n", url, "text/plain; charset=utf-8")

    assert first.title == "meta-llama/llama-models: LICENSE"
    assert first.text is not None
    assert first.text.encode() == page("file.txt")
    assert first.url != second.url


def test_a_page_in_place_of_a_file_is_none() -> None:
    with pytest.raises(UnreadableFeed, match="a page of markup"):
        entries("file", b"<!DOCTYPE html><html><body><p>Sign in</p></body></html>", "https://raw.example.com/a/b/c")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" \n",
        b"{",
        b"[]",
        b"{}",
        b"null",
        b'"text"',
        b"[" * 100_000,
        b'[{"id": 3, "tags": 4}, {"commit": 1}]',
        b'{"articles": 3}',
        b'{"info": {"name": "x"}, "releases": {"1": 3}}',
        b"<",
        b"<html>",
        b"<urlset/>",
        b"<sitemapindex/>",
        b"\x1f\x8bnot packed",
        b"\x00\xff\xfe",
        b"<a href='http://[::1'>what an address</a>",
        b"/etc/hostname",
    ],
    ids=lambda body: repr(body[:24]),
)
def test_whatever_comes_is_an_entry_or_the_error(kind: SourceKind, body: bytes) -> None:
    try:
        said = [entry.url for entry in entries(kind, body, "https://example.org/a/")]
    except UnreadableFeed as unreadable:
        said = [unreadable.outcome, str(unreadable)]
    assert said
    assert all(one and "\n" not in one for one in said)


@given(st.sampled_from([kind for kind in KINDS if kind != "page"]), st.binary(max_size=200))
def test_any_bytes_give_entries_or_the_error(kind: SourceKind, body: bytes) -> None:
    try:
        entries(kind, body, "https://example.org/a/")
    except UnreadableFeed:
        return


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["id", "items", "articles", "url", "html_url", "commit", "tag_name", "info", "releases", "tags"]),
        inner,
        max_size=3,
    ),
    max_leaves=8,
)  # fmt: skip


@given(st.sampled_from(["feed", "search", "repository", "hub", "package"]), JSON)
def test_any_json_gives_entries_or_the_error(kind: SourceKind, value: object) -> None:
    head = {"version": "https://jsonfeed.org/version/1.1"} if kind == "feed" and isinstance(value, dict) else {}
    body = json.dumps({**head, **value} if isinstance(value, dict) else value)
    try:
        entries(kind, body.encode(), "https://example.org/a/", "application/json")
    except UnreadableFeed:
        return


def test_a_sitemap_that_is_a_trap_is_read_without_harm() -> None:
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    trap = (
        f'<!DOCTYPE urlset [<!ENTITY a0 "ha"><!ENTITY file SYSTEM "file:///etc/hostname">{laughs}]>'
        "<urlset><url><loc>https://example.org/a</loc><title>&a9;&file;</title></url></urlset>"
    )
    try:
        (entry,) = entries("sitemap", trap.encode(), "https://example.org/sitemap.xml")
    except UnreadableFeed:
        return
    assert len(entry.title) <= 500
