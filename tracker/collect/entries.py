"""What a source lists: entries, whatever kind of document they were read out of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from tracker.collect.addresses import canonical_url

LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_TEXT = 500, 4_000, 500_000  # characters
FULL_TEXT = 1_000  # characters; a summary is shorter
MOST_ENTRIES = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed or listing: plain text throughout, white space folded.

    url:          canonical address of the page, http or https; with a fragment where no page of its own stands behind
                  the entry (see own_address)
    published_on: partial date; where a feed has no date of publication, that of its last change; None without either
    guid:         what the feed calls the entry, as it says it; None if it does not
    text:         the whole text, a line for each paragraph, if the listing carries it; else None
    complete:     the text is all there is to read, so that no page is fetched
    """

    url: str
    title: str
    summary: str
    published_on: str | None = None
    guid: str | None = None
    text: str | None = field(default=None, repr=False)
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """What one answer of a source lists.

    entries: those not seen before, in the order of the document
    further: addresses of listings that this one points to (a sitemap index), the newest first
    seen:    what to hand in the next time, so that nothing is given twice (tracker.collect.seen)
    """

    entries: tuple[Entry, ...]
    further: tuple[str, ...] = ()
    seen: bytes = field(default=b"", repr=False)


def own_address(base: str, key: str) -> str | None:
    """An address for an entry that has no page: that of its listing, and a mark of what it is called there."""
    listing = canonical_url(base)
    return f"{listing}#{sha256(key.encode('utf-8', 'replace')).hexdigest()[:16]}" if listing and key else None


def once(entries: Iterable[Entry | None]) -> tuple[Entry, ...]:
    """The entries, the first of each address, at most MOST_ENTRIES."""
    kept: dict[str, Entry] = {}
    for entry in entries:
        if entry is not None:
            kept.setdefault(entry.url, entry)
            if len(kept) == MOST_ENTRIES:
                break
    return tuple(kept.values())
