"""Conversations in print: whose the answers are where questions and answers stand on lines of their own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from tracker.extract.discourse import unknown_people
from tracker.extract.reading import Reading, Sentence
from tracker.extract.speakers import in_office

_LEAD, _LONG_LEAD = 3, 8
_FEWEST_ANSWERS = 2
_FEWEST_TURNS = 4
_DASHED = re.compile(r"[–—−-]\s?[^\W\d]|[–—−-]\s?[¿¡\"“«„(]")
_OPENS_ANSWER = re.compile(r"""["'“”„«»‘「『]|[^\W\d]{1,12}\s?[^\W\d]{0,14}[.:：]\s""")
_NEAR_TITLE = 60
_SHORTEST_TITLE = 12


@dataclass(frozen=True, slots=True)
class Interview:
    """Somebody of Meta's answering questions.

    speaker:  canonical name, or as written if we do not know it
    lead:     the sentence that introduces them
    answers:  indices of the sentences that they say
    frame:    those of the sentences before the first question and behind the last answer
    """

    speaker: str
    lead: Sentence
    answers: frozenset[int]
    frame: Sequence[int]


def interview_in(reading: Reading) -> Interview | None:
    """The conversation that an article is, or None where it is none, or one with somebody else."""
    memo = reading.sentences[0].memo
    if "talk" not in memo:
        memo["talk"] = _interview_in(reading)
    return cast(Interview | None, memo["talk"])


def is_answer(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is part of what somebody of Meta's answers in a conversation."""
    talk = interview_in(reading)
    return talk is not None and sentence.index in talk.answers


def _frame(reading: Reading, answers: Sequence[int]) -> list[int]:
    """The sentences before the question that the first answer answers, and those in the lines behind the last answer."""
    lines = sorted({one.line for one in reading.sentences if one.role != "title"})
    first, last = reading.sentences[min(answers)].line, reading.sentences[max(answers)].line
    asked = max((line for line in lines if line < first), default=first)
    return [one.index for one in reading.sentences if one.line < asked or one.line > last]


def _interview_in(reading: Reading) -> Interview | None:
    if "**" not in reading.text and not any(one.is_question for one in reading.sentences):
        return None  # no line asks
    answers = list(_answers(reading))
    lines = {reading.sentences[index].line for index in answers}
    if len(lines) < _FEWEST_ANSWERS:
        return None
    spoken = sum(_is_spoken(reading, line) for line in lines)
    in_person = len({reading.sentences[index].line for index in answers if reading.sentences[index].has("refer.we")})
    longest = _LONG_LEAD if in_person >= _FEWEST_ANSWERS else _LEAD
    leads = [one for one in reading.sentences if one.rank <= longest and one.index < min(answers)]
    called = any(venue.value == "interview" for lead in leads for venue in lead.all("venue")) or _is_quotation(reading)
    for lead in leads:
        if (max(spoken, in_person) >= _FEWEST_ANSWERS or called) and (name := _introduced(reading, lead)):
            return Interview(name, lead, frozenset(answers), _frame(reading, answers))
    return None


def _answers(reading: Reading) -> Iterator[int]:
    """The sentences of the lines between lines that ask: all of them, or every other one where their number is odd.

    A line asks that ends with a question, or is set in bold. An odd number of lines begins and ends with an answer.
    """
    begins: dict[int, int] = {}
    asks: dict[int, bool] = {}
    for sentence in reading.sentences:
        if sentence.role != "title":
            begin = begins.setdefault(sentence.line, sentence.start)
            asks[sentence.line] = sentence.is_question or _is_bold(reading, begin, sentence.end)
    answering = _in_turns(reading, begins, asks)
    for block in () if answering else _blocks(asks):
        answering.update(block[:: 2 if len(block) % 2 else 1])
    for sentence in reading.sentences:
        if sentence.line in answering and sentence.role != "title":
            yield sentence.index


def _in_turns(reading: Reading, begins: Mapping[int, int], asks: Mapping[int, bool]) -> set[int]:
    """The answers of a dialogue whose turns all begin with a dash: every other line, from the one that asks most."""
    turns = [line for line, start in begins.items() if _DASHED.match(reading.text, start)]
    if len(turns) < _FEWEST_TURNS or not any(asks[line] for line in turns):
        return set()
    asking = max((0, 1), key=lambda first: sum(asks[line] for line in turns[first::2]))
    return set(turns[1 - asking :: 2])


def _blocks(asks: Mapping[int, bool]) -> Iterator[list[int]]:
    """The lines between those that ask; behind the last one only the first line."""
    block: list[int] | None = None
    for line, does in asks.items():
        if does:
            if block:
                yield block
            block = []
        elif block is not None:
            block.append(line)
    if block:
        yield block[:1]


def _is_bold(reading: Reading, start: int, end: int) -> bool:
    return reading.text.startswith("**", start) and reading.text.endswith("**", start, end)


def _is_quotation(reading: Reading) -> bool:
    """Whether the headline is nothing but somebody's words."""
    title = reading.article.title.strip()
    return len(title) > _SHORTEST_TITLE and title[0] in '"“„«»‘「『' and title[-1] in '"”“»«’」』'


def _is_spoken(reading: Reading, line: int) -> bool:
    """Whether an answer begins as speech does: with a dash, a quotation mark or a name."""
    first = next(sentence for sentence in reading.sentences if sentence.line == line)
    return (
        _DASHED.match(reading.text, first.start) is not None
        or _OPENS_ANSWER.match(reading.text, first.start) is not None
    )


def _introduced(reading: Reading, lead: Sentence) -> str | None:
    """Somebody of Meta's whom a sentence names: known, or by name and title beside the company's."""
    for mark in lead.all("person"):
        if name := in_office(reading, mark.value):
            return name
    if lead.has("other", "other_person"):
        return None
    titles = lead.all("meta", "policy.voice")
    for unknown in unknown_people(reading, lead):
        if any(-_NEAR_TITLE <= title.start - unknown.end <= _NEAR_TITLE for title in titles) and lead.has("meta"):
            return reading.text[unknown.start : unknown.end]
    return None
