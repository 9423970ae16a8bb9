"""The seeds -> the log: the verified history as curated events, the given articles as any collected page.

Seeding runs at every start and adds only what the log does not hold. Where the history of a newer version of the
program words an entry otherwise, that is a correction of the event that stands, never a second event.
"""

import tomllib
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import yaml
from sqlalchemy import Connection, Engine

from tracker.collect.archive import Archive
from tracker.collect.text import article_of
from tracker.db.session import reading, writing
from tracker.db.statements import text
from tracker.errors import MalformedEvent, SeedError
from tracker.events import chain, store
from tracker.events.store import Draft
from tracker.events.types import ClaimPayload, Correction, payload_of
from tracker.extract.claims import READER, claims_of
from tracker.pipeline.reading import store_article
from tracker.places import bundled
from tracker.records import Snapshot

HISTORY_READER = "history 1"


class _SeedArticle(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    file: str
    title: str
    language: str
    publisher: str | None = None
    published_on: str | None = None
    url: str | None = None
    note: str | None = None


def seed(engine: Engine, archive: Archive, now: datetime, root: Path | None = None) -> int:
    """How many events were added. root: the folder of the seeds (default: the bundled one). Raises SeedError."""
    folder = root or bundled("seeds")
    history = history_of(folder / "history.yaml")
    with writing(engine) as connection:
        added = len(store.append(connection, _history_drafts(connection, history), now).entries)
    for article in articles_of(folder / "articles.toml"):
        added += _seed_article(engine, archive, folder / "articles" / article.file, article, now)
    return added


def history_of(path: Path) -> dict[str, ClaimPayload]:
    """The entries of a history file by their ids, checked. Raises SeedError naming file, line and field."""
    try:
        whole = path.read_text("utf-8")
        entries = yaml.load(whole, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, UnicodeDecodeError) as unreadable:
        raise SeedError(path, None, str(unreadable)) from unreadable
    except yaml.MarkedYAMLError as broken:
        mark = broken.problem_mark
        raise SeedError(path, mark.line + 1 if mark else None, str(broken.problem)) from broken
    found: dict[str, ClaimPayload] = {}
    for entry in entries:
        name = str(entry.get("id"))
        if name in found:
            raise SeedError(path, _line_of(whole, f"id: {name}"), f"{name} stands twice")
        found[name] = _history_payload(path, whole, name, entry)
    return found


def articles_of(path: Path) -> list[_SeedArticle]:
    """What `seeds/articles.toml` says of the given texts. Raises SeedError."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        return msgspec.convert(raw.get("article", []), list[_SeedArticle])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as wrong:
        raise SeedError(path, None, str(wrong)) from wrong


def _history_payload(path: Path, whole: str, name: str, entry: dict[str, Any]) -> ClaimPayload:
    fields = {key: value for key, value in entry.items() if key not in {"id", "type"}}
    try:
        payload = payload_of(str(entry.get("type")), {**fields, "provenance": "curated", "reader": HISTORY_READER})
    except MalformedEvent as unfit:
        raise SeedError(path, _line_of(whole, f"id: {name}"), f"{name}: {unfit}") from unfit
    if not isinstance(payload, ClaimPayload):
        raise SeedError(path, _line_of(whole, f"id: {name}"), f"{name}: {entry.get('type')} is no claim")
    return payload


def _line_of(whole: str, needle: str) -> int | None:
    return next((n for n, line in enumerate(whole.splitlines(), 1) if line.strip("- ").strip() == needle), None)


def _history_drafts(connection: Connection, history: dict[str, ClaimPayload]) -> list[Draft]:
    standing = _standing(connection)
    drafts = []
    for name, payload in history.items():
        key = f"history/{name}"
        if key not in standing:
            drafts.append(Draft(key, payload))
        elif replaces := _differences(standing[key][1], msgspec.to_builtins(payload)):
            digest = sha256(chain.canonical(payload)).hexdigest()[:24]
            change = Correction(event=standing[key][0], replaces=replaces, reason="source_corrected")
            drafts.append(Draft(f"{key}/{digest}/{len(replaces)}", change))
    return drafts


def _standing(connection: Connection) -> dict[str, tuple[str, dict[str, Any]]]:
    """key -> (event id, payload) of the curated events as they were last corrected by a seeding."""
    rows = connection.execute(
        text("SELECT key, id, type, payload FROM event WHERE key >= 'history/' AND key < 'history0' ORDER BY position")
    )
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    by_event: dict[str, str] = {}
    for key, id_, type_, payload in rows:
        fields = msgspec.json.decode(payload)
        if type_ == "correction":
            found[by_event[fields["event"]]][1].update(fields["replaces"])
        else:
            found[key], by_event[id_] = (id_, fields), key
    return found


def _differences(standing: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    names = sorted(standing.keys() | wanted.keys())
    return {name: wanted.get(name) for name in names if standing.get(name) != wanted.get(name)}


def _given(digest: str, file: str, now: datetime, body: bytes) -> Snapshot:
    """A text that nobody fetched: its address says so."""
    address = f"seed:{file}"
    return Snapshot(digest, address, address, now, 200, "text/plain; charset=utf-8", body)


def _seed_article(engine: Engine, archive: Archive, path: Path, given: _SeedArticle, now: datetime) -> int:
    try:
        body = path.read_bytes()
    except OSError as missing:
        raise SeedError(path, None, str(missing)) from missing
    digest = sha256(body).hexdigest()
    with reading(engine) as connection:
        if connection.execute(text("SELECT 1 FROM snapshot WHERE sha256 = :sha256"), {"sha256": digest}).first():
            return 0
    snapshot = _given(digest, given.file, now, body)
    article = article_of(
        snapshot,
        publisher=given.publisher,
        language=given.language,
        entry=None,
        title=given.title,
        published_on=given.published_on,
    )
    article = replace(article, url=given.url or snapshot.url)
    claims, kept = claims_of(article), archive.keep(snapshot)
    with writing(engine) as connection:
        done = store_article(
            connection, article, claims, snapshot, kept, source=None, provenance="press", reader=READER, now=now
        )
    return len(done.entries)
