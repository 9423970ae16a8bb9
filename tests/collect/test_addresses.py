"""One page has one address, however it is spelt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.collect.addresses import canonical_url, host_of, mark_of

SAME = [
    ("HTTPS://Example.ORG/A", "https://example.org/A"),
    ("https://example.org", "https://example.org/"),
    ("https://example.org:443/a", "https://example.org/a"),
    ("http://example.org:80/a", "http://example.org/a"),
    ("http://example.org:443/a", "http://example.org:443/a"),
    ("https://example.org./a", "https://example.org/a"),
    ("https://example.org/a#top", "https://example.org/a"),
    ("https://example.org/a/../b/./c", "https://example.org/b/c"),
    ("https://example.org/a/%2e%2E/b", "https://example.org/b"),
    ("https://example.org/../../b", "https://example.org/b"),
    ("https://example.org/a/..", "https://example.org/"),
    ("https://example.org/a/.", "https://example.org/a/"),
    ("https://example.org/a?utm_source=rss&id=3&UTM_Medium=feed&fbclid=x", "https://example.org/a?id=3"),
    ("https://example.org/a?utm_source=rss", "https://example.org/a"),
    ("https://example.org/a?b=2&a=1", "https://example.org/a?a=1&b=2"),
    ("https://example.org/a?&&a=1&", "https://example.org/a?a=1"),
    ("https://example.org/a?page=2&ref=home", "https://example.org/a?page=2&ref=home"),
    ("https://example.org/a b", "https://example.org/a%20b"),
    ("https://example.org/%7ejoe/%e6%97%a5", "https://example.org/~joe/%E6%97%A5"),
    ("https://example.org/日本", "https://example.org/%E6%97%A5%E6%9C%AC"),
    ("https://Bücher.example/", "https://xn--bcher-kva.example/"),
    ("https://日本語.jp/a", "https://xn--wgv71a119e.jp/a"),
    ("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a"),
    ("  https://example.org/a\n", "https://example.org/a"),
    ("https://example.org/a;b=1/c", "https://example.org/a;b=1/c"),
]


@pytest.mark.parametrize(("given", "expected"), SAME)
def test_spellings_of_one_address_become_one(given: str, expected: str) -> None:
    assert canonical_url(given) == expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "feed.xml",
        "ftp://example.org/a",
        "gopher://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "mailto:a@example.org",
        "data:text/html,x",
        "http://",
        "http:///a",
        "http://user:secret@example.org/",
        "http://example.org\\@evil.example/",
        "http://exa mple.org/",
        "http://example.org:99999/",
        "http://example.org:port/",
        "http://[::1/",
        "http://.example.org/",
        "http://-\u3002/",
        "http://example.org/" + "a" * 2_000,
        "http://exam\x00ple.org/",
    ],
)
def test_what_is_no_address_of_a_page_is_none(url: str) -> None:
    assert canonical_url(url) is None


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/b", "https://example.org/b"),
        ("b", "https://example.org/news/b"),
        ("../b", "https://example.org/b"),
        ("//other.example/b", "https://other.example/b"),
        ("?p=1", "https://example.org/news/?p=1"),
        ("http://other.example/b", "http://other.example/b"),
        ("mailto:a@example.org", None),
    ],
)
def test_links_start_where_they_stand(link: str, expected: str | None) -> None:
    assert canonical_url(link, "https://example.org/news/") == expected


HOSTS = st.sampled_from(
    ["example.org", "EXAMPLE.org.", "bücher.example", "127.0.0.1", "[::1]", "a_b.example", "日本.jp"]
)
PIECES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)


@given(
    st.sampled_from(["http", "https", "HTTP"]),
    HOSTS,
    st.sampled_from(["", ":80", ":443", ":8080"]),
    st.lists(st.one_of(PIECES, st.sampled_from([".", "..", "%2e", "%2E%2e", "%", "%zz", "a;b", ""])), max_size=5),
    st.lists(st.tuples(st.one_of(PIECES, st.sampled_from(["utm_source", "id", "fbclid"])), PIECES), max_size=4),
    PIECES,
)
def test_a_canonical_address_is_its_own(
    scheme: str, host: str, port: str, path: list[str], query: list[tuple[str, str]], fragment: str
) -> None:
    parameters = "&".join(f"{name}={value}" for name, value in query)
    once = canonical_url(f"{scheme}://{host}{port}/{'/'.join(path)}?{parameters}#{fragment}")

    assert once is None or canonical_url(once) == once


@given(st.text(max_size=60), st.text(max_size=30))
def test_any_text_gives_an_address_or_none(url: str, base: str) -> None:
    address = canonical_url(url, base)

    assert address is None or address.startswith(("http://", "https://"))


def test_a_host_that_cannot_be_read_is_empty() -> None:
    assert (host_of("https://Example.org/a"), host_of("https://[::1/"), host_of("x")) == ("example.org", "", "")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.org/news/a-story",
        "http://example.org/news/a-story",
        "https://m.example.org/news/a-story/",
        "https://amp.example.org/news/a-story",
        "https://example.org/news/a-story/amp/",
        "https://example.org/news/a-story.amp.html",
        "https://example.org/amp/news/a-story",
        "https://example.org/news/a-story?amp=1",
        "https://example.org/news/a-story?outputType=amp",
        "https://example.org/news/a-story/index.html",
        "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/news/a-story",
    ],
)
def test_all_addresses_of_a_page_share_a_mark(url: str) -> None:
    assert mark_of(url) == "example.org/news/a-story"


def test_other_pages_have_other_marks() -> None:
    urls = ("https://example.org/a", "https://example.org/a?id=1", "https://example.org/a?id=2", "https://news.example.org/a",
            "https://example.org/", "https://example.org/amplifier", "https://example.org:8080/a")  # fmt: skip

    assert len({mark_of(url) for url in urls}) == len(urls)
