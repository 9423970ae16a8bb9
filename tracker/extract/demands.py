"""What others ask of Meta: "BEUC demands that Meta lift the ban", which has not been lifted."""

from tracker.extract.folding import Mark
from tracker.extract.reading import Reading, Sentence

DEMAND = "demand.here"
_ASKED = 14  # "urges Meta", "eist dat Meta", "requests of the company that Meta"
_VERB_FIRST = frozenset({"de", "nl", "sv", "da", "nb"})  # "verlangt Meta" is Meta's demand, "verlangt von Meta" is not
_OURS = ("meta", "person", "refer.company", "refer.own")
_ASKING = (*_OURS, "licence", "licence.word", "model", "refer.model")  # whose demands are Meta's terms
_AHEAD = 40
_TO_META = ("'dan", "'den", "’dan", "’den", "에", "에게", "に", "へ", " से", " কাছে", " থেকে")


def is_demanded(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence tells what somebody else wants Meta to do."""
    return any(_is_of_others(reading, sentence, cue) for cue in sentence.all(DEMAND))


def _is_of_others(reading: Reading, sentence: Sentence, cue: Mark) -> bool:
    behind = [one for one in sentence.all(*_ASKING) if one.start >= cue.end]
    ahead = [one for one in sentence.all(*_ASKING) if one.end <= cue.start]
    if any(reading.text.startswith(_TO_META, one.end) for one in sentence.all("meta") if one.end <= cue.start):
        return True
    least = 2 if reading.lexicon.code in _VERB_FIRST else 0
    if any(one.kind in _OURS and least <= one.start - cue.end <= _ASKED for one in behind):
        return not any(cue.start - one.end <= _AHEAD for one in ahead)
    led = reading.text[max(0, cue.start - 2) : cue.start].strip() in (",", "，")
    return led and not behind and bool(ahead)
