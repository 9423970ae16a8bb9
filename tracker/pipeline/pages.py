"""What collecting must not forget of pages: every entry of a feed ever seen, and what became of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from tracker.collect.addresses import mark_of
from tracker.collect.fetching import Fetched
from tracker.db.statements import text
from tracker.events.chain import instant
from tracker.pipeline.changes import Change
from tracker.pipeline.page import Page
from tracker.records import Source

_TRIES = 6  # of one page, over about two days, before it is given up
_FIRST_WAIT = timedelta(hours=1)
# After it was read, a page is looked at again: news is corrected soon or never.
_LOOKS = (timedelta(hours=6), timedelta(days=1), timedelta(days=4), timedelta(days=14), timedelta(days=60))
_FOR_GOOD = frozenset({"gone", "forbidden_by_robots", "refused_address"})


# Each of these is found at once in the index over source, state and time; joined by OR inside one EXISTS they are not.
_WAYS_TO_BE_DUE = (
    "state = 'waiting' AND next_try_at IS NULL",
    "state = 'waiting' AND next_try_at <= :now",
    "state = 'read' AND next_try_at <= :now",
)
_DUE = f"({' OR '.join(_WAYS_TO_BE_DUE)})"
# Of a row of source_state: whether a page of that source could be fetched at the instant :now.
ANY_DUE = " OR ".join(
    f"EXISTS (SELECT 1 FROM page WHERE source = source_state.name AND {way})" for way in _WAYS_TO_BE_DUE
)


def _texts(*names: str) -> str:
    """Parameters that PostgreSQL need not guess the type of."""
    return ", ".join(f"CAST(:{name} AS TEXT)" for name in names)


def note_pages(connection: Connection, pages: Sequence[Page], now: datetime) -> int:
    """Remember entries not seen before, under whatever address of their page; how many those were."""
    statement = text(
        "INSERT INTO page (url, source, state, title, summary, published_on, first_seen_at, tries, text, snapshot,"
        " mark, looks)"
        f" SELECT {_texts('url', 'source', 'state', 'title', 'summary', 'published_on', 'at')}, 0,"
        f" {_texts('text', 'snapshot', 'mark')}, 0 WHERE NOT EXISTS (SELECT 1 FROM page WHERE mark = {_texts('mark')}"
        f" AND url <> {_texts('url')}) ON CONFLICT (url) DO NOTHING"
    )
    at = instant(now)
    values = [
        {
            "url": page.url,
            "source": page.source,
            "state": page.state,
            "title": page.title,
            "summary": page.summary,
            "published_on": page.published_on,
            "at": at,
            "text": page.text,
            "snapshot": page.snapshot,
            "mark": mark_of(page.url) if page.text is None else page.url,
        }
        for page in pages
    ]
    return connection.execute(statement, values).rowcount if values else 0


def waiting(connection: Connection, sources: Sequence[Source], now: datetime, most: int) -> list[Page]:
    """Pages to fetch now, the oldest first, at most so many for each of `sources`: unread ones before those to be
    looked at again.

    Each counts as tried before it is fetched: a page that brings a process down must not do so at every start.
    """
    statement = text(
        "SELECT url, source, state, title, summary, published_on, tries, text, snapshot, document, etag,"
        " last_modified, looks FROM page WHERE source = :source AND "
        f"{_DUE} ORDER BY state DESC, first_seen_at, url LIMIT :most"
    )
    with_some = text(f"SELECT name FROM source_state WHERE {ANY_DUE}")
    have = set(connection.execute(with_some, {"now": instant(now)}).scalars())
    found = []
    for source in sources:
        if source.name not in have:
            continue
        rows = connection.execute(statement, {"source": source.name, "now": instant(now), "most": most})
        found += [Page(*row) for row in rows]
    for page in found:
        _note_try(connection, page, page.tries + 1, _wait(page.tries + 1), now)
    return found


def untried(connection: Connection, unread: Sequence[Page], now: datetime) -> None:
    """These pages were not fetched after all: they are due again at once."""
    statement = text("UPDATE page SET tries = :tries, next_try_at = :next WHERE url = :url")
    for page in unread:
        connection.execute(statement, {"url": page.url, "tries": page.tries, "next": instant(now)})


def _note_try(connection: Connection, page: Page, tries: int, wait: timedelta, now: datetime) -> None:
    statement = text("UPDATE page SET tries = :tries, next_try_at = :next WHERE url = :url")
    connection.execute(statement, {"url": page.url, "tries": tries, "next": instant(now + wait)})


def _wait(tries: int) -> timedelta:
    return _FIRST_WAIT * int(2 ** min(tries - 1, 10))


def note_read(
    connection: Connection,
    page: Page,
    document: str,
    snapshot: str,
    article: str | None,
    fetched: Fetched | None,
    now: datetime,
) -> None:
    """The page was read, or looked at again: which document and snapshot came of it, and when to look again.

    article: the address that the page gives itself. fetched: None for an entry without a page, which is read once.
    """
    looks = page.looks + (page.state == "read")
    statement = text(
        "UPDATE page SET state = 'read', document = :document, snapshot = :snapshot, detail = NULL, text = NULL,"
        " article = :article, etag = :etag, last_modified = :modified, looks = :looks, tries = 0, next_try_at = :next"
        " WHERE url = :url"
    )
    values = {
        "url": page.url,
        "document": document,
        "snapshot": snapshot,
        "article": mark_of(article) if article and fetched else None,
        "etag": fetched.etag if fetched else None,
        "modified": fetched.last_modified if fetched else None,
        "looks": looks,
        "next": _next_look(looks, now) if fetched else None,
    }
    connection.execute(statement, values)


def note_looked(connection: Connection, page: Page, outcome: str, retry_after_s: int | None, now: datetime) -> None:
    """A page that was read gave nothing new: look again later, unless it is gone."""
    looks = page.looks + 1
    next_look = None if outcome in _FOR_GOOD else _next_look(looks, now + timedelta(seconds=retry_after_s or 0))
    statement = text(
        "UPDATE page SET looks = :looks, tries = 0, next_try_at = :next, detail = :detail WHERE url = :url"
    )
    detail = None if outcome == "not_modified" else f"looked at again: {outcome}"
    connection.execute(statement, {"url": page.url, "looks": looks, "next": next_look, "detail": detail})


def same_article(connection: Connection, page: Page, article: str) -> str | None:
    """The document of the article that was read at this address, or gives itself it, from another page; or None."""
    query = text(
        "SELECT document FROM page WHERE (mark = :mark OR article = :mark) AND url <> :url AND state = 'read'"
        " AND document IS NOT NULL ORDER BY first_seen_at, url LIMIT 1"
    )
    document: str | None = connection.execute(query, {"mark": mark_of(article), "url": page.url}).scalar()
    return document


def _next_look(looks: int, now: datetime) -> str | None:
    return instant(now + _LOOKS[looks]) if looks < len(_LOOKS) else None


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


def count_due(connection: Connection, sources: Sequence[Source], now: datetime) -> int:
    """How many pages of `sources` could be fetched now."""
    query = text(f"SELECT count(*) FROM page WHERE source = :source AND {_DUE}")
    return sum(connection.execute(query, {"source": one.name, "now": instant(now)}).scalar_one() for one in sources)
