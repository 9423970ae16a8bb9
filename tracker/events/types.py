"""The eight events and the names they carry for ever: the only place where their fields are checked.

A stored name is written out by hand below, never derived from a class: code gets renamed, the log does not.
Payloads hold no floats (their text differs between writers) and no nulls (an unknown field is left out).
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from tracker.errors import MalformedEvent
from tracker.events.chain import refuse_floats
from tracker.records import (
    Access,
    LicenceStatus,
    Provenance,
    ReleaseStatus,
    Stance,
    check_partial_date,
)

# What only a pattern can tell is checked once, on the way in (payload_of); reading the log back, hundreds of thousands
# of entries a second, relies on it.
PartialDate = str
Digest = str
Name = str
Terms = dict[str, str | int | bool | list[str]]
Quote = Annotated[str, Meta(min_length=1, max_length=300)]
Permille = Annotated[int, Meta(ge=0, le=1000)]
Part = Literal["licence", "policy", "card"]


class _Payload(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    pass


class Evidence(_Payload, frozen=True, kw_only=True):
    """Words of the document; start and end count its code points, half open."""

    quote: Quote
    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=1)]


class ClauseChange(_Payload, frozen=True, kw_only=True):
    """What became of one clause, in one sentence; terms: those that it touches."""

    verdict: Literal["changed", "added", "removed"]
    says: Annotated[str, Meta(min_length=1, max_length=600)]
    label: str | None = None
    terms: list[str] = []


class Commitment(_Payload, frozen=True, kw_only=True):
    """What was promised, and by when if that was said; subject and access where a release would keep it."""

    promise: Annotated[str, Meta(min_length=1, max_length=500)]
    due: PartialDate | None = None
    subject: Name | None = None
    access: Access | None = None


class CoverageCollected(_Payload, frozen=True, kw_only=True):
    """An article was seen.

    former:   id of the coverage_collected of this article as it stood before it was changed
    author:   names as the page writes them; dated_by: what names published_on (records.Article)
    origin: whom the page itself credits ("Reuters"). sketch, figures: what copies and translations are known by
    (resolve.copies), so that they are told from the log alone when the text is purged.
    """

    url: str
    title: str
    document: Digest
    snapshot: Digest
    provenance: Provenance
    publisher: str | None = None
    language: str | None = None
    published_on: PartialDate | None = None
    source: str | None = None
    author: str | None = None
    dated_by: str | None = None
    former: str | None = None
    origin: str | None = None
    sketch: str | None = None
    figures: list[str] = []


class LicenceTextCaptured(_Payload, frozen=True, kw_only=True):
    """A licence, use policy, model card or the record of a model hub had this text.

    surface:     where: "repository", "card", "hub" or "vendor"; url: its address, which with the subject names it
    document:    the text without its markup; terms are those read out of it, quotes the words they stand on
    licence:     the licence that the text is, or that the card or record names
    captured_at: UTC, when it was fetched; the order of captures is that of these instants
    revision, revised_on, revised_as: the commit that made the text, its committer's day, its subject, where known
    previous:    id of the event that captured the text of this surface before; None for the first
    reader:      what read the terms ("terms 1")
    sketch:      what texts like it are known by (terms.likeness)
    nearest_text: id of the event that captured the text of another surface that it was nearest to, if one was half
                 as it; nearest_text_permille: how alike both are
    """

    surface: str
    subject: Name
    document: Digest
    snapshot: Digest
    terms: Terms
    part: Part = "licence"
    url: str | None = None
    licence: str | None = None
    quotes: dict[str, Evidence] = {}
    captured_at: str | None = None
    revision: str | None = None
    revised_on: PartialDate | None = None
    revised_as: str | None = None
    previous: str | None = None
    source: str | None = None
    publisher: str | None = None
    provenance: Provenance = "primary"
    reader: Name = "terms 1"
    sketch: str | None = None
    nearest_text: str | None = None
    nearest_text_permille: Permille | None = None


class _Assertion(_Payload, frozen=True, kw_only=True):
    """What all claims share: who asserts it, when, on which words.

    reader:     who read the claim out of the source ("extract 1", "history 1")
    coverage:   id of the coverage_collected event; document, language, published_on, publisher and url repeat it
    summary:    in our own words, where there are no words of the source (curated history)
    pages:      addresses that support a curated event
    tolerance_days: how far the stated day may be off
    """

    provenance: Provenance
    reader: Name
    main: bool = True
    confidence_permille: Permille = 1000
    happened_on: PartialDate | None = None
    tolerance_days: Annotated[int, Meta(ge=0, le=366)] = 0
    evidence: list[Evidence] = []
    coverage: str | None = None
    document: Digest | None = None
    language: str | None = None
    published_on: PartialDate | None = None
    publisher: str | None = None
    url: str | None = None
    summary: str | None = None
    pages: list[str] = []
    note: str | None = None
    is_new_name: bool = False


class Release(_Assertion, frozen=True, kw_only=True):
    """A model, dataset or tool by Meta is released, announced, planned, rumoured, withdrawn or leaked."""

    subject: Name
    status: ReleaseStatus
    variant: str | None = None
    access: Access | None = None
    sizes: list[str] = []
    licence: str | None = None
    terms: Terms = {}


class LicenceChange(_Assertion, frozen=True, kw_only=True):
    """Terms under which something of Meta's may be used are introduced or changed.

    Seen on a surface, it has both texts: document and snapshot, document_before and snapshot_before; coverage and
    capture_before are the events that captured them, and clauses says what became of each clause that changed.
    """

    subject: Name
    status: LicenceStatus
    licence: str | None = None
    licence_before: str | None = None
    terms: Terms = {}
    terms_before: Terms = {}
    territory: str | None = None
    substantive: bool = True
    snapshot: Digest | None = None
    document_before: Digest | None = None
    snapshot_before: Digest | None = None
    capture_before: str | None = None
    clauses: list[ClauseChange] = []


class PolicyStatement(_Assertion, frozen=True, kw_only=True):
    """Somebody publicly takes a position on openness of AI or on rules for it."""

    speaker: Name
    organisation: str | None = None
    stance: Stance | None = None
    venue: str | None = None
    topic: str | None = None
    commitment: Commitment | None = None


class Correction(_Payload, frozen=True, kw_only=True):
    """Fields of an earlier event are replaced: we read better, an editor knows better, or the source did.

    withdraws: the event is not asserted any more: a later reader does not find it in the text, or the source took it
               out. A later correction without it brings the event back. What a person said of the event stands.
    """

    event: str
    replaces: dict[str, Any]
    withdraws: bool = False
    reason: Literal["reread", "editor", "source_corrected"]
    who: str | None = None
    why: str | None = None

    def __post_init__(self) -> None:
        refuse_floats(self.replaces)


class Retraction(_Payload, frozen=True, kw_only=True):
    """An earlier event must not count any more."""

    event: str
    reason: Annotated[str, Meta(min_length=1)]
    who: str | None = None


class Review(_Payload, frozen=True, kw_only=True):
    """A person judged events."""

    events: Annotated[list[str], Meta(min_length=1)]
    verdict: Literal["confirmed", "merged", "split", "dismissed"]
    who: Name
    why: Annotated[str, Meta(min_length=1)]


Payload = (
    CoverageCollected
    | LicenceTextCaptured
    | Release
    | LicenceChange
    | PolicyStatement
    | Correction
    | Retraction
    | Review
)
ClaimPayload = Release | LicenceChange | PolicyStatement

TYPES: dict[str, type[Payload]] = {
    "coverage_collected": CoverageCollected,
    "licence_text_captured": LicenceTextCaptured,
    "release": Release,
    "licence_change": LicenceChange,
    "policy_statement": PolicyStatement,
    "correction": Correction,
    "retraction": Retraction,
    "review": Review,
}
NAMES = {shape: name for name, shape in TYPES.items()}
SHAPE = 2  # the shape number that new entries carry; events/upcast.py lifts those of before


def payload_of(event_type: str, fields: dict[str, Any]) -> Payload:
    """`fields` checked against what `event_type` promises. Raises MalformedEvent naming the field."""
    if event_type not in TYPES:
        raise MalformedEvent(event_type, f"no such event; there are {', '.join(TYPES)}")
    try:
        payload = msgspec.convert({k: v for k, v in fields.items() if v is not None}, TYPES[event_type])
    except msgspec.ValidationError as unfit:
        raise MalformedEvent(event_type, str(unfit)) from unfit
    for name, check in _CHECKS_OF[event_type]:
        value = getattr(payload, name)
        if value is not None:
            try:
                check(value)
            except ValueError as unfit:
                raise MalformedEvent(event_type, f"{name}: {unfit}") from unfit
    return payload


@lru_cache(maxsize=4096)
def _check_date(text: str) -> None:
    check_partial_date(text)


def _check_digest(text: str) -> None:
    if not _DIGEST.fullmatch(text):
        raise ValueError(f"{text[:80]!r} is no SHA-256 in lower-case hex")


@lru_cache(maxsize=4096)
def _check_name(text: str) -> None:
    if not text.strip() or len(text) > 200 or not text.isprintable():
        raise ValueError(f"{text[:80]!r} is no name: 1 to 200 printable characters on one line")


def _check_terms(terms: Terms) -> None:
    for name in terms:
        if not _TERM.fullmatch(name):
            raise ValueError(f"{name[:80]!r} is no name of a term: lower-case letters and underscores")


def _check_commitment(commitment: Commitment) -> None:
    if commitment.due is not None:
        check_partial_date(commitment.due)


_DIGEST = re.compile(r"[0-9a-f]{64}")
_TERM = re.compile(r"[a-z][a-z_]{0,60}")
_CHECKS: dict[str, Callable[[Any], object]] = {
    "happened_on": _check_date,
    "published_on": _check_date,
    "commitment": _check_commitment,
    "document": _check_digest,
    "snapshot": _check_digest,
    "document_before": _check_digest,
    "snapshot_before": _check_digest,
    "revised_on": _check_date,
    "terms": _check_terms,
    "terms_before": _check_terms,
    **dict.fromkeys(("subject", "speaker", "reader", "who", "surface", "organisation", "variant"), _check_name),
}


_CHECKS_OF = {
    name: tuple((field, _CHECKS[field]) for field in shape.__struct_fields__ if field in _CHECKS)
    for name, shape in TYPES.items()
}


def subject_of(payload: Payload) -> str | None:
    """What the envelope's `subject` says: the model or family, for a statement the speaker."""
    if isinstance(payload, PolicyStatement):
        return payload.speaker
    return getattr(payload, "subject", None)
