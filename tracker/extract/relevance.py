"""Which pages are worth fetching, by headline and summary alone: a cheap sieve that rather lets too much through."""

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from tracker.extract.folding import fold
from tracker.vocabulary import vocabulary

_SHORT = 5
_LETTER = "[A-Za-z0-9_\u00c0-\u024f\u0370-\u03ff\u0400-\u052f]"
_LETTERS = re.compile(_LETTER)
_CASED = re.compile("[a-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f]")


def is_relevant(title: str, summary: str = "") -> bool:
    """Whether a page may tell of Meta's AI: a model of its own is named, or Meta beside a word of the field.

    In any language and script; tuned for recall, so that a page about Meta's AI glasses passes too.
    """
    text = f"{title}\n{summary}"
    models, companies, field = _patterns()
    return models.stand_in(text) or (companies.stand_in(text) and field.stand_in(fold(text)))


class _Names:
    """Finds any of many names where a word begins, short ones only as a whole word; in capitals too, for headlines.

    Words are looked up by their first two letters: one regular expression of a thousand names takes fifty times as long.
    """

    def __init__(self, names: Iterable[str]) -> None:
        plain = sorted(set(names), key=len, reverse=True)
        lettered = [name for name in plain if len(name) > 1 and _CASED.match(name.lower())]
        self._by_start: dict[str, list[str]] = {}
        for name in [*lettered, *(name.upper() for name in lettered if len(name) > 3)]:
            self._by_start.setdefault(name[:2], []).append(name)
        seconds: dict[str, str] = {}
        for start in self._by_start:
            seconds[start[0]] = seconds.get(start[0], "") + re.escape(start[1])
        starts = "|".join(f"{re.escape(first)}[{second}]" for first, second in seconds.items())
        # Where a word begins is asked behind the letters: asked before them it would be asked at every place.
        self._starts = re.compile(f"(?:{starts})(?<!{_LETTER}..)" if starts else r"(?!)", re.DOTALL)
        loose = [re.escape(name) for name in plain if not _CASED.match(name.lower())]
        self._loose = re.compile("|".join(loose) or r"(?!)")  # scripts without capitals run words together

    def stand_in(self, text: str) -> bool:
        """Whether one of them is in the text."""
        return self._begins_a_word(text) or self._loose.search(text) is not None

    def _begins_a_word(self, text: str) -> bool:
        for start in self._starts.finditer(text):
            at = start.start()
            for name in self._by_start[start[0]]:
                if text.startswith(name, at) and (len(name) >= _SHORT or not _LETTERS.match(text, at + len(name))):
                    return True
        return False


@lru_cache(maxsize=1)
def _patterns() -> tuple[_Names, _Names, _Names]:
    """Names of models; names of the company and its people; words of the field (to be searched in folded text)."""
    known = vocabulary()
    lists = tomllib.loads(Path(__file__).with_name("relevance.toml").read_text("utf-8"))
    common = set(lists["too_common"])
    models = [name for model in known.models if model.own for name in (model.name, *model.aliases)]
    people = [name for person in known.people for name in (person.name, *person.aliases)]
    companies = [name for name in (*known.meta, *people, *lists["forms"]) if name not in common]
    shy = [name for model in known.models if not model.own for name in (model.name, *model.aliases)]
    return _Names(models), _Names(companies), _Names([*map(fold, lists["words"]), *map(fold, shy)])
