"""Dates in a text, read against the day it was published, with no more precision than the words have."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.extract.calendars import FIRST_YEAR, LAST_YEAR, months_on, of_solar, partial
from tracker.extract.folding import Mark, Tokens
from tracker.extract.lexicons import Lexicon

_YEARS = frozenset(map(str, range(FIRST_YEAR, LAST_YEAR + 1)))
_SOLAR_YEARS = frozenset(map(str, range(1390, 1420)))
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,4})([./-])(\d{1,2})\2(\d{4}|\d{1,2})(?![\d/-])", re.ASCII)
_BEFORE_NUMBER = ("/", "connect", "llamacon", "커넥트", "コネクト")  # "Meta Connect 2024" is a name
_ORDINALS = frozenset({"st", "nd", "rd", "th", "e", "de", "er", "º", "ª", ".", "of", "a", "del", "din", "du", "του"})
_YEAR_WORDS = frozenset({"সালের", "সালে", "yılının", "yılı", "साल के", "साल की", "के", "की", "года в", "году в"})
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")
_CARRIED = 160
_SHORT_WORD = 4  # between a month and its year: "Ιούλιο του 2023", "julio del 2023"
_RELATIVE = re.compile(r"(day|week|month|year|quarter)([+-]\d+|-#|\+#)")
# Quarterly figures are presented in the month after the quarter; this is how late in months that news is still fresh.
_MONTHS_AFTER_QUARTER = {1: range(4, 7), 2: range(7, 10), 3: range(10, 13), 4: range(1, 4)}
_ABOUT = {"early": 2, "middle": 6, "late": 11, "spring": 4, "summer": 7, "autumn": 10, "winter": 12}
_ABOUT |= {str(quarter): 3 * quarter - 1 for quarter in range(1, 5)}


@dataclass(frozen=True, slots=True)
class When:
    """A date as text[start:end] words it: what is stated, what a published date must settle.

    year, month, day: what is stated or None; weekday: 1 Monday to 7 Sunday
    shift:            distance from publication, ("week", -1) for last week
    about:            month that a vaguer word comes close to, 2 for "early 2023"
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

    @property
    def is_complete(self) -> bool:
        """Whether it stands without a publication date."""
        return self.year is not None


def resolved(when: When, published: str | None, future: bool = False) -> str | None:
    """`when` as a partial date, or None where the publication date does not settle it.

    future: whether it speaks of something to come, so that "in May" is the next May and not the last
    """
    if when.year is not None:
        return partial(when.year, when.month, when.day)
    if published is None:
        return None
    year, month, day = (*map(int, published.split("-")), 0, 0)[:3]
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
        return _yearless(when, year, month, day, future)
    if when.weekday is not None and day:
        return _on_weekday(when.weekday, date(year, month, day), future)
    if when.day is not None and day:
        return _on_day(when.day, year, month, day, future)
    return None


def _on_day(when: int, year: int, month: int, day: int, future: bool) -> str | None:
    """The next or last day of a month that has this number: "23日"."""
    if future and when < day:
        year, month = months_on(year, month, 1)
    elif not future and when > day:
        year, month = months_on(year, month, -1)
    return partial(year, month, when)


def _shifted(shift: tuple[str, int], year: int, month: int, day: int) -> str | None:
    unit, distance = shift
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


def dates_in(folded: str, tokens: Tokens, cues: Sequence[Mark], lexicon: Lexicon) -> list[When]:
    """Every date of a text, in order; overlapping ones only once, the most precise first."""
    found = [*_numeric(folded, lexicon), *_worded(folded, tokens, cues, lexicon), *_years(tokens, cues)]
    found.sort(key=lambda when: (when.start, -when.end))
    found = _of_that_year(found, [cue for cue in cues if cue.kind == "relative" and cue.value == "year="])
    found = _carried_on(_of_relative_week(_of_relative_year(_of_named_year(found, folded))), folded)
    dates: list[When] = []
    for when in found:
        if not dates or when.start >= dates[-1].end:
            dates.append(when)
    return dates


def _of_that_year(dates: list[When], references: Sequence[Mark]) -> list[When]:
    """The dates, with "in July of that year" put into the year last named before it."""
    year: int | None = None
    at = 0
    for reference in references:
        while at < len(dates) and dates[at].end <= reference.start + 1:
            year = dates[at].year or year
            at += 1
        last, following = dates[at - 1] if at else None, dates[at] if at < len(dates) else None
        open_month = following is not None and following.month is not None and following.year is None
        if following is not None and year and open_month and 0 <= following.start - reference.end <= 1:
            dates[at] = replace(following, year=year, start=reference.start)
            continue
        if last is not None and year and last.month and not last.year and reference.start - last.end <= 4:
            dates[at - 1] = replace(last, year=year, end=reference.end)
    return dates


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
    for when in dates:
        last = told[-1] if told else None
        if last is not None and _goes_on(last, when) and not _SENTENCE_END.search(folded, last.end, when.start):
            when = replace(when, year=last.year)
        told.append(when)
    return told


