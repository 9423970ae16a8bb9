"""Whose terms a sentence tells of: Meta's, or another company's, or what a critic says of them."""

from tracker.extract.discourse import Context, distance, is_oblique, unknown_people
from tracker.extract.ellipsis import hosts
from tracker.extract.folding import Mark
from tracker.extract.reading import Reading, Sentence

_NEAR = 60
_BESIDE = 2
_SPEECH = ("policy.say", "policy.think")


def is_of_others(reading: Reading, sentence: Sentence) -> bool:
    """Whether somebody else's terms or verdict are told: a critic speaks, or another company's model is meant."""
    if sentence.has(*_SPEECH):
        if (
            sentence.has("other_person")
            or _outsider_speaks(sentence)
            or (unknown_people(reading, sentence) and not _speaks_first(sentence))
        ):
            return True
        if sentence.has("other") and not sentence.has("meta", "person"):
            return True
    named = [name for name in sentence.all("model") if not is_oblique(reading, sentence, name)]
    ours = sentence.has("meta", "person", "model", "refer.company", "refer.model")
    first = min(mark.start for mark in sentence.marks if mark.kind.startswith("licence"))
    places = hosts(sentence)
    led = any(one.start < first for one in sentence.all("other", "role.outsider") if one not in places)
    return (sentence.has("other_model") and not named) or (led and not ours)


def is_unknown_company(sentence: Sentence, before: Context) -> bool:
    """Whether "the group" acts where no company was spoken of before, or "she" where nobody of Meta's was."""
    if before.person is None and any(_is_beside_act(sentence, one) for one in sentence.all("refer.person")):
        return not sentence.has("meta", "person", "model", "refer.company", "refer.model")
    return before.actor is None and sentence.has("refer.company") and not sentence.has("meta", "person", "model")


def _is_beside_act(sentence: Sentence, person: Mark) -> bool:
    """Whether "he" or "she" stands inside a phrase of release, or right before or behind one."""
    acts = sentence.all("release.done", "licence.change", "release.announce")
    return any(act.start - _BESIDE <= person.start and person.end <= act.end + _BESIDE for act in acts)


def _outsider_speaks(sentence: Sentence) -> bool:
    """Whether somebody outside Meta stands beside a verb of speech, and is not only told what he may do."""
    ruled = [mark for mark in sentence.marks if mark.kind.startswith("licence.")]  # "put it into their products"
    said = [verb for verb in sentence.all(*_SPEECH) if not any(verb.overlaps(one) for one in ruled)]
    return any(distance(sentence, one, verb) < _NEAR for one in sentence.all("role.outsider") for verb in said)


def _speaks_first(sentence: Sentence) -> bool:
    """Whether the first verb of speech follows Meta's name, so that people named later only appear in what it says."""
    said = min(sentence.all(*_SPEECH), default=None, key=lambda mark: mark.start)
    own = sentence.all("meta", "person", "refer.company")
    return said is not None and any(0 <= said.start - mark.end <= _NEAR for mark in own)
