"""Can two facts tell of the same happening? Grouping that does not depend on the order of arrival.

What an editor bound together stands first, each a group of its own; one that was split off takes nothing else in.
The other facts are taken best-dated first, then best-founded, then by key, and each joins the group it fits best or
founds one. What must agree differs by kind; dates must be able to be the same, given their precision and what coverage is
known to do: "recently" in late coverage reaches back months, so a month taken from the day of publication yields to
a better-dated report of the same thing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from tracker.events.types import LicenceChange, PolicyStatement, Release
from tracker.resolve.days import Span, span_of
from tracker.resolve.facts import Fact

_STEP = {"planned": "plan", "rumoured": "plan", "announced": "out", "released": "out"}
_DAYS_OFF = {"release": 7, "licence_change": 3, "policy_statement": 1}  # how far two stated days of one thing lie apart
_STALE_DAYS = 100  # how far back "recently" was seen to reach in late coverage and translations
_PLAN_DAYS = 60  # coverage of one plan keeps coming in for about so long
_SIZE = re.compile(r"\d+(\.\d+)?\s?[BMT]", re.IGNORECASE)
_DATED_BY = ("provenance", "happened_on", "tolerance_days", "published_on")
# What of a claim `trait_of` and `dating_of` are made from: claims that agree in it need neither.
_MARKS = {
    Release: attrgetter(*_DATED_BY, "status", "variant"),
    LicenceChange: attrgetter(*_DATED_BY, "status", "licence"),
    PolicyStatement: attrgetter(*_DATED_BY, "venue", "stance"),
}
_WRITTEN = frozenset({"letter", "essay", "blog post", "memo", "post", "op-ed", "statement", "document"})


class Fit(NamedTuple):
    """How well a fact fits a group: more is better; the reason is for people who ask why."""

    score: int
    reason: str


Trait = tuple[object, ...]


class Dating(NamedTuple):
    """What of a fact decides whether its date can be that of another; many facts share one."""

    kind: str
    is_plan: bool
    happened_on: str | None
    tolerance_days: int
    published_on: str | None
    is_press: bool


@dataclass(slots=True)
class Group:
    """Facts of one happening, the founder first. traits: what of them must agree with whoever joins."""

    facts: list[Fact]
    traits: set[Trait]
    dating: Dating
    closed: bool = False


class _Topic:
    """The groups of one kind and subject, and where facts of each mark (trait and dating) were placed.

    Many reports of one thing share it, and fall into the same group for as long as no group was founded and none
    took in a new trait since: only then are the groups asked again.
    """

    __slots__ = ("groups", "placed")

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self.placed: dict[Any, list[Fact]] = {}

    def place(self, fact: Fact) -> None:
        """Put a fact into the group that it fits best, or into one of its own."""
        mark = _MARKS[type(fact.says)](fact.says)
        known = self.placed.get(mark)
        if known is not None:
            known.append(fact)
            return
        trait, dating = trait_of(fact), dating_of(fact)
        group = self._best(trait, dating)
        if group is None:
            group = Group([], set(), dating)
            self.groups.append(group)
            self.placed.clear()
        if trait not in group.traits:
            group.traits.add(trait)
            self.placed.clear()
        else:
            self.placed[mark] = group.facts
        group.facts.append(fact)

    def _best(self, trait: Trait, dating: Dating) -> Group | None:
        best: tuple[Fit, int] | None = None
        for number, group in enumerate(self.groups):
            fit = best_fit(trait, dating, group)
            if fit is not None and (best is None or (fit, -number) > best):
                best = fit, -number
        return None if best is None else self.groups[-best[1]]


def groups_of(facts: Iterable[Fact]) -> list[list[Fact]]:
    """The facts in groups, one for each happening; the founding fact first in each."""
    topics: dict[tuple[str, str], _Topic] = defaultdict(_Topic)
    bound: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    ordered = sorted(facts, key=_order)
    for fact in ordered:
        if fact.bound is not None:
            bound[fact.bound, fact.kind].append(fact)
    for together in [bound[name] for name in sorted(bound)]:
        traits = {trait_of(fact) for fact in together}
        founder = together[0]
        topics[founder.kind, founder.subject].groups.append(Group(together, traits, dating_of(founder), founder.apart))
    for fact in ordered:
        if fact.bound is None:
            topics[fact.kind, fact.subject].place(fact)
    return [group.facts for key in sorted(topics) for group in topics[key].groups]


def best_fit(trait: Trait, dating: Dating, group: Group) -> Fit | None:
    """How a fact fits into `group`: by its founder for dates, by all of it for what else must agree."""
    if group.closed:
        return None
    for other in group.traits:
        if not _agrees(dating.kind, trait, other):
            return None
    return _dates_fit(dating, group.dating)


def _order(fact: Fact) -> tuple[int, int, str, str]:
    """Best-dated first: day, month, year, unknown; the key breaks ties the same way in every log."""
    on = fact.says.happened_on or ""
    return (-len(on), fact.rank, on, fact.key)


def trait_of(fact: Fact) -> Trait:
    """What of a fact is compared with others of its kind, beside dates; facts of one group share few of these."""
    says = fact.says
    curated = says.provenance == "curated"
    if isinstance(says, Release):
        return (curated, _step(says), says.status, says.variant)
    if isinstance(says, LicenceChange):
        return (curated, says.status, says.licence)
    on = says.happened_on if len(says.happened_on or "") == 10 else None
    return (curated, says.venue, on, says.stance)


def _agrees(kind: str, one: Trait, other: Trait) -> bool:
    if one[0] and other[0]:
        return False  # the history tells each happening once
    if kind == "release":
        return one[1] == other[1] and _same_variant(one, other)
    if kind == "licence_change":
        return one[1] == other[1] and _compatible(one[2], other[2])
    return _one_occasion(one, other)


def _step(says: Release) -> str:
    return _STEP.get(says.status, says.status)


def _compatible(one: Any, other: Any) -> bool:
    return one is None or other is None or one.casefold() == other.casefold()


def _same_variant(one: Trait, other: Trait) -> bool:
    """Whether the variants can be one release.

    "8B" and "405B" came out together: coverage that names one of them tells of the same release. A member with a
    name belongs to the release of its family, but one shown only ("Behemoth") does not while the family is out.
    """
    a: Any = one[3]
    b: Any = other[3]
    if _SIZE.fullmatch(a or "") and _SIZE.fullmatch(b or ""):
        return True
    if one[2] != other[2] and (a is None) != (b is None) and not _SIZE.fullmatch(a or b or ""):
        return False
    return _compatible(a, b)


def _one_occasion(one: Trait, other: Trait) -> bool:
    """Same venue, or, where one side names none, the same stance on the same day; never two stated venues."""
    if one[1] and other[1]:
        return one[1] == other[1] or {one[1], other[1]} <= _WRITTEN
    same_day = one[2] is not None and one[2] == other[2]
    return same_day and (one[3] is None or other[3] is None or one[3] == other[3])


def dating_of(fact: Fact) -> Dating:
    """What `_dates_fit` asks of a fact."""
    says = fact.says
    plan = isinstance(says, Release) and _step(says) == "plan"
    return Dating(fact.kind, plan, says.happened_on, says.tolerance_days, says.published_on, fact.rank == 2)


@lru_cache(maxsize=50_000)
def _dates_fit(one: Dating, founder: Dating) -> Fit | None:
    if one.is_plan:
        return _plans_fit(one, founder)
    mine, theirs = _span(one), _span(founder)
    if theirs is None or mine is None:
        return Fit(1, "undated") if _could_know(one, theirs) and _could_know(founder, mine) else None
    slack = _DAYS_OFF[one.kind] if len(one.happened_on or "") == 10 else 0
    if mine.widened(slack, slack).meets(theirs):
        return Fit(1000 - min(mine.apart(theirs), 400), "dates agree")
    if _is_stale(one) and mine.widened(_STALE_DAYS, 0).meets(theirs):
        return Fit(500 - mine.apart(theirs), "late coverage")
    return None


def _plans_fit(one: Dating, founder: Dating) -> Fit | None:
    """Two reports of one plan: told within weeks of each other, and not for two different dates."""
    mine, theirs = _span(one), _span(founder)
    if mine and theirs and not mine.meets(theirs):
        return None
    told, told_before = span_of(one.published_on) or mine, span_of(founder.published_on) or theirs
    if told is None or told_before is None:
        return Fit(1, "undated plan")
    apart = told.apart(told_before)
    return Fit(1000 - apart, "told at the same time") if apart <= _PLAN_DAYS else None


def _span(one: Dating) -> Span | None:
    span = span_of(one.happened_on)
    return span.widened(one.tolerance_days, one.tolerance_days) if span else None


def _could_know(one: Dating, other: Span | None) -> bool:
    """What a text tells as past cannot lie after its publication."""
    published = span_of(one.published_on)
    return published is None or other is None or other.first <= published.last


def _is_stale(one: Dating) -> bool:
    """A month or year of the press that is just when it was published: "recently", not a stated date."""
    on, published = one.happened_on or "", one.published_on or ""
    return one.is_press and 4 <= len(on) < 10 and published.startswith(on)
