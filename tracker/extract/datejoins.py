"""Dates that stand on others: a month in the year last named, a weekday of last week, "two days later"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.extract.datecounts import counted_on, without_refined
from tracker.extract.folding import Mark
from tracker.extract.when import SENTENCE_END, When, is_before

_YEAR_WORDS = frozenset({"সালের", "সালে", "yılının", "yılı", "साल के", "साल की", "के", "की", "года в", "году в"})
_CARRIED = 160
_DAY_CARRIED = 40
_HEADING = 60  # characters at most
_CHRONICLE = 500
_OPEN_YEARS = 2  # between two full dates, in which a month may stand for the first
_SORT_OF_DAY = 5
_DAYS_ON_END = 5
_BESIDE_SEASON, _NEAR = 12, 4
_CHRONICLE_GOES_ON = 900  # characters from one date of a chronicle to the next
_APART = re.compile(r"[。！？।\n]")
_NTH = 12  # "the first Saturday of the month of April"
_TODAY = ("day", 0)
_TODAY_YEAR, _YEAR_TODAY = 16, 4  # characters between them: "vandaag precies een jaar geleden", "a year ago today"


def joined(dates: Sequence[When], folded: str, cues: Sequence[Mark], published: str | None = None) -> list[When]:
    """The dates of a text, those that stand on others made one with them or put beside them."""
    found = _of_that_year(
        _outermost(dates), [cue for cue in cues if cue.kind == "relative" and cue.value == "year="], published
    )
    found = _of_named_year(_of_month(_nth_of_month(found)), folded)
    found = _of_relative_week(_on_anniversary(_of_relative_year(found, folded), folded, published))
    found = _in_their_year(found, folded)
    found = _told_in(_bracketed(_within_season(_carried_on(found, folded), folded)), folded)
    if not found:
        return found
    launches = sorted(cue.start for cue in cues if cue.kind == "release.noun")
    return counted_on(without_refined(found, folded), folded, published, launches)


def _outermost(dates: Sequence[When]) -> list[When]:
    """The dates, without those inside another: the year in "23 July 2024"."""
    kept: list[When] = []
    for when in dates:
        last = kept[-1] if kept else None
        inside = last and last.month and when.end <= last.end and (when.start, when.end) != (last.start, last.end)
        if not inside or when.weekday or when.shift:
            kept.append(when)
    return kept


def _nth_of_month(dates: Sequence[When]) -> list[When]:
    """The dates, with "the first Saturday" and the month beside it made one."""
    joined: list[When] = []
    for when in dates:
        last = joined[-1] if joined else None
        if last is not None and 0 <= when.start - last.end <= _NTH:
            month, day = (last, when) if when.nth else (when, last)
            of_month = month.month or (month.shift and month.shift[0] == "month" and not month.counts_on)
            if day.nth and not day.month and of_month and not month.day:
                end = max(last.end, when.end)
                joined[-1] = replace(month, start=last.start, end=end, weekday=day.weekday, nth=day.nth)
                continue
        joined.append(when)
    return joined


def _told_in(dates: Sequence[When], folded: str) -> list[When]:
    """The dates, those of a chronicle with its year: "In February 2023 ... It came on 24 February ... In July ...".

    It goes on in the next paragraph only in the month last named, or where a full date behind bounds it too.
    """
    told: list[When] = []
    bounds = _full_dates_behind(dates)
    year: int | None = None
    month = end = 0
    for when, bound in zip(dates, bounds, strict=True):
        if when.start < end:
            pass  # the year inside "23 July 2024"
        elif when.year is not None:
            month = max(when.month or 0, month if when.year == year else 0)
            year, end = when.year, when.end
        elif when.counts_on and when.shift is not None:
            if year is not None and when.shift[0] == "year":
                year, month, end = year + when.shift[1], 0, when.end
        elif when.is_season:
            pass
        elif when.shift is not None or when.month is None:
            year = None  # "this spring" and "on Tuesday" leave the chronicle
        elif year is not None and not when.solar:
            there = f"{year}-{when.month:02}"
            bounded = bound is not None and (bound.year or 0) <= year + 1 and not is_before(_plain(bound), there)
            if when.month < month or when.start - end > _CHRONICLE_GOES_ON:
                year = None
            elif when.month == month or bounded or "\n" not in folded[end : when.start]:
                when = replace(when, told_in=year)
                month, end = when.month or 0, when.end
        told.append(when)
    return told


def _full_dates_behind(dates: Sequence[When]) -> list[When | None]:
    """For each date the next one behind it that names its year."""
    behind: list[When | None] = [None] * len(dates)
    for at in range(len(dates) - 2, -1, -1):
        behind[at] = dates[at + 1] if dates[at + 1].year else behind[at + 1]
    return behind


def _of_month(dates: Sequence[When]) -> list[When]:
    """The dates, without weekdays that only say what sort of day it was: "on a Saturday in April", "onsdagen den 25"."""
    kept: list[When] = []
    for at, when in enumerate(dates):
        last, following = dates[at - 1] if at else None, dates[at + 1] if at + 1 < len(dates) else None
        if _is_alone(when) and following and following.month and 0 <= following.start - when.end <= _DAYS_ON_END:
            continue  # the fifth of "5. und 6. April"
        if (
            when.weekday
            and not when.month
            and following
            and (following.month or (following.day and not following.shift))
            and following.start - when.end <= _SORT_OF_DAY
        ):
            continue
        if when.weekday and last and last.day and last.month and 0 <= when.start - last.end <= _SORT_OF_DAY:
            continue
        kept.append(when)
    return kept


def _within_season(dates: Sequence[When], folded: str) -> list[When]:
    """The dates, with a month put into the season named before it: "In summer 2025 ... On 18 July he wrote"."""
    told: list[When] = []
    for when in dates:
        last = told[-1] if told else None
        if last is not None and _is_past_year(last) and when.month and not when.year and not when.shift:
            if when.start - last.end <= _CHRONICLE and "\n" not in folded[last.end : when.start] and not when.solar:
                when = replace(when, shift=last.shift)
        elif last is not None and last.about and last.year and when.month and not when.year and not when.shift:
            near = when.start - last.end <= _CHRONICLE and "\n" not in folded[last.end : when.start]
            if near and not when.solar and abs(when.month - last.about) <= 2:
                when = replace(when, year=last.year)
        told.append(when)
    return told


def _in_their_year(dates: Sequence[When], folded: str) -> list[When]:
    """The dates, a season that names no year put into the one told before it in its paragraph, and none beside a year."""
    told: list[When] = []
    for at, when in enumerate(dates):
        last, following = told[-1] if told else None, dates[at + 1] if at + 1 < len(dates) else None
        if when.is_season:
            if following and _is_said_by(when, following, folded):
                continue
            if last and (when.start < last.end or (when.start - last.end <= _NEAR and _names_year(last))):
                continue
            same = (
                last and last.year and when.start - last.end <= _CHRONICLE and "\n" not in folded[last.end : when.start]
            )
            if last and same:
                when = replace(when, year=last.year, is_season=False)
            elif last and _is_past_year(last) and not SENTENCE_END.search(folded, last.end, when.start):
                when = replace(when, shift=last.shift, is_season=False)
            told.append(when)
            continue
        told.append(when)
    return told


def _is_said_by(season: When, following: When, folded: str) -> bool:
    """Whether a date behind a season says its year: "in the summer of last year", "by spring it was ripe: in April 2024"."""
    if following.start - season.end <= _BESIDE_SEASON and _names_year(following):
        return True
    return bool(following.year) and not SENTENCE_END.search(folded, season.end, following.start)


def _names_year(when: When) -> bool:
    """Whether a date is a year and no more, stated or told by its distance."""
    return when.month is None and when.day is None and bool(when.year or (when.shift and when.shift[0] == "year"))


def _is_past_year(when: When) -> bool:
    """Whether a date is but "last year": the months behind it in the paragraph are that year's."""
    return when.shift is not None and when.shift[0] == "year" and when.shift[1] < 0 and when.month is None


