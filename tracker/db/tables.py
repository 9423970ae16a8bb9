"""The tables that cannot be computed anew: the log, its documents, and what the work must not forget.

Those that are computed from the log are in db/projected.py. Instants are UTC text ("2026-11-21T20:33:50.123456Z"), days
are partial dates: the same on SQLite and PostgreSQL, and they sort as they read.
"""

from sqlalchemy import BigInteger, Column, Identity, Index, Integer, LargeBinary, Text
from sqlmodel import Field, SQLModel

import tracker.db.naming
import tracker.db.projected  # noqa: F401  who compares or makes these tables must know those, too

# On SQLite only INTEGER PRIMARY KEY is the row's own number, without an index beside the table, and counts up.
_NUMBER = BigInteger().with_variant(Integer, "sqlite")


class EventTable(SQLModel, table=True):
    """The log: append only, guarded by triggers that its migrations make (db/guards.py).

    Keys are unique by those guards, found through the first eight bytes of their SHA-256: an index over the keys
    themselves is six times as large, and entries of a batch fall all over it. An id is found through the same index,
    as it is made of the key's hash and the time (events/chain.py). No index serves reading by subject or
    type: a scan finds a subject among a million entries in a quarter of a second.
    """

    __tablename__ = "event"
    position: int = Field(sa_column=Column(_NUMBER, primary_key=True, autoincrement=False))
    id: str
    type: str
    shape: int
    recorded_at: str
    subject: str | None = None
    key: str
    key_hash: int = Field(sa_type=BigInteger, index=True)
    payload: str = Field(sa_type=Text)
    link: bytes = Field(sa_type=LargeBinary)


class DocumentTable(SQLModel, table=True):
    """Texts by their SHA-256; `text` is null once purged, and then when and why is known."""

    __tablename__ = "document"
    sha256: str = Field(primary_key=True)
    text: str | None = Field(default=None, sa_type=Text)
    stored_at: str
    purged_at: str | None = None
    purge_reason: str | None = None


class SnapshotTable(SQLModel, table=True):
    """Where in the archive the bytes with this SHA-256 are, and where they came from first.

    shelf: press or primary, by which it is decided how long they are kept; null for what was given, and licences.
    Once purged, when and why is known.
    """

    __tablename__ = "snapshot"
    sha256: str = Field(primary_key=True)
    url: str
    final_url: str
    fetched_at: str
    status: int
    content_type: str
    file: str
    offset: int = Field(sa_type=BigInteger)
    length: int = Field(sa_type=BigInteger)
    reserved: str | None = Field(default=None, sa_type=Text)
    shelf: str | None = None
    purged_at: str | None = None
    purge_reason: str | None = None


class ArchivePurgeTable(SQLModel, table=True):
    """A file of the archive that was taken away, and the one that holds what was to stay of it, if anything was."""

    __tablename__ = "archive_purge"
    file: str = Field(primary_key=True)
    at: str
    shelf: str
    snapshots: int
    bytes: int = Field(sa_type=BigInteger)
    reason: str
    replaced_by: str | None = None


class FetchAttemptTable(SQLModel, table=True):
    """One request and how it ended; outcomes are those of tracker.collect.outcomes."""

    __tablename__ = "fetch_attempt"
    id: int | None = Field(default=None, sa_column=Column(_NUMBER, Identity(always=True), primary_key=True))
    source: str = Field(index=True)
    url: str
    started_at: str
    elapsed_ms: int
    outcome: str
    status: int | None = None
    detail: str
    snapshot: str | None = None


class SourceStateTable(SQLModel, table=True):
    """What a restart must not forget about a source: when it is due, its validators, how it fares.

    interval_s: learned from its publications. address: adopted after a permanent redirect from listed_url held; moved_to:
    where one leads since moved_since. Its validators were last audited on audited_on, and lie until validators_off_until.
    """

    __tablename__ = "source_state"
    name: str = Field(primary_key=True)
    next_check_at: str
    last_checked_at: str | None = None
    last_success_at: str | None = None
    last_outcome: str | None = None
    detail: str | None = None
    failures: int = 0
    failing_since: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    raised_until: str | None = None
    interval_s: int | None = None
    address: str | None = None
    moved_to: str | None = None
    moved_since: str | None = None
    listed_url: str | None = None
    audited_on: str | None = None
    validators_off_until: str | None = None
    seen: bytes | None = Field(default=None, sa_type=LargeBinary)


