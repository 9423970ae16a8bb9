"""People named by their surname alone, after a text has named them in full."""

import re
from bisect import bisect_left

from tracker.extract.folding import Mark

_SHORTEST_SURNAME = 3


def with_surnames(text: str, names: list[Mark]) -> list[Mark]:
    """The names, and the surname alone of whoever was named in full before it: "Chris Cox ... Cox unveils"."""
    full: dict[str, Mark] = {}
    for name in names:
        if name.kind in ("person", "other_person") and len(words := text[name.start : name.end].split()) > 1:
            full.setdefault(words[-1].strip("*\"'"), name)
    starts = [name.start for name in names]
    found: list[Mark] = []
    for surname, name in full.items():
        if len(surname) < (2 if "가" <= surname[0] <= "힣" else _SHORTEST_SURNAME) or surname[0].islower():
            continue
        for m in re.finditer(rf"(?<![\w-]){re.escape(surname)}{_ending_of(surname)}", text[name.end :]):
            start, end = name.end + m.start(), name.end + m.end()
            at = bisect_left(starts, end)
            if at == 0 or names[at - 1].end <= start:
                found.append(name._replace(start=start, end=end))
    return sorted([*names, *found], key=lambda one: (one.start, -one.end)) if found else names


def _ending_of(surname: str) -> str:
    """What may follow a surname: the endings of its script, Cyrillic cases and Korean particles, then no letter."""
    if "\u0400" <= surname[0] <= "\u04ff":
        return r"(?=[а-яіїє]{0,2}(?![\w-]))"
    return r"(?=[가-힣]{0,2}(?![\w-]))" if "가" <= surname[0] <= "힣" else r"(?=s?(?![\w-]))"
