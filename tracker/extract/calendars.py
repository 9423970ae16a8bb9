"""Reckoning with partial dates and calendars, whatever words they came in."""

from calendar import monthrange
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 2010, 2039
_SOLAR_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})


def partial(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The partial date, or None where there is no such year or month of our time."""
    if not FIRST_YEAR <= year <= LAST_YEAR or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= monthrange(year, month)[1] else f"{year:04}-{month:02}"


def months_on(year: int, month: int, shift: int) -> tuple[int, int]:
    """Year and month so many months later."""
    years, month_before = divmod(year * 12 + month - 1 + shift, 12)
    return years, month_before + 1


def of_solar(year: int, month: int, day: int) -> date:
    """The day of our calendar for one of the Persian (from the year 1390 on, by its cycle of 33 years)."""
    start = date(2011, 3, 21)
    days = sum(366 if earlier % 33 in _SOLAR_LEAP else 365 for earlier in range(1390, min(year, 1500)))
    months = 31 * min(month - 1, 6) + 30 * max(month - 7, 0)
    return start + timedelta(days=days + months + day - 1)


def results_month(published: str | None) -> str | None:
    """The month of Meta's latest call on quarterly results (January, April, July, October) at a publication date."""
    if published is None or len(published) < 7:
        return None
    year, month = int(published[:4]), int(published[5:7])
    last = (month - 1) // 3 * 3 + 1
    late = len(published) == 7 or int(published[8:10]) >= 20
    return partial(year, last) if month > last or late else partial(*months_on(year, last, -3))
