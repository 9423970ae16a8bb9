"""Pages that list articles and have no feed → entries: which links lead to articles, with their titles and days."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import urlsplit

from lxml import html  # type: ignore[import-untyped]  # it has no types

from tracker.collect.addresses import canonical_url
from tracker.collect.days import day_of
from tracker.collect.decoding import text_of
from tracker.collect.entries import LONGEST_SUMMARY, LONGEST_TITLE, Entry, once
from tracker.collect.plain import folded
from tracker.errors import UnreadableFeed

_LONGEST_PAGE = 2_000_000  # characters of markup
_MOST_LINKS = 5_000
_LINKS_TO_ONE = 5  # a picture, a heading, "read more"
_CARD_DEPTH = 6
_SHORTEST_TITLE = 12  # characters; less is "Read more" in most languages
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ENGLISH_DAY = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? (\d{1,2})(?:st|nd|rd|th)?, (20\d\d)\b",
    re.IGNORECASE,
)


def listing_entries(
    body: bytes, content_type: str, url: str, *, links: str | None = None, within: str | None = None
) -> tuple[Entry, ...]:
    """The articles that a page links to, in the order of the page.

    links:  pattern of their addresses, with * for anything ("https://ai.meta.com/blog/*/"); without one, pages of the
            same host below the listing's own path
    within: CSS selector of the parts of the page to look in; without one, all of it
    Raises UnreadableFeed where no link fits.
    """
    page = text_of(body, content_type)[:_LONGEST_PAGE].replace("\0", "")
    try:
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (html.etree.ParserError, ValueError) as broken:
        raise UnreadableFeed(url, "not_a_feed", f"expected a page of links: {folded(str(broken))[:200]}") from broken
    cards = _cards(tree, url, links, within)
    entries = once(_entry(address, anchors, url) for address, anchors in cards.items())
    if not entries:
        where = f" in {within!r}" if within else ""
        raise UnreadableFeed(url, "empty", f"no link to an article ({links or 'below this address'}){where}")
    return entries


def _cards(tree: Any, base: str, links: str | None, within: str | None) -> dict[str, list[Any]]:
    """The links to each article."""
    found: dict[str, list[Any]] = {}
    parts = tree.cssselect(within) if within else [tree]
    for number, anchor in enumerate(anchor for part in parts for anchor in part.iter("a")):
        if number == _MOST_LINKS:
            break
        address = canonical_url(anchor.get("href") or "", base)
        if address is not None and _fits(address, base, links):
            anchors = found.setdefault(address, [])
            if len(anchors) < _LINKS_TO_ONE:
                anchors.append(anchor)
    return found


def _fits(address: str, base: str, links: str | None) -> bool:
    if links is not None:
        return fnmatchcase(address, links) or fnmatchcase(address.rstrip("/"), links.rstrip("/"))
    there, here = urlsplit(address), urlsplit(base)
    below = here.path.rsplit("/", 1)[0].rstrip("/") + "/"
    return (
        there.netloc == here.netloc
        and there.path.startswith(below)
        and len(there.path.strip("/")) > len(here.path.strip("/"))
    )


def _entry(address: str, anchors: list[Any], base: str) -> Entry | None:
    card = max((_card(anchor, base) for anchor in anchors), key=lambda one: len(_text(one)))
    title = _title(card, anchors)
    if len(title) < _SHORTEST_TITLE:
        return None
    text = _text(card)
    return Entry(address, title[:LONGEST_TITLE], text.replace(title, "", 1).strip()[:LONGEST_SUMMARY], _day(card, text))


def _card(anchor: Any, base: str) -> Any:
    """The largest part around a link that has no link to any other page in it."""
    card = anchor
    for above in list(anchor.iterancestors())[:_CARD_DEPTH]:
        if above.tag in ("body", "main") or _leads_elsewhere(above, anchor, base):
            break
        card = above
    return card


def _leads_elsewhere(part: Any, anchor: Any, base: str) -> bool:
    own = canonical_url(anchor.get("href") or "", base)
    return any(canonical_url(one.get("href") or "", base) != own for one in part.iter("a"))


def _title(card: Any, anchors: list[Any]) -> str:
    """A heading in the card, else the longest text of a link, else what a picture link is labelled."""
    headings = [_text(heading) for heading in card.iter(*_HEADINGS)]
    named = [heading for heading in headings if heading]
    if named:
        return named[0]
    linked = [_text(anchor) for anchor in anchors]
    labelled = [folded(anchor.get("aria-label") or anchor.get("title") or "") for anchor in anchors]
    return max([*linked, *labelled], key=len)


def _day(card: Any, text: str) -> str | None:
    for time in card.iter("time"):
        day = day_of(time.get("datetime") or "") or day_of(_text(time))
        if day is not None:
            return day
    match = _ENGLISH_DAY.search(text)
    if match is None:
        return None
    month = _MONTHS.index(match[1].lower()) + 1
    return day_of(f"{match[3]}-{month:02}-{int(match[2]):02}")


def _text(element: Any) -> str:
    return folded(" ".join(_seen(element)))


def _seen(element: Any) -> Iterator[str]:
    for piece in element.itertext():
        parent = piece.getparent() if hasattr(piece, "getparent") else None
        if parent is None or parent.tag not in ("script", "style", "template"):
            yield str(piece)