class SiteFileTable(SQLModel, table=True):
    """What sites say in files at known places (robots.txt, tdmrep.json); empty where they have none."""

    __tablename__ = "site_file"
    address: str = Field(primary_key=True)
    fetched_at: str
    body: str = Field(sa_type=Text)


class ClaimTable(SQLModel, table=True):
    """Which collector works on which host now (pipeline/claims.py); number: of its advisory lock on PostgreSQL."""

    __tablename__ = "claim"
    host: str = Field(primary_key=True)
    number: int = Field(sa_type=BigInteger)
    collector: str
    since: str


class ChoreTable(SQLModel, table=True):
    """When the daemon's housekeeping was last done, by its name (daemon/housekeeping.py)."""

    __tablename__ = "chore"
    name: str = Field(primary_key=True)
    at: str


class AlertTable(SQLModel, table=True):
    """The outbox: one row for each piece of news and channel, waiting until it was delivered (alerts/outbox.py).

    position: of the event that corrected or retracted a happening; 0: the happening itself is the news
    """

    __tablename__ = "alert"
    id: str = Field(primary_key=True)
    channel: str = Field(index=True)
    happening: str
    position: int = Field(sa_type=BigInteger)
    news: str
    title: str = Field(sa_type=Text)
    body: str = Field(sa_type=Text)
    made_at: str
    sent_at: str | None = Field(default=None, index=True)


class AlertedTable(SQLModel, table=True):
    """Events that a channel has been told of: whatever becomes of their happenings, they are old news there."""

    __tablename__ = "alerted"
    channel: str = Field(primary_key=True)
    position: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))


class AlertChannelTable(SQLModel, table=True):
    """How far a channel has looked at the log, since when, and how its deliveries fare."""

    __tablename__ = "alert_channel"
    channel: str = Field(primary_key=True)
    since: int = Field(sa_type=BigInteger)
    position: int = Field(sa_type=BigInteger)
    digest_at: str | None = None
    failures: int = 0
    next_try_at: str | None = None
    detail: str | None = Field(default=None, sa_type=Text)


class PageTable(SQLModel, table=True):
    """Every entry ever seen: `waiting` to be fetched, `read`, `skipped` (not relevant) or `failed` for good.

    text: what an entry without a page says, until it is read; snapshot is then what it was listed in.

    mark: what all addresses of the page have in common; article: the same of the address that the page gives itself.
    looks: how often it was looked at since it was first read, with the validators of the last answer.
    """

    __tablename__ = "page"
    __table_args__ = (Index(None, "source", "state", "next_try_at"),)
    url: str = Field(primary_key=True)
    source: str
    state: str = Field(index=True)
    title: str
    summary: str = Field(sa_type=Text)
    published_on: str | None = None
    first_seen_at: str
    tries: int = 0
    next_try_at: str | None = None
    detail: str | None = None
    document: str | None = None
    snapshot: str | None = None
    mark: str | None = Field(default=None, index=True)
    article: str | None = Field(default=None, index=True)
    etag: str | None = None
    last_modified: str | None = None
    looks: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    text: str | None = Field(default=None, sa_type=Text)


class CheckpointTable(SQLModel, table=True):
    """How far a named consumer has read the log; written in the transaction of its effect."""

    __tablename__ = "checkpoint"
    consumer: str = Field(primary_key=True)
    position: int = Field(sa_type=BigInteger)


class VerifiedTable(SQLModel, table=True):
    """Heads that a verification of the log ended at, so that the next one can go on from there."""

    __tablename__ = "verified"
    position: int = Field(sa_column=Column(_NUMBER, primary_key=True, autoincrement=False))
    link: bytes = Field(sa_type=LargeBinary)
    at: str
