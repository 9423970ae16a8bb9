"""Finding the phrases of a lexicon in a text, in time linear in its length.

A phrase is written as words between spaces; hyphens and apostrophes do not matter. In a phrase
    veröffentlich*   stands for a word that begins so,    *modell  for one that ends so,
    #                for a number,                        ...      for up to eight words in between,
    (a|b)            for either.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from tracker.extract.folding import Mark, Token, fold, tokens_of

_STOPS = frozenset('.!?\n;:。！？।"')
_LONGEST_GAP = 8
_MEMO_LIMIT = 50_000
_EITHER = re.compile(r"\(([^()]*)\)")

Label = tuple[str, str]  # kind and value of the marks that a phrase leaves
Matcher = str | frozenset[str]
Entry = tuple[tuple[Matcher, ...], tuple[Label, ...]]


def spelled_out(phrase: str) -> Iterator[str]:
    """Every plain phrase that a phrase with (a|b) in it stands for."""
    parts = _EITHER.split(phrase)
    yield from (
        "".join(choice) for choice in product(*(part.split("|") if n % 2 else [part] for n, part in enumerate(parts)))
    )


def words_of(phrase: str) -> tuple[str, ...]:
    """The matchers of one plain phrase, one a word."""
    words: list[str] = []
    for raw in fold(phrase).split():
        if raw in ("...", "#"):
            words.append(raw)
            continue
        inner = [token.word for token in tokens_of(raw.strip("*"))]
        if inner and raw.startswith("*"):
            inner[0] = "*" + inner[0]
        if inner and raw.endswith("*"):
            inner[-1] += "*"
        words += inner
    return tuple(words)


def fits(matcher: Matcher, word: str, digits: Mapping[str, int]) -> bool:
    """Whether one word of a text is what one word of a phrase asks for."""
    if isinstance(matcher, frozenset):
        return word in matcher
    if matcher == "#":
        return word in digits or word[0].isdigit()
    if matcher[0] == "*":
        return word.endswith(matcher.strip("*")) if matcher[-1] != "*" else matcher.strip("*") in word
    return word.startswith(matcher[:-1]) if matcher[-1] == "*" else word == matcher


class PhraseTable:
    """Phrases of one language, looked up word by word.

    What may begin at a word is remembered per word: a language uses few words, and often the same ones. The memory
    only saves work: a table answers the same whatever it has read before.
    """

    def __init__(self, phrases: Mapping[str, Iterable[Label]], digits: Mapping[str, int] | None = None) -> None:
        self._digits = digits or {}
        self._exact: dict[str, list[Entry]] = {}
        self._open: list[tuple[str, Entry]] = []
        self._memo: dict[str, tuple[Entry, ...]] = {}
        for phrase, labels in phrases.items():
            for plain in spelled_out(phrase):
                self.add(words_of(plain), tuple(labels))

    def add(self, words: Sequence[Matcher], labels: tuple[Label, ...]) -> None:
        """Enter one phrase, given as its matchers."""
        if not words:
            return
        entry = (tuple(words[1:]), labels)
        if isinstance(first := words[0], frozenset):
            for form in first:
                self._exact.setdefault(form, []).append(entry)
        elif first == "#" or "*" in first:
            self._open.append((first, entry))
        else:
            self._exact.setdefault(first, []).append(entry)

    def _entries(self, word: str) -> tuple[Entry, ...]:
        if (known := self._memo.get(word)) is not None:
            return known
        found = list(self._exact.get(word, ()))
        found += [entry for first, entry in self._open if fits(first, word, self._digits)]
        found.sort(key=lambda entry: -len(entry[0]))
        if len(self._memo) >= _MEMO_LIMIT:
            self._memo.clear()
        self._memo[word] = tuple(found)
        return self._memo[word]

    def _reach(self, rest: tuple[Matcher, ...], tokens: Sequence[Token], at: int) -> int:
        """Index after the last token of `rest` matched from `at` on, or -1."""
        for n, matcher in enumerate(rest):
            if matcher == "...":
                return self._reach_over_gap(rest[n + 1 :], tokens, at)
            if at >= len(tokens) or not fits(matcher, tokens[at].word, self._digits):
                return -1
            at += 1
        return at

    def _reach_over_gap(self, rest: tuple[Matcher, ...], tokens: Sequence[Token], at: int) -> int:
        for skipped in range(at, min(at + _LONGEST_GAP + 1, len(tokens))):
            if (end := self._reach(rest, tokens, skipped)) >= 0:
                return end
            if tokens[skipped].word in _STOPS:
                return -1
        return -1

    def scan(self, tokens: Sequence[Token]) -> list[Mark]:
        """The marks of a text's tokens, in order; the longest phrase wins, and hides its own kin inside it.

        Kin are phrases of one table of a lexicon: "not only" hides "not", but "told investors" does not hide "told".
        A phrase with a gap hides nothing.
        """
        marks: list[Mark] = []
        hidden: dict[str, int] = {}
        for at, token in enumerate(tokens):
            longest: dict[str, int] = {}
            for rest, labels in self._entries(token.word):
                end = self._reach(rest, tokens, at + 1)
                if end < 0:
                    continue
                for kind, value in labels:
                    kin = kind.partition(".")[0]
                    if end <= hidden.get(kin, 0) or end < longest.get(kin, 0):
                        continue
                    marks.append(Mark(kind, token.start, tokens[end - 1].end, value))
                    if "..." not in rest:
                        longest[kin] = max(end, longest.get(kin, 0))
            for kin, end in longest.items():
                hidden[kin] = max(end, hidden.get(kin, 0))
        return marks


class CharacterTable:
    """Phrases of a language written without spaces, found wherever their characters stand."""

    def __init__(self, phrases: Mapping[str, Iterable[Label]]) -> None:
        self._labels: dict[str, list[Label]] = {}
        self._gapped: list[tuple[re.Pattern[str], tuple[Label, ...]]] = []
        for phrase, labels in phrases.items():
            for plain in spelled_out(phrase):
                self._enter(fold(plain).strip().strip("*"), tuple(labels))
        literals = sorted(self._labels, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, literals)) or r"(?!)")

    def _enter(self, plain: str, labels: tuple[Label, ...]) -> None:
        if "..." in plain or "#" in plain:
            pattern = (
                re.escape(plain)
                .replace(r"\.\.\.", "[^.!?\n。！？]{0,24}?")
                .replace(r"\#", r"[0-9]+")
                .replace(r"\ ", "")
            )
            self._gapped.append((re.compile(pattern), labels))
        elif plain:
            self._labels.setdefault(plain, []).extend(labels)

    def scan(self, folded: str) -> list[Mark]:
        """The marks of a folded text, in order."""
        marks = [
            Mark(kind, found.start(), found.end(), value)
            for found in self._pattern.finditer(folded)
            for kind, value in self._labels[found[0]]
        ]
        for pattern, labels in self._gapped:
            marks += [Mark(kind, m.start(), m.end(), value) for m in pattern.finditer(folded) for kind, value in labels]
        return sorted(marks, key=lambda mark: (mark.start, mark.end))
