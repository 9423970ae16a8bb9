"""A feed read item by item gives what it gives as a whole."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.newsroom import PAGES
from tracker.collect.delta import cut
from tracker.collect.entries import Entry, Listing
from tracker.collect.feeds import entries_of, new_entries_of
from tracker.collect.seen import unseen
from tracker.errors import UnreadableFeed

URL, XML = "https://example.org/feed", "application/xml"
RSS = (
    (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>A paper</title>'
        "<lastBuildDate>{issue}</lastBuildDate>\n"
    ),
    "</channel></rss>",
    (
        "<item><title>{title}</title><link>https://example.org/{number}</link><pubDate>Sat, 21 Nov 2026 10:00:00 GMT</pubDate>"
        "<content:encoded>{text}</content:encoded></item>\n"
    ),
)
ATOM = (
    (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/">'
        "<title>A paper</title><updated>{issue}</updated>\n"
    ),
    "</feed>",
    (
        '<entry><title type="html">{title}</title><link href="/{number}"/><id>{number}</id>'
        "<updated>2026-11-21T10:00:00Z</updated><content>{text}</content></entry>"
    ),
)
WORDS = st.sampled_from(
    ["Llama", "&amp;", "&#233;", "モデル", "<![CDATA[<item>]]>", "<!-- </item> -->", "&lt;b&gt;", "?", "<?x </entry>?>"]
)
ITEMS = st.lists(st.tuples(st.lists(WORDS, max_size=3), st.lists(WORDS, max_size=4)), min_size=1, max_size=6)


def feed(form: tuple[str, str, str], items: dict[int, tuple[list[str], list[str]]], issue: int = 0) -> bytes:
    head, tail, item = form
    listed = "".join(
        item.format(number=number, title=" ".join(title), text=" ".join(text))
        for number, (title, text) in items.items()
    )
    return (head.format(issue=issue) + listed + tail).encode()


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([RSS, ATOM]), ITEMS, st.data())
def test_what_is_new_is_read_as_it_is_in_the_whole(
    form: tuple[str, str, str], items: list[tuple[list[str], list[str]]], data: st.DataObject
) -> None:
    numbered = dict(enumerate(items))
    old = data.draw(st.sets(st.sampled_from(sorted(numbered)), min_size=1))
    before = feed(form, {number: numbered[number] for number in sorted(old)})
    now = feed(form, numbered, issue=1)

    _, seen = new_entries_of(before, XML, URL)
    fresh, _ = new_entries_of(now, XML, URL, seen)

    assert seen
    whole = entries_of(now, XML, URL).entries
    assert fresh == tuple(entry for entry in whole if int(entry.url.rpartition("/")[2]) not in old)


def test_nothing_new_is_nothing_given_and_a_changed_item_is_new() -> None:
    first = feed(RSS, {1: (["One"], []), 2: (["Two"], [])})
    _, seen = new_entries_of(first, XML, URL)

    assert new_entries_of(feed(RSS, {2: (["Two"], []), 1: (["One"], [])}, issue=9), XML, URL, seen)[0] == ()
    changed, _ = new_entries_of(feed(RSS, {1: (["One"], ["more"]), 2: (["Two"], [])}), XML, URL, seen)
    assert [entry.title for entry in changed] == ["One"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<channel>", b'<channel xml:lang="de">'),
        (b'version="2.0"', b'version="0.92"'),
        (b"http://purl.org/dc/elements/1.1/", b"http://example.org/other/"),
    ],
)
def test_where_the_head_says_something_else_all_is_read_anew(old: bytes, new: bytes) -> None:
    body = feed(RSS, {1: (["One"], [])})
    _, seen = new_entries_of(body, XML, URL)

    assert len(new_entries_of(body.replace(old, new), XML, URL, seen)[0]) == 1


@pytest.mark.parametrize(
    "body",
    [
        feed(RSS, {1: (["One"], [])}).replace(b"</channel>", b""),
        feed(RSS, {1: (["A & B"], [])}),
        feed(RSS, {1: (["&nbsp;"], [])}),
        feed(RSS, {1: (["One"], [])}).replace(b"<title>One", b"<foo:x/><title>One"),
        feed(RSS, {1: (["One"], []), 2: (["Two"], [])}).replace(b"</item>\n<item>", b"</item>between<item>"),
        feed(RSS, {1: (["<item>in an item</item>"], [])}),
        feed(RSS, {}).replace(b"</channel>", b"<item/></channel>"),
        feed(RSS, {1: (["caf\u00e9"], [])}).decode().encode("latin-1"),
        feed(RSS, {1: (["One"], [])}).replace(b'"1.0"?>', b'"1.0" encoding="shift_jis"?>'),
        feed(RSS, {1: (["One"], [])}).decode().encode("utf-16"),
        feed(RSS, {1: (["One"], [])}).replace(b"<rss", b"<!DOCTYPE rss><rss"),
        feed(RSS, {}),
        b"",
    ],
)
def test_what_is_odd_is_read_as_a_whole_and_always(body: bytes) -> None:
    assert cut(body, XML, URL) is None
    try:
        first, seen = new_entries_of(body, XML, URL)
    except UnreadableFeed:
        return
    assert seen == b""
    assert new_entries_of(body, XML, URL, seen)[0] == first == entries_of(body, XML, URL).entries


@pytest.mark.parametrize("name", ["feed.atom", "feed-10.rdf", "releases.atom", "commits.atom", "package.xml"])
def test_feeds_like_the_real_ones_are_cut(name: str) -> None:
    body = (PAGES / "kinds" / name).read_bytes()
    parts = cut(body, XML, URL)

    assert parts is not None
    assert b"".join(parts.with_only(list(range(len(parts.items)))).split()) == b"".join(body.split())
    entries, seen = new_entries_of(body, XML, URL)
    assert entries == entries_of(body, XML, URL).entries
    assert new_entries_of(body, XML, URL, seen)[0] == ()


def test_a_broken_memory_of_what_was_seen_gives_all_again() -> None:
    body = feed(RSS, {1: (["One"], [])})

    for seen in (b"x", b"\0" * 16, b"\xff" * 4_000):
        assert len(new_entries_of(body, XML, URL, seen)[0]) == 1


def test_entries_of_any_listing_are_given_once_until_they_change() -> None:
    entries = tuple(Entry(f"https://example.org/{number}", f"Title {number}", "") for number in range(3))
    first = unseen(Listing(entries), b"")
    changed = (replace(entries[0], title="Another"), *entries[1:])

    assert first.entries == entries
    assert unseen(Listing(entries), first.seen).entries == ()
    assert unseen(Listing(changed), first.seen).entries == changed[:1]
