"""Numbers with their words: sizes of models ("405 Milliarden Parameter") and thresholds ("700 juta pengguna")."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from tracker.extract.folding import Mark, Tokens
from tracker.extract.lexicons import Lexicon

_BILLION = 1_000_000_000
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{2,3})*[.,][0-9]{3}")  # also 70,00,00,000, as in India


def amounts(folded: str, tokens: Tokens, multiples: Sequence[Mark], lexicon: Lexicon) -> list[Mark]:
    """Every number that a word like "million" multiplies, or that is written out in full, as marks "amount".

    multiples: the cues of kind "number"
    value is the whole number as decimal digits.
    """
    words = tokens.words
    marks: list[Mark] = []
    for cue in multiples:
        at = bisect_left(tokens.starts, cue.start) - 1
        if at >= 0 and cue.start - tokens.ends[at] <= 2 and (value := _value(words[at], lexicon)) is not None:
            marks.append(Mark("amount", tokens.starts[at], cue.end, str(int(value * int(cue.value)))))
    for at in [at for at, word in enumerate(words) if word[-3:] == "000"] if "000" in folded else ():
        value = _value(words[at], lexicon)
        if value is not None and value >= 1_000_000:
            marks.append(Mark("amount", tokens.starts[at], tokens.ends[at], str(int(value))))
    return marks


def _value(word: str, lexicon: Lexicon) -> float | None:
    if word in lexicon.digits:
        return float(lexicon.digits[word])
    if not word[0].isdigit():
        return None
    groups = word.replace(",", ".").split(".")
    if len(groups) > 1 and _GROUPED.fullmatch(word):
        return float("".join(groups))
    if len(groups) > 2 or len(word) > 18:
        return None
    return float(".".join(groups))


def size_of(amount: Mark) -> str | None:
    """The size "405B" for 405 thousand million parameters; None for what is no size of a model."""
    value = int(amount.value) / _BILLION
    return f"{value:g}B" if 0.05 <= value < 100_000 else None
