"""A small newsroom on localhost: a real HTTP server with feeds and articles in six languages, and bad manners.

    with Newsroom() as newsroom:
        newsroom.feed("en")                 the address of a feed; languages: en de es ja nl id
        newsroom.publish(Item(...))         an article more: its page, and its entry at the top of its feed
        newsroom.bad("hangs")               an address that misbehaves; BAD_MANNERS lists them all
        newsroom.serve("/x", page("..."))   anything else at an address of your choice
        newsroom.count("/en/feed.xml")      how often that path was asked for; requests holds each with its headers
        newsroom.write_sources(path, ...)   a sources.toml over its feeds

Feeds answer 304 to their own validators: the RSS and RDF ones by ETag, the Atom ones by Last-Modified.
"""

import gzip
import threading
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import partial
from hashlib import sha256
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template
from types import TracebackType
from typing import Any, Self

import brotli  # type: ignore[import-untyped]  # it has no types

PAGES = Path(__file__).parent / "pages"
LANGUAGES = ("en", "de", "es", "ja", "nl", "id")
ATOM = frozenset({"de", "nl"})
RDF = frozenset({"ja"})
CHARSETS = {"ja": "shift_jis"}  # of the article pages; feeds are UTF-8
LOCALES = {"en": "en_GB", "de": "de_DE", "es": "es_ES", "ja": "ja_JP", "nl": "nl_NL", "id": "id_ID"}

Manner = Callable[["Handler"], None]


@dataclass(frozen=True)
class Item:
    """One article. `text`: paragraphs parted by blank lines. `markup`: where its page tells its day, see items.toml."""

    slug: str
    title: str
    text: str
    language: str = "en"
    published: datetime = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    summary: str = ""
    markup: str = "json-ld"

    @property
    def path(self) -> str:
        return f"/{self.language}/{self.slug}"


@dataclass(frozen=True)
class Asked:
    """One request, as it came."""

    path: str
    headers: Mapping[str, str] = field(repr=False)
    at: float = field(default=0.0, repr=False)  # by a clock that only counts seconds


def items() -> tuple[Item, ...]:
    """What tests/pages/items.toml tells: news of Meta's models, and other news, in each language."""
    return tuple(Item(**item) for item in tomllib.loads((PAGES / "items.toml").read_text("utf-8"))["item"])


# --- Manners: how an address answers


