"""Page bytes → article: main text by trafilatura, the rest from the page's own markup."""

import logging
from configparser import ConfigParser
from datetime import timedelta
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from tracker.collect.addresses import canonical_url
from tracker.collect.days import day_in_path, is_after
from tracker.collect.decoding import media_type, text_of
from tracker.collect.entries import Entry
from tracker.collect.metadata import Metadata, metadata_of
from tracker.collect.plain import folded
from tracker.collect.walls import wall_in
from tracker.errors import UnreadablePage
from tracker.records import Article, Snapshot

_SHORTEST = 200  # Latin letters of main text; less is a teaser, a wall or an error
_LONGEST_PAGE = 2_000_000  # characters of markup
_MARKUP_TYPES = frozenset({"", "text/html", "application/xhtml+xml", "text/xml", "application/xml"})
_PLAIN_TYPES = frozenset({"text/plain", "text/markdown", "text/x-markdown"})


def article_of(
    snapshot: Snapshot,
    *,
    publisher: str | None = None,
    language: str | None = None,
    entry: Entry | None = None,
    title: str | None = None,
    published_on: str | None = None,
) -> Article:
    """The article on a page, or in a plain text or Markdown file.

    publisher, language: used where the page names none. entry: what a feed said about the page.
    title, published_on: win over whatever the page says.
    Of plain text nothing but NULs is lost, and nothing reflowed; without a title given, its first line is the title.
    Raises UnreadablePage for what is no text, a challenge or consent page, or has hardly any text.
    """
    sort = media_type(snapshot.content_type)
    if sort in _PLAIN_TYPES:
        return _plain_article(snapshot, publisher, language, entry, title, published_on)
    if sort not in _MARKUP_TYPES:
        raise UnreadablePage(snapshot.url, snapshot.sha256, f"{sort} is no page of text")
    page = text_of(snapshot.body, snapshot.content_type)[:_LONGEST_PAGE]
    tree = _tree(page, snapshot)
    found = metadata_of(tree, snapshot.final_url)
    chosen = title or found.title or (entry.title if entry else "")
    return Article(
        title=chosen,
        text=_main_text(tree, chosen, snapshot),
        url=found.url or canonical_url(snapshot.final_url),
        language=found.language or language,
        published_on=published_on or _published_on(found, entry, snapshot),
        publisher=publisher or found.site,
    )


def article_of_entry(entry: Entry, *, publisher: str | None, language: str | None) -> Article | None:
    """The article that the feed itself carries; None if it does not carry the whole text."""
    if entry.text is None:
        return None
    return Article(entry.title, entry.text, entry.url, language, entry.published_on, publisher)


def _plain_article(
    snapshot: Snapshot,
    publisher: str | None,
    language: str | None,
    entry: Entry | None,
    title: str | None,
    published_on: str | None,
) -> Article:
    text = text_of(snapshot.body, snapshot.content_type).replace("\0", "")  # no database takes a NUL
    if not folded(text):
        raise UnreadablePage(snapshot.url, snapshot.sha256, "an empty text")
    if title is None:
        first, _, text = text.lstrip().partition("\n")
        title = folded(first.lstrip("#"))
    nothing = Metadata(None, (), None, None, None)
    return Article(
        title=title,
        text=text,
        url=canonical_url(snapshot.final_url),
        language=language,
        published_on=published_on or _published_on(nothing, entry, snapshot),
        publisher=publisher,
    )


def _tree(page: str, snapshot: Snapshot) -> Any:
    from trafilatura import load_html

    wall = wall_in(page)
    if wall is not None:
        raise UnreadablePage(snapshot.url, snapshot.sha256, f"not the article: {wall}")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it says, UnreadablePage says
    tree = load_html(page)
    if tree is None:
        raise UnreadablePage(snapshot.url, snapshot.sha256, "no HTML in it")
    return tree


def _main_text(tree: Any, title: str, snapshot: Snapshot) -> str:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(
        tree, fast=True, include_comments=False, with_metadata=False, config=_extraction_settings(tree)
    )
    lines = [folded(line) for line in ((found.text if found else None) or "").split("\n")]
    lines = [line for line in lines if line]
    if lines and lines[0] == title:
        del lines[0]
    text = "\n".join(lines)
    if _weight(text) < _SHORTEST:
        raise UnreadablePage(snapshot.url, snapshot.sha256, f"hardly any text on the page ({len(text)} characters)")
    return text


def _extraction_settings(tree: Any) -> ConfigParser:
    """trafilatura gives up, and takes the whole page, below 250 characters: in Chinese that is a whole article."""
    from trafilatura.settings import DEFAULT_CONFIG, use_config

    start = "".join(islice(tree.itertext("p", "div", "h1", "span", "td", "li"), 200))
    if 2 * _weight(start) <= 3 * len(start):
        return DEFAULT_CONFIG
    settings = use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "80")
    return settings


def _weight(text: str) -> int:
    """The length of a text in Latin letters; one of a Chinese, Japanese or Korean text says as much as three."""
    return len(text) + 2 * sum("\u2e80" <= character <= "\uffdc" for character in text)


def _published_on(found: Metadata, entry: Entry | None, snapshot: Snapshot) -> str | None:
    """The first believable day: from the page's markup, the feed's entry, the address. Tomorrow there is in other zones."""
    limit = (snapshot.fetched_at + timedelta(days=1)).date().isoformat()
    days = [*found.days, entry.published_on if entry else None, day_in_path(urlsplit(snapshot.final_url).path)]
    return next((day for day in days if day is not None and not is_after(day, limit)), None)
