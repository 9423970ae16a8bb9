"""Boosted decision trees: kept as text, asked in pure Python."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("trees.json")
_FIRST, _HOPELESS = 25, -2.5
Node = Any  # a leaf: its value; else [feature, largest value that goes left, left, right]


@lru_cache(maxsize=1)
def _forests() -> Mapping[str, tuple[float, list[Node]]]:
    return {kind: (base, trees) for kind, (base, trees) in json.loads(FILE.read_text("utf-8")).items()}


def score(kind: str, features: Mapping[str, float]) -> float:
    """The log-odds that the trees of a kind give; what is not among the features counts as 0.

    What is hopeless after the first trees, which say most, is not asked further.
    """
    odds, trees = _forests()[kind]
    of = features.get
    for number, node in enumerate(trees):
        if number == _FIRST and odds < _HOPELESS:
            break
        while type(node) is list:
            node = node[2] if of(node[0], 0.0) <= node[1] else node[3]
        odds += node
    return odds
