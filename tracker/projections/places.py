"""Which entries bear on which subject: so that news of one model computes that model anew, and not the whole log.

A subject is a model or a speaker. A correction, retraction or review bears on the subjects of the events it speaks
of; one that gives an event another subject bears on both, and so does the event.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection

from tracker.db import bulk
from tracker.db.projected import PlaceTable
from tracker.db.statements import text
from tracker.events import store
from tracker.events.chain import Entry
from tracker.events.types import Correction, Retraction, Review
from tracker.events.upcast import payload_in
from tracker.resolve.captures import CAPTURED
from tracker.resolve.facts import CLAIMS

_JUDGED = (
    "SELECT DISTINCT place.subject FROM place JOIN event ON event.position = place.position"
    " WHERE place.subject IN :some AND event.type = 'review'"
)
_PLACED = frozenset((*CLAIMS, CAPTURED))
AMENDMENTS = frozenset({"correction", "retraction", "review"})


def place_all(connection: Connection) -> set[str]:
    """The places of the whole log, from nothing; the subjects that some merge bears on."""
    connection.execute(text("DELETE FROM place"))
    claims = ", ".join(f"'{name}'" for name in sorted(_PLACED))
    with bulk.indexed_after(connection, PlaceTable):
        connection.execute(
            text(
                "INSERT INTO place (subject, position) SELECT subject, position FROM event"
                f" WHERE type IN ({claims}) AND subject IS NOT NULL ORDER BY subject, position"
            )
        )
    amendments = list(_amendments(connection))
    for entry in amendments:
        _place_amendment(connection, entry)
    merges = [entry for entry in amendments if entry.type == "review" and _verdict(entry) == "merged"]
    return {subject for entry in merges for subject in _subjects_at(connection, entry.position)}


def _amendments(connection: Connection) -> Iterator[Entry]:
    """By type, in the order of the log: what moves an event comes before what is said of it where it is."""
    columns, types = ", ".join(Entry._fields), ", ".join(f"'{name}'" for name in sorted(AMENDMENTS))
    query = f"SELECT {columns} FROM event WHERE type IN ({types}) ORDER BY type, position"
    return (Entry(*row) for row in connection.execute(text(query)))


def place(connection: Connection, entries: Iterable[Entry]) -> set[str]:
    """Note the places of new entries; the subjects that they bear on."""
    entries = list(entries)
    claims = [{"subject": e.subject, "position": e.position} for e in entries if e.type in _PLACED and e.subject]
    bulk.insert(connection, PlaceTable, claims)
    touched = {str(row["subject"]) for row in claims}
    for entry in entries:
        if entry.type in AMENDMENTS:
            touched |= _place_amendment(connection, entry)
    return touched


def together(connection: Connection, subjects: Iterable[str]) -> dict[str, frozenset[str]]:
    """subject -> the subjects whose events an editor merged with its own, and itself; for all that are reached."""
    subjects = list(subjects)
    judged = {row[0] for row in bulk.among(connection, _JUDGED, subjects)}
    found = {subject: frozenset({subject}) for subject in subjects if subject not in judged}
    for subject in subjects:
        if subject in found:
            continue
        group, waiting = {subject}, [subject]
        while waiting:
            new = _merged_with(connection, waiting.pop()) - group
            group |= new
            waiting += new
        found.update(dict.fromkeys(group, frozenset(group)))
    return found


def entries_of(connection: Connection, subjects: Iterable[str]) -> list[Entry]:
    """All entries that bear on some of the subjects, in order."""
    found: dict[int, Entry] = {}
    columns = ", ".join(f"event.{name}" for name in Entry._fields)
    query = text(
        f"SELECT {columns} FROM place JOIN event ON event.position = place.position WHERE place.subject = :subject"
    )
    for subject in subjects:
        for row in connection.execute(query, {"subject": subject}):
            found[row[0]] = Entry(*row)
    return [found[position] for position in sorted(found)]


def _merged_with(connection: Connection, subject: str) -> set[str]:
    rows = connection.execute(
        text(
            "SELECT event.position FROM place JOIN event ON event.position = place.position"
            " WHERE place.subject = :subject AND event.type = 'review'"
        ),
        {"subject": subject},
    ).scalars()
    entries = [store.entry_by_reference(connection, str(position)) for position in rows.all()]
    merges = [entry for entry in entries if entry and _verdict(entry) == "merged"]
    return {other for entry in merges for other in _subjects_at(connection, entry.position)}


def _verdict(entry: Entry) -> str:
    payload: Any = payload_in(entry)
    return str(payload.verdict)


def _place_amendment(connection: Connection, entry: Entry) -> set[str]:
    """Put an amendment where the events are that it speaks of; the subjects."""
    payload = payload_in(entry)
    touched: set[str] = set()
    for event in events_in(payload):
        named = store.entry_by_reference(connection, event)
        if named is None:
            continue  # nothing to amend in this log: it counts for nothing
        homes = _subjects_at(connection, named.position)
        touched |= homes
        if isinstance(payload, Correction):
            moved = payload.replaces.get("subject") or payload.replaces.get("speaker")
            if isinstance(moved, str) and moved not in homes:
                positions = {named.position, *_amending(connection, homes, event)}
                _put(connection, moved, positions)
                touched.add(moved)
    for subject in touched:
        _put(connection, subject, {entry.position})
    return touched


def events_in(payload: object) -> list[str]:
    """The events that an amendment speaks of."""
    match payload:
        case Correction(event=event) | Retraction(event=event):
            return [event]
        case Review(events=events):
            return list(events)
    return []


def _amending(connection: Connection, subjects: Iterable[str], event: str) -> Iterator[int]:
    for entry in entries_of(connection, subjects):
        if entry.type in AMENDMENTS and event in events_in(payload_in(entry)):
            yield entry.position


def _subjects_at(connection: Connection, position: int) -> set[str]:
    rows = connection.execute(text("SELECT subject FROM place WHERE position = :position"), {"position": position})
    return set(rows.scalars())


def _put(connection: Connection, subject: str, positions: set[int]) -> None:
    statement = text(
        "INSERT INTO place (subject, position) VALUES (:subject, :position) ON CONFLICT (subject, position) DO NOTHING"
    )
    for position in sorted(positions):
        connection.execute(statement, {"subject": subject, "position": position})
