"""A feed that is read directly says what feedparser says of it, in whatever odd way it is put together."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.collect import feeds
from tracker.collect.addresses import canonical_url, is_plain
from tracker.collect.entries import Entry, once
from tracker.collect.usual import usual_entries

_URL = "https://paper.example/feed"
_WORDS = [
    "", " ", "Llama 3 is out", "<![CDATA[<p>Weights &amp; terms</p>]]>", "&lt;b&gt;Bold&lt;/b&gt; news &amp;amp; more",
    "A &lt; B", "Ü &#8211; ’ 日本", "\u00c3\u00a9t\u00e9", "x&#150;y", "1 &amp;lt; 2", "<!-- so --> said", "<b>bold</b>", "a\n b",
    "<![CDATA[<!-- so --><script>x</script><br>y &#30; z]]>", "<?php x ?>told", "https://paper.example/a?b=1&amp;c=2",
]  # fmt: skip
_LINKS = [
    "https://paper.example/1", "/2", "?p=3", "  https://paper.example/4\n", "http:///paper.example/5", "mailto:a@b.example",
    "https://paper.example/6?a=1&amp;b;=2", "tag:paper.example,2024:1", "12", "", "https://paper.example/é",
]  # fmt: skip
_DAYS = ["Tue, 23 Jul 2024 10:00:00 GMT", "2024-07-23T23:30:00-07:00", "2024-07", "23 juillet 2024", "yesterday", ""]
_ATOM = "http://www.w3.org/2005/Atom"
_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "media": "http://search.yahoo.com/mrss/",
    "atom": _ATOM,
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "mine": "https://paper.example/ns",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
}
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def _element(name: str, attributes: str, inside: str) -> str:
    return f"<{name}{attributes}>{inside}</{name}>"


_words = st.sampled_from(_WORDS)
_types = st.sampled_from(["", "", ' type="html"', ' type="text"', ' type="HTML"', ' type="xhtml"', ' type="image/png"'])
_described = st.builds(
    _element,
    st.sampled_from(["title", "description", "summary", "content", "content:encoded", "media:description", "dc:title"]),
    _types,
    _words,
)
_dated = st.builds(
    _element,
    st.sampled_from(["pubDate", "published", "updated", "dc:date", "atom:updated", "issued", "modified", "created"]),
    st.just(""),
    st.sampled_from(_DAYS),
)
_named = st.builds(
    _element,
    st.sampled_from(["guid", "id", "link"]),
    st.sampled_from(["", "", ' isPermaLink="false"', ' isPermaLink="true"', ' ispermalink="no"', ' xml:base="/b/"']),
    st.sampled_from(_LINKS),
)
_linked = st.builds(
    lambda name, rel, sort, href: f'<{name} href="{href}"{rel}{sort}/>',
    st.sampled_from(["link", "atom:link"]),
    st.sampled_from(["", ' rel="alternate"', ' rel="self"', ' rel="Alternate"', ' rel="enclosure"']),
    st.sampled_from(["", ' type="text/html"', ' type="application/xhtml+xml"', ' type="application/json"']),
    st.sampled_from(_LINKS),
)
_others = st.sampled_from([
    "<author>A</author>", "<author><name>A</name><uri>/a</uri></author>", "<dc:creator>A</dc:creator>",
    "<category>x</category>", '<category term="x" label="y"/>', '<enclosure url="/a.mp3" length="1" type="audio/mpeg"/>',
    '<media:content url="/a.jpg"><media:title>picture</media:title><media:credit>B</media:credit></media:content>',
    '<media:thumbnail url="/a.jpg"/>', '<source url="https://other.example/">The Other</source>', "<source/>",
    "<slash:comments>4</slash:comments>", "<mine:title>not the title</mine:title>", "<mine:x><title>no</title></mine:x>",
    "<mine:x a='b'><mine:link>c</mine:link></mine:x>", "<comments>/c</comments>", "<image><title>logo</title></image>",
    "<itunes:summary>heard</itunes:summary>", "<itunes:subtitle>less</itunes:subtitle>", "<geo:lat>1</geo:lat>",
    '<post-id xmlns="com-wordpress:feed-additions:1">4</post-id>', "<rights>all</rights>", "text between", "<a/>",
    "<dc:subject>x</dc:subject>", "<media:group><media:title>t</media:title></media:group>", "<subtitle>s</subtitle>",
])  # fmt: skip
_items = st.lists(st.one_of(_described, _described, _named, _named, _linked, _dated, _others), max_size=9).map("".join)
_attributes = st.sampled_from(["", "", "", ' rdf:about="https://paper.example/9"', ' mine:base="/x"', ' href="/h"'])
_heads = st.sampled_from([
    "", "<title>The Paper</title><link>https://paper.example/</link>", "<image><url>/logo.png</url></image>",
    '<atom:link rel="self" href="/feed"/>', "<language>en</language>", "<description>&lt;b&gt;x</description>",
])  # fmt: skip


def _feed(kind: str, head: str, items: list[tuple[str, str]], renamed: str) -> bytes:
    spaces = "".join(f' xmlns:{name}="{uri}"' for name, uri in (_SPACES | {"rdf": _RDF}).items())
    spaces = spaces.replace(*renamed.split("|")) if renamed else spaces
    if kind == "atom":
        inside = "".join(f"<entry{attributes}>{item}</entry>\n" for attributes, item in items)
        return f'<feed xmlns="{_ATOM}"{spaces}>{head}{inside}</feed>'.encode()
    inside = "".join(f"<item{attributes}>{item}</item>\n" for attributes, item in items)
    if kind == "rdf":
        return f'<rdf:RDF xmlns="http://purl.org/rss/1.0/"{spaces}><channel>{head}</channel>{inside}</rdf:RDF>'.encode()
    return f'<rss version="{kind}"{spaces}><channel>{head}{inside}</channel></rss>'.encode()


def _by_feedparser(feed: bytes) -> tuple[Entry, ...]:
    return feeds._entries(feeds._parsed(feed, "application/xml; charset=utf-8", _URL), _URL, 1_000)


def _directly(feed: bytes) -> tuple[Entry, ...] | None:
    read = usual_entries(feed, _URL)
    return once(feeds._entry(raw, _URL, 1_000, is_atom=read[1]) for raw in read[0]) if read else None


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["2.0", "2.0", "0.91", "atom", "atom", "rdf"]),
    _heads,
    st.lists(st.tuples(_attributes, _items), min_size=1, max_size=2),
    st.sampled_from(
        ["", "", "", ' xmlns:mine=| xmlns="urn:x" xmlns:mine=', ' xmlns:mine=| xmlns:Media="urn:x" xmlns:mine=']
    ),
)
def test_what_is_read_directly_is_what_feedparser_reads(
    kind: str, head: str, items: list[tuple[str, str]], renamed: str
) -> None:
    feed = _feed(kind, head, items, renamed)
    directly = _directly(feed)

    assert directly is None or directly == _by_feedparser(feed)


def test_feeds_of_the_usual_programs_are_read_directly() -> None:
    blog = (
        "<title>News</title><link>https://paper.example/1</link><dc:creator><![CDATA[A]]></dc:creator>"
        "<pubDate>Tue, 23 Jul 2024 10:00:00 +0000</pubDate><category><![CDATA[AI]]></category>"
        '<guid isPermaLink="false">https://paper.example/?p=1</guid><description><![CDATA[<p>Told</p>]]></description>'
        "<content:encoded><![CDATA[<p>All of it</p>]]></content:encoded><slash:comments>0</slash:comments>"
    )
    atom = (
        '<title type="html">News</title><link rel="alternate" type="text/html" href="https://paper.example/1"/>'
        "<id>https://paper.example/?p=1</id><published>2024-07-23T10:00:00Z</published><author><name>A</name></author>"
        '<updated>2024-07-24T10:00:00Z</updated><summary type="html">&lt;p&gt;Told&lt;/p&gt;</summary>'
        '<content type="html">All of it</content>'
    )
    expected = Entry("https://paper.example/1", "News", "Told", "2024-07-23", "https://paper.example/?p=1")

    for feed in (_feed("2.0", "", [("", blog)], ""), _feed("atom", "", [("", atom)], "")):
        assert _directly(feed) == (expected,) == _by_feedparser(feed)


@settings(deadline=None)
@given(st.from_regex(r"https?://[a-z.:0-9/-]{1,12}[A-Za-z0-9/._~%?#-]{0,12}", fullmatch=True))
def test_a_plain_address_is_its_own_canonical_one(url: str) -> None:
    if is_plain(url):
        assert canonical_url(f"{url}#top") == url  # which goes the long way round
