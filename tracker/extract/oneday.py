"""One day for what came together: terms and members of a model have the day of its release where only the month is known."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.extract.hit import base_of
from tracker.extract.newsday import is_liveblog
from tracker.extract.reading import Reading, Sentence
from tracker.extract.renewal import changed_on
from tracker.extract.when import resolved
from tracker.records import Claim

_MONTH, _DAY = len("2024-07"), len("2024-07-23")
_OUT = ("released", "announced")
_TELLING = ("release.done", "release.announce")
_OF_ELSE = ("other", "other_model", "other_person", "model", "modality.not")


def on_one_day(reading: Reading, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, those that are news of a month on the day in it that the text gives to the same news elsewhere."""
    claims = [_as_said_behind(reading, claim) for claim in claims]
    days = {
        claim.subject: claim.happened_on
        for claim in claims
        if claim.kind == "release" and claim.main and claim.status in _OUT and _is_day(claim.happened_on)
    }
    return [_with_the_release(reading, claim, days.get(claim.subject)) for claim in claims]


def _is_day(day: str | None) -> bool:
    return day is not None and len(day) == _DAY


def _with_the_release(reading: Reading, claim: Claim, out: str | None) -> Claim:
    month = claim.happened_on
    if not claim.main or (month is not None and len(month) != _MONTH):
        return claim
    if claim.kind == "release" and claim.status == "announced" and out and out.startswith(month or ""):
        return replace(claim, happened_on=out)
    if claim.kind == "licence_change" and claim.status == "in_force" and month is not None:
        day = next((day for day in (changed_on(reading), out) if day and day.startswith(month)), None)
        return replace(claim, happened_on=day) if day else claim
    return claim


def _as_said_behind(reading: Reading, claim: Claim) -> Claim:
    """A release of this month on the day that the next sentence gives it: "Last week Meta ... . It came out on 8 April"."""
    month = claim.happened_on
    if claim.kind != "release" or claim.status not in _OUT or month is None or len(month) != _MONTH:
        return claim
    if not claim.main or is_liveblog(reading):
        return claim
    at = next((one.index for one in reading.sentences if one.start <= claim.start < one.end), None)
    if at is None or at + 1 >= len(reading.sentences):
        return claim
    told, following = reading.sentences[at], reading.sentences[at + 1]
    days = _days(reading, following) if following.line == told.line else set()
    return replace(claim, happened_on=days.pop()) if len(days) == 1 and min(days).startswith(month) else claim


def _days(reading: Reading, sentence: Sentence) -> set[str]:
    """The days of a sentence that tells of a release, and of nothing else."""
    if not sentence.has(*_TELLING) or sentence.has(*_OF_ELSE):
        return set()
    days = (resolved(when, base_of(reading, when)) for when in sentence.dates)
    return {day for day in days if day and len(day) == _DAY and day <= (reading.published or day)}
