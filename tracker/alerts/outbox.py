"""What is news to whom: one row for each piece of news and channel, made in one transaction with how far we looked.

News is a happening that a channel was not told of yet, whatever number of articles tell it, and the correction or
retraction by a person of one that it was told of. What a new reader finds in old articles is none: a claim counts as
fresh only if it was recorded together with its article.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection

from tracker.alerts.channels import Channel
from tracker.alerts.wording import Message, corrected, happened, retracted
from tracker.db.statements import text
from tracker.events import chain, store
from tracker.events.chain import Entry, instant
from tracker.projections.replay import CONSUMER

_CLAIMS = frozenset({"release", "licence_change", "policy_statement"})
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=2), timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An alert that was not delivered yet."""

    id: str
    title: str
    body: str


def gather(connection: Connection, channels: Sequence[Channel], now: datetime) -> int:
    """Put what is news since the last look into the outbox (connection: db.writing); how many alerts that made.

    A channel seen for the first time begins with what comes from now on.
    """
    head = _projected_to(connection)
    made = 0
    for channel in channels:
        row = connection.execute(
            text("SELECT since, position FROM alert_channel WHERE channel = :name"), {"name": channel.name}
        ).first()
        if row is None:
            values = {"name": channel.name, "head": head, "now": instant(now)}
            connection.execute(text("INSERT INTO alert_channel (channel, since, position, digest_at, failures)"
                                    " VALUES (:name, :head, :head, :now, 0)"), values)  # fmt: skip
        elif row.position < head:
            made += _Look(connection, channel, row.since, now).at(list(store.read(connection, row.position, head)))
            connection.execute(text("UPDATE alert_channel SET position = :head WHERE channel = :name"),
                               {"name": channel.name, "head": head})  # fmt: skip
    return made


def _projected_to(connection: Connection) -> int:
    query = text("SELECT position FROM checkpoint WHERE consumer = :consumer")
    return connection.execute(query, {"consumer": CONSUMER}).scalar() or 0


class _Look:
    """One look of one channel at new entries."""

    def __init__(self, connection: Connection, channel: Channel, since: int, now: datetime) -> None:
        self._connection, self._channel, self._since, self._now = connection, channel, since, now

    def at(self, entries: Sequence[Entry]) -> int:
        # What is told only now is told as it stands: judgements count for what was told before.
        made = sum(self._judged(entry) for entry in entries if entry.type in ("correction", "retraction"))
        return made + sum(self._happening(one) for one in self._happenings_of(self._fresh(entries)))

    def _fresh(self, entries: Sequence[Entry]) -> list[int]:
        """Positions of claims that are fresh, and of those that a person said something about."""
        found = {entry.position for entry in entries if entry.type in _CLAIMS and self._is_fresh(entry)}
        for entry in entries:
            if entry.type in ("review", "correction"):
                payload = chain.decoded(entry.payload)
                if payload.get("reason") != "reread":
                    found |= {at for name in payload.get("events") or [payload.get("event")] if (at := self._at(name))}
        return sorted(found)

    def _is_fresh(self, entry: Entry) -> bool:
        document = chain.decoded(entry.payload).get("document")
        query = text("SELECT recorded_at FROM coverage WHERE document = :document")
        seen = self._connection.execute(query, {"document": document}).scalar() if document else None
        return seen is None or seen == entry.recorded_at

    def _at(self, reference: object) -> int | None:
        entry = store.entry_by_reference(self._connection, str(reference))
        return entry.position if entry else None

    def _happenings_of(self, positions: Iterable[int]) -> list[dict[str, Any]]:
        query = text(
            "SELECT happening.* FROM happening JOIN happening_evidence ON happening_evidence.happening = happening.id"
            " WHERE happening_evidence.position = :position"
        )
        found: dict[str, dict[str, Any]] = {}
        for position in positions:
            for row in self._connection.execute(query, {"position": position}).mappings():
                found.setdefault(row["id"], {**row, "terms": json.loads(row["terms"]) if row["terms"] else {}})
        return list(found.values())

    def _happening(self, happening: Mapping[str, Any]) -> int:
        query = text("SELECT * FROM happening_evidence WHERE happening = :id ORDER BY position")
        evidence = [dict(row) for row in self._connection.execute(query, {"id": happening["id"]}).mappings()]
        positions = [row["position"] for row in evidence]
        if self._is_told(positions):
            self._tell_of(positions)
            return 0
        if positions[0] <= self._since or not self._is_recent(happening) or not self._channel.wants(happening):
            return 0
        self._tell_of(positions)
        return self._put("happened", happening["id"], 0, happened(happening, evidence), positions[0])

    def _is_recent(self, happening: Mapping[str, Any]) -> bool:
        told = happening["happened_on"] or happening["first_published_on"]
        oldest = (self._now - timedelta(seconds=self._channel.max_age_s)).date().isoformat()
        return told is None or told >= oldest[: len(told)]

    def _judged(self, entry: Entry) -> int:
        """A correction or a retraction by a person, of what the channel was told."""
        payload = chain.decoded(entry.payload)
        by_machine = payload.get("reason") == "reread" or (entry.type == "retraction" and not payload.get("who"))
        spoken_of = store.entry_by_reference(self._connection, str(payload["event"]))
        if by_machine or spoken_of is None or not self._is_told([spoken_of.position]):
            return 0
        now_in = self._happenings_of([spoken_of.position])
        message = (corrected if entry.type == "correction" else retracted)(now_in, spoken_of, payload)
        return self._put(f"{entry.type}", now_in[0]["id"] if now_in else "", entry.position, message, entry.position)

    def _is_told(self, positions: Sequence[int]) -> bool:
        query = text("SELECT 1 FROM alerted WHERE channel = :channel AND position = :position")
        values = [{"channel": self._channel.name, "position": position} for position in positions]
        return any(self._connection.execute(query, one).first() for one in values)

    def _tell_of(self, positions: Sequence[int]) -> None:
        statement = text("INSERT INTO alerted (channel, position) VALUES (:channel, :position) ON CONFLICT DO NOTHING")
        for position in positions:
            self._connection.execute(statement, {"channel": self._channel.name, "position": position})

    def _put(self, news: str, happening: str, position: int, message: Message, key: int) -> int:
        digest = sha256(f"{self._channel.name}/{news}/{key}".encode()).hexdigest()[:16]
        statement = text(
            "INSERT INTO alert (id, channel, happening, position, news, title, body, made_at)"
            " VALUES (:id, :channel, :happening, :position, :news, :title, :body, :at) ON CONFLICT (id) DO NOTHING"
        )
        values = {
            "id": digest,
            "channel": self._channel.name,
            "happening": happening,
            "position": position,
            "news": news,
            "title": message.title,
            "body": message.body,
            "at": instant(self._now),
        }
        return self._connection.execute(statement, values).rowcount


