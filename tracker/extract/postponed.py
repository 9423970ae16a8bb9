"""When what was put off is to come: the last of the dates told of it, in the sentence on the delay or right behind it."""

from collections.abc import Iterator, Sequence

from tracker.extract.hit import COMING, Hit, base_of
from tracker.extract.reading import Reading, Sentence
from tracker.extract.when import When, is_before, resolved

_REACHES = 2
_OTHERS = ("other", "other_model")


def put_off_until(reading: Reading, group: Sequence[Hit], told: str | None) -> str | None:
    """The date of a plan that sentences tell of, `told` by them, or a later one if they say that it was delayed."""
    latest = (told, _month(told, None))
    for sentence in _on_the_delay(reading, group, told):
        for when in sentence.dates:
            if when.weekday or (when.shift and when.shift[0] in ("day", "week")):
                continue
            day = resolved(when, base_of(reading, when), future=True)
            if day is None or (reading.published and is_before(day, reading.published)):
                continue
            if latest[0] is None or latest[1] < _month(day, when):
                latest = (day, _month(day, when))
    return latest[0]


def _month(day: str | None, when: When | None) -> str:
    """The month about which a date is, to tell the later of two: autumn comes after June."""
    about = when.about if when is not None else None
    return "" if day is None else f"{day}-{about:02}" if len(day) == len("2024") and about else day


def _on_the_delay(reading: Reading, group: Sequence[Hit], until: str | None) -> Iterator[Sentence]:
    """The sentences that tell of a delay, where they gave the plan its date, and those behind that name no other model.

    until: the date that the plan has so far; what is told beside one of "originally" is older still
    """
    indexes = {hit.sentence.index for hit in group if hit.cue.kind == "release.delay" and hit.status in COMING}
    subjects = {hit.subject for hit in group}
    for index in sorted(indexes):
        told = reading.sentences[index]
        for sentence in reading.sentences[index : index + 1 + _REACHES]:
            foreign = any(name.value not in subjects for name in sentence.all("model")) or sentence.has(*_OTHERS)
            if sentence.line != told.line or foreign:
                break
            is_dated = until is not None if sentence is told else sentence.has("modality.plan", "release.noun")
            if is_dated and not sentence.has("date.former"):
                yield sentence
