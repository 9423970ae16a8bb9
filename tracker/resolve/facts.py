"""Events as they count today: corrections, retractions and dismissals applied, one fact per assertion."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from tracker.events.chain import Entry
from tracker.events.types import (
    ClaimPayload,
    Correction,
    LicenceChange,
    PolicyStatement,
    Release,
    Retraction,
    Review,
    payload_of,
)
from tracker.events.upcast import payload_in

CLAIMS = {"release": Release, "licence_change": LicenceChange, "policy_statement": PolicyStatement}
_RANK = {"editor": 0, "primary": 1, "curated": 1, "press": 2}


@dataclass(frozen=True, slots=True)
class Fact:
    """One assertion as it counts today.

    rank:   how well founded its kind of source is: 0 an editor, 1 primary or curated, 2 press
    origin: what counts as one witness: syndicated copies and several articles of one publisher share it
    """

    position: int
    event: str
    key: str
    kind: str
    recorded_at: str
    says: ClaimPayload

    @property
    def rank(self) -> int:
        return _RANK[self.says.provenance]

    @property
    def origin(self) -> str:
        return self.says.publisher or self.says.document or self.key


def facts_of(entries: Iterable[Entry]) -> list[Fact]:
    """The facts that stand after all of `entries`, in the order of their positions."""
    facts: dict[str, Fact] = {}
    gone: set[str] = set()
    changes: list[Correction] = []
    for entry in entries:
        if entry.type in CLAIMS:
            payload: Any = payload_in(entry)
            facts[entry.id] = Fact(entry.position, entry.id, entry.key, entry.type, entry.recorded_at, payload)
        elif entry.type in {"correction", "retraction", "review"}:
            _note(payload_in(entry), changes, gone)
    for change in changes:
        if change.event in facts:
            facts[change.event] = _corrected(facts[change.event], change)
    return [fact for fact in facts.values() if fact.event not in gone]


def _note(payload: object, changes: list[Correction], gone: set[str]) -> None:
    match payload:
        case Correction():
            changes.append(payload)
        case Retraction(event=event):
            gone.add(event)
        case Review(verdict="dismissed", events=events):
            gone.update(events)


def _corrected(fact: Fact, change: Correction) -> Fact:
    fields = {**msgspec.to_builtins(fact.says), **change.replaces}
    payload: Any = payload_of(fact.kind, fields)
    return Fact(fact.position, fact.event, fact.key, fact.kind, fact.recorded_at, payload)
