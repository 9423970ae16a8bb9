"""What waits to be read -> articles: from the page behind an entry, or from the entry itself."""

from dataclasses import replace

from tracker.collect.entries import Entry
from tracker.collect.text import article_of
from tracker.extract.relevance import is_relevant
from tracker.languages import settled
from tracker.pipeline.page import Page
from tracker.records import Article, Snapshot, Source

_WATCHED = frozenset({"hub", "page", "file"})  # each was named by an operator because all of it matters


def is_worthwhile(source: Source, title: str, summary: str) -> bool:
    """Whether to read an entry. On Meta's own pages its name goes without saying; that of a repository says nothing
    about a change in it."""
    if source.kind in _WATCHED:
        return True
    told = title.partition(": ")[2] if source.kind == "repository" else title
    return is_relevant(told, f"{summary}\nMeta" if source.provenance == "primary" else summary)


def page_of(source: Source, entry: Entry, listed_in: str | None) -> Page:
    """An entry to be remembered; listed_in is the SHA-256 of the answer that it stood in.

    Only what could be about Meta's open AI is worth a request; the rest is kept as skipped, and can be replayed.
    """
    state = "waiting" if is_worthwhile(source, entry.title, f"{entry.summary} {entry.text or ''}") else "skipped"
    page = Page(entry.url, source.name, state, entry.title, entry.summary, entry.published_on)
    return replace(page, text=entry.text, snapshot=listed_in) if entry.complete else page


def article_on(source: Source, page: Page, snapshot: Snapshot) -> Article:
    """The article on a page that was fetched. Raises UnreadablePage."""
    entry = Entry(page.url, page.title, page.summary, page.published_on, page.url, None)
    return article_of(
        snapshot, publisher=publisher_of(source), language=source.language, entry=entry, hints=source.hints
    )


def article_in(source: Source, page: Page) -> Article:
    """The article that an entry carries itself."""
    language = settled(source.language, f"{page.title}\n{page.text}")
    by = "feed" if page.published_on else None
    return Article(
        page.title, page.text or "", page.url, language, page.published_on, publisher_of(source), dated_by=by
    )


def publisher_of(source: Source) -> str | None:
    """Whose word the articles of a source are; a search finds articles of anybody."""
    return None if source.kind == "search" else source.publisher
