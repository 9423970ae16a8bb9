"""Canonical names -> what they belong to: the family of a model, what is known of a licence."""

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
