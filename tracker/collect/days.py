"""Days as pages and feeds write them → partial dates ("2024-07-23", "2024-07", "2024"); nothing is made up."""

import re
from email.utils import parsedate_tz

from tracker.records import check_partial_date

_ISO = re.compile(r"((?:19|20)\d\d)(?:[-/.]([01]?\d)(?:[-/.]([0-3]?\d)(?!\d))?)?(?:$|[T\s,;+Zz])", re.ASCII)
_COMPACT = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)(?:$|T\d)", re.ASCII)
_IN_PATH = re.compile(
    r"(?<![\d])((?:19|20)\d\d)(?:[/-]([01]\d)[/-]([0-3]\d)|/([1-9]|1[0-2])/([1-9]|[12]\d|3[01])|[/-]([01]\d))(?=[/_.-]|$)"
    r"|(?<=/)((?:19|20)\d\d)([01]\d)([0-3]\d)(?=/)"
    r"|(?<=[/-])(1[3-9]|2\d|3[01])-([01]\d)-((?:19|20)\d\d)(?=[/.-]|$)"
    r"|(?<=/)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])((?:19|20)\d\d)(?=[/_-])",
    re.ASCII,
)
_FIRST_YEAR = 1995  # no page is older; 1970 and 1900 are what programs write when they do not know


def day_of(text: str) -> str | None:
    """The day that an ISO 8601 or RFC 5322 date names, as its writer's calendar showed it; None if it names none.

    The writer's time zone is kept: "2024-07-23T23:30:00-07:00" is the 23rd, as the page printed it.
    """
    text = text.strip()[:100]
    match = _ISO.match(text) or _COMPACT.match(text)
    if match is not None:
        return _partial(*match.groups())
    parsed = (parsedate_tz(text) or parsedate_tz(f"{text} 00:00")) if re.search(r"[A-Za-z]{3}", text) else None
    return _partial(*(str(part) for part in parsed[:3])) if parsed else None


def day_in_path(path: str) -> str | None:
    """The day or month in a path such as /2024/07/23/slug or /2024/07/slug; None if there is none."""
    match = _IN_PATH.search(path)
    if match is None:
        return None
    year, month, day, short_month, short_day, only_month, *joined = match.groups()
    turned = joined[3:6] if joined[3] else joined[6:]
    if turned[0] is not None:
        return _partial(*reversed(turned))
    return (
        _partial(*joined[:3]) if year is None else _partial(year, month or short_month or only_month, day or short_day)
    )


def is_after(day: str, limit: str) -> bool:
    """Whether partial date `day` lies after the whole date `limit`; "2024-07" is not after "2024-07-23"."""
    return day > limit[: len(day)]


def _partial(year: str, month: str | None, day: str | None) -> str | None:
    numbers = (number.zfill(2) for number in (year, month, day) if number is not None)
    try:
        date = check_partial_date("-".join(numbers))
    except ValueError:
        return None
    return date if int(date[:4]) >= _FIRST_YEAR else None
