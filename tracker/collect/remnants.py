"""Days that a page lets slip where nothing tells its day: beside its markup, and far from its headline. Pure.

Each gives one day or None, and none where several could be meant: a wrong day is worse than none.
"""

import re
from collections.abc import Iterable
from typing import Any

from tracker.collect.bylines import CHANGED
from tracker.collect.days import day_of
from tracker.collect.plain import folded
from tracker.collect.written import days_written

OF_PERSONS = re.compile(
    r"\b(?:registriert|registered|joined|member since|mitglied seit|dabei seit|beigetreten|geboren|born|inscrit|inscrito|registrado|iscritto"
    r"|membre depuis|miembro desde|lid sinds|na forum od|регистрация|зарегистрирован)\b",
    re.IGNORECASE,
)
_DESCRIPTIONS = ('//meta[@name="description"]', '//meta[@property="og:description"]')
_ENDS_IN = re.compile(r"[)\]]\W*$")
_OPENS_IN = re.compile(r"[(\[][^()\[\]]{0,25}$")
_STARTS_WITH = re.compile(r"\s*[-\u2013\u2014|·:]")
_MOST_OF_SCRIPTS = 1_000_000  # characters
_DAY_VALUE = r"""\\?"\s*:\s*\\?"((?:19|20)\d\d-\d\d-\d\d)(?=[T "\\])"""
_IN_SCRIPTS = tuple(
    re.compile(rf"""["_](?:{keys}){_DAY_VALUE}""", re.IGNORECASE)
    for keys in (
        r"(?:first_?)?published_?(?:at|on|date|time)?|publish_?(?:date|time)|publication_?(?:date|time)|date_?published",
        r"created_?(?:at|on|date|time)?|creation_?(?:date|time)|date_?created",
    )
)
_LETTERS = re.compile(r"[^\W\d_]+")
_WORDS_OF_A_CLOCK = 2  # "Thursday", "Uhr"
_LONGEST_ALONE = 60  # characters
_STANDS = re.compile(r"\bStand:? ?(?:vom )?$")


def day_described(tree: Any, language: str | None) -> str | None:
    """The day at the head of the page's description for search engines, or in brackets at its end."""
    for path in _DESCRIPTIONS:
        for meta in tree.xpath(path)[:1]:
            text = folded(meta.get("content") or "")
            for start, end, day in days_written(text, language):
                at_head = start == 0 and _STARTS_WITH.match(text[end:])
                if at_head or (_OPENS_IN.search(text[:start]) and _ENDS_IN.match(text[end:])):
                    return day
    return None


def day_in_scripts(tree: Any) -> str | None:
    """The only day that data in scripts calls the one of publication, else the only one of making.

    JSON-LD is no such data: it says of what its days are.
    """
    scripts = (script for script in tree.iter("script") if "ld+json" not in (script.get("type") or ""))
    text = "".join(script.text or "" for script in scripts)[:_MOST_OF_SCRIPTS]
    for pattern in _IN_SCRIPTS:
        days = set(pattern.findall(text))
        if days:
            return day_of(days.pop()) if len(days) == 1 else None
    return None


def day_alone(lines: Iterable[str], language: str | None) -> str | None:
    """The day of lines that say nothing else, where all of these say the same."""
    short = (line for line in lines if len(line) <= _LONGEST_ALONE)
    found = ((line, *place) for line in short for place in days_written(line, language))
    days = {day for line, start, end, day in found if _is_all(line, start, end)}
    return days.pop() if len(days) == 1 else None


def _is_all(line: str, start: int, end: int) -> bool:
    before, after = line[:start], line[end:]
    words = len(_LETTERS.findall(before) + _LETTERS.findall(after))
    return words <= _WORDS_OF_A_CLOCK and not (CHANGED.search(before) or OF_PERSONS.search(before))


def day_as_it_stands(lines: Iterable[str], language: str | None) -> str | None:
    """The one day whose state a page says that it shows ("Stand: 3. Mai 2024"): its text is of that day."""
    found = ((line[:start], day) for line in lines for start, _, day in days_written(line, language))
    days = {day for before, day in found if _STANDS.search(before)}
    return days.pop() if len(days) == 1 else None
