"""Every table of the house on one page.

Right of the log stand only tables that can be deleted and replayed (`happening` and below). Instants are UTC text
("2026-11-21T20:33:50.123456Z"), days are partial dates: the same on SQLite and PostgreSQL, and they sort as they read.
"""

from sqlalchemy import BigInteger, Column, Identity, Integer, LargeBinary, Text
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING
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
    url: str = Field(primary_key=True)
    source: str = Field(index=True)
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


class PlaceTable(SQLModel, table=True):
    """Which entries of the log bear on a subject (a model, a speaker): its claims, and what was said about them."""

    __tablename__ = "place"
    subject: str = Field(primary_key=True)
    position: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False, index=True))


class CoverageTable(SQLModel, table=True):
    """Every article seen, and whose word its text is: copies and translations share a voice (resolve/copies.py)."""

    __tablename__ = "coverage"
    document: str = Field(primary_key=True)
    position: int = Field(sa_type=BigInteger)
    voice: str
    credit: str | None = None
    url: str
    title: str = Field(sa_type=Text)
    publisher: str | None = None
    language: str | None = None
    published_on: str | None = None
    source: str | None = None
    provenance: str
    snapshot: str
    recorded_at: str
    sketch: str | None = Field(default=None, sa_type=Text)
    figures: str | None = Field(default=None, sa_type=Text)


class CoverageProbeTable(SQLModel, table=True):
    """What likely copies of an article are found by."""

    __tablename__ = "coverage_probe"
    probe: str = Field(primary_key=True)
    document: str = Field(primary_key=True)


class HappeningTable(SQLModel, table=True):
    """The events judged to tell of the same thing in the world, and what they come to together.

    story: the same for all steps of one subject (planned, announced, released, withdrawn); follows: the step before.
    """

    __tablename__ = "happening"
    id: str = Field(primary_key=True)
    kind: str
    subject: str = Field(index=True)
    variant: str | None = None
    status: str | None = None
    happened_on: str | None = Field(default=None, index=True)
    tolerance_days: int = 0
    main: bool
    standing: str
    confirmed: bool
    story: str | None = None
    follows: str | None = None
    summary: str = Field(sa_type=Text)
    access: str | None = None
    sizes: str | None = None
    licence: str | None = None
    licence_before: str | None = None
    terms: str | None = Field(default=None, sa_type=Text)
    terms_before: str | None = Field(default=None, sa_type=Text)
    territory: str | None = None
    speaker: str | None = None
    organisation: str | None = None
    stance: str | None = None
    venue: str | None = None
    topic: str | None = None
    commitment: str | None = Field(default=None, sa_type=Text)
    is_new_name: bool
    confidence_permille: int
    origins: int
    languages: str
    first_published_on: str | None = None
    primary_published_on: str | None = None
    days_to_primary: int | None = None
    dissent: str | None = Field(default=None, sa_type=Text)
    first_recorded_at: str = Field(index=True)
    last_recorded_at: str


class HappeningEvidenceTable(SQLModel, table=True):
    """One row per event of a happening: who asserts it, in which words, where."""

    __tablename__ = "happening_evidence"
    happening: str = Field(primary_key=True)
    position: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    event: str
    provenance: str
    voice: str
    publisher: str | None = None
    language: str | None = None
    published_on: str | None = None
    url: str | None = None
    document: str | None = Field(default=None, index=True)
    happened_on: str | None = None
    quote: str | None = Field(default=None, sa_type=Text)
    confidence_permille: int


class ModelTable(SQLModel, table=True):
    """The current state of each model, dataset or tool. confirmed: by Meta itself, the history or several witnesses."""

    __tablename__ = "model"
    name: str = Field(primary_key=True)
    family: str | None = None
    status: str
    status_on: str | None = None
    confirmed: bool
    released_on: str | None = None
    access: str | None = None
    licence: str | None = None
    licence_since: str | None = None
    commercial_use: str | None = None
    osi_approved: bool | None = None
    origins: int
    happening: str
    licence_happening: str | None = None
    verified_on: str | None = None
    verified_by: str | None = None
    verified_in: str | None = None


