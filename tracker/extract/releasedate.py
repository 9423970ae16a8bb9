"""Which of a sentence's dates is that of a release, where it tells of several things, or of who said so when."""

from tracker.extract.discourse import distance
from tracker.extract.folding import Mark
from tracker.extract.hit import base_of
from tracker.extract.passing import by_closeness, stands_beside
from tracker.extract.reading import Reading, Sentence
from tracker.extract.when import When, resolved
from tracker.records import ReleaseStatus

CUES = (
    "release.leak",
    "release.withdraw",
    "release.delay",
    "release.done",
    "release.announce",
    "release.noun",
    "release.offer",
)
_ALONE, _CLAUSE = 4, 60


def _is_of_saying(sentence: Sentence, cue: Mark, place: Mark, when: When, status: ReleaseStatus) -> bool:
    """Whether a date says when something was said, and not when it was done: "confirmed on Thursday that it will"."""
    said = sentence.near(place, "policy.say", "modality.report")
    if said and not when.is_complete and not sentence.near(place, *CUES):
        return True
    far = distance(sentence, cue, place)
    if status in ("planned", "rumoured") and (when.weekday or (when.shift and when.shift[0] == "day")):
        said = [*said, *(one for one in sentence.near(place, "release.announce", "policy.think") if one != cue)]
        if any(_stands_before(sentence, one, place) for one in sentence.all("policy.say", "modality.report")):
            return True
        return any(distance(sentence, one, place) < far for one in said)
    return any(distance(sentence, one, place) < far for one in sentence.near(place, "policy.think")) and not when.month


def _stands_before(sentence: Sentence, verb: Mark, place: Mark) -> bool:
    """Whether a verb stands in the clause before a date that is a clause by itself: "said, on Thursday, that"."""
    at = sentence.clause(place.start)
    return sentence.clause(verb.start) == at - 1 and not sentence.near(place, "meta", "model", *CUES)


def own_date(reading: Reading, sentence: Sentence, cue: Mark, thing: Mark, status: ReleaseStatus) -> str | None:
    """The date right beside one of several models, or alone in its clause: "Llama 3 in April and Llama 3.1 in July"."""
    for when in by_closeness(reading, sentence, thing):
        if stands_beside(reading, thing, when):
            return resolved(when, base_of(reading, when), status in ("planned", "rumoured"))
    at = sentence.clause(thing.start)
    if at != sentence.clause(cue.start):
        inside = [when for when in sentence.dates if sentence.clause(when.start) == at]
        inside = inside or [when for when in sentence.dates if _is_alone(sentence, when, at - 1)]
        if len(inside) == 1:
            return resolved(inside[0], base_of(reading, inside[0]), status in ("planned", "rumoured"))
    return None


def _is_alone(sentence: Sentence, when: When, clause: int) -> bool:
    """Whether a date is all of a clause."""
    if sentence.clause(when.start) != clause or clause >= len(sentence.breaks):
        return False
    begin = sentence.breaks[clause - 1] if clause else sentence.start
    return sentence.breaks[clause] - begin <= when.end - when.start + _ALONE


def _turned_away(reading: Reading, sentence: Sentence, cue: Mark, when: When) -> int:
    """How much farther a date is from a cue than characters tell, where it is told of what follows.

    So is a date that is a clause by itself ("...; three months later, ..."), and each where verbs come last.
    """
    clause = sentence.clause(when.start)
    if _is_alone(sentence, when, clause):
        if sentence.clause(cue.start) == clause + 1:
            return -_CLAUSE
        if cue.start < when.start:
            return _CLAUSE
    if reading.lexicon.agents and cue.start < when.start:
        return _CLAUSE
    return 0


def date_of(reading: Reading, sentence: Sentence, cue: Mark, status: ReleaseStatus) -> tuple[str | None, str | None]:
    """The date that a sentence gives to a cue; and about when that is, if it says "early 2023" or so, else the same."""
    cues = sentence.all(*CUES) or (cue,)
    best: tuple[int, str, str] | None = None
    full = any(when.year and when.day for when in sentence.dates)
    slack = 25 if len({name.value for name in sentence.all("model")}) < 2 else 0
    for when in sentence.dates:
        place = Mark("date", when.start, when.end)
        if full and when.weekday and not when.shift:
            continue  # "5 April 2025: Llama 4, on a Saturday"
        if _is_of_saying(sentence, cue, place, when, status):
            continue
        apart = {
            one: distance(sentence, one, place) + _turned_away(reading, sentence, one, when) for one in {*cues, cue}
        }
        nearest = min(cues, key=lambda other: apart[other])
        far = apart[cue]
        if nearest != cue and nearest.kind != "release.noun" and apart[nearest] + slack < far:
            continue
        value = resolved(when, base_of(reading, when), status in ("planned", "rumoured"))
        if value is not None and (best is None or far - 12 * len(value) < best[0]):
            best = (
                far - 12 * len(value),
                value,
                f"{value}-{when.about:02}" if when.about and len(value) == 4 else value,
            )
    return best[1:] if best else (None, None)
