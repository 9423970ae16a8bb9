"""What our reader makes of feedparser's own test corpus, beside feedparser itself.

    python -m bench.corpus FOLDER       FOLDER: the tests of a checkout of github.com/kurtmckee/feedparser

Every file is given as bytes, as a server would: what feedparser finds entries in must be taken without an exception
(but "nothing in it leads anywhere"), each entry of ours must stand for one of feedparser's with title, link, date and id
where that has them, and a feed cut into parts must give what it gives as a whole.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from tracker.collect.addresses import canonical_url
from tracker.collect.delta import cut
from tracker.collect.feeds import entries_of, new_entries_of
from tracker.collect.jsonfeed import json_feed_entries
from tracker.collect.plain import text_of_markup
from tracker.errors import UnreadableFeed

_URL = "https://example.org/feed"
_HEADER = re.compile(rb"^Header:\s+([^:]+):(.*)$", re.MULTILINE)
_ITEM = {
    b"item": b"<item><title>Before</title><link>https://example.org/before/%d</link></item>",
    b"entry": b'<entry><title>Before</title><link href="https://example.org/before/%d"/><id>%d</id></entry>',
}


def main() -> int:
    """Print counts; exit code 1 if anything that must hold does not."""
    files = sorted(path for path in Path(sys.argv[1]).rglob("*") if path.suffix in (".xml", ".json"))
    counts: Counter[str] = Counter(files=len(files))
    failures: list[str] = []
    for path in files:
        body = path.read_bytes()
        for failure in (*_read(_with_headlines(body, counts), counts), *_in_parts(body, counts)):
            failures.append(f"{path.relative_to(sys.argv[1])}: {failure}")
    for name, count in counts.items():
        sys.stdout.write(f"{count:6} {name}\n")
    for failure in failures:
        sys.stdout.write(f"FAILED {failure}\n")
    return 1 if failures else 0


def _content_type(body: bytes) -> str:
    """What the file says that a server would send with it."""
    headers = {name.strip().lower(): value.strip() for name, value in _HEADER.findall(body[:2_000])}
    return (bool(headers) and headers.get(b"content-type", b"").decode("latin-1")) or "application/xml"


def _with_headlines(body: bytes, counts: Counter[str]) -> bytes:
    """The file, with a title in entries that have nothing to read, so that they are entries, and the rest of them shows."""
    try:
        _ours(body)
    except UnreadableFeed:
        titled = re.sub(rb"</(item|entry)>", rb"<title>A headline</title></\1>", body)
        if titled != body and _feedparser(body):
            counts["given a headline, as nothing in it can be read"] += 1
            return titled
    return body


def _read(body: bytes, counts: Counter[str]) -> Iterator[str]:
    theirs = _feedparser(body)
    try:
        ours = _ours(body)
    except UnreadableFeed as unreadable:
        counts[f"refused as {unreadable.outcome}"] += 1
        telling = [raw for raw in theirs if _link(raw) is not None or _words(raw, "title") or _words(raw, "summary")]
        if telling and not any("link" in raw and _link(raw) is None for raw in telling):
            yield f"feedparser finds {len(telling)} entries that say something, we say: {unreadable.why}"
        return
    except Exception as bug:  # noqa: BLE001  (that there is none is what is measured)
        yield f"raised {bug!r}"
        return
    counts["taken"] += 1
    by_link = {_link(raw): raw for raw in reversed(theirs) if _link(raw) is not None}
    for number, entry in enumerate(ours):
        counts["entries"] += 1
        raw = by_link.get(entry.url) or (theirs[number] if len(theirs) == len(ours) else None)
        if raw is not None:
            yield from _compared(raw, entry, counts)


def _compared(raw: Any, entry: Any, counts: Counter[str]) -> Iterator[str]:
    """What feedparser's entry states and ours lacks."""
    for name, stated, found in (
        ("title", dict.get(raw, "title"), entry.title),
        ("link", _link(raw), entry.url == _link(raw)),
        ("date", _dated(raw), entry.published_on),
        ("id", dict.get(raw, "id"), entry.guid),
    ):
        if stated:
            counts[f"{name} stated"] += 1
            counts[f"{name} found"] += bool(found)
            if not found:
                yield f"{name} {str(stated)[:80]!r} is not found"


def _words(raw: Any, key: str) -> str:
    """A field without its markup: a picture says nothing."""
    return text_of_markup(str(dict.get(raw, key) or ""))


def _ours(body: bytes) -> Any:
    if body.lstrip()[:1] == b"{":
        return json_feed_entries(body, "application/feed+json", _URL)
    return entries_of(body, _content_type(body), _URL).entries


def _feedparser(body: bytes) -> list[Any]:
    import feedparser  # type: ignore[import-untyped]

    headers = {"content-type": _content_type(body), "content-location": _URL}
    parsed = feedparser.parse(BytesIO(body), response_headers=headers, resolve_relative_uris=False)
    return list(parsed["entries"])


def _link(raw: Any) -> str | None:
    return canonical_url(dict.get(raw, "link") or "", _URL)


def _dated(raw: Any) -> Any:
    """A date that feedparser could read, of a day that can be one of a page on the web."""
    for key in ("published_parsed", "updated_parsed"):
        parsed = dict.get(raw, key)
        if parsed is not None and parsed.tm_year >= 1995:
            return f"{parsed.tm_year}-{parsed.tm_mon}"
    return None


def _in_parts(body: bytes, counts: Counter[str]) -> Iterator[str]:
    """Put an item before the others, one behind them, and leave both out again as seen before."""
    content_type = _content_type(body)
    parts = cut(body, content_type, _URL)
    if parts is None:
        counts["read as a whole only"] += 1
        return
    counts["cut into items"] += 1
    name = b"entry" if re.match(rb"<[\w.-]*:?entry", parts.items[0]) else b"item"
    more = [_ITEM[name].replace(b"%d", str(number).encode()) for number in (1, 2)]
    longer = parts.head + more[0] + b"\n" + b"".join(parts.items) + more[1] + parts.tail
    only_those = parts.head + more[0] + more[1] + parts.tail
    if cut(longer, content_type, _URL) is None or cut(only_those, content_type, _URL) is None:
        counts["of those, with no place for other items"] += 1
        return
    try:
        seen = new_entries_of(only_those, content_type, _URL)[1]
        whole = [entry for entry in entries_of(longer, content_type, _URL).entries if entry.title != "Before"]
    except UnreadableFeed:
        return
    fresh = list(new_entries_of(longer, content_type, _URL, seen)[0])
    counts["compared with the whole"] += 1
    if fresh != whole:
        yield f"in parts {fresh!r:.300} but whole {whole!r:.300}"


if __name__ == "__main__":
    sys.exit(main())
