"""Finding the phrases of a lexicon in a text, in time linear in its length.

A phrase is written as words between spaces; hyphens and apostrophes do not matter. In a phrase
    veröffentlich*   stands for a word that begins so,    *modell  for one that ends so,
    #                for a number,                        ...      for up to fourteen words in between,
    (a|b)            for either.
"""

import re
from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import product
from operator import itemgetter
from sys import intern

from tracker.extract.folding import Mark, Tokens, fold, tokens_of

_STOPS = frozenset('.!?\n;:。！？।"')
_LONGEST_GAP = 14
MEMO_LIMIT = 50_000
_EITHER = re.compile(r"\(([^()]*)\)")

Label = tuple[str, str]  # kind and value of the marks that a phrase leaves
Kin = tuple[str, str, str]  # a label with its table in front
Rest = tuple[tuple[str, ...], tuple[Kin, ...], str]  # words still to come, labels, a plain one of the words
Match = tuple[int, bool, Sequence[Kin]]  # index after its end, whether it has a gap, labels
NEW_MARK = tuple.__new__  # half the time of calling the named tuple, which counts for hundreds of marks an article


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
        inner = tokens_of(raw.strip("*")).words
        if inner and raw.startswith("*"):
            inner[0] = "*" + inner[0]
        if inner and raw.endswith("*"):
            inner[-1] += "*"
        words += inner
    return tuple(map(intern, words))  # phrases share their words: a third of the memory of all lexicons


def fits(matcher: str, word: str, digits: Mapping[str, int]) -> bool:
    """Whether one word of a text is what one word of a phrase asks for."""
    if matcher == "#":
        return word in digits or word[0].isdigit()
    if matcher[0] == "*":
        return word.endswith(matcher.strip("*")) if matcher[-1] != "*" else matcher.strip("*") in word
    return word.startswith(matcher[:-1]) if matcher[-1] == "*" else word == matcher


def _is_plain(matcher: str) -> bool:
    return "*" not in matcher and matcher not in ("...", "#")


def kindred(labels: Iterable[Label]) -> tuple[Kin, ...]:
    """Labels with the table that each belongs to: "not" and "not only" are of one table."""
    return _shared(tuple(dict.fromkeys(labels)))


@cache
def _shared(labels: tuple[Label, ...]) -> tuple[Kin, ...]:
    """One object for all phrases that are labelled alike."""
    return tuple((kind.partition(".")[0], kind, value) for kind, value in labels)


class _Node:
    """Where phrases stand that have begun with the same words: what ends here, what may follow, what needs a search.

    slow:  the rest of phrases that have something other than plain words, by their next word, under "" where it is open
    stems, needs, wild: what the open ones ask for: a next word that begins so, a word anywhere behind; or nothing sure
    """

    __slots__ = ("following", "labels", "needs", "slow", "stems", "wild")

    def __init__(self) -> None:
        self.labels: tuple[Kin, ...] = ()
        self.following: dict[str, _Node] | None = None
        self.slow: dict[str, list[Rest]] | None = None
        self.stems: tuple[str, ...] = ()
        self.needs: frozenset[str] = frozenset()
        self.wild = False

    def go_on(self, rests: Iterable[Rest]) -> None:
        """Let phrases go on behind what has begun."""
        for rest in rests:
            first, needed = rest[0][0], rest[2]
            self.slow = self.slow if self.slow is not None else {}
            self.slow.setdefault(first if _is_plain(first) else "", []).append(rest)
            if first[-1] == "*" != first[0]:
                self.stems = (*self.stems, first[:-1])
            elif first == "..." and needed:
                self.needs |= {needed}
            elif not _is_plain(first):
                self.wild = True

    def may_go_on(self, word: str, present: AbstractSet[str]) -> bool:
        """Whether a search is worth while where this word follows, and these are in the text."""
        if self.slow is None:
            return False
        return word in self.slow or self.wild or word.startswith(self.stems) or not present.isdisjoint(self.needs)


def _joined(nodes: Iterable[_Node]) -> _Node:
    """What any of these nodes begins; where two go on with the same word, as the first does."""
    joined = _Node()
    for node in nodes:
        joined.labels += tuple(label for label in node.labels if label not in joined.labels)
        joined.following = {**(node.following or {}), **(joined.following or {})} or None
        joined.go_on(rest for rests in (node.slow or {}).values() for rest in rests)
    return joined


