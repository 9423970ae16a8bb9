"""What became of a licence from one version to the next, term by term: what was put into force, for which models."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, text

from tracker.report.selection import Selection, condition, rows_chosen
from tracker.report.terms_told import TermChange, changes, told


@dataclass(frozen=True, slots=True)
class Version:
    """A licence as it stood for somebody. models: those it stands for now. terms: one sentence for each, by key"""

    name: str
    since: str
    models: tuple[str, ...]
    terms: dict[str, str]
    id: str


@dataclass(frozen=True, slots=True)
class Step:
    """One licence took the place of another. happenings: (id, subject, day) of all that this was done to, oldest first.

    summary: the history's own words for the first of these that have the licence's name, else for the first
    """

    before: str
    after: str
    on: str | None
    happenings: tuple[tuple[str, str, str | None], ...]
    summary: str
    changes: tuple[TermChange, ...]


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
    """Every replacement of one licence by another, the newest first."""
    where, values = condition(selection)
    query = text(
        f"SELECT * FROM happening WHERE {where} AND kind = 'licence_change' AND status = 'in_force' AND licence IS NOT NULL"
        " AND licence_before IS NOT NULL AND licence_before <> licence ORDER BY coalesce(happened_on, ''), id"
    )
    pairs: dict[tuple[str, str], list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(query, values):
        pairs[row.licence_before, row.licence].append(row)
    found = [_step(before, after, rows) for (before, after), rows in pairs.items()]
    return tuple(sorted(found, key=lambda one: (one.on or "", one.after), reverse=True))


def _version(name: str, rows: Sequence[Row[Any]]) -> Version:
    best = max(rows, key=lambda row: (len(row.terms or ""), row.valid_from == rows[0].valid_from))
    standing = tuple(row.model for row in rows if row.valid_to is None)
    return Version(name, rows[0].valid_from, standing, told(_terms(best.terms)), best.happening)


def _step(before: str, after: str, rows: Sequence[Row[Any]]) -> Step:
    named = [row for row in rows if row.subject in after]
    shown = (named or rows)[0]
    return Step(
        before=before,
        after=after,
        on=shown.happened_on,
        happenings=tuple((row.id, row.subject, row.happened_on) for row in rows),
        summary=shown.summary,
        changes=changes(_terms(shown.terms_before), _terms(shown.terms)),
    )


def _terms(stored: str | None) -> dict[str, Any]:
    terms: dict[str, Any] = json.loads(stored) if stored else {}
    return terms
