"""One answer of a source → what it lists, by the reader of its kind. Pure, so that it can run in another process."""

from tracker.collect.decoding import text_of
from tracker.collect.entries import FULL_TEXT, Entry, Listing
from tracker.collect.essays import essay_entry, file_entry
from tracker.collect.feeds import entries_of, new_entries_of
from tracker.collect.hubs import hub_entries
from tracker.collect.jsonfeed import json_feed_entries, looks_like_json_feed
from tracker.collect.listings import listing_entries
from tracker.collect.outcomes import looks_like_feed
from tracker.collect.packages import of_package, package_entries
from tracker.collect.repositories import named, repository_entries
from tracker.collect.searches import search_entries
from tracker.collect.seen import unseen
from tracker.collect.sitemaps import sitemap_entries
from tracker.errors import UnreadableFeed
from tracker.records import Snapshot, Source

_IN_FEEDS = frozenset({"feed", "search", "repository", "package"})


def listing_of(source: Source, came: Snapshot, seen: bytes = b"") -> Listing:
    """What the answer lists that it did not list the last time.

    seen: the `seen` of the Listing of that time; empty if there was none, and then all is given
    Raises UnreadableFeed where the answer is not what a source of this kind answers.
    """
    if not came.body.strip():
        raise UnreadableFeed(came.final_url, "empty", "nothing came")
    if source.kind in _IN_FEEDS and _is_xml_feed(came):
        full_text = 1 if source.kind == "repository" else FULL_TEXT
        entries, seen = new_entries_of(came.body, came.content_type, came.final_url, seen, full_text=full_text)
        return Listing(_called(source, entries, came.final_url), seen=seen)
    if source.kind == "sitemap":
        entries, further = sitemap_entries(came.body, came.final_url, links=source.links)
        return unseen(Listing(entries, further), seen)
    return unseen(Listing(_entries(source, came)), seen)


def _entries(source: Source, came: Snapshot) -> tuple[Entry, ...]:
    body, content_type, url = came.body, came.content_type, came.final_url
    if source.kind in _IN_FEEDS and looks_like_json_feed(_start(came)):
        return _called(source, json_feed_entries(body, content_type, url), url)
    match source.kind:
        case "feed":
            return entries_of(body, content_type, url).entries  # says what is wrong with it
        case "listing":
            return listing_entries(body, content_type, url, links=source.links, within=source.within)
        case "search":
            return search_entries(body, content_type, url)
        case "repository":
            return repository_entries(body, content_type, url)
        case "package":
            return package_entries(body, content_type, url)
        case "hub":
            return hub_entries(body, content_type, url)
        case "page":
            return (essay_entry(came),)
        case "file":
            return (file_entry(body, content_type, came.url),)
    raise AssertionError(source.kind)


def _called(source: Source, entries: tuple[Entry, ...], url: str) -> tuple[Entry, ...]:
    """The entries of a feed by the names that they need outside of it."""
    if source.kind == "repository":
        return named(entries, url)
    return of_package(entries, url) if source.kind == "package" else entries


def _is_xml_feed(came: Snapshot) -> bool:
    return looks_like_feed(_start(came))


def _start(came: Snapshot) -> str:
    return text_of(came.body[:65_536], came.content_type)
