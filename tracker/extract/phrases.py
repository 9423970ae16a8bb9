"""Finding the phrases of a lexicon in a text, in time linear in its length.

A phrase is written as words between spaces; hyphens and apostrophes do not matter. In a phrase
    veröffentlich*   stands for a word that begins so,    *modell  for one that ends so,
    #                for a number,                        ...      for up to fourteen words in between,
    (a|b)            for either.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from operator import itemgetter

from tracker.extract.folding import Mark, Tokens, fold, tokens_of

_STOPS = frozenset('.!?\n;:。！？।"')
_LONGEST_GAP = 14
_MEMO_LIMIT = 50_000
_EITHER = re.compile(r"\(([^()]*)\)")

Label = tuple[str, str]  # kind and value of the marks that a phrase leaves
Kin = tuple[str, str, str]  # a label with its table in front
Rest = tuple[tuple[str, ...], tuple[Kin, ...], str]  # words still to come, labels, a plain one of the words
Match = tuple[int, bool, Sequence[Kin]]  # index after its end, whether it has a gap, labels
Plan = tuple[tuple[Kin, ...], "dict[str, _Node] | None", list[Rest] | None]
_NEW_MARK = tuple.__new__  # half the time of calling the named tuple, which counts for hundreds of marks an article


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
    return tuple(words)


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
    return tuple((kind.partition(".")[0], kind, value) for kind, value in dict.fromkeys(labels))


class _Node:
    """Where phrases stand that have begun with the same words: what ends here, what may follow, what needs a search.

    slow: the rest of phrases that go on with something other than a plain word
    """

    __slots__ = ("following", "labels", "slow")

    def __init__(self) -> None:
        self.labels: tuple[Kin, ...] = ()
        self.following: dict[str, _Node] | None = None
        self.slow: list[Rest] | None = None


class _Openings:
    """Phrases whose first word is open, found by what that word begins with, ends with or holds."""

    def __init__(self) -> None:
        self._beginning: dict[str, list[Rest]] = {}
        self._ending: dict[str, list[Rest]] = {}
        self._other: list[tuple[str, Rest]] = []

    def add(self, first: str, rest: Rest) -> None:
        if first[-1] == "*" and first[0] != "*":
            self._beginning.setdefault(first[:-1], []).append(rest)
        elif first[0] == "*" and first[-1] != "*":
            self._ending.setdefault(first[1:], []).append(rest)
        else:
            self._other.append((first, rest))

    def of(self, word: str, digits: Mapping[str, int]) -> list[Rest]:
        """What may go on after a word."""
        found: list[Rest] = []
        for at in range(1, min(len(word), 40) + 1):
            found += self._beginning.get(word[:at], ())
            found += self._ending.get(word[-at:], ())
        return found + [rest for first, rest in self._other if fits(first, word, digits)]


class _Starts(dict[str, _Node | None]):
    """What begins at a word, remembered per word: a node to walk on from, or None."""

    def __init__(self, table: "PhraseTable") -> None:
        super().__init__()
        self._table = table

    def __missing__(self, word: str) -> _Node | None:
        if len(self) >= _MEMO_LIMIT:
            self.clear()
        self[word] = start = self._table.start(word)
        return start


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
                node.slow = node.slow or []
                node.slow.append((tuple(words[at:]), labels, next(filter(_is_plain, words[at:]), "")))
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
        alone = [label for words, labels, _ in rests if not words for label in labels]
        joined.labels += tuple(label for label in dict.fromkeys(alone) if label not in joined.labels)
        joined.slow = [*((node and node.slow) or ()), *(rest for rest in rests if rest[0])] or None
        return joined

    def _behind_proclitic(self, word: str) -> _Node | None:
        """What begins at a word less the small word that it is written together with: "وأعلنت"."""
        for proclitic in self._proclitics:
            bare = word[len(proclitic) :]
            if word.startswith(proclitic) and (len(bare) > 2 or (len(bare) == 2 and bare in self._root)):
                rests = self._open.of(bare, self._digits)
                if bare in self._root or rests:
                    return self.start(bare)
        return None

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
        for skipped in range(at, min(at + _LONGEST_GAP + 1, len(words))):
            if (end := self._reach(rest, words, skipped)) >= 0:
                return end
            if words[skipped] in _STOPS:
                return -1
        return -1

    def _plan(self, node: _Node, present: set[str]) -> Plan | None:
        """What may begin with a node in a text of these words only: labels, what follows, what needs a search."""
        following = node.following if node.following and not present.isdisjoint(node.following) else None
        slow = [rest for rest in node.slow if not rest[2] or rest[2] in present] if node.slow else None
        return (node.labels, following, slow or None) if node.labels or following or slow else None

    def _matches(self, plan: Plan, words: Sequence[str], at: int) -> list[Match]:
        """Every phrase that begins at a word, longest first."""
        labels, following, slow = plan
        found: list[Match] = []
        end = at + 1
        while True:
            if labels:
                found.append((end, False, labels))
            for rest, its, _ in slow or ():
                if (reached := self._reach(rest, words, end)) >= 0:
                    found.append((reached, "..." in rest, its))
            node = following.get(words[end]) if following and end < len(words) else None
            if node is None:
                break
            labels, following, slow = node.labels, node.following, node.slow
            end += 1
        if len(found) > 1:
            found.sort(key=itemgetter(0), reverse=True)
        return found

    def scan(self, tokens: Tokens) -> list[Mark]:
        """The marks of a text's tokens, in order; the longest phrase wins, and hides its own kin inside it.

        Kin are phrases of one table of a lexicon: "not only" hides "not", but "told investors" does not hide "told".
        A phrase with a gap hides nothing.
        """
        words, starts, ends = tokens.words, tokens.starts, tokens.ends
        present = set(words)
        begun = {word: node for word in present if (node := self._starts[word]) is not None}
        plans = {word: plan for word, node in begun.items() if (plan := self._plan(node, present)) is not None}
        if not plans:
            return []
        marks: list[Mark] = []
        hidden: dict[str, int] = {}
        last = len(words) - 1
        for at, plan in enumerate(map(plans.get, words)):
            if plan is None:
                continue
            labels, following, slow = plan
            if slow is not None or (following is not None and at < last and words[at + 1] in following):
                if matches := self._matches(plan, words, at):
                    _mark(marks, matches, tokens, at, hidden)
                continue
            for kin, kind, value in labels:  # one word alone, which can hide nothing
                if at >= hidden.get(kin, 0):
                    marks.append(_NEW_MARK(Mark, (kind, starts[at], ends[at], value, ())))
        return marks


def _mark(marks: list[Mark], matches: Sequence[Match], tokens: Tokens, at: int, hidden: dict[str, int]) -> None:
    """Add the marks of the phrases that begin at a word, less those that longer kin hide."""
    longest: dict[str, int] = {}
    start = tokens.starts[at]
    for end, gapped, labels in matches:
        for kin, kind, value in labels:
            if end <= hidden.get(kin, 0) or end < longest.get(kin, 0):
                continue
            marks.append(_NEW_MARK(Mark, (kind, start, tokens.ends[end - 1], value, ())))
            if not gapped:
                longest[kin] = end
    for kin, end in longest.items():
        if end > hidden.get(kin, 0):
            hidden[kin] = end


class CharacterTable:
    """Phrases of a language written without spaces, found wherever their characters stand."""

    def __init__(self, phrases: Mapping[str, Iterable[Label]]) -> None:
        self._labels: dict[str, tuple[Kin, ...]] = {}
        self._gapped: list[tuple[str, re.Pattern[str], tuple[Kin, ...]]] = []
        for phrase, labels in phrases.items():
            for plain in spelled_out(phrase):
                self._enter(fold(plain).strip().strip("*"), kindred(labels))
        lengths: dict[str, set[int]] = {}
        for plain in self._labels:
            lengths.setdefault(plain[:2], set()).add(len(plain))
        for pair in [pair for pair in lengths if len(pair) == 2 and pair[0] in lengths]:
            lengths[pair].add(1)
        self._lengths = {start: sorted(every, reverse=True) for start, every in lengths.items()}
        first = sorted({pair[0] for pair in lengths})
        self._first = re.compile(f"[{re.escape(''.join(first))}]" if first else r"(?!)")

    def _enter(self, plain: str, labels: tuple[Kin, ...]) -> None:
        if "..." in plain or "#" in plain:
            pattern = (
                re.escape(plain)
                .replace(r"\.\.\.", "[^.!?\n。！？]{0,24}?")
                .replace(r"\#", r"[0-9]+")
                .replace(r"\ ", "")
            )
            needed = max(re.split(r"\.\.\.|#", plain), key=len).strip()
            self._gapped.append((needed, re.compile(pattern), labels))
        elif plain:
            known = self._labels.get(plain, ())
            self._labels[plain] = known + tuple(label for label in labels if label not in known)

    def scan(self, folded: str) -> list[Mark]:
        """The marks of a folded text, in order; the longest phrase hides shorter ones of its own table inside it."""
        marks: list[Mark] = []
        hidden: dict[str, int] = {}
        for found in self._first.finditer(folded):
            at = found.start()
            begun = self._lengths.get(folded[at : at + 2])
            for length in self._lengths.get(folded[at], ()) if begun is None else begun:
                labels = self._labels.get(folded[at : at + length])
                for kin, kind, value in labels or ():
                    if at + length > hidden.get(kin, 0):
                        marks.append(Mark(kind, at, at + length, value))
                for kin, _, _ in labels or ():
                    hidden[kin] = max(hidden.get(kin, 0), at + length)
        for needed, pattern, labels in self._gapped:
            if needed in folded:
                marks += [
                    Mark(kind, m.start(), m.end(), value) for m in pattern.finditer(folded) for _, kind, value in labels
                ]
        return sorted(marks, key=itemgetter(1, 2))
