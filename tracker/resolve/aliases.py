"""Canonical names -> what they belong to: the family of a model, what is known of a licence."""

import re
from functools import lru_cache

from tracker.vocabulary import Licence, Vocabulary


@lru_cache(maxsize=10_000)
def family_of(subject: str, vocabulary: Vocabulary) -> str | None:
    """The family that a model's canonical name shows: "Muse" for "Muse Spark 1.1", "Llama" for "Code Llama".

    It is the shortest known name that stands at the beginning or end of `subject` as whole words; None if none does.
    """
    padded = f" {subject.casefold()} "
    fitting = [
        model
        for model in vocabulary.models
        if padded.startswith(f" {model.name.casefold()} ") or padded.endswith(f" {model.name.casefold()} ")
    ]
    return (
        min(fitting, key=lambda m: (len(m.name), m.version is None, m.name[1:] != m.name[1:].lower())).name
        if fitting
        else None
    )


@lru_cache(maxsize=10_000)
def licence_named(name: str | None, vocabulary: Vocabulary) -> Licence | None:
    """What is known of the licence with this name or alias."""
    if name is None:
        return None
    folded = name.casefold()
    for licence in vocabulary.licences:
        if folded in {licence.name.casefold(), (licence.spdx or "").casefold(), *map(str.casefold, licence.aliases)}:
            return licence
    return None


@lru_cache(maxsize=10_000)
def licence_spelt(spelling: str | None, vocabulary: Vocabulary) -> str | None:
    """The canonical name of a licence that a text, a card or a hub's tag spells in its own way ("llama3.1",
    "fair-noncommercial-research"); the spelling itself where none is known."""
    if spelling is None or not spelling.strip():
        return None
    known = licence_named(" ".join(spelling.split()), vocabulary)
    if known is None:
        bare = _bare(spelling)
        known = next(
            (one for one in vocabulary.licences if bare in {_bare(name) for name in (one.name, *one.aliases)}), None
        )
    return known.name if known else " ".join(spelling.split())[:200]


def _bare(name: str) -> str:
    """A name without blanks, hyphens, and the words that every licence has in its name."""
    folded = re.sub(r"[^a-z0-9.]+", " ", name.casefold().replace("licence", "license"))
    folded = re.sub(r"\b(?:meta|community|license|agreement|version|the|v(?=\d))\b|\bv(?=\d)", "", folded)
    return re.sub(r"\s+", "", folded) or name.casefold()
