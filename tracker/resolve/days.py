"""Partial dates as spans of days: what two dates of different precision can have in common."""

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple


class Span(NamedTuple):
    """Days `first` to `last`, both within, as ordinals (date.toordinal), which are compared a hundred times a fact."""

    first: int
    last: int

    def widened(self, before: int, after: int) -> "Span":
        """The span with so many days more at each end."""
        return Span(self.first - before, self.last + after)

    def meets(self, other: "Span") -> bool:
        """Whether some day lies in both."""
        return self.first <= other.last and other.first <= self.last

    def apart(self, other: "Span") -> int:
        """Days between the two; 0 where they meet."""
        return max(0, self.first - other.last, other.first - self.last)


@lru_cache(maxsize=20_000)
def span_of(partial: str | None) -> Span | None:
    """The days that "2024", "2024-07" or "2024-07-23" can mean; None for unknown."""
    if partial is None:
        return None
    year = int(partial[:4])
    if len(partial) == 4:
        return Span(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
    month = int(partial[5:7])
    if len(partial) == 7:
        first = date(year, month, 1).toordinal()
        return Span(first, first + monthrange(year, month)[1] - 1)
    day = date(year, month, int(partial[8:])).toordinal()
    return Span(day, day)
