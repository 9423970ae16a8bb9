"""What collecting must not forget of sources: attempts, how each fares, when it is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from tracker.collect.addresses import host_of
from tracker.collect.fetching import Fetched, Wanted
from tracker.collect.outcomes import CONTENT, WELL, Kind
from tracker.db.statements import text
from tracker.events.chain import instant
from tracker.pipeline import claims, pages, rhythm
from tracker.pipeline.changes import Change, change_of
from tracker.pipeline.claims import Collector
from tracker.pipeline.surfaces import TEXTS
from tracker.records import Source

_KEPT_ATTEMPTS = 50  # per source
_CLOCKS_DIFFER = timedelta(minutes=15)  # of two collectors, or one was held up since it looked at its own
_RAISED_FOR = timedelta(days=2)  # after an announcement
_RAISED = 6  # times as often
_OFF_FOR = timedelta(days=90)  # validators that lied are not sent


@dataclass(frozen=True, slots=True)
class State:
    """The validators of a source, and how often in a row it failed.

    address: where to ask for it, instead of the address in the list; None for that
    audited: its validators are not sent this time, to see whether what they say is true
    """

    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    failures: int = 0
    failing_since: str | None = None
    address: str | None = None
    audited: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A source that is ours for a while. polls: it is due itself; else only its pages wait.

    due_at: when it was due, to be put back if the poll is not made after all
    """

    source: Source
    state: State
    polls: bool
    due_at: str


def take(
    connection: Connection,
    me: Collector,
    sources: Sequence[Source],
    now: datetime,
    *,
    everything: bool,
    most: int,
) -> list[Taken]:
    """About `most` of `sources` that are due (or all are, with everything) or have pages waiting, claimed with their
    hosts, the longest due first; those on a host where another collector is at work are left to it.

    Each is put off by its rhythm before it is polled, so that a crash in between does not make it due at every start.
    """
    claims.void_dead(connection, me)
    _after_a_clock_that_went_back(connection, now)
    chosen = _first(_at_hand(connection, sources, now, everything=everything), most)
    ours = claims.claim(connection, me, (host_of(one.source.url) for one in chosen), now)
    # Looked at again, now that nobody else can poll them.
    mine = [one.source for one in chosen if host_of(one.source.url) in ours]
    taken = _at_hand(connection, mine, now, everything=everything)
    _put_off(connection, [one.source for one in taken if one.polls], now)
    return taken


def due(connection: Connection, sources: Sequence[Source], now: datetime) -> tuple[list[Source], int]:
    """What a cycle would do now: the sources that are due, and how many pages wait to be fetched. Changes nothing."""
    found = [one.source for one in _at_hand(connection, sources, now, everything=False) if one.polls]
    return found, pages.count_due(connection, sources, now)


def _at_hand(connection: Connection, sources: Sequence[Source], now: datetime, *, everything: bool) -> list[Taken]:
    """Those of `sources` that are due or have pages waiting, the longest due first. One never polled is due."""
    query = text(
        "SELECT name, next_check_at, etag, last_modified, sha256, failures, failing_since, address, listed_url,"
        f" audited_on, validators_off_until, {pages.ANY_DUE} AS waits FROM source_state"
    )
    at = instant(now)
    held = {row.name: row for row in connection.execute(query, {"now": at})}
    found = []
    for source in sources:
        row = held.get(source.name)
        polls = row is None or everything or row.next_check_at <= at
        if polls or (row is not None and row.waits):
            found.append(Taken(source, _state(source, row, now), polls, row.next_check_at if row else ""))
    return sorted(found, key=lambda one: one.due_at)


def _state(source: Source, row: Any, now: datetime) -> State:
    if row is None:
        return State()
    at = instant(now)
    lies = (row.validators_off_until or "") > at
    etag, modified = (None, None) if lies else (row.etag, row.last_modified)
    audited = bool(etag or modified) and row.audited_on != at[:10] and rhythm.is_audit_day(source.name, now.date())
    address = row.address if row.listed_url == source.url else None
    return State(etag, modified, row.sha256, row.failures, row.failing_since, address, audited)