def _on_anniversary(dates: Sequence[When], folded: str, published: str | None) -> list[When]:
    """The dates, with "today" and "a year ago" beside each other made that day: "heute vor einem Jahr"."""
    if published is None or len(published) < len("2025-06-13"):
        return list(dates)
    joined: list[When] = []
    for when in dates:
        last = joined[-1] if joined else None
        gap = folded[last.end : when.start] if last is not None and when.start >= last.end else None
        if last is not None and gap is not None and (when.shift == _TODAY or last.shift == _TODAY):
            year = last if when.shift == _TODAY else when
            is_past = year.shift is not None and year.shift[0] == "year" and year.shift[1] < 0 and not year.counts_on
            near = len(gap) <= (_YEAR_TODAY if year is last else _TODAY_YEAR) and gap.replace(" ", "").isalpha()
            if is_past and year.month is None and (near or not gap.strip()):
                month, day = int(published[5:7]), int(published[8:10])
                joined[-1] = replace(year, start=last.start, end=when.end, month=month, day=day)
                continue
        joined.append(when)
    return joined


def _bracketed(dates: Sequence[When]) -> list[When]:
    """The dates, with a month of a chronicle put into the year that the full dates before and behind it leave it."""
    told = list(dates)
    behind = _full_dates_behind(told)
    before: When | None = None
    for at, when in enumerate(told):
        after = behind[at]
        alone = when.month is not None and when.year is None and when.shift is None and not when.solar
        if alone and before and after and max(when.start - before.end, after.start - when.end) <= _CHRONICLE:
            first, last = _plain(before), _plain(after)
            years = range(before.year or 0, (after.year or 0) + 1)
            options = [
                one for year in years if first <= (one := f"{year}-{when.month:02}") and not is_before(last, one)
            ]
            if options and len(options) <= _OPEN_YEARS:
                when = told[at] = replace(when, year=int(options[0][:4]))
        before = when if when.year else None if when.counts_on and when.shift and when.shift[0] == "year" else before
    return told


