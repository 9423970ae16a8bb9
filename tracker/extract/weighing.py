"""How likely an article tells of something that it names, judged from all the places together.

The readers of each kind ask for a pattern at one place: a verb, its object, whoever acts. This asks what stands around
every place where a model or a person is named: which cues, on which side, how near, in the headline, beside others.
Boosted trees (trees.json), grown on the labelled articles by `make model`, turn that into log-odds. What stands around
is told in kinds of cues and not in words, so that what was learned in one language holds in all.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import log1p

from tracker.extract.discourse import Context
from tracker.extract.folding import Mark
from tracker.extract.reading import Reading, Sentence
from tracker.extract.trees import score
from tracker.records import Claim

_BESIDE = 12
_LEAD = 3
_PLACES_OF_ONE = 2  # of a name that one sentence repeats
_MOST_PLACES = 16
_TABLES = ("release", "licence", "policy", "meta", "other", "person", "modality", "exception")
_TELLING = (*_TABLES, "refer", "noun", "access", "venue", "role")
_OTHERS = ("model", "other_model", "other")
_COUNTED = ("release.", "licence", "policy.", "other", "other_model", "other_person", "meta", "person", "model")
KINDS = {"model": ("release", "licence_change"), "person": ("policy_statement",), "meta": ("policy_statement",)}
COMPANY = "Meta"
_WHOLE = ("Llama", "Muse", "DINO", "SAM")

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Place:
    """One sentence that a thing stands in. mark: its name there; None where only "it" is meant; words: what is around."""

    sentence: Sentence
    mark: Mark | None
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that might be made. odds: log-odds that a careful reader finds it in the article, of whatever status."""

    kind: str
    subject: str
    places: tuple[Place, ...]
    odds: float


def candidates(reading: Reading, before: Sequence[Context]) -> list[Candidate]:
    """Everything named that the article might tell of, in the order in which it comes to it."""
    found: list[Candidate] = []
    for name, subject, places in named(reading, before):
        told = features(reading, subject, places)
        found += [Candidate(kind, subject, tuple(places), score(kind, told)) for kind in KINDS[name]]
    return found


def odds_at(reading: Reading, candidate: Candidate, place: Place) -> float:
    """What the odds would be if the article had this place only."""
    return score(candidate.kind, features(reading, candidate.subject, [place]))


def is_of(candidate: Candidate, claim: Claim) -> bool:
    """Whether a claim is the one that might be made."""
    return claim.kind == candidate.kind and claim.subject == candidate.subject


def named(reading: Reading, before: Sequence[Context]) -> Iterator[tuple[str, str, list[Place]]]:
    """Kind of name, whose it is, and its places; only what is named itself somewhere."""
    places: dict[tuple[str, str], list[Place]] = {}
    for sentence in _of_ours(reading):
        for kind, subject, mark in _in(sentence, before[sentence.index]):
            own = places.setdefault((kind, subject), [])
            if len(own) < _MOST_PLACES:
                own.append(Place(sentence, mark, _around(reading, sentence, mark, subject, before[sentence.index])))
    for (kind, subject), own in places.items():
        if any(place.mark is not None for place in own):
            yield kind, subject, own


def _in(sentence: Sentence, before: Context) -> Iterator[tuple[str, str, Mark | None]]:
    """What is named in a sentence; and, where nothing of its kind is, what was spoken of before."""
    for kind, meant, strangers in (
        ("model", before.model, ("other_model", "other")),
        ("person", before.person, ("other_person",)),
        ("meta", COMPANY if before.actor == "meta" else None, ("person", "other")),
    ):
        marks = sentence.all(kind)
        counted: dict[str, int] = {}
        for mark in marks:
            subject = COMPANY if kind == "meta" else mark.value
            counted[subject] = counted.get(subject, 0) + 1
            if counted[subject] <= (1 if kind == "meta" else _PLACES_OF_ONE):
                yield kind, subject, mark
        if not marks and meant and _goes_on(sentence) and not sentence.has(*strangers):
            yield kind, meant, None


def _of_ours(reading: Reading) -> Sequence[Sentence]:
    """The sentences up to the end of the last paragraph that names anything of Meta's: what follows is foreign to it."""
    headline = reading.sentences[0]
    if "ours" not in headline.memo:
        last = max((one.index for one in reading.sentences if one.has("meta", "model", "person")), default=0)
        line = reading.sentences[last].line
        headline.memo["ours"] = [one for one in reading.sentences if one.index <= last or one.line == line]
    ours: Sequence[Sentence] = headline.memo["ours"]
    return ours


