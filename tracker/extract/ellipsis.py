"""What a sentence that names no model is about: an answer, a line of a list of facts, one that begins with "it"."""

import re

from tracker.extract.discourse import Context
from tracker.extract.folding import Mark
from tracker.extract.reading import Reading, Sentence

_FOREIGN = ("other_model", "other_person", "role.outsider")
_HOST = "Hugging Face"
_LABEL = re.compile(r"[\W\d]{0,4}[^\W\d][^:：.!?\n]{1,28}[:：]\s*\S")
_BULLET = re.compile(r"\s{0,3}(?:[-•*–·‣▪►]|\d{1,2}[.)])\s+\S")
_BEHIND_DATE = 14


def is_foreign(sentence: Sentence) -> bool:
    """Whether somebody other than Meta comes in, or a model of somebody else's."""
    return sentence.has(*_FOREIGN) or len(hosts(sentence)) < len(sentence.all("other"))


def hosts(sentence: Sentence) -> list[Mark]:
    """The company that is a place where models lie, and seldom acts."""
    return [mark for mark in sentence.all("other") if mark.value == _HOST]


def is_labelled(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is a line of facts: "Released: 15 October 2026", "- Licence: Apache 2.0"."""
    line = reading.text[sentence.start : sentence.end]
    return sentence.role != "title" and len(line) < 160 and (_LABEL.match(line) or _BULLET.match(line)) is not None


def is_answer(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence answers a question: it, or the one before it on the same line, stands right behind one."""
    if sentence.index == 0 or sentence.is_question:
        return False
    last = reading.sentences[sentence.index - 1]
    if last.is_question:
        return True
    earlier = reading.sentences[sentence.index - 2] if sentence.index > 1 else last
    return earlier.is_question and last.line == sentence.line and last.end - last.start < 60


def pronoun(sentence: Sentence, *, behind_date: bool = True) -> Mark | None:
    """The "it" that a sentence begins with; behind_date: also "Three days later it was gone"."""
    opening = sentence.start + 3
    for when in sentence.dates[:1] if behind_date else ():
        if when.start <= opening:
            opening = when.end + _BEHIND_DATE
    return next((mark for mark in sentence.all("refer.it") if mark.start <= opening), None)


def implied(reading: Reading, sentence: Sentence, before: Context) -> str | None:
    """The family spoken of that a sentence goes on about without a name; None where somebody else comes in."""
    if before.model is None or sentence.role == "title" or sentence.has("model") or is_foreign(sentence):
        return None
    apps = sentence.all("access.product")
    acting = [one for one in sentence.all("meta") if not any(app.start <= one.start < app.end for app in apps)]
    if pronoun(sentence) is not None and not acting and not sentence.has("person"):
        return before.model
    if _is_offered(reading, sentence, before.model):
        return before.model
    if sentence.has("person") and sentence.speaks_of("policy.open"):
        return None  # "Nobody knows. Fergus promised to publish whatever can be": an answer about no model
    return before.model if is_labelled(reading, sentence) or is_answer(reading, sentence) else None


def _is_offered(reading: Reading, sentence: Sentence, family: str) -> bool:
    """Whether a sentence without a subject says where the model of the one before lies: "On GitHub, free, since Monday"."""
    last = reading.sentences[sentence.index - 1]
    if last.line != sentence.line or not any(name.value == family for name in last.all("model")):
        return False
    if sentence.has("meta", "person", "noun.else", "noun.model", "noun.dataset", "licence.word", "modality.not"):
        return False
    return sentence.has("access.place") and sentence.has("date.since") and bool(sentence.dates)
