"""Sitemaps (https://www.sitemaps.org/protocol.html), Google's news extension among them, and their indexes → entries."""

import gzip
import re
import zlib
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree  # type: ignore[import-untyped]  # it has no types

from tracker.collect.addresses import canonical_url
from tracker.collect.days import day_of
from tracker.collect.entries import LONGEST_TITLE, Entry, once
from tracker.collect.plain import folded
from tracker.errors import UnreadableFeed

_LONGEST = 60_000_000  # bytes; the protocol allows 52,428,800
_MOST = 50_000  # addresses, by the protocol
_FURTHER = 3  # newest sitemaps of an index that are read in one poll
_GZIP = b"\x1f\x8b"
_ENDING = re.compile(r"\.\w{1,5}$")


def sitemap_entries(body: bytes, url: str, *, links: str | None = None) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """The pages of a sitemap, newest first, and the sitemaps to read beside it, where it is an index.

    links: pattern of the addresses to take, with * for anything; None for all. A page without a title is called by the last part of its address. Raises UnreadableFeed.
    """
    root = _root(_unpacked(body, url), url)
    kind = _local(root)
    if kind == "sitemapindex":
        return (), _newest_maps(root, url)
    if kind != "urlset":
        raise UnreadableFeed(url, "not_a_feed", f"expected a sitemap, got <{str(kind)[:40]}>")
    entries = [_entry(page, url) for page in _children(root)[:_MOST] if _local(page) == "url"]
    found = [entry for entry in entries if entry is not None]
    found = [entry for entry in found if links is None or fnmatchcase(entry.url, links)]
    if not found:
        raise UnreadableFeed(url, "empty", f"a sitemap without a page in it{f' that fits {links}' if links else ''}")
    found.sort(key=lambda entry: entry.published_on or "", reverse=True)
    return once(found), ()


def _unpacked(body: bytes, url: str) -> bytes:
    """Sitemaps may be served as .gz files, which is no content coding."""
    if not body.startswith(_GZIP):
        return body
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, _LONGEST)
    except (zlib.error, gzip.BadGzipFile) as broken:
        raise UnreadableFeed(url, "not_a_feed", f"broken compression: {broken}") from broken


def _root(body: bytes, url: str) -> Any:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise UnreadableFeed(url, "not_a_feed", f"expected a sitemap: {folded(str(broken))[:200]}") from broken
    if root is None:
        raise UnreadableFeed(url, "not_a_feed", "expected a sitemap, found no XML")
    return root


def _entry(page: Any, base: str) -> Entry | None:
    told = {name: text for name, text in _leaves(page) if text}
    url = canonical_url(told.get("loc", ""), base)
    if url is None:
        return None
    day = day_of(told.get("publication_date", "")) or day_of(told.get("lastmod", ""))
    title = told.get("title") or _title_of_address(url)
    return Entry(url, title[:LONGEST_TITLE], told.get("keywords", "")[:LONGEST_TITLE], day)


def _newest_maps(root: Any, base: str) -> tuple[str, ...]:
    maps = []
    for one in _children(root):
        told = dict(_leaves(one))
        url = canonical_url(told.get("loc", ""), base)
        if url is not None:
            maps.append((told.get("lastmod", ""), url))
    if not maps:
        raise UnreadableFeed(base, "empty", "a sitemap index without a sitemap in it")
    maps.sort(key=lambda one: one[0], reverse=True)  # stable: without dates the order of the index stands
    return tuple(url for _, url in maps[:_FURTHER])


def _leaves(page: Any) -> list[tuple[str, str]]:
    """Names and texts below a page, its pictures and videos left out: they have titles of their own."""
    found: list[tuple[str, str]] = []
    for child in _children(page):
        name = _local(child)
        if name == "news":
            found += [(_local(leaf), folded(leaf.text or "")) for leaf in child.iter(etree.Element)]
        elif name not in ("image", "video"):
            found.append((name, folded(child.text or "")))
    return found


def _children(element: Any) -> list[Any]:
    return [child for child in element if isinstance(child.tag, str)]


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _title_of_address(url: str) -> str:
    parts = [part for part in unquote(urlsplit(url).path).split("/") if part]
    words = _ENDING.sub("", parts[-1]) if parts else ""
    # Addresses are in small letters: names are known by their capitals.
    return " ".join(word[:1].upper() + word[1:] for word in folded(re.sub(r"[-_+]+", " ", words)).split()) or url