def _goes_on(last: When, when: When) -> bool:
    """Whether a month without a year may be meant of the year of the date just before: it is no earlier month."""
    if last.year is None or when.year is not None or when.shift is not None:
        return False
    return when.month is not None and (last.month or 1) <= when.month and when.start - last.end <= _CARRIED


def _of_relative_year(dates: Sequence[When]) -> list[When]:
    """The dates, with "last year" and the month beside it made one: "去年7月", "July last year"."""
    joined: list[When] = []
    for when in dates:
        last = joined[-1] if joined else None
        if last is not None and 0 <= when.start - last.end <= 4:
            for month, wider in ((when, last), (last, when)):
                if month.month and not month.year and wider.shift and wider.shift[0] in ("year", "month"):
                    if wider.shift[0] == "year" and wider.month is None:
                        joined[-1] = replace(month, start=last.start, end=when.end, shift=wider.shift)
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


def _numeric(folded: str, lexicon: Lexicon) -> Iterator[When]:
    for found in _NUMERIC.finditer(folded):
        first, second, third = int(found[1]), int(found[3]), int(found[4])
        if len(found[1]) == 4:
            year, month, day = first, second, third
        elif lexicon.day_first or second > 12 >= first or first > 12 >= second:
            year, day, month = third, *((first, second) if second <= 12 else (second, first))
        else:
            continue
        if len(str(year)) == 4 and FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31:
            yield When(found.start(), found.end(), year, month, day)
    for pattern in lexicon.patterns:
        for found in pattern.finditer(folded):
            parts = dict(_counted(key, int(value)) for key, value in found.groupdict().items() if value)
            yield When(found.start(), found.end(), parts.get("year"), parts.get("month"), parts.get("day"))


def _counted(key: str, value: int) -> tuple[str, int]:
    """A group of a pattern and its number, years counted from another beginning put right: "year_plus_2018"."""
    part, _, shift = key.partition("_")
    sign, _, years = shift.partition("_")
    return part, value + (int(years) if sign == "plus" else -int(years) if sign == "minus" else 0)


def _day_of(word: str) -> int | None:
    word = word.rstrip(".")
    return int(word) if word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31 else None


def _worded(folded: str, tokens: Tokens, cues: Sequence[Mark], lexicon: Lexicon) -> Iterator[When]:
    """Dates with a month's or weekday's name, and dates told by their distance ("last week", "two days ago")."""
    for cue in cues:
        if cue.kind == "month" and lexicon.spaces:
            yield _in_gregorian(_around_month(tokens, bisect_left(tokens.starts, cue.start), cue, lexicon), cue)
        elif cue.kind == "month":
            yield _around_month_unspaced(folded, cue)
        elif cue.kind == "weekday":
            yield When(cue.start, cue.end, weekday=int(cue.value))
        elif cue.kind == "relative" and (parts := _RELATIVE.fullmatch(cue.value)):
            distance = parts[2]
            if distance[1:] == "#":
                number = _number_within(tokens, bisect_left(tokens.starts, cue.start), cue.end, lexicon)
                if number is None:
                    continue
                distance = f"{distance[0]}{number}"
            yield When(cue.start, cue.end, shift=(parts[1], int(distance)))


def _around_month_unspaced(folded: str, cue: Mark) -> When:
    """The date around a month's name in Thai or Chinese, with a year of the Buddhist calendar too."""
    before = re.search(r"(?<!\d)(\d{1,2}) ?(?:เดือน)?$", folded[max(0, cue.start - 8) : cue.start])
    behind = re.match(r"\.? ?(?:ปี ?)?(?:พ\.ศ\. ?|ค\.ศ\. ?)?(\d{4})(?!\d)", folded[cue.end : cue.end + 16])
    year = int(behind[1]) if behind else None
    if year is not None and year > 2500:
        year -= 543
    day = int(before[1]) if before and 1 <= int(before[1]) <= 31 else None
    start = cue.start - (len(before[0]) if before and day else 0)
    return When(start, cue.end + (behind.end() if behind else 0), year, int(cue.value), day)


def _in_gregorian(when: When, cue: Mark) -> When:
    """A date whose month is of the Persian calendar ("h5") in ours: a day stays one, a month alone is but a year."""
    if cue.value[0] != "h":
        return when
    if when.year is None or when.month is None:
        return replace(when, solar=True)
    if when.day is None:
        return replace(when, year=when.year + 621 + (when.month > 9), month=None)
    there = of_solar(when.year, when.month, when.day)
    return replace(when, year=there.year, month=there.month, day=there.day)


