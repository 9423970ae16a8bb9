"""Dates that are counted from the one before them: "two days later", "the week before", "the day after the launch"."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from tracker.extract.when import LONGEST_CHAIN, SENTENCE_END, When, resolved

_ANCHORED = 600  # characters that "two days later" looks back over
_DAYS_OF_NEWS, _DAYS_PAST = 9, 21
_BESIDE = 12  # "four months later, on 18 July"
_REFINED = 60  # "the week before came Llama 3.1, on Tuesday 23 July to be precise"
_TO_LAUNCH = re.compile(r"(?: ?[^\W\d]{1,3})?[ ’']?")


def counted_on(dates: Sequence[When], folded: str, published: str | None, launches: Sequence[int] = ()) -> list[When]:
    """The dates, with "two days later" counted from the date before it, as far as chains go.

    launches: where words like "the launch" begin
    """
    dates = list(dates)
    told: list[When] = []
    chain = 0
    last: When | None = None
    for at, when in enumerate(dates):
        if _says_nothing_new(dates, at, last, folded, published):
            continue
        if when.counts_on and when.shift and when.shift[0] == "day" and _of_launch(when, folded, launches):
            if (base := _day_of_launch(told, published)) is not None:
                last = replace(when, anchor=base)
                told.append(last)
            continue
        when = _in_story(when, last, folded, published)
        if when.counts_on:
            counted = _counted(dates, at, told, last, folded, published, chain)
            if counted is None:
                continue
            when = counted
            chain += 1
        else:
            if last is not None and when.shift and when.shift[1] > 0 and "\n" not in folded[last.end : when.start]:
                when = replace(when, anchor=last)
            chain = 0
        told.append(when)
        last = last if when.is_season else when
    return told


def _says_nothing_new(dates: Sequence[When], at: int, last: When | None, folded: str, published: str | None) -> bool:
    """Whether a date lies in the one before, is read otherwise right after it, or only names the weekday of the last."""
    when = dates[at]
    if last is not None and when.start < last.end:
        return True  # the year inside "23 July 2024"
    if at + 1 < len(dates) and _is_counted_here(when, dates[at + 1], last, folded):
        return True
    return _is_sort_of(when, last, published)


def _in_story(when: When, last: When | None, folded: str, published: str | None) -> When:
    """A date that points back at the year of the one before it, or is a weekday behind a day long past, as that."""
    if when.is_of_that_year and last is not None and (last.year or last.anchor):
        there = resolved(last, published)
        when = replace(when, year=int(there[:4])) if there else when
    return _weekday_of_past(when, last, folded, published) or when


def _counted(
    dates: list[When],
    at: int,
    told: Sequence[When],
    last: When | None,
    folded: str,
    published: str | None,
    chain: int,
) -> When | None:
    """The date at `at` with what it counts from, or as a month by itself; None where it counts from nothing.

    A month right behind it, told without a year, is put into the year that it counts to, and told in its place.
    """
    when, following = dates[at], dates[at + 1] if at + 1 < len(dates) else None
    stated = following is not None and following.start - when.end <= _BESIDE and following.month is not None
    base = _base(when, told, last, folded, published)
    if base is not None and stated and following is not None and not following.year and not following.shift:
        dates[at + 1] = _in_year_of(following, resolved(replace(when, anchor=base), published))
    if base is None and not told and not stated and when.shift is not None and _is_days_back(when.shift):
        return replace(when, counts_on=False)  # "the day before" is yesterday where no date was told
    if base is None or stated or when.start - base.end > _ANCHORED or chain >= LONGEST_CHAIN:
        return replace(when, shift=None, counts_on=False) if when.month is not None else None
    return replace(when, anchor=base)


def _is_days_back(shift: tuple[str, int]) -> bool:
    return shift[0] == "day" and shift[1] < 0


def _base(when: When, told: Sequence[When], last: When | None, folded: str, published: str | None) -> When | None:
    """The date that another is counted from: the one before it, or the day before it where days are counted."""
    is_days = when.shift is not None and when.shift[0] == "day" and not when.is_whole
    base = _day_before(told, when, folded) if is_days else last
    if base is not None and "\n" in folded[base.end : when.start]:
        if base.counts_on and base.anchor is not None and base.shift and base.shift[1] < 0:
            base = base.anchor  # what was "three weeks earlier" is an aside
        if when.shift == ("day", 0):
            base = _day_of_news(told, base, published)
    if base is not None and base.end < when.start and SENTENCE_END.search(folded, base.end, when.start):
        base = _as_past(base, published)
    return base


def _as_past(base: When, published: str | None) -> When:
    """A month or day of an earlier sentence as what it is read as there, even if what is counted from it lies ahead."""
    day = None if base.year or base.anchor or not base.month else resolved(base, published)
    if not day or base.nth:
        return base
    if base.solar:
        year, month, told = map(int, day.split("-"))
        return When(base.start, base.end, year, month, told)
    return replace(base, year=int(day[:4]), shift=None, weekday=None, nth=None)


def _in_year_of(when: When, counted: str | None) -> When:
    """A month that is told beside a counted date in that date's year: "three months later, in February"."""
    if counted is None or len(counted) < len("2023-02") or when.month is None or when.solar:
        return when
    year, month = int(counted[:4]), int(counted[5:7])
    years = (year - 1, year, year + 1)
    nearest = min(years, key=lambda one: abs(12 * (one - year) + (when.month or 0) - month))
    far = abs(12 * (nearest - year) + when.month - month)
    return replace(when, year=nearest) if far <= 1 else when


