"""Feeds of every kind, whole and broken, friendly and hostile."""

import time
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.collect.entries import Entry
from tracker.collect.feeds import entries_of
from tracker.collect.plain import has_markup, line_of, text_of_markup
from tracker.errors import UnreadableFeed

URL = "https://example.org/feeds/all.xml"
XML = "application/xml"


def rss(items: str, head: str = "<title>A paper</title><language>en-GB</language>") -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"{head}{items}</channel></rss>"
    ).encode()


def only(body: bytes, content_type: str = XML) -> Entry:
    (entry,) = entries_of(body, content_type, URL).entries
    return entry


def test_an_rss_feed() -> None:
    feed = entries_of(
        rss(
            "<item><title>Llama &amp;amp; friends</title><link>https://example.org/a?utm_source=rss</link>"
            "<guid isPermaLink='false'>id 7</guid><pubDate>Tue, 23 Jul 2024 23:30:00 -0700</pubDate>"
            "<description>&lt;p&gt;Two   &lt;b&gt;words&lt;/b&gt;&lt;/p&gt;</description></item>"
        ),
        XML,
        URL,
    )

    assert (feed.title, feed.language) == ("A paper", "en")
    assert feed.entries == (Entry("https://example.org/a", "Llama & friends", "Two words", "2024-07-23", "id 7", None),)


def test_an_atom_feed_with_relative_links_and_a_literal_title() -> None:
    feed = entries_of(
        b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Blatt</title>
        <entry><title>1 &lt; 2 &amp;amp; so on</title><link rel="alternate" href="../b"/><link rel="edit" href="/x"/>
        <id>urn:b</id><updated>2024-08-01T00:00:00Z</updated><published>2024-07-31T23:00:00+02:00</published>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><p>Two</p></div></content></entry>
        </feed>""",
        "application/atom+xml",
        URL,
    )

    assert (feed.title, feed.language) == ("Blatt", "de")
    assert feed.entries[0].url == "https://example.org/b"
    assert feed.entries[0].title == "1 < 2 &amp; so on"
    assert feed.entries[0].published_on == "2024-07-31"


def test_an_rdf_feed() -> None:
    entry = only(
        b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://example.org/"><title>T</title></channel>
        <item rdf:about="https://example.org/a"><title>A</title><link>https://example.org/a</link>
        <dc:date>2024-07-23T10:00:00+09:00</dc:date></item></rdf:RDF>"""
    )

    assert (entry.url, entry.title, entry.published_on) == ("https://example.org/a", "A", "2024-07-23")


def test_an_old_feed_with_a_doctype() -> None:
    entry = only(
        b"""<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">
        <rss version="0.91"><channel><title>T</title><item><title>Caf&eacute;</title><link>/a</link></item></channel>
        </rss>"""
    )

    assert entry.title == "Café"


def test_the_whole_text_of_an_entry_keeps_its_paragraphs() -> None:
    paragraphs = [f"Paragraph {n} " + "word " * 60 for n in range(5)]
    markup = "".join(f"<p>{text}<br/></p>" for text in paragraphs) + "<script>alert(1)</script><style>p{}</style>"
    entry = only(
        rss(f"<item><link>/a</link><title>A</title><content:encoded><![CDATA[{markup}]]></content:encoded></item>")
    )

    assert entry.text == "\n".join(text.strip() for text in paragraphs)


def test_a_teaser_is_no_whole_text() -> None:
    assert only(rss("<item><link>/a</link><content:encoded>Read on…</content:encoded></item>")).text is None


def test_a_headline_without_a_page_is_all_there_is() -> None:
    entry = only(rss("<item><title>No link</title><guid isPermaLink='false'>7</guid></item>"))

    assert (entry.title, entry.text, entry.guid, entry.complete) == ("No link", "No link", "7", True)
    assert entry.url.startswith(f"{URL}#")


def test_an_entry_without_a_title_is_called_by_its_beginning() -> None:
    entry = only(rss("<item><link>/a</link><description>A note of few words.</description></item>"))

    assert entry.title == "A note of few words."


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        ("", None),
        ("<pubDate>soon</pubDate>", None),
        ("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", None),
        ("<dc:date>2024-07</dc:date>", "2024-07"),
        ("<dc:date>2024</dc:date>", "2024"),
        ("<pubDate>2024-07-23 09:00:00</pubDate>", "2024-07-23"),
        ("<pubDate>Tue, 23 Jul 24 09:00:00 GMT</pubDate>", "2024-07-23"),
    ],
)
def test_a_date_is_never_made_up(dates: str, day: str | None) -> None:
    assert only(rss(f"<item><link>/a</link><title>A</title>{dates}</item>")).published_on == day


def test_links_that_lead_nowhere_on_the_web_are_no_entries() -> None:
    links = ["javascript:alert(1)", "file:///etc/passwd", "gopher://example.org/", "mailto:a@b.example", "", "/good"]
    feed = entries_of(rss("".join(f"<item><link>{link}</link><title>x</title></item>" for link in links)), XML, URL)

    assert [entry.url for entry in feed.entries] == ["https://example.org/good"]


