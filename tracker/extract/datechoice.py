"""Which of an article's dates is that of a claim, or whether none is: judged over all of them together.

The readers take the date that stands nearest to a cue, by rules of theirs. Trees (dates.json, grown by `make model`)
compare it with every other date of the article, with the day, month and year of publication, and with none; where
another one is the likelier by a margin, it is taken.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from itertools import starmap
from math import log1p
from operator import or_
from typing import Any

from tracker.extract.hit import base_of
from tracker.extract.newsday import is_liveblog, news_day
from tracker.extract.reading import Reading, Sentence
from tracker.extract.trees import DATES_FILE, Forests, forests
from tracker.extract.weighing import STEPS, Features
from tracker.extract.when import When, resolved
from tracker.records import Claim

KIND = "date"
_MARGIN, _MARGIN_ELSE, _MARGIN_FROM_NONE = 0.3, 1.0, 1.0
_DAY, _MONTH, _YEAR = len("2024-07-23"), len("2024-07"), len("2024")
_MOST_DATES = 60  # of an article
_FARTHEST = 6  # sentences
_BESIDE = 12  # characters
_LEAD = 3
_TOLD = ("release.", "licence", "policy.", "modality.", "date.", "refer.", "exception", "role.")
_NAMES = ("model", "person", "meta")
_STATED = ("year", "month", "day", "weekday", "nth", "told_in", "anchor", "about")
_SORTS = ("solar", "is_last", "counts_on", "is_season", "is_of_that_year", "is_whole")


@dataclass(frozen=True, slots=True)
class _Place:
    """One place of a date in the text. ahead: whether it is that date if it speaks of something to come."""

    sentence: Sentence
    when: When
    ahead: bool


@dataclass(slots=True)
class _Option:
    """A date that may be a claim's, and where it is told: nowhere, if it is only publication's or a part of another."""

    value: str | None
    places: list[_Place] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Beside:
    """A claim, the sentence of its quote, and the dates of the other claims.

    named: the sentences that name its subject; kin, news, launch: dates of its subject, of the news, of what came out
    """

    claim: Claim
    own: Sentence
    named: frozenset[int]
    others: Counter[str | None]
    kin: frozenset[str | None]
    news: frozenset[str | None]
    launch: frozenset[str | None]


def with_dates(reading: Reading, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, each with the likeliest date of all."""
    return [replace(claim, happened_on=_likeliest(reading, claim, claims)) for claim in claims]


def _likeliest(reading: Reading, claim: Claim, claims: Sequence[Claim]) -> str | None:
    grown = forests(DATES_FILE, KIND)
    odds: dict[str | None, float] = {}
    beside = _beside(reading, claim, claims)
    shared = _out(grown, _of_claim(reading, beside, claims))
    memo = reading.sentences[0].memo
    for value, option in _options_of(reading, claim).items():
        nearest = _nearest(option, beside.own)
        out = shared | _out(grown, _of_relation(beside, option, nearest))
        for key, told in _of_itself(reading, option, nearest, claim.subject):
            if (grown, key) not in memo:
                memo[grown, key] = _out(grown, told)
            out |= memo[grown, key]
        odds[value] = grown.score(KIND, out)
    first = claim.happened_on
    best = max(odds, key=lambda value: (odds[value], value == first, value or ""))
    if odds[best] <= odds[first] + _margin(first, best) or _is_held(claim, best, claims):
        return first
    return first if _is_vaguer(reading, claim, best) else best


def _out(of: Forests, told: Features) -> int:
    """The leaves that features rule out."""
    return reduce(or_, starmap(of.ruled_out, told.items()), 0)


def _margin(first: str | None, best: str | None) -> float:
    """Log-odds by which another date must be the likelier."""
    if first is None:
        return _MARGIN_FROM_NONE
    return _MARGIN if best is None or best.startswith(first) else _MARGIN_ELSE


def _is_held(claim: Claim, value: str | None, claims: Sequence[Claim]) -> bool:
    """Whether another statement of the same speaker, or other terms of the same model, have that date; or a model that was
    taken back or leaked came out on that day."""
    if claim.kind != "release":
        return any(
            one.happened_on == value and (one.kind, one.subject) == (claim.kind, claim.subject)
            for one in claims
            if one is not claim
        )
    return claim.status in ("withdrawn", "leaked") and any(
        one.happened_on == value and one.subject == claim.subject and one.status in STEPS["release out"]
        for one in claims
    )


def _is_vaguer(reading: Reading, claim: Claim, value: str | None) -> bool:
    """Whether a date says less than the first one, or is but the other way to read the same words: "as of Friday".

    News that gives no date is of the month of publication (labelling rule), however little is said of when.
    """
    first, published = claim.happened_on, reading.published or ""
    if first is None:
        return False
    if value is None:
        return claim.main and first == published[:_MONTH]
    return first.startswith(value) or len(value) == _YEAR or _is_same_place(reading, value, first)