def _solar_yearless(when: When, published: date, future: bool) -> str | None:
    assert when.month is not None
    if when.day is None:
        return None
    options = [of_solar(year, when.month, when.day) for year in range(published.year - 622, published.year - 619)]
    near = [one for one in options if (one >= published if future else one <= published)]
    chosen = (min(near) if future else max(near)) if near else None
    return partial(chosen.year, chosen.month, chosen.day) if chosen else None


def _number_within(tokens: Tokens, first: int, end: int, lexicon: Lexicon) -> int | None:
    for word in tokens.words[first : bisect_left(tokens.starts, end)]:
        if word.isdigit() and len(word) <= 3:
            return int(word)
        if word in lexicon.digits:
            return lexicon.digits[word]
    return None


def _around_month(tokens: Tokens, at: int, cue: Mark, lexicon: Lexicon) -> When:
    """The date whose month stands at token `at`: "18 July 2023", "July 18, 2023", "2023. július 18.", "July"."""
    year = day = None
    years = _SOLAR_YEARS if cue.value[0] == "h" else _YEARS
    at = max(
        n for n in range(at, min(at + 4, len(tokens))) if tokens[n].start < cue.end and not tokens[n].word[0].isdigit()
    )
    start, end = tokens[at].start, tokens[at].end
    before = at - 1
    while before > 0 and tokens[before].start > cue.start:  # "أغسطس/آب"
        before -= 1
    if tokens[at].start != cue.start and tokens[before].start == cue.start and tokens[before + 1].word == "/":
        start, before = cue.start, before - 1
    while before >= 0 and tokens[before].word in _ORDINALS and at - before <= 2:
        before -= 1
    if before >= 0 and (number := _day_of(tokens.words[before])) and tokens[before].end + 6 >= start:
        day, start = number, tokens[before].start
    elif before >= 0 and tokens.words[before] in years and tokens[before].end + 3 >= start:
        year, start = int(tokens[before].word), tokens[before].start
    after = next((n for n in range(at, len(tokens)) if tokens[n].start >= end), len(tokens))
    if (
        day is None
        and after < len(tokens)
        and (number := _day_of(tokens.words[after]))
        and tokens[after].start <= end + 2
    ):
        day, end, after = number, tokens[after].end, after + 1
    skipped = 0
    while after < len(tokens) and (tokens[after].word in _ORDINALS or tokens[after].word == ",") and skipped < 3:
        after, skipped = after + 1, skipped + 1
    if after + 1 < len(tokens) and tokens.words[after + 1] in years and tokens.starts[after] <= end + 2:
        after += tokens.words[after].isalpha() and len(tokens.words[after]) <= _SHORT_WORD
    if year is None and after < len(tokens) and tokens.words[after] in years and tokens[after].start <= end + 8:
        year, end = int(tokens[after].word), tokens[after].end
    return When(start, end, year, int(cue.value.removeprefix("h")), day)


def _years(tokens: Tokens, cues: Sequence[Mark]) -> Iterator[When]:
    """Years on their own, with the season, quarter or "early" in front of them."""
    wider = {cue.end: cue for cue in cues if cue.kind in ("season", "quarter")}
    for n in [n for n, word in enumerate(tokens.words) if word in _YEARS]:
        token = tokens[n]
        if n and tokens.words[n - 1].endswith(_BEFORE_NUMBER):
            continue
        cue = next((wider[end] for end in range(token.start, token.start - 6, -1) if end in wider), None)
        unit = tokens[n + 1].word if n + 1 < len(tokens) else ""
        if unit not in ("b", "%", "parameter", "parameters", "tokens"):
            start, about = (cue.start, _ABOUT[cue.value]) if cue else (token.start, None)
            yield When(start, token.end, int(token.word), about=about)


def is_stale(cues: Sequence[Mark], published: str | None) -> bool:
    """Whether the text tells of quarterly figures that were old news when it was published: a late translation, say."""
    if published is None or len(published) < 7:
        return False
    month = int(published[5:7])
    results = [cue for cue in cues if cue.kind == "date.results"]
    starts = [cue.start for cue in results]
    for cue in cues if results else ():
        if cue.kind == "quarter":
            near = results[bisect_left(starts, cue.start - 80) : bisect_left(starts, cue.end + 40)]
            if any(other.start > cue.end - 40 or abs(cue.start - other.end) < 25 for other in near):
                return month not in _MONTHS_AFTER_QUARTER[int(cue.value)]
    return False


def is_before(one: str, other: str) -> bool:
    """Whether a partial date surely lies before another."""
    length = min(len(one), len(other))
    return one[:length] < other[:length]
