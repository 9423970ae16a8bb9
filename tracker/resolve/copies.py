"""Which articles are one voice: reprints, copies and translations collapse to where they came from.

Copies are told by a bottom-k sketch of word sequences (Broder 1997), which libraries for it do no better and at a
hundred times the weight. A translation shares no words: what it keeps is the figures, so an article in another
language that has nearly all of eight or more figures, within two weeks, counts as one. A credit on the page itself
("Reuters") says it outright. All is read from the log, so that it stands when texts are purged; and as likeness is
followed through chains (a like b, b like c), the order of arrival decides nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

from tracker.resolve.days import span_of

_K = 48  # hashes in a sketch: likeness is known to within a tenth
_WORDS = 3  # in a sequence; characters where words are not parted
_LIKE = 0.55
_PROBES = 8  # the smallest hashes, by which likely copies are found without comparing all with all
_FEWEST_FIGURES = 8
_FIGURES_LIKE = 0.8
_TRANSLATED_WITHIN_DAYS = 14
_FEWEST_HASHES = 12  # a shorter text is like many others
_TOKEN = re.compile(r"\w+")
_UNPARTED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Seen:
    """What one coverage event says of an article. sketch: as `sketch_of` gives it."""

    document: str
    publisher: str | None
    published_on: str | None
    language: str | None
    credit: str | None
    sketch: str
    figures: frozenset[str]

    @property
    def hashes(self) -> tuple[int, ...]:
        """The sketch, smallest hash first."""
        return hashes_in(self.sketch)

    @property
    def probes(self) -> list[str]:
        """Two articles that share none of these are no copies of one another."""
        found = [f"w{one:08x}" for one in self.hashes[:_PROBES]]
        if len(self.figures) >= _FEWEST_FIGURES:
            found += [f"f{_hash(one):08x}" for one in sorted(self.figures, key=_hash)[:4]]
        return found


def sketch_of(text: str) -> str:
    """The smallest hashes of the sequences of words in a text, in hex: what `Seen.hashes` is read from."""
    words = [word for token in _TOKEN.findall(text.casefold()) for word in _parted(token)]
    sequences = {" ".join(words[at : at + _WORDS]) for at in range(len(words) - _WORDS + 1)}
    return "".join(f"{one:08x}" for one in sorted({_hash(sequence) for sequence in sequences})[:_K])


def figures_of(text: str) -> list[str]:
    """The numbers in a text that a translation keeps, as digits: no years, nothing under ten. At most 40."""
    found = {"".join(ch for ch in match[0] if ch.isdecimal()) for match in _FIGURE.finditer(text)}
    plain = {str(int(one)) for one in found if len(one) < 16}
    return sorted(one for one in plain if len(one) > 1 and not (len(one) == 4 and one[:2] in ("19", "20")))[:40]


@lru_cache(maxsize=20_000)
def hashes_in(sketch: str) -> tuple[int, ...]:
    """`sketch_of` as numbers."""
    return tuple(int(sketch[at : at + 8], 16) for at in range(0, len(sketch), 8))


def are_copies(one: Seen, other: Seen) -> bool:
    """Whether one is a copy or a translation of the other."""
    mine, theirs = one.hashes, other.hashes
    if min(len(mine), len(theirs)) >= _FEWEST_HASHES and likeness(mine, theirs) >= _LIKE:
        return True
    if one.language is None or other.language is None or one.language == other.language:
        return False
    shared, either = one.figures & other.figures, one.figures | other.figures
    return (
        len(shared) >= _FEWEST_FIGURES
        and len(shared) / len(either) >= _FIGURES_LIKE
        and _days_apart(one, other) <= _TRANSLATED_WITHIN_DAYS
    )


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The share of word sequences that two texts have in common, estimated from their sketches: 0 to 1."""
    k = min(len(one), len(other), _K)
    smallest = set(sorted({*one, *other})[:k])
    return len(smallest & {*one} & {*other}) / k if k else 0.0


def voices(seen: Iterable[Seen]) -> dict[str, str]:
    """document -> the voice it speaks with: the same text for all copies of one original."""
    known = {one.document: one for one in seen}
    return {document: voice for group in _alike(known) for document, voice in _voice_of(group)}


def _alike(known: Mapping[str, Seen]) -> list[list[Seen]]:
    """The articles in groups of copies, through chains of likeness."""
    probed: dict[str, list[Seen]] = defaultdict(list)
    for one in known.values():
        for probe in one.probes:
            probed[probe].append(one)
    root = {document: document for document in known}

    def root_of(document: str) -> str:
        while root[document] != document:
            root[document] = document = root[root[document]]
        return document

    for together in probed.values():
        for one, other in combinations(together, 2):
            a, b = root_of(one.document), root_of(other.document)
            if a != b and are_copies(one, other):
                root[max(a, b)] = min(a, b)
    groups: dict[str, list[Seen]] = defaultdict(list)
    for document, one in known.items():
        groups[root_of(document)].append(one)
    return list(groups.values())


def _voice_of(group: list[Seen]) -> list[tuple[str, str]]:
    """Whom the group credits, else who published first; the whole group speaks with that voice."""
    credits = sorted({one.credit for one in group if one.credit})
    first = min(group, key=lambda one: (one.published_on or "9999", one.publisher or "~", one.document))
    voice = (credits[0] if credits else first.publisher or first.document).casefold()
    return [(one.document, voice) for one in group]


def _days_apart(one: Seen, other: Seen) -> int:
    a, b = span_of(one.published_on), span_of(other.published_on)
    return a.apart(b) if a and b else _TRANSLATED_WITHIN_DAYS + 1


def _parted(token: str) -> list[str]:
    return list(token) if _UNPARTED.search(token) else [token]


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=4).digest())
