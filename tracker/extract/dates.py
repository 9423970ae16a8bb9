"""Dates in a text, read against the day it was published, with no more precision than the words have."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from tracker.extract.calendars import FIRST_YEAR, LAST_YEAR, of_solar
from tracker.extract.datejoins import joined
from tracker.extract.folding import Mark, Tokens
from tracker.extract.lexicons import Lexicon
from tracker.extract.when import When

_YEARS = frozenset(map(str, range(FIRST_YEAR, LAST_YEAR + 1)))
_SOLAR_YEARS = frozenset(map(str, range(1390, 1420)))
# Begins with a set of characters, which searches pass fast.
_NUMERIC = re.compile(r"(\d(?<![\d./-]\d)\d{0,3})([./-])(\d{1,2})\2(\d{4}|\d{1,2})(?![\d/-])", re.ASCII)
_DIGIT = re.compile(r"\d")
# Behind what must not stand before: a digit, a set of them, or a choice of such, and no choice outside brackets.
_FIGURE = r"(?:\\d|[0-9]|\[[0-9-]+\])"
_FIGURES = rf"(?:{_FIGURE}(?![?*])|{_FIGURE}\?{_FIGURE}(?![?*]))"
_LED_BY_DIGIT = re.compile(
    rf"(?:\(\?<[!=](?:\[[^\]]*\]|[^()\[\]])*\))*"
    rf"(?:\(\?P<\w+>{_FIGURES}[^()|]*(?:\|{_FIGURES}[^()|]*)*\)|{_FIGURES})"
    r"(?:[^()|]|\((?:[^()]|\([^()]*\))*\))*\Z"
)
_BEFORE_NUMBER = ("/", "connect", "llamacon", "커넥트", "コネクト")  # "Meta Connect 2024" is a name
_ORDINALS = frozenset(
    {
        "st",
        "nd",
        "rd",
        "th",
        "e",
        "de",
        "er",
        "º",
        "ª",
        ".",
        "of",
        "a",
        "del",
        "din",
        "du",
        "του",
        "ই",
        "লা",
        "রা",
        "ঠা",
        "শে",
    }
)
_OF = _ORDINALS | {"the", "des", "dell", "do", "van", "av", "числа", "dnia", "dne"}  # between a day and "last month"
_SMALL_WORDS, _OF_DAY = 3, 8
_OF_RANGE, _DAYS_OF_RANGE = 3, 3  # tokens between the days of "5. und 6. April"; days that it may last
_INDEFINITE = frozenset({"einem", "einen", "een", "un", "une", "um", "uma", "egy", "ένα", "μια", "μία"})
_SHORT_WORD = 4  # between a month and its year: "Ιούλιο του 2023", "julio del 2023"
_BUDDHIST = 543  # 2568 is 2025
_RELATIVE = re.compile(r"(day|week|month|year|quarter|date)(of)?([<>+-])(\d+|#)")
_BESIDE_SEASON = 24  # characters to "at the earliest", or to "or later"
_SEASONS = frozenset({"spring", "summer", "autumn"})
# Quarterly figures are presented in the month after the quarter; this is how late in months that news is still fresh.
_MONTHS_AFTER_QUARTER = {1: range(4, 7), 2: range(7, 10), 3: range(10, 13), 4: range(1, 4)}
_ABOUT = {"early": 2, "middle": 6, "late": 11, "spring": 4, "summer": 7, "autumn": 10, "winter": 12}
_ABOUT |= {str(quarter): 3 * quarter - 1 for quarter in range(1, 5)}


def dates_in(
    folded: str,
    tokens: Tokens,
    cues: Sequence[Mark],
    lexicon: Lexicon,
    names: Sequence[Mark] = (),
    published: str | None = None,
) -> list[When]:
    """Every date of a text, in order; overlapping ones only once, the most precise first.

    names: names of models, whose numbers are no days: "Llama 4 April 5"
    """
    versions = frozenset(name.end for name in names if name.kind in ("model", "other_model"))
    found = [
        *(_after(when, names) for when in _numeric(folded, lexicon)),
        *_worded(folded, tokens, cues, lexicon, versions),
        *_years(tokens, cues),
    ]
    found.sort(key=lambda when: (when.start, -when.end))
    found = _left_open(joined(found, folded, cues, published), cues)
    dates: list[When] = []
    for when in found:
        if not dates or when.start >= dates[-1].end:
            dates.append(when)
    return dates


def _left_open(dates: list[When], cues: Sequence[Mark]) -> list[When]:
    """The dates, a season of no year that is only said to be the first possible one being no date: "autumn or later"."""
    ends = [cue for cue in cues if cue.kind == "date.open"]
    if not ends:
        return dates
    return [replace(when, about=None) if when.is_season and _is_beside(when, ends) else when for when in dates]


def _is_beside(when: When, cues: Sequence[Mark]) -> bool:
    return any(-_BESIDE_SEASON <= when.start - cue.end <= _BESIDE_SEASON for cue in cues) or any(
        0 <= cue.start - when.end <= _BESIDE_SEASON for cue in cues
    )


def _after(when: When, names: Sequence[Mark]) -> When:
    """A date without a day that is a model's number: "Llama 4 tháng 9"."""
    at = bisect_right(names, when.start, key=lambda name: name.start) - 1
    if at >= 0 and when.day and when.start < names[at].end < when.end and names[at].kind in ("model", "other_model"):
        return replace(when, start=names[at].end, day=None)
    return when


