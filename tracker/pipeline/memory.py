"""What collecting must not forget: attempts, the state of each source, every page ever seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, text

from tracker.collect.fetching import Fetched
from tracker.collect.outcomes import CONTENT, WELL
from tracker.events.chain import instant
from tracker.records import Source

_KEPT_ATTEMPTS = 50  # per source
_TRIES = 6  # of one page, over about two days, before it is given up
_FIRST_WAIT = timedelta(hours=1)
_LONGEST_WAIT = timedelta(days=7)
_FOR_GOOD = frozenset({"gone", "forbidden_by_robots", "refused_address"})


@dataclass(frozen=True, slots=True)
class State:
    """The validators of a source, and how often in a row it failed."""

    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    failures: int = 0
    failing_since: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """An entry of a feed. state: waiting, read, skipped or failed (tables.PageTable)."""

    url: str
    source: str
    state: str
    title: str
    summary: str
    published_on: str | None
    tries: int = 0


def due(
    connection: Connection, sources: Sequence[Source], now: datetime, *, everything: bool
) -> list[tuple[Source, State]]:
    """The sources to poll now, each with its state; one never polled is due. Each is put off by its rhythm before
    it is polled, so that a crash in between does not make it due at every start."""
    rows = connection.execute(
        text("SELECT name, next_check_at, etag, last_modified, sha256, failures, failing_since FROM source_state")
    )
    held = {row.name: row for row in rows}
    found = []
    for source in sources:
        row = held.get(source.name)
        if row is None or everything or row.next_check_at <= instant(now):
            state = State(row.etag, row.last_modified, row.sha256, row.failures, row.failing_since) if row else State()
            found.append((source, state))
            _put_off(connection, source, now)
    return found


def _put_off(connection: Connection, source: Source, now: datetime) -> None:
    statement = text(
        "INSERT INTO source_state (name, next_check_at, failures) VALUES (:name, :at, 0)"
        " ON CONFLICT (name) DO UPDATE SET next_check_at = excluded.next_check_at"
    )
    connection.execute(statement, {"name": source.name, "at": instant(now + timedelta(seconds=source.rhythm_s))})


def note_attempt(connection: Connection, fetched: Fetched, outcome: str, detail: str) -> None:
    """Keep how one request ended, and only the newest of each source."""
    values = {
        "source": fetched.wanted.source,
        "url": fetched.wanted.url,
        "at": instant(fetched.fetched_at),
        "ms": fetched.elapsed_ms,
        "outcome": outcome,
        "status": fetched.status,
        "detail": detail,
        "snapshot": fetched.sha256,
    }
    connection.execute(
        text(
            "INSERT INTO fetch_attempt (source, url, started_at, elapsed_ms, outcome, status, detail, snapshot)"
            " VALUES (:source, :url, :at, :ms, :outcome, :status, :detail, :snapshot)"
        ),
        values,
    )
    oldest = "SELECT id FROM fetch_attempt WHERE source = :source ORDER BY id DESC LIMIT 1 OFFSET " + str(
        _KEPT_ATTEMPTS
    )
    statement = text(f"DELETE FROM fetch_attempt WHERE source = :source AND id <= ({oldest})")
    connection.execute(statement, {"source": fetched.wanted.source})


def note_source(
    connection: Connection,
    source: Source,
    fetched: Fetched,
    outcome: str,
    detail: str,
    now: datetime,
    *,
    offline: bool,
) -> None:
    """How the source fares, its validators, and when it is due again; offline: nobody could be reached."""
    well = outcome in WELL
    held = connection.execute(
        text("SELECT failures, failing_since, last_success_at, sha256 FROM source_state WHERE name = :name"),
        {"name": source.name},
    ).one()
    failures = 0 if well else held.failures if offline else held.failures + 1
    pause = timedelta() if offline else _pause(source, failures, fetched.retry_after_s)
    fresh = outcome in CONTENT
    values = {
        "name": source.name,
        "next": instant(now + pause),
        "at": instant(fetched.fetched_at),
        "success": instant(fetched.fetched_at) if well else held.last_success_at,
        "outcome": outcome,
        "detail": detail or None,
        "failures": failures,
        "since": None if well else held.failing_since or instant(fetched.fetched_at),
        "etag": fetched.etag,
        "modified": fetched.last_modified,
        "sha256": fetched.sha256 if fresh else held.sha256,
    }
    keeps = ", etag = :etag, last_modified = :modified, sha256 = :sha256" if well else ""
    connection.execute(
        text(
            "UPDATE source_state SET next_check_at = :next, last_checked_at = :at, last_success_at = :success,"
            " last_outcome = :outcome, detail = :detail, failures = :failures, failing_since = :since"
            f"{keeps} WHERE name = :name"
        ),
        values,
    )


def note_pages(connection: Connection, pages: Sequence[Page], now: datetime) -> int:
    """Remember entries not seen before; how many those were."""
    statement = text(
        "INSERT INTO page (url, source, state, title, summary, published_on, first_seen_at, tries)"
        " VALUES (:url, :source, :state, :title, :summary, :published_on, :at, 0) ON CONFLICT (url) DO NOTHING"
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
        }
        new += connection.execute(statement, values).rowcount
    return new


def waiting(connection: Connection, sources: Sequence[Source], now: datetime, most: int) -> list[Page]:
    """Pages to fetch now, the oldest first, at most so many for each of `sources`."""
    statement = text(
        "SELECT url, source, state, title, summary, published_on, tries FROM page"
        " WHERE source = :source AND state = 'waiting' AND (next_try_at IS NULL OR next_try_at <= :now)"
        " ORDER BY first_seen_at, url LIMIT :most"
    )
    found = []
    for source in sources:
        rows = connection.execute(statement, {"source": source.name, "now": instant(now), "most": most})
        found += [Page(*row) for row in rows]
    return found


def note_read(connection: Connection, page: Page, document: str, snapshot: str) -> None:
    """The page was read: which document and snapshot came of it."""
    statement = text(
        "UPDATE page SET state = 'read', document = :document, snapshot = :snapshot, detail = NULL WHERE url = :url"
    )
    connection.execute(statement, {"url": page.url, "document": document, "snapshot": snapshot})


def note_failed(
    connection: Connection, page: Page, outcome: str, detail: str, retry_after_s: int | None, now: datetime
) -> None:
    """The page could not be read: try again later, ever more seldom, or give it up."""
    tries = page.tries + 1
    state = "failed" if outcome in _FOR_GOOD or tries >= _TRIES else "waiting"
    wait = max(_FIRST_WAIT * int(2 ** min(tries - 1, 10)), timedelta(seconds=retry_after_s or 0))
    statement = text(
        "UPDATE page SET state = :state, tries = :tries, next_try_at = :next, detail = :detail WHERE url = :url"
    )
    values = {"url": page.url, "state": state, "tries": tries, "next": instant(now + wait), "detail": detail}
    connection.execute(statement, values)


def _pause(source: Source, failures: int, retry_after_s: int | None) -> timedelta:
    """Until the next poll: the rhythm, doubled with each failure in a row up to a week, or what the server asks."""
    rhythm = timedelta(seconds=source.rhythm_s)
    backed_off = max(rhythm, min(rhythm * int(2 ** min(max(failures - 1, 0), 10)), _LONGEST_WAIT))
    return max(backed_off, timedelta(seconds=retry_after_s or 0))
