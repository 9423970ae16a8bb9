"""Finding the phrases of a lexicon in a text, in time linear in its length.

A phrase is written as words between spaces; hyphens and apostrophes do not matter. In a phrase
    veröffentlich*   stands for a word that begins so,    *modell  for one that ends so,
    #                for a number,                        ...      for up to fourteen words in between,
    (a|b)            for either.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from tracker.extract.folding import Mark, Token, fold, tokens_of

_STOPS = frozenset('.!?\n;:。！？।"')
_LONGEST_GAP = 14
_MEMO_LIMIT = 50_000
_EITHER = re.compile(r"\(([^()]*)\)")

Label = tuple[str, str]  # kind and value of the marks that a phrase leaves
Matcher = str | frozenset[str]
Rest = tuple[tuple[Matcher, ...], tuple[Label, ...]]

_UNSEEN: Any = object()


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


class _Node:
    """Where phrases stand that have begun with the same words: what ends here, what may follow, what needs a search.

    slow: the rest of phrases that go on with something other than a plain word, and their labels
    """

    __slots__ = ("following", "labels", "slow")

    def __init__(self) -> None:
        self.labels: list[Label] = []
        self.following: dict[str, _Node] = {}
        self.slow: list[Rest] = []


class PhraseTable:
    """Phrases of one language, looked up word by word.

    What may begin at a word is remembered per word: a language uses few words, and often the same ones. The memory
    only saves work: a table answers the same whatever it has read before.
    """

    def __init__(self, phrases: Mapping[str, Iterable[Label]], digits: Mapping[str, int] | None = None) -> None:
        self._digits = digits or {}
        self._root = _Node()
        self._memo: dict[str, tuple[_Node | None, tuple[Rest, ...]] | None] = {}
        for phrase, labels in phrases.items():
            for plain in spelled_out(phrase):
                self.add(words_of(plain), tuple(labels))

    def add(self, words: Sequence[Matcher], labels: tuple[Label, ...]) -> None:
        """Enter one phrase, given as its matchers; the forms of one word lead to the same place."""
        node = self._root
        for at, matcher in enumerate(words):
            if isinstance(matcher, str) and (matcher in ("...", "#") or "*" in matcher):
                node.slow.append((tuple(words[at:]), labels))
                return
            forms = [matcher] if isinstance(matcher, str) else sorted(matcher)
            child = next((node.following[form] for form in forms if form in node.following), None) or _Node()
            for form in forms:
                node.following.setdefault(form, child)
            node = child
        if words:
            node.labels.extend(label for label in labels if label not in node.labels)

    def _start(self, word: str) -> tuple[_Node | None, tuple[Rest, ...]] | None:
        """What may begin with a word: the node behind it, and the rests of phrases whose first word is open."""
        if word in self._memo:
            return self._memo[word]
        node = self._root.following.get(word)
        rests = tuple((rest[1:], labels) for rest, labels in self._root.slow if fits(rest[0], word, self._digits))
        if len(self._memo) >= _MEMO_LIMIT:
            self._memo.clear()
        self._memo[word] = (node, rests) if node or rests else None
        return self._memo[word]

    def _reach(self, rest: tuple[Matcher, ...], words: Sequence[str], at: int) -> int:
        """Index after the last word of `rest` matched from `at` on, or -1."""
        for n, matcher in enumerate(rest):
            if matcher == "...":
                return self._reach_over_gap(rest[n + 1 :], words, at)
            if at >= len(words) or not fits(matcher, words[at], self._digits):
                return -1
            at += 1
        return at

    def _reach_over_gap(self, rest: tuple[Matcher, ...], words: Sequence[str], at: int) -> int:
        for skipped in range(at, min(at + _LONGEST_GAP + 1, len(words))):
            if (end := self._reach(rest, words, skipped)) >= 0:
                return end
            if words[skipped] in _STOPS:
                return -1
        return -1

    def _matches(self, words: Sequence[str], at: int) -> list[tuple[int, bool, Sequence[Label]]]:
        """Every phrase that begins at a word: index after its end, whether it has a gap, its labels; longest first."""
        start = self._start(words[at])
        if start is None:
            return []
        node, rests = start
        found: list[tuple[int, bool, Sequence[Label]]] = [
            (end, "..." in rest, labels) for rest, labels in rests if (end := self._reach(rest, words, at + 1)) >= 0
        ]
        end = at + 1
        while node is not None:
            if node.labels:
                found.append((end, False, node.labels))
            for rest, labels in node.slow:
                if (reached := self._reach(rest, words, end)) >= 0:
                    found.append((reached, "..." in rest, labels))
            node = node.following.get(words[end]) if end < len(words) else None
            end += 1
        if len(found) > 1:
            found.sort(key=lambda match: -match[0])
        return found

    def scan(self, tokens: Sequence[Token]) -> list[Mark]:
        """The marks of a text's tokens, in order; the longest phrase wins, and hides its own kin inside it.

        Kin are phrases of one table of a lexicon: "not only" hides "not", but "told investors" does not hide "told".
        A phrase with a gap hides nothing.
        """
        words = [token.word for token in tokens]
        marks: list[Mark] = []
        hidden: dict[str, int] = {}
        memo = self._memo
        for at, token in enumerate(tokens):
            if memo.get(token.word, _UNSEEN) is None:
                continue
            longest: dict[str, int] = {}
            for end, gapped, labels in self._matches(words, at):
                for kind, value in labels:
                    kin = kind.partition(".")[0]
                    if end <= hidden.get(kin, 0) or end < longest.get(kin, 0):
                        continue
                    marks.append(Mark(kind, token.start, tokens[end - 1].end, value))
                    if not gapped:
                        longest[kin] = end
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
