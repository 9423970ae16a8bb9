"""Can two facts tell of the same happening? Grouping that does not depend on the order of arrival.

Facts are taken best-dated first, then best-founded, then by key, and each joins the group it fits best or founds
one. What must agree differs by kind; dates must be able to be the same, given their precision and what coverage is
known to do: "recently" in late coverage reaches back months, so a month taken from the day of publication yields to
a better-dated report of the same thing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from tracker.events.types import LicenceChange, PolicyStatement, Release
from tracker.resolve.days import Span, span_of
from tracker.resolve.facts import Fact

_STEP = {"planned": "plan", "rumoured": "plan", "announced": "out", "released": "out"}
_DAYS_OFF = {"release": 7, "licence_change": 3, "policy_statement": 1}  # how far two stated days of one thing lie apart
_STALE_DAYS = 100  # how far back "recently" was seen to reach in late coverage and translations
_PLAN_DAYS = 60  # coverage of one plan keeps coming in for about so long
_SIZE = re.compile(r"\d+(\.\d+)?\s?[BMT]", re.IGNORECASE)
_WRITTEN = frozenset({"letter", "essay", "blog post", "memo", "post", "op-ed", "statement", "document"})


class Fit(NamedTuple):
    """How well a fact fits a group: more is better; the reason is for people who ask why."""

    score: int
    reason: str


Group = list[Fact]


def groups_of(facts: Iterable[Fact]) -> list[Group]:
    """The facts in groups, one for each happening; the founding fact first in each."""
    by_topic: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for fact in sorted(facts, key=_order):
        groups = by_topic[_topic(fact)]
        fits = [(fit, -number) for number, group in enumerate(groups) if (fit := best_fit(fact, group)) is not None]
        if fits:
            groups[-max(fits)[1]].append(fact)
        else:
            groups.append([fact])
    return [group for key in sorted(by_topic) for group in by_topic[key]]


def best_fit(fact: Fact, group: Group) -> Fit | None:
    """How `fact` fits into `group`: by its founder for dates, by all of it for what else must agree."""
    if not all(_agrees(fact, other) for other in group):
        return None
    return _dates_fit(fact, group[0])


def _order(fact: Fact) -> tuple[int, int, str, str]:
    """Best-dated first: day, month, year, unknown; the key breaks ties the same way in every log."""
    on = fact.says.happened_on or ""
    return (-len(on), fact.rank, on, fact.key)


def _topic(fact: Fact) -> tuple[str, str]:
    says = fact.says
    return fact.kind, says.speaker if isinstance(says, PolicyStatement) else says.subject


def _agrees(one: Fact, other: Fact) -> bool:
    if one.says.provenance == other.says.provenance == "curated":
        return False  # the history tells each happening once
    match one.says, other.says:
        case Release() as a, Release() as b:
            return _step(a) == _step(b) and _same_variant(a, b)
        case LicenceChange() as a, LicenceChange() as b:
            return a.status == b.status and _compatible(a.licence, b.licence)
        case PolicyStatement() as a, PolicyStatement() as b:
            return _one_occasion(a, b)
    return False


def _step(says: Release) -> str:
    return _STEP.get(says.status, says.status)


def _compatible(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one.casefold() == other.casefold()


def _same_variant(one: Release, other: Release) -> bool:
    """Whether the variants can be one release.

    "8B" and "405B" came out together: coverage that names one of them tells of the same release. A member with a
    name belongs to the release of its family, but one shown only ("Behemoth") does not while the family is out.
    """
    a, b = one.variant, other.variant
    if _SIZE.fullmatch(a or "") and _SIZE.fullmatch(b or ""):
        return True
    if one.status != other.status and (a is None) != (b is None) and not _SIZE.fullmatch(a or b or ""):
        return False
    return _compatible(a, b)


def _one_occasion(one: PolicyStatement, other: PolicyStatement) -> bool:
    """Same venue, or, where one side names none, the same stance on the same day; never two stated venues."""
    if one.venue and other.venue:
        return one.venue == other.venue or {one.venue, other.venue} <= _WRITTEN
    same_day = one.happened_on == other.happened_on and len(one.happened_on or "") == 10
    return same_day and (one.stance is None or other.stance is None or one.stance == other.stance)


def _dates_fit(fact: Fact, founder: Fact) -> Fit | None:
    if isinstance(fact.says, Release) and _step(fact.says) == "plan":
        return _plans_fit(fact, founder)
    mine, theirs = _span(fact), _span(founder)
    if theirs is None or mine is None:
        return Fit(1, "undated") if _could_know(fact, theirs) and _could_know(founder, mine) else None
    slack = _DAYS_OFF[fact.kind] if len(fact.says.happened_on or "") == 10 else 0
    if mine.widened(slack, slack).meets(theirs):
        return Fit(1000 - min(mine.apart(theirs), 400), "dates agree")
    if _is_stale(fact) and mine.widened(_STALE_DAYS, 0).meets(theirs):
        return Fit(500 - mine.apart(theirs), "late coverage")
    return None


def _plans_fit(fact: Fact, founder: Fact) -> Fit | None:
    """Two reports of one plan: told within weeks of each other, and not for two different dates."""
    mine, theirs = _span(fact), _span(founder)
    if mine and theirs and not mine.meets(theirs):
        return None
    told, told_before = span_of(fact.says.published_on) or mine, span_of(founder.says.published_on) or theirs
    if told is None or told_before is None:
        return Fit(1, "undated plan")
    apart = told.apart(told_before)
    return Fit(1000 - apart, "told at the same time") if apart <= _PLAN_DAYS else None


def _span(fact: Fact) -> Span | None:
    span = span_of(fact.says.happened_on)
    return span.widened(fact.says.tolerance_days, fact.says.tolerance_days) if span else None


def _could_know(fact: Fact, other: Span | None) -> bool:
    """What a text tells as past cannot lie after its publication."""
    published = span_of(fact.says.published_on)
    return published is None or other is None or other.first <= published.last


def _is_stale(fact: Fact) -> bool:
    """A month or year of the press that is just when it was published: "recently", not a stated date."""
    on, published = fact.says.happened_on or "", fact.says.published_on or ""
    return fact.rank == 2 and 4 <= len(on) < 10 and published.startswith(on)
