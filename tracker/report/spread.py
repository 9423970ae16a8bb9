"""How news travels: which languages and publishers tell of it, and how many days a language comes behind the first."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from sqlalchemy import Connection, text

from tracker.report.selection import Selection, condition, rows_chosen


@dataclass(frozen=True, slots=True)
class LanguageSpread:
    """One language. voices: whose words its articles are. happenings: those it tells of.

    lags: days behind the first report, one for each happening that several languages tell of with known days; first: in
    how many of these it was, or shared, the first
    """

    language: str
    articles: int
    voices: int
    happenings: int
    lags: tuple[int, ...]
    first: int

    @property
    def median_lag(self) -> float | None:
        """Days; None where it shares no happening with another language."""
        return median(self.lags) if self.lags else None


@dataclass(frozen=True, slots=True)
class PublisherSpread:
    """One publisher. newest: the newest day of publication, None if none is known"""

    publisher: str | None
    languages: str
    articles: int
    happenings: int
    newest: str | None


def languages(connection: Connection, selection: Selection) -> tuple[LanguageSpread, ...]:
    """The one with most articles first."""
    where, values = rows_chosen("v1_coverage", selection)
    seen = connection.execute(
        text(
            f"SELECT language, count(*) AS n, count(DISTINCT voice) AS v FROM coverage WHERE {where} GROUP BY language"
        ),
        values,
    )
    articles = {row.language or "und": (row.n, row.v) for row in seen}
    told = connection.execute(
        text(
            "SELECT language, happening, min(published_on) AS first FROM happening_evidence"
            f" WHERE language IS NOT NULL AND {_chosen(selection)[0]} GROUP BY language, happening"
        ),
        _chosen(selection)[1],
    ).all()
    known: dict[str, dict[str, date]] = defaultdict(dict)
    count: dict[str, int] = defaultdict(int)
    for row in told:
        count[row.language] += 1
        if row.first and len(row.first) == 10:
            known[row.happening][row.language] = date.fromisoformat(row.first)
    lags = _lags(known)
    found = [
        LanguageSpread(
            language,
            *articles.get(language, (0, 0)),
            count.get(language, 0),
            tuple(sorted(lags[language])),
            sum(1 for lag in lags[language] if lag == 0),
        )
        for language in articles.keys() | count.keys()
    ]
    return tuple(sorted(found, key=lambda one: (-one.articles, one.language)))


def publishers(connection: Connection, selection: Selection) -> tuple[PublisherSpread, ...]:
    """The one with most articles first; those without a name together."""
    where, values = rows_chosen("v1_coverage", selection)
    told = connection.execute(
        text(
            "SELECT publisher, count(DISTINCT happening) AS n FROM happening_evidence"
            f" WHERE {_chosen(selection)[0]} GROUP BY publisher"
        ),
        _chosen(selection)[1],
    )
    happenings = {row.publisher: row.n for row in told}
    rows = connection.execute(
        text(
            "SELECT publisher, language, count(*) AS n, max(published_on) AS d FROM coverage"
            f" WHERE {where} GROUP BY publisher, language"
        ),
        values,
    )
    by_name: dict[str | None, list[tuple[str, int, str | None]]] = defaultdict(list)
    for row in rows:
        by_name[row.publisher].append((row.language or "", row.n, row.d))
    found = [
        PublisherSpread(
            name,
            " ".join(sorted({language for language, _, _ in parts if language})),
            sum(n for _, n, _ in parts),
            happenings.get(name, 0),
            max((day for _, _, day in parts if day), default=None),
        )
        for name, parts in by_name.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.articles, one.publisher or "")))


def _chosen(selection: Selection) -> tuple[str, dict[str, Any]]:
    """SQL on the evidence of the happenings that are chosen."""
    where, values = condition(selection)
    return f"happening IN (SELECT id FROM happening WHERE {where})", values


def _lags(known: dict[str, dict[str, date]]) -> dict[str, list[int]]:
    lags: dict[str, list[int]] = defaultdict(list)
    for days in known.values():
        if len(days) > 1:
            first = min(days.values())
            for language, day in days.items():
                lags[language].append((day - first).days)
    return lags
