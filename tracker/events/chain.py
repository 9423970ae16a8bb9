"""Canonical bytes, hash links, first misfit: pure, so that a stranger can check an export with it.

An entry's canonical bytes are the JSON array [position, id, type, shape, recorded_at, subject, key, digest], where
digest is the SHA-256 (hex) of the payload's bytes. Canonical JSON is RFC 8785's for values without floats and with
ASCII keys: keys sorted, no white space, UTF-8.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

GENESIS = bytes(32)
_encode = msgspec.json.Encoder(order="sorted").encode


class Entry(NamedTuple):
    """One row of the log. payload is canonical JSON text; link is 32 bytes; recorded_at is UTC text."""

    position: int
    id: str
    type: str
    shape: int
    recorded_at: str
    subject: str | None
    key: str
    payload: str
    link: bytes


Raw = tuple[int, str, str, int, str, str | None, str, bytes, bytes]
"""An entry as a plain tuple, with the payload's bytes: what verification reads, hundreds of thousands a second."""


def instant(moment: datetime) -> str:
    """UTC text of an aware instant, as every table holds it: "2026-11-21T20:33:50.123456Z"."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def canonical(value: Any) -> bytes:
    """Canonical JSON of a payload, or of what JSON can hold. Raises TypeError on a float (payload types have none)."""
    if not isinstance(value, msgspec.Struct):
        refuse_floats(value)
    return _encode(value)


def decoded(payload: str) -> dict[str, Any]:
    """The fields of a payload."""
    fields: dict[str, Any] = msgspec.json.decode(payload)
    return fields


def link(previous: bytes, entry: bytes) -> bytes:
    """Hash of one entry: 32 bytes of SHA-256 (FIPS 180-4) over `previous`, then `entry`.

    previous: the 32 bytes of the entry before (GENESIS for the first); of fixed length, it needs no mark between
    entry:    canonical bytes of everything else, see above
    A chain does not notice its own tail cut off, so every report prints the head to compare later.
    """
    if len(previous) != 32:
        raise ValueError(f"a link is 32 bytes, got {len(previous)}")
    return sha256(previous + entry).digest()


def entry_bytes(
    position: int, id_: str, type_: str, shape: int, recorded_at: str, subject: str | None, key: str, payload: bytes
) -> bytes:
    """What is linked for one entry; the payload enters through its digest."""
    return b"[%d%b" % (position, tail((id_, type_, shape, recorded_at, subject, key), payload))


def tail(head: tuple[str, str, int, str, str | None, str], payload: bytes) -> bytes:
    """`entry_bytes` without the bracket and the position that it begins with: what can be made before that is known.

    head: id, type, shape, recorded_at, subject, key
    """
    return b"," + _encode((*head, sha256(payload).hexdigest()))[1:]


def relink(previous: bytes, entry: Entry) -> bytes:
    """The link that `entry` must carry after `previous`."""
    return link(previous, entry_bytes(*entry[:7], entry.payload.encode()))


def first_misfit(entries: Iterable[Raw], position: int = 0, previous: bytes = GENESIS) -> Raw | None:
    """The first entry that does not follow from the ones before it, or None.

    entries: as `Raw`, straight from the table. position, previous: of the entry before the first one given.
    """
    for entry in entries:
        position += 1
        whole = _encode([*entry[:7], sha256(entry[7]).hexdigest()])
        if entry[0] != position or sha256(previous + whole).digest() != entry[8]:
            return entry
        previous = entry[8]
    return None


def key_hash(key: str) -> int:
    """What the index over keys holds: the first eight bytes of the key's SHA-256, as a signed number (big-endian)."""
    return int.from_bytes(sha256(key.encode()).digest()[:8], signed=True)


def event_id(recorded_at_ms: int, hashed: int) -> str:
    """A UUIDv7 (RFC 9562) of the time and of the key's hash: time-ordered, reproducible, found through that hash.

    The hash's first two bits make way for the variant, the others are the last 62 of the id; the twelve bits before
    them repeat its end.
    """
    return id_maker(recorded_at_ms)(hashed)


def id_maker(recorded_at_ms: int) -> Callable[[int], str]:
    """`event_id` for many entries of one instant."""
    time = f"{recorded_at_ms:012x}"
    start = f"{time[:8]}-{time[8:]}-7"

    def id_of(hashed: int) -> str:
        noise = f"{hashed & _62_BITS | _VARIANT:x}"
        return f"{start}{noise[13:]}-{noise[:4]}-{noise[4:]}"

    return id_of


def hashes_of(event_id: str) -> list[int] | None:
    """The four values of `key_hash` that an id can stand for, or None for what is no id."""
    try:
        low = UUID(event_id).int & _62_BITS
    except ValueError:
        return None
    return [(low | two << 62) - (1 << 64 if two >= 2 else 0) for two in range(4)]


_62_BITS, _VARIANT = 2**62 - 1, 1 << 63


def refuse_floats(value: Any) -> None:
    """Raises TypeError if `value` is a float or holds one at any depth: their text differs between writers."""
    if isinstance(value, float):
        raise TypeError(f"no floats in payloads: {value!r}")
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        refuse_floats(inner)
