"""Models that came with another: "SAM 3D appeared together with SAM 3", "... on the same day", and when that was."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.extract.folding import Mark
from tracker.extract.hit import COMING, Hit, is_background
from tracker.extract.reading import Reading, Sentence

_REACHES = 2  # sentences back to what "with it" means
_SAME_DAY = "day>0"


def with_the_other(reading: Reading, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, those without a date on models that came together with another having that one's."""
    dated: dict[str, Hit] = {}
    for hit in hits:
        last = dated.get(hit.subject)
        if hit.when and hit.status not in COMING and (last is None or len(hit.when) > len(last.when or "")):
            dated[hit.subject] = hit
    return [_with(reading, hit, dated) for hit in hits]


def _with(reading: Reading, hit: Hit, dated: dict[str, Hit]) -> Hit:
    sentence = hit.sentence
    if hit.has_date or hit.status in COMING or sentence.dates or not _is_joint(sentence):
        return hit
    if (own := dated.get(hit.subject)) is not None and own.background == hit.background:
        return hit
    other = next((dated[name] for name in _others(reading, hit) if name in dated), None)
    if other is None:
        return hit
    cue = Mark("date", sentence.start, sentence.start)
    background = hit.background or is_background(reading, sentence, cue, other.when, hit.status)
    return replace(hit, when=other.when, has_date=True, background=background)


def _is_joint(sentence: Sentence) -> bool:
    """Whether a sentence says that something came with another, or on a day that it counts from none."""
    return sentence.has("date.together") or any(one.value == _SAME_DAY for one in sentence.all("relative"))


def _others(reading: Reading, hit: Hit) -> list[str]:
    """The families that a model may have come with, the likeliest first: named beside it, before it, or in the headline."""
    at = hit.sentence.index
    before = [one for one in reversed(reading.sentences[max(0, at - _REACHES) : at]) if one.line == hit.sentence.line]
    titles = [one for one in reading.sentences[:2] if one.rank == 0]
    return [
        name.value for one in (hit.sentence, *before, *titles) for name in one.all("model") if name.value != hit.subject
    ]
