"""What a text says not to be told: "did not say when", "remains unclear whether". It asserts nothing of it."""

import re
from collections.abc import Mapping, Sequence

from tracker.extract.folding import Mark

UNTOLD = "untold.here"
_ASSERTS = (
    *("release.done", "release.announce", "release.offer", "release.withdraw", "release.leak", "release.delay"),
    *("licence", "licence.change", "licence.under", "policy.say", "policy.promise", "policy.open", "modality.plan"),
)


def untold_in(
    folded: str, start: int, end: int, breaks: Sequence[int], kinds: Mapping[str, Sequence[Mark]], asks: re.Pattern[str]
) -> tuple[int, int] | None:
    """The half-open range of the sentence folded[start:end] that hangs on an unanswered "when", "whether"; or None.

    It is all of the sentence, unless something is asserted beside it: "released Llama 5, but did not say when ...".
    asks: the words that open what is not told; they stand behind "did not say", or in a clause before it
    """
    for mark in kinds[UNTOLD]:
        if asks.search(folded, mark.end, end):
            first, last = mark.start, end
        elif asked := [one.start() for one in asks.finditer(folded, start, mark.start)]:
            first, last = max((one for one in breaks if one <= asked[-1]), default=start), mark.end
        else:
            continue
        outside = (one for kind in _ASSERTS for one in kinds.get(kind, ()))
        return (first, last) if any(one.start < first or one.start >= last for one in outside) else (start, end)
    return None
