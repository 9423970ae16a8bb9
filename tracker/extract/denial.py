"""Denials that stand in the clause before what they deny: "denied reports that it would withdraw Llama"."""

from tracker.extract.folding import Mark
from tracker.extract.reading import Sentence

_VERB = 6  # a denying verb is longer than "not", which denies only its own clause
_REACHES = 40  # from the verb to "that": "denied on Tuesday reports that"
_RIGHT_AHEAD = 2


def is_denied_before(sentence: Sentence, cue: Mark) -> bool:
    """Whether the clause of a cue hangs, by "that", on a verb of denial: "zaprzeczyła, że", "dementierte, dass"."""
    opening = [one for one in sentence.all("modality.that") if one.start < cue.start and sentence.together(one, cue)]
    if not opening:
        return False
    denials = sentence.all("modality.not")
    return any(
        verb.end - verb.start >= _VERB
        and 0 <= opening[0].start - verb.end <= _REACHES
        and not any(0 <= verb.start - other.end <= _RIGHT_AHEAD for other in denials)  # "did not rule out that"
        for verb in denials
    )
