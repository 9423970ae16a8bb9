"""The steps of a story that the readers pass over: "out since May", beside a plan; taken down again; leaked before it was out.

The readers settle on what a text as a whole says of a model; where it tells two things of one, they mostly hear the
louder. Trees of their own (tracker.extract.weighing.STEPS) say how likely an article tells of each step.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from tracker.extract.discourse import distance
from tracker.extract.folding import Mark
from tracker.extract.names import WHOLE_FAMILIES
from tracker.extract.reading import Reading, Sentence
from tracker.extract.release import supposed_release
from tracker.extract.releasedate import CUES
from tracker.extract.settle import release_claims
from tracker.extract.status import status_of
from tracker.extract.weighing import STEPS, Candidate, odds_at
from tracker.records import Claim, ReleaseStatus

ADDED_FROM = {"release ahead": 0.4, "release out": 1.6, "release gone": 0.0, "release leaked": 0.0}
"""Log-odds from which a step that no reader found is a claim."""
BESIDE_AN_END = 0.8
"""Log-odds from which what was taken back or leaked is told to have come out before."""
DROPPED_BELOW = -3.0
"""Log-odds below which a step is none, where another one of the same model stands."""
_DOUBTED, _SURE = -1.0, 1.0  # of two that one sentence tells
_ASKED = 5  # places


def with_steps(reading: Reading, claims: Sequence[Claim], weighed: Sequence[Candidate]) -> list[Claim]:
    """The claims, with steps that were missed of models that they tell of, less those that are surely none."""
    odds = {(one.kind, one.subject): one.odds for one in weighed if one.kind in STEPS}
    told = {(step_of(claim.status), claim.subject) for claim in claims if claim.kind == "release"}
    on = {subject for _, subject in told}
    added = [
        claim
        for one in weighed
        if one.kind in STEPS
        and one.subject in on
        and (one.kind, one.subject) not in told
        and one.odds
        >= (BESIDE_AN_END if one.kind == "release out" and ended(one.subject, told) else ADDED_FROM[one.kind])
        and one.subject not in WHOLE_FAMILIES
        for claim in _step(reading, one, claims)
        if not _is_beside(claim, one, claims) and not _is_on_its_last_day(claim, claims)
    ]
    surest = {subject: max((odds.get((step, subject), 0.0) for step in STEPS), default=0.0) for subject in on}
    replaced = {(claim.start, claim.subject) for claim in added}
    kept = [
        claim
        for claim in claims
        if claim.kind != "release"
        or (mine := odds.get((step_of(claim.status), claim.subject), 0.0))
        >= (_DOUBTED if (claim.start, claim.subject) in replaced else DROPPED_BELOW)
        or mine == surest[claim.subject]
        or not any(
            other is not claim and other.kind == "release" and other.subject == claim.subject
            for other in (*claims, *added)
        )
    ]
    return kept + added


def ended(subject: str, told: AbstractSet[tuple[str, str]]) -> bool:
    """Whether a model was taken back or leaked: before that it mostly was out."""
    return ("release gone", subject) in told or ("release leaked", subject) in told


def _is_beside(claim: Claim, one: Candidate, claims: Sequence[Claim]) -> bool:
    """Whether the same sentence tells another step already, and this one is not much surer than not."""
    is_told = any(other.start == claim.start and other.subject == claim.subject for other in claims)
    return is_told and (one.kind == "release out" or one.odds < _SURE)


def step_of(status: ReleaseStatus | str | None) -> str:
    """The kind of STEPS that a status is one of."""
    return next(kind for kind, statuses in STEPS.items() if status in statuses)


def _is_on_its_last_day(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether a model would have come out on the day on which it was taken back or leaked."""
    return claim.status in STEPS["release out"] and any(
        other.subject == claim.subject
        and other.status in ("withdrawn", "leaked")
        and other.happened_on == claim.happened_on
        for other in claims
        if other.happened_on is not None
    )


def _year_of(one: Candidate, claims: Sequence[Claim]) -> str | None:
    """The year of a leak or a withdrawal without a date: that of the release that it is told with."""
    if one.kind not in ("release gone", "release leaked"):
        return None
    out = [claim for claim in claims if claim.subject == one.subject and claim.status in STEPS["release out"]]
    years = {claim.happened_on[:4] for claim in out if claim.kind == "release" and claim.happened_on}
    return years.pop() if len(years) == 1 else None


def _step(reading: Reading, one: Candidate, claims: Sequence[Claim]) -> list[Claim]:
    """What is told of one step, by its surest place."""
    named = [place for place in one.places if place.mark is not None][:_ASKED]
    meant = [place for place in one.places if place.mark is None][:_ASKED]
    name = next(place.mark for place in named if place.mark is not None)
    odds = [(odds_at(reading, one, place), place) for place in (*named, *meant)]
    ranked = sorted(odds, key=lambda pair: (-pair[0], pair[1].sentence.index))
    for _, place in ranked:
        if place.sentence.is_question:
            continue
        at = place.mark or name
        cue = _cue(place.sentence, at, one.kind)
        if cue is None:
            continue
        hit = supposed_release(reading, place.sentence, at, cue, STEPS[one.kind])
        found = [claim for claim in release_claims(reading, [hit], {one.subject}) if claim.subject == one.subject]
        told = [claim for claim in found if step_of(claim.status) == one.kind]
        # What stands beside the news without a date of its own is no news: "a week after ..., somebody had posted it".
        is_told_back = not hit.has_date and one.kind != "release ahead"
        year = _year_of(one, claims)
        return [replace(claim, happened_on=year, main=False) for claim in told] if is_told_back else told
    return []


_COMING = ("modality.plan", "modality.imminent", "modality.rumour")
_OWN_CUES = {
    "release ahead": ("release.delay", *_COMING),
    "release out": ("release.done", "release.announce", "release.offer", "release.available", "release.noun"),
    "release gone": ("release.withdraw",),
    "release leaked": ("release.leak",),
}


def _cue(sentence: Sentence, name: Mark, step: str) -> Mark | None:
    """The nearest cue that says so, else the nearest word that may."""
    near = sorted(sentence.all(*CUES), key=lambda cue: distance(sentence, cue, name))
    saying = [cue for cue in near if status_of(sentence, cue) in STEPS[step]]
    if step == "release out" and sentence.has("release.withdraw", "release.leak"):
        return None  # what is taken down had been out: that needs a sentence of its own
    if step == "release ahead" and sentence.has("release.withdraw") and not sentence.has(*_COMING):
        return None  # "taken down for an indefinite time" is no plan
    own = sorted(sentence.all(*_OWN_CUES[step]), key=lambda cue: distance(sentence, cue, name))
    return next(iter((*saying, *own)), None)
