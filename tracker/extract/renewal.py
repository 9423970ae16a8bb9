"""That a licence changes or has a new text: "a new version of the Llama 4 licence has applied since Monday"."""

from collections.abc import Iterator

from tracker.extract.discourse import distance, subjects
from tracker.extract.folding import Mark
from tracker.extract.hit import days_of_news_before
from tracker.extract.reading import Reading, Sentence
from tracker.extract.terms import Term
from tracker.extract.when import is_before, resolved

NEW_TEXT = "a new text"
"""The value of a term without a key: nothing is told of the terms here but that they are new."""
_BESIDE = 24  # "a new version of the licence of"


def renewed(sentence: Sentence) -> Mark | None:
    """The word for the licence of which a sentence says that there is a new text, beside the model's name."""
    if not sentence.has("noun.new") or not sentence.has("model"):
        return None
    new, names = sentence.all("noun.new"), sentence.all("model")
    for word in sentence.all("licence.word", "licence.change"):
        is_new = word.kind == "licence.word" and any(0 <= word.start - one.end <= _BESIDE for one in new)
        if (is_new or any(word.overlaps(one) for one in new)) and any(
            distance(sentence, name, word) <= _BESIDE for name in names
        ):
            return word
    return None


def new_text(sentence: Sentence) -> list[Term]:
    """That there is a new text of a licence, whose terms are told elsewhere or not at all."""
    word = None if sentence.is_question else renewed(sentence)
    return [Term(word, "", NEW_TEXT)] if word else []


def changes_in(reading: Reading) -> Iterator[Sentence]:
    """The sentences that say that Meta changes a licence, whether or not they say how."""
    for sentence in reading.sentences:
        changes = sentence.has("licence.word") and sentence.has("licence.change", "licence.lift")
        if not changes and renewed(sentence) is None:
            continue
        open_ended = sentence.is_question or sentence.has("modality.if", "modality.rumour", "other")
        if (sentence.has("meta") or subjects(reading, sentence)) and not open_ended:
            yield sentence


def changed_on(reading: Reading) -> str | None:
    """The recent day on which a licence is said to have been changed."""
    base = reading.published if reading.is_fresh else None
    days = [day for s in changes_in(reading) for when in s.dates if (day := resolved(when, base)) and len(day) == 10]
    recent = days_of_news_before(reading.published) if reading.published else None
    return next((day for day in days if recent and not is_before(day, recent)), None)
