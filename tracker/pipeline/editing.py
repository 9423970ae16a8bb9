"""What a person decides about events: each decision is an event itself, with who and why, and survives a rebuild."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection

from tracker.db.statements import text
from tracker.errors import MalformedEvent, UsageError
from tracker.events import chain, store
from tracker.events.chain import Entry
from tracker.events.store import Appended, Draft
from tracker.events.types import TYPES, payload_of
from tracker.resolve.facts import CLAIMS


def events_under(connection: Connection, references: Sequence[str]) -> list[Entry]:
    """The claims that references mean: events, or all events of a happening. Raises UsageError for what is neither."""
    found: dict[int, Entry] = {}
    for reference in references:
        query = text("SELECT position FROM happening_evidence WHERE happening = :id ORDER BY position")
        positions = connection.execute(query, {"id": reference}).scalars().all() or [reference]
        for position in positions:
            entry = store.entry_by_reference(connection, str(position))
            if entry is None:
                raise UsageError(f"no happening and no event is called {reference}: take an id from tracker report")
            if entry.type not in CLAIMS:
                raise UsageError(f"event {entry.position} is a {entry.type}: only claims are reviewed")
            found[entry.position] = entry
    return [found[position] for position in sorted(found)]


def reviewed(
    connection: Connection,
    verdict: str,
    entries: Sequence[Entry],
    *,
    who: str,
    why: str,
    now: datetime,
    expected_position: int | None = None,
) -> Appended:
    """Append a review (confirmed, merged, split, dismissed). Raises UsageError for a merge of different kinds."""
    if verdict == "merged" and (len(entries) < 2 or len({entry.type for entry in entries}) > 1):
        raise UsageError("a merge needs two happenings or events of one kind")
    fields = {"events": [entry.id for entry in entries], "verdict": verdict, "who": who, "why": why}
    return _append(connection, "review", fields, now, expected_position)


def retracted(
    connection: Connection,
    entries: Sequence[Entry],
    *,
    who: str,
    why: str,
    now: datetime,
    expected_position: int | None = None,
) -> Appended:
    """Append a retraction of each event: none of them counts any more."""
    drafts = [_draft("retraction", {"event": entry.id, "reason": why, "who": who}, now) for entry in entries]
    return store.append(connection, drafts, now, expected_position)


def corrected(
    connection: Connection,
    entry: Entry,
    replaces: dict[str, Any],
    *,
    who: str,
    why: str,
    now: datetime,
    expected_position: int | None = None,
) -> Appended:
    """Append a correction of an event; replaces: field -> value, None to take it away. Raises UsageError where the
    event would not be whole or sound any more."""
    unknown = set(replaces) - set(TYPES[entry.type].__struct_fields__)
    if unknown:
        raise UsageError(f"a {entry.type} has no {', '.join(sorted(unknown))}")
    whole = {**chain.decoded(entry.payload), **replaces}
    try:
        payload_of(entry.type, whole)  # what it will read as must be whole and sound
    except MalformedEvent as wrong:
        raise UsageError(str(wrong)) from None
    fields = {"event": entry.id, "replaces": replaces, "reason": "editor", "who": who, "why": why}
    return _append(connection, "correction", fields, now, expected_position)


def _append(
    connection: Connection, kind: str, fields: dict[str, Any], now: datetime, expected_position: int | None
) -> Appended:
    return store.append(connection, [_draft(kind, fields, now)], now, expected_position)


def _draft(kind: str, fields: dict[str, Any], now: datetime) -> Draft:
    """An editor may say the same twice, with other words between: the instant is part of the key."""
    payload = payload_of(kind, fields)
    digest = sha256(chain.canonical(payload)).hexdigest()[:24]
    return Draft(f"{kind}/{digest}/{chain.instant(now)}", payload)
