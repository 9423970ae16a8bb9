"""Feed bytes → entries, with feedparser behind caps."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from tracker.collect.addresses import canonical_url
from tracker.collect.days import day_of
from tracker.collect.decoding import text_of
from tracker.collect.delta import cut, says_utf8
from tracker.collect.entries import (
    FULL_TEXT,
    LONGEST_SUMMARY,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_ENTRIES,
    Entry,
    once,
    own_address,
)
from tracker.collect.outcomes import looks_like_feed
from tracker.collect.plain import folded, has_markup, lines_of, text_of_markup
from tracker.collect.seen import packed, unpacked
from tracker.collect.usual import usual_entries
from tracker.errors import UnreadableFeed

_ENTRY = re.compile(rb"<(?:[\w-]{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_ENDS = ((b"<feed", b"</feed>"), (b"<rdf:RDF", b"</rdf:RDF>"), (b"<rss", b"</channel></rss>"))
_PRIMARY_TAG = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as read: newest entries first as a rule, but it is the feed's own order. language is a primary tag."""

    title: str
    language: str | None
    entries: tuple[Entry, ...]


def entries_of(body: bytes, content_type: str, url: str, *, full_text: int = FULL_TEXT) -> Feed:
    """What a feed says; broken XML is read as far as it goes, and only the first 500 entries.

    content_type: the header, as it came. url: what answered; relative links start there.
    full_text: characters from which on what stands in an entry counts as its whole text.
    Raises UnreadableFeed where this is no feed ("not_a_feed") or nothing in it leads anywhere ("empty").
    """
    _refuse_other_things(body, content_type, url)
    parsed = _parsed(_first_entries(body), content_type, url)
    entries = _entries(parsed, url, full_text)
    if not entries:
        raise _nothing(parsed, url)
    feed = parsed["feed"]
    title = folded(_plain(feed, "title", is_atom=parsed["version"].startswith("atom")))[:LONGEST_TITLE]
    return Feed(title, _language(feed), entries)


def new_entries_of(
    body: bytes, content_type: str, url: str, seen: bytes = b"", *, full_text: int = FULL_TEXT
) -> tuple[tuple[Entry, ...], bytes]:
    """The entries of a feed that were not in it the last time, and what to hand in as `seen` the next time.

    The same entries as `entries_of` gives, less those whose items stood in the feed before, byte for byte; only the
    others are parsed. Raises UnreadableFeed as it does.
    """
    parts = cut(body, content_type, url)
    if parts is None:
        return entries_of(body, content_type, url, full_text=full_text).entries, b""
    _refuse_other_things(body, content_type, url)
    marks = parts.marks()
    known = unpacked(seen, parts.context)
    fresh = [number for number, mark in enumerate(marks) if mark not in known]
    entries: tuple[Entry, ...] = ()
    if fresh:
        entries = _read(parts.with_only(fresh), content_type, url, full_text, whole=len(fresh) == len(marks))
    return entries, packed(parts.context, marks)


def _read(body: bytes, content_type: str, url: str, full_text: int, *, whole: bool) -> tuple[Entry, ...]:
    """The entries of a feed that can be cut, read directly where it is a usual one. whole: there must be some."""
    usual = usual_entries(body, url) if says_utf8(body, content_type) else None
    if usual is not None:
        raws, is_atom = usual
        entries = once(_entry(raw, url, full_text, is_atom=is_atom) for raw in raws)
        if entries:
            return entries
    parsed = _parsed(body, content_type, url)
    entries = _entries(parsed, url, full_text)
    if not entries and whole:
        raise _nothing(parsed, url)
    return entries


def _refuse_other_things(body: bytes, content_type: str, url: str) -> None:
    if not body.strip():
        raise UnreadableFeed(url, "empty", "nothing came")
    if not looks_like_feed(text_of(body[:65_536], content_type)):
        raise UnreadableFeed(url, "not_a_feed", "expected RSS or Atom, got something else")


def _entries(parsed: Any, url: str, full_text: int) -> tuple[Entry, ...]:
    is_atom = parsed["version"].startswith("atom")
    return once(_entry(raw, url, full_text, is_atom=is_atom) for raw in parsed["entries"])


def _nothing(parsed: Any, url: str) -> UnreadableFeed:
    if parsed["entries"]:
        return UnreadableFeed(url, "empty", f"none of its {len(parsed['entries'])} entries has a link to a page")
    broken = parsed.get("bozo_exception")
    if broken is None:
        return UnreadableFeed(url, "empty", "a feed without entries")
    return UnreadableFeed(url, "not_a_feed", f"broken XML and no entry in it: {folded(str(broken))[:200]}")


