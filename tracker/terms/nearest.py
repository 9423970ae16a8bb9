"""Which standard licence a text is, or is nearest to, and which one a card names. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tracker.terms.known import KNOWN
from tracker.terms.wording import lowered, starts_of, straight

_HALF = 0.5
_TAKEN_OVER = 0.8  # of a vendor's passages under other names: fewer are in many licences of the genre


class Nearest(NamedTuple):
    """The licence a text is nearest to; similarity from 0 to 1."""

    name: str
    similarity: float


_PARTS = {"by": "attribution", "nc": "noncommercial", "sa": "sharealike", "nd": "noderivatives"}


def _in_words(letters: str) -> str:
    """ "by-nc" -> "creative commons attribution-noncommercial 4.0"."""
    return f"creative commons {'-'.join(_PARTS[one] for one in letters.split('-'))} 4.0"


_NAMES = {
    "apache-2.0": "Apache-2.0",
    "apache license version 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache 2.0 license": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "mit license": "MIT",
    "mit": "MIT",
    "bsd-3-clause": "BSD-3-Clause",
    "bsd-2-clause": "BSD-2-Clause",
    "gpl-3.0": "GPL-3.0",
    "agpl-3.0": "AGPL-3.0",
    "cc0-1.0": "CC0-1.0",
    "mpl-2.0": "MPL-2.0",
    **{
        spelt: f"CC-{letters.upper()}-4.0"
        for letters in ("by-nc-sa", "by-nc-nd", "by-nc", "by-sa", "by-nd", "by")
        for spelt in (f"cc-{letters}-4.0", f"cc {letters} 4.0", f"cc-{letters} 4.0", _in_words(letters))
    },
}
_NAMED = re.compile(
    rf"(?:^|\n)license:[ \t]*[\"']?(?P<key>[\w.-]+)[\"']?[ \t]*(?=\n|$)"
    rf"|(?:licen[cs]ed under|released under|under the terms of|distributed under|available under|licen[cs]e is|licen[cs]e:)(?: a| the)?[\s\"'\[(]+(?P<said>{'|'.join(sorted(map(re.escape, _NAMES), key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_NAMED_LOW = re.compile(_NAMED.pattern)
_NOTICE = re.compile(
    r"terms of (?:the )?GNU (?P<kind>Lesser |Affero )?General Public Licen[cs]e\b[^;]{0,160}?\bversion (?P<version>[23])\b",
    re.IGNORECASE,
)
_GNU = {"": "GPL", "lesser": "LGPL", "affero": "AGPL"}


@lru_cache(maxsize=16)
def named_in(raw: str, plain: str) -> str | None:
    """The standard licence that a card, or a notice of a few lines, says it is under; None where it names another, or two."""
    found = set()
    head = " ".join(plain[:4_000].split())
    for match in _NOTICE.finditer(head) if "GNU" in head.upper() else ():
        name = f"{_GNU[(match['kind'] or '').strip().casefold()]}-{match['version']}.0"
        found |= {name} & {one.name for one in KNOWN}
    for text in (straight(raw[:4_000]), straight(plain[:20_000])):
        low = lowered(text)
        for match in _NAMED.finditer(text) if low is None else _said_in(low):
            told = re.sub(r",", "", (match["key"] or match["said"]).casefold())
            found.add(_NAMES.get(told, "" if match["key"] else told))
    return found.pop() if len(found) == 1 and "" not in found else None


def _said_in(low: str) -> Iterator[re.Match[str]]:
    """What `_NAMED_LOW` finds, looked for where it may begin."""
    for start in starts_of(low, _SAID):
        found = _NAMED_LOW.match(low, start) or (_NAMED_LOW.match(low, start - 1) if start else None)
        if found:
            yield found


_SAID = (
    *("license:", "licence:", "license is", "licence is", "licensed under", "licenced under", "released under"),
    *("under the terms of", "distributed under", "available under"),
)
_BASED = re.compile(
    rf"(?:based (?:up)?on|derived from|model+ed (?:on|after)|adapted from|(?:modified|amended|adapted|customi[sz]ed) (?:version|form|variant|copy) of|variant of)(?: the)?[\s\"'\[(]+(?P<said>{'|'.join(sorted(map(re.escape, _NAMES), key=len, reverse=True))})\b"
)


def based_on(text: str) -> str | None:
    """The standard licence that a text says in its head it was made out of."""
    found = _BASED.search(" ".join(text[:3_000].lower().split()).replace(" license, version ", " license version "))
    return _NAMES[found["said"]] if found else None


# About how many characters a licence has that often stands under another one, as a notice of somebody else's part.
_LONG = {
    "MIT": 1_100,
    "BSD-3-Clause": 1_500,
    "BSD-2-Clause": 1_300,
    "ISC": 750,
    "Unlicense": 1_250,
    "BUSL-1.1": 4_500,
    "Apache-2.0": 12_000,
}


def _fill(name: str, characters: int) -> float:
    """Which share of a text a licence can make up, from 0 to 1: less than 1 where it stands in a far longer text."""
    return min(1.0, (3 * _LONG[name] + 2_000) / max(1, characters)) if name in _LONG else 1.0


@lru_cache(maxsize=16)
def nearest_of(text: str) -> Nearest | None:
    """The licence with most of its passages in a text, else the one it says it was made out of (similarity 0.5).

    None where fewer than half of the passages of any are in it, nor most of a vendor's under another name. Ties go to
    the first.
    """
    tokens = _folded(text)
    words, held = f" {' '.join(tokens)} ", set(tokens)
    there = {passage for passage, needs in _PASSAGES.items() if needs <= held and passage in words}
    scored = [(sum(f" {passage} " in there for passage in one.passages) / len(one.passages), one) for one in KNOWN]
    scored = [(round(share * _fill(one.name, len(words)), 2), one) for share, one in scored]
    best = max(scored, key=lambda pair: (pair[0], len(pair[1].passages)))
    if best[0] >= _HALF:
        return Nearest(best[1].name, round(best[0], 2))
    for one in (one for one in KNOWN if one.vendor):
        share = sum(_renamed(passage, one.vendor).search(words) is not None for passage in one.passages)
        if share >= _TAKEN_OVER * len(one.passages):
            return Nearest(one.name, round(share / len(one.passages), 2))
    based = based_on(text)
    return Nearest(based, _HALF) if based else None


@lru_cache(maxsize=64)
def _renamed(passage: str, vendor: str) -> re.Pattern[str]:
    """A passage with any name for the vendor's, and any numbers."""
    told = re.sub(r"\d+", r"\\d+(?: \\d+)*", f" {passage} ")
    return re.compile(re.sub(rf"\b{vendor}\b(?: s\b)?", r"(?:[\\w.]+ ){0,4}?[\\w.]+", told))


def _folded(text: str) -> list[str]:
    """Its words of ASCII letters and digits; points stay before digits: "apache 2.0"."""
    told = text.casefold().encode("ascii", "replace").translate(_TO_BLANKS).replace(b". ", b"  ")
    if b"." in told:
        told = _POINTED.sub(rb"\g<0> ", _POINT.sub(b" ", told))
    return told.decode().split()


_POINT = re.compile(rb"[.](?:(?![0-9])|(?<![a-z0-9][.]))")
_POINTED = re.compile(rb"[.][0-9]+(?=[a-z])")
_TO_BLANKS = bytes(one if chr(one) in "abcdefghijklmnopqrstuvwxyz0123456789." else 32 for one in range(256))
_PASSAGES = {f" {passage} ": frozenset(passage.split()) for one in KNOWN for passage in one.passages}
