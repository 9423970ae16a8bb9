"""What became of a licence from one version to the next, term by term: what was put into force, for which models."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, text

from tracker.report.clauses import ClauseSaid, clauses_between
from tracker.report.selection import Selection, condition, rows_chosen
from tracker.report.terms_told import TermChange, changes, told


@dataclass(frozen=True, slots=True)
class Version:
    """A licence as it stood for somebody. models: those it stands for now. terms: one sentence for each, by key

    id: the happening that tells of it; None where a captured text alone does
    """

    name: str
    since: str
    models: tuple[str, ...]
    terms: dict[str, str]
    id: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One licence took the place of another, or changed in place: then before and after are the same name.

    happenings: (id, subject, day) of all that this was done to, oldest first. summary: that of the first of these that
    have the licence's name, else of the first. clauses: where its texts were captured
    """

    before: str
    after: str
    on: str | None
    happenings: tuple[tuple[str, str, str | None], ...]
    summary: str
    changes: tuple[TermChange, ...]
    clauses: tuple[ClauseSaid, ...]


def versions(connection: Connection, selection: Selection) -> tuple[Version, ...]:
    """Every licence that stood for a model, the newest first. Its terms are those of the period that tells most."""
    where, values = rows_chosen("v1_licences", selection)
    query = text(f"SELECT * FROM licence WHERE licence IS NOT NULL AND {where} ORDER BY valid_from, model")
    by_name: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(query, values):
        by_name[row.licence].append(row)
    found = [_version(name, rows) for name, rows in by_name.items()]
    return tuple(sorted(found, key=lambda one: (one.since, one.name), reverse=True))


def steps(connection: Connection, selection: Selection) -> tuple[Step, ...]:
    """Every replacement of one licence by another, and every change of one that is known term by term; newest first."""
    where, values = condition(selection)
    query = text(
        f"SELECT * FROM happening WHERE {where} AND kind = 'licence_change' AND status = 'in_force' AND licence IS NOT NULL"
        " AND (licence_before <> licence OR (licence_before IS NULL AND terms_before IS NOT NULL)) ORDER BY coalesce(happened_on, ''), id"
    )
    pairs: dict[tuple[str, str, str], list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(query, values):
        before = row.licence_before or row.licence
        pairs[before, row.licence, "" if row.licence_before else row.happened_on or row.id].append(row)
    found = [_step(connection, before, after, rows) for (before, after, _), rows in pairs.items()]
    return tuple(sorted(found, key=lambda one: (one.on or "", one.after), reverse=True))


def _version(name: str, rows: Sequence[Row[Any]]) -> Version:
    best = max(rows, key=lambda row: (len(row.terms or ""), row.valid_from == rows[0].valid_from))
    standing = tuple(row.model for row in rows if row.valid_to is None)
    return Version(name, rows[0].valid_from, standing, told(_terms(best.terms)), best.happening or "")


def _step(connection: Connection, before: str, after: str, rows: Sequence[Row[Any]]) -> Step:
    named = [row for row in rows if row.subject in after]
    shown = (named or rows)[0]
    differ = changes(_terms(shown.terms_before), _terms(shown.terms))
    standing = [one.key for one in differ if one.verdict == "same"]
    return Step(
        before=before,
        after=after,
        on=shown.happened_on,
        happenings=tuple((row.id, row.subject, row.happened_on) for row in rows),
        summary=shown.summary,
        changes=differ,
        clauses=clauses_between(connection, [row.id for row in rows], before, after, standing),
    )


def _terms(stored: str | None) -> dict[str, Any]:
    terms: dict[str, Any] = json.loads(stored) if stored else {}
    return terms
