"""The terms of one text as they are found, each with the words it stands on. Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Any

from tracker.terms.clauses import POINT, Sentence
from tracker.terms.nearest import Nearest
from tracker.terms.wording import lowered

QUOTE = 300
NOT = r"\b(?:not|never|no|nobody|nor|prohibit\w*|forbid\w*|forbidden|refrain\w*|neither|cannot|don't|can't|mustn't)\b"


@dataclass(frozen=True, slots=True)
class Words:
    """Where in the plain text a term stands: half open, in code points. quote: its first 300 characters at most."""

    quote: str
    start: int
    end: int


@dataclass(slots=True)
class Terms:
    """What a text says, by the keys that docs/terms.md explains; words: term -> where it says so."""

    values: dict[str, Any]
    words: dict[str, Words] = field(default_factory=dict)


NOTHING: dict[str, Any] = {
    "name": None,
    "version_date": None,
    "licensor": None,
    "commercial_use": None,
    "mau_threshold": None,
    "mau_reference_date": None,
    "display_notice": None,
    "name_prefix": None,
    "attribution_notice": False,
    "outputs_to_improve_other_models": "not_mentioned",
    "acceptable_use_policy": None,
    "excluded_territories": [],
    "excluded_uses": [],
    "litigation_termination": False,
    "governing_law": None,
    "redistribution": None,
    "derivatives": None,
    "nearest": None,
    "osi_approved": False,
}


def nothing() -> dict[str, Any]:
    """The terms of a text that says none."""
    return {key: list(one) if isinstance(one, list) else one for key, one in NOTHING.items()}


class Gathered:
    """Gathers the terms of one text; a term that was said once is not said again.

    in_part: the sentences are some of the text's, so that its head is not asked what they leave open
    """

    def __init__(self, plain: str, sentences: tuple[Sentence, ...], *, in_part: bool = False) -> None:
        self.plain = plain
        self.in_part = in_part
        self.terms = Terms(nothing())
        self.nearest: Nearest | None = None
        self.sentences = sentences
        self._low = "\0".join(one.low for one in sentences)
        self._held: dict[str, list[Sentence]] = {}
        self._with: dict[str, list[int]] = {}
        self._starts = [0, *accumulate(len(one.low) + 1 for one in sentences)]

    def say(self, key: str, value: object, where: Sentence | tuple[int, int]) -> None:
        """A term and its words; the first that speaks counts."""
        if key in self.terms.words:
            return
        value = value.replace(POINT, ".") if isinstance(value, str) else value
        start, end = (where.start, where.end) if isinstance(where, Sentence) else where
        told = self.plain[start:end]
        start += len(told) - len(told.lstrip())
        end = max(start + 1, start + len(told.strip()))
        self.terms.values[key] = value
        self.terms.words[key] = Words(self.plain[start : min(end, start + QUOTE)], start, end)

    def find(
        self, needs: str, *patterns: str, lead: bool = False, key: str = ""
    ) -> Iterator[tuple[re.Match[str], Sentence]]:
        """Matches in single sentences (with their lead, if asked), pattern by pattern.

        key: the term that is looked for: nothing more is, once it is said
        needs: beginnings of words of which a sentence must hold one, to spare the search of all others; of several
               such groups, parted by "&", one of each
        """
        said = self.terms.words
        likely = self.holding(needs) if key not in said else ()
        for pattern in patterns if likely else ():
            for one in likely:
                if key in said:
                    return
                found = searched(pattern, one.full if lead else one.own)
                if found:
                    yield found, one

    def holding(self, needs: str) -> list[Sentence]:
        """The sentences that hold one of the words of each group."""
        if needs not in self._held:
            groups = [self._places(group.split()) for group in needs.split("&")]
            self._held[needs] = [self.sentences[at] for at in sorted(set.intersection(*groups))]
        return self._held[needs]

    def _places(self, words: Sequence[str]) -> set[int]:
        """Which sentences hold one of these words: each word is looked for in all of them at once."""
        places: set[int] = set()
        for word in words:
            if word not in self._with:
                self._with[word] = self._holders(word)
            places.update(self._with[word])
        return places

    def _holders(self, word: str) -> list[int]:
        found, low, starts = [], self._low, self._starts
        at = low.find(word)
        while at >= 0:
            place = bisect_right(starts, at)
            found.append(place - 1)
            at = low.find(word, starts[place])
        return found


@lru_cache(maxsize=16_384)
def searched(pattern: str, told: str) -> re.Match[str] | None:
    """Remembered, as most sentences of a text stand in the version before it too."""
    quick = _quick(pattern)
    low = _lowered(told) if quick is not None else None
    if quick is not None and low is not None and quick.search(low) is None:
        return None
    return _compiled(pattern).search(told)


_lowered = lru_cache(maxsize=4_096)(lowered)


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@lru_cache(maxsize=512)
def _quick(pattern: str) -> re.Pattern[str] | None:
    """To search a text in lower case: far quicker than to search one whatever its case, and most hold no match.

    None for a pattern that names capital letters.
    """
    return None if re.search("[A-Z]", re.sub(r"\(\?P<|\\[A-Z]", "", pattern)) else re.compile(pattern)