def test_the_same_page_twice_is_one_entry_and_the_first_one_counts() -> None:
    feed = entries_of(
        rss(
            "<item><link>/a?utm_source=x</link><title>First</title></item>"
            "<item><link>/a#comments</link><title>Second</title></item>"
        ),
        XML,
        URL,
    )

    assert [entry.title for entry in feed.entries] == ["First"]


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (rss(""), "empty"),
        (rss("<item><title></title></item>"), "empty"),
        (rss("<item><title>A trap</title><link>javascript:alert(1)</link></item>"), "empty"),
        (b"<html><body>Not here</body></html>", "not_a_feed"),
        (b"plain words", "not_a_feed"),
        (b"/etc/hostname", "not_a_feed"),
        (b"https://example.org/feed", "not_a_feed"),
        (b"<rss version='2.0'><channel><title>Torn</title><ite", "not_a_feed"),
        (b"\x00\x01\x02\xff", "not_a_feed"),
    ],
)
def test_what_is_no_feed_is_an_error_that_says_which_outcome(body: bytes, outcome: str) -> None:
    with pytest.raises(UnreadableFeed) as unreadable:
        entries_of(body, "text/xml", URL)

    assert unreadable.value.outcome == outcome
    assert str(unreadable.value).startswith(URL)
    assert "\n" not in str(unreadable.value)


@pytest.mark.parametrize(
    "body",
    [
        b"<rss version='2.0'><channel><title>A & B</title><item><title>x</title><link>/a</link></item>",
        b"Notice: undefined index\n<rss version='2.0'><channel><item><link>/a</link><title>x</title></item></channel></rss>",
        b"<rss><channel><item><link>/a</link><title>x</title></item></channel></rss>",
        b"<rss version='2.0'><channel><item><link>/a</link><title>x\x00\x08</title></item></channel></rss>",
    ],
)
def test_broken_xml_is_read_as_far_as_it_goes(body: bytes) -> None:
    assert only(body, "text/xml").url == "https://example.org/a"


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        ("utf-8", "utf-8", XML),
        ("utf-16", "utf-16", XML),
        ("shift_jis", "shift_jis", XML),
        ("euc-jp", "euc-jp", "application/xml; charset=euc-jp"),
        ("utf-8", "iso-8859-1", "application/xml; charset=utf-8"),
        ("utf-8-sig", "utf-8", "text/xml"),
    ],
)
def test_encodings(encoding: str, declared: str, content_type: str) -> None:
    text = f"<?xml version='1.0' encoding='{declared}'?><rss version='2.0'><channel><item><title>公開</title>"
    body = (text + "<link>/a</link></item></channel></rss>").encode(encoding)

    assert only(body, content_type).title == "公開"


@pytest.mark.parametrize(
    "field",
    [
        "<author>" + "a.a." * 60_000 + "</author>",
        "<dc:creator>" + "a." * 100_000 + "@</dc:creator>",
        "<managingEditor>" + "a." * 100_000 + "</managingEditor>",
        "<description>" + "&lt;!--" * 60_000 + "</description>",
        "<description>" + "&lt;div&gt;" * 60_000 + "</description>",
        "<title>" + "x" * 4_000_000 + "</title>",
        "<title>" + "&lt;" * 200_000 + "</title>",
        "<b>" * 30_000,
    ],
)
def test_hostile_fields_take_little_time_and_are_cut(field: str) -> None:
    started = time.process_time()
    entry = only(rss(f"<item><link>/a</link>{field}</item>"))

    assert time.process_time() - started < 5
    assert len(entry.title) <= 500
    assert len(entry.summary) <= 4_000


def test_of_a_flood_of_entries_the_first_are_read() -> None:
    started = time.process_time()
    feed = entries_of(rss("".join(f"<item><link>/{n}</link></item>" for n in range(100_000))), XML, URL)

    assert len(feed.entries) == 500
    assert feed.entries[0].url == "https://example.org/0"
    assert time.process_time() - started < 10


def test_entities_are_not_expanded_without_bound_nor_from_files() -> None:
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    body = (
        f'<!DOCTYPE rss [<!ENTITY a0 "ha"><!ENTITY file SYSTEM "file:///etc/hostname">{laughs}]>'
        "<rss version='2.0'><channel><item><link>/a</link><title>&a9;&file;</title></item></channel></rss>"
    )
    started = time.process_time()
    try:
        entry = only(body.encode())
    except UnreadableFeed:
        pass
    else:
        assert len(entry.title) <= 500
    assert time.process_time() - started < 5


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_no_markup_and_no_line_break_comes_through(title: str, summary: str) -> None:
    item = f"<item><link>/a</link><title>{escape(title)}</title><description>{escape(summary)}</description></item>"
    try:
        entry = only(rss(item.translate(dict.fromkeys(range(32))), head=""))
    except UnreadableFeed:
        return

    assert not has_markup(entry.title) or "&" in title
    assert entry.title == " ".join(entry.title.split())
    assert entry.summary == " ".join(entry.summary.split())


@given(st.binary(max_size=300))
def test_any_bytes_give_a_feed_or_the_error(noise: bytes) -> None:
    for body in (noise, b"<rss version='2.0'><channel>" + noise, rss("<item><link>/a</link></item>") + noise):
        try:
            assert entries_of(body, "text/xml", URL).entries
        except UnreadableFeed:
            continue


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two<br>Three</p>", "One\nTwo\nThree"),
        ("a <b>bold</b> word", "a bold word"),
        ("x<script>alert('</p>')</script>y", "xy"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("fish &amp; chips &lt;b&gt;", "fish & chips <b>"),
        ("no markup\n\n at all", "no markup\nat all"),
        ("<p>broken <b>tag</p", "broken tag"),
        ("", ""),
        ("<!-- only a comment -->", ""),
        ("<p>a&#7;<br>b\ufdd0c&#8203;</p>", "a\nbc"),
    ],
)
def test_markup_becomes_lines_of_text(markup: str, text: str) -> None:
    assert text_of_markup(markup) == text


def test_a_line_is_one_line() -> None:
    assert line_of("<p>a</p>\n<p>b\u200b\x07</p>") == "a b"