def _is_same_place(reading: Reading, one: str, other: str) -> bool:
    options = _options(reading)
    there, here = (
        {place.when.start for place in options[day].places} if day in options else set() for day in (one, other)
    )
    return not there.isdisjoint(here)


def features(reading: Reading, claim: Claim, claims: Sequence[Claim]) -> Iterator[tuple[str | None, Features]]:
    """The dates that a claim may have, each with what the trees go by."""
    beside = _beside(reading, claim, claims)
    about = _of_claim(reading, beside, claims)
    for value, option in _options_of(reading, claim).items():
        yield value, about | _of_option(reading, beside, option)


def told_of_own_date(reading: Reading, claim: Claim, claims: Sequence[Claim]) -> Features:
    """What is told of a claim and of the date that it has."""
    option = _options(reading).get(claim.happened_on) or _Option(claim.happened_on)
    beside = _beside(reading, claim, claims)
    return _of_claim(reading, beside, claims) | _of_option(reading, beside, option)


def _options_of(reading: Reading, claim: Claim) -> dict[str | None, _Option]:
    """Every date that a claim may have, its first one with them."""
    found = _options(reading)
    return found if claim.happened_on in found else {**found, claim.happened_on: _Option(claim.happened_on)}


def _options(reading: Reading) -> dict[str | None, _Option]:
    """Every date that the article tells, with publication's day, month and year, and with none."""
    memo = reading.sentences[0].memo
    if "options" not in memo:
        memo["options"] = _found_options(reading)
    found: dict[str | None, _Option] = memo["options"]
    return found


def _found_options(reading: Reading) -> dict[str | None, _Option]:
    found: dict[str | None, _Option] = {None: _Option(None)}
    published = reading.published or ""
    for length in (_DAY, _MONTH, _YEAR):
        if len(published) >= length:
            found[published[:length]] = _Option(published[:length])
    dates = [(sentence, when) for sentence in reading.sentences for when in sentence.dates]
    for sentence, when in dates[:_MOST_DATES]:
        base = base_of(reading, when)
        back, ahead = resolved(when, base), resolved(when, base, future=True)
        for value in dict.fromkeys((back, ahead)):
            if value is None:
                continue
            found.setdefault(value, _Option(value)).places.append(_Place(sentence, when, value != back))
            for length in (_MONTH, _YEAR):
                if len(value) > length:
                    found.setdefault(value[:length], _Option(value[:length]))
    return found


def _beside(reading: Reading, claim: Claim, claims: Sequence[Claim]) -> _Beside:
    others = [one for one in claims if one is not claim]
    return _Beside(
        claim,
        sentence_of(reading, claim),
        sentences_on(reading, claim.subject),
        Counter(one.happened_on for one in others),
        frozenset(one.happened_on for one in others if one.subject == claim.subject),
        frozenset(one.happened_on for one in others if one.main),
        frozenset(
            one.happened_on
            for one in others
            if one.kind == "release" and one.main and one.status in STEPS["release out"]
        ),
    )


def sentences_on(reading: Reading, subject: str) -> frozenset[int]:
    """The sentences that name a model or a person."""
    memo = reading.sentences[0].memo
    if "on" not in memo:
        on: dict[object, set[int]] = {}
        for one in reading.sentences:
            for mark in one.all("model", "person"):
                on.setdefault(mark.value, set()).add(one.index)
        memo["on"] = {name: frozenset(those) for name, those in on.items()}
    found: frozenset[int] = memo["on"].get(subject, frozenset())
    return found


def sentence_of(reading: Reading, claim: Claim) -> Sentence:
    """The sentence in which a claim's quote begins."""
    return next((one for one in reading.sentences if one.start <= claim.start < one.end), reading.sentences[0])


def _of_claim(reading: Reading, beside: _Beside, claims: Sequence[Claim]) -> Features:
    claim, own = beside.claim, beside.own
    told = dict.fromkeys((f"own {kind}" for kind in own.kinds if kind.startswith(_TOLD)), 1.0)
    told |= {f"kind {claim.kind}": 1.0, f"status {claim.status}": 1.0}
    told |= dict.fromkeys((f"first {word}" for word in _lies(reading.published, claim.happened_on)), 1.0)
    return told | {
        "main": float(claim.main),
        "own dates": float(len(own.dates)),
        "own rank": round(log1p(own.rank), 3),
        "quoted": float(own.is_quoted),
        "score": claim.confidence,
        "kin told": float(sum(one.subject == claim.subject for one in claims)),
        "news told": float(sum(one.main for one in claims)),
        "company": float(claim.subject == "Meta"),
        "fresh": float(reading.is_fresh),
        "published": float(len(reading.published or "")),
        "liveblog": float(is_liveblog(reading)),
        "first length": float(len(claim.happened_on or "")),
        "claims": float(len(claims)),
        "dates": round(log1p(sum(len(one.dates) for one in reading.sentences)), 3),
    }


