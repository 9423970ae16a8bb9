"""The terms of one model over time, what changed between versions, and what its texts and others say of it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, text

from tracker.events import documents
from tracker.report.lines import Contradiction, Disagreement
from tracker.report.terms_told import TermChange, changes, ordered, told
from tracker.terms.compare import compare
from tracker.terms.sayings import clauses_said

_ASIDE = frozenset({"nearest", "nearest_permille", "name", "licensor"})


@dataclass(frozen=True, slots=True)
class Period:
    """Terms from a day until the day before `until` (None: still). sentences: one for each clause or term that is
    unlike the period before; all terms, of the first. happening, text: what it rests on; one of them is there."""

    since: str
    until: str | None
    licence: str | None
    terms: dict[str, Any]
    sentences: tuple[str, ...]
    happening: str | None
    text: str | None
    disagreement: str | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A text that was captured. event: e and its position in the log. like: the text of another surface that it is
    nearest to, if one is half as it."""

    since: str
    until: str | None
    surface: str
    part: str
    licence: str | None
    url: str
    revised_as: str | None
    event: str
    like: "Like | None" = None


@dataclass(frozen=True, slots=True)
class Like:
    """Another captured text. permille: how alike both are; besides: sentences that the text has and this one has not."""

    model: str
    licence: str | None
    event: str
    permille: int
    besides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The version of the model before it, and what its terms were turned into: a sentence for each clause where both
    texts were seen, else for each term."""

    model: str
    licence: str | None
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LicenceHistory:
    """All of one model. before: None for the first of its line."""

    model: str
    before: Predecessor | None
    periods: tuple[Period, ...]
    texts: tuple[Seen, ...]
    disagreements: tuple[Disagreement, ...]
    contradictions: tuple[Contradiction, ...]


def licence_history(connection: Connection, model: str) -> LicenceHistory:
    """Of one model by its canonical name; empty where no licence of it is known."""
    rows = _rows(connection, "SELECT * FROM licence WHERE model = :model ORDER BY valid_from", model)
    said = _clauses_by_day(connection, model)
    return LicenceHistory(
        model,
        _predecessor(connection, model, rows[0]) if rows else None,
        tuple(_periods(rows, said)),
        tuple(_seen(row, _like(connection, row.position)) for row in _rows(connection, _TEXTS, model)),
        disagreements(connection, model),
        contradictions(connection, model),
    )


_TEXTS = "SELECT * FROM licence_text WHERE model = :model ORDER BY valid_from, url, captured_at"


def disagreements(
    connection: Connection, model: str | None = None, *, running: bool = False
) -> tuple[Disagreement, ...]:
    """Of one model, or of all. running: only those that last."""
    where = "(:model IS NULL OR model = :model)" + (" AND valid_to IS NULL" if running else "")
    query = f"SELECT * FROM v1_disagreements WHERE {where} ORDER BY model, valid_from, term, surface, other_surface"
    return tuple(
        Disagreement(
            row.model,
            row.term,
            row.valid_from,
            row.valid_to,
            row.surface,
            row.value,
            row.quote,
            row.other_surface,
            row.other_value,
            row.other_quote,
        )
        for row in _rows(connection, query, model)
    )


def contradictions(connection: Connection, model: str | None = None) -> tuple[Contradiction, ...]:
    """Of one model, or of all; the newest first."""
    query = (
        "SELECT told.*, licence.terms, said.language FROM v1_contradictions told JOIN licence"
        " ON licence.model = told.model AND licence.valid_from <= told.said_on"
        " AND (licence.valid_to IS NULL OR told.said_on < licence.valid_to)"
        " JOIN happening_evidence said ON said.happening = told.happening AND said.event = told.event"
        " WHERE (:model IS NULL OR told.model = :model) ORDER BY told.said_on DESC, told.model, told.event LIMIT 200"
    )
    return tuple(
        Contradiction(
            row.model,
            row.said_on,
            row.said_by,
            row.claim,
            row.quote,
            row.url,
            row.licence,
            row.restriction,
            row.restriction_quote,
            _restricting(row.restriction, json.loads(row.terms)),
            row.happening,
            row.language,
        )
        for row in _rows(connection, query, model)
    )


def _restricting(term: str, terms: Mapping[str, Any]) -> str:
    """What a term and, for commercial use, the number of users say, in sentences."""
    sentences = told(terms)
    keys = dict.fromkeys((term, "mau_threshold") if term == "commercial_use" else (term,))
    return " ".join(sentences[key] for key in keys if key in sentences) or term.replace("_", " ")


def clauses_of(connection: Connection, happenings: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """happening -> the sentences of the texts in it that were seen to change."""
    query = text(
        "SELECT event.payload FROM happening_evidence JOIN event ON event.position = happening_evidence.position"
        " WHERE happening_evidence.happening = :happening AND happening_evidence.provenance = 'primary'"
        " ORDER BY event.position"
    )
    found: dict[str, tuple[str, ...]] = {}
    for happening in happenings:
        said = [one for row in connection.execute(query, {"happening": happening}) for one in clauses_in(row.payload)]
        if said:
            found[happening] = tuple(dict.fromkeys(said))
    return found


def clauses_in(payload: str) -> tuple[str, ...]:
    """The sentences, one for each clause that changed, that the payload of a licence_change holds."""
    return tuple(one["says"] for one in json.loads(payload).get("clauses", ()))


def unlike(before: dict[str, Any], after: dict[str, Any]) -> tuple[str, ...]:
    """What of the terms differs, a sentence each."""
    return tuple(_difference(one) for one in changes(before, after) if one.verdict != "same" and one.key not in _ASIDE)


def _difference(one: TermChange) -> str:
    if one.verdict == "changed":
        return f"{one.label}: {one.after} Before: {one.before}"
    if one.verdict == "added":
        return f"{one.label}, new: {one.after}"
    return f"{one.label}, gone: {one.before}"


def _periods(rows: Sequence[Row[Any]], said: dict[str, tuple[str, ...]]) -> Iterator[Period]:
    before: dict[str, Any] | None = None
    for row in rows:
        terms: dict[str, Any] = json.loads(row.terms) if row.terms else {}
        listed = told({key: terms[key] for key in ordered(terms) if key not in _ASIDE})
        sentences = tuple(listed.values()) if before is None else said.get(row.valid_from) or unlike(before, terms)
        yield Period(
            row.valid_from,
            row.valid_to,
            row.licence,
            terms,
            sentences,
            row.happening,
            row.text,
            row.disagreement,
        )
        before = terms


def _predecessor(connection: Connection, model: str, first: Row[Any]) -> Predecessor | None:
    """The model whose name differs in its number only, and whose licence was the last before this one's."""
    query = "SELECT * FROM licence WHERE valid_from < :day ORDER BY valid_from DESC, model"
    rows = connection.execute(text(query), {"day": first.valid_from}).all()
    before = next((row for row in rows if row.model != model and _line_of(row.model) == _line_of(model)), None)
    if before is None:
        return None
    texts = [_text_seen(connection, name) for name in (before.model, model)]
    if all(texts):
        sentences = tuple(one.says for one in clauses_said(compare(*texts)))
    else:
        sentences = unlike(*(json.loads(row.terms) if row.terms else {} for row in (before, first)))
    return Predecessor(before.model, before.licence, sentences)


