"""Which family a word of release is about that stands with no name: "the model", "it", a lead that leaves it open."""

from collections.abc import Sequence

from tracker.extract.discourse import Context, subjects
from tracker.extract.ellipsis import implied, is_foreign, pronoun
from tracker.extract.folding import Mark
from tracker.extract.reading import LEAD_SENTENCES, Reading, Sentence

_HEADED, _NUMBERED = 4, 8
_CALLED, _CALLS_WITHIN = 24, 12


def subject_pronoun(sentence: Sentence) -> Mark | None:
    """The "it" that a sentence begins with, or the verb where the language leaves "it" out: "Podría ver la luz ..."."""
    first = pronoun(sentence, behind_date=False)
    if first is None and sentence.role == "body" and not sentence.has("other_model", "noun.model", "noun.else"):
        verbs = sentence.all("modality.plan", "modality.rumour", "release.offer", "release.done")
        first = next((mark for mark in verbs if mark.start == sentence.start), None)
        if any(when.start == sentence.start for when in sentence.dates):
            return None  # "next month" is no verb
    return first


def referred(reading: Reading, sentence: Sentence, cue: Mark, before: Context, worded: Sequence[str]) -> str | None:
    """The family that "the model" or "a commercial version of its model" means, or None."""
    if name := named_beside(reading, sentence):
        return name
    if before.model and _refers(sentence, cue) and not sentence.near(cue, "modality.more"):
        return before.model
    if before.model and subject_pronoun(sentence) and not sentence.has("meta", "person", "other"):
        return before.model
    if family := implied(reading, sentence, before):
        return family
    if (
        before.model
        and before.model != "Llama"
        and not is_foreign(sentence)
        and any(0 <= it.start - cue.end <= 2 for it in sentence.all("refer.it"))
    ):
        return before.model  # "Meta presented it on Friday"
    if before.model and cue.kind == "release.leak" and _is_spread(sentence):
        return before.model
    if before.model and cue.kind == "release.noun" and sentence.near(cue, "modality.imminent"):
        return before.model
    if not sentence.has("meta", "person", "refer.company", "refer.own"):
        return None
    if not sentence.has("noun.model"):
        unnamed = sentence.near(cue, "refer.model", "noun.tool", "noun.dataset", "refer.it")
        return _named_next(reading, sentence, before) if unnamed or is_called_next(reading, sentence) else None
    if worded:
        return before.model or (reading.topics.most_common(1)[0][0] if reading.topics else None)
    if not sentence.near(cue, "noun.model"):
        return None
    if before.model and _heads_item(reading, sentence, before.model) and not sentence.near(cue, "modality.more"):
        return before.model
    if before.model and sentence.rank <= 2 and sentence.has("noun.new") and not sentence.near(cue, "modality.more"):
        return before.model
    return None if sentence.near(cue, "modality.more") else _named_next(reading, sentence, before)


def named_beside(reading: Reading, sentence: Sentence) -> str | None:
    """The name that the sentence behind or before begins with, for a thing of Meta's that this one tells of: "A tool that
    does so has been out since Monday. It is called DINOv3, and Meta made it", "It is called DINOv3. The tool, which ..."."""
    if not sentence.has("noun.tool", "noun.model", "noun.dataset") or is_foreign(sentence):
        return None
    for other in (*_right_behind(reading, sentence), *reading.sentences[max(0, sentence.index - 1) : sentence.index]):
        names, calls = subjects(reading, other), other.all("noun.called")
        if not (names and calls and other.line == sentence.line) or is_foreign(other):
            continue
        begins = calls[0].start - other.start <= _CALLS_WITHIN and names[0].start - other.start <= _CALLED
        if begins and (sentence.has("meta") or other.has("meta")):
            return names[0].value
    return None


def _right_behind(reading: Reading, sentence: Sentence) -> Sequence[Sentence]:
    return reading.sentences[sentence.index + 1 : sentence.index + 2]


def _named_next(reading: Reading, sentence: Sentence, before: Context) -> str | None:
    """The first family named behind a lead that only says what Meta brought out: "Meta released a model. It is called"."""
    if before.model is not None or sentence.rank > LEAD_SENTENCES:
        return None
    following = reading.sentences[sentence.index + 1 : sentence.index + 4]
    return next((name.value for other in following for name in subjects(reading, other)), None)


def is_called_next(reading: Reading, sentence: Sentence) -> bool:
    """Whether the next sentence gives a name to what this one leaves open: "another present. It is called DINOv3"."""
    following = next(iter(_right_behind(reading, sentence)), None)
    if following is None or following.line != sentence.line or not following.has("noun.called"):
        return False
    names = following.all("model")
    return bool(names) and names[0].start - following.start <= _CALLED


def _is_spread(sentence: Sentence) -> bool:
    """Whether a sentence tells in several words, or with a date, how something got out: "On Friday it was on 4chan"."""
    surely = bool(sentence.dates) or len({cue.end for cue in sentence.all("release.leak")}) > 1
    return surely and not sentence.has("model", "noun.else") and not is_foreign(sentence)


def _heads_item(reading: Reading, sentence: Sentence, family: str) -> bool:
    """Whether a family's name alone heads the paragraph or the one before: "1. Muse Glimmer. On Monday Meta ..."."""
    for earlier in reversed(reading.sentences[max(0, sentence.index - _HEADED) : sentence.index]):
        named = [mark for mark in earlier.all("model") if mark.value == family]
        if not named or earlier.rank == 0:
            continue
        nothing_else = earlier.end - earlier.start <= named[0].end - named[0].start + _NUMBERED
        return nothing_else and (earlier.line == sentence.line or earlier.role != "body")
    return False


def _refers(sentence: Sentence, cue: Mark) -> bool:
    """Whether "the model" stands in the clause of a cue, or as the subject before an aside: "The model, which ..., is"."""
    return any(mark.start - sentence.start <= 3 or sentence.together(mark, cue) for mark in sentence.all("refer.model"))
