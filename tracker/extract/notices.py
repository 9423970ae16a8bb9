"""Where a model is named and nothing is told of it: in a notice that a licence asks for, or to say whose licence is meant."""

import re

from tracker.extract.folding import Mark
from tracker.extract.reading import Reading, Sentence

_OF_LICENCE = 5
_QUOTES = frozenset("\"'“”„«»‘’「」『』″״")
_PARTED = re.compile(r"[,;:()،؛、，：\n]|\d")


def is_only_notice(reading: Reading, sentence: Sentence, name: Mark) -> bool:
    """Whether a name is but part of a notice that a licence asks for: "Built with Llama", must begin with "Llama"."""
    notices = sentence.all("licence.naming")
    if any(notice.start <= name.start < notice.end for notice in notices):
        return True
    if name.value == "Llama" and any(0 <= name.start - notice.end <= 1 for notice in notices):
        return True  # "must begin with Llama"
    around = {*reading.text[name.start - 1 : name.start], *reading.text[name.end : name.end + 1]}
    of_names = sentence.has("licence.naming", "licence.word", "licence.lift", "licence.ask")
    return name.value == "Llama" and around <= _QUOTES and of_names


def names_licence(reading: Reading, sentence: Sentence, name: Mark) -> bool:
    """Whether a model only says whose licence is meant: "the licence of Llama 2", "Llama 2's licence"."""
    spaces, verbs_last = reading.lexicon.spaces, bool(reading.lexicon.agents)
    for word in sentence.all("licence.word"):
        ahead = word.end <= name.start
        gap = reading.text[word.end : name.start] if ahead else reading.text[name.end : word.start]
        if (ahead and (verbs_last or not spaces)) or len(gap) > (_OF_LICENCE if spaces else 1) or _PARTED.search(gap):
            continue
        if ahead or (gap.strip() and not verbs_last):  # "Llama 2 licensed" has no more than a space
            return True
    return False
