"""What of a page's text is the article: its lines, apart by title, headings, body and noise; and its sentences."""

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.extract.folding import Mark, Tokens
from tracker.extract.lexicons import Lexicon

Role = Literal["title", "heading", "body", "noise"]

# Begins with a set of characters, which searches pass fast.
_ENDS = re.compile(
    r"""[.!?…।؟。！？;\u037e](?:(?<![。！？;\u037e])[.!?…।؟]*["'”’»›)\]*]*(?=\s|$)"""
    r"""|(?<=[。！？])[。！？]*["'”’」』）]*|(?<=[\u0370-\u03ff\u1f00-\u1fff][;\u037e])["»]?(?=\s|$))"""  # Greek asks with ";"
)
_OPENING, _CLOSING = re.compile("[「『“]"), re.compile("[」』”]")
_ON_X = re.compile(r"\b[a-zà-ÿ]+ X$")  # "wrote on X. The", and not "Malcolm X. Smith"
_URL = re.compile(r"(?:https?://|www\.)\S+")
_BEHIND_OPENER = ":：﹕>》»｜|–—】］]）▶►→"  # what parts "read also" from the headline behind it
_LONGEST_HEADING = 120
_SHORTEST_UNMARKED = 24
_LONGEST_SENTENCE = 800
_LONGEST_TEASER = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text, text[start:end] without the spaces around it, and what part it plays."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Span:
    """One sentence at text[start:end], the line it stands on (counted from 0) and that line's role."""

    start: int
    end: int
    line: int
    role: Role


class _Lookup:
    """The words of any range of the text, and the cues of noise in it."""

    def __init__(self, tokens: Tokens, cues: Sequence[Mark]) -> None:
        self._tokens = tokens
        self.noise = [cue for cue in cues if cue.kind.startswith("noise.")]
        self._noise_starts = [cue.start for cue in self.noise]

    def first_word(self, start: int, end: int) -> int | None:
        """Where the first word or number in text[start:end] begins, or None."""
        words, starts = self._tokens.words, self._tokens.starts
        for at in range(bisect_left(starts, start), len(words)):
            if starts[at] >= end:
                return None
            if words[at][0].isalnum():
                return starts[at]
        return None

    def cues(self, start: int, end: int) -> Sequence[Mark]:
        return self.noise[bisect_left(self._noise_starts, start) : bisect_left(self._noise_starts, end)]


def _kind_of_noise(text: str, start: int, end: int, lookup: _Lookup) -> str | None:
    """How far noise goes from this line on: "line", "opens" (a box of teasers), "tail" (all that follows); or None."""
    cues = lookup.cues(start, end)
    first = lookup.first_word(start, end)
    if first is None:
        return "line"
    for cue in cues:
        alone = not text[cue.end : end].strip(_BEHIND_OPENER + "…- ")
        if cue.start == first and cue.kind in ("noise.tail", "noise.opens") and alone:
            return cue.kind.removeprefix("noise.")
        if (
            cue.start == first
            and cue.kind in ("noise.opens", "noise.tail")
            and text[cue.end : end].lstrip()[:1] in _BEHIND_OPENER
        ):
            return "line"
        if cue.kind == "noise.byline" and cue.start == first and end - start < _LONGEST_HEADING:
            return "line"
        if cue.kind == "noise.line" and end - start < _LONGEST_TEASER:
            return "line"
    if _URL.match(text, start) or (_URL.search(text, start, end) and len(_URL.sub("", text[start:end]).split()) <= 1):
        return "line"
    return None


def _is_teaser(text: str, start: int, end: int) -> bool:
    """Whether a line under "read also" looks like another article's headline and not like a paragraph."""
    line = text[start:end]
    is_paragraph = len(line) > 90 and line[-1] in ".。।"
    return len(line) < _LONGEST_TEASER and len(_ENDS.findall(line)) <= 1 and not is_paragraph


def _is_heading(text: str, start: int, end: int) -> bool:
    while end > start + 1 and text[end - 1] in "*_":
        end -= 1
    return end - start <= _LONGEST_HEADING and text[end - 1] not in '.!?…:;,。！？।؟"”“«’»)'


