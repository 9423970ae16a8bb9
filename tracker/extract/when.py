"""A date as a text words it, and what it comes to against the day of publication."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.extract.calendars import months_on, of_solar, partial

_MONTHS_OF_NEWS = 2
_DAYS_RECENT = 14
_WEEKS_WITHIN = 2  # counted from a month, so few may end in it or in the next
_MIDDLE = 15  # the day from which weeks are counted in a month that is told without one
SENTENCE_END = re.compile(r"[.!?](?=\s)|[。！？।]|\n")
LONGEST_CHAIN = 6  # "the day after that" of "two days later" of ...


@dataclass(frozen=True, slots=True)
class When:
    """A date as text[start:end] words it: what is stated, what a published date must settle.

    year, month, day: what is stated or None; weekday: 1 Monday to 7 Sunday
    shift:            distance from publication, ("week", -1) for last week
    about:            month that a vaguer word comes close to, 2 for "early 2023"
    is_last:          whether it is called the last one, so that on a Friday "last Friday" is not today
    counts_on:        whether `shift` is counted from the date before it and not from publication: anchor
    anchor:           that date; of "next month", what it is counted from where it tells of what was and not of what comes
    nth:              which of its weekdays in a month it is, 1 for "the first Saturday of April", -1 for the last
    told_in:          the year of the chronicle that it stands in, meant where the last such month is no news any more
    is_season:        whether it is but a season, the one around the month `about`
    is_whole:         whether the whole week or year is meant that is counted: "the following year" is not "a year later"
    is_of_that_year:  whether `year` is but pointed back at: "in July of that year"
    solar:            whether month and day are of the Persian calendar (then without a year)
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    shift: tuple[str, int] | None = None
    about: int | None = None
    solar: bool = False
    is_last: bool = False
    counts_on: bool = False
    anchor: "When | None" = None
    nth: int | None = None
    told_in: int | None = None
    is_season: bool = False
    is_of_that_year: bool = False
    is_whole: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether it stands without a publication date."""
        return self.year is not None


def resolved(when: When, published: str | None, future: bool = False) -> str | None:
    """`when` as a partial date, or None where the publication date does not settle it.

    future: whether it speaks of something to come, so that "in May" is the next May and not the last
    """
    if when.nth is not None and (when.month is not None or when.shift is not None):
        return _nth_weekday(resolved(replace(when, nth=None, weekday=None), published, future), when)
    if when.year is not None:
        return partial(when.year, when.month, when.day)
    if when.anchor is not None and when.weekday is not None and when.shift is None:
        return _next_weekday(resolved(when.anchor, published), when.weekday)
    if when.anchor is not None and when.shift is not None and (when.counts_on or not future):
        there = _counted_from(resolved(when.anchor, published, future), *when.shift, when.is_whole)
        return partial(int(there[:4]), when.month, when.day) if there and when.month else there
    if published is None:
        return None
    year, month, day = (*map(int, published.split("-")), 0, 0)[:3]
    if when.is_season and when.about is not None:
        return _season(when.about, year, month, future)
    if when.solar and when.shift is not None and when.day is not None and month and day:
        return _solar_in_year(when, date(year, month, day))
    if when.shift is not None and when.month is not None:
        return partial(year + when.shift[1], when.month, when.day)
    if when.shift is not None and when.day is not None and month:
        return partial(*months_on(year, month, when.shift[1]), when.day)
    if when.shift is not None and when.weekday is not None and day:
        monday = date(year, month, day) + timedelta(days=7 * when.shift[1] + 1 - date(year, month, day).isoweekday())
        moved = monday + timedelta(days=when.weekday - 1)
        return partial(moved.year, moved.month, moved.day)
    if when.shift is not None:
        return _shifted(when.shift, year, month, day)
    if when.solar and month and day:
        return _solar_yearless(when, date(year, month, day), future)
    if when.month is not None:
        nearest = _yearless(when, year, month, day, future)
        if when.told_in is not None and nearest is not None and month and _is_no_news(nearest, date(year, month, 1)):
            return partial(when.told_in, when.month, when.day)
        return nearest
    if when.weekday is not None and day:
        return _on_weekday(when.weekday, date(year, month, day) - timedelta(days=when.is_last), future)
    if when.day is not None and day:
        return _on_day(when.day, year, month, day, future)
    return None


def is_of_these_days(when: str, published: str | None) -> bool:
    """Whether a date is a day of the two weeks before publication."""
    if published is None or len(when) < len("2024-07-23") or len(published) < len("2024-07-23"):
        return False
    return 0 <= (date.fromisoformat(published) - date.fromisoformat(when)).days <= _DAYS_RECENT


def _next_weekday(base: str | None, weekday: int) -> str | None:
    """The first such weekday behind a day: "on Tuesday 15 November ... on Thursday"."""
    if base is None or len(base) < len("2022-11-15"):
        return None
    there = date.fromisoformat(base)
    moved = there + timedelta(days=(weekday - there.isoweekday()) % 7)
    return partial(moved.year, moved.month, moved.day)


def _season(about: int, year: int, month: int, future: bool) -> str | None:
    """The year of the last season around a month, or of the next: "in summer"."""
    if not month:
        return None
    if future:
        return partial(year if month <= about + 1 else year + 1)
    return partial(year if about - 1 <= month else year - 1)


def _nth_weekday(there: str | None, when: When) -> str | None:
    """The day of "the first Saturday" of a month, or the month where there is no such day in it."""
    if there is None or len(there) < len("2025-04") or when.nth is None or when.weekday is None:
        return there
    year, month = int(there[:4]), int(there[5:7])
    first = 1 + (when.weekday - date(year, month, 1).isoweekday()) % 7
    days = range(first, monthrange(year, month)[1] + 1, 7)
    at = when.nth if when.nth < 0 else when.nth - 1
    return partial(year, month, days[at]) if at < len(days) else there


def _is_no_news(day: str, published: date) -> bool:
    """Whether a partial date lies before the two months that lead up to the one of publication."""
    year, month = months_on(published.year, published.month, -_MONTHS_OF_NEWS)
    return is_before(day, f"{year:04}-{month:02}")


def _counted_from(base: str | None, unit: str, distance: int, is_whole: bool = False) -> str | None:
    """The partial date so far from another one, no more precise than that: "two days later", "the week before"."""
    if base is None or distance == 0:
        return base
    year, month, day = (*map(int, base.split("-")), 0, 0)[:3]
    if unit == "day" and is_whole:
        return _within_days(base, distance)
    if unit == "year":
        return partial(year + distance, None if is_whole else month or None)
    if unit == "week" and is_whole and day:
        monday = date(year, month, day) + timedelta(days=7 * distance + 1 - date(year, month, day).isoweekday())
        sunday = monday + timedelta(days=6)
        return partial(monday.year, monday.month if monday.month == sunday.month else None)
    if unit in ("month", "quarter") or not day:
        months = distance * (3 if unit == "quarter" else 1) if unit in ("month", "quarter") else 0
        if unit == "week" and 0 < distance <= _WEEKS_WITHIN:
            return _year_after(base)
        if unit == "week" and distance > 0:
            months = (_MIDDLE + 7 * distance) // 31
        return partial(*months_on(year, month, months)) if month else partial(year)
    moved = date(year, month, day) + timedelta(days=distance * (7 if unit == "week" else 1))
    return partial(moved.year, moved.month, moved.day)


def _within_days(base: str, most: int) -> str | None:
    """When "a few days later" is: in the month of a day, or only in the year of a month, as far as that is sure."""
    if len(base) < len("2023-02-24"):
        return _year_after(base)
    last = str(date.fromisoformat(base) + timedelta(days=most))
    return base[:7] if base[:7] == last[:7] else base[:4] if base[:4] == last[:4] else None


def _year_after(base: str) -> str | None:
    """The year of what came soon after a month or in a year; None after December, which may be the next one's."""
    return base[:4] if base[5:7] != "12" else None