class _Openings:
    """Phrases whose first word is open, found by what that word begins with, ends with or holds."""

    def __init__(self) -> None:
        self._beginning: dict[str, list[Rest]] = {}
        self._ending: dict[str, list[Rest]] = {}
        self._other: list[tuple[str, Rest]] = []
        self._lengths: list[int] = []

    def add(self, first: str, rest: Rest) -> None:
        if len(first) - 1 not in self._lengths:
            insort(self._lengths, len(first) - 1)
        if first[-1] == "*" and first[0] != "*":
            self._beginning.setdefault(first[:-1], []).append(rest)
        elif first[0] == "*" and first[-1] != "*":
            self._ending.setdefault(first[1:], []).append(rest)
        else:
            self._other.append((first, rest))

    def of(self, word: str, digits: Mapping[str, int]) -> list[Rest]:
        """What may go on after a word."""
        found: list[Rest] = []
        for at in self._lengths:
            if at > len(word):
                break
            found += self._beginning.get(word[:at], ())
            found += self._ending.get(word[-at:], ())
        return found + [rest for first, rest in self._other if fits(first, word, digits)]


class _Starts:
    """What begins at a word, remembered per word: those that begin a phrase, and all that were asked for."""

    def __init__(self, table: "PhraseTable") -> None:
        self._table = table
        self._begun: dict[str, _Node] = {}
        self._asked: set[str] = set()

    def among(self, words: AbstractSet[str]) -> dict[str, _Node]:
        """The words that begin a phrase, each with what it begins; others than those asked for may be among them."""
        new = words - self._asked
        if new:
            if len(self._asked) >= MEMO_LIMIT:
                self._asked, self._begun, new = set(), {}, words
            for word in new:
                if (start := self._table.start(word)) is not None:
                    self._begun[word] = start
            self._asked |= new
        return self._begun


