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
_ENDS = f"(?!{_LETTER})"
_CASED = re.compile("[a-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f]")


def is_relevant(title: str, summary: str = "") -> bool:
    """Whether a page may tell of Meta's AI: a model of its own is named, or Meta beside a word of the field.

    In any language and script; tuned for recall, so that a page about Meta's AI glasses passes too.
    """
    text = f"{title}\n{summary}"
    models, companies, field = _patterns()
    if models.search(text):
        return True
    return companies.search(text) is not None and field.search(fold(text)) is not None


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Names of models; names of the company and its people; words of the field (to be searched in folded text)."""
    known = vocabulary()
    lists = tomllib.loads(Path(__file__).with_name("relevance.toml").read_text("utf-8"))
    common = set(lists["too_common"])
    models = [name for model in known.models if model.own for name in (model.name, *model.aliases)]
    people = [name for person in known.people for name in (person.name, *person.aliases)]
    companies = [name for name in (*known.meta, *people, *lists["forms"]) if name not in common]
    shy = [name for model in known.models if not model.own for name in (model.name, *model.aliases)]
    return _any(models), _any(companies), _any([*map(fold, lists["words"]), *map(fold, shy)])


def _any(names: Iterable[str]) -> re.Pattern[str]:
    """Any of these names where a word begins, short ones only as a whole word; in capitals too, for headlines."""
    plain = sorted(set(names), key=len, reverse=True)
    lettered = [name for name in plain if _CASED.match(name.lower())]
    written = [*lettered, *(name.upper() for name in lettered if len(name) > 3)]
    bounded = [re.escape(name) + ("" if len(name) >= _SHORT else _ENDS) for name in written]
    loose = [re.escape(name) for name in plain if not _CASED.match(name.lower())]
    words = rf"(?<!{_LETTER})(?:{'|'.join(bounded)})" if bounded else r"(?!)"
    return re.compile("|".join([words, *loose]))
