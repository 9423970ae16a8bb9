"""A feed cut into its head, its items and its tail, so that only items not seen before need to be parsed. Pure.

A parse of head, some items and tail gives the same entries as those items have in a parse of the whole: that is what
makes it worth something, and what is tested. So whatever could break it, such as broken XML, more than one way to read
the bytes, or anything between two items, is not cut at all.
"""

import re
from dataclasses import dataclass
from xml.parsers import expat

from tracker.collect.entries import MOST_ENTRIES
from tracker.collect.seen import mark_of

_TOKEN = re.compile(rb"<(?:(!--)|(!\[CDATA\[)|(\?)|(!DOCTYPE)|(/?)((?:[A-Za-z][\w.-]*:)?(?:item|entry))(?=[\s/>]))")
_ENDS = {1: b"-->", 2: b"]]>", 3: b"?>"}
_TAG = re.compile(rb"<[^>]*>")
_DECLARED = re.compile(rb"""^<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})["']""")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s\"';,]*)", re.IGNORECASE)
# Under these, bytes that are UTF-8 mean the same in a part as in the whole.
_PLAIN = frozenset({"", "utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "latin-1", "latin1"})


@dataclass(frozen=True, slots=True)
class Cut:
    """context: a mark of all that the head says with tags; dates and names between them change with each issue."""

    head: bytes
    items: tuple[bytes, ...]
    tail: bytes
    context: bytes

    def marks(self) -> list[bytes]:
        """One for each item."""
        return [mark_of(item) for item in self.items]

    def with_only(self, wanted: list[int]) -> bytes:
        """The feed with these items alone."""
        return b"".join([self.head, *(self.items[number] for number in wanted), self.tail])


def cut(body: bytes, content_type: str, url: str) -> Cut | None:
    """The feed in parts, of the items the first 500; None where it had better be read as a whole."""
    if not _reads_one_way(body, content_type) or not _is_well_formed(body):
        return None
    places = _items(body)
    if not places:
        return None
    head, tail = body[: places[0][0]], body[places[-1][1] :]
    context = mark_of(b"".join(_TAG.findall(head)), b"".join(_TAG.findall(tail)), content_type.encode(), url.encode())
    return Cut(head, tuple(body[start:end] for start, end in places[:MOST_ENTRIES]), tail, context)


def says_utf8(body: bytes, content_type: str) -> bool:
    """Whether nothing says that the bytes are anything but UTF-8."""
    return _charsets(body, content_type) <= {"", "utf-8", "utf8"}


def _charsets(body: bytes, content_type: str) -> set[str]:
    declared = _DECLARED.match(body)
    charset = _CHARSET.search(content_type)
    return {declared[1].decode("ascii", "replace").lower() if declared else "", charset[1].lower() if charset else ""}


def _reads_one_way(body: bytes, content_type: str) -> bool:
    if b"\0" in body or b"\x1b" in body[:65_536] or not _charsets(body, content_type) <= _PLAIN:
        return False
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_well_formed(body: bytes) -> bool:
    """By the parser that feedparser uses; for what is not, feedparser has another one, which takes it otherwise."""
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    try:
        parser.Parse(body, True)
    except expat.ExpatError:
        return False
    return True


def _items(body: bytes) -> list[tuple[int, int]]:
    """Where the items begin and end; empty if there is a document type, an item in an item, or anything between two."""
    places: list[tuple[int, int]] = []
    started: int | None = None
    at = 0
    while (token := _TOKEN.search(body, at)) is not None:
        kind = token.lastindex or 0
        if kind == 4:
            return []
        if kind in _ENDS:
            end = body.find(_ENDS[kind], token.end())
            if end < 0:
                return []
            at = end + len(_ENDS[kind])
            continue
        at = body.find(b">", token.end()) + 1
        if at == 0:
            return []
        if token[5]:
            if started is None:
                return []
            places.append((started, at))
            started = None
        elif (
            started is not None
            or body[at - 2 : at] == b"/>"
            or (places and body[places[-1][1] : token.start()].strip())
        ):
            return []
        else:
            started = token.start()
    return places if started is None else []