class PhraseTable:
    """Phrases of one language, looked up word by word.

    What may begin at a word is remembered per word: a language uses few words, and often the same ones. The memory
    only saves work: a table answers the same whatever it has read before.
    """

    def __init__(
        self,
        phrases: Mapping[str, Iterable[Label]],
        digits: Mapping[str, int] | None = None,
        proclitics: Sequence[str] = (),
    ) -> None:
        self._digits = digits or {}
        self._proclitics = sorted(proclitics, key=len, reverse=True)
        self._root: dict[str, _Node] = {}
        self._open = _Openings()
        self._starts = _Starts(self)
        for phrase, labels in phrases.items():
            for plain in spelled_out(phrase):
                self._add(words_of(plain), kindred(labels))

    def _add(self, words: Sequence[str], labels: tuple[Kin, ...]) -> None:
        if not words:
            return
        rest = (tuple(words[1:]), labels, next(filter(_is_plain, words[1:]), ""))
        if not _is_plain(words[0]):
            self._open.add(words[0], rest)
            return
        node = self._root.setdefault(words[0], _Node())
        for at, word in enumerate(words[1:], 1):
            if not _is_plain(word):
                node.go_on([(tuple(words[at:]), labels, next(filter(_is_plain, words[at:]), ""))])
                return
            node.following = node.following if node.following is not None else {}
            node = node.following.setdefault(word, _Node())
        node.labels += tuple(label for label in labels if label not in node.labels)

    def start(self, word: str) -> _Node | None:
        """What may begin with a word: a node, the phrases whose first word is open put to it; or None."""
        node = self._root.get(word)
        rests = self._open.of(word, self._digits)
        if not rests:
            return node if node is not None else self._behind_proclitic(word)
        joined = _Node()
        if node is not None:
            joined.labels, joined.following = node.labels, node.following
            joined.stems, joined.needs, joined.wild = node.stems, node.needs, node.wild
        alone = [label for words, labels, _ in rests if not words for label in labels]
        joined.labels += tuple(label for label in dict.fromkeys(alone) if label not in joined.labels)
        if node is not None and node.slow is not None:
            joined.slow = {first: list(others) for first, others in node.slow.items()}
        joined.go_on(rest for rest in rests if rest[0])
        return joined

    def _behind_proclitic(self, word: str) -> _Node | None:
        """What begins at a word less the small word that it is written together with: "وأعلنت".

        A word that can be parted in several ways, "وال|استعمال" and "و|الاستعمال", begins what either begins.
        """
        begun: list[_Node] = []
        for proclitic in self._proclitics:
            bare = word[len(proclitic) :]
            if not word.startswith(proclitic) or len(bare) < 2:
                continue
            if bare in self._root or (len(bare) > 2 and self._open.of(bare, self._digits)):
                begun += [node for node in (self.start(bare),) if node is not None]
        return _joined(begun) if len(begun) > 1 else next(iter(begun), None)

    def _reach(self, rest: tuple[str, ...], words: Sequence[str], at: int) -> int:
        """Index after the last word of `rest` matched from `at` on, or -1."""
        for n, matcher in enumerate(rest):
            if matcher == "...":
                return self._reach_over_gap(rest[n + 1 :], words, at)
            if at >= len(words) or not fits(matcher, words[at], self._digits):
                return -1
            at += 1
        return at

    def _reach_over_gap(self, rest: tuple[str, ...], words: Sequence[str], at: int) -> int:
        window = words[at : at + _LONGEST_GAP + 1]
        if _is_plain(rest[0]) and rest[0] not in window:
            return -1
        for skipped, word in enumerate(window, at):
            if (end := self._reach(rest, words, skipped)) >= 0:
                return end
            if word in _STOPS:
                return -1
        return -1

    def _matches(self, node: _Node, words: Sequence[str], at: int, present: AbstractSet[str]) -> list[Match]:
        """Every phrase that begins with a node at a word, longest first."""
        found: list[Match] = []
        end = at + 1
        now: _Node | None = node
        while now is not None:
            if now.labels:
                found.append((end, False, now.labels))
            if end == len(words):
                break
            word = words[end]
            if now.slow is not None:
                for rest, its, needed in (*now.slow.get(word, ()), *now.slow.get("", ())):
                    if needed and needed not in present:
                        continue
                    first = rest[0]
                    if first[-1] == "*" != first[0]:
                        if not word.startswith(first[:-1]):
                            continue
                        if len(rest) == 1:
                            found.append((end + 1, False, its))
                            continue
                    if (reached := self._reach(rest, words, end)) >= 0:
                        found.append((reached, "..." in rest, its))
            now = now.following.get(word) if now.following else None
            end += 1
        if len(found) > 1:
            found.sort(key=itemgetter(0), reverse=True)
        return found

    def scan(self, tokens: Tokens) -> list[Mark]:
        """The marks of a text's tokens, in order; the longest phrase wins, and hides its own kin inside it.

        Kin are phrases of one table of a lexicon: "not only" hides "not", but "told investors" does not hide "told".
        A phrase with a gap hides nothing.
        """
        words, starts, ends, present = tokens.words, tokens.starts, tokens.ends, tokens.present
        begun = self._starts.among(present)
        if begun.keys().isdisjoint(present):
            return []
        marks: list[Mark] = []
        hidden: dict[str, int] = {}
        reach = 0
        following = [*words[1:], ""]
        for at, node in enumerate(map(begun.get, words)):
            if node is None:
                continue
            word = following[at]
            if (node.following is not None and word in node.following) or (
                node.slow is not None and node.may_go_on(word, present)
            ):
                if matches := self._matches(node, words, at, present):
                    reach = max(reach, _mark(marks, matches, tokens, at, hidden))
                continue
            start, end = starts[at], ends[at]
            for kin, kind, value in node.labels:  # one word alone, which can hide nothing
                if at >= reach or at >= hidden.get(kin, 0):
                    marks.append(NEW_MARK(Mark, (kind, start, end, value, ())))
        return marks


def _mark(marks: list[Mark], matches: Sequence[Match], tokens: Tokens, at: int, hidden: dict[str, int]) -> int:
    """Add the marks of the phrases that begin at a word, less those that longer kin hide; how far these hide others."""
    longest: dict[str, int] = {}
    start = tokens.starts[at]
    for end, gapped, labels in matches:
        for kin, kind, value in labels:
            if end <= hidden.get(kin, 0) or end < longest.get(kin, 0):
                continue
            marks.append(NEW_MARK(Mark, (kind, start, tokens.ends[end - 1], value, ())))
            if not gapped:
                longest[kin] = end
    for kin, end in longest.items():
        if end > hidden.get(kin, 0):
            hidden[kin] = end
    return max(longest.values(), default=0)
