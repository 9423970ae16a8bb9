"""Stored documents read again by a newer reader: what it reads otherwise becomes corrections, never news.

One document after another in the order of the log, each few in a transaction of their own together with how far the
reading has come: killed at any moment, it goes on where it stood and appends nothing twice.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine

from tracker.db.session import reading, writing
from tracker.db.statements import text
from tracker.events import checkpoints, documents, store
from tracker.events.chain import Entry, canonical, decoded
from tracker.events.store import Draft
from tracker.events.types import Correction, CoverageCollected
from tracker.events.upcast import payload_in
from tracker.extract.claims import READER, claims_of
from tracker.pipeline.differences import Difference, Standing, differences
from tracker.pipeline.reading import claim_draft
from tracker.records import Article, Claim
from tracker.resolve.facts import CLAIMS

_PAGE = 20  # documents in one transaction
_PROGRAMS = frozenset({"reread", "source_corrected"})
_OURS = "extract "

Read = Callable[[Article], Sequence[Claim]]


@dataclass(frozen=True, slots=True)
class Change:
    """What a newer reader makes of one claim. change: new, changed or gone. replaces, was: field -> value now, and before."""

    change: str
    kind: str
    subject: str
    event: str | None
    replaces: dict[str, Any]
    was: dict[str, Any]
    quote: str | None
    document: str
    title: str
    draft: Draft


@dataclass(slots=True)
class Progress:
    """How far a rereading came: documents read, those whose text was purged, and the position that it stands at."""

    documents: int = 0
    purged: int = 0
    position: int = 0


def reread(
    engine: Engine,
    now: Callable[[], datetime],
    *,
    dry: bool = False,
    reader: str = READER,
    read: Read = claims_of,
    progress: Progress | None = None,
) -> Iterator[Change]:
    """The changes, in the order of the log, each appended before it is given (dry: none of them is).

    read, reader: what reads, and its version. Goes on where the last rereading by this version ended.
    """
    progress = progress or Progress()
    with reading(engine) as connection:
        judged = _Judged(connection)

    def changes(connection: Connection, entry: Entry) -> Iterator[Change]:
        return _changes(connection, entry, judged, progress, reader, read)

    yield from corrected(engine, now, f"reread {reader}", "coverage_collected", changes, progress, dry=dry)


def corrected(
    engine: Engine,
    now: Callable[[], datetime],
    consumer: str,
    kind: str,
    changes: Callable[[Connection, Entry], Iterable[Change]],
    progress: Progress,
    *,
    dry: bool,
) -> Iterator[Change]:
    """What the events of a kind give cause to change, in the order of the log, each appended before it is given (dry:
    none of them is): a page in one transaction, together with how far the consumer came."""
    with reading(engine) as connection:
        progress.position = checkpoints.position_of(connection, consumer) or 0
        head = store.head(connection).position
    while progress.position < head:
        with reading(engine) as connection:
            page, reached = _page(connection, progress.position, head, kind)
            found = [change for entry in page for change in changes(connection, entry)]
        if not dry:
            with writing(engine) as connection:
                store.append(connection, [change.draft for change in found], now())
                checkpoints.keep(connection, consumer, reached)
        progress.position = reached
        yield from found


def said_by_programs(connection: Connection) -> Iterator[Correction]:
    """The corrections that no person made."""
    for entry in store.read(connection, type_="correction"):
        payload: Any = payload_in(entry)
        if payload.reason in _PROGRAMS:
            yield payload


class _Judged:
    """What programs said of events so far, and which articles were replaced by a newer version of themselves."""

    def __init__(self, connection: Connection) -> None:
        self.fields: dict[str, dict[str, Any]] = {}
        self.replaced: set[str] = set()
        for correction in said_by_programs(connection):
            self.fields.setdefault(correction.event, {}).update(correction.replaces)
        query = "SELECT payload FROM event WHERE type = 'coverage_collected' AND payload LIKE '%\"former\":%'"
        for payload in connection.execute(text(query.replace(":%", "\\:%"))).scalars():
            self.replaced.add(str(decoded(payload).get("former")))


def _page(connection: Connection, after: int, head: int, kind: str) -> tuple[list[Entry], int]:
    """Some events of a kind after a position, and the position up to which there are no others."""
    page: list[Entry] = []
    for entry in store.read(connection, after, head, type_=kind):
        page.append(entry)
        if len(page) == _PAGE:
            return page, entry.position
    return page, head


def _changes(
    connection: Connection, entry: Entry, judged: _Judged, progress: Progress, reader: str, read: Read
) -> Iterator[Change]:
    seen: Any = payload_in(entry)
    if entry.id in judged.replaced:
        return  # what it says counts only as far as its newer version says it too
    article = _article(connection, seen)
    if article is None:
        progress.purged += 1
        return
    progress.documents += 1
    drafts = [claim_draft(claim, article, entry.id, seen.provenance, reader) for claim in read(article)]
    before = _standing(connection, seen.document, judged)
    after: list[Any] = [draft.payload for draft in drafts]
    kinds = [draft.key.partition("/")[0] for draft in drafts]
    for one in differences(before, list(zip(kinds, after, strict=True))):
        change = _change(one, drafts, seen, reader)
        if store.entry_by_key(connection, change.draft.key) is None:
            yield change


def _article(connection: Connection, seen: CoverageCollected) -> Article | None:
    """The article as it was stored; None where its text was purged."""
    whole = documents.whole(connection, seen.document)
    if whole is None:
        return None
    body = whole[len(seen.title) + 1 :] if whole.startswith(f"{seen.title}\n") else whole.partition("\n")[2]
    title = whole[: len(whole) - len(body) - 1]
    return Article(title, body, seen.url, seen.language, seen.published_on, seen.publisher)


def _standing(connection: Connection, document: str, judged: _Judged) -> list[Standing]:
    """The claims that our readers read in a document so far, as they read them last."""
    query = text("SELECT position FROM happening_evidence WHERE document = :document ORDER BY position")
    found = []
    for position in connection.execute(query, {"document": document}).scalars().all():
        entry = store.entry_by_reference(connection, str(position))
        if entry is None or entry.type not in CLAIMS:
            continue
        fields = decoded(entry.payload)
        if str(fields["reader"]).startswith(_OURS):
            fields = {**fields, **judged.fields.get(entry.id, {})}
            found.append(Standing(entry.id, entry.type, {k: v for k, v in fields.items() if v is not None}))
    return found


def _change(one: Difference, drafts: Sequence[Draft], seen: CoverageCollected, reader: str) -> Change:
    draft = drafts[one.now] if one.now is not None else None
    fields: Any = one.event.fields if one.event else {}
    payload: Any = draft.payload if draft else None
    kind = one.event.kind if one.event else draft.key.partition("/")[0] if draft else ""
    subject = fields.get("subject") or fields.get("speaker") or getattr(payload, "subject", None) or payload.speaker
    evidence = payload.evidence if payload else []
    quote = evidence[0].quote if evidence else next((e["quote"] for e in fields.get("evidence", [])), None)
    if one.event is not None:
        gone = one.change == "gone"
        correction = Correction(
            event=one.event.event, replaces=one.replaces, withdraws=gone, reason="reread", who=reader
        )
        digest = sha256(canonical(correction)).hexdigest()[:24]
        draft = Draft(f"reread/{one.event.event}/{reader}/{digest}", correction)
    assert draft is not None, "a claim is new, or some event's"
    event = one.event.event if one.event else None
    was = {name: fields.get(name) for name in one.replaces}
    return Change(one.change, kind, subject, event, one.replaces, was, quote, seen.document, seen.title, draft)
