"""The day that the words of a page tell, where its markup tells none."""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from datetime import date
from typing import Any

from lxml.etree import Comment  # type: ignore[import-untyped]  # it has no types

from tracker.collect.bylines import CHANGED, LONGEST_LINE, OF_OTHERS, TO_ITS_DAY, headline_of, name_of
from tracker.collect.dating import By, Dated
from tracker.collect.days import is_after
from tracker.collect.plain import folded, text_of_tree
from tracker.collect.remnants import OF_PERSONS, day_alone, day_as_it_stands, day_described, day_in_scripts
from tracker.collect.written import days_written

_COMMENTS = '//*[contains(@class, "omment") or contains(@id, "omment") or @id="disqus_thread"]'
_PUBLISHED = re.compile(
    r"\b(?:published|posted|first published|release date|publication date|erschienen|veröffentlicht|publié|paru|publicado|publicada|pubblicato"
    r"|gepubliceerd|geplaatst|publicerad|publisert|udgivet|julkaistu|opublikowano|publikováno|megjelent|publicat|objavljeno"
    r"|опубликовано|опубліковано|публикувано|diterbitkan|đăng)\b|发布|發布|發佈|公開日|掲載|게시|등록|입력|פורסם|نشر|เผยแพร่",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"\)?[.:]? ?[-\u2013\u2014|:]|\)\.? ")  # Berlin, 3. Mai 2024 - Die Firma gab bekannt
_WORDS_BESIDE = 9
_UNDER, _ABOVE = 600, 200  # characters
_NO_PLACE_FOR_A_DAY = (
    "head",
    "script",
    "style",
    "noscript",
    "footer",
    "aside",
    "nav",
    "template",
    "iframe",
    "blockquote",
)


def told_by(
    tree: Any, title: str, language: str | None, limit: date, within: str = "", opening: str = ""
) -> Dated | None:
    """The day that the words of a page tell, where nothing else does; tree: lxml's, left as it is.

    First the day nearest to the headline, then one that is called the day of publication, then one just above the
    `opening` of the main text, then the only one of the month or year `within`, if that is known, then what the page
    lets slip elsewhere, then, over the whole page, what htmldate makes of it.
    """
    body = tree if tree.tag == "body" else tree.find(".//body")
    if body is None:
        return None
    bare, until = _bare(body), limit.isoformat()
    headline = headline_of(bare, title)
    headlines = [title, "" if headline is None else folded("".join(headline.itertext()))]
    lines = text_of_tree(bare).split("\n")
    beside = (
        _beside(lines, headlines, language, until)
        or _labelled(lines, language, until)
        or _above(lines, opening, language, until)
    )
    if within and not (beside or "").startswith(within):
        beside = _only(lines, language, within)
    if beside is not None:
        return Dated(beside, "text")
    below = _below(lines, [*headlines, opening])
    return _slipped(tree, below, language, until) or _found_anywhere(bare, lines, language, until)


def _bare(body: Any) -> Any:
    """A copy of a page's body without what is no place for its day."""
    copy = deepcopy(body)
    comments = (element for element in copy.xpath(_COMMENTS) if OF_OTHERS.search(name_of(element)))
    for element in [*copy.iter(*_NO_PLACE_FOR_A_DAY, Comment), *comments]:
        if element.getparent() is not None:
            element.drop_tree()
    return copy


def _below(lines: list[str], headlines: list[str]) -> list[str]:
    """The lines from the headline on: above it, many pages tell the day of today."""
    return next((lines[n:] for one in headlines if one for n, line in enumerate(lines) if one in line), lines)


def _slipped(tree: Any, lines: list[str], language: str | None, limit: str) -> Dated | None:
    told: tuple[tuple[str | None, By], ...] = (
        (day_described(tree, language), "meta"),
        (day_in_scripts(tree), "script"),
        (day_alone(lines, language), "text"),
        (day_as_it_stands(lines, language), "text"),
    )
    return next((Dated(day, by) for day, by in told if day is not None and not is_after(day, limit)), None)


def _found_anywhere(body: Any, lines: list[str], language: str | None, limit: str) -> Dated | None:
    from htmldate import find_date

    day = find_date(body, extensive_search=True, original_date=True, max_date=limit)
    if day is None:
        return None
    said = [line[:start] for line in lines for start, _, one in days_written(line, language) if one == day]
    # A month or a year alone comes out as its first day.
    if (day.endswith("-01") and not said) or (said and all(OF_PERSONS.search(before[-40:]) for before in said)):
        return None
    return Dated(day, "text")


def _beside(lines: list[str], headlines: list[str], language: str | None, limit: str) -> str | None:
    """The first believable day that is written by itself under a headline, else just above it."""
    for headline in headlines:
        at = next((n for n, line in enumerate(lines) if headline and headline in line), None)
        if at is None:
            continue
        rest = lines[at].partition(headline)[2]
        for part in (_up_to(_UNDER, [rest, *lines[at + 1 :]]), _up_to(_ABOVE, lines[:at][::-1])):
            for line in part:
                day = _by_itself(line, language)
                if day is not None and not is_after(day, limit):
                    return day
    return None


def _above(lines: list[str], opening: str, language: str | None, limit: str) -> str | None:
    """The first believable day that is written by itself at the head of the main text, or just above it."""
    at = next((n for n, line in enumerate(lines) if opening and opening in line), None)
    if at is None:
        return None
    above = _up_to(_ABOVE, lines[:at][::-1])
    days = (_by_itself(line, language) for line in (lines[at], *above))
    return next((day for day in days if day is not None and not is_after(day, limit)), None)


def _labelled(lines: list[str], language: str | None, limit: str) -> str | None:
    """The first day that a line calls the one of publication."""
    for line in lines:
        label = _PUBLISHED.search(line) if len(line) <= 2 * LONGEST_LINE else None
        if label is not None:
            for start, _, day in days_written(line, language):
                if 0 <= start - label.end() <= TO_ITS_DAY and not is_after(day, limit):
                    return day
    return None


def _only(lines: list[str], language: str | None, within: str) -> str | None:
    """The one day that lines tell of a month or year; None where they tell several, or none."""
    days = {day for line in lines for *_, day in days_written(line, language) if day.startswith(within)}
    return days.pop() if len(days) == 1 else None


def _up_to(most: int, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if most <= 0:
            return
        most -= len(line)
        yield line


def _by_itself(line: str, language: str | None) -> str | None:
    """The day of a line that says little else, or that starts with it."""
    for start, end, day in days_written(line[: 4 * LONGEST_LINE], language):
        before, after = line[:start], line[end:]
        if CHANGED.search(before[-40:]) or OF_PERSONS.search(before[-40:]):
            continue
        if (
            start <= 2
            or (_words(before) <= 2 and _DATELINE.match(after))
            or (len(line) <= LONGEST_LINE and max(map(_words, (before, after))) <= _WORDS_BESIDE)
        ):
            return day
    return None


def _words(text: str) -> int:
    return len(text.split())
