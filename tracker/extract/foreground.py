"""Main or background, once all that an article tells is dated: what is old stands back behind news."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.extract.calendars import months_on
from tracker.extract.hit import COMING
from tracker.extract.when import is_before
from tracker.records import Claim

_MONTH = len("2024-07")


def in_their_place(claims: Sequence[Claim], published: str | None) -> list[Claim]:
    """The claims, those of the month before last and older made background beside something newer that is main.

    Terms stay as they are: what a licence says holds on, and is often what an article is about.
    """
    if published is None or len(published) < _MONTH:
        return list(claims)
    last_month = "{:04}-{:02}".format(*months_on(int(published[:4]), int(published[5:7]), -1))
    told = [claim.happened_on for claim in claims if claim.main and claim.status not in COMING and claim.happened_on]
    newest = max((day[:_MONTH] for day in told if len(day) >= _MONTH), default="")
    return [replace(claim, main=False) if _is_old(claim, min(last_month, newest)) else claim for claim in claims]


def _is_old(claim: Claim, since: str) -> bool:
    """Whether what is told of as news happened before a month, to the month or day."""
    if not claim.main or claim.kind == "licence_change" or claim.status in COMING:
        return False
    day = claim.happened_on
    return day is not None and len(day) >= _MONTH and is_before(day, since)
