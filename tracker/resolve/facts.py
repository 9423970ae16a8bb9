"""Events as they count today: corrections, retractions and reviews applied, one fact per assertion.

What an editor said of an event holds for the same assertion read again: the same document, kind and subject, by a
later reader. So it survives when pages are fetched and read anew.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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


class Fact(msgspec.Struct, frozen=True, gc=False):
    """One assertion as it counts today; made by `fact_of`.

    subject:   the model or family; for a statement the speaker
    voice:     what counts as one witness: copies, translations and several articles of one publisher share it
    rank:      how well founded its kind of source is: 0 an editor, 1 primary or curated, 2 press
    confirmed: an editor confirmed it
    bound:     facts with the same text here belong together by an editor's word; apart: and no others join them
    """

    position: int
    event: str
    key: str
    kind: str
    recorded_at: str
    says: ClaimPayload
    subject: str
    voice: str
    rank: int
    confirmed: bool = False
    bound: str | None = None
    apart: bool = False


def fact_of(
    position: int, event: str, key: str, kind: str, recorded_at: str, says: ClaimPayload, voice: str | None = None
) -> Fact:
    """What one entry asserts. voice: where it is not its publisher's."""
    subject = says.speaker if kind == "policy_statement" else says.subject  # type: ignore[union-attr]
    return Fact(
        position, event, key, kind, recorded_at, says, subject, voice or own_voice(says, key), _RANK[says.provenance]
    )


def own_voice(says: ClaimPayload, key: str) -> str:
    """Whose word a claim is when its text is no copy of another: its publisher's."""
    return (says.publisher or says.document or key).casefold()


@dataclass(slots=True)
class _Words:
    """What was said about events, in the order of the log."""

    changes: list[Correction] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    confirmed: set[str] = field(default_factory=set)
    bound: dict[str, tuple[str, bool]] = field(default_factory=dict)

    def note(self, payload: object) -> None:
        match payload:
            case Correction():
                self.changes.append(payload)
            case Retraction(event=event):
                self.gone.add(event)
            case Review(verdict="dismissed", events=events):
                self.gone.update(events)
            case Review(verdict="confirmed", events=events):
                self.confirmed.update(events)
            case Review(verdict="merged", events=events):
                self._bind(events, apart=False)
            case Review(verdict="split", events=events):
                for event in events:
                    self.bound.pop(event, None)
                self._bind(events, apart=True)

    def _bind(self, events: list[str], *, apart: bool) -> None:
        held = {self.bound[event][0] for event in events if event in self.bound and not apart}
        name = min([*events, *held])
        for event, (old, was_apart) in list(self.bound.items()):
            if old in held:
                self.bound[event] = (name, was_apart)
        self.bound.update({event: (name, apart) for event in events})


def facts_of(entries: Iterable[Entry], voices: Mapping[str, str] | None = None) -> list[Fact]:
    """The facts that stand after all of `entries`, in the order of their positions.

    voices: document -> whose word its text is (resolve.copies), where that is not its publisher's.
    """
    facts: dict[str, Fact] = {}
    words = _Words()
    for entry in entries:
        if entry.type in CLAIMS:
            says: Any = payload_in(entry)
            position, event, kind, _, recorded_at, _, key, _, _ = entry
            voice = voices.get(says.document or "") if voices else None
            facts[event] = fact_of(position, event, key, kind, recorded_at, says, voice)
        elif entry.type in {"correction", "retraction", "review"}:
            words.note(payload_in(entry))
    return _judged(facts, words)


def _judged(facts: dict[str, Fact], words: _Words) -> list[Fact]:
    if not (words.changes or words.gone or words.confirmed or words.bound):
        return list(facts.values())
    again = _read_again(facts)
    # A person's word is applied last, and outlives what a program reads into a text before or after.
    for change in sorted(words.changes, key=_is_by_a_person):
        named = [change.event] if change.reason == "reread" else again.get(change.event, [change.event])
        for event in named:
            if event in facts:
                facts[event] = _corrected(facts[event], change)
    gone = {other for event in words.gone for other in again.get(event, [event])} | _withdrawn(words)
    for event in words.confirmed:
        for other in again.get(event, [event]):
            if other in facts:
                facts[other] = msgspec.structs.replace(facts[other], confirmed=True)
    for event, (name, apart) in words.bound.items():
        for other in again.get(event, [event]):
            if other in facts:
                facts[other] = msgspec.structs.replace(facts[other], bound=name, apart=apart)
    return [fact for fact in facts.values() if fact.event not in gone]


def _is_by_a_person(change: Correction) -> bool:
    return change.reason == "editor"


def _withdrawn(words: _Words) -> set[str]:
    """Events that programs took back last, and that no person spoke for."""
    last = {change.event: change.withdraws for change in words.changes if not _is_by_a_person(change)}
    held = words.confirmed | {change.event for change in words.changes if _is_by_a_person(change)}
    return {event for event, withdraws in last.items() if withdraws} - held


def _read_again(facts: Mapping[str, Fact]) -> dict[str, list[str]]:
    """event -> it and the later readings of the same assertion in the same document, as first recorded."""
    same: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts.values():
        if fact.says.document is not None:
            same.setdefault((fact.says.document, fact.kind, fact.subject), []).append(fact)
    return {
        fact.event: [fact.event, *(other.event for other in facts_ if other.says.reader != fact.says.reader)]
        for facts_ in same.values()
        for fact in facts_
        if len(facts_) > 1
    }


def _corrected(fact: Fact, change: Correction) -> Fact:
    fields = {**msgspec.to_builtins(fact.says), **change.replaces}
    says: Any = payload_of(fact.kind, fields)
    corrected = fact_of(fact.position, fact.event, fact.key, fact.kind, fact.recorded_at, says, fact.voice)
    return msgspec.structs.replace(corrected, confirmed=fact.confirmed, bound=fact.bound, apart=fact.apart)
