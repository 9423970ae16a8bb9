"""A new text of a licence: "a new version of the Llama 4 licence has applied since Monday"."""

from tracker.extract.discourse import distance
from tracker.extract.folding import Mark
from tracker.extract.reading import Sentence
from tracker.extract.terms import Term

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