def _numeric(folded: str, lexicon: Lexicon) -> Iterator[When]:
    for found in _NUMERIC.finditer(folded):
        first, second, third = int(found[1]), int(found[3]), int(found[4])
        if len(found[1]) == 4:
            year, month, day = first, second, third
        elif lexicon.day_first or second > 12 >= first or first > 12 >= second:
            year, day, month = third, *((first, second) if second <= 12 else (second, first))
        else:
            continue
        year -= _BUDDHIST if year > _BUDDHIST + FIRST_YEAR else 0
        if len(str(year)) == 4 and FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31:
            yield When(found.start(), found.end(), year, month, day)
    digits = [found.start() for found in _DIGIT.finditer(folded)] if lexicon.patterns else []
    for pattern in lexicon.patterns:
        for found in _each(pattern, folded, digits):
            parts = dict(_counted(key, int(value)) for key, value in found.groupdict().items() if value)
            yield When(found.start(), found.end(), parts.get("year"), parts.get("month"), parts.get("day"))


def _each(pattern: re.Pattern[str], folded: str, digits: Sequence[int]) -> Iterator[re.Match[str]]:
    """Every match in a text; of patterns that begin with a digit, which are most, only digits are tried."""
    if not _begins_with_digit(pattern.pattern):
        yield from pattern.finditer(folded)
        return
    behind = 0
    for at in digits:
        if at >= behind and (found := pattern.match(folded, at)):
            behind = found.end()
            yield found


@lru_cache(maxsize=512)
def _begins_with_digit(pattern: str) -> bool:
    return _LED_BY_DIGIT.match(pattern) is not None


def _counted(key: str, value: int) -> tuple[str, int]:
    """A group of a pattern and its number, years counted from another beginning put right: "year_plus_2018"."""
    part, _, shift = key.partition("_")
    sign, _, years = shift.partition("_")
    return part, value + (int(years) if sign == "plus" else -int(years) if sign == "minus" else 0)


def _day_of(word: str) -> int | None:
    word = word.rstrip(".")
    return int(word) if word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31 else None


def _worded(
    folded: str, tokens: Tokens, cues: Sequence[Mark], lexicon: Lexicon, versions: Container[int]
) -> Iterator[When]:
    """Dates with a month's or weekday's name, and dates told by their distance ("last week", "two days ago")."""
    ordinals = {cue.end: cue for cue in cues if cue.kind == "ordinal" and cue.value[0] != "+"}
    behind = {cue.start: cue for cue in cues if cue.kind == "ordinal" and cue.value[0] == "+"}
    nths = [cue for cue in cues if cue.kind == "nth"]
    nth_starts = [cue.start for cue in nths]
    lasts = {place for cue in cues if cue.kind == "date.last" for place in (cue.start, cue.end)}
    for cue in cues:
        if cue.value == "none":  # "în mai multe limbi" is no month of May
            continue
        if cue.kind == "month" and lexicon.spaces:
            around = _around_month(tokens, bisect_left(tokens.starts, cue.start), cue, versions)
            yield _in_gregorian(_before_ordinal(_with_ordinal(around, ordinals, folded), behind), cue)
        elif cue.kind == "month":
            yield _around_month_unspaced(folded, cue)
        elif cue.kind == "weekday":
            at = bisect_left(tokens.starts, cue.start) - 1
            if at < 0 or not _is_indefinite(tokens.words[at], lexicon):  # "on a Saturday" is no day in particular
                beside = cue.start - 1 in lasts or cue.start in lasts or cue.end + 1 in lasts or cue.end in lasts
                nth = next(iter(nths[max(bisect_right(nth_starts, cue.end + 1) - 1, 0) :][:1]), None) if nths else None
                nth = nth if nth and _counts(nth, cue) else None
                which = int(nth.value) if nth else None
                start, end = (min(cue.start, nth.start), max(cue.end, nth.end)) if nth else (cue.start, cue.end)
                yield When(start, end, weekday=int(cue.value), is_last=beside, nth=which)
        elif cue.kind == "relative" and cue.value in _SEASONS:
            yield When(cue.start, cue.end, about=_ABOUT[cue.value], is_season=True)
        elif cue.kind == "relative" and (parts := _RELATIVE.fullmatch(cue.value)):
            first = bisect_left(tokens.starts, cue.start)
            number = _number_within(tokens, first, cue.end, lexicon) if parts[4] == "#" else int(parts[4])
            if parts[4] == "#" and tokens[first].end in versions:
                number = 1  # "merilis Llama 5 pekan lalu": the five belongs to the name
            if number is not None:
                shift = (parts[1], -number if parts[3] in "-<" else number)
                told = When(cue.start, cue.end, shift=shift, counts_on=parts[3] in "<>", is_whole=bool(parts[2]))
                is_month = parts[1] == "month" and parts[3] in "+-" and parts[4] != "#" and lexicon.spaces
                yield _on_its_day(told, tokens, first, ordinals, versions) if is_month else told


