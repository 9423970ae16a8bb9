"""Several who grant, each where a licensee is at home: "Acme Ireland Ltd for EEA and Switzerland, Acme, Inc. elsewhere". Pure."""

import re
from collections.abc import Sequence

_PLACE = r"(?:the )?[A-Z][\w.]*(?: (?:of )?(?:the )?[A-Z][\w.]*){0,3}"
_IN = re.compile(
    rf"\b(?:in|within|inside|of|from),? (?P<where>{_PLACE}(?:(?:,? (?:or|and) (?:in )?|, (?:in )?){_PLACE})*)"
)
_CONDITION = re.compile(r"\b(?:if|where|when|for|as regards|in case|to the extent)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:elsewhere|outside|otherwise|any(?:where)? else|every(?:where|body|one) else|all other|in (?:any|every) other|rest of|remaining|others|(?:do|does|are|is) not)\b",
    re.IGNORECASE,
)
_SHORT = {
    "European Economic Area": "EEA",
    "European Union": "EU",
    "United States of America": "US",
    "United States": "US",
    "USA": "US",
    "U.S.": "US",
    "United Kingdom": "UK",
    "Great Britain": "UK",
}
_REACHES = 320  # characters in which the condition of a name stands


def by_region(told: str, names: Sequence[str]) -> str | None:
    """Who grants where, if words say so of each name; told: the words in which the names stand, in their order.

    A condition stands behind its name ("Acme Ltd, if you live in ..., and ...") or, of all of them, before it.
    """
    starts = [told.find(name) for name in names]
    if len(names) < 2 or min(starts) < 0 or starts != sorted(starts):
        return None
    ends = [start + len(name) for start, name in zip(starts, names, strict=True)]
    behind = [told[end : (*starts[1:], end + _REACHES)[at]][:_REACHES] for at, end in enumerate(ends)]
    before = [told[(0, *ends)[at] : start][-_REACHES:] for at, start in enumerate(starts)]
    for conditions in (behind, before):
        where = [_where(one) for one in conditions]
        if conditions is before and where.count(None) == 1 and "elsewhere" not in where:  # "X; in Japan, Y"
            where = ["elsewhere" if one is None else one for one in where]
        if all(where) and len(set(where)) == len(names):
            told_of = sorted(zip(names, where, strict=True), key=lambda one: one[1] == "elsewhere")
            return ", ".join(
                f"{name} elsewhere" if place == "elsewhere" else f"{name} for {place}" for name, place in told_of
            )
    return None


def _where(condition: str) -> str | None:
    """The places that a condition names, or "elsewhere"."""
    if _ELSEWHERE.search(condition):
        return "elsewhere"
    if not _CONDITION.search(condition):
        return None
    found = list(_IN.finditer(condition))
    if not found:
        return None
    places = re.split(r",? (?:or|and) (?:in )?(?:the )?|, (?:in )?(?:the )?", found[-1]["where"].removeprefix("the "))
    *others, last = dict.fromkeys(_SHORT.get(one, one) for one in places)
    return f"{', '.join(others)} and {last}" if others else last
