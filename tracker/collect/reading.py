"""One answer of a source → what it lists, by the reader of its kind. Pure, so that it can run in another process."""

from tracker.collect.decoding import text_of
from tracker.collect.entries import FULL_TEXT, Entry, Listing
from tracker.collect.essays import essay_entry, file_entry
from tracker.collect.feeds import entries_of
from tracker.collect.hubs import hub_entries
from tracker.collect.jsonfeed import json_feed_entries, looks_like_json_feed
from tracker.collect.listings import listing_entries
from tracker.collect.outcomes import looks_like_feed
from tracker.collect.packages import of_package, package_entries
from tracker.collect.repositories import named, repository_entries
from tracker.collect.searches import search_entries
from tracker.collect.sitemaps import sitemap_entries
from tracker.errors import UnreadableFeed
from tracker.records import Snapshot, Source


def listing_of(source: Source, came: Snapshot) -> Listing:
    """What the answer lists. Raises UnreadableFeed where it is not what a source of this kind answers."""
    if not came.body.strip():
        raise UnreadableFeed(came.final_url, "empty", "nothing came")
    if source.kind == "sitemap":
        entries, further = sitemap_entries(came.body, came.final_url, links=source.links)
        return Listing(entries, further)
    return Listing(_entries(source, came))


def _entries(source: Source, came: Snapshot) -> tuple[Entry, ...]:
    body, content_type, url = came.body, came.content_type, came.final_url
    match source.kind:
        case "feed":
            return _of_feed(came)
        case "listing":
            return listing_entries(body, content_type, url, links=source.links, within=source.within)
        case "search":
            return _of_feed(came) if _is_feed(came) else search_entries(body, content_type, url)
        case "repository":
            return (
                named(_of_feed(came, full_text=1), url)
                if _is_feed(came)
                else repository_entries(body, content_type, url)
            )
        case "package":
            return of_package(_of_feed(came), url) if _is_feed(came) else package_entries(body, content_type, url)
        case "hub":
            return hub_entries(body, content_type, url)
        case "page":
            return (essay_entry(came),)
        case "file":
            return (file_entry(body, content_type, came.url),)
    raise AssertionError(source.kind)


def _of_feed(came: Snapshot, full_text: int = FULL_TEXT) -> tuple[Entry, ...]:
    if looks_like_json_feed(_start(came)):
        return json_feed_entries(came.body, came.content_type, came.final_url)
    return entries_of(came.body, came.content_type, came.final_url, full_text=full_text).entries


def _is_feed(came: Snapshot) -> bool:
    start = _start(came)
    return looks_like_feed(start) or looks_like_json_feed(start)


def _start(came: Snapshot) -> str:
    return text_of(came.body[:65_536], came.content_type)
