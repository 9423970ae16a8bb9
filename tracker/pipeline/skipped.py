"""Entries that were not worth a request: how many, of which source, and another look at them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from tracker.db.statements import text
from tracker.pipeline.articles import is_worthwhile
from tracker.records import Source

_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entries of a source were read, wait, were skipped or given up."""

    read: int = 0
    waiting: int = 0
    skipped: int = 0
    failed: int = 0


def counts_by_source(connection: Connection) -> dict[str, Counts]:
    """source -> its counts."""
    found: dict[str, dict[str, int]] = {}
    for row in connection.execute(text("SELECT source, state, count(*) AS pages FROM page GROUP BY source, state")):
        found.setdefault(row.source, {})[row.state] = row.pages
    return {source: Counts(**states) for source, states in found.items()}


def look_again(connection: Connection, sources: Sequence[Source]) -> tuple[int, int]:
    """Judge the skipped entries of `sources` anew, as names and words may have come since; those that are worth it now
    wait to be fetched. How many were judged, and how many of them wait."""
    judged = waiting = 0
    for source in sources:
        last = ""
        while rows := _skipped(connection, source.name, last):
            last = rows[-1][0]
            worth = [{"url": url} for url, title, told in rows if is_worthwhile(source, title, told)]
            if worth:
                connection.execute(text("UPDATE page SET state = 'waiting' WHERE url = :url"), worth)
            judged, waiting = judged + len(rows), waiting + len(worth)
    return judged, waiting


def _skipped(connection: Connection, source: str, after: str) -> list[tuple[str, str, str]]:
    query = text(
        "SELECT url, title, summary, text FROM page WHERE source = :source AND state = 'skipped' AND url > :after"
        " ORDER BY url LIMIT :most"
    )
    rows = connection.execute(query, {"source": source, "after": after, "most": _AT_ONCE})
    return [(row.url, row.title, f"{row.summary} {row.text or ''}") for row in rows]