def _plain(when: When) -> str:
    """The year, and the month if it is stated, as a partial date."""
    return f"{when.year}-{when.month:02}" if when.month else f"{when.year}"


def _of_that_year(dates: list[When], references: Sequence[Mark], published: str | None = None) -> list[When]:
    """The dates, with "in July of that year" put into the year last named before it."""
    year: int | None = None
    at = 0
    bare: list[When] = []
    for reference in references:
        while at < len(dates) and dates[at].end <= reference.start + 1:
            year = _year_of(dates[at], published) or year
            at += 1
        last, following = dates[at - 1] if at else None, dates[at] if at < len(dates) else None
        is_open = following is not None and following.year is None and bool(following.month or following.is_season)
        if following is not None and year and is_open and following.start - reference.end <= 1:
            dates[at] = replace(following, year=year, start=reference.start, is_season=False, is_of_that_year=True)
            continue
        is_open = last is not None and last.year is None and bool(last.month or last.is_season)
        if last is not None and year and is_open and reference.start - last.end <= 4:
            dates[at - 1] = replace(last, year=year, end=reference.end, is_season=False, is_of_that_year=True)
            continue
        is_read = any(one.start < reference.end and reference.start < one.end for one in (last, following) if one)
        if year and not is_read:
            bare.append(When(reference.start, reference.end, year=year, is_of_that_year=True))
    return sorted([*dates, *bare], key=lambda when: when.start) if bare else dates


def _year_of(when: When, published: str | None) -> int | None:
    """The year that a date names, also by its distance: "this year", "last year"."""
    if when.year is None and published and when.shift and when.shift[0] == "year" and not when.counts_on:
        return int(published[:4]) + when.shift[1]
    return when.year


