"""Sentences on what an earlier version of a licence said: they rule nothing any more. Pure."""

import re
from collections.abc import Sequence

from tracker.terms.clauses import Sentence
from tracker.terms.wording import straight

_HEAD = 1_500  # characters in which a text says which version it is
_OWN = re.compile(
    r"(?im)^[^\w\n]*(?:[^\n]{2,80}?[ ,(])??(?:version|edition|v\.?) ?(?P<number>\d{1,2}(?:\.\d{1,2})*)(?![\d/-])"
)
# "Version 1 asked for", "clause 4 of Version 1"; but no "Apache License, Version 2.0".
_TOLD = re.compile(
    r"(?<!, )(?<!licen[cs]e )(?<!licen[cs]e \()\b(?:version|edition) (?P<number>\d{1,2}(?:\.\d{1,2})*)\b"
)
_ONCE = r"\b(?:was|were|had|came|asked|required|forbade|allowed|set|excluded|permitted|prohibited|banned|said|did|used to)\b"
_EARLIER = re.compile(
    rf"\b(?:earlier|previous|former|older|prior|first) (?:versions?|releases?|editions?|licen[cs]es?|terms|text)\b[^.;]{{0,60}}?{_ONCE}"
    rf"|\b(?:releases?|versions?|editions?) [`\"]?\d[\w.`\"]*(?: (?:to|and|up to|through) [`\"]?\d[\w.`\"]*)? {_ONCE}"
    rf"|\buntil (?:19|20)\d\d\b[^.;]{{0,40}}?{_ONCE}"
)
_NOW = re.compile(r"\b(?:now|instead|from now on|no longer|as before|unchanged|likewise|still)\b")


def in_force(plain: str, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences less those that tell what an earlier version said, by its number or as such."""
    own = _own_version(straight(plain[:_HEAD]))
    return tuple(one for one in sentences if not _is_former(one.low, own))


def _own_version(head: str) -> tuple[int, ...] | None:
    """The version that a text says it is: the highest that its head begins a line with, or has in its title."""
    told = [_numbers(one["number"]) for one in _OWN.finditer(head)]
    return max(told, default=None)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _is_former(low: str, own: tuple[int, ...] | None) -> bool:
    if own is not None and ("version" in low or "edition" in low):
        told = [_numbers(one["number"]) for one in _TOLD.finditer(low)]
        if any(one < own[: len(one)] for one in told) and not any(one[: len(own)] == own for one in told):
            return True
    return _EARLIER.search(low) is not None and _NOW.search(low) is None