def _is_indefinite(word: str, lexicon: Lexicon) -> bool:
    """Whether a word before a weekday leaves open which it was; "a" does so in English, and is "the" in Hungarian."""
    return word in _INDEFINITE or (word == "a" and lexicon.code == "en")


def _on_its_day(when: When, tokens: Tokens, first: int, ordinals: Mapping[int, Mark], versions: Container[int]) -> When:
    """A month told by its distance with the day in front of it: "the eighth of last month", "el 8 del mes pasado"."""
    at = first - 1
    while at >= 0 and first - at <= _SMALL_WORDS and tokens.words[at] in _OF and tokens[at].end not in ordinals:
        at -= 1
    if at < 0 or tokens[at].end in versions or when.start - tokens[at].end > _OF_DAY:
        return when
    ordinal = ordinals.get(tokens[at].end)
    day = int(ordinal.value) if ordinal is not None else _day_of(tokens.words[at])
    return replace(when, start=ordinal.start if ordinal is not None else tokens[at].start, day=day) if day else when


def _counts(nth: Mark, weekday: Mark) -> bool:
    """Whether a word like "first" stands right before a weekday's name, in it, or right behind it."""
    return weekday.start - 3 <= nth.end and nth.start <= weekday.end + 1


def _with_ordinal(when: When, ordinals: Mapping[int, Mark], folded: str) -> When:
    """A month with the day that is spelled out in front of it: "الخامس من أبريل", "شانزدهم فروردین"."""
    if when.day is not None:
        return when
    reach = range(when.start, max(when.start - _SHORT_WORD - 2, -1), -1)
    ordinal = next((ordinals[end] for end in reach if end in ordinals), None)
    between = folded[ordinal.end : when.start].strip() if ordinal is not None else ""
    if ordinal is None or (between and not between.isalpha()):
        return when
    return replace(when, start=ordinal.start, day=int(ordinal.value))


def _before_ordinal(when: When, ordinals: Mapping[int, Mark]) -> When:
    """A month with the day that is spelled out right behind it, where that is the order: "augusztus másodikán"."""
    ordinal = ordinals.get(when.end + 1) if when.day is None else None
    return when if ordinal is None else replace(when, end=ordinal.end, day=int(ordinal.value))


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


def _number_within(tokens: Tokens, first: int, end: int, lexicon: Lexicon) -> int | None:
    for word in tokens.words[first : bisect_left(tokens.starts, end)]:
        if word.isdigit() and len(word) <= 3:
            return int(word)
        if word in lexicon.digits:
            return lexicon.digits[word]
    return None


def _around_month(tokens: Tokens, at: int, cue: Mark, versions: Container[int]) -> When:
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
    if before >= 0 and tokens[before].end in versions:
        before = -1
    is_range = False
    if before >= 0 and (number := _day_of(tokens.words[before])) and tokens[before].end + 6 >= start:
        day, start = number, tokens[before].start
        is_range = _ends_range(tokens, before, number, versions)
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
    return When(start, end, year, int(cue.value.removeprefix("h")), None if is_range else day)


def _ends_range(tokens: Tokens, at: int, day: int, versions: Container[int]) -> bool:
    """Whether the day at token `at` is but the end of some: "on the weekend of 5 and 6 April" is no day."""
    first = at - 1
    while first >= 0 and at - first <= _OF_RANGE and not tokens.words[first][0].isdigit():
        if len(tokens.words[first]) > _SHORT_WORD or tokens.words[first] in ",;:()":
            return False
        first -= 1
    if first < 0 or first == at - 1 or tokens[first].end in versions or tokens.starts[at] - tokens[first].end > _OF_DAY:
        return False
    return day - _DAYS_OF_RANGE <= (_day_of(tokens.words[first]) or day) < day


def _years(tokens: Tokens, cues: Sequence[Mark]) -> Iterator[When]:
    """Years on their own, with the season, quarter or "early" in front of them."""
    wider = {cue.end: cue for cue in cues if cue.kind in ("season", "quarter")}
    months = sorted(cue.start for cue in cues if cue.kind == "month")  # "the middle of May 2024"
    for n in [n for n, word in enumerate(tokens.words) if word in _YEARS]:
        token = tokens[n]
        if n and tokens.words[n - 1].endswith(_BEFORE_NUMBER):
            continue
        cue = next((wider[end] for end in range(token.start, token.start - 6, -1) if end in wider), None)
        if cue is not None and bisect_left(months, cue.end) < bisect_left(months, token.start):
            cue = None
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
    told: set[int] = set()
    for cue in cues if results else ():
        if cue.kind == "quarter":
            near = results[bisect_left(starts, cue.start - 80) : bisect_left(starts, cue.end + 40)]
            if any(other.start > cue.end - 40 or abs(cue.start - other.end) < 25 for other in near):
                told.add(int(cue.value))
    return bool(told) and not any(month in _MONTHS_AFTER_QUARTER[quarter] for quarter in told)
