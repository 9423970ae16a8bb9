"""The facts of one happening -> its values, field by field, with the dissent kept beside them.

The best-founded value wins: an editor over primary and curated, these over press; among equals the more precise
date, then the value with more independent origins, then the one that more coverage repeats. A tie falls to the
smaller key, so that the order of arrival decides nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec

from tracker.events.types import LicenceChange, PolicyStatement, Release
from tracker.resolve.days import span_of
from tracker.resolve.facts import Fact

_COMMON = ("status", "access", "licence", "licence_before", "territory", "organisation", "stance", "venue", "topic")
_OURS = "topic"  # under which heading we file a statement: no source contradicts another by it
_GROUPED = ("terms", "terms_before", "commitment", "sizes")


_FIELDS_OF = {
    shape: tuple([name for name in names if name in shape.__struct_fields__] for names in (_COMMON, _GROUPED))
    for shape in (Release, LicenceChange, PolicyStatement)
}


_PROFILE_OF = {shape: (plain, attrgetter(*plain)) for shape, (plain, _) in _FIELDS_OF.items()}


class _Field(NamedTuple):
    """The value that won, and who states which other."""

    winner: Any
    others: Mapping[Any, Sequence[Fact]]


@dataclass(frozen=True, slots=True)
class Happening:
    """What the facts come to together. facts: best-founded first. standing: "confirmed" by an editor's review,
    "editor", "primary" or "curated" where such a source asserts it, "reported" by several origins, else "single source".

    origins: independent witnesses. values: the fields of the payload that won, absent where nobody states one.
    dissent: field -> the other values, each with the events that state it.
    """

    id: str
    kind: str
    subject: str
    happened_on: str | None
    tolerance_days: int
    values: dict[str, Any]
    summary: str
    main: bool
    standing: str
    origins: int
    languages: tuple[str, ...]
    first_published_on: str | None
    dissent: dict[str, list[dict[str, Any]]]
    facts: tuple[Fact, ...]

    @property
    def status(self) -> str | None:
        """released, planned, in_force ..., as its kind has it; None for a statement."""
        return self.values.get("status")

    @property
    def is_confirmed(self) -> bool:
        """Whether it rests on more than one voice of the press: a wrong report by one stays a report."""
        return self.standing != SINGLE


SINGLE = "single source"


def happening_of(group: Sequence[Fact]) -> Happening:
    """The verdict on one group of facts (resolve.matching). Raises ValueError for an empty one."""
    if not group:
        raise ValueError("a happening needs a fact")
    facts = sorted(group, key=_order)
    best = facts[0].says
    dated = _dated(facts)
    judged = _judged(facts)
    published = [fact.says.published_on for fact in facts if fact.says.published_on]
    voices = len({fact.voice for fact in facts})
    return Happening(
        id="h" + sha256(_first_key(facts).encode()).hexdigest()[:10],
        kind=facts[0].kind,
        subject=best.speaker if isinstance(best, PolicyStatement) else best.subject,
        happened_on=dated.says.happened_on if dated else None,
        tolerance_days=dated.says.tolerance_days if dated else 0,
        values=_values(facts, judged),
        summary=next((fact.says.summary for fact in facts if fact.says.summary), None) or _quoted(facts),
        main=any(fact.says.main for fact in facts),
        standing=_standing(facts, voices),
        origins=voices,
        languages=tuple(sorted({fact.says.language for fact in facts} - {None, ""})),  # type: ignore[arg-type]
        first_published_on=min(published, default=None),
        dissent=_dissent(facts, dated, judged),
        facts=tuple(facts),
    )


def _first_key(facts: Sequence[Fact]) -> str:
    """The smallest key of the best-founded: these stand first in `facts`."""
    return min([fact.key for fact in facts if fact.rank == facts[0].rank])


def _order(fact: Fact) -> tuple[int, int, str]:
    return fact.rank, -len(fact.says.happened_on or ""), fact.key


def _dated(facts: Sequence[Fact]) -> Fact | None:
    """The fact whose date counts: from the best-founded dates, the most precise that agrees with them."""
    stating = [fact for fact in facts if fact.says.happened_on]
    if not stating:
        return None
    trusted = stating[0]
    span = span_of(trusted.says.happened_on)
    agreeing = [f for f in stating if f.rank == trusted.rank or span is None or _within(f, trusted)]
    return max(agreeing, key=lambda f: (len(f.says.happened_on or ""), -f.rank))  # the first of equals


def _within(fact: Fact, trusted: Fact) -> bool:
    return (fact.says.happened_on or "").startswith(trusted.says.happened_on or "")


def _values(facts: Sequence[Fact], judged: Mapping[str, _Field]) -> dict[str, Any]:
    says = facts[0].says
    values = {name: field.winner for name, field in judged.items()}
    # A variant is a narrowing: where the best source speaks of the whole family, press that names one size does not
    # narrow the happening.
    values["variant"] = getattr(says, "variant", None)
    values["substantive"] = getattr(says, "substantive", None)
    for name in _FIELDS_OF[type(says)][1]:
        found = next((value for fact in facts if (value := getattr(fact.says, name))), None)
        values[name] = msgspec.to_builtins(found)
    return {name: value for name, value in values.items() if value is not None}


def _judged(facts: Sequence[Fact]) -> dict[str, _Field]:
    """Field -> its verdict, for the fields that some fact states."""
    found: dict[str, _Field] = {}
    names, told = _PROFILE_OF[type(facts[0].says)]
    profiles = {told(fact.says) for fact in facts}  # few, of however many facts
    for name, *values in zip(names, *profiles, strict=True):
        said = {*values}
        said.discard(None)
        if len(said) == 1:
            found[name] = _Field(said.pop(), {})
        elif said:
            found[name] = _contested(facts, name)
    return found


def _contested(facts: Sequence[Fact], name: str) -> _Field:
    stating = [fact for fact in facts if getattr(fact.says, name) is not None]
    top = [fact for fact in stating if fact.rank == stating[0].rank]
    winner = max(_witnesses(top, _getter(name)).items(), key=_weight)[0]
    return _Field(winner, _witnesses([f for f in stating if getattr(f.says, name) != winner], _getter(name)))


def _witnesses(facts: Sequence[Fact], value: Callable[[Fact], Any]) -> dict[Any, list[Fact]]:
    said: dict[Any, list[Fact]] = defaultdict(list)
    for fact in facts:
        said[value(fact)].append(fact)
    return said


def _weight(item: tuple[Any, list[Fact]]) -> tuple[int, int, tuple[int, ...]]:
    facts = item[1]
    tie = tuple(-byte for byte in min(fact.key for fact in facts).encode())
    return len({fact.voice for fact in facts}), len(facts), tie


def _standing(facts: Sequence[Fact], voices: int) -> str:
    if True in {fact.confirmed for fact in facts}:
        return "confirmed"
    classes = {fact.says.provenance for fact in facts}
    for name in ("editor", "primary", "curated"):
        if name in classes:
            return name
    return "reported" if voices > 1 else SINGLE


def _dissent(
    facts: Sequence[Fact], dated: Fact | None, judged: Mapping[str, _Field]
) -> dict[str, list[dict[str, Any]]]:
    found = {name: _told(field.others) for name, field in judged.items() if field.others and name != _OURS}
    on = dated.says.happened_on if dated else None
    other = [fact for fact in facts if fact.says.happened_on not in (None, on)]
    off = [fact for fact in other if dated and not _agrees(fact, dated)]
    if off:
        found["happened_on"] = _told(_witnesses(off, _getter("happened_on")))
    return found


def _told(others: Mapping[Any, Sequence[Fact]]) -> list[dict[str, Any]]:
    return [{"value": value, "events": [fact.event for fact in some]} for value, some in others.items()]


def _getter(name: str) -> Callable[[Fact], Any]:
    return lambda fact: getattr(fact.says, name)


def _agrees(fact: Fact, dated: Fact) -> bool:
    slack = max(fact.says.tolerance_days, dated.says.tolerance_days)
    mine, theirs = span_of(fact.says.happened_on), span_of(dated.says.happened_on)
    return mine is None or theirs is None or mine.widened(slack, slack).meets(theirs)


def _quoted(facts: Sequence[Fact]) -> str:
    quotes = [evidence.quote for fact in facts for evidence in fact.says.evidence]
    return " ".join(quotes[0].split()) if quotes else ""
