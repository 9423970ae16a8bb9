"""When an article was published: as given, by a date line, by a note on its translation, by addresses in it."""

import re
from collections.abc import Iterable, Sequence

from tracker.extract.folding import Mark
from tracker.extract.when import When, is_of_these_days, resolved
from tracker.records import Article

_OWN_PAGE = re.compile(
    r"\b(?:about\.fb|ai\.meta|ai\.facebook|about\.meta|engineering\.fb)\.com/[a-z/-]{0,20}(20\d\d)/(\d\d)/"
)
_HALF_A_YEAR = 6  # months
_NOTE_LINE = 220
_NOTE = 90
_DATE_LINE, _LEAD = 45, 500
_PARTED_OFF = re.compile(r"[^\n–—-]{0,24}[–—-]{1,2}\s")


def published_on(article: Article, dates: Sequence[When], lines: Iterable[tuple[int, int, str]]) -> str | None:
    """The date of publication: as given, else as a short line near the top of the text says it."""
    if article.published_on is not None:
        return article.published_on
    for start, end, _ in list(lines)[:12]:
        for when in dates:
            if (
                start <= when.start
                and when.end <= end
                and end - start < 60
                and when.year is not None
                and when.month is not None
            ):
                return resolved(when, None)
    return None


def original_of(
    published: str | None, cues: Iterable[Mark], dates: Sequence[When], lines: Iterable[tuple[int, int]]
) -> str | None:
    """The date of publication, or only the year of the original where a note says that this is a late translation.

    A note is a line or two; in a paragraph it is some other text that was translated. Where it gives no year, the
    original is of the year of publication if that is half over: None before, as it may as well be of the year before.
    """
    notes = [cue for cue in cues if cue.kind == "date.translated"]
    short = [(start, end) for start, end in lines if end - start <= _NOTE_LINE] if notes else []
    note = next((cue for cue in notes if any(start <= cue.start < end for start, end in short)), None)
    if published is None or note is None:
        return published
    years = [when.year for when in dates if when.year and abs(when.start - note.end) <= _NOTE]
    if not years and len(published) >= len("2024-02") and int(published[5:7]) <= _HALF_A_YEAR:
        return None
    return str(min([*years, int(published[:4])]))


def less_dateline(dates: list[When], text: str, begins: int, published: str | None) -> list[When]:
    """The dates, without the day of an agency's date line where the lead tells another: "(ANSA) - ROMA, 8 AGO - ...".

    It is the day on which the agency wrote. begins: where the text begins behind its title
    """
    if not dates or published is None or len(published) < len("2022-08-08"):
        return dates
    at, when = next(((at, one) for at, one in enumerate(dates) if one.start >= begins), (0, dates[0]))
    is_head = begins <= when.start <= begins + _DATE_LINE and _PARTED_OFF.match(text, when.end) is not None
    if not is_head or resolved(when, published) != published:
        return dates
    leads = (resolved(one, published) for one in dates[at + 1 :] if one.start <= begins + _LEAD)
    told = any(day is not None and len(day) == len(published) and is_of_these_days(day, published) for day in leads)
    return [*dates[:at], *dates[at + 1 :]] if told else dates


def linked_month(text: str, published: str | None) -> str | None:
    """The one month that addresses of Meta's own news pages in the text carry, if it is before publication."""
    if ".com/" not in text:
        return None
    months = {f"{m[1]}-{m[2]}" for m in _OWN_PAGE.finditer(text)}
    month = months.pop() if len(months) == 1 else None
    return month if month and published and month <= published and published[:4] <= str(int(month[:4]) + 1) else None
