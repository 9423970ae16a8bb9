"""Boosted decision trees: kept as text, asked all at once.

Each leaf of each tree is a bit of one number. A feature above the threshold of a node rules out the leaves to the left
of that node; of what all features leave of a tree, the first leaf is the one that a walk down the tree would end at
(Lucchese and others, "QuickScorer", SIGIR 2015). A walk costs a look-up a node; this, an `or` a feature.
"""

import json
import struct
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("trees.json")
NAMES_FILE = Path(__file__).with_name("names.json")
DATES_FILE = Path(__file__).with_name("dates.json")
"""The trees that judge claims (tracker.extract.weighing), new names (tracker.extract.unlisted), and dates of claims
(tracker.extract.datechoice)."""
MOST_LEAVES = 32
"""Leaves of a tree: each has a field of so many bits."""
_PARTS = 10_000  # values are kept with four digits, and added up as whole numbers
_FIRST, _HOPELESS = 25, -2.5 * _PARTS
Node = Any  # a leaf: its value; else [feature, largest value that goes left, left, right]


@dataclass(frozen=True, slots=True)
class _Forest:
    """The trees of one kind: where its bits begin, how many trees, what to begin with, and each tree's value by leaf.

    whole, first: the bits of all leaves, and of the first leaf of each tree
    """

    shift: int
    fields: struct.Struct
    base: int
    values: tuple[dict[int, int], ...]
    whole: int
    first: int


class Forests:
    """All forests, and by feature the thresholds, with the leaves ruled out by what is above all up to each."""

    def __init__(self, written: Mapping[str, tuple[float, list[Node]]]) -> None:
        self.by_kind: dict[str, _Forest] = {}
        self.above: dict[str, tuple[list[float], list[int]]] = {}
        ruled: dict[tuple[str, float], int] = {}
        shift = 0
        for kind, (base, trees) in written.items():
            values = []
            for number, tree in enumerate(trees):
                leaves = list(_leaves(tree, shift + number * MOST_LEAVES, ruled))
                values.append({1 << at: round(value * _PARTS) for at, value in enumerate(leaves)})
            bits = [number * MOST_LEAVES for number in range(len(trees))]
            whole = sum(((1 << len(own)) - 1) << bit for own, bit in zip(values, bits, strict=True))
            fields = struct.Struct(f"<{len(trees)}I")
            first = sum(1 << bit for bit in bits)
            self.by_kind[kind] = _Forest(shift, fields, round(base * _PARTS), tuple(values), whole, first)
            shift += len(trees) * MOST_LEAVES
        for feature, threshold in sorted(ruled):
            thresholds, out = self.above.setdefault(feature, ([], [0]))
            thresholds.append(threshold)
            out.append(out[-1] | ruled[feature, threshold])

    def score(self, kind: str, out: int) -> float:
        """The log-odds that the trees of a kind give, by all the leaves that are ruled out.

        What is hopeless after the first trees, which say most, is not asked further.
        """
        forest = self.by_kind[kind]
        left = ~(out >> forest.shift) & forest.whole
        ends = (left & ~(left - forest.first)).to_bytes(forest.fields.size, "little")
        reached = map(dict.__getitem__, forest.values, forest.fields.unpack(ends))
        odds = sum(islice(reached, _FIRST), forest.base)
        return (odds if odds < _HOPELESS else sum(reached, odds)) / _PARTS

    def ruled_out(self, feature: str, value: float = 1.0) -> int:
        """The leaves that a feature's value rules out, in the trees of all kinds; 0, as all that is untold, rules out none."""
        known = self.above.get(feature)
        return known[1][bisect_left(known[0], value)] if known is not None else 0


def _leaves(node: Node, at: int, ruled: dict[tuple[str, float], int]) -> Iterator[float]:
    """The leaves of a tree from left to right, the first being bit `at`; what each node rules out goes into `ruled`."""
    if not isinstance(node, list):
        yield node
        return
    feature, threshold, left, right = node
    lower = list(_leaves(left, at, ruled))
    ruled[feature, threshold] = ruled.get((feature, threshold), 0) | ((1 << len(lower)) - 1) << at
    yield from lower
    yield from _leaves(right, at + len(lower), ruled)


def forests(file: Path | None = None, *kinds: str) -> Forests:
    """Those of a file (without one, those that judge claims), of some kinds or all; read when they are first asked for."""
    return _grown(file or FILE, kinds)


def read_again() -> None:
    """Forget the files that were read, as after another was put in the place of one."""
    _grown.cache_clear()


@lru_cache(maxsize=16)
def _grown(file: Path, kinds: tuple[str, ...]) -> Forests:
    written: dict[str, tuple[float, list[Node]]] = json.loads(file.read_text("utf-8"))
    return Forests({kind: written[kind] for kind in kinds or written})
