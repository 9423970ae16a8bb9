"""What a new text calls otherwise than the old one: defined terms, and the versions of products. Pure."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tracker.terms.align import Pair
from tracker.terms.clauses import words_of
from tracker.terms.wording import MONTHS, straight

_HEAD = 20_000  # characters of a text in which its product is looked for
_MOST = 24  # defined terms of one side that are looked at


class Renaming(NamedTuple):
    """A term in the words of the old text, and in those of the new one, in lower case."""

    old: str
    new: str


def renamed_in(old: str, new: str, groups: Sequence[Pair]) -> tuple[Renaming, ...]:
    """The terms that stand in quotation marks in one text only, and in the other one another in the same clauses."""
    there, here = _terms(old), _terms(new)
    gone = [one for one in there if one not in here and not _stands(one, new, here)]
    come = [one for one in here if one not in there and not _stands(one, old, there)]
    if not gone or not come:
        return ()
    texts = [
        tuple(straight(" ".join(one.text for one in side)) for side in pair) for pair in groups if pair[0] and pair[1]
    ]
    found = []
    for one in gone[:_MOST]:
        before = [(_count(one, a), b) for a, b in texts if one.casefold() in a.casefold()]
        alike = Counter({other: sum(_count(other, b) == count for count, b in before) for other in come[:_MOST]})
        best, clauses = alike.most_common(1)[0]
        if clauses >= 2 and clauses >= 0.7 * len(before) and _rules(one) == _rules(best):
            found.append(Renaming(" ".join(words_of(one)), " ".join(words_of(best))))
            come.remove(best)
            if not come:
                break
    return tuple(sorted(found, key=lambda one: -len(one.old)))


@lru_cache(maxsize=16)
def _terms(text: str) -> tuple[str, ...]:
    """What a text writes in quotation marks with capital letters, each once."""
    return tuple(dict.fromkeys(found[1] for found in _QUOTED.finditer(straight(text))))


def _stands(term: str, text: str, others: Sequence[str]) -> bool:
    """Whether a text has a term with its capital letters, other than inside those of its own."""
    inside = sum(text.count(other) * other.count(term) for other in others if term in other)
    return text.count(term) > inside


def _rules(term: str) -> frozenset[str]:
    """The words of a term that tell of themselves for what, or for whom, something is."""
    return _RULING.intersection(words_of(term))


_RULING_WORDS = (
    "research academic educational commercial noncommercial non not only no personal internal private public government"
    " military medical excluded permitted prohibited allowed restricted competing competitor competitors"
)
_RULING = frozenset(_RULING_WORDS.split())


def _count(term: str, text: str) -> int:
    return text.casefold().count(term.casefold())


_QUOTED = re.compile(r'"((?:[A-Z][\w-]*)(?: [A-Z][\w-]*){0,3})"')


def versioned_in(old: str, new: str) -> tuple[str, ...]:
    """The products that are told with one number in the old text and another in the new one: "Gannet 2", "Gannet 3"."""
    before, after = _versions(old), _versions(new)
    return tuple(
        name.casefold()
        for name, number in before.items()
        if name in after and after[name] != number and name.casefold() not in _NO_PRODUCT
    )


@lru_cache(maxsize=16)
def _versions(text: str) -> dict[str, str]:
    """Names with the number that mostly stands behind them, where that is so twice at least."""
    held: dict[str, Counter[str]] = {}
    for found in _VERSION.finditer(text, 0, _HEAD):
        name = _LAST.search(text, max(0, found.start() - 40), found.start())
        if name is not None:
            held.setdefault(name[0], Counter())[found[1]] += 1
    most = {name: numbers.most_common(1)[0] for name, numbers in held.items()}
    return {name: number for name, (number, times) in most.items() if 1 < times > 0.5 * held[name].total()}


_VERSION = re.compile(r" v?(\d{1,2}(?:\.\d{1,2}){0,2})\b(?![%,]\d| (?:days|months|years|million|users|percent))")
_LAST = re.compile(r"\b[A-Z][\w-]*[a-z][\w-]*\Z")
_NO_PRODUCTS = (
    "section sections clause clauses article articles paragraph annex exhibit appendix schedule attachment version edition"
    " release regulation directive part chapter item about over under within than least most only until every each after"
    " for rule table figure page level tier step phase note title point number january february march april may june july"
    " august september october november december"
)
_NO_PRODUCT = frozenset((*_NO_PRODUCTS.split(), *MONTHS))
