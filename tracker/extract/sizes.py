"""Numbers with their words: sizes of models ("405 Milliarden Parameter") and thresholds ("700 juta pengguna")."""

from collections.abc import Sequence

from tracker.extract.folding import Mark, Token
from tracker.extract.lexicons import Lexicon

_BILLION = 1_000_000_000


def amounts(tokens: Sequence[Token], cues: Sequence[Mark], lexicon: Lexicon) -> list[Mark]:
    """Every number that a word like "million" multiplies, or that is written out in full, as marks "amount".

    value is the whole number as decimal digits.
    """
    multiplied = {cue.start: cue for cue in cues if cue.kind == "number"}
    marks: list[Mark] = []
    for at, token in enumerate(tokens):
        if not token.word[0].isdigit() and token.word not in lexicon.digits:
            continue
        value = _value(token.word, lexicon)
        if value is None:
            continue
        follower = tokens[at + 1] if at + 1 < len(tokens) else None
        if follower is not None and follower.start in multiplied and follower.start - token.end <= 2:
            cue = multiplied[follower.start]
            marks.append(Mark("amount", token.start, cue.end, str(int(value * int(cue.value)))))
        elif value >= 1_000_000:
            marks.append(Mark("amount", token.start, token.end, str(int(value))))
    return marks


def _value(word: str, lexicon: Lexicon) -> float | None:
    if word in lexicon.digits:
        return float(lexicon.digits[word])
    groups = word.replace(",", ".").split(".")
    if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3:
        return float("".join(groups))
    if len(groups) > 2 or len(word) > 18:
        return None
    return float(".".join(groups))


def size_of(amount: Mark) -> str | None:
    """The size "405B" for 405 thousand million parameters; None for what is no size of a model."""
    value = int(amount.value) / _BILLION
    return f"{value:g}B" if 0.05 <= value < 100_000 else None