def _goes_on(sentence: Sentence) -> bool:
    """Whether a sentence can speak on of what was named before."""
    return any(kind.startswith(_TELLING) for kind in sentence.kinds)


def _around(reading: Reading, sentence: Sentence, mark: Mark | None, subject: str, before: Context) -> frozenset[str]:
    words = set(_of_sentence(reading, sentence))
    words.add(f"before {before.actor}")
    if before.model == subject:
        words.add("spoken of")
    if before.person:
        words.add("somebody spoke")
    if mark is None:
        return frozenset([f"- {word}" for word in words])
    begin, end = mark.start, mark.end
    clause = bisect_right(sentence.breaks, begin)
    low = sentence.breaks[clause - 1] if clause else sentence.start
    high = sentence.breaks[clause] if clause < len(sentence.breaks) else sentence.end
    for other in sentence.marks:
        kind, start, stop = other[0], other[1], other[2]
        if low <= start < high and other is not mark:
            worded = _worded(kind)
            words.add(worded[0])
            if len(worded) > 1:
                gap = start - end if start >= end else begin - stop
                words.add(worded[1 + 2 * (start >= end) + (gap <= _BESIDE)])
    if "?" in mark.extra:
        words.add("new name")
    elif mark.extra:
        words.add("variant")
    return frozenset(words)


@cache
def _worded(kind: str) -> tuple[str, ...]:
    """What a mark of this kind gives in the clause of a name; and ahead of it, right ahead, behind it, right behind."""
    if not kind.startswith(_TABLES):
        return (f"clause {kind}",)
    return f"clause {kind}", f"ahead {kind}", f"ahead {kind} beside", f"behind {kind}", f"behind {kind} beside"


def _of_sentence(reading: Reading, sentence: Sentence) -> set[str]:
    """What does not depend on which of its names is asked about."""
    words: set[str] | None = sentence.memo.get("weighing")
    if words is None:
        words = {f"with {kind}" for kind in sentence.kinds}
        words.add("title" if sentence.rank == 0 else "lead" if sentence.rank <= _LEAD else "body")
        if sentence.dates:
            words.add("day" if any(when.is_complete for when in sentence.dates) else "date")
        words |= {
            word
            for word, so in (
                ("question", sentence.is_question),
                ("quoted", sentence.is_quoted),
                ("heading", sentence.role == "heading"),
                ("several models", len({mark.value for mark in sentence.all("model")}) > 1),
            )
            if so
        }
        following = _of_ours(reading)[sentence.index + 1 : sentence.index + 2]
        if following and following[0].role == "body" and not following[0].has(*_OTHERS):
            words |= {f"then {kind}" for kind in following[0].kinds if kind.startswith(_TELLING)}
        sentence.memo["weighing"] = words
    return words


def features(reading: Reading, subject: str, places: Sequence[Place]) -> Features:
    """What the trees go by: 1 for all that stands around some place; how often and where it is named; what it is."""
    told: Features = dict.fromkeys(frozenset().union(*[place.words for place in places]), 1.0)
    direct = [place for place in places if place.mark is not None]
    told["named"] = round(log1p(len(direct)), 3)
    told["meant"] = round(log1p(len(places) - len(direct)), 3)
    told["named early"] = round(log1p(sum(place.sentence.rank <= _LEAD for place in direct)), 3)
    headline = reading.sentences[0]
    told["headline ours"] = float(headline.has("meta", "person", "model"))
    told["headline theirs"] = float(headline.has("other", "other_model", "other_person", "role.outsider"))
    told |= _about(reading)
    told["number"] = float(any(character.isdigit() for character in subject))
    told["family"] = float(subject in _WHOLE)
    told["company"] = float(subject == COMPANY)
    return told


def _about(reading: Reading) -> Features:
    """What the article speaks of, and in how many sentences."""
    headline = reading.sentences[0]
    known: Features | None = headline.memo.get("about")
    if known is None:
        counted = Counter(kind for sentence in _of_ours(reading) for kind in sentence.kinds)
        known = {f"all {kind}": round(log1p(n), 3) for kind, n in counted.items() if kind.startswith(_COUNTED)}
        known["all models"] = round(log1p(len({mark.value for s in reading.sentences for mark in s.all("model")})), 3)
        headline.memo["about"] = known
    return known
