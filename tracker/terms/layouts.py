"""What a clause says by its layout: items that run on in one sentence, questions with their answers, rows of tables.
Pure.

Each is told as a sentence of its own, beside those that stand in the text: "May I sell it? Yes, with a copy of this
licence." says "You may sell it, with a copy of this licence.", and "Spam | No" in a table of what is allowed says "Spam is
not permitted.".
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tracker.terms.wording import straight

CELL = " | "  # between the cells of a row


class Told(NamedTuple):
    """A sentence that a layout tells: its words, what leads to it, and its range in the clause."""

    own: str
    lead: str
    start: int
    end: int


def laid_out(text: str, heading: str) -> tuple[Told, ...]:
    """What a clause tells beside its sentences; heading: what stands over it."""
    asks = "?" in text or heading.endswith("?")
    if not asks and "(a)" not in text and "(i)" not in text and "(1)" not in text and CELL not in text:
        return ()
    return _known(straight(text), heading if asks or CELL in heading else "") if len(text) < 4_000 else ()


@lru_cache(maxsize=2_048)
def _known(text: str, heading: str) -> tuple[Told, ...]:
    return (*_items(text), *_answers(text, heading), *_rows(text, heading))


def is_question(own: str) -> bool:
    """Whether a sentence, or the first cell of a row, asks: it says nothing by itself."""
    return _QUESTION.search(own) is not None


_QUESTION = re.compile(r"\?\W*\Z|\A[^.;|?]{3,200}\?[\s|]")
_BANS = re.compile(
    r"\b(?:(?:may|shall|must|will|can|do|agree) not(?: to)?|cannot|prohibited from|not (?:permitted|allowed) to|never)\b[^()]{0,60}\Z",
    re.IGNORECASE,
)
_FIRST = re.compile(r":\s*(?=\((?:a|i|1)\)\s)")
_BEFORE = re.compile(r"[^.;:]{0,200}\Z")
_MARK = re.compile(r"(?:(?<=\s)|\A)\((?:[a-z]|[ivx]{1,4}|\d)\)\s+")


def _items(text: str) -> Iterator[Told]:
    """Each item of "You may not: (a) ...; (b) ...; or (c) ..."."""
    for first in _FIRST.finditer(text):
        before = _BEFORE.search(text[max(0, first.start() - 200) : first.start()])
        ban = before[0].strip() if before else ""
        if not _BANS.search(ban):
            continue
        stop = re.search(r"\.(?=\s+[A-Z]|\s*\Z)", text[first.end() :])
        end = first.end() + stop.start() if stop else len(text)
        marks = list(_MARK.finditer(text, first.end(), end))
        for at, mark in enumerate(marks if len(marks) > 1 else ()):
            until = marks[at + 1].start() if at + 1 < len(marks) else end
            own = re.sub(r"[;,]?\s*(?:(?:and|or)\s*)?\Z", "", text[mark.end() : until])
            if own:
                yield Told(_line(own), _line(ban), mark.end(), mark.end() + len(own))


_YES = re.compile(
    r"(?:yes|sure|of course(?! not)|certainly(?! not)|permitted|allowed|\u2705|\u2714\ufe0f?|\u2713)(?![\w-])[\s,:;.!-]*",
    re.IGNORECASE,
)
_NO = re.compile(
    r"(?:no|never|certainly not|of course not|by no means|not (?:allowed|permitted)|prohibited|forbidden|banned|excluded|\u274c|\u2717|\u2718|\u2716\ufe0f?)(?![\w-])[\s,:;.!-]*",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:\A|(?<=[.!?|]\s)|(?<=\n))(?:Q\s*\d*[:.]\s*)?(?P<question>[A-Z][^.?!|\n]{5,200})\?\s*(?:\|\s*)?(?:A\s*\d*[:.]\s*)?(?P<answer>[^?]{0,600})",
)
_MAY = re.compile(
    r"(?:may|can|could|am|are|is it (?:ok|okay|fine|permitted|allowed)) (?:I|we|my \w+|our \w+|someone|anyone|one|users?|(?=to|for))\s*(?:allowed |permitted |free )?(?:for \w+ )?(?:to )?(?P<what>.+)",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"(?:must (?:I|we)|do (?:I|we) (?:have|need) to|am I (?:required|obliged) to) (?P<what>.+)", re.IGNORECASE
)
_IS = re.compile(
    r"(?:is|are) (?:the )?(?P<what>.+?) (?P<how>allowed|permitted|prohibited|forbidden|required)", re.IGNORECASE
)
_WHO = re.compile(r"who (?:gives|grants|is granting|issues|licen[cs]es|offers|is (?:the )?licensor)\b.*", re.IGNORECASE)
_LAW = re.compile(
    r"(?:which|what|whose) (?:country's )?laws? (?:applies|governs|is applicable|apply|govern)\b.*", re.IGNORECASE
)


def _answers(text: str, heading: str) -> Iterator[Told]:
    """Each question of a clause, and that over it, with its answer."""
    asked = [(found["question"], found["answer"], *found.span()) for found in _ASKS.finditer(text)]
    if not asked and heading.endswith("?") and CELL not in heading:
        asked = [(re.sub(r"\AQ\s*\d*[:.]\s*", "", heading[:-1]), re.sub(r"\AA\s*\d*[:.]\s*", "", text), 0, len(text))]
    for question, answer, start, end in asked:
        said = _said(_line(question).strip(), _line(answer).strip(" |"))
        told = said or (_line(answer).strip(" |") if CELL in text else "")
        if told:
            yield Told(told, "", start, end)


def _said(question: str, answer: str) -> str:
    """A question and its answer as one sentence; "" where they make none."""
    yes, no = _YES.match(answer), _NO.match(answer)
    rest = answer[yes.end() :] if yes else ""
    behind = f", {rest[:1].lower()}{rest[1:]}" if rest and not rest[:1].isdigit() else "."
    for pattern, leave in ((_MAY, "may"), (_MUST, "must")):
        asked = pattern.fullmatch(question)
        if asked and (yes or (no and leave == "may")):
            return f"You {leave} {'not ' if no else ''}{asked['what']}{'.' if no else behind}"
    asked = _IS.fullmatch(question)
    if asked and (yes or no):
        return f"{asked['what'].capitalize()} is {'not ' if no else ''}{asked['how']}{'.' if no else behind}"
    if _WHO.fullmatch(question) and answer:
        return f"The licensor is {answer}"
    if _LAW.fullmatch(question) and answer and len(answer.split()) <= 6:
        law = answer.rstrip(".").removeprefix("The ").removeprefix("the ")
        return f"This licence is governed by {law if law.casefold().startswith('law') else f'the {law}'}."
    return ""


_ALLOWS = re.compile(r"\b(?:allowed|permitted|may (?:i|you|we)|can (?:i|you|we)|ok)\b", re.IGNORECASE)
# A cell that rules by itself, whatever the head of its column says.
_VERDICT = re.compile(
    r"(?:strictly )?(?:prohibited|forbidden|banned|excluded|not (?:allowed|permitted)|allowed|permitted)\W*",
    re.IGNORECASE,
)
_BOUNDED = re.compile(r"\d|\b(?:if|below|under|up to|only|unless|except|with)\b", re.IGNORECASE)


def _rows(text: str, heading: str) -> Iterator[Told]:
    """A row of a table whose head asks what is allowed."""
    cells = [cell.strip() for cell in _line(text).strip(" |").split(CELL.strip())]
    if CELL not in heading or len(cells) < 2:
        return
    verdict = next((cell for cell in cells[1:] if _VERDICT.fullmatch(cell)), "")
    if verdict:
        cells = [max((cell for cell in cells if cell != verdict), key=_letters, default=""), verdict]
    elif not _ALLOWS.search(heading):
        return
    if cells[0].endswith("?") or not cells[0]:
        return
    yes, no = _YES.match(cells[1]), _NO.match(cells[1])
    if no:
        yield Told(f"{cells[0]} is not permitted.", "", 0, len(text))
        yield Told(f"Use for {cells[0][:1].lower()}{cells[0][1:]} is prohibited.", "", 0, len(text))
    elif yes and not _BOUNDED.search(cells[1]):
        yield Told(f"{cells[0]} is permitted.", "", 0, len(text))


def _letters(cell: str) -> int:
    return sum(map(str.isalpha, cell))


def _line(text: str) -> str:
    return " ".join(text.split())
