"""How likely an article tells of something that it names, judged from all the places together.

The readers of each kind ask for a pattern at one place: a verb, its object, whoever acts. This asks what stands around
every place where a model or a person is named: which cues, on which side, how near, in the headline, beside others.
Boosted trees (trees.json), grown on the labelled articles by `make model`, turn that into log-odds. What stands around
is told in kinds of cues and not in words, so that what was learned in one language holds in all.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from itertools import starmap
from math import log1p
from operator import or_
from typing import Generic, TypeVar, cast

from tracker.extract.discourse import Context
from tracker.extract.folding import Mark
from tracker.extract.names import WHOLE_FAMILIES
from tracker.extract.ownpage import owner_of, says_we
from tracker.extract.reading import Reading, Sentence
from tracker.extract.trees import Forests, forests
from tracker.extract.when import When, is_before, is_of_these_days, resolved
from tracker.records import Claim, ReleaseStatus

_BESIDE = 12
_LEAD = 3
_PLACES_OF_ONE = 2  # of a name that one sentence repeats
_MOST_PLACES = 16
_TABLES = ("release", "licence", "policy", "meta", "other", "person", "modality", "exception")
_TELLING = (*_TABLES, "refer", "noun", "access", "venue", "role")
_SIDES = ("ahead {}", "ahead {} beside", "behind {}", "behind {} beside")
_OTHERS = ("model", "other_model", "other")
_COUNTED = ("release.", "licence", "policy.", "other", "other_model", "other_person", "meta", "person", "model")
STEPS: dict[str, tuple[ReleaseStatus, ...]] = {
    "release ahead": ("planned", "rumoured"),
    "release out": ("released", "announced"),
    "release gone": ("withdrawn",),
    "release leaked": ("leaked",),
}
"""The steps of a story, which an article may tell several of, each with trees of its own."""
TRAITS = ("release shown",)
"""What a claim that is made is like: of a model that is only shown."""
KINDS = {
    "model": ("release", "licence_change", *STEPS, *TRAITS),
    "person": ("policy_statement",),
    "meta": ("policy_statement",),
}
COMPANY = "Meta"

Features = dict[str, float]
Told = TypeVar("Told", int, frozenset[str])


@dataclass(frozen=True, slots=True)
class Place(Generic[Told]):
    """One sentence that a thing stands in. mark: its name there; None where only "it" is meant; told: what is around."""

    sentence: Sentence
    mark: Mark | None
    told: Told


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that might be made. odds: log-odds that a careful reader finds it in the article, of whatever status,
    or, of a kind of STEPS, of one of these."""

    kind: str
    subject: str
    places: tuple[Place[int], ...]
    odds: float


class Telling(Generic[Told]):
    """How what stands around a name is told: `of` gives what stands for a word, and several are put together by "or".

    Words themselves, to grow trees by; or what they rule out in the trees, which is all that the odds depend on.
    named, meant: of a name itself; of a place where only "it" is meant
    """

    def __init__(self, nothing: Told, of: Callable[[str], Told]) -> None:
        self.named: Around[Told] = Around("", nothing, of)
        self.meant: Around[Told] = Around("- ", nothing, of)


class Around(Generic[Told]):
    """What stands for the words on one sort of places, each worked out once.

    beside: for a kind of mark in the clause of a name: ahead of it, right ahead, behind it, right behind
    """

    def __init__(self, prefix: str, nothing: Told, of: Callable[[str], Told]) -> None:
        def told(*words: str) -> Told:
            return reduce(or_, [of(prefix + word) for word in words], nothing)

        def beside(kind: str) -> tuple[Told, ...]:
            if not kind.startswith(_TABLES):
                return (told(f"clause {kind}"),) * len(_SIDES)
            return tuple(told(f"clause {kind}", side.format(kind)) for side in _SIDES)

        self._nothing: Told = nothing
        self.of: Callable[[str], Told] = cache(told)
        self.with_kind: Callable[[str], Told] = cache(lambda kind: told(f"with {kind}"))
        self.then_kind: Callable[[str], Told] = cache(lambda kind: told(*[f"then {kind}"] * kind.startswith(_TELLING)))
        self.beside: Callable[[str], tuple[Told, ...]] = cache(beside)

    def all(self, tell: Callable[[str], Told], words: Iterable[str]) -> Told:
        """What stands for several words or kinds together."""
        return reduce(or_, map(tell, words), self._nothing)


WORDS: Telling[frozenset[str]] = Telling(frozenset(), lambda word: frozenset([word]))


