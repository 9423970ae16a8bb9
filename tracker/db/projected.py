"""The tables right of the log, which can be deleted any day and computed anew from it (tracker.projections)."""

from sqlalchemy import BigInteger, Column, Index, Text
from sqlmodel import Field, SQLModel

import tracker.db.naming  # noqa: F401  before any table is made


class PlaceTable(SQLModel, table=True):
    """Which entries of the log bear on a subject (a model, a speaker): its claims, and what was said about them."""

    __tablename__ = "place"
    __table_args__ = ({"sqlite_with_rowid": False},)
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
    __table_args__ = (Index("ix_happening_subject", "subject", postgresql_ops={"subject": "text_pattern_ops"}),)
    id: str = Field(primary_key=True)
    kind: str
    subject: str
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
    substantive: bool | None = None
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
    """One row per event of a happening: who asserts it, in which words, where.

    Its key is an index like any other, which can be made after a million rows were written: kept up meanwhile, in the
    random order of the happenings' names, it costs more the longer the log is.
    """

    __tablename__ = "happening_evidence"
    __table_args__ = (Index("ix_happening_evidence_happening", "happening", "position", unique=True),)
    __mapper_args__ = {"primary_key": ["happening", "position"]}
    happening: str
    position: int = Field(sa_type=BigInteger)
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
    restriction: the first of its terms that makes it none of the open ones; restriction_value: what it is;
    restriction_quote: the words of the captured text.
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
    restriction_value: str | None = Field(default=None, sa_type=Text)
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
    subject: str | None = Field(default=None, index=True)
    access: str | None = None
    fate: str
    settled_on: str | None = None
    settled_by: str | None = None
