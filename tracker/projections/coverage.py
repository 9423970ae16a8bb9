"""Articles seen -> rows, and whose word each text is."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection

from tracker.db import bulk
from tracker.db.projected import CoverageProbeTable, CoverageTable
from tracker.db.statements import text
from tracker.events import store
from tracker.events.chain import Entry
from tracker.events.types import CoverageCollected
from tracker.events.upcast import payload_in
from tracker.resolve.copies import Seen, are_copies, voices
from tracker.resolve.facts import CLAIMS

_PART = 5_000


def collect_all(connection: Connection) -> dict[str, str]:
    """All rows from nothing. Returns document -> voice where that is not simply its publisher's."""
    connection.execute(text("DELETE FROM coverage"))
    connection.execute(text("DELETE FROM coverage_probe"))
    seen: dict[str, Seen] = {}
    for entry in store.read(connection, type_="coverage_collected"):
        one = seen_in(entry)
        seen.setdefault(one.document, one)
    if not seen:
        return {}
    spoken = voices(seen.values())
    rows = (_row(entry, spoken) for entry in store.read(connection, type_="coverage_collected"))
    for part in _parts(_first_of_each(rows)):
        bulk.insert(connection, CoverageTable, part)
        bulk.insert(connection, CoverageProbeTable, [p for row in part for p in _probes(seen[row["document"]])])
    return {document: voice for document, voice in spoken.items() if voice != _plain_voice(seen[document])}


def collect(connection: Connection, entries: Iterable[Entry]) -> set[str]:
    """Rows of new articles; the documents that speak with another voice than before."""
    changed: set[str] = set()
    for entry in entries:
        if entry.type != "coverage_collected":
            continue
        new = seen_in(entry)
        if _known(connection, [new.document]):
            continue
        bulk.insert(connection, CoverageTable, [_row(entry, {new.document: own_voice(new)})])
        bulk.insert(connection, CoverageProbeTable, list(_probes(new)))
        changed |= _rejoined(connection, new)
    return changed


def voices_of(connection: Connection, documents: Iterable[str]) -> dict[str, str]:
    """document -> voice, of those that were seen as articles."""
    query = "SELECT document, voice FROM coverage WHERE document IN :some"
    return {row.document: row.voice for row in bulk.among(connection, query, sorted(set(documents)))}


def document_in(entry: Entry) -> str | None:
    """The document that a claim was read in."""
    payload = payload_in(entry) if entry.type in CLAIMS else None
    return getattr(payload, "document", None)


def own_voice(one: Seen) -> str:
    """The voice of an article that is no copy of another."""
    return (one.credit or one.publisher or one.document).casefold()


def _plain_voice(one: Seen) -> str:
    return (one.publisher or one.document).casefold()


def seen_in(entry: Entry) -> Seen:
    """What an entry of type coverage_collected says of its article."""
    payload: Any = payload_in(entry)
    return _seen(payload)


def _seen(payload: CoverageCollected) -> Seen:
    return Seen(
        document=payload.document,
        publisher=payload.publisher,
        published_on=payload.published_on,
        language=payload.language,
        credit=payload.origin,
        sketch=payload.sketch or "",
        figures=frozenset(payload.figures),
    )


def _row(entry: Entry, spoken: dict[str, str]) -> dict[str, Any]:
    payload: Any = payload_in(entry)
    return {
        "document": payload.document,
        "position": entry.position,
        "voice": spoken[payload.document],
        "credit": payload.origin,
        "url": payload.url,
        "title": payload.title,
        "publisher": payload.publisher,
        "language": payload.language,
        "published_on": payload.published_on,
        "source": payload.source,
        "provenance": payload.provenance,
        "snapshot": payload.snapshot,
        "recorded_at": entry.recorded_at,
        "sketch": payload.sketch,
        "figures": " ".join(payload.figures) or None,
    }


def _probes(one: Seen) -> Iterator[dict[str, str]]:
    for probe in dict.fromkeys(one.probes):
        yield {"probe": probe, "document": one.document}


def _rejoined(connection: Connection, new: Seen) -> set[str]:
    """Everything that is a copy of the new article, through any chain, with the voice it has now."""
    reached: dict[str, Seen] = {new.document: new}
    waiting = [new]
    while waiting:
        one = waiting.pop()
        likely = _known(connection, _near(connection, one) - reached.keys())
        near = [other for other in likely if are_copies(one, other)]
        reached.update({one.document: one for one in near})
        waiting += near
    spoken = voices(reached.values())
    before = voices_of(connection, reached)
    changed = {document for document, voice in spoken.items() if before.get(document) != voice}
    statement = text("UPDATE coverage SET voice = :voice WHERE document = :document")
    for document in sorted(changed):
        connection.execute(statement, {"voice": spoken[document], "document": document})
    return changed


def _near(connection: Connection, one: Seen) -> set[str]:
    query = text("SELECT document FROM coverage_probe WHERE probe = :probe")
    return {other for probe in one.probes for other in connection.execute(query, {"probe": probe}).scalars()}


def _known(connection: Connection, documents: Iterable[str]) -> list[Seen]:
    query = text(
        "SELECT document, publisher, published_on, language, credit, sketch, figures FROM coverage"
        " WHERE document = :document"
    )
    found = []
    for document in sorted(documents):
        for row in connection.execute(query, {"document": document}):
            figures = frozenset((row.figures or "").split())
            one = Seen(row[0], row[1], row[2], row[3], row[4], row.sketch or "", figures)
            found.append(one)
    return found


def _first_of_each(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    known: set[str] = set()
    for row in rows:
        if row["document"] not in known:
            known.add(row["document"])
            yield row


def _parts(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    part: list[dict[str, Any]] = []
    for row in rows:
        part.append(row)
        if len(part) == _PART:
            yield part
            part = []
    if part:
        yield part
