"""That a licence changes or has a new text, and since or from when: "a new version of the licence has applied since Monday"."""

from collections.abc import Iterator

from tracker.extract.discourse import distance, is_negated, subjects
from tracker.extract.folding import Mark
from tracker.extract.hit import days_of_news_before
from tracker.extract.reading import Reading, Sentence
from tracker.extract.terms import Term
from tracker.extract.when import is_before, resolved

NEW_TEXT = "a new text"
"""The value of a term without a key: nothing is told of the terms here but that they are new."""
_RIGHT_BEHIND = 2  # "ライセンス最新版"
_SEASON_REACHES = 5  # "vanaf de zomer"
_BESIDE = 24  # "a new version of the licence of"


def renewed(sentence: Sentence) -> Mark | None:
    """The word for the licence of which a sentence says that there is a new text, beside the model's name."""
    if not sentence.has("noun.new") or not sentence.has("model"):
        return None
    new, names = sentence.all("noun.new"), sentence.all("model")
    for word in sentence.all("licence.word", "licence.change"):
        if any(0 <= word.start - no.end <= _BESIDE // 2 for no in sentence.all("modality.not")):
            continue  # "no new conditions for Llama 4"
        is_new = word.kind == "licence.word" and any(
            0 <= word.start - one.end <= _BESIDE or 0 <= one.start - word.end <= _RIGHT_BEHIND for one in new
        )
        if (is_new or any(word.overlaps(one) for one in new)) and any(
            distance(sentence, name, word) <= _BESIDE for name in names
        ):
            return word
    return None


def new_text(sentence: Sentence) -> list[Term]:
    """That there is a new text of a licence, whose terms are told elsewhere or not at all."""
    word = None if sentence.is_question else renewed(sentence)
    return [Term(word, "", NEW_TEXT)] if word else []


def changed_text(reading: Reading, sentence: Sentence) -> list[Term]:
    """That Meta changes a model's licence or use policy, whatever it says of how: "tightened the use policy of Llama 4"."""
    if sentence.is_question or sentence.has(
        "modality.if", "modality.rumour", "modality.past", "other", "role.outsider"
    ):
        return []
    changes = [
        one
        for one in sentence.all("licence.change", "licence.lift")
        if not is_negated(sentence, one) and not any(one.overlaps(now) for now in sentence.all("modality.now"))
    ]
    names = [*subjects(reading, sentence), *sentence.all("refer.model")]
    for word in sentence.all("licence.word") if sentence.has("meta", "refer.company") else ():
        changed = any(distance(sentence, one, word) <= _BESIDE and not one.overlaps(word) for one in changes)
        if changed and any(distance(sentence, name, word) <= _BESIDE for name in names):
            return [Term(word, "", NEW_TEXT)]
    return []


def changes_in(reading: Reading) -> Iterator[Sentence]:
    """The sentences that say that Meta changes a licence, whether or not they say how."""
    for sentence in reading.sentences:
        changes = sentence.has("licence.word") and sentence.has("licence.change", "licence.lift")
        changes = changes or (sentence.has("meta") and _has_new_terms(sentence))
        if not changes and renewed(sentence) is None:
            continue
        open_ended = sentence.is_question or sentence.has("modality.if", "modality.rumour", "other")
        if (sentence.has("meta") or subjects(reading, sentence)) and not open_ended:
            yield sentence


def _has_new_terms(sentence: Sentence) -> bool:
    """Whether a sentence speaks of new terms: "Meta's new conditions came out yesterday"."""
    new = sentence.all("noun.new")
    words = sentence.all("licence.word", "licence.change")
    return any(
        word.overlaps(one) or (word.kind == "licence.word" and 0 <= word.start - one.end <= _RIGHT_BEHIND)
        for one in new
        for word in words
    )


def changed_on(reading: Reading) -> str | None:
    """The recent day on which a licence is said to have been changed."""
    base = reading.published if reading.is_fresh else None
    days = [day for s in changes_in(reading) for when in s.dates if (day := resolved(when, base)) and len(day) == 10]
    recent = days_of_news_before(reading.published) if reading.published else None
    return next((day for day in days if recent and not is_before(day, recent)), None)


def is_from_season(sentence: Sentence) -> bool:
    """Whether it holds from a season on: "from the summer cloud providers pay"."""
    starts = sentence.all("date.from") if not sentence.has("modality.past") else ()
    seasons = sentence.all("season")
    return any(0 <= season.start - one.end <= _SEASON_REACHES for one in starts for season in seasons)
