"""From when terms hold, where their own sentence does not say it: "The rules change on Friday. Only universities may"."""

from collections.abc import Sequence

from tracker.extract.reading import Reading, Sentence
from tracker.extract.releasedate import begins_ahead, is_ahead, is_since
from tracker.extract.terms import terms_in
from tracker.extract.when import resolved

_SPELT_OUT = ("modality.rumour", "modality.imminent")
_OF_RULES = ("licence.word", "policy.rules")


def holds_now(sentence: Sentence) -> bool:
    """Whether what a language puts into the future holds from now on: "henceforth firms will be able to use it"."""
    return sentence.has("modality.now") and not sentence.dates and not sentence.has(*_SPELT_OUT)


def days_of(reading: Reading, sentence: Sentence) -> Sequence[str]:
    """The days that a sentence gives to its terms; else the day that the one before gives to a change of the rules."""
    base = reading.published if reading.is_fresh else None
    dates, told_in = sentence.dates, sentence
    if not dates and sentence.index and (last := reading.sentences[sentence.index - 1]).line == sentence.line:
        changes = last.has("licence.change") and last.has(*_OF_RULES) and not terms_in(last)
        dates, told_in = [when for when in last.dates if changes and is_since(last, when)], last
    days = (
        resolved(when, base, begins_ahead(reading, told_in, when) or is_ahead(reading, told_in, when)) for when in dates
    )
    return [day for day in days if day]
