"""Two runs of words -> what stayed, went and came, at a cost that no text can drive up. Pure."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

_MOST_PAIRS = 250_000
"""Pairs of equal words up to which every one is weighed. A clause of a thousand words has some thirty thousand; a text
that repeats a sentence has so many that weighing them would take minutes."""

Opcode = tuple[str, int, int, int, int]


def opcodes(old: Sequence[str], new: Sequence[str]) -> Sequence[Opcode]:
    """As difflib gives them: ("equal" | "replace" | "delete" | "insert", old from, to, new from, to), half open.

    Where too many words repeat, those that are everywhere are matched only beside others: the runs are coarser then.
    """
    had = Counter(old)
    pairs = sum(had[word] * number for word, number in Counter(new).items())
    return SequenceMatcher(None, old, new, autojunk=pairs > _MOST_PAIRS).get_opcodes()