def _of_named_year(dates: Sequence[When], folded: str) -> list[When]:
    """The dates, with a year and the month that hangs on its word for "year" made one: "২০২৩ সালের জুলাই"."""
    joined: list[When] = []
    for when in dates:
        last = joined[-1] if joined else None
        open_month = when.month is not None and when.year is None and when.shift is None
        hangs_on = last is not None and folded[last.end : when.start].strip() in _YEAR_WORDS
        if last is not None and last.year and not last.month and open_month and hangs_on:
            joined[-1] = replace(when, start=last.start, year=last.year)
            continue
        joined.append(when)
    return joined


def _of_relative_week(dates: Sequence[When]) -> list[When]:
    """The dates, with a weekday and the week beside it made one: "Wednesday last week"."""
    joined: list[When] = []
    for when in dates:
        last = joined[-1] if joined else None
        if last is not None and when.start - last.end <= 4:
            day, week = (last, when) if last.weekday else (when, last)
            if day.weekday and not day.shift and week.shift and week.shift[0] == "week" and not week.weekday:
                joined[-1] = replace(day, start=last.start, end=max(last.end, when.end), shift=week.shift)
                continue
        joined.append(when)
    return joined


def _carried_on(dates: Sequence[When], folded: str) -> list[When]:
    """The dates, with a month that names no year put into the year of the date before it in the same sentence."""
    told: list[When] = []
    last: When | None = None
    for when in dates:
        if last is not None and when.start < last.end:
            told.append(when)  # the year inside "April 2025"
            continue
        if last is not None and _goes_on(last, when) and not SENTENCE_END.search(folded, last.end, when.start):
            when = replace(when, year=last.year, month=when.month or last.month)
        elif last is not None and _is_day_of(last, when) and not _is_in_next_paragraph(last, when, folded):
            when = replace(when, year=last.year, month=last.month, shift=last.shift)
        told.append(when)
        last = when
    return told


def _is_alone(when: When) -> bool:
    """Whether a date is but the number of a day."""
    return when.day is not None and not (when.month or when.year or when.weekday or when.shift)


def _is_day_of(last: When, when: When) -> bool:
    """Whether a day alone is one of the month just named: "Then came September. The models, published on the 25th"."""
    return _is_alone(when) and last.month is not None and last.day is None and when.start - last.end <= _CARRIED


def _is_in_next_paragraph(last: When, when: When, folded: str) -> bool:
    """Whether a date stands behind the paragraph of another, and not under it as its heading."""
    if "\n" not in folded[last.end : when.start]:
        return False
    begins, ends = folded.rfind("\n", 0, last.start) + 1, folded.find("\n", last.end)
    return ends - begins > _HEADING


def _goes_on(last: When, when: When) -> bool:
    """Whether a month without a year may be meant of the year of the date just before: it is no earlier month."""
    if last.year is None or when.year is not None or when.shift is not None:
        return False
    if (
        when.day
        and last.day
        and last.month
        and not when.month
        and not when.weekday
        and when.start - last.end <= _DAY_CARRIED
    ):
        return last.day < when.day  # "2022年11月15日上线，17日撤下"
    return when.month is not None and (last.month or 1) <= when.month and when.start - last.end <= _CARRIED


def _of_relative_year(dates: Sequence[When], folded: str) -> list[When]:
    """The dates, with "last year" and the month beside it made one: "去年7月", "July last year"."""
    joined: list[When] = []
    for when in dates:
        last = joined[-1] if joined else None
        if last is not None and 0 <= when.start - last.end <= 4 and not _APART.search(folded, last.end, when.start):
            for month, wider in ((when, last), (last, when)):
                free = month.month and not month.year and month.shift is None  # not joined to a year already
                if free and wider.shift and wider.shift[0] in ("year", "month"):
                    if wider.shift[0] == "year" and wider.month is None:
                        on = wider.counts_on  # "in April of the year after"
                        joined[-1] = replace(month, start=last.start, end=when.end, shift=wider.shift, counts_on=on)
                    break
                if month.day and not month.month and wider.shift and wider.shift[0] == "month":
                    joined[-1] = replace(month, start=last.start, end=when.end, shift=wider.shift)
                    break
            else:
                joined.append(when)
                continue
            if joined[-1] is not last:
                continue
        joined.append(when)
    return joined
