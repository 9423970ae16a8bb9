"""Page bytes → article: main text by trafilatura, the rest from the page's own markup. Pure."""

import logging
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from tracker.collect.addresses import canonical_url
from tracker.collect.dating import Dated, chosen
from tracker.collect.decoding import media_type, text_of
from tracker.collect.entries import Entry
from tracker.collect.maintext import main_text, weight
from tracker.collect.metadata import Metadata, body_in, metadata_of
from tracker.collect.pageplaces import applied, hinted, within
from tracker.collect.plain import folded
from tracker.collect.walls import wall_in
from tracker.collect.wording import told_by
from tracker.errors import UnreadablePage
from tracker.languages import settled
from tracker.records import Article, Hints, Snapshot

_SHORTEST = 100  # Latin letters of main text; less is a teaser, a wall or an error
_THIN = 1_000
_LONGEST_PAGE = 2_000_000  # characters of markup
_MARKUP_TYPES = frozenset({"", "text/html", "application/xhtml+xml", "text/xml", "application/xml"})
_PLAIN_TYPES = frozenset({"text/plain", "text/markdown", "text/x-markdown"})
_NOTHING = Metadata(None, (), None, None, None)


def article_of(
    snapshot: Snapshot,
    *,
    publisher: str | None = None,
    language: str | None = None,
    entry: Entry | None = None,
    title: str | None = None,
    published_on: str | None = None,
    hints: Hints = Hints(),  # noqa: B008  (frozen)
) -> Article:
    """The article on a page, or in a plain text or Markdown file.

    publisher, language: used where the page names none. entry: what a feed said about the page.
    title, published_on: win over whatever the page says. hints: of the page's source.
    Of plain text nothing but NULs is lost, and nothing reflowed; without a title given, its first line is the title.
    Raises UnreadablePage for what is no text, a challenge or consent page, or has hardly any text.
    """
    sort = media_type(snapshot.content_type)
    if sort in _PLAIN_TYPES:
        return _plain_article(snapshot, publisher, language, entry, title, published_on)
    if sort not in _MARKUP_TYPES:
        raise UnreadablePage(snapshot.url, snapshot.sha256, f"{sort} is no page of text")
    tree = tree_of(snapshot)
    text = _text(tree, hints, snapshot)
    found = hinted(metadata_of(tree, snapshot.final_url), tree, hints)
    chosen_title = title or found.title or (entry.title if entry else "")
    text = _without_title(text, chosen_title)
    spoken = settled(found.language, f"{chosen_title}\n{text}") or language
    dated = Dated(published_on, "given") if published_on else _dated(found, entry, snapshot)
    if published_on is None and (dated is None or len(dated.day) < 10):
        within = dated.day if dated else ""
        words = told_by(tree, found.title or chosen_title, spoken, _limit(snapshot), within, text.partition("\n")[0])
        if words is not None and words.day.startswith(within):
            dated = words
    return Article(
        title=chosen_title,
        text=text,
        url=found.url or canonical_url(snapshot.final_url),
        language=spoken,
        published_on=dated.day if dated else None,
        publisher=publisher or found.site,
        author=found.author,
        dated_by=dated.by if dated else None,
    )


def article_of_entry(entry: Entry, *, publisher: str | None, language: str | None) -> Article | None:
    """The article that the feed itself carries; None if it does not carry the whole text."""
    if entry.text is None:
        return None
    by = "feed" if entry.published_on else None
    return Article(entry.title, entry.text, entry.url, language, entry.published_on, publisher, dated_by=by)


def tree_of(snapshot: Snapshot) -> Any:
    """The page as lxml's tree, parsed once for all that is read from it. Raises UnreadablePage."""
    from trafilatura import load_html

    page = text_of(snapshot.body, snapshot.content_type)[:_LONGEST_PAGE]
    wall = wall_in(page)
    if wall is not None:
        raise UnreadablePage(snapshot.url, snapshot.sha256, f"not the article: {wall}")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it says, UnreadablePage says
    tree = load_html(page)
    if tree is None:
        raise UnreadablePage(snapshot.url, snapshot.sha256, "no HTML in it")
    return tree


def _text(tree: Any, hints: Hints, snapshot: Snapshot) -> str:
    """The main text; metadata is looked for only where there is one."""
    place = within(tree, hints)
    text = place if place is not None else main_text(applied(tree, hints))
    if weight(text) < _THIN and weight(body := body_in(tree)) > 2 * weight(text):
        text = body  # what shows the page's text is a script
    if weight(text) < _SHORTEST:
        raise UnreadablePage(snapshot.url, snapshot.sha256, f"hardly any text on the page ({len(text)} characters)")
    return text


def _without_title(text: str, title: str) -> str:
    first, _, rest = text.partition("\n")
    return rest if first == title and rest else text


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
    dated = Dated(published_on, "given") if published_on else _dated(_NOTHING, entry, snapshot)
    return Article(
        title=title,
        text=text,
        url=canonical_url(snapshot.final_url),
        language=language,
        published_on=dated.day if dated else None,
        publisher=publisher,
        dated_by=dated.by if dated else None,
    )


def _dated(found: Metadata, entry: Entry | None, snapshot: Snapshot) -> Dated | None:
    """From the page's markup, the feed's entry, the address."""
    told = [*found.days]
    if entry is not None and entry.published_on is not None:
        told.append(Dated(entry.published_on, "feed"))
    return chosen(told, urlsplit(snapshot.final_url).path, _limit(snapshot))


def _limit(snapshot: Snapshot) -> date:
    """The last day that a page can have been published on: tomorrow there is in other zones."""
    return (snapshot.fetched_at + timedelta(days=1)).date()
