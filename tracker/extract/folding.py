"""One text, made comparable without moving a letter: folded characters and the tokens they form.

Every offset in this room counts code points of the text as it came; folding therefore never changes a length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

_SAME_LENGTH = {
    **dict.fromkeys(map(ord, "’‘‛ʼʹ´`＇"), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»″＂「」『』《》"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒﹣－\u00ad\u200b\u200c\u200d\u0640"), "-"),
    **dict.fromkeys(map(ord, "–―─"), "—"),
    **dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\u3000\t\r\ufeff\u200e\u200f"), " "),
    **dict.fromkeys(map(ord, "\u2028\u2029\x0b\x0c\x85"), "\n"),
    **{zero + n: str(n) for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10) for n in range(10)},
    **{0xFF21 + n: chr(ord("a") + n) for n in range(26)},
    **{0xFF41 + n: chr(ord("a") + n) for n in range(26)},
    ord("İ"): "i",
    ord("ı"): "i",
    ord("ς"): "σ",
    ord("ё"): "е",
    ord("Ё"): "е",
    ord("ß"): "ß",
    ord("ي"): "ی",
    ord("ى"): "ی",
    ord("ك"): "ک",
    ord("أ"): "ا",
    ord("إ"): "ا",
    ord("آ"): "ا",
    ord("۔"): ".",
    ord("،"): ",",
    ord("؛"): ";",
    ord("؟"): "?",
    ord("，"): ",",
    ord("、"): ",",
    ord("；"): ";",
    ord("："): ":",
    ord("（"): "(",
    ord("）"): ")",
    ord("・"): "-",
    ord("·"): "-",
}

# One script a token, so that "Meta는" and "Llama 4を" come apart; hyphens and apostrophes are no tokens.
_TOKEN = re.compile(
    "([a-zªº\u00b5\u00df-\u00f6\u00f8-\u024f\u0250-\u02af\u0300-\u036f\u1e00-\u1eff]+"
    r"|[0-9]+(?:[.,][0-9]+)*"
    "|[\u0370-\u03ff\u1f00-\u1fff]+"
    "|[\u0400-\u052f]+"
    "|[\u0590-\u05ff]+"
    "|[\u0600-\u060b\u060d-\u061a\u0620-\u066f\u0670-\u06ff\u0750-\u077f\u08a0-\u08ff]+"
    "|[\u0900-\u0963\u0970-\u097f]+"
    "|[\u0980-\u09ff]+"
    "|[\u0e00-\u0e7f]+"
    "|[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]+"
    "|[\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
    r"|\n|[^\s\w'\-])"
)


class Token(NamedTuple):
    """A folded word, number or punctuation mark at text[start:end]."""

    word: str
    start: int
    end: int


class Mark(NamedTuple):
    """Something recognised at text[start:end]: a cue of a lexicon ("release.done") or a name ("model").

    value: what it stands for where the kind alone does not say it ("Llama 3.1", "7" of July), else ""
    extra: variants and sizes named right behind a model
    """

    kind: str
    start: int
    end: int
    value: str = ""
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text in order: three lists side by side, as making half a million tuples costs a second."""

    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, at: int) -> Token:
        return Token(self.words[at], self.starts[at], self.ends[at])

    def __iter__(self) -> Iterator[Token]:
        return map(Token, self.words, self.starts, self.ends)


def fold(text: str) -> str:
    """`text` in lower case, with one kind of quote, hyphen, space and digit; character by character."""
    folded = _same_length(text)
    lower = folded.lower()
    if len(lower) != len(folded):
        lower = "".join(small if len(small := one.lower()) == 1 else one for one in folded)
    return lower if lower.isascii() else lower.replace("ς", "σ")


def _same_length(text: str) -> str:
    """`text` with its variants of characters replaced, one kind after the other: few occur, and each goes fast."""
    present = _SAME_LENGTH.keys() & set(map(ord, set(text)))
    for code in sorted(present):
        text = text.replace(chr(code), _SAME_LENGTH[code])
    return text


def tokens_of(folded: str) -> Tokens:
    """The tokens of a folded text, in order."""
    pieces = _TOKEN.split(folded)
    ends = list(accumulate(map(len, pieces)))
    return Tokens(pieces[1::2], ends[0:-1:2], ends[1::2])