def _first(found: Sequence[Taken], most: int) -> list[Taken]:
    """The first `most`, and whatever else is on their hosts."""
    hosts = {host_of(one.source.url) for one in found[:most]}
    return [one for one in found if host_of(one.source.url) in hosts]


def _after_a_clock_that_went_back(connection: Connection, now: datetime) -> None:
    """What was checked in the future was checked by a clock that was wrong: it is due as long from now as it was then."""
    query = text("SELECT name, last_checked_at, next_check_at FROM source_state WHERE last_checked_at > :later")
    for row in connection.execute(query, {"later": instant(now + _CLOCKS_DIFFER)}).all():
        pause = datetime.fromisoformat(row.next_check_at) - datetime.fromisoformat(row.last_checked_at)
        values = {"name": row.name, "now": instant(now), "next": instant(now + max(pause, timedelta()))}
        statement = "UPDATE source_state SET last_checked_at = :now, next_check_at = :next WHERE name = :name"
        connection.execute(text(statement), values)


def wanted_of(source: Source, state: State) -> Wanted:
    """The request for a source, with the validators of its last answer unless they are being audited."""
    kind: Kind = "feed" if source.kind == "feed" else "article" if source.kind == "page" else "list"
    if source.kind in TEXTS:
        kind = "terms"
    etag, modified = (None, None) if state.audited else (state.etag, state.last_modified)
    return Wanted(state.address or source.url, kind, source.name, etag, modified, state.sha256)


def fared_well_since(connection: Connection, instant_: datetime) -> bool:
    """Whether any source answered after that."""
    query = text("SELECT 1 FROM source_state WHERE last_success_at > :since LIMIT 1")
    return connection.execute(query, {"since": instant(instant_)}).first() is not None


def put_back(connection: Connection, unpolled: Sequence[Taken]) -> None:
    """Due again when they were: they were not polled after all."""
    again = text("UPDATE source_state SET next_check_at = :at WHERE name = :name")
    for one in unpolled:
        if one.due_at:
            connection.execute(again, {"name": one.source.name, "at": one.due_at})
        else:
            connection.execute(text("DELETE FROM source_state WHERE name = :name"), {"name": one.source.name})


def _put_off(connection: Connection, sources: Sequence[Source], now: datetime) -> None:
    statement = text(
        "INSERT INTO source_state (name, next_check_at, failures) VALUES (:name, :at, 0)"
        " ON CONFLICT (name) DO UPDATE SET next_check_at = excluded.next_check_at"
    )
    values = [{"name": one.name, "at": instant(now + timedelta(seconds=one.rhythm_s))} for one in sources]
    if values:
        connection.execute(statement, values)


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
    seen: bytes | None = None,
) -> Change | None:
    """How the source fares, its validators, and when it is due again; what changed about it.

    offline: nobody could be reached. seen: marks of what it listed now (collect.seen); None if it was not read.
    """
    well = outcome in WELL
    held = connection.execute(
        text(
            "SELECT failures, failing_since, last_success_at, last_outcome, sha256, raised_until, interval_s, address, seen,"
            " moved_to, moved_since, listed_url FROM source_state WHERE name = :name"
        ),
        {"name": source.name},
    ).one()
    failures = 0 if well else held.failures if offline else held.failures + 1
    raised = well and held.raised_until is not None and held.raised_until > instant(now)
    fresh = outcome in CONTENT
    interval_s = _interval_s(connection, source, held.interval_s, outcome, now)
    pause = rhythm.pause(
        source.name,
        min(interval_s, _raised_s(source)) if raised else interval_s,
        now,
        outcome=outcome,
        status=fetched.status,
        failures=failures,
        retry_after_s=fetched.retry_after_s,
        fresh_for_s=fetched.fresh_for_s,
    )
    move = _move(source, held, fetched, now, well=well, failures=failures)
    values = {
        "name": source.name,
        "next": instant(now if offline else now + pause),
        "at": instant(fetched.fetched_at),
        "success": instant(fetched.fetched_at) if well else held.last_success_at,
        "outcome": outcome,
        "detail": detail or None,
        "failures": failures,
        "since": None if well else held.failing_since or instant(fetched.fetched_at),
        "etag": fetched.etag,
        "modified": fetched.last_modified,
        "sha256": fetched.sha256 if fresh else held.sha256,
        "seen": held.seen if seen is None else seen,
        "interval": interval_s,
        "address": move.address,
        "moved_to": move.moved_to,
        "moved_since": instant(move.since) if move.since else None,
        "listed": source.url,
    }
    keeps = ", etag = :etag, last_modified = :modified, sha256 = :sha256, seen = :seen" if well else ""
    connection.execute(
        text(
            "UPDATE source_state SET next_check_at = :next, last_checked_at = :at, last_success_at = :success,"
            " last_outcome = :outcome, detail = :detail, failures = :failures, failing_since = :since,"
            " interval_s = :interval, address = :address, moved_to = :moved_to, moved_since = :moved_since,"
            " listed_url = :listed"
            f"{keeps} WHERE name = :name"
        ),
        values,
    )
    return change_of(held.last_outcome if held.failing_since else None, held.failures, outcome, failures)


