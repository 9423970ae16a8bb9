"""One subject's entries -> its rows in every projection. What a subject is: projections/places.py."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection
from sqlmodel import SQLModel

from tracker.db import bulk, projected
from tracker.events.chain import Entry
from tracker.extract.mentions import models_in
from tracker.projections import rows
from tracker.resolve.captures import CAPTURED, Capture, Disagreement, TextTerms, captures_of, disagreements, text_terms
from tracker.resolve.days import span_of
from tracker.resolve.facts import facts_of
from tracker.resolve.matching import groups_of
from tracker.resolve.states import licence_periods, model_periods, model_states, positions, stories
from tracker.resolve.verdict import Happening, happening_of
from tracker.vocabulary import Vocabulary


class Texts(NamedTuple):
    """What was captured of one model: the texts, what they say together by day, and where they disagree."""

    captures: Sequence[Capture]
    terms: Mapping[str, Sequence[TextTerms]]
    disagreements: Sequence[Disagreement]


NO_TEXTS = Texts((), {}, ())
Rows = dict[type[SQLModel], list[bulk.Row]]
_ENOUGH = 5_000  # rows that wait to be written together
_OF_SUBJECT: dict[type[SQLModel], str] = {
    projected.ModelTable: "name",
    projected.ModelPeriodTable: "model",
    projected.LicenceTable: "model",
    projected.TermTable: "model",
    projected.PositionTable: "speaker",
    projected.LicenceTextTable: "model",
    projected.DisagreementTable: "model",
    projected.OpennessClaimTable: "subject",
}
PROJECTED: tuple[type[SQLModel], ...] = (projected.HappeningTable, projected.HappeningEvidenceTable, *_OF_SUBJECT)


class Writer:
    """Collects rows, and writes them many at once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: Rows = defaultdict(list)
        self._waiting = 0

    def add(self, more: Rows) -> None:
        for table, some in more.items():
            self._rows[table] += some
            self._waiting += len(some)
        if self._waiting >= _ENOUGH:
            self.flush()

    def flush(self) -> None:
        for table, some in self._rows.items():
            if some:
                bulk.insert(self._connection, table, some)
        self._rows.clear()
        self._waiting = 0


def happenings_of(
    subject: str, entries: Iterable[Entry], voices: Mapping[str, str], as_of: str | None = None
) -> list[Happening]:
    """The happenings whose subject this is. as_of: only what had happened by the end of that day."""
    groups = groups_of(facts_of(entries, voices))
    found = [happening for group in groups if (happening := happening_of(group)).subject == subject]
    return found if as_of is None else [happening for happening in found if had_happened(happening, as_of)]


def texts_of(subject: str, entries: Iterable[Entry], as_of: str | None = None) -> Texts:
    """The captured texts of one model. as_of: only those that stood by the end of that day."""
    entries = list(entries)
    if CAPTURED not in {entry.type for entry in entries}:
        return NO_TEXTS
    captures = [one for one in captures_of(entries, subject) if as_of is None or one.on <= as_of]
    if as_of is not None:
        captures = [replace(one, until=None) if (one.until or "") > as_of else one for one in captures]
    if not captures:
        return NO_TEXTS
    return Texts(captures, {subject: text_terms(captures, as_of)}, disagreements(captures, as_of))


def had_happened(happening: Happening, day: str) -> bool:
    """Whether it had by the end of a day: by its first possible day, or when it was first told of, if undated."""
    span = span_of(happening.happened_on or happening.first_published_on)
    return span is not None and span.first <= date.fromisoformat(day).toordinal()


def rows_of(happenings: Sequence[Happening], vocabulary: Vocabulary, texts: Texts = NO_TEXTS) -> Rows:
    """Every row that the happenings and the captured texts of one subject give."""
    told = stories(happenings)
    licences = licence_periods(happenings, texts.terms)
    return {
        projected.HappeningTable: [rows.happening(one, told.get(one.id)) for one in happenings],
        projected.HappeningEvidenceTable: [row for one in happenings for row in rows.evidence(one)],
        projected.ModelTable: [rows.model(state, vocabulary) for state in model_states(happenings, licences)],
        projected.ModelPeriodTable: [rows.model_period(period) for period in model_periods(happenings)],
        projected.LicenceTable: [rows.licence(period, vocabulary, texts.disagreements) for period in licences],
        projected.TermTable: [row for period in licences for row in rows.terms(period)],
        projected.PositionTable: [rows.position(one) for one in positions(happenings)],
        projected.LicenceTextTable: [rows.licence_text(one) for one in texts.captures],
        projected.DisagreementTable: [rows.disagreement(one) for one in texts.disagreements],
        projected.OpennessClaimTable: [
            row for one in happenings for row in rows.openness_claims(one, vocabulary, models_in)
        ],
    }


def forget(connection: Connection, subjects: Sequence[str]) -> None:
    """Take the rows of some subjects out of every projection."""
    their = "SELECT id FROM happening WHERE subject IN :some"
    bulk.among(connection, f"DELETE FROM happening_evidence WHERE happening IN ({their})", subjects)
    for name, column in (("happening", "subject"), *((str(t.__tablename__), c) for t, c in _OF_SUBJECT.items())):
        bulk.among(connection, f"DELETE FROM {name} WHERE {column} IN :some", subjects)