def _of_option(reading: Reading, beside: _Beside, option: _Option) -> Features:
    """All that is told of a date beside a claim."""
    nearest = _nearest(option, beside.own)
    told = _of_relation(beside, option, nearest)
    for _, own in _of_itself(reading, option, nearest, beside.claim.subject):
        told |= own
    return told


def _nearest(option: _Option, own: Sentence) -> _Place | None:
    """The place of a date that is nearest to a claim's sentence."""
    if not option.places:
        return None
    return min(option.places, key=lambda place: (abs(place.sentence.index - own.index), place.ahead))


def _of_relation(beside: _Beside, option: _Option, nearest: _Place | None) -> Features:
    """How a date stands to a claim, its first date, and the other claims."""
    value, first = option.value, beside.claim.happened_on
    told: Features = {
        "is first": float(value == first),
        "others": float(beside.others[value]),
        "kin": float(value in beside.kin),
        "news": float(value in beside.news),
        "launch": float(value in beside.launch),
    }
    if value is not None and first is not None and value != first:
        less, more = first.startswith(value), value.startswith(first)
        told["less" if less else "more" if more else "before first" if value < first else "after first"] = 1.0
    if nearest is not None:
        told |= {
            "named": float(any(place.sentence.index in beside.named for place in option.places)),
            "line": float(any(place.sentence.line == beside.own.line for place in option.places)),
            "far": float(max(-_FARTHEST, min(_FARTHEST, nearest.sentence.index - beside.own.index))),
            "own": float(nearest.sentence is beside.own),
            "ahead": float(nearest.ahead),
        }
    return told


def _of_itself(
    reading: Reading, option: _Option, nearest: _Place | None, subject: str
) -> Iterator[tuple[tuple[Any, ...], Features]]:
    """What is told of a date whatever the claim, and of what stands around a place of it; each once for an article."""
    memo = reading.sentences[0].memo
    key: tuple[Any, ...] = ("date", option.value, bool(option.places))
    if key not in memo:
        memo[key] = _of_value(reading, option)
    yield key, memo[key]
    if nearest is None:
        return
    names = any(mark.value == subject for mark in nearest.sentence.all("model", "person"))
    key = ("around", nearest.when.start, subject if names else None)
    if key not in memo:
        memo[key] = _around(nearest, subject)
    yield key, memo[key]


def _of_value(reading: Reading, option: _Option) -> Features:
    value = option.value
    told: Features = dict.fromkeys(_lies(reading.published, value), 1.0)
    told |= {
        "length": float(len(value or "")),
        "days": days_apart(reading.published, value),
        "is news day": float(value is not None and value == news_day(reading)),
        "places": float(len(option.places)),
    }
    if option.places:
        told["headed"] = float(any(place.sentence.rank == 0 for place in option.places))
        told["lead"] = float(any(place.sentence.rank <= _LEAD for place in option.places))
    return told


def _around(place: _Place, subject: str) -> Features:
    """What stands around a date, and how it is worded."""
    sentence, when = place.sentence, place.when
    clause = sentence.clause(when.start)
    told: Features = {}
    for mark in sentence.marks:
        if not mark.kind.startswith(_TOLD) and mark.kind not in _NAMES:
            continue
        kind = "subject" if mark.kind in ("model", "person") and mark.value == subject else mark.kind
        if sentence.clause(mark.start) != clause:
            told[f"with {kind}"] = 1.0
            continue
        told[f"clause {kind}"] = 1.0
        if (when.start - mark.end if mark.start < when.start else mark.start - when.end) <= _BESIDE:
            told[f"beside {kind}"] = 1.0
    told |= dict.fromkeys((f"when {name}" for name in _STATED if getattr(when, name) is not None), 1.0)
    told |= dict.fromkeys((f"when {name}" for name in _SORTS if getattr(when, name)), 1.0)
    if when.shift:
        told |= {f"when {when.shift[0]}": 1.0, "shift": float(when.shift[1])}
    told["when at"] = float(sum(one.start < when.start for one in sentence.dates))
    told["when of"] = float(len(sentence.dates))
    return told


def _lies(published: str | None, value: str | None) -> Iterator[str]:
    """Where a date lies from publication on."""
    if value is None:
        yield "none"
    if value is None or published is None:
        return
    length = min(len(value), len(published))
    if published.startswith(value):
        yield f"of publication {len(value)}"
    elif value[:_YEAR] == published[:_YEAR]:
        yield "same year"
    if len(value) >= _MONTH and value[:_MONTH] == published[:_MONTH]:
        yield "same month"
    if value[:length] > published[:length]:
        yield "to come"


def days_apart(published: str | None, value: str | None) -> float:
    """Logarithm of the days from one partial date, as that of publication, to another, by their middles; negative before it."""
    if published is None or value is None:
        return 0.0
    apart = (_middle(value) - _middle(published)).days
    return round(log1p(abs(apart)) * (1 if apart >= 0 else -1), 2)


def _middle(day: str) -> date:
    year, month, of_month = (*map(int, day.split("-")), 0, 0)[:3]
    return date(year, month or 7, of_month or 15)