class ModelPeriodTable(SQLModel, table=True):
    """The status of each model over time, from when to when (half open; null: still)."""

    __tablename__ = "model_period"
    model: str = Field(primary_key=True)
    valid_from: str = Field(primary_key=True)
    happening: str = Field(primary_key=True)
    valid_to: str | None = None
    status: str
    access: str | None = None


class LicenceTable(SQLModel, table=True):
    """Which licence with which terms stood for which model, from when to when (half open; null: still).

    text: the captured text that names the licence; happening: what sources tell of it; one of them is there.
    restriction: the first of its terms that makes it none of the open ones, in what words.
    """

    __tablename__ = "licence"
    model: str = Field(primary_key=True)
    valid_from: str = Field(primary_key=True)
    happening: str | None = None
    text: str | None = None
    valid_to: str | None = None
    licence: str | None = None
    terms: str | None = Field(default=None, sa_type=Text)
    commercial_use: str | None = None
    mau_threshold: int | None = Field(default=None, sa_type=BigInteger)
    osi_approved: bool | None = None
    disagreement: str | None = Field(default=None, sa_type=Text)
    restriction: str | None = None
    restriction_quote: str | None = Field(default=None, sa_type=Text)


class TermTable(SQLModel, table=True):
    """One term of a licence that stood for a model; a list gives a row for each of its members."""

    __tablename__ = "term"
    model: str = Field(primary_key=True)
    valid_from: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    value: str = Field(primary_key=True)
    valid_to: str | None = None
    licence: str | None = None
    happening: str | None = None
    text: str | None = None
    quote: str | None = Field(default=None, sa_type=Text)


class LicenceTextTable(SQLModel, table=True):
    """Every text of a licence, policy, card or hub record that was captured, from when to when it stood."""

    __tablename__ = "licence_text"
    event: str = Field(primary_key=True)
    model: str = Field(index=True)
    url: str
    surface: str
    part: str
    position: int = Field(sa_type=BigInteger)
    captured_at: str
    valid_from: str
    valid_to: str | None = None
    licence: str | None = None
    terms: str = Field(sa_type=Text)
    policy_url: str | None = None
    document: str
    snapshot: str
    revision: str | None = None
    revised_on: str | None = None
    revised_as: str | None = None
    previous: str | None = None
    source: str | None = None
    recorded_at: str


class DisagreementTable(SQLModel, table=True):
    """Two surfaces of one model that say different things of one term, from when to when."""

    __tablename__ = "disagreement"
    model: str = Field(primary_key=True)
    valid_from: str = Field(primary_key=True)
    term: str = Field(primary_key=True)
    url: str = Field(primary_key=True)
    other_url: str = Field(primary_key=True)
    valid_to: str | None = None
    surface: str
    value: str
    quote: str
    text: str
    other_surface: str
    other_value: str
    other_quote: str
    other_text: str


class OpennessClaimTable(SQLModel, table=True):
    """Words of a source that call a model open source, or name an approved licence for it."""

    __tablename__ = "openness_claim"
    event: str = Field(primary_key=True)
    model: str = Field(primary_key=True)
    subject: str = Field(index=True)
    happening: str
    said_on: str
    claim: str
    quote: str = Field(sa_type=Text)
    publisher: str | None = None
    url: str | None = None


class PositionTable(SQLModel, table=True):
    """Who said what where, from when to when it was that speaker's newest with a stance (half open; null: still)."""

    __tablename__ = "position"
    happening: str = Field(primary_key=True)
    speaker: str = Field(index=True)
    organisation: str | None = None
    stated_on: str | None = None
    valid_to: str | None = None
    stance: str | None = None
    venue: str | None = None
    topic: str | None = None
    summary: str = Field(sa_type=Text)
    is_current: bool


class CommitmentTable(SQLModel, table=True):
    """What was promised, and what became of it: open, kept, late, narrowed or reversed, by which happening."""

    __tablename__ = "commitment"
    happening: str = Field(primary_key=True)
    speaker: str = Field(index=True)
    promised_on: str | None = None
    promise: str = Field(sa_type=Text)
    due: str | None = None
    subject: str | None = None
    access: str | None = None
    fate: str
    settled_on: str | None = None
    settled_by: str | None = None
