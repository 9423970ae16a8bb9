"""The chain under one line: happening -> events -> quotes -> document -> snapshot -> fetch."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, text

from tracker.events import store
from tracker.events.chain import Entry
from tracker.events.export import to_line
from tracker.events.upcast import payload_in
from tracker.projections.places import AMENDMENTS, entries_of, events_in
from tracker.report.contents import lines
from tracker.report.lines import Line
from tracker.report.wording import plain


@dataclass(frozen=True, slots=True)
class Link:
    """One event with what it rests on. document and snapshot are None where there are none (curated history).

    amendments: what was said about the event since: corrections, retractions, reviews
    snapshot["reserved"]: opt-outs of the publisher that held for it when it was fetched, in the words of each
    """

    event: Entry
    payload: dict[str, Any]
    amendments: tuple[Entry, ...]
    coverage: Entry | None
    document: dict[str, Any] | None
    snapshot: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Why:
    """A happening, if the reference names or belongs to one, and the chain of each of its events."""

    happening: Line | None
    links: tuple[Link, ...]


def why(connection: Connection, reference: str) -> Why | None:
    """What stands under a happening ("h3f9a2c1d") or an event ("e17", "17" or its id); None if there is neither."""
    for line in lines(connection, "id = :id", id=reference):
        events = [store.entry_by_reference(connection, str(witness.event)) for witness in line.witnesses]
        return Why(line, tuple(_link(connection, entry) for entry in events if entry))
    entry = store.entry_by_reference(connection, reference)
    if entry is None:
        return None
    among = "id IN (SELECT happening FROM happening_evidence WHERE position = :position)"
    belongs = next(iter(lines(connection, among, position=entry.position)), None)
    return Why(belongs, (_link(connection, entry),))


def _link(connection: Connection, entry: Entry) -> Link:
    payload = msgspec.json.decode(entry.payload)
    coverage = store.entry_by_reference(connection, payload["coverage"]) if payload.get("coverage") else None
    seen = msgspec.json.decode(coverage.payload) if coverage else payload
    document = _row(connection, "document", seen.get("document"))
    snapshot = _row(connection, "snapshot", seen.get("snapshot"))
    if snapshot is not None:
        snapshot["reserved"] = json.loads(snapshot["reserved"] or "[]")
    return Link(entry, payload, tuple(_amendments(connection, entry)), coverage, document, snapshot)


def _amendments(connection: Connection, entry: Entry) -> Iterator[Entry]:
    for other in entries_of(connection, [entry.subject] if entry.subject else []):
        if other.type in AMENDMENTS and entry.id in events_in(payload_in(other)):
            yield other


def _row(connection: Connection, table: str, sha256: str | None) -> dict[str, Any] | None:
    query = text(f"SELECT * FROM {table} WHERE sha256 = :sha256")
    row = connection.execute(query, {"sha256": sha256}).mappings().first() if sha256 else None
    return dict(row) if row else None


def to_json(why: Why) -> str:
    """The chain as one JSON object; events as `tracker log tail` shows them."""
    links = [
        {
            "event": json.loads(to_line(link.event)),
            "amendments": [json.loads(to_line(entry)) for entry in link.amendments],
            "coverage": json.loads(to_line(link.coverage)) if link.coverage else None,
            "document": link.document,
            "snapshot": link.snapshot,
        }
        for link in why.links
    ]
    happening = asdict(why.happening) if why.happening else None
    return json.dumps({"happening": happening, "events": links}, ensure_ascii=False, indent=2)


def to_text(why: Why) -> str:
    """The chain for a person to read, top down."""
    out = []
    if why.happening is not None:
        line = why.happening
        out += [f"{line.id}  {line.on or 'undated'}  {line.headline}", f"  {line.summary}"]
        out += [f"  founded: {line.standing}, {line.origins} independent origin(s)"]
    for link in why.links:
        out += _link_lines(link)
    return "".join(f"{' ' * (len(line) - len(line.lstrip(' ')))}{plain(line)}\n" for line in out)


def _fetched(row: dict[str, Any]) -> str:
    if str(row["final_url"]).startswith("seed:"):
        return f"  fetched: never; given with the program ({row['final_url']}), read {row['fetched_at']}"
    return f"  fetched: {row['fetched_at']} from {row['final_url']} (status {row['status']})"


def _link_lines(link: Link) -> list[str]:
    said = link.payload
    out = [
        f"event e{link.event.position}  {link.event.type}  recorded {link.event.recorded_at}  id {link.event.id}",
        f"  asserted by: {said.get('provenance', '-')}, read by {said.get('reader', '-')}",
    ]
    out += [
        f"  quote: “{plain(evidence['quote'])}” [{evidence['start']}:{evidence['end']}]"
        for evidence in said.get("evidence", [])
    ]
    out += [f"  in our words: {said['summary']}"] if said.get("summary") else []
    out += [f"  page: {page}" for page in said.get("pages", [])]
    if link.coverage is not None:
        out += _seen_lines(msgspec.json.decode(link.coverage.payload), said)
    if link.document is not None:
        state = f"purged {link.document['purged_at']}" if link.document["purged_at"] else "held"
        out.append(f"  document: {link.document['sha256']} ({state})")
    if link.snapshot is not None:
        row = link.snapshot
        where = f"in {row['file']} at byte {row['offset']}, {row['length']} bytes"
        if row["purged_at"]:
            where = f"(purged {row['purged_at']}: {row['purge_reason']})"
        out.append(f"  snapshot: {row['sha256']} {where}")
        out.append(_fetched(row))
        out += [f"  reserved: {one}" for one in row["reserved"]]
    out.append(f"  link: {link.event.link.hex()}")
    return out + [line for entry in link.amendments for line in _amended(entry)]


def _seen_lines(seen: dict[str, Any], said: dict[str, Any]) -> list[str]:
    """The article that an event was read in, or the text of a licence and the one before it."""
    if "captured_at" not in seen:
        when = f"{plain(seen.get('publisher')) or 'unnamed publisher'}, {seen.get('published_on', 'undated')}"
        return [f"  article: {plain(seen.get('title'))} ({when})", f"  address: {plain(seen.get('url'))}"]
    commit = f", commit {seen['revision'][:12]} of {seen.get('revised_on', '?')}" if seen.get("revision") else ""
    lines = [
        f"  text: {seen.get('part', 'licence')}, {seen['surface']}{commit}",
        f"  address: {plain(seen.get('url'))}",
    ]
    lines += [f"  changed: {plain(clause['says'])}" for clause in said.get("clauses", [])]
    if "document_before" in said:
        lines.append(f"  before: document {said['document_before']}, snapshot {said['snapshot_before']}")
    return lines


def _amended(entry: Entry) -> list[str]:
    """An amendment in one line: what, by whom, why."""
    said = msgspec.json.decode(entry.payload)
    what = said.get("verdict") or {"correction": "corrected", "retraction": "retracted"}[entry.type]
    if "replaces" in said:
        what += ": " + ", ".join(f"{name} -> {value}" for name, value in sorted(said["replaces"].items()))
    why_ = said.get("why") or said.get("reason")
    return [f"  e{entry.position} {what}, by {said.get('who', 'the program')}: {why_} ({entry.recorded_at})"]
