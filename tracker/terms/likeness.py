"""How alike two texts are, by the runs of three words that both hold; and a short sketch to look for likely ones. Pure.

Names and numbers are left out of account: a licence that was taken over has another house's name, and its figures.

A sketch holds the smallest checksums of a text's runs of words (a bottom-k sketch: Cohen and Kaplan, 2007): of those
that are smallest in two texts together, the share that both hold tells about how alike these are.
"""

import re
from functools import lru_cache
from zlib import crc32

from tracker.terms.wording import straight

_RUN = 3
_KEPT = 64
_MOST = 40_000  # words of a text that are looked at
_DIGITS = 8
_MADE = "m"  # before a sketch without names and numbers; older ones hold them
_WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")


@lru_cache(maxsize=16)
def _runs(plain: str) -> frozenset[int]:
    words = _nameless(plain)[:_MOST]
    return frozenset(crc32(" ".join(words[at : at + _RUN]).encode()) for at in range(max(1, len(words) - _RUN + 1)))


def _nameless(plain: str) -> list[str]:
    """The words in lower case; for each name, and each number, a sign that stands for all.

    A name is what is nowhere written small, in lines that are not all in capitals.
    """
    lines = [_WORD.findall(line) for line in straight(plain).split("\n")]
    small = {word for line in lines for word in line if word[0].islower()}
    large = {word for line in lines if not all(one.isupper() for one in line) for word in line if word[0].isupper()}
    names = {word.casefold() for word in large} - small
    told: list[str] = []
    for word in (word.casefold() for line in lines for word in line):
        word = "0" if word[0].isdigit() else "*" if word.removesuffix("'s") in names else word
        if told and told[-1] == word and word in "*0":
            continue
        if not (word == "0" and told and told[-1] == "*"):  # the version of what is named
            told.append(word)
    return told


def sketch_of(plain: str) -> str:
    """A sign for how it was made, and at most 64 checksums in hex, ascending."""
    return _MADE + "".join(f"{one:08x}" for one in sorted(_runs(plain))[:_KEPT])


def is_comparable(sketch: str) -> bool:
    """Whether a sketch was made as `sketch_of` makes it."""
    return sketch.startswith(_MADE)


def likely(sketch: str, other: str) -> float:
    """About how alike two texts are, from 0 to 1, by their sketches."""
    one, two = _sums(sketch), _sums(other)
    smallest = sorted(one | two)[:_KEPT]
    return sum(told in one and told in two for told in smallest) / len(smallest) if smallest else 0.0


def permille_alike(plain: str, other: str) -> int:
    """Twice the runs of words that both texts hold, over those of one and of the other: 0 to 1,000."""
    one, two = _runs(plain), _runs(other)
    return round(2_000 * len(one & two) / (len(one) + len(two)))


@lru_cache(maxsize=4_096)
def _sums(sketch: str) -> frozenset[int]:
    return frozenset(int(sketch[at : at + _DIGITS], 16) for at in range(len(_MADE), len(sketch), _DIGITS))