@lru_cache(maxsize=len(KINDS))
def _ruling(of: Forests) -> Telling[int]:
    return Telling(0, of.ruled_out)


def _asked(name: str) -> Forests:
    """The trees that judge what a kind of name may stand for."""
    return forests(None, *KINDS[name])


def candidates(reading: Reading, before: Sequence[Context]) -> list[Candidate]:
    """Everything named that the article might tell of, in the order in which it comes to it."""
    asked = {name: _asked(name) for name in KINDS}
    found: list[Candidate] = []
    for name, subject, places in named(reading, before, lambda name: _ruling(asked[name])):
        out = _out(reading, subject, places, asked[name])
        found += [Candidate(kind, subject, tuple(places), asked[name].score(kind, out)) for kind in KINDS[name]]
    return found


def odds_at(reading: Reading, candidate: Candidate, place: Place[int]) -> float:
    """What the odds would be if the article had this place only."""
    of = next(_asked(name) for name, kinds in KINDS.items() if candidate.kind in kinds)
    return of.score(candidate.kind, _out(reading, candidate.subject, [place], of))


def _out(reading: Reading, subject: str, places: Sequence[Place[int]], of: Forests) -> int:
    """The leaves of some trees that are ruled out by what is told of a subject."""
    headline = reading.sentences[0]
    out: int | None = headline.memo.get(of)
    if out is None:
        out = headline.memo[of] = reduce(or_, starmap(of.ruled_out, _about(reading).items()), 0)
    for place in places:
        out |= place.told
    return out | _ruled_out(of, *_of_subject(subject, places).items())


@lru_cache(maxsize=1_000)
def _ruled_out(of: Forests, *numbers: tuple[str, float]) -> int:
    """What numbers rule out that many subjects have alike."""
    return reduce(or_, starmap(of.ruled_out, numbers), 0)


def features(reading: Reading, subject: str, places: Sequence[Place[frozenset[str]]]) -> Features:
    """What the trees go by: 1 for all that stands around some place; how often and where it is named; what it is."""
    words = frozenset[str]().union(*[place.told for place in places])
    return dict.fromkeys(words, 1.0) | _of_subject(subject, places) | _about(reading)


def is_of(candidate: Candidate, claim: Claim) -> bool:
    """Whether a claim is the one that might be made."""
    return claim.kind == candidate.kind and claim.subject == candidate.subject


def named(
    reading: Reading, before: Sequence[Context], telling: Callable[[str], Telling[Told]]
) -> Iterator[tuple[str, str, list[Place[Told]]]]:
    """Kind of name, whose it is, and its places, told as by `telling` of that kind; only what is named itself somewhere."""
    places: dict[tuple[str, str], list[Place[Told]]] = {}
    owner = owner_of(reading)
    for sentence in _of_ours(reading):
        context = before[sentence.index]
        for kind, subject, mark in _in(sentence, context, owner):
            own = places.setdefault((kind, subject), [])
            if len(own) < _MOST_PLACES:
                own.append(Place(sentence, mark, _around(reading, sentence, mark, subject, context, telling(kind))))
    for (kind, subject), own in places.items():
        if any(place.mark is not None for place in own):
            yield kind, subject, own


def _in(sentence: Sentence, before: Context, owner: str | None) -> Iterator[tuple[str, str, Mark | None]]:
    """What is named in a sentence; and, where nothing of its kind is, what was spoken of before.

    owner: who says "we" on a page of Meta's own
    """
    for kind, meant, strangers in (
        ("model", before.model, ("other_model", "other")),
        ("person", before.person, ("other_person",)),
        ("meta", COMPANY if before.actor == "meta" else None, ("person", "other")),
    ):
        marks = sentence.all(kind)
        if not marks and owner is not None and kind == ("meta" if owner == COMPANY else "person") and says_we(sentence):
            meant = owner
        if not marks:
            if meant and not sentence.has(*strangers) and _goes_on(sentence):
                yield kind, meant, None
            continue
        if kind == "meta":
            yield kind, COMPANY, marks[0]
            continue
        counted: dict[str, int] = {}
        for mark in marks:
            counted[mark.value] = counted.get(mark.value, 0) + 1
            if counted[mark.value] <= _PLACES_OF_ONE:
                yield kind, mark.value, mark


def _of_ours(reading: Reading) -> Sequence[Sentence]:
    """The sentences up to the end of the last paragraph that names anything of Meta's: what follows is foreign to it.

    On a page of its own so does all that says "we".
    """
    headline = reading.sentences[0]
    if "ours" not in headline.memo:
        kinds = ("meta", "model", "person", *(("refer.we",) if owner_of(reading) else ()))
        last = max((one.index for one in reading.sentences if one.has(*kinds)), default=0)
        line = reading.sentences[last].line
        headline.memo["ours"] = [one for one in reading.sentences if one.index <= last or one.line == line]
    ours: Sequence[Sentence] = headline.memo["ours"]
    return ours


