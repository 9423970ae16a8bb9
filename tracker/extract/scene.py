"""The date of a scene: what a sentence tells without one happened when the sentence or heading before it says."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.extract.folding import Mark
from tracker.extract.hit import COMING, Hit, base_of, days_of_news_before, is_background
from tracker.extract.newsday import is_liveblog
from tracker.extract.reading import Reading, Sentence
from tracker.extract.when import is_before, resolved

_SPOKEN = ("policy.say", "modality.plan", "modality.rumour", "release.delay", "other_model")
_SHORT, _ADDED = 36, 80
_STORY_REACHES = 2
_ENTRY_REACHES, _ENTRY_ALONE = 3, 6  # sentences; characters around the date, as in "**18 July 2023.**"


def in_scenes(reading: Reading, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, those without a date given that of the scene: "Back to 24 February 2023. Meta released LLaMA"."""
    telling = {hit.sentence.index for hit in hits}
    return [_of_story(reading, _dated(reading, hit, telling)) for hit in hits]


def _of_story(reading: Reading, hit: Hit) -> Hit:
    """A hit without a date in a paragraph that tells of times long past: at the earliest when these were, to the month."""
    sentence = hit.sentence
    if hit.has_date or hit.weak or hit.status in COMING or sentence.dates:
        return hit
    past = past_around(reading, sentence)
    return hit if past is None else replace(hit, when=past, has_date=True, background=True)


def past_around(reading: Reading, sentence: Sentence) -> str | None:
    """The month or year long past that a paragraph told of right before an undated sentence, which is of it too."""
    if reading.published is None or is_liveblog(reading) or sentence.has("modality.now", "date.recent"):
        return None
    for earlier in reversed(reading.sentences[max(0, sentence.index - _STORY_REACHES) : sentence.index]):
        if earlier.line != sentence.line or earlier.has("modality.now", "date.recent"):
            return None
        days = [day for when in earlier.dates if (day := resolved(when, base_of(reading, when)))]
        if days and not any(when.year or when.anchor or when.shift for when in earlier.dates):
            return None  # "leaves at the end of May" may be to come
        if days:
            past = is_before(max(days), days_of_news_before(reading.published))
            return days[-1][: len("2023-02")] if past else None
    return None


def _dated(reading: Reading, hit: Hit, telling: set[int]) -> Hit:
    sentence = hit.sentence
    if hit.has_date or hit.status in COMING or sentence.index == 0:
        return hit
    if (entry := entry_over(reading, sentence)) is not None:
        return _on(reading, hit, entry)
    if sentence.dates or hit.weak:
        return hit
    last = reading.sentences[sentence.index - 1]
    if last.index in telling or last.has(*_SPOKEN) or not _is_of_scene(last, sentence):
        following = reading.sentences[sentence.index + 1 : sentence.index + 2]
        if not following or following[0].index in telling or not _only_dates(following[0], sentence):
            return hit
        last = following[0]
    told = {day for when in last.dates if (day := resolved(when, base_of(reading, when)))}
    if len(told) != 1 or len(scene := told.pop()) < len("2023-02") or (reading.published or "9999") < scene:
        return hit
    return _on(reading, hit, scene)


def _on(reading: Reading, hit: Hit, day: str) -> Hit:
    cue = Mark("date", hit.sentence.start, hit.sentence.start)
    background = hit.background or is_background(reading, hit.sentence, cue, day, hit.status)
    return replace(hit, when=day, has_date=True, background=background)


def entry_over(reading: Reading, sentence: Sentence) -> str | None:
    """The date that stands by itself, as a sentence or heading, over a chronicle's entry: "23 July 2024. Llama 3.1 ..."."""
    for earlier in reversed(reading.sentences[max(0, sentence.index - _ENTRY_REACHES) : sentence.index]):
        if earlier.role == "title" or (earlier.line != sentence.line and earlier.end - earlier.start > _SHORT):
            return None
        for when in earlier.dates[:1]:
            alone = when.month is not None and earlier.end - earlier.start <= when.end - when.start + _ENTRY_ALONE
            entry = resolved(when, base_of(reading, when)) if alone else None
            ahead = entry is not None and reading.published is not None and entry > reading.published
            return None if ahead else entry
    return None


def _is_of_scene(last: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence only sets the scene: short, or a heading, right before another, and about no model."""
    if last.role == "title" or last.has("model"):
        return False
    return last.role == "heading" or (last.line == sentence.line and last.end - last.start <= 120)


def _only_dates(following: Sentence, sentence: Sentence) -> bool:
    """Whether the next sentence only adds when: "That was in July 2024"."""
    return (
        following.line == sentence.line
        and following.end - following.start <= _ADDED
        and not following.has(*_SPOKEN, "model", "meta", "person", "other", "release.done", "release.announce")
    )
