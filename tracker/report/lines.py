"""The values that a report is made of: what contents.py gathers and the forms (to_*.py) lay out. All frozen."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from tracker.report.selection import EVERYTHING, Selection

MOST = 500  # lines of the timeline, unless another number is asked for


@dataclass(frozen=True, slots=True)
class Witness:
    """One event of a happening: where it stands, for a reader to judge.

    title: of the article, where there is one. voice: whose word it is; copies and translations share one
    confidence_permille: share of such readings that are right, in thousandths
    told: what it says in words of ours, where it quotes nobody; pages: the addresses that support that
    """

    event: int
    provenance: str
    publisher: str | None
    language: str | None
    published_on: str | None
    url: str | None
    quote: str | None
    title: str | None
    voice: str
    confidence_permille: int
    told: str | None = None
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One happening. headline says it in one line; standing says how well it is founded (resolve.verdict).

    confirmed: it rests on more than one voice of the press. first_recorded_at: when the log first held a word of it
    Of status, access, licence, organisation, stance, venue and topic those are None that its kind does not have, or
    that nobody tells. dissent: what others say instead, by field. clauses: of a licence whose text was seen to change,
    a sentence for each clause that did.
    """

    id: str
    kind: str
    on: str | None
    tolerance_days: int
    subject: str
    headline: str
    summary: str
    status: str | None
    access: str | None
    licence: str | None
    organisation: str | None
    stance: str | None
    venue: str | None
    topic: str | None
    dissent: dict[str, Any]
    standing: str
    confirmed: bool
    origins: int
    languages: tuple[str, ...]
    first_recorded_at: str
    witnesses: tuple[Witness, ...]
    clauses: tuple[str, ...] = ()

    @property
    def summarised(self) -> Witness | None:
        """Whose words, in whose language, the summary is; None: it is in our own."""
        return next((one for one in self.witnesses if one.quote and " ".join(one.quote.split()) == self.summary), None)


class ModelLine(msgspec.Struct, frozen=True, gc=False):  # a tenth of the time of a dataclass: there are thousands
    """The present state of one model. id: the happening it rests on; licence_id: that of its licence.

    verified_on, verified_by: the newest evidence for it, and whose; unseen_since, unseen_because: since when, and why,
    the source of that evidence cannot be read any more
    """

    name: str
    family: str | None
    status: str
    confirmed: bool
    released_on: str | None
    access: str | None
    licence: str | None
    licence_since: str | None
    commercial_use: str | None
    osi_approved: bool | None
    terms: dict[str, Any]
    id: str
    licence_id: str | None
    verified_on: str | None
    verified_by: str | None
    unseen_since: str | None
    unseen_because: str | None


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """One promise. fate: open, overdue (by the day of the report), kept, late, narrowed or reversed."""

    id: str
    speaker: str
    promised_on: str | None
    promise: str
    due: str | None
    fate: str
    settled_on: str | None
    settled_by: str | None


@dataclass(frozen=True, slots=True)
class PositionLine:
    """One statement and where it stands among those of its speaker."""

    id: str
    on: str | None
    speaker: str
    organisation: str | None
    stance: str | None
    venue: str | None
    topic: str | None
    summary: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class SourceLine:
    """How a source fares. failing_since is None while all is well."""

    name: str
    last_checked_at: str | None
    last_success_at: str | None
    outcome: str | None
    failing_since: str | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two surfaces that differ in one term, since a day, with the words of both."""

    model: str
    term: str
    since: str
    until: str | None
    surface: str
    value: str
    quote: str
    other_surface: str
    other_value: str
    other_quote: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What was called open, and the licence in force that day that says otherwise: restriction is the term that does,
    restriction_quote its words, None where its text was not seen; restriction_told is the same as a sentence of ours. language: of `quote`."""

    model: str
    said_on: str
    said_by: str | None
    claim: str
    quote: str
    url: str | None
    licence: str | None
    restriction: str
    restriction_quote: str | None
    restriction_told: str
    happening: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """A whole report. positions are those of Meta's own people; others are in the timeline. changed and timeline are
    newest first; disagreements are those of surfaces that last. `changed` holds what happened, or first became known, since that day. as_of, known_at: the two axes
    of time, None for now. earlier: happenings that are older than the timeline shows.

    program: which version made it. selection: the options it was chosen by; again: the command that makes it again.
    with_sources: whether it says how sources fare, which nobody knows any more of a past position of the log
    """

    program: str
    position: int
    link: str
    today: str
    as_of: str | None
    known_at: str | None
    since: str
    selection: str
    again: str
    with_sources: bool
    models: tuple[ModelLine, ...]
    commitments: tuple[CommitmentLine, ...]
    positions: tuple[PositionLine, ...]
    disagreements: tuple[Disagreement, ...]
    contradictions: tuple[Contradiction, ...]
    changed: tuple[Line, ...]
    timeline: tuple[Line, ...]
    earlier: int
    sources: tuple[SourceLine, ...]
    documents: int
    skipped: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Moment:
    """What a report is asked for. today: the day it is made for; as_of, known_at, at: None for now.

    since: what changed since; selection: which happenings (its days bound what happened, and no state); at: the
    position that the log stood at; most: lines of the timeline
    """

    today: date
    since: date
    as_of: str | None = None
    known_at: str | None = None
    at: int | None = None
    selection: Selection = EVERYTHING
    most: int = MOST

    def again(self, position: int) -> str:
        """The command that makes this report again, whatever the log holds by then."""
        as_of = f" --as-of {self.as_of}" if self.as_of else ""
        limit = f" --limit {self.most}" if self.most != MOST else ""
        options = self.selection.options()
        return f"tracker report --at {position} --on {self.today}{as_of}{limit}{options and f' {options}'}"
