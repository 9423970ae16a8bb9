"""Conversations in print: whose the answers are where questions and answers stand on lines of their own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tracker.extract.discourse import unknown_people
from tracker.extract.reading import SPOKEN, Reading, Sentence
from tracker.extract.speakers import person_of

_LEAD = 3
_FEWEST_ANSWERS = 2
_OPENS_ANSWER = re.compile(r"""["'“”„«»‘「『]|[^\W\d]{1,12}\s?[^\W\d]{0,14}[.:：]\s""")
_NEAR_TITLE = 60


@dataclass(frozen=True, slots=True)
class Interview:
    """Somebody of Meta's answering questions.

    speaker:  canonical name, or as written if we do not know it
    lead:     the sentence that introduces them
    answers:  indices of the sentences that they say
    """

    speaker: str
    lead: Sentence
    answers: frozenset[int]


def interview_in(reading: Reading) -> Interview | None:
    """The conversation that an article is, or None where it is none, or one with somebody else."""
    answers = list(_answers(reading))
    lines = {reading.sentences[index].line for index in answers}
    if len(lines) < _FEWEST_ANSWERS:
        return None
    spoken = sum(_is_spoken(reading, line) for line in lines)
    leads = [one for one in reading.sentences if one.rank <= _LEAD and one.index < min(answers)]
    called = any(venue.value == "interview" for lead in leads for venue in lead.all("venue"))
    for lead in leads:
        if (spoken >= _FEWEST_ANSWERS or called) and (name := _introduced(reading, lead)):
            return Interview(name, lead, frozenset(answers))
    return None


def _answers(reading: Reading) -> Iterator[int]:
    """The sentences of every line right behind a line that ends with a question."""
    ends = {sentence.line: sentence.is_question for sentence in reading.sentences if sentence.role != "title"}
    order = list(ends)
    behind = {line for before, line in pairwise(order) if ends[before] and not ends[line]}
    for sentence in reading.sentences:
        if sentence.line in behind and sentence.role != "title":
            yield sentence.index


def _is_spoken(reading: Reading, line: int) -> bool:
    """Whether an answer begins as speech does: with a dash, a quotation mark or a name."""
    first = next(sentence for sentence in reading.sentences if sentence.line == line)
    return reading.text.startswith(SPOKEN, first.start) or _OPENS_ANSWER.match(reading.text, first.start) is not None


def _introduced(reading: Reading, lead: Sentence) -> str | None:
    """Somebody of Meta's whom a sentence names: known, or by name and title beside the company's."""
    for mark in lead.all("person"):
        person = person_of(mark.value)
        if person is not None and person.in_office(reading.published):
            return person.name
    if lead.has("other", "other_person"):
        return None
    titles = lead.all("meta", "policy.voice")
    for name in unknown_people(reading, lead):
        if any(-_NEAR_TITLE <= title.start - name.end <= _NEAR_TITLE for title in titles) and lead.has("meta"):
            return reading.text[name.start : name.end]
    return None
