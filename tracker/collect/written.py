"""Days as pages write them for readers, "23 July 2024", "23.07.24", "2024年7月23日", in any language → ISO days. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache

from tracker.collect.days import day_of

_YEAR = r"(?:19|20)\d\d"
_MONTH = r"[^\W\d][^\d\s.,;:|/()\[\]<>-]{2,13}"  # in many scripts a vowel is no letter of its own
_WRITTEN = re.compile(
    rf"(?<![\d.]){_YEAR}[-/.] ?\d{{1,2}}[-/.] ?\d{{1,2}}(?!\d)"
    rf"|(?<![\d.])\d{{1,2}}[-/.] ?\d{{1,2}}[-/.] ?(?:{_YEAR}|\d\d)(?!\d|[-/.]\d)"
    rf"|(?<!\d){_YEAR} ?[年년] ?\d{{1,2}} ?[月월] ?\d{{1,2}} ?[日일]"
    rf"|(?<!\d)\d{{1,2}}(?:\.|º|ª|st|nd|rd|th|er)?[, ] ?(?:de |of )?{_MONTH}[.,]{{0,2}} (?:de |del )?{_YEAR}(?!\d)"
    rf"|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}(?!\d)"
    rf"|(?<!\d){_YEAR}[.,]? {_MONTH} \d{{1,2}}(?!\d)"
    rf"|(?<!\d)\d{{1,2}} tháng \d{{1,2}},? (?:năm )?{_YEAR}(?!\d)"
)
_COMMONEST = ("en", "de", "es", "fr", "it", "pt", "nl", "ru", "pl", "tr", "sv", "id")
_CALLED = {"no": ("nb",), "iw": ("he",), "sh": ("hr", "sr"), "tl": ("fil",), "in": ("id",)}  # by the library
_YEAR_FIRST = frozenset({"ko", "zh", "ja", "hu", "lt", "mn"})


def days_written(text: str, language: str | None) -> Iterator[tuple[int, int, str]]:
    """Each whole day that a text writes out: where it starts and ends in the text, and the day.

    language: decides on the names of months. Days that nobody can tell (3/4/2024 in English, 22.01.28) are left out.
    """
    for match in _WRITTEN.finditer(text):
        day = _day_written(match[0], language)
        if day is not None:
            yield match.start(), match.end(), day


@lru_cache(maxsize=4_096)
def _day_written(words: str, language: str | None) -> str | None:
    numbers = [int(one) for one in re.findall(r"\d+", words)]
    if len(numbers) == 3:
        return _in_order(numbers, words, language)
    from dateparser import parse  # type: ignore[import-untyped]  # it has no types

    try:
        found = parse(
            words,
            languages=list(_CALLED.get(language, (language,)) if language else _COMMONEST),
            settings={"REQUIRE_PARTS": ["day", "month", "year"]},
        )
    except ValueError:  # a language that it does not know
        found = None
    return found.date().isoformat() if found else None


def _in_order(numbers: list[int], words: str, language: str | None) -> str | None:
    year, month, day = numbers if numbers[0] > 31 else reversed(numbers)
    if year < 100:
        if language in _YEAR_FIRST:
            return None
        year += 2000
    if numbers[0] <= 31 and language == "en" and "." not in words:
        if month <= 12 and day <= 12 and month != day:
            return None
        month, day = (day, month) if month > 12 else (month, day)
    return day_of(f"{year}-{month:02}-{day:02}")
