"""Which entries of a listing were there before: marks of eight bytes, kept with the source's state. Pure."""

from collections.abc import Iterable
from hashlib import blake2b

from tracker.collect.entries import Entry, Listing

_SIZE = 8  # bytes; among 500 marks a mistake has a chance of 1 in 10^14


def mark_of(*parts: bytes) -> bytes:
    """The mark of some bytes, each part with its length, so that no two lists of parts look alike."""
    digest = blake2b(digest_size=_SIZE)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


def packed(context: bytes, marks: Iterable[bytes]) -> bytes:
    """What is stored: the mark of what all entries stand in, then theirs."""
    return context + b"".join(marks)


def unpacked(seen: bytes, context: bytes) -> frozenset[bytes]:
    """The marks that were stored; none, if the entries stood in something else then."""
    if seen[:_SIZE] != context or len(seen) % _SIZE:
        return frozenset()
    return frozenset(seen[at : at + _SIZE] for at in range(_SIZE, len(seen), _SIZE))


def unseen(listing: Listing, seen: bytes) -> Listing:
    """Only those entries of a listing that were not in it, just so, the last time."""
    marks = [_mark(entry) for entry in listing.entries]
    known = unpacked(seen, _NO_CONTEXT)
    fresh = tuple(entry for entry, mark in zip(listing.entries, marks, strict=True) if mark not in known)
    return Listing(fresh, listing.further, packed(_NO_CONTEXT, marks))


_NO_CONTEXT = mark_of(b"entries")


def _mark(entry: Entry) -> bytes:
    return mark_of(*((part or "").encode("utf-8", "replace") for part in (entry.url, entry.title, entry.published_on)))
