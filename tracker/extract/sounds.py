"""Names of models written in another script as they sound, where no list has that spelling: "옴니링구얼", "گلیمر".

A word is reduced to the classes of its consonants, which transliterations keep while they choose vowels, and a name is
the words whose classes are those of a Latin name of the vocabulary. What transliterations do not agree on has several
forms: a silent r ("グリマー"), a soft g, a w that is written as v. Short names are left to the lists of spellings.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import product

from tracker.extract.folding import Tokens
from tracker.vocabulary import Model

_FEWEST, _FEWEST_SYLLABIC = 6, 5
_MOST_WORDS = 3
_GENERIC = frozenset({"meta", "model", "code", "world", "open", "data", "ai", "api", "the", "perception"})
_SPELT_OUT = re.compile(r"[A-Z]{2,5}")
_LATIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
_KANA = re.compile(r"[ァ-ヺー]+")
_SYLLABIC = re.compile(r"[ァ-ヺ가-힣]")
"""Scripts of syllables, which have no r before a consonant or at the end."""
_CLASSES = {
    **dict.fromkeys("バビブベボパピプペポヴフбпвфبپفڤבפף", "P"),
    **dict.fromkeys("タテトダデドтдتطثدذضטתד", "T"),
    **dict.fromkeys("カキクケコガギグゲゴкгخقكکگغקכךג", "K"),
    **dict.fromkeys("サシスセソザジズゼゾチツжзсшщцчزسشصژظچזסשצץ", "S"),
    **dict.fromkeys("ラリルレロлрرلלר", "R"),
    **dict.fromkeys("マミムメモмمמם", "M"),
    **dict.fromkeys("ナニヌネノンнنנן", "N"),
    "ج": "J",
}
"""Classes of letters; all others are vowels or breath. J is a hard or a soft g."""
_HANGUL_ONSETS = ["K", "K", "N", "T", "T", "R", "M", "P", "P", "S", "S", "", "S", "S", "S", "K", "T", "P", ""]
_HANGUL_CODAS = ["", *"KKKNNNTRRMRRRPRMPPTTNSSKTP", ""]
_SOFT = frozenset("eiy")
_PAIRS = {
    "th": ("T", "S"), "ch": ("S", "K"), "sh": ("S",), "ph": ("P",), "ng": ("N", "NK"), "ck": ("K",), "gh": ("", "K")
}  # fmt: skip
_LETTERS = {
    **dict.fromkeys("bpvf", ("P",)), **dict.fromkeys("dt", ("T",)), **dict.fromkeys("kq", ("K",)),
    **dict.fromkeys("szj", ("S",)), "l": ("R",), "m": ("M",), "n": ("N",), "x": ("KS",), "w": ("", "P"),
}  # fmt: skip


def sounds_of_latin(word: str) -> set[str]:
    """Every form that the classes of a Latin word may have in another script."""
    forms: list[tuple[str, ...]] = []
    at, word = 0, word.lower()
    while at < len(word):
        letter, following = word[at], word[at + 1 : at + 2]
        if letter + following in _PAIRS:
            forms.append(_PAIRS[letter + following])
            at += 2
            continue
        if letter in "cg":
            hard = "K"
            forms.append(("S", hard) if following in _SOFT and following else (hard,))
        elif letter == "r":
            forms.append(("R",) if following and following in "aeiouy" else ("R", ""))
        elif letter == "u" and following and following in "aeio" and at and word[at - 1] in "gq":
            forms.append(("", "P"))  # "lingual", which Russian writes with a v
        elif letter in _LETTERS:
            forms.append(_LETTERS[letter])
        at += 1
    return {_single("".join(form)) for form in product(*forms)}


def _with_every_r(word: str) -> set[str]:
    """The forms of a Latin word that have each r of it."""
    forms = sounds_of_latin(word)
    most = max(form.count("R") for form in forms)
    return {form for form in forms if form.count("R") == most}


def _single(classes: str) -> str:
    """Classes without repetitions, as doubled letters come and go: "글리머", "Glimmer"."""
    return re.sub(r"(.)\1+", r"\1", classes)


@lru_cache(maxsize=50_000)
def sounds_of(word: str) -> tuple[str, ...]:
    """The classes of a word in another script, two forms where a letter stands for two; nothing for Latin ones."""
    classes: list[str] = []
    for letter in word.replace("дж", "ж").replace("ג׳", "ז").replace("ג'", "ז"):
        if "가" <= letter <= "힣":
            place = ord(letter) - ord("가")
            classes += [_HANGUL_ONSETS[place // 588], _HANGUL_CODAS[place % 28]]
        elif letter.isascii() and letter.isalpha():
            return ()
        else:
            classes.append(_CLASSES.get(letter, ""))
    told = "".join(classes)
    return tuple({_single(told.replace("J", "K")), _single(told.replace("J", "S"))})


@lru_cache(maxsize=1)
def _classes_of_letters() -> dict[int, str]:
    """What `str.translate` reduces a text by: letters to their classes, vowels to nothing, Latin letters to dots."""
    table = {place: "." for place in range(ord("A"), ord("z") + 1)}
    table[ord("・")] = " "
    for first, last in (("ァ", "ヺ"), ("ー", "ー"), ("Ѐ", "ӿ"), ("א", "ת"), ("ء", "ۓ")):
        table |= dict.fromkeys(range(ord(first), ord(last) + 1), "")
    table |= {ord(letter): told for letter, told in _CLASSES.items()}
    table |= {ord(letter.upper()): told for letter, told in _CLASSES.items() if len(letter.upper()) == 1}
    for place in range(ord("가"), ord("힣") + 1):
        at = place - ord("가")
        table[place] = _HANGUL_ONSETS[at // 588] + _HANGUL_CODAS[at % 28]
    return table


def _reduced(text: str) -> Iterator[str]:
    """The classes of a text's letters in its words: a quick look before they are taken one by one."""
    told = text.replace("дж", "ж").translate(_classes_of_letters())
    for one in "KSRMNPT":
        told = told.replace(one + one, one)
    yield from (told.replace("J", "K"), told.replace("J", "S")) if "J" in told else (told,)


