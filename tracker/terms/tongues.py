"""The terms of licences that are not in English: what they say of the commonest terms, in a few languages. Pure.

A text in two languages of which English is one is read in English only.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tracker.terms.clauses import Sentence
from tracker.terms.forbidden import FORBIDDEN_USES
from tracker.terms.gathered import Gathered, searched
from tracker.terms.tongue_words import CHINESE, TONGUES, Tongue
from tracker.terms.wording import DAY, date_in, flat, straight

_ENGLISH = frozenset(["the", "of", "and", "you", "this", "any", "or", "to"])
_HEAD = 6_000  # characters by which a language is known
_FEWEST = 12  # words that must tell it


@lru_cache(maxsize=16)
def tongue_of(plain: str) -> Tongue | None:
    """The language of a text, where it is one of these and not English."""
    head = plain[:_HEAD]
    han = 0 if head.isascii() else len(re.findall("[\u4e00-\u9fff]", head))
    if han and han > 0.3 * len(re.findall(r"[^\W\d_]", head)):
        return CHINESE
    held = Counter(head.casefold().split())
    scored = [(sum(held[word] for word in marks), one) for marks, one in _MARKS]
    best = max(scored, key=lambda pair: pair[0])
    return best[1] if best[0] >= _FEWEST and best[0] > 3 * sum(held[word] for word in _ENGLISH) else None


_MARKS = tuple((frozenset(one.marks.split()) - _ENGLISH, one) for one in TONGUES if one.marks)


def is_foreign_terms(plain: str) -> bool:
    """Whether a text in one of these languages lays down terms."""
    tongue = tongue_of(plain)
    low = plain[:_HEAD].casefold()
    return tongue is not None and sum(one in low for one in tongue.legal.split()) >= 3


def foreign(gathered: Gathered) -> None:
    """The terms of a text in one of these languages, as far as they are not told yet."""
    tongue = tongue_of(gathered.plain)
    if tongue is None:
        return
    _title(gathered, tongue)
    _day(gathered, tongue)
    pieces = list(_pieces(gathered, tongue))
    for _, text, one in pieces:
        _users(gathered, tongue, one, text)
        _law_and_words(gathered, tongue, one, text)
    _says(gathered, tongue, pieces)
    _uses(gathered, tongue, pieces)


def _title(gathered: Gathered, tongue: Tongue) -> None:
    """The first short line that holds a word for a licence, and is no sentence."""
    for line in re.finditer(r"[^\n]+", gathered.plain[:1_500]):
        told = straight(flat(line[0])).strip(" -=#*_|")
        short = len(told.split()) <= 14 and len(told) <= 90 and told[-1:] not in (".", ";", ",", ":", "\u3002")
        if short and ":" not in told and re.search(tongue.about, told, re.IGNORECASE):
            gathered.say("name", told, line.span())
            return


def _day(gathered: Gathered, tongue: Tongue) -> None:
    """The first date of a short line in the head; whole, where only its month was read."""
    before = gathered.terms.values["version_date"] or ""
    for line in re.finditer(r"[^\n]+", gathered.plain[:1_500]):
        day = _day_in(line[0], tongue) if len(line[0]) < 120 else None
        if day:
            if day.startswith(before):
                gathered.terms.words.pop("version_date", None)
            gathered.say("version_date", day, line.span())
            return


def _day_in(line: str, tongue: Tongue) -> str | None:
    found = re.search(tongue.day, line, re.IGNORECASE)
    told = found.groupdict() if found else {}
    months, name = tongue.months.split(), (told.get("m") or "").casefold()
    number = int(told["n"]) if told.get("n") else months.index(name) + 1 if name in months else 0
    if 1 <= number <= 12:
        return f"{told['y']}-{number:02}" + (f"-{int(told['d']):02}" if told.get("d") else "")
    plain = DAY.search(line)
    return date_in(plain) if plain else None


Piece = tuple[str, str, Sentence]


def _pieces(gathered: Gathered, tongue: Tongue) -> Iterator[Piece]:
    """What is read at once: its own words, and those with what leads to them; Chinese sentences are told apart here."""
    for one in gathered.sentences:
        lead, own = straight(one.clause.lead), straight(one.own)
        for part in _STOPS.split(own) if tongue is CHINESE else (own,):
            yield part, f"{lead} {part}".strip(), one


_STOPS = re.compile("[\u3002\uff1b;]")


def _says(gathered: Gathered, tongue: Tongue, pieces: Sequence[Piece]) -> None:
    """The terms that patterns tell, the weightier first."""
    for key, value, pattern, unless in tongue.says:
        for _, text, one in pieces if key not in gathered.terms.words else ():
            if searched(pattern, text) and not (unless and searched(unless, text)):
                gathered.say(key, value, one)
    for pattern in tongue.grants if "licensor" not in gathered.terms.words else ():
        for _, text, one in pieces:
            found = searched(pattern, text)
            if found:
                gathered.say("licensor", found["who"].rstrip(" ,;"), one)


def _law_and_words(gathered: Gathered, tongue: Tongue, one: Sentence, text: str) -> None:
    """Whose law governs, and what must be shown."""
    law = searched(tongue.law, text)
    told = next((value for value in law.groupdict().values() if value), "").casefold() if law else ""
    place = next((place for start, place in tongue.laws.items() if told.startswith(start)), None) if told else None
    if place:
        gathered.say("governing_law", place, one)
    shown = searched(tongue.shows, text)
    if shown:
        gathered.say("display_notice", shown["shown"].strip(" .,"), one)


def _users(gathered: Gathered, tongue: Tongue, one: Sentence, text: str) -> None:
    """From how many monthly users on one must ask."""
    found = searched(tongue.users, text)
    told = found.groupdict() if found else {}
    number, unit = told.get("number") or told.get("number2"), told.get("unit") or told.get("unit2")
    if not number:
        return
    digits = re.sub(r"[ .,](?=\d{3})", "", number.strip(" .,")).replace(",", ".")
    times = next((size for name, size in tongue.units.items() if (unit or "").casefold().startswith(name)), 1)
    value = round(float(digits) * times) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else 0
    if value >= 1_000:
        gathered.say("mau_threshold", value, one)
        gathered.say("commercial_use", "conditional", one)


def _uses(gathered: Gathered, tongue: Tongue, pieces: Sequence[Piece]) -> None:
    """The uses that are ruled out, by the words that lead to them or beside them."""
    told: set[str] = set()
    first: Sentence | None = None
    for own, text, one in pieces:
        over = straight(one.clause.heading) if len(own) < 250 else ""
        if searched(tongue.bans, f"{over} {text}"):
            found = {name for name, pattern in tongue.uses.items() if searched(pattern, own)}
            first = first or (one if found else None)
            told |= found
    if first:
        gathered.say("excluded_uses", [name for name, _ in FORBIDDEN_USES if name in told], first)
