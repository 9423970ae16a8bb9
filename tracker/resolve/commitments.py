"""What was promised -> what became of it, by what happened since.

A promise is kept by a confirmed release of what it speaks of, with the access that was promised; late if that came
after it was due; narrowed if it came to less (research only where open weights were promised); reversed if the model
was withdrawn before. A promise that names no model, or none that came, is open: whether it is overdue is for whoever
looks at the calendar to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.resolve.days import span_of

Fate = Literal["open", "kept", "late", "narrowed", "reversed"]
_OPEN = frozenset({"open_weights", "gated"})


@dataclass(frozen=True, slots=True)
class Step:
    """What counts of a release for the fate of promises."""

    id: str
    subject: str
    status: str
    access: str | None
    happened_on: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment as a statement made it. subject: a model or family, None where it names none."""

    happening: str
    speaker: str
    promised_on: str | None
    promise: str
    due: str | None
    subject: str | None
    access: str | None


@dataclass(frozen=True, slots=True)
class Settled:
    """A promise and its fate; settled_by: the happening that decided it."""

    promise: Promise
    fate: Fate
    settled_on: str | None = None
    settled_by: str | None = None


def settled(promise: Promise, steps: Sequence[Step]) -> Settled:
    """The fate of a promise by what is known to have happened."""
    told = span_of(promise.promised_on)
    if promise.subject is None or told is None:
        return Settled(promise, "open")
    narrowed: Step | None = None
    for step in sorted(steps, key=lambda one: (one.happened_on, one.id)):
        on = span_of(step.happened_on)
        if on is None or on.last < told.first or not speaks_of(promise.subject, step.subject):
            continue
        if step.status == "withdrawn":
            return Settled(promise, "reversed", step.happened_on, step.id)
        if _keeps(promise.access, step.access):
            due = span_of(promise.due)
            late = due is not None and on.first > due.last
            return Settled(promise, "late" if late else "kept", step.happened_on, step.id)
        if narrowed is None and _narrows(promise.access, step.access):
            narrowed = step
    if narrowed is not None:
        return Settled(promise, "narrowed", narrowed.happened_on, narrowed.id)
    return Settled(promise, "open")


def speaks_of(promised: str, subject: str) -> bool:
    """Whether a release of `subject` can keep a promise about `promised`: the same, or a member of that family."""
    return subject == promised or subject.startswith(f"{promised} ")


def _keeps(promised: str | None, came: str | None) -> bool:
    if promised is None:
        return True
    return came in _OPEN if promised in _OPEN else came == promised


def _narrows(promised: str | None, came: str | None) -> bool:
    return promised in _OPEN and came == "research"
