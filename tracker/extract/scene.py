"""The date of a scene: what a sentence tells without one happened when the sentence or heading before it says."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.extract.folding import Mark
from tracker.extract.hit import Hit, base_of, is_background
from tracker.extract.reading import Reading, Sentence
from tracker.extract.when import resolved

_SPOKEN = ("policy.say", "modality.plan", "modality.rumour", "release.delay", "other_model")
_SHORT = 36
_COMING = ("planned", "rumoured")


def in_scenes(reading: Reading, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, those without a date given that of the scene: "Back to 24 February 2023. Meta released LLaMA"."""
    telling = {hit.sentence.index for hit in hits}
    return [_dated(reading, hit, telling) for hit in hits]


def _dated(reading: Reading, hit: Hit, telling: set[int]) -> Hit:
    sentence = hit.sentence
    if hit.has_date or hit.status in _COMING or sentence.dates or sentence.index == 0 or hit.weak:
        return hit
    last = reading.sentences[sentence.index - 1]
    if last.index in telling or last.has(*_SPOKEN) or not _is_of_scene(last, sentence):
        following = reading.sentences[sentence.index + 1 : sentence.index + 2]
        if not following or following[0].index in telling or not _only_dates(following[0], sentence):
            return hit
        last = following[0]
    days = {day for when in last.dates if (day := resolved(when, base_of(reading, when)))}
    if len(days) != 1 or len(day := days.pop()) < len("2023-02") or (reading.published or "9999") < day:
        return hit
    cue = Mark("date", sentence.start, sentence.start)
    return replace(
        hit,
        when=day,
        has_date=True,
        background=hit.background or is_background(reading, sentence, cue, day, hit.status),
    )


def _is_of_scene(last: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence only sets the scene: short, or a heading, right before another, and about no model."""
    if last.role == "title" or last.has("model"):
        return False
    return last.role == "heading" or (last.line == sentence.line and last.end - last.start <= 120)


def _only_dates(following: Sentence, sentence: Sentence) -> bool:
    """Whether the next sentence only adds when: "That was in July 2024"."""
    return (
        following.line == sentence.line
        and following.end - following.start <= _SHORT
        and not following.has(*_SPOKEN, "model", "meta", "person", "other", "release.done", "release.announce")
    )