def _weekday_of_past(when: When, last: When | None, folded: str, published: str | None) -> When | None:
    """A weekday in a paragraph on a day long past, counted from that day; else None."""
    alone = when.weekday and not (when.month or when.shift or when.day or when.nth or when.is_last)
    if last is None or not alone or published is None or len(published) < len("2023-07-19"):
        return None
    day = None if "\n" in folded[last.end : when.start] else resolved(last, published)
    if day is None or len(day) < 10 or day >= str(date.fromisoformat(published) - timedelta(_DAYS_PAST)):
        return None
    return replace(when, anchor=last)


def _is_counted_here(when: When, other: When, last: When | None, folded: str) -> bool:
    """Whether words that may count from today or from the date before do the latter: one is told in their paragraph."""
    if (
        (when.start, when.end) != (other.start, other.end)
        or not other.counts_on
        or not when.shift
        or when.shift[1] >= 0
    ):
        return False
    return last is not None and "\n" not in folded[last.end : when.start]


def _is_sort_of(when: When, last: When | None, published: str | None) -> bool:
    """Whether a weekday only says what day the counted one before it was: "six days earlier, on a Tuesday"."""
    if (
        last is None
        or last.anchor is None
        or not when.weekday
        or when.month
        or when.shift
        or when.start - last.end > _BESIDE
    ):
        return False
    day = resolved(last, published)
    return day is not None and len(day) == 10 and date.fromisoformat(day).isoweekday() == when.weekday


def _of_launch(when: When, folded: str, launches: Sequence[int]) -> bool:
    """Whether a word for the launch stands right behind a date, but for a small word."""
    at = bisect_left(launches, when.end)
    return at < len(launches) and _TO_LAUNCH.fullmatch(folded, when.end, launches[at]) is not None


def _day_of_launch(told: Sequence[When], published: str | None) -> When | None:
    """What "the launch" of "the day after the launch" was: the first day told that is among the news."""
    if published is None or len(published) < len("2023-07-19"):
        return None
    until = date.fromisoformat(published)
    since = str(until - timedelta(_DAYS_PAST))
    days = ((when, resolved(when, published) or "") for when in told)
    return next((when for when, day in days if len(day) == len(published) and since <= day <= published), None)


def _day_before(told: Sequence[When], when: When, folded: str) -> When | None:
    """The last date with a day before another: days are counted from no month, save one of a year named in the paragraph."""
    for last in reversed(told):
        if when.start - last.end > _ANCHORED:
            return None
        if last.month and (last.year or last.shift) and "\n" not in folded[last.end : when.start]:
            return last
        if last.day or last.weekday or last.anchor or (last.shift and last.shift[0] in ("day", "week")):
            return last
    return None


def _day_of_news(told: Sequence[When], base: When, published: str | None) -> When:
    """What "the same day" of a new paragraph means: the news, and not what the paragraph before told as long past."""
    if published is None or len(published) < len("2023-07-19"):
        return base
    until = date.fromisoformat(published)
    since, long_past = str(until - timedelta(_DAYS_OF_NEWS)), str(until - timedelta(_DAYS_PAST))
    if (resolved(base, published) or published) >= long_past:
        return base
    days = ((when, resolved(when, published) or "") for when in reversed(told) if base.start - when.end <= _ANCHORED)
    return next((when for when, day in days if len(day) == len(published) and since <= day <= published), base)


def without_refined(dates: Sequence[When], folded: str) -> list[When]:
    """The dates, without a week that is counted from the one before and then told by its day: "the week before, on 23 July"."""
    kept: list[When] = []
    for at, when in enumerate(dates):
        following = dates[at + 1] if at + 1 < len(dates) else None
        if (
            when.counts_on
            and when.shift
            and when.shift[0] == "week"
            and following
            and following.day
            and following.month
        ):
            between = folded[when.end : following.start]
            if len(between) <= _REFINED and not SENTENCE_END.search(between) and not following.shift:
                continue
        kept.append(when)
    return kept