def lines_of(text: str, title_length: int, tokens: Tokens, cues: Sequence[Mark]) -> list[Line]:
    """The lines of a document (title, newline, text) with their roles; empty lines are left out."""
    lookup = _Lookup(tokens, cues)
    lines: list[Line] = []
    after_opener = tail = False
    for found in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        start, end = found.start(), found.end()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        if end <= title_length:
            lines.append(Line(start, end, "title"))
            continue
        noise = _kind_of_noise(text, start, end, lookup)
        after_opener = noise == "opens" or (after_opener and (noise is not None or _is_teaser(text, start, end)))
        tail = tail or noise == "tail"
        heading: Role = "heading" if _is_heading(text, start, end) else "body"
        lines.append(Line(start, end, "noise" if noise or after_opener or tail else heading))
    return lines


def _ends_sentence(text: str, at: int, line_end: int, lexicon: Lexicon, named: Container[int]) -> bool:
    """Whether the full stop at `at` ends a sentence, and not an abbreviation, an initial or an ordinal.

    named: where names of models end, so that "Llama 3. Darauf" is no ordinal
    """
    if text[at] != "." or at + 1 >= line_end:
        return True
    word = re.search(r"[^\s(\"“„«]{0,24}$", text[max(0, at - 24) : at])
    before = word[0].lower() if word else ""
    following = text[at + 1 : at + 8].lstrip("\"'”’»)] ")
    if before in lexicon.abbreviated or (len(before) == 1 and before.isalpha()):
        return before == "x" and _ON_X.search(text[max(0, at - 24) : at]) is not None and following[:1].isupper()
    if before.isdigit() and len(before) <= 2:
        return bool(following) and following[0].isupper() and (lexicon.cased or at in named)
    return not (following and following[0].islower())


def _is_within_speech(text: str, start: int, end: int, line_end: int) -> bool:
    """Whether a Chinese or Japanese sentence goes on at `end`: inside a quote, or behind one that it began with."""
    opened, closed = _OPENING.findall(text, start, end), _CLOSING.findall(text, start, end)
    if len(opened) > len(closed):
        return _CLOSING.search(text, end, min(line_end, start + _LONGEST_SENTENCE)) is not None
    if not opened or text[end - 1] not in _CLOSING.pattern or not text[end : end + 1].strip():
        return False
    first = _OPENING.search(text, start, end)
    return first is not None and text[first.start() - 1] not in "：:，,、"


def sentences_of(
    text: str, lines: Sequence[Line], lexicon: Lexicon, named: Container[int] = frozenset()
) -> Iterator[Span]:
    """The sentences of all lines, in order, none longer than 800 characters; a heading is one each."""
    for span in _whole_sentences(text, lines, lexicon, named):
        start = span.start
        while span.end - start > _LONGEST_SENTENCE:
            cut = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
            cut = cut if cut > start else start + _LONGEST_SENTENCE
            yield Span(start, cut, span.line, span.role)
            start = cut
            while text[start].isspace() and start < span.end - 1:
                start += 1
        yield Span(start, span.end, span.line, span.role)


def _whole_sentences(text: str, lines: Sequence[Line], lexicon: Lexicon, named: Container[int]) -> Iterator[Span]:
    for number, line in enumerate(lines):
        start = line.start
        if line.role != "heading":
            for found in _ENDS.finditer(text, line.start, line.end):
                if found.end() >= line.end or not _ends_sentence(text, found.start(), line.end, lexicon, named):
                    continue
                if text[found.start()] in "。！？" and _is_within_speech(text, start, found.end(), line.end):
                    continue
                yield Span(start, found.end(), number, line.role)
                start = found.end()
                while start < line.end and text[start].isspace():
                    start += 1
            for found in lexicon.openers.finditer(text, start + 1, line.end) if lexicon.openers else ():
                if found.start() - start < _SHORTEST_UNMARKED or text.count('"', start, found.start()) % 2:
                    continue  # "this week | Meta ...", or inside a quotation
                yield Span(start, found.start(), number, line.role)
                start = found.end()
        if start < line.end:
            yield Span(start, line.end, number, line.role)