# --- Delivery: what is to go out, and what became of it


def due(connection: Connection, channel: Channel, now: datetime, most: int) -> list[Waiting]:
    """What a channel should be sent now, oldest first; nothing while its digest is gathered or it is left to recover."""
    state = connection.execute(
        text("SELECT digest_at, next_try_at FROM alert_channel WHERE channel = :name"), {"name": channel.name}
    ).one()
    if state.next_try_at is not None and instant(now) < state.next_try_at < instant(now + 2 * _LONGEST_WAIT):
        return []  # later than that was written by a clock that was wrong
    if channel.digest_s and state.digest_at is not None:
        since = instant(now - timedelta(seconds=channel.digest_s))
        if since < state.digest_at <= instant(now):
            return []
    query = text("SELECT id, title, body FROM alert WHERE channel = :name AND sent_at IS NULL"
                 f" ORDER BY made_at, id LIMIT {most}")  # fmt: skip
    return [Waiting(*row) for row in connection.execute(query, {"name": channel.name})]


def delivered(connection: Connection, ids: Sequence[str], now: datetime) -> None:
    """These alerts arrived."""
    for one in ids:
        connection.execute(text("UPDATE alert SET sent_at = :at WHERE id = :id"), {"at": instant(now), "id": one})


def note(connection: Connection, channel: Channel, why: str | None, now: datetime) -> bool:
    """How a delivery went: why it failed, or None; whether that is another state than before."""
    query = text("SELECT failures FROM alert_channel WHERE channel = :name")
    failures = connection.execute(query, {"name": channel.name}).scalar() or 0
    wait = min(_FIRST_WAIT * int(2 ** min(failures, 10)), _LONGEST_WAIT)
    values = {
        "name": channel.name,
        "failures": failures + 1 if why else 0,
        "next": instant(now + wait) if why else None,
        "detail": why,
        "digest": instant(now),
    }
    digest = "" if why else ", digest_at = :digest"
    statement = "UPDATE alert_channel SET failures = :failures, next_try_at = :next, detail = :detail"
    connection.execute(text(f"{statement}{digest} WHERE channel = :name"), values)
    return bool(why) != bool(failures)


def states(connection: Connection) -> list[dict[str, Any]]:
    """Each channel: delivered, waiting, failures in a row, when it is tried again, why it failed."""
    query = text(
        "SELECT c.channel, (SELECT count(*) FROM alert WHERE alert.channel = c.channel AND sent_at IS NOT NULL)"
        " AS delivered, (SELECT count(*) FROM alert WHERE alert.channel = c.channel AND sent_at IS NULL) AS waiting,"
        " c.failures, c.next_try_at, c.detail FROM alert_channel AS c ORDER BY c.channel"
    )
    return [dict(row) for row in connection.execute(query).mappings()]
