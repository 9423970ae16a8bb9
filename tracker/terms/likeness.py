"""How alike two texts are, by the runs of three words that both hold; and a short sketch to look for likely ones. Pure.

A sketch holds the smallest checksums of a text's runs of words (a bottom-k sketch: Cohen and Kaplan, 2007): of those
that are smallest in two texts together, the share that both hold tells about how alike these are.
"""

from functools import lru_cache
from zlib import crc32

from tracker.terms.clauses import words_of

_RUN = 3
_KEPT = 64
_MOST = 40_000  # words of a text that are looked at
_DIGITS = 8


@lru_cache(maxsize=16)
def _runs(plain: str) -> frozenset[int]:
    words = words_of(plain)[:_MOST]
    return frozenset(crc32(" ".join(words[at : at + _RUN]).encode()) for at in range(max(1, len(words) - _RUN + 1)))


def sketch_of(plain: str) -> str:
    """At most 64 checksums in hex, ascending."""
    return "".join(f"{one:08x}" for one in sorted(_runs(plain))[:_KEPT])


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
    return frozenset(int(sketch[at : at + _DIGITS], 16) for at in range(0, len(sketch), _DIGITS))
