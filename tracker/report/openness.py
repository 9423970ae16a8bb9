"""How open Meta's models were over time: at each quarter's end, how many could be had how, and under which licences."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, text

ACCESS = ("open weights", "weights on request", "for researchers", "API", "product", "not known")
LICENCES = ("OSI-approved", "commercial use", "with conditions", "non-commercial", "proprietary", "not known")
OTHERS = "Other models"
_OF_ACCESS = dict(zip(("open_weights", "gated", "research", "api", "product"), ACCESS, strict=False))
_OF_USE = {"allowed": "commercial use", "conditional": "with conditions", "forbidden": "non-commercial"}
_ENOUGH = 3  # models that give a family a figure of its own


@dataclass(frozen=True, slots=True)
class Share:
    """At the end of a quarter ("2024-Q3"; the last one: on the day of the report): the models of a family that were
    out in one class of `by` (access or licence)."""

    family: str
    quarter: str
    by: str
    cls: str
    models: tuple[str, ...]


def openness(connection: Connection, day: str, models: Collection[str]) -> tuple[Share, ...]:
    """Of these models, from the first release until `day`; families of few models together. Classes of no model are
    left out."""
    periods = [
        row
        for row in _rows(
            connection,
            "SELECT p.*, m.family FROM model_period p LEFT JOIN model m ON m.name = p.model"
            " WHERE p.status = 'released' ORDER BY p.valid_from, p.model",
        )
        if row.model in models
    ]
    licences = _rows(connection, "SELECT * FROM licence ORDER BY valid_from, model")
    families = _families(periods)
    found: list[Share] = []
    for quarter, end in _quarters(min((row.valid_from for row in periods), default=day), day):
        out = {row.model: row for row in periods if _stands(row, end)}
        under = {row.model: row for row in licences if _stands(row, end)}
        classes: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for model, row in out.items():
            classes[families[model], "access", _OF_ACCESS.get(row.access or "", "not known")].append(model)
            classes[families[model], "licence", licence_class(under.get(model))].append(model)
        found += [Share(f, quarter, by, cls, tuple(sorted(names))) for (f, by, cls), names in sorted(classes.items())]
    return tuple(found)


def licence_class(row: Any) -> str:
    """The class of a licence: a row of `licence`, a model of the report (anything with licence, osi_approved and
    commercial_use), or None."""
    if row is None:
        return "not known"
    if row.osi_approved:
        return "OSI-approved"
    if row.licence == "proprietary":
        return "proprietary"
    return _OF_USE.get(row.commercial_use or "", "not known")


def _families(periods: Sequence[Row[Any]]) -> dict[str, str]:
    members: dict[str, set[str]] = defaultdict(set)
    for row in periods:
        members[row.family or OTHERS].add(row.model)
    return {
        model: family if len(models) >= _ENOUGH else OTHERS for family, models in members.items() for model in models
    }


def _stands(row: Row[Any], day: str) -> bool:
    return bool(row.valid_from <= day and (row.valid_to is None or day < row.valid_to))


def _quarters(first: str, last: str) -> Iterator[tuple[str, str]]:
    """Each quarter with its last day, or `last` itself."""
    year, month = int(first[:4]), int(first[5:7] or "1")
    quarter = (month - 1) // 3
    while True:
        end = date(year + (quarter == 3), (quarter * 3 + 3) % 12 + 1, 1) - timedelta(days=1)
        yield f"{year}-Q{quarter + 1}", min(end.isoformat(), last)
        if end.isoformat() >= last:
            return
        year, quarter = (year + 1, 0) if quarter == 3 else (year, quarter + 1)


def _rows(connection: Connection, query: str) -> Sequence[Row[Any]]:
    return connection.execute(text(query)).all()