def _parsed(body: bytes, content_type: str, url: str) -> Any:
    import feedparser  # type: ignore[import-untyped]  # it has no types

    _make_fit()
    return feedparser.parse(
        BytesIO(body),  # anything else it may take for the name of a file, and open it
        response_headers={"content-type": content_type, "content-location": url},
        resolve_relative_uris=False,
        sanitize_html=False,  # quadratic on a flood of "<!--"; we keep no markup anyway
    )


@lru_cache(maxsize=1)
def _make_fit() -> None:
    """Take costs out of feedparser that nothing here needs."""
    from feedparser import mixin

    # Its search for an e-mail address is quadratic in the length of an author's name (200 KB take over 25 s).
    # Nobody here reads authors, and no cap on the bytes would hold in every encoding.
    mixin._FeedParserMixin._sync_author_detail = lambda self, key="author": None
    # It joins the base address with itself at every start tag, a tenth of the time of a whole feed.
    mixin.make_safe_absolute_uri = lru_cache(maxsize=512)(mixin.make_safe_absolute_uri)
    # It copies the parameters of a text, which are texts, as if there were more in them.
    mixin.copy = SimpleNamespace(deepcopy=lambda parameters: parameters.__class__(parameters))


def _first_entries(body: bytes) -> bytes:
    """The feed up to its 500th entry, closed properly. Feeds in UTF-16 or UTF-32 come through whole."""
    for count, entry in enumerate(_ENTRY.finditer(body)):
        if count == MOST_ENTRIES:
            end = next((end for start, end in _ENDS if start in body[:65_536]), b"")
            return body[: entry.start()] + end
    return body


def _entry(raw: Any, base: str, full_text: int, *, is_atom: bool) -> Entry | None:
    page = canonical_url(dict.get(raw, "link") or "", base)
    told, title = _plain(raw, "summary", is_atom=is_atom), _title(raw, is_atom=is_atom)
    text = _full_text(raw, told, is_atom=is_atom, least=full_text if page else 1)
    if page is None and text is None and not dict.__contains__(raw, "link"):
        text = title or None  # a headline alone
    guid = folded(str(dict.get(raw, "id") or ""))[:LONGEST_TITLE]
    url = page or (own_address(base, guid or text) if text else None)
    if url is None:
        return None
    summary = folded(told) or folded(text or "")
    return Entry(
        url=url,
        title=(title or summary[:100])[:LONGEST_TITLE],
        summary=summary[:LONGEST_SUMMARY],
        published_on=_published_on(raw),
        guid=guid or None,
        text=text,
        complete=page is None,
    )


def _title(raw: Any, *, is_atom: bool) -> str:
    """The title, without the name of the paper that a search puts behind it."""
    title = folded(_plain(raw, "title", is_atom=is_atom))
    paper = folded(str(dict.get(dict.get(raw, "source") or {}, "title") or ""))
    return title.removesuffix(f" - {paper}") if paper else title


def _plain(raw: Any, key: str, *, is_atom: bool) -> str:
    detail = dict.get(raw, f"{key}_detail") or {}
    return _unmarked(dict.get(raw, key), dict.get(detail, "type"), is_atom=is_atom)


def _unmarked(value: Any, sort: Any, *, is_atom: bool) -> str:
    """Plain text of a field. In RSS a field without a tag may still be escaped twice; Atom says what it means."""
    text = str(value or "")
    if sort in ("text/html", "application/xhtml+xml") or has_markup(text):
        return text_of_markup(text)
    return text if is_atom else unescape(text)


def _full_text(raw: Any, summary: str, *, is_atom: bool, least: int) -> str | None:
    contents = [_unmarked(dict.get(c, "value"), dict.get(c, "type"), is_atom=is_atom) for c in raw.get("content", [])]
    text = lines_of(max([*contents, summary], key=len))
    return text[:LONGEST_TEXT] if len(text) >= least else None


def _published_on(raw: Any) -> str | None:
    for key in ("published", "updated"):
        day = day_of(str(dict.get(raw, key) or ""))
        parsed = dict.get(raw, f"{key}_parsed")  # in UTC; feedparser knows the months of some more languages
        if day is None and parsed is not None:
            day = day_of(f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}")
        if day is not None:
            return day
    return None


def _language(feed: Any) -> str | None:
    match = _PRIMARY_TAG.match(str(dict.get(feed, "language") or "").strip())
    return match[0].lower() if match else None
