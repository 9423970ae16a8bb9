"""What an answer says of the terms of models. Run in a process apart, as strangers wrote it (pipeline.apart)."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tracker.collect.archive import Archive, Kept
from tracker.collect.decoding import text_of
from tracker.collect.revisions import Revision, newest_revision
from tracker.errors import NoTerms
from tracker.extract.mentions import model_named
from tracker.records import Snapshot, Source
from tracker.terms.surfaces import Text, record_of, records_in, text_of_part

TEXTS = frozenset({"licence", "policy", "card"})  # kinds of sources that hold the terms of models that they name


@dataclass(frozen=True, slots=True)
class Shown:
    """What a surface shows for one model. url: with the subject it names the surface over time."""

    subject: str
    surface: str
    part: str
    url: str
    text: Text


@dataclass(frozen=True, slots=True)
class Surfaces:
    """An answer of a source, without its bytes, and what it shows.

    revision: the newest commit of its file, where that is known
    """

    source: Source
    snapshot: Snapshot
    kept: Kept
    shown: tuple[Shown, ...]
    revision: Revision | None = None


def surfaces_in(archive: Path, kept: Kept, source: Source, commits: Kept | None = None) -> Surfaces:
    """What an answer shows, for each model that it speaks of. Raises NoTerms where it says nothing of any.

    commits: the answer that lists the commits which touched the file
    """
    held = Archive(archive)
    came = held.read(kept)
    try:
        shown = _records(source, came) if source.kind == "hub" else _texts(source, came)
    except NoTerms as nothing:
        raise NoTerms(came.final_url, nothing.why, nothing.outcome) from nothing
    listed = held.read(commits) if commits is not None else None
    revision = newest_revision(listed.body, listed.content_type, listed.final_url) if listed is not None else None
    return Surfaces(source, replace(came, body=b""), kept, shown, revision)


def _texts(source: Source, came: Snapshot) -> tuple[Shown, ...]:
    body = text_of(came.body, came.content_type)
    part: Any = source.kind
    surface = "card" if part == "card" else source.surface
    found: list[Shown] = []
    for model in source.models:
        try:
            found.append(Shown(model, surface, part, source.url, text_of_part(body, part, model)))
        except NoTerms:
            if len(source.models) == 1:
                raise
    if not found:
        raise NoTerms(came.final_url, f"nothing of the terms of {', '.join(source.models)} in it")
    return tuple(found)


def _records(source: Source, came: Snapshot) -> tuple[Shown, ...]:
    found = []
    for name, record in records_in(text_of(came.body, came.content_type)):
        model = model_named(name)
        try:
            said = record_of(record) if model else None
        except NoTerms:
            said = None  # a record among many that says nothing of its licence
        if model and said:
            found.append(Shown(model, "hub", "card", f"{'/'.join(source.url.split('/')[:3])}/{name}", said))
    return tuple(found)
