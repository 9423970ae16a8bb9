"""When a page was published, and what says so: its markup, its feed, its address, else the words under its headline."""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from tracker.collect.days import day_in_path, day_of, is_after
from tracker.collect.plain import folded, text_of_tree

By = Literal["hint", "json-ld", "meta", "time", "feed", "url", "text", "given"]

# In this order: the first that names a day wins.
_DAY_METAS = (
    "article:published_time",
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
    "dcterms.date",
    "dc.date",
    "date",
)
_TIMES = (
    '//time[@itemprop="datePublished" or @pubdate]',
    '//*[@itemprop="datePublished"]',
    '//time[contains(@class, "publish") or contains(@class, "entry-date") or contains(@class, "post-date")]',
    "//article//time[@datetime][not(ancestor::aside)]",
    "//main//time[@datetime][not(ancestor::aside)]",
)
_UTC = re.compile(r"T\d\d:\d\d.*(?:Z|[+-]00:?00)$|\b(?:GMT|UTC)$")
_TOUCHED_LATER = 30  # days
_UNDER, _ABOVE = 300, 160  # characters
_WRITTEN = re.compile(
    r"(?<![\d.])(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.] ?\d{1,2}[-/.] ?(?:(?:19|20)\d\d|\d\d))(?![\d.])"
    r"|(?<!\d)(?:19|20)\d\d ?[年년] ?\d{1,2} ?[月월] ?\d{1,2} ?[日일]"
    r"|(?<!\d)\d{1,2}(?:\.|º|st|nd|rd|th|er)?,? (?:de |of )?[^\W\d]{3,12}\.?,? (?:de |del )?(?:19|20)\d\d(?!\d)"
    r"|[^\W\d]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d(?!\d)"
)
_NO_PLACE_FOR_A_DAY = ("head", "script", "style", "noscript", "footer", "aside", "nav", "template", "iframe")


@dataclass(frozen=True, slots=True)
class Dated:
    """A day (partial date) and what names it. in_utc: of an instant that was told in UTC, not in its writer's zone."""

    day: str
    by: By
    in_utc: bool = False


def days_in(tree: Any, metas: dict[str, str], article: dict[str, Any], page: dict[str, Any]) -> Iterator[Dated]:
    """The days that the markup names, best first. article, page: the JSON-LD objects that speak of either."""
    yield from _dated(article.get("datePublished"), "json-ld")
    for name in _DAY_METAS:
        yield from _dated(metas.get(name), "meta")
    yield from _dated(page.get("datePublished"), "json-ld")
    for path in _TIMES:
        for element in tree.xpath(path)[:1]:
            said = element.get("datetime") or element.get("content") or folded("".join(element.itertext()))
            yield from _dated(said, "time")


def chosen(candidates: Iterable[Dated], path: str, limit: date) -> Dated | None:
    """The first believable one: not after `limit`, a whole day before a month where they agree.

    path: of the page's address. An instant in UTC gives way to a neighbouring day that is told otherwise, unless the
    address bears it out: the page's readers, and its address, go by the calendar of its writer.
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
    if whole is not None and (best.by == "time" or _days_from(whole.day, best.day) > _TOUCHED_LATER):
        return whole  # an address is made when a page is, and stays
    if best.in_utc and (whole is None or whole.day != best.day):
        return next((one for one in believable if not one.in_utc and _are_neighbours(one.day, best.day)), best)
    return best


def told_by(tree: Any, title: str, language: str | None, limit: date) -> Dated | None:
    """The day that the words of a page tell, where nothing else does; tree: lxml's, left as it is.

    First the day nearest to the headline, then, over the whole page, what htmldate makes of it.
    """
    from htmldate import find_date

    body = tree if tree.tag == "body" else tree.find(".//body")
    if body is None:
        return None
    copy = deepcopy(body)
    for element in list(copy.iter(*_NO_PLACE_FOR_A_DAY)):
        if element.getparent() is not None:
            element.drop_tree()
    beside = _beside(text_of_tree(copy), title, language, limit.isoformat())
    if beside is not None:
        return Dated(beside, "text")
    day = find_date(copy, extensive_search=True, original_date=True, max_date=limit.isoformat())
    # A year alone comes out as its first day.
    return None if day is None or day.endswith("-01-01") else Dated(day, "text")


def _beside(text: str, title: str, language: str | None, limit: str) -> str | None:
    """The first believable day in the lines under the headline, else just above it."""
    at = text.find(title) if title else -1
    if at < 0:
        return None
    under, above = text[at + len(title) : at + len(title) + _UNDER], text[max(0, at - _ABOVE) : at]
    for part in (under, above):
        for match in _WRITTEN.finditer(part):
            day = _day_written(match[0], language)
            if day is not None and not is_after(day, limit):
                return day
    return None


def _day_written(words: str, language: str | None) -> str | None:
    numbers = [int(one) for one in re.findall(r"\d+", words)]
    if len(numbers) == 3:
        year, month, day = numbers if numbers[0] > 31 else reversed(numbers)
        if language == "en" and "/" in words:
            if month <= 12 and day <= 12 and month != day:
                return None  # nobody can tell
            month, day = (day, month) if month > 12 else (month, day)
        return day_of(f"{year + 2000 * (year < 100)}-{month:02}-{day:02}")
    from dateparser import parse  # type: ignore[import-untyped]  # it has no types

    try:
        found = parse(
            words, languages=[language] if language else None, settings={"REQUIRE_PARTS": ["day", "month", "year"]}
        )
    except ValueError:  # a language that it does not know
        found = None
    return found.date().isoformat() if found else None


def _dated(said: Any, by: By) -> Iterator[Dated]:
    text = said.strip() if isinstance(said, str) else ""
    day = day_of(text)
    if day is not None:
        yield Dated(day, by, in_utc=_UTC.search(text) is not None)


def _are_neighbours(one: str, other: str) -> bool:
    return abs(_days_from(one, other)) == 1


def _days_from(one: str, other: str) -> int:
    """How many days `other` lies after `one`; 0 where either is no whole day."""
    if len(one) != 10 or len(other) != 10:
        return 0
    return (date.fromisoformat(other) - date.fromisoformat(one)).days