def seen_before(connection: Connection, source: Source) -> bytes:
    """Marks of what the source listed the last time; empty if that is not known."""
    statement = text("SELECT seen FROM source_state WHERE name = :name")
    return bytes(connection.execute(statement, {"name": source.name}).scalar() or b"")


def raise_rhythm(connection: Connection, sources: Sequence[Source], now: datetime) -> None:
    """Look at `sources` more often for two days, those that fare well: something was announced that they may bear on."""
    for source in sources:
        soon = now + timedelta(seconds=_raised_s(source))
        statement = text(
            "UPDATE source_state SET raised_until = :until,"
            " next_check_at = CASE WHEN next_check_at > :soon THEN :soon ELSE next_check_at END"
            " WHERE name = :name AND failing_since IS NULL"
        )
        values = {"name": source.name, "until": instant(now + _RAISED_FOR), "soon": instant(soon)}
        connection.execute(statement, values)


def _raised_s(source: Source) -> int:
    return min(source.rhythm_s, max(source.rhythm_s // _RAISED, rhythm.SHORTEST_S))


def _interval_s(connection: Connection, source: Source, held: int | None, outcome: str, now: datetime) -> int:
    """How often the source is worth asking, by what it published of late; as listed, where it dates nothing."""
    if outcome in CONTENT:
        query = text(
            "SELECT count(*) AS dated, sum(CASE WHEN published_on >= :since THEN 1 ELSE 0 END) AS late FROM page"
            " WHERE source = :name AND published_on IS NOT NULL"
        )
        since = (now - rhythm.WINDOW).date().isoformat()
        found = connection.execute(query, {"name": source.name, "since": since}).one()
        return rhythm.learned_s(source.rhythm_s, found.late) if found.dated else source.rhythm_s
    interval_s = held or source.rhythm_s
    return rhythm.slower_s(source.rhythm_s, interval_s) if held and outcome in WELL else interval_s


def _move(source: Source, held: Any, fetched: Fetched, now: datetime, *, well: bool, failures: int) -> rhythm.Move:
    if held.listed_url != source.url:
        held_move = rhythm.Move()
    else:
        since = datetime.fromisoformat(held.moved_since) if held.moved_since else None
        held_move = rhythm.Move(held.address, held.moved_to, since)
    if not well:
        return rhythm.stayed(held_move, failures)
    return rhythm.moved(held_move, fetched.wanted.url, fetched.moved_to, now)


def note_audit(connection: Connection, source: Source, now: datetime, *, lies: bool) -> None:
    """The validators of a source were audited; they are not sent for a while where they hid news."""
    off = instant(now + _OFF_FOR) if lies else None
    statement = text("UPDATE source_state SET audited_on = :day, validators_off_until = :off WHERE name = :name")
    connection.execute(statement, {"name": source.name, "day": instant(now)[:10], "off": off})
