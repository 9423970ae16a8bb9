"""What is read out of a snapshot: entries of a listing, an article with its claims. Run in a process apart, as
strangers wrote it (pipeline.apart)."""

from dataclasses import dataclass, replace
from pathlib import Path

from tracker.collect.archive import Archive, Kept
from tracker.collect.reading import listing_of
from tracker.collect.reserving import title_in
from tracker.extract.claims import claims_of
from tracker.languages import language_of
from tracker.pipeline.apart import Apart
from tracker.pipeline.articles import article_in, article_on, page_of, publisher_of
from tracker.pipeline.page import Page
from tracker.records import Article, Claim, Snapshot, Source
from tracker.settings import Settings


@dataclass(frozen=True, slots=True)
class Listed:
    """The entries of a listing, and the snapshot that they were read out of, without its bytes.

    further: addresses of listings that this one points to
    seen:    what to hand in the next time, so that nothing is given twice
    """

    pages: tuple[Page, ...]
    snapshot: Snapshot
    further: tuple[str, ...] = ()
    seen: bytes = b""


@dataclass(frozen=True, slots=True)
class Read:
    """An article, what it claims, and the snapshot that it was read out of, without its bytes."""

    article: Article
    claims: tuple[Claim, ...]
    snapshot: Snapshot


def reader(settings: Settings) -> Apart:
    """The process apart in which to run what is below. To be closed."""
    return Apart(settings.reading_deadline_s, warm)


def warm() -> None:
    """Load what is slow to load: libraries, and the model of languages."""
    import feedparser  # type: ignore[import-untyped]  # noqa: F401  # it has no types
    import trafilatura  # noqa: F401

    language_of("words of some language")


def listed_in(archive: Path, kept: Kept, source: Source, seen: bytes = b"") -> Listed:
    """What a source lists that it did not list the last time. Raises UnreadableFeed."""
    snapshot = Archive(archive).read(kept)
    listing = listing_of(source, snapshot, seen)
    found = tuple(page_of(source, entry, snapshot.sha256) for entry in listing.entries)
    return Listed(found, replace(snapshot, body=b""), listing.further, listing.seen)


def read_out_of(archive: Path, kept: Kept, source: Source, page: Page) -> Read:
    """The article on a page, or in the entry that needs none. Raises UnreadablePage."""
    snapshot = Archive(archive).read(kept)
    article = article_on(source, page, snapshot) if page.text is None else article_in(source, page)
    said = () if article.text == page.url else tuple(claims_of(article))  # of a narrowed entry nothing is read
    return Read(article, said, replace(snapshot, body=b""))


def narrowed(page: Page) -> Page:
    """An entry of a listing whose publisher reserves text and data mining: title, address and day."""
    return replace(page, summary="", text=None if page.text is None else page.url)


def read_narrowly(archive: Archive, kept: Kept, source: Source, page: Page) -> Read:
    """An article that may not be read: its title and address stand for its text, and nothing is claimed."""
    snapshot = archive.read(kept)
    title = page.title or title_in(snapshot.body.decode("utf-8", "replace")) or page.url
    article = Article(title, page.url, page.url, source.language, page.published_on, publisher_of(source))
    return Read(article, (), replace(snapshot, body=b""))