def _goes_on(sentence: Sentence) -> bool:
    """Whether a sentence can speak on of what was named before."""
    for kind in sentence.kinds:  # noqa: SIM110  # a generator takes twice the time
        if kind.startswith(_TELLING):
            return True
    return False


def _around(
    reading: Reading,
    sentence: Sentence,
    mark: Mark | None,
    subject: str,
    before: Context,
    telling: Telling[Told],
) -> Told:
    around = telling.named if mark is not None else telling.meant
    told = _of_sentence(reading, sentence, around) | around.of(f"before {before.actor}")
    if before.model == subject:
        told |= around.of("spoken of")
    if before.person:
        told |= around.of("somebody spoke")
    if mark is None:
        return told
    if mark.extra:
        told |= around.of("new name" if "?" in mark.extra else "variant")
    begin, end = mark.start, mark.end
    clause = bisect_right(sentence.breaks, begin)
    low = sentence.breaks[clause - 1] if clause else sentence.start
    high = sentence.breaks[clause] if clause < len(sentence.breaks) else sentence.end
    for other in sentence.marks:
        kind, start, stop = other[0], other[1], other[2]
        if low <= start < high and other is not mark:
            behind = start >= end
            gap = start - end if behind else begin - stop
            told |= around.beside(kind)[2 * behind + (gap <= _BESIDE)]
    return told


def _of_sentence(reading: Reading, sentence: Sentence, around: Around[Told]) -> Told:
    """What a sentence tells whichever of its names is asked about."""
    if around not in sentence.memo:
        told = around.all(around.of, _worded(reading, sentence)) | around.all(around.with_kind, sentence.kinds)
        following = _of_ours(reading)[sentence.index + 1 : sentence.index + 2]
        if following and following[0].role == "body" and not following[0].has(*_OTHERS):
            told |= around.all(around.then_kind, following[0].kinds)
        sentence.memo[around] = told
    return cast(Told, sentence.memo[around])


def _worded(reading: Reading, sentence: Sentence) -> Iterator[str]:
    """What a sentence is, by its place and form."""
    yield "title" if sentence.rank == 0 else "lead" if sentence.rank <= _LEAD else "body"
    if sentence.dates:
        yield "day" if any(when.is_complete for when in sentence.dates) else "date"
        yield from {_lies(reading, when) for when in sentence.dates}
    if sentence.is_question:
        yield "question"
    if sentence.is_quoted:
        yield "quoted"
    if sentence.role == "heading":
        yield "heading"
    models = sentence.all("model")
    if len(models) > 1 and any(mark.value != models[0].value for mark in models):
        yield "several models"


def _lies(reading: Reading, when: When) -> str:
    """Where a date lies from the day of publication on."""
    day, published = resolved(when, reading.published), reading.published
    if day is None or published is None:
        return "no day"
    if is_before(published, day):
        return "day to come"
    return (
        "day of news" if is_of_these_days(day, published) else "past day" if day[:7] < published[:7] else "this month"
    )


def _of_subject(subject: str, places: Sequence[Place[Told]]) -> Features:
    """How often and where a subject is named, and what it is."""
    direct = [place for place in places if place.mark is not None]
    return {
        "named": _counted(len(direct)),
        "meant": _counted(len(places) - len(direct)),
        "named early": _counted(sum(place.sentence.rank <= _LEAD for place in direct)),
        "number": float(any(character.isdigit() for character in subject)),
        "family": float(subject in WHOLE_FAMILIES),
        "company": float(subject == COMPANY),
    }


@lru_cache(maxsize=1024)
def _counted(number: int) -> float:
    return round(log1p(number), 3)


def _about(reading: Reading) -> Features:
    """What the article speaks of, and in how many sentences; and whom its headline names."""
    headline = reading.sentences[0]
    counted = Counter(kind for sentence in _of_ours(reading) for kind in sentence.kinds)
    about = {f"all {kind}": _counted(n) for kind, n in counted.items() if kind.startswith(_COUNTED)}
    about["all models"] = _counted(len({mark.value for s in reading.sentences for mark in s.all("model")}))
    about["headline ours"] = float(headline.has("meta", "person", "model"))
    about["headline theirs"] = float(headline.has("other", "other_model", "other_person", "role.outsider"))
    return about