def _line_of(model: str) -> str:
    return " ".join(word for word in model.casefold().split() if not word[0].isdigit())


def _text_seen(connection: Connection, model: str) -> str:
    """The first text of its licence that was seen and is still held; empty if there is none."""
    query = (
        "SELECT document.text FROM licence_text JOIN document ON document.sha256 = licence_text.document"
        " WHERE model = :model AND part = 'licence' AND document.text IS NOT NULL ORDER BY valid_from, url LIMIT 1"
    )
    return next((row.text for row in _rows(connection, query, model)), "")


def _clauses_by_day(connection: Connection, model: str) -> dict[str, tuple[str, ...]]:
    """What captured texts say of each day on which they changed, clause by clause."""
    query = (
        "SELECT event.payload FROM happening JOIN happening_evidence ON happening_evidence.happening = happening.id"
        " JOIN event ON event.position = happening_evidence.position WHERE happening.subject = :model"
        " AND happening.kind = 'licence_change' ORDER BY event.position"
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows(connection, query, model):
        sentences = clauses_in(row.payload)
        on = json.loads(row.payload).get("happened_on")
        if sentences and on:
            found[on] = (*found.get(on, ()), *(one for one in sentences if one not in found.get(on, ())))
    return found


_NEAR = 900  # permille from which on it is told what one text has besides the other


def _like(connection: Connection, position: int) -> Like | None:
    """What a capture says it was nearest to, and what sentences it has besides."""
    payload = connection.execute(text("SELECT payload FROM event WHERE position = :at"), {"at": position}).scalar_one()
    said = json.loads(payload)
    query = text(
        "SELECT licence_text.*, document.text AS plain FROM licence_text LEFT JOIN document"
        " ON document.sha256 = licence_text.document WHERE licence_text.event = :event"
    )
    other = connection.execute(query, {"event": said.get("nearest_text")}).first()
    if other is None:
        return None
    permille = said["nearest_text_permille"]
    plain = documents.whole(connection, said["document"])
    besides = compare(other.plain, plain).inserted if plain and other.plain and permille >= _NEAR else ()
    return Like(other.model, other.licence, f"e{other.position}", permille, besides)


def _seen(row: Row[Any], like: Like | None) -> Seen:
    return Seen(
        row.valid_from,
        row.valid_to,
        row.surface,
        row.part,
        row.licence,
        row.url,
        row.revised_as,
        f"e{row.position}",
        like,
    )


def _rows(connection: Connection, query: str, model: str | None) -> Sequence[Row[Any]]:
    # PostgreSQL must be told what an empty name would be.
    return connection.execute(
        text(query.replace(":model IS NULL", "CAST(:model AS text) IS NULL")), {"model": model}
    ).all()
