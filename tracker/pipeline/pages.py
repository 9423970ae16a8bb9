"""What collecting must not forget of pages: every entry of a feed ever seen, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, text

from tracker.events.chain import instant
from tracker.pipeline.changes import Change
from tracker.records import Source

_TRIES = 6  # of one page, over about two days, before it is given up
_FIRST_WAIT = timedelta(hours=1)
_FOR_GOOD = frozenset({"gone", "forbidden_by_robots", "refused_address"})


@dataclass(frozen=True, slots=True)
class Page:
    """An entry of a feed. state: waiting, read, skipped or failed (tables.PageTable).

    text: of an entry that needs no page, what it says; snapshot (SHA-256) is what it was listed in.
    """

    url: str
    source: str
    state: str
    title: str
    summary: str
    published_on: str | None
    tries: int = 0
    text: str | None = None
    snapshot: str | None = None


def note_pages(connection: Connection, pages: Sequence[Page], now: datetime) -> int:
    """Remember entries not seen before; how many those were."""
    statement = text(
        "INSERT INTO page (url, source, state, title, summary, published_on, first_seen_at, tries, text, snapshot)"
        " VALUES (:url, :source, :state, :title, :summary, :published_on, :at, 0, :text, :snapshot)"
        " ON CONFLICT (url) DO NOTHING"
    )
    new = 0
    for page in pages:
        values = {
            "url": page.url,
            "source": page.source,
            "state": page.state,
            "title": page.title,
            "summary": page.summary,
            "published_on": page.published_on,
            "at": instant(now),
            "text": page.text,
            "snapshot": page.snapshot,
        }
        new += connection.execute(statement, values).rowcount
    return new


def waiting(connection: Connection, sources: Sequence[Source], now: datetime, most: int) -> list[Page]:
    """Pages to fetch now, the oldest first, at most so many for each of `sources`.

    Each counts as tried before it is fetched: a page that brings a process down must not do so at every start.
    """
    statement = text(
        "SELECT url, source, state, title, summary, published_on, tries, text, snapshot FROM page"
        " WHERE source = :source AND state = 'waiting' AND (next_try_at IS NULL OR next_try_at <= :now)"
        " ORDER BY first_seen_at, url LIMIT :most"
    )
    found = []
    for source in sources:
        rows = connection.execute(statement, {"source": source.name, "now": instant(now), "most": most})
        found += [Page(*row) for row in rows]
    for page in found:
        _note_try(connection, page, page.tries + 1, _wait(page.tries + 1), now)
    return found


def untried(connection: Connection, unread: Sequence[Page]) -> None:
    """These pages were not fetched after all."""
    statement = text("UPDATE page SET tries = :tries, next_try_at = NULL WHERE url = :url AND state = 'waiting'")
    for page in unread:
        connection.execute(statement, {"url": page.url, "tries": page.tries})


def _note_try(connection: Connection, page: Page, tries: int, wait: timedelta, now: datetime) -> None:
    statement = text("UPDATE page SET tries = :tries, next_try_at = :next WHERE url = :url")
    connection.execute(statement, {"url": page.url, "tries": tries, "next": instant(now + wait)})


def _wait(tries: int) -> timedelta:
    return _FIRST_WAIT * int(2 ** min(tries - 1, 10))


def note_read(connection: Connection, page: Page, document: str, snapshot: str) -> None:
    """The page was read: which document and snapshot came of it."""
    statement = text(
        "UPDATE page SET state = 'read', document = :document, snapshot = :snapshot, detail = NULL, text = NULL"
        " WHERE url = :url"
    )
    connection.execute(statement, {"url": page.url, "document": document, "snapshot": snapshot})


def note_failed(
    connection: Connection, page: Page, outcome: str, detail: str, retry_after_s: int | None, now: datetime
) -> Change | None:
    """The page could not be read: try again later, ever more seldom, or give it up. What changed about it."""
    tries = page.tries + 1
    state = "failed" if outcome in _FOR_GOOD or tries >= _TRIES else "waiting"
    _note_try(connection, page, tries, max(_wait(tries), timedelta(seconds=retry_after_s or 0)), now)
    statement = text("UPDATE page SET state = :state, detail = :detail WHERE url = :url")
    connection.execute(statement, {"url": page.url, "state": state, "detail": detail})
    return "started" if tries == 1 else "worse" if state == "failed" else None


def seen_since(connection: Connection, source: Source, since: datetime) -> bool:
    """Whether the source listed anything new since then."""
    query = text("SELECT 1 FROM page WHERE source = :name AND first_seen_at >= :since LIMIT 1")
    return connection.execute(query, {"name": source.name, "since": instant(since)}).first() is not None


def waiting_by_source(connection: Connection, now: datetime) -> dict[str, int]:
    """source -> how many of its pages could be fetched now."""
    query = text(
        "SELECT source, count(*) AS pages FROM page WHERE state = 'waiting'"
        " AND (next_try_at IS NULL OR next_try_at <= :now) GROUP BY source"
    )
    return {row.source: row.pages for row in connection.execute(query, {"now": instant(now)})}
