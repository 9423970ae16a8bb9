"""Which bytes may tell of Meta's AI: a pass over a page in whatever encoding it is, before anything is parsed. Pure.

Rather too much passes than too little: what passes is read as any page, and must be relevant by its text. Needles that
hold another one are left out, so that some hundred names come down to a few searches of the kind that `in` does, at
a speed that a pattern of alternatives has not (bytes are searched at tens of megabytes a second, not at four).
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape

from w3lib.encoding import html_to_unicode

from tracker.vocabulary import vocabulary

_SHORTEST = 4  # bytes of a needle; shorter ones are in every page
_EVERYWHERE = frozenset({"meta", "facebook", "instagram", "whatsapp", "fair", "scout", "maverick", "msl", "kaplan"})
_MANY = 50
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_META = re.compile(rb"Meta(?=[\s,.:;?!)'\xe2])")
_PART_OF_A_WORD = re.compile(rb"[\w</-]")


def may_be_relevant(body: bytes, content_type: str = "") -> bool:
    """Whether a name of a model, of a spokesman or of the company stands in the bytes; ASCII in any case."""
    ascii_, others = _needles()
    lowered = body.lower()
    if any(needle in lowered for needle in ascii_) or _names_meta(body):
        return True
    plain = _plain(body, content_type)
    letters = set(plain)  # of most scripts a page has no letter
    return any(needle[0] in letters and needle in plain for needle in others)


def _plain(body: bytes, content_type: str) -> str:
    """The page in lower case, whatever it is encoded in; letters as letters where many are told by their numbers."""
    numbered, escaped = body.count(b"&#") > _MANY, body.count(b"\\u") > _MANY
    if body.isascii() and not numbered and not escaped and b"\x1b" not in body:  # ISO 2022 is ASCII with escapes
        return ""
    try:
        plain = body.decode()
    except UnicodeDecodeError:
        plain = html_to_unicode(content_type or None, body, default_encoding="cp1252")[1]
    plain = unescape(plain) if numbered else plain
    return (_ESCAPED.sub(lambda match: chr(int(match[1], 16)), plain) if escaped else plain).lower()


def _names_meta(body: bytes) -> bool:
    """Whether the company is named as a word of a sentence: "meta" alone is in the head of every page."""
    return any(not _PART_OF_A_WORD.match(body[at - 1 : at]) for at in (m.start() for m in _META.finditer(body)) if at)


@lru_cache(maxsize=1)
def _needles() -> tuple[tuple[bytes, ...], tuple[str, ...]]:
    """Those of ASCII, and those of other letters; in lower case, none holds another."""
    names = {name.lower() for name in _names()}
    ascii_ = _shortest(name for name in names if name.isascii())
    return tuple(name.encode() for name in ascii_), _shortest(name for name in names if not name.isascii())


def _shortest(names: Iterable[str]) -> tuple[str, ...]:
    kept: list[str] = []
    for name in sorted(names, key=lambda one: (len(one), one)):
        if len(name.encode()) >= _SHORTEST and not any(shorter in name for shorter in kept):
            kept.append(name)
    return tuple(kept)


def _names() -> Iterator[str]:
    known = vocabulary()
    models = (name for model in known.models if model.own for name in (model.name, *model.aliases))
    people = (name for person in known.people for name in (person.name, *person.aliases))
    for name in (*models, *people, *known.meta):
        if name.casefold() not in _EVERYWHERE:
            yield name
