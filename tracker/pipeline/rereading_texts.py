"""Captured licence texts read again by a newer reader of terms: what it reads otherwise becomes corrections.

Both the captures and the changes between two of them, each in the order of the log and as articles are (rereading):
in small transactions together with how far it came. A card is left as it was read: of it the log holds the words, not
its keys. So is a text that was purged, and one in which the newer reader finds no terms at all. A change that the older
reader did not see becomes none now, as it would be told as news; the terms over time show it.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, text

from tracker.db.session import reading
from tracker.errors import NoTerms
from tracker.events import documents, store
from tracker.events.chain import Entry, canonical
from tracker.events.store import Draft
from tracker.events.types import Correction, payload_of
from tracker.events.upcast import payload_in
from tracker.pipeline.licences import quoted, what_changed
from tracker.pipeline.rereading import Change, Progress, corrected, said_by_programs
from tracker.resolve.aliases import licence_spelt
from tracker.resolve.captures import CAPTURED
from tracker.terms.surfaces import READER, Text, text_of_part
from tracker.vocabulary import vocabulary

_CHANGED = "licence_change"
_OURS = "terms "

Read = Callable[[str, Any], Text]


def reread_texts(
    engine: Engine,
    now: Callable[[], datetime],
    *,
    dry: bool = False,
    reader: str = READER,
    read: Read = text_of_part,
    progress: Progress | None = None,
) -> Iterator[Change]:
    """The changes, each appended before it is given (dry: none of them is). read: plain text, part -> what it says."""
    progress = progress or Progress()
    for kind in (CAPTURED, _CHANGED):
        with reading(engine) as connection:
            said = _Said(connection, read)
        changes = partial(_changes, said=said, reader=reader, progress=progress)
        yield from corrected(engine, now, f"reread {reader} {kind}", kind, changes, progress, dry=dry)


class _Said:
    """What programs said of events so far; and how texts are read."""

    def __init__(self, connection: Connection, read: Read) -> None:
        self.fields: dict[str, dict[str, Any]] = {}
        self.withdrawn: set[str] = set()
        self._read = read
        for correction in said_by_programs(connection):
            self.fields.setdefault(correction.event, {}).update(correction.replaces)
            (self.withdrawn.add if correction.withdraws else self.withdrawn.discard)(correction.event)

    def text(self, plain: str, part: str) -> Text | None:
        """None for a card, and where the reader finds no terms."""
        if part not in ("licence", "policy"):
            return None
        try:
            return self._read(plain, part)
        except NoTerms:
            return None


def _changes(connection: Connection, entry: Entry, said: _Said, reader: str, progress: Progress) -> Iterator[Change]:
    payload: Any = payload_in(entry)
    if not payload.reader.startswith(_OURS):
        return  # a claim that an article makes
    before = {**msgspec.to_builtins(payload), **said.fields.get(entry.id, {})}
    after = _capture(connection, before, said) if entry.type == CAPTURED else _change(connection, before, said)
    if entry.type == CAPTURED:
        progress.documents += 1
        progress.purged += documents.whole(connection, payload.document) is None
    if after is None:
        return
    gone = not after
    now = msgspec.to_builtins(payload_of(entry.type, {**before, **after}))
    was = msgspec.to_builtins(payload_of(entry.type, before))
    names = sorted(key for key in now.keys() | was.keys() if now.get(key) != was.get(key))
    if gone == (entry.id in said.withdrawn) and not set(names) - {"evidence", "quotes"}:
        return
    replaces = {name: now.get(name) for name in names} | ({} if gone else {"reader": reader})
    correction = Correction(event=entry.id, replaces=replaces, withdraws=gone, reason="reread", who=reader)
    digest = sha256(canonical(correction)).hexdigest()[:24]
    draft = Draft(f"reread/{entry.id}/{reader}/{digest}", correction)
    if store.entry_by_key(connection, draft.key) is None:
        yield Change(
            "gone" if gone else "changed",
            entry.type,
            payload.subject,
            entry.id,
            replaces,
            {name: was.get(name) for name in replaces},
            None,
            payload.document or "",
            f"{payload.url}",
            draft,
        )


def _capture(connection: Connection, fields: dict[str, Any], said: _Said) -> dict[str, Any] | None:
    """What the text of a capture is read as now; None where it is left as it was."""
    plain = documents.whole(connection, fields["document"])
    told = said.text(plain, fields.get("part", "licence")) if plain is not None else None
    if told is None:
        return None
    quotes = {key: quoted(told, key) for key in told.quotes}
    return {"terms": told.terms, "licence": licence_spelt(told.licence, vocabulary()), "quotes": quotes}


def _change(connection: Connection, fields: dict[str, Any], said: _Said) -> dict[str, Any] | None:
    """What the two texts of a change differ in as they are read now: empty where in nothing, None where it is left."""
    query = text("SELECT part FROM licence_text WHERE event = :event")
    part = connection.execute(query, {"event": fields.get("coverage")}).scalar() or ""
    plains = [documents.whole(connection, fields.get(name)) for name in ("document_before", "document")]
    if any(plain is None for plain in plains):
        return None
    old, new = (said.text(str(plain), part) for plain in plains)
    if old is None or new is None:
        return None
    known = [licence_spelt(one.licence, vocabulary()) for one in (old, new)]
    return what_changed(fields["subject"], part, (old.plain, old.terms, known[0]), (new, known[1])) or {}