class SoundTable:
    """The Latin names of models by their sounds, word by word and, for scripts that write them together, as one."""

    def __init__(self, models: Sequence[Model]) -> None:
        self._numbers: dict[tuple[str, ...], int] = {}
        self._spelt_out: dict[int, str] = {}
        self._syllabic: dict[tuple[str, ...], int] = {}
        self._apart: set[tuple[str, ...]] = set()
        for number, model in enumerate(models):
            if not model.own or model.kind != "model" or not _LATIN.fullmatch(model.name):
                continue
            words = model.name.split()
            if len(words) > 1 and _SPELT_OUT.fullmatch(words[-1]):
                self._spelt_out[number] = words.pop()
            if len(words) > _MOST_WORDS or any(
                _SPELT_OUT.fullmatch(word) or word.lower() in _GENERIC for word in words
            ):
                continue
            for form in product(*map(sounds_of_latin, words)):
                self._add(form, number, is_full=form in set(product(*map(_with_every_r, words))))
        self._first = frozenset(form[0] for form in self._syllabic)
        self._likely = sorted({" ".join(form) for form in self._apart})
        self._likely_in_kana = sorted({" ".join(form) for form in self._syllabic})

    def _add(self, form: tuple[str, ...], number: int, is_full: bool) -> None:
        sounds = sum(map(len, form))
        if min(map(len, form)) < 2 or sounds < (_FEWEST_SYLLABIC if len(form) > 1 else _FEWEST):
            return
        self._apart.add(form)
        self._syllabic.setdefault(form, number)
        joined = _single("".join(form))
        if len(joined) >= _FEWEST_SYLLABIC:
            self._syllabic.setdefault((joined,), number)
        if is_full and sounds >= _FEWEST:
            self._numbers.setdefault(form, number)

    def find(self, text: str, tokens: Tokens, bases: Callable[[str], list[str]]) -> Iterator[tuple[int, int, int]]:
        """Start, end and number of every model that a text names by sound, an abbreviation behind its name included.

        bases: what a word may be a form of in the language of the text
        """
        if text.isascii():
            return
        likely = self._likely_in_kana if _KANA.search(text) else self._likely
        if not any(one in told for told in _reduced(text) for one in likely):
            return
        for words in (_words(tokens), _kana(text)):
            for at, (start, _, word) in enumerate(words):
                if not (first := self._heard(word, bases) & self._first):
                    continue
                known = self._syllabic if _SYLLABIC.match(word) else self._numbers
                for form, last in self._followed([(one,) for one in first], words, at, bases):
                    together = len(form) == 1 and last == at and not _KANA.match(word)
                    if (number := known.get(form)) is not None and (not together or form in self._numbers):
                        yield start, self._end(text, words[last][1], number), number

    def _heard(self, word: str, bases: Callable[[str], list[str]]) -> set[str]:
        """The sounds that a word may stand for, its endings aside."""
        heard = set(sounds_of(word))
        if any(first in form for form in heard for first in self._first):
            heard.update(one for base in bases(word) for one in sounds_of(base))
        return heard

    def _followed(
        self,
        begun: list[tuple[str, ...]],
        words: Sequence[tuple[int, int, str]],
        at: int,
        bases: Callable[[str], list[str]],
    ) -> Iterator[tuple[tuple[str, ...], int]]:
        """Forms of one word, two, ... with the place of the last word."""
        last = at
        while begun:
            yield from ((form, last) for form in begun)
            last += 1
            if last == len(words) or last - at >= _MOST_WORDS or words[last][0] - words[last - 1][1] != 1:
                return
            heard = {*sounds_of(words[last][2]), *(one for base in bases(words[last][2]) for one in sounds_of(base))}
            begun = [(*form, one) for form in begun for one in heard]

    def _end(self, text: str, end: int, number: int) -> int:
        """Where a name ends: behind the abbreviation that belongs to it, if that is written in Latin letters."""
        behind = self._spelt_out.get(number)
        return end + 1 + len(behind) if behind and text[end + 1 : end + 1 + len(behind)] == behind else end


def _words(tokens: Tokens) -> list[tuple[int, int, str]]:
    """The words of other scripts than the Latin one that are written with spaces."""
    return [
        (start, end, word)
        for start, end, word in zip(tokens.starts, tokens.ends, tokens.words, strict=True)
        if end - start > 1 and not word[0].isascii()
    ]


def _kana(text: str) -> list[tuple[int, int, str]]:
    """The words in katakana."""
    return [(m.start(), m.end(), m[0]) for m in _KANA.finditer(text)] if "ー" in text or "・" in text else []
