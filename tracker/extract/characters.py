"""Finding the phrases of a lexicon in a text written without spaces: by the characters that they begin with."""

import re
from collections.abc import Iterable, Mapping
from itertools import compress
from operator import itemgetter

from tracker.extract.folding import Mark, fold
from tracker.extract.phrases import MEMO_LIMIT, NEW_MARK, Kin, Label, kindred, spelled_out

_FEW_BEGINNINGS = 150
_FAR = 6
Held = tuple[bool, list[int], list[tuple[int, tuple[Kin, ...]]]]


class _Found(dict[str, Held]):
    """For three characters: whether phrases of six or more may begin so, the lengths of those of four and five, and the
    phrases that these characters hold already.
    """

    def __init__(self, labels: Mapping[str, tuple[Kin, ...]]) -> None:
        super().__init__()
        self._labels = labels
        self._lengths: dict[str, set[int]] = {}
        for phrase in labels:
            self._lengths.setdefault(phrase[:3], set()).add(len(phrase))

    def __missing__(self, start: str) -> Held:
        if len(self) >= MEMO_LIMIT:
            self.clear()
        lengths = self._lengths.get(start, ())
        held = [(n, self._labels[start[:n]]) for n in (3, 2, 1) if start[:n] in self._labels]
        self[start] = (max(lengths, default=0) >= _FAR, [n for n in (5, 4) if n in lengths], held)
        return self[start]


class CharacterTable:
    """Phrases of a language written without spaces, found wherever their characters stand."""

    def __init__(self, phrases: Mapping[str, Iterable[Label]]) -> None:
        self._labels: dict[str, tuple[Kin, ...]] = {}
        self._gapped: list[tuple[str, re.Pattern[str], tuple[Kin, ...]]] = []
        for phrase, labels in phrases.items():
            for plain in spelled_out(phrase):
                self._enter(fold(plain).strip().strip("*"), kindred(labels))
        far: dict[str, set[int]] = {}
        for plain in self._labels:
            if len(plain) >= _FAR:
                far.setdefault(plain[:_FAR], set()).add(len(plain))
        self._far = {start: sorted(every, reverse=True) for start, every in far.items()}
        self._longest = max([3, *map(len, self._labels)])
        self._found = _Found(self._labels)
        pairs = {plain[:2] for plain in self._labels if len(plain) > 1}
        alone = {plain for plain in self._labels if len(plain) == 1}
        self._few = _of_pairs(pairs | alone) if len({pair[0] for pair in pairs}) <= _FEW_BEGINNINGS else None
        self._pairs = frozenset(_as_number(pair) for pair in pairs)
        self._alone = re.compile(f"[{re.escape(''.join(sorted(alone)))}]") if alone else None

    def _enter(self, plain: str, labels: tuple[Kin, ...]) -> None:
        if "..." in plain or "#" in plain:
            pattern = (
                re.escape(plain)
                .replace(r"\.\.\.", "[^.!?\n。！？]{0,24}?")
                .replace(r"\#", r"[0-9]+")
                .replace(r"\ ", " ?")
            )
            needed = max(re.split(r"\.\.\.|#", plain), key=len).strip()
            self._gapped.append((needed, re.compile(pattern), labels))
        elif plain:
            known = self._labels.get(plain, ())
            self._labels[plain] = known + tuple(label for label in labels if label not in known)

    def _begun(self, folded: str) -> Iterable[int]:
        """Where a phrase may begin, as its first two characters stand there.

        Two characters are one number of 64 bits: half of the pairs begin at even places, the others at odd ones.
        """
        if self._few is not None:
            return [found.start() for found in self._few.finditer(folded)]
        coded = memoryview(folded.encode("utf-32-le", "surrogatepass"))
        begun: list[int] = []
        for first in (0, 1):
            numbers = coded[4 * first : 4 * first + (len(folded) - first) // 2 * 8].cast("Q").tolist()
            begun += compress(range(first, len(folded), 2), map(self._pairs.__contains__, numbers))
        begun.sort()
        if self._alone is not None:
            return sorted({*begun, *(found.start() for found in self._alone.finditer(folded))})
        return begun

    def scan(self, folded: str) -> list[Mark]:
        """The marks of a folded text, in order; the longest phrase hides shorter ones of its own table inside it."""
        marks: list[Mark] = []
        hidden: dict[str, int] = {}
        reach = 0
        known = self._labels
        padded = folded + "\0" * self._longest
        for at in self._begun(folded):
            is_far, longer, found = self._found[padded[at : at + 3]]
            if is_far and (lengths := self._far.get(padded[at : at + _FAR])):
                longer = lengths + longer
            if longer:
                found = [(n, labels) for n in longer if (labels := known.get(padded[at : at + n]))] + found
            for length, labels in found:
                end = at + length
                for kin, kind, value in labels:
                    if end > reach or end > hidden.get(kin, 0):
                        marks.append(NEW_MARK(Mark, (kind, at, end, value, ())))
                for kin, _, _ in labels:
                    if end > hidden.get(kin, 0):
                        hidden[kin] = end
                reach = max(reach, end)
        for needed, pattern, labels in self._gapped:
            if needed in folded:
                marks += [
                    Mark(kind, m.start(), m.end(), value) for m in pattern.finditer(folded) for _, kind, value in labels
                ]
        marks.sort(key=itemgetter(1, 2))
        return marks


def _as_number(pair: str) -> int:
    return memoryview(pair.encode("utf-32-le", "surrogatepass")).cast("Q")[0]


def _of_pairs(beginnings: Iterable[str]) -> re.Pattern[str]:
    """Any of some pairs of characters, and of single ones."""
    second: dict[str, set[str]] = {}
    for start in beginnings:
        second.setdefault(start[0], set()).add(start[1:])
    choices = [
        re.escape(first) + ("" if "" in others else f"(?=[{re.escape(''.join(sorted(others)))}])")
        for first, others in sorted(second.items())
    ]
    return re.compile("|".join(choices) or "(?!)")
