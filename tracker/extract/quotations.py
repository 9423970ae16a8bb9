"""Where somebody's words begin and end, and whose they are where only their end says so."""

import re
from collections.abc import Sequence

from tracker.extract.discourse import Context
from tracker.extract.reading import SPOKEN, Reading, Sentence
from tracker.extract.speakers import in_office, speaker_of

OPENING = '"„“«»‘「『'
CLOSING = re.compile('["“”«»」』]')
SHORTEST_QUOTATION = 6
OPENS_WITH = 12
VOICED = ("policy.seems", "other", "other_person", "other_model", "role.outsider", "meta", "policy.voice")


def opens_quotation(written: str) -> bool:
    """Whether a sentence begins a quotation that does not end in it."""
    return written[0] in OPENING and not CLOSING.search(written, 1)


def closing_speaker(reading: Reading, sentence: Sentence, before: Sequence[Context]) -> str | None:
    """Who speaks where a quotation runs over several sentences and only the last says who: "One. Two", said X."""
    dashed = reading.text.startswith(SPOKEN, sentence.start)
    if not dashed and reading.text[sentence.start] not in OPENING:
        return None
    written = reading.text[sentence.start : sentence.end]
    if sentence.has("policy.say", "policy.voice") and not opens_quotation(written):
        return None
    if written[0] in OPENING and CLOSING.search(written[-2:]):
        return _named_behind(reading, sentence)
    if not (dashed or opens_quotation(written)):
        return None
    for following in reading.sentences[sentence.index + 1 : sentence.index + 4]:
        if following.line != sentence.line:
            return None
        if dashed and not following.has("policy.say", "policy.think"):
            continue
        if dashed or (closing := CLOSING.search(reading.text, following.start, following.end)):
            speaker = speaker_of(reading, following, before[following.index], None)[0]
            ends = not dashed and closing is not None and closing.end() == following.end
            return speaker or (_named_behind(reading, following) if ends else None)
    return None


def _named_behind(reading: Reading, sentence: Sentence) -> str | None:
    """Whose a whole quotation is where the next sentence begins with a name: "..." Mark Zuckerberg's words."""
    following = reading.sentences[sentence.index + 1 : sentence.index + 2]
    if sentence.has(*VOICED, "person") or not following or following[0].line != sentence.line:
        return None
    people = [mark for mark in following[0].all("person") if mark.start - following[0].start <= OPENS_WITH]
    quoted = CLOSING.search(reading.text, following[0].start, following[0].end)
    return in_office(reading, people[0].value) if people and quoted is None else None