def _on_day(when: int, year: int, month: int, day: int, future: bool) -> str | None:
    """The next or last day of a month that has this number: "23日"."""
    if future and when < day:
        year, month = months_on(year, month, 1)
    elif not future and when > day:
        year, month = months_on(year, month, -1)
    return partial(year, month, when)


def _shifted(shift: tuple[str, int], year: int, month: int, day: int) -> str | None:
    unit, distance = shift
    if unit == "date":  # "a year ago to the day"
        return partial(year + distance, month or None, day or None)
    if unit == "year":
        return partial(year + distance)
    if not month:
        return partial(year) if unit != "quarter" and distance == 0 else None
    if unit in ("month", "quarter"):
        return partial(*months_on(year, month, distance * (3 if unit == "quarter" else 1)))
    if not day:
        return partial(year, month) if unit == "day" or distance == 0 else partial(year)
    moved = date(year, month, day) + timedelta(days=distance * (7 if unit == "week" else 1))
    return partial(moved.year, moved.month, moved.day if unit == "day" else None)


def _yearless(when: When, year: int, month: int, day: int, future: bool) -> str | None:
    assert when.month is not None
    if not month:
        return partial(year) if when.day is None else None
    here, there = (month, day or 31), (when.month, when.day or (31 if future else 1))
    if future:
        return partial(year if there >= (month, day or 1) else year + 1, when.month, when.day)
    return partial(year if there <= here else year - 1, when.month, when.day)


def _on_weekday(weekday: int, published: date, future: bool) -> str | None:
    ahead = (weekday - published.isoweekday()) % 7
    moved = published + timedelta(days=ahead if future and ahead else (-((-ahead) % 7) if not future else 7))
    return partial(moved.year, moved.month, moved.day)


def _solar_in_year(when: When, published: date) -> str | None:
    """A day of the Persian calendar in this year or the last: "16 Farvardin of this year"."""
    assert when.month is not None
    assert when.day is not None
    assert when.shift is not None
    year = published.year - 621
    if of_solar(year, 1, 1) > published:
        year -= 1
    there = of_solar(year + when.shift[1], when.month, when.day)
    return partial(there.year, there.month, there.day)


def _solar_yearless(when: When, published: date, future: bool) -> str | None:
    assert when.month is not None
    if when.day is None:
        return None
    options = [of_solar(year, when.month, when.day) for year in range(published.year - 622, published.year - 619)]
    near = [one for one in options if (one >= published if future else one <= published)]
    chosen = (min(near) if future else max(near)) if near else None
    return partial(chosen.year, chosen.month, chosen.day) if chosen else None


def is_before(one: str, other: str) -> bool:
    """Whether a partial date surely lies before another."""
    length = min(len(one), len(other))
    return one[:length] < other[:length]


def fullest(day: str, told: Iterable[str | None]) -> str:
    """A partial date, or the one that says more among those told and agrees with it; itself where these are several."""
    fuller = {one for one in told if one and len(one) > len(day) and one.startswith(day)}
    return fuller.pop() if len(fuller) == 1 else day