def page(
    body: str | bytes,
    content_type: str = "text/html; charset=utf-8",
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Manner:
    """Answers with this body; with 304 where the headers hold a validator that the request repeats."""
    payload = body.encode() if isinstance(body, str) else body
    told = dict(headers or {})

    def answer(handler: "Handler") -> None:
        same_tag = "ETag" in told and handler.headers.get("If-None-Match") == told["ETag"]
        same_day = "Last-Modified" in told and handler.headers.get("If-Modified-Since") == told["Last-Modified"]
        if same_tag or same_day:
            handler.send(304, b"", told)
        else:
            handler.send(status, payload, {"Content-Type": content_type, **told})

    return answer


def redirect(to: str, status: int = 302) -> Manner:
    """Sends the reader on."""
    return page("", status=status, headers={"Location": to})


def hang(handler: "Handler") -> None:
    """Takes the request and says nothing until the newsroom closes."""
    handler.newsroom.closing.wait()


def endless(handler: "Handler") -> None:
    """An article that never ends."""
    handler.begin(200, {"Content-Type": "text/html; charset=utf-8", "Connection": "close"})
    while not handler.newsroom.closing.is_set():
        handler.wfile.write(b"<p>and so on and so forth</p>\n" * 2_000)


def drip(handler: "Handler") -> None:
    """A byte now and then, forever."""
    handler.begin(200, {"Content-Type": "text/html; charset=utf-8", "Connection": "close"})
    while not handler.newsroom.closing.wait(0.1):
        handler.wfile.write(b"<")
        handler.wfile.flush()


def cut_short(handler: "Handler") -> None:
    """Promises more than it sends, and hangs up."""
    handler.begin(200, {"Content-Type": "text/html; charset=utf-8", "Content-Length": "100000", "Connection": "close"})
    handler.wfile.write(b"<html><body><p>The beginning of")


def hang_up(handler: "Handler") -> None:
    """Closes the connection without a word."""
    handler.close_connection = True


def _file(name: str) -> bytes:
    return (PAGES / name).read_bytes()


_ONE_ENTRY = "<item><title>Bread &amp; roses</title><link>/en/tram-line-opens</link></item>"
_NO_ENTRY = '<?xml version="1.0"?><rss version="2.0"><channel><title>Quiet</title></channel></rss>'
_XML = "application/rss+xml; charset=utf-8"

_PACKED = gzip.compress(f"<rss version='2.0'><channel><title>A</title>{_ONE_ENTRY * 30}</channel></rss>".encode())

BAD_MANNERS: Mapping[str, Manner] = {
    "404": page("<h1>Not found</h1>", status=404),
    "410": page("<h1>Gone for good</h1>", status=410),
    "401": page("<h1>Who are you?</h1>", status=401),
    "429": page("Slow down", "text/plain", 429, {"Retry-After": "3600"}),
    "500": page("<h1>Internal error</h1>", status=500),
    "503-later": page("<h1>Under repair</h1>", status=503, headers={"Retry-After": "Sat, 21 Nov 2026 18:00:00 GMT"}),
    "hangs": hang,
    "endless": endless,
    "drips": drip,
    "cut-short": cut_short,
    "hangs-up": hang_up,
    "bomb": page(gzip.compress(b"0" * 50_000_000), headers={"Content-Encoding": "gzip"}),
    "broken-gzip": page(b"\x1f\x8b\x08\x00this is no gzip", headers={"Content-Encoding": "gzip"}),
    "garbled-brotli": page(b"\x1b\x00\xff\xfe no Brotli" * 20, _XML, headers={"Content-Encoding": "br"}),
    "broken-off-brotli": page(brotli.compress(b"<rss/>" * 90)[:4], _XML, headers={"Content-Encoding": "br"}),
    "garbled-zstandard": page(b"\x28\xb5\x2f\xfd no Zstandard" * 9, _XML, headers={"Content-Encoding": "zstd"}),
    "half-gzip": page(_PACKED[: len(_PACKED) // 2], _XML, headers={"Content-Encoding": "gzip"}),
    "gzip-without-end": page(_PACKED[:-8], _XML, headers={"Content-Encoding": "gzip"}),
    "packed.xml.gz": page(_PACKED, "application/x-gzip"),
    "half-packed.xml.gz": page(_PACKED[: len(_PACKED) // 2], "application/x-gzip"),
    "bomb.xml.gz": page(gzip.compress(b"0" * 50_000_000), "application/x-gzip"),
    "header-flood": page("", headers={"ETag": '"' + "x" * 9_000 + '"'}),
    "empty": page(""),
    "blank": page(" \r\n\t\n"),
    "broken.xml": page('<?xml version="1.0"?><rss version="2.0"><channel><title>Torn</title><ite', _XML),
    "half-broken.xml": page(f"<rss version='2.0'><channel><title>A & B</title>{_ONE_ENTRY}", _XML),
    "no-entries.xml": page(_NO_ENTRY, _XML),
    "page-not-feed": page(_file("no-feed-here.html")),
    "wrong-charset": page("<html><body><p>Köln, 東京</p></body></html>", "text/html; charset=iso-8859-1"),
    "challenge-200": page(_file("challenge.html")),
    "challenge-403": page(_file("challenge.html"), status=403, headers={"cf-mitigated": "challenge"}),
    "consent": page(_file("consent-de.html")),
    "to-login": redirect("/login?next=/bad/to-login"),
    "moved-for-good": redirect("/en/feed.xml", 301),
    "moved-for-now": redirect("/en/feed.xml", 302),
    "loop": redirect("/bad/loop"),
    "to-nowhere": page("", status=302),
    "to-ftp": redirect("ftp://127.0.0.1/feed.xml"),
    "to-file": redirect("file:///etc/hostname", 301),
    "to-script": redirect("javascript:alert(1)"),
    "to-gopher": redirect("gopher://127.0.0.1:70/1feed", 307),
}


class Newsroom:
    """The server, on a port of its own, from `with` to the end of the block."""

    def __init__(self, published: Sequence[Item] | None = None, host: str = "127.0.0.1") -> None:
        self.closing = threading.Event()
        self.requests: list[Asked] = []
        self.robots: Manner = page("User-agent: *\nDisallow: /private/\n", "text/plain")
        self._items: dict[str, Item] = {}
        self._manners: dict[str, Manner] = {f"/bad/{name}": manner for name, manner in BAD_MANNERS.items()}
        self._manners["/login"] = page("<title>Log in</title><form><input name=user></form>")
        self._server = ThreadingHTTPServer((host, 0), partial(Handler, self))
        self._server.daemon_threads = True
        self.url = f"http://{host}:{self._server.server_address[1]}"
        for item in items() if published is None else published:
            self.publish(item)

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def publish(self, item: Item) -> str:
        """Put an article up, or another version of it, and name it in its feed; gives its address."""
        self._items[item.path] = item
        return self.url + item.path

    def withdraw(self, item: Item) -> None:
        """Take an article down, from its feed too."""
        del self._items[item.path]

    def feed(self, language: str) -> str:
        """The address of the feed of a language."""
        return f"{self.url}/{language}/feed.xml"

    def bad(self, manner: str) -> str:
        """The address that misbehaves in this way."""
        assert manner in BAD_MANNERS, f"no such manner: {manner}; there are {', '.join(BAD_MANNERS)}"
        return f"{self.url}/bad/{manner}"

    def serve(self, path: str, manner: Manner) -> str:
        """Answer at `path` in this manner from now on, whatever stood there; gives the address."""
        self._manners[path] = manner
        return self.url + path

    def count(self, path: str) -> int:
        """How often `path` ("/en/feed.xml") was asked for since the start, or since `forget`."""
        return sum(asked.path == path for asked in self.requests)

    def forget(self) -> None:
        """Count from zero again."""
        self.requests.clear()

    def write_sources(self, path: Path, feeds: Sequence[str] = LANGUAGES, bad: Sequence[str] = ()) -> Path:
        """A sources.toml at `path`: the feeds of these languages, then these bad manners; gives the path."""
        chosen = [(f"newsroom-{language}", self.feed(language), language) for language in feeds]
        chosen += [(f"bad-{manner.replace('.', '-')}", self.bad(manner), "en") for manner in bad]
        tables = (
            f'[[source]]\nname = "{name}"\nurl = "{url}"\nkind = "feed"\npublisher = "The Newsroom"\n'
            f'language = "{language}"\nprovenance = "press"\nrhythm = "1h"\n'
            for name, url, language in chosen
        )
        path.write_text("\n".join(tables), "utf-8")
        return path

    def manner_of(self, path: str) -> Manner:
        """What answers at this path: what was set with `serve`, robots.txt, a feed, an article, or 404."""
        language, _, name = path.strip("/").partition("/")
        if path in self._manners:
            return self._manners[path]
        if path == "/robots.txt":
            return self.robots
        if name == "feed.xml" and language in LANGUAGES:
            return self._feed(language)
        if path in self._items:
            return _article(self._items[path], self.url)
        return BAD_MANNERS["404"]

    def _feed(self, language: str) -> Manner:
        listed = sorted((i for i in self._items.values() if i.language == language), key=lambda i: i.published)[::-1]
        if language in ATOM:
            body, sort = _atom(listed, self.url, language), "application/atom+xml"
            newest = listed[0].published if listed else datetime(2026, 1, 1, tzinfo=UTC)
            validators = {"Last-Modified": format_datetime(newest.astimezone(UTC), usegmt=True)}
        else:
            body, sort = (_rdf if language in RDF else _rss)(listed, self.url, language), "application/rss+xml"
            validators = {"ETag": f'"{sha256(body.encode()).hexdigest()[:16]}"'}
        return page(body, f"{sort}; charset=utf-8", headers=validators)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    timeout = 30
    disable_nagle_algorithm = True

    def __init__(self, newsroom: Newsroom, *args: Any) -> None:
        self.newsroom = newsroom
        super().__init__(*args)

    def do_GET(self) -> None:
        self.newsroom.requests.append(Asked(self.path, dict(self.headers), time.monotonic()))
        try:
            self.newsroom.manner_of(self.path.partition("?")[0])(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the reader has had enough

    def send(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.begin(status, {**headers, "Content-Length": str(len(body))})
        self.wfile.write(body)

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.close_connection = headers.get("Connection") == "close"

    def log_message(self, format: str, *args: Any) -> None:
        """Stay quiet."""


# --- What an article and a feed look like


def _article(item: Item, url: str) -> Manner:
    charset = CHARSETS.get(item.language, "utf-8")
    day, instant = item.published.date().isoformat(), item.published.isoformat()
    heads = {
        "json-ld": '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
        f'"headline":"{escape(item.title)}","datePublished":"{instant}","dateModified":"2026-11-20T00:00:00Z"}}</script>',
        "meta": f'<meta property="article:published_time" content="{instant}">',
    }
    html = Template((PAGES / "article.html").read_text("utf-8")).substitute(
        title=escape(item.title),
        language=item.language,
        locale=LOCALES[item.language],
        charset=charset,
        address=url + item.path,
        head_date=heads.get(item.markup, ""),
        body_date=f'<p class="by"><time datetime="{day}">{day}</time></p>' if item.markup == "time" else "",
        paragraphs="\n".join(f"<p>{escape(part.strip(), quote=False)}</p>" for part in item.text.strip().split("\n\n")),
    )
    return page(html.encode(charset, "xmlcharrefreplace"), f"text/html; charset={charset}")


def _rss(listed: Sequence[Item], url: str, language: str) -> str:
    entries = "".join(
        f"<item><title>{escape(i.title)}</title><link>{url}{i.path}?utm_source=rss&amp;utm_medium=feed</link>"
        f'<guid isPermaLink="false">{i.slug}</guid><pubDate>{format_datetime(i.published)}</pubDate>'
        f"<description><![CDATA[<p>{escape(i.summary)}</p>]]></description></item>\n"
        for i in listed
    )
    head = f"<title>The Newsroom ({language})</title><link>{url}/</link><language>{LOCALES[language]}</language>"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>{head}\n{entries}</channel></rss>\n'


def _rdf(listed: Sequence[Item], url: str, language: str) -> str:
    entries = "".join(
        f'<item rdf:about="{url}{i.path}"><title>{escape(i.title)}</title><link>{url}{i.path}</link>'
        f"<dc:date>{i.published.isoformat()}</dc:date><description>{escape(i.summary)}</description></item>\n"
        for i in listed
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF xmlns="http://purl.org/rss/1.0/" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<channel rdf:about="{url}/"><title>The Newsroom</title><link>{url}/</link>'
        f"<dc:language>{language}</dc:language></channel>\n{entries}</rdf:RDF>\n"
    )


def _atom(listed: Sequence[Item], url: str, language: str) -> str:
    entries = "".join(
        f'<entry><title>{escape(i.title)}</title><link rel="alternate" href="{i.path}"/><id>tag:newsroom,{i.slug}</id>'
        f"<published>{i.published.isoformat()}</published><updated>2026-11-20T00:00:00Z</updated>"
        f"<summary>{escape(i.summary)}</summary></entry>\n"
        for i in listed
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">'
        f'<title>The Newsroom</title><id>{url}/</id><link href="{url}/"/>'
        f"<updated>2026-11-20T00:00:00Z</updated>\n{entries}</feed>\n"
    )
