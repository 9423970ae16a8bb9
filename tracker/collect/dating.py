"""When a page was published, and what says so: its markup, its feed, its address, the words about its headline."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Literal

from tracker.collect.days import day_in_path, day_of, is_after
from tracker.collect.written import days_written

By = Literal["hint", "json-ld", "meta", "time", "feed", "url", "script", "text", "given"]

_PUBLISHED_META, _CHANGED_META = "article:published_time", "article:modified_time"
# In this order: the first that names a day wins.
_DAY_METAS = (
    _PUBLISHED_META,
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "publishdate",
    "publish_date",
    "publication_date",
    "pubdate",
    "dcterms.created",
    "dcterms.issued",
    "dc.date.issued",
)
_LOOSE_METAS = ("dcterms.date", "dc.date", "date")  # of some pages the day of their last change
_CLOCK = re.compile(
    r"(?:T([0-2]\d):?|(?:^| )([0-2]?\d):)([0-5]\d)(?::?\d{1,2}(?:[.,]\d+)?)? ?(Z|GMT|UTC|[+-]\d\d:?\d\d|[+-]\d\d)?(?= |$)"
)
_IN_NUMBERS = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}")
_TOUCHED_LATER = 30  # days
_LONGEST_SAID = 80  # characters


@dataclass(frozen=True, slots=True)
class Dated:
    """A day (partial date) and what names it.

    minute, zone: of an instant that is told with its zone, the minute of that day and the minutes east of UTC.
    """

    day: str
    by: By
    minute: int | None = None
    zone: int | None = None


def days_in(
    metas: dict[str, str],
    article: dict[str, Any],
    page: dict[str, Any],
    times: Iterable[Dated],
    bylines: Iterable[Dated],
    language: str | None,
) -> list[Dated]:
    """The days that a page's head and body name, best first.

    article, page: the JSON-LD objects that speak of either; times, bylines: what elements in the body tell, looked for
    only where the others leave a doubt.
    """
    sure: tuple[str, ...] = _DAY_METAS
    loose: tuple[str, ...] = _LOOSE_METAS
    if _is_sent_out_later(metas):
        sure, loose = _DAY_METAS[1:], (_PUBLISHED_META, *_LOOSE_METAS)
    said = [
        *dated(article.get("datePublished"), "json-ld", language),
        *(day for name in sure for day in dated(metas.get(name), "meta", language)),
        *dated(page.get("datePublished"), "json-ld", language),
    ]
    if not (said and _is_settled(said[:1])):
        said += times
    last = [day for name in loose for day in dated(metas.get(name), "meta", language)]
    if last and not said:
        said += (day for day in bylines if day.day < last[0].day)
    said += last
    return said if _is_settled(said) else [*said, *bylines]


def _is_sent_out_later(metas: dict[str, str]) -> bool:
    """Whether a page was published after its last change: so write systems that mean the last time they sent it out."""
    published, changed = metas.get(_PUBLISHED_META, ""), metas.get(_CHANGED_META, "")
    return len(published) == len(changed) and published[-1:] == changed[-1:] and published > changed


def _is_settled(said: list[Dated]) -> bool:
    """Whether nothing further could change which day it is: a whole one, that is none in UTC or is told elsewhere, too."""
    whole = [one for one in said if len(one.day) == 10]
    return bool(whole) and any(one.zone != 0 for one in whole)


def dated(said: Any, by: By, language: str | None) -> Iterator[Dated]:
    """The one day, if any, that a short text says, for machines or for readers."""
    text = " ".join(said.split()) if isinstance(said, str) else ""
    day = day_of(text)
    if day is None and 6 <= len(text) <= _LONGEST_SAID:
        # 3/4/2024 in a field for machines is as often written in the American order, whatever the page's language.
        by_rule = "en" if by in ("json-ld", "meta") and _IN_NUMBERS.match(text) else language
        day = next((found for *_, found in days_written(text, by_rule)), None)
    if day is not None:
        minute, zone = _clock(text) if len(day) == 10 else (None, None)
        yield Dated(day, by, minute, zone)


def _clock(text: str) -> tuple[int | None, int | None]:
    match = _CLOCK.search(text)
    if match is None or match[4] is None:
        return None, None
    zone = match[4]
    digits = re.sub(r"\D", "", zone)
    east = int(digits[:2]) * 60 + int(digits[2:] or 0) if digits else 0
    return int(match[1] or match[2]) * 60 + int(match[3]), -east if zone.startswith("-") else east


def chosen(candidates: Iterable[Dated], path: str, limit: date) -> Dated | None:
    """The first believable one: not after `limit`, a whole day before a month where they agree.

    path: of the page's address. An instant in UTC gives way to the day that it was where the page was written, as far
    as another says so, unless the address bears it out: the page's readers, and its address, go by its calendar.
    """
    believable = [one for one in candidates if not is_after(one.day, limit.isoformat())]
    in_path = day_in_path(path)
    if in_path is not None and not is_after(in_path, limit.isoformat()):
        believable.append(Dated(in_path, "url"))
    if not believable:
        return None
    best = believable[0]
    best = next((one for one in believable if len(one.day) > len(best.day) and one.day.startswith(best.day)), best)
    whole = next((one for one in believable if one.by == "url" and len(one.day) == 10), None)
    if whole is not None and (best.by in ("time", "text") or _days_from(whole.day, best.day) > _TOUCHED_LATER):
        return whole  # an address is made when a page is, and stays
    if best.zone == 0 and (whole is None or whole.day != best.day):
        return _at_home(best, believable)
    return best


def _at_home(best: Dated, others: list[Dated]) -> Dated:
    """An instant in UTC by the calendar of where its page was written: that of whatever tells of such a place."""
    seen = [one for one in others if one.by in ("time", "text")]
    for one, beside in pairwise(seen):
        if (
            (one.day, one.minute, one.zone) == (best.day, best.minute, 0)
            and beside.zone is None
            and one.by == beside.by
        ):
            return beside if beside.day != best.day else best  # as the page shows that very instant
    for one in (*seen, *others):
        if one.zone:
            return _moved(best, one.zone)
        if one.zone is None and one.day == best.day and one.by in ("time", "text"):
            return best
        if one.zone is None and _can_be_the_same(best, one):
            return one
    return best


def _moved(best: Dated, zone: int) -> Dated:
    days = ((best.minute or 0) + zone) // (24 * 60)
    return replace(best, day=(date.fromisoformat(best.day) + timedelta(days=days)).isoformat())


def _can_be_the_same(best: Dated, other: Dated) -> bool:
    """Whether somewhere on Earth it was the other day at that instant in UTC."""
    away = _days_from(best.day, other.day)
    minute = best.minute or 0
    return (away == 1 and minute >= 10 * 60) or (away == -1 and minute < 12 * 60)


def _days_from(one: str, other: str) -> int:
    """How many days `other` lies after `one`; 0 where either is no whole day."""
    if len(one) != 10 or len(other) != 10:
        return 0
    return (date.fromisoformat(other) - date.fromisoformat(one)).days
