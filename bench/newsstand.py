"""Feeds to poll, as large as real ones, and a server on localhost that hands them out, in a process of its own.

    python -m bench.newsstand FEEDS ENTRIES [PARAGRAPHS]    prints its port, then serves until its stdin is closed

/feed/N answers with validators, and with 304 to them. A number on stdin puts that many new entries on top of each feed;
0 leaves the entries and changes the date in the feeds' heads, and so their bytes and validators.
"""

# ruff: noqa: RUF001  (words in Russian are meant)
import asyncio
import sys
from dataclasses import dataclass, field
from hashlib import sha256

_WORDS = (
    "Meta released the weights of a model under a licence that some call open and others do not",
    "Meta hat die Gewichte eines Modells unter einer Lizenz veröffentlicht, die manche offen nennen",
    "Meta a publié les poids d'un modèle sous une licence que certains disent ouverte et d'autres non",
    "Meta publicó los pesos de un modelo con una licencia que algunos llaman abierta y otros no",
    "Meta heeft de gewichten van een model vrijgegeven onder een licentie die sommigen open noemen",
    "Meta опубликовала веса модели под лицензией, которую одни называют открытой, а другие нет",
    "メタは一部で開かれていると言われるライセンスの下でモデルの重みを公開した",
)


@dataclass
class Newsstand:
    """So many feeds of so many entries; each carries its whole text."""

    feeds: int
    entries: int
    paragraphs: int = 8
    issue: int = 0
    newest: int = 0
    held: dict[int, bytes] = field(default_factory=dict)

    def feed(self, number: int) -> bytes:
        """The feed as it is now: RSS, or Atom for every fourth."""
        if number not in self.held:
            first = self.newest
            listed = range(first + self.entries - 1, first - 1, -1)
            form = _atom if number % 4 == 3 else _rss
            self.held[number] = form(number, [self._entry(number, entry) for entry in listed], self.issue)
        return self.held[number]

    def publish(self, entries: int) -> None:
        """So many new entries on top of each feed, as many old ones gone; with 0 only the dates change."""
        self.newest += entries
        self.issue += 1
        self.held.clear()

    def _entry(self, feed: int, number: int) -> tuple[int, str, str, str]:
        words = _WORDS[feed % len(_WORDS)]
        paragraph = f'<p>{words}. <a href="https://example.org/{number}">{number}</a> <em>{words}</em>, {words}.</p>'
        return number, f"{words} {feed}-{number}", f"http://127.0.0.1:1/{feed}/{number}", paragraph * self.paragraphs


def _rss(number: int, entries: list[tuple[int, str, str, str]], issue: int) -> bytes:
    items = "".join(
        f'<item><title>{title}</title><link>{url}</link><guid isPermaLink="false">{url}</guid>'
        f"<dc:creator>A. Writer</dc:creator><category>AI</category>"
        f"<pubDate>Sat, 21 Nov 2026 {at % 24:02}:00:00 GMT</pubDate><description>{title}</description>"
        f"<content:encoded><![CDATA[{markup}]]></content:encoded></item>\n"
        for at, title, url, markup in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Feed {number}</title><link>http://127.0.0.1:1/{number}</link><description>A feed</description>"
        f"<lastBuildDate>Sat, 21 Nov 2026 12:{issue % 60:02}:00 GMT</lastBuildDate>\n{items}</channel></rss>"
    ).encode()


def _atom(number: int, entries: list[tuple[int, str, str, str]], issue: int) -> bytes:
    items = "".join(
        f'<entry><title>{title}</title><link href="{url}"/><id>{url}</id><updated>2026-11-21T{at % 24:02}:00:00Z'
        f"</updated><summary>{title}</summary>"
        f'<content type="html">{markup.replace("<", "&lt;").replace(">", "&gt;")}</content></entry>\n'
        for at, title, url, markup in entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>Feed {number}</title><id>urn:feed:{number}</id><updated>2026-11-21T12:{issue % 60:02}:00Z</updated>\n"
        f"{items}</feed>"
    ).encode()


async def serve(stand: Newsstand) -> None:
    """Serve on a free port of localhost, printed first, until stdin ends."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                writer.write(_answer(stand, request))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=512)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        stand.publish(int(line))
        for number in range(stand.feeds):
            stand.feed(number)
        sys.stdout.write("ready\n")
        sys.stdout.flush()


def _answer(stand: Newsstand, request: bytes) -> bytes:
    path = request.split(b" ", 2)[1].decode()
    if not path.startswith("/feed/"):
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    body = stand.feed(int(path.removeprefix("/feed/")))
    tag = f'"{sha256(body).hexdigest()[:16]}"'.encode()
    if tag in request:
        return b"HTTP/1.1 304 Not Modified\r\nETag: " + tag + b"\r\n\r\n"
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/xml; charset=utf-8\r\nContent-Length: {len(body)}\r\nETag: "
    return head.encode() + tag + b"\r\n\r\n" + body


if __name__ == "__main__":
    stand = Newsstand(*map(int, sys.argv[1:]))
    for number in range(stand.feeds):
        stand.feed(number)
    asyncio.run(serve(stand))
