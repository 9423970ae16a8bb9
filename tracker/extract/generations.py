"""Models that a text names by their place in a line: "the third generation of Llama", "its successor", "la 3.1"."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from tracker.extract.folding import Mark
from tracker.extract.meant import with_new
from tracker.vocabulary import Model, vocabulary

_REACHES = 420  # characters back to the last of the line that is named
_BESIDE = 14
_SENTENCE = 160
_THING_BEFORE = 30
_LINES_NEAR = 2
_FAR_BACK, _LINES_BACK = 800, 8  # from "its predecessor", over questions and answers
_NAMED_NEXT = 30
_APPOSED = re.compile(r"\s?[,，、،—–]\s?(?:\w{1,4}\s)?")
_MOST_NEAR = 24
_NEAR_NUMBER = 2.0
_NUMBERED = re.compile(r"(.+?)[ v-]{0,2}(\d{1,2}(?:\.\d{1,2})?)")
_NUMBER = re.compile(r"\d{1,2}(?:[.,]\d{1,2})?", re.ASCII)
_FIRST = "LLaMA"
_LINE = "Llama"
_OURS = ("meta", "person", "model")
_LEAD, _FIRST_NAMES = 420, 8
_MAKER_BEFORE, _MAKER_BEHIND = 3, 24
_YEAR_OF_FIRST = "2023"
_STOPS = (". ", "! ", "? ", "\n", "。", "।")
_ELSE = ("licence.word", "noun.else")


@lru_cache(maxsize=1)
def _lines() -> dict[str, Model]:
    """The families whose members are told apart by a number, by name."""
    return {model.name: model for model in vocabulary().models if model.version is not None}


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(model.name for model in vocabulary().models)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Members that licences are named after: "Llama 3.1 Community License"."""
    found = (re.match(r"(.+? \d\.\d) ", licence.name) for licence in vocabulary().licences)
    return frozenset(one[1] for one in found if one is not None)


def is_earlier(name: str, other: str) -> bool:
    """Whether a model comes before another one of the same line."""
    one, two = _place(name), _place(other)
    return one is not None and two is not None and one[0] == two[0] and one[1] < two[1]


def _place(name: str) -> tuple[str, float] | None:
    """The line that a model belongs to and its number in it; None where its line has no numbers."""
    if name == _FIRST:
        return _LINE, 1.0
    found = _NUMBERED.fullmatch(name)
    if found is not None and found[1] in _lines():
        return found[1], float(found[2])
    return (name, 1.0) if name in _lines() else None


def _member(line: str, number: str) -> str:
    """The canonical name of a line's member: "3.1" → "Llama 3.1"."""
    if number == "1":
        return _FIRST if line == _LINE else line
    version = _lines()[line].version
    assert version is not None
    return version.format(name=line, version=number)


def with_generations(text: str, names: Sequence[Mark], cues: Sequence[Mark], marks: Sequence[Mark]) -> list[Mark]:
    """The names, and those of models that are only called by their generation; a name it stands beside becomes part of it.

    cues:  of the kind "generation", in order; their values are a number, "next", "last", "#" (a number behind a noun) or "." (one with a point behind an article)
    marks: cues that may show that a licence or a product is meant, or that the model last named is only used
    """
    by_place, around = _Window(names), _Window(marks)
    named = frozenset(name.value for name in names if name.kind == "model")
    found: list[Mark] = []
    topic = _topic(names)
    for cue in cues:
        here = sorted([*by_place.within(cue, _FAR_BACK), *found[-_MOST_NEAR:]], key=lambda one: one.start)
        meant = _meant(text, here, cue, around.within(cue, _REACHES), named, topic, names[:_FIRST_NAMES])
        if meant is None or _is_built_upon(text, by_place.within(cue, 0, _SENTENCE), cue, around, meant.value):
            continue
        if not (found and meant.start < found[-1].end):
            found.append(meant)
    return with_new(names, found)


def _is_built_upon(text: str, names: Sequence[Mark], cue: Mark, marks: "_Window", told: str) -> bool:
    """Whether a sentence says that what it means rests on the very model meant: "the third edition, built on Llama 3"."""
    for name in names:
        if name.kind == "model" and name.value == told and name.start >= cue.end:
            used = (one for one in marks.within(name, _BESIDE) if one.kind == "role.before")
            return "." not in text[cue.end : name.start] and any(0 <= name.start - one.end <= _BESIDE for one in used)
    return False


def _topic(names: Sequence[Mark]) -> Mark | None:
    """The model that a text is about, at its first mention, where all that it names by numbers are of one line."""
    placed = [name for name in names if name.kind == "model" and _place(name.value) is not None]
    if len({(_place(name.value) or ("", 0.0))[0] for name in placed}) != 1:
        return None
    counted = Counter(name.value for name in placed)
    return max(placed, key=lambda name: (counted[name.value], -name.start))


class _Window:
    """Marks in order, to be cut out around another."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = marks
        self._starts = [mark.start for mark in marks]

    def within(self, cue: Mark, reach: int, ahead: int = _NAMED_NEXT) -> Sequence[Mark]:
        """Those from `reach` characters before a cue to some behind it, the last ones where they are many."""
        first = bisect_left(self._starts, cue.start - reach)
        last = bisect_left(self._starts, cue.end + ahead + 1)
        return self._marks[max(first, last - _MOST_NEAR) : last]


def _meant(
    text: str,
    names: Sequence[Mark],
    cue: Mark,
    marks: Sequence[Mark],
    named: AbstractSet[str],
    topic: Mark | None,
    opening: Sequence[Mark],
) -> Mark | None:
    """The model that a cue stands for, with the bounds of its mention.

    opening: the first names of the text
    named: all models that the text names; topic: the one that it is about, which "its predecessor" means far from any
    """
    if any(name.overlaps(cue) for name in names if name.kind == "model"):
        names = [name for name in names if not name.overlaps(cue)]
    if any(one.kind in _ELSE and -1 <= one.start - cue.end <= _BESIDE for one in marks):
        return None  # "the second version of the licence"
    if _is_named(text, names, cue) or _is_of_thing(text, names, cue, marks):
        return None
    beside = _beside(text, names, cue)
    if beside is None and _is_what_it_is(text, names, cue):
        return None
    known = beside or _last_named(text, names, cue, marks)
    if known is None and topic is not None and _is_far_from_any(text, names, cue) and topic.end <= cue.start:
        known = topic
    place = _place(known.value) if known is not None else None
    if known is None or place is None:
        return None
    number = _number(text, cue, place, named)
    if number is None:
        return None
    if cue.value == "1" and beside is None and not _is_of_old(text, names, cue, opening):
        return None  # "a first version is due in spring", of whatever is built on Llama
    told = _member(place[0], number)
    if place[0] != _LINE and told not in _names() | named:
        return None  # a "second version of SeamlessM4T" is still SeamlessM4T
    merged = beside is not None and beside.value == place[0]
    start = min(cue.start, known.start) if merged else cue.start
    end = max(cue.end, known.end) if merged else cue.end
    return Mark("model", start, end, told, known.extra if merged else ())


def _is_of_old(text: str, names: Sequence[Mark], cue: Mark, opening: Sequence[Mark]) -> bool:
    """Whether a text opens with Meta, or the sentence of a cue names it, a model or the year of the first one."""
    begin = max(text.rfind(stop, 0, cue.start) for stop in _STOPS) + 1
    end = min((at for stop in _STOPS if (at := text.find(stop, cue.end)) >= 0), default=len(text))
    ours = any(begin <= name.start < end and name.kind in _OURS for name in names)
    ours = ours or any(
        name.kind in _OURS[:2] and name.start < _LEAD and not any(_is_maker(name, model) for model in opening)
        for name in opening
    )
    return ours or _YEAR_OF_FIRST in text[begin:end]


def _is_maker(company: Mark, model: Mark) -> bool:
    """Whether a company only says whose model stands beside it: "Meta's Llama", "Llama by Meta"."""
    return model.kind == "model" and -_MAKER_BEHIND <= model.start - company.end <= _MAKER_BEFORE


def _near(text: str, names: Sequence[Mark], cue: Mark) -> Iterator[tuple[int, Mark]]:
    """The models in the sentence of a cue that stand beside it, and how far off."""
    for name in names:
        gap = name.start - cue.end if name.start >= cue.end else cue.start - name.end
        between = text[min(name.end, cue.end) : max(name.start, cue.start)]
        if 0 <= gap <= _NAMED_NEXT and name.kind in ("model", "other_model") and "." not in between:
            yield gap, name


def _is_line(name: Mark, gap: int, cue: Mark) -> bool:
    """Whether a cue stands right beside the name of a whole line: "the third generation of Llama"."""
    return gap <= _BESIDE and name.kind == "model" and name.value in _lines() and cue.value not in ("next", "last")


def _is_named(text: str, names: Sequence[Mark], cue: Mark) -> bool:
    """Whether somebody else's model stands beside a cue, or what it means is named: "the third generation, Llama 3"."""
    near = list(_near(text, names, cue))
    if any(_is_line(name, gap, cue) for gap, name in near):
        return False
    return any(name.kind == "other_model" or name.start >= cue.end for _, name in near)


def _is_of_thing(text: str, names: Sequence[Mark], cue: Mark, marks: Sequence[Mark]) -> bool:
    """Whether it is the generation of an app or a device named before it: "the glasses, second generation"."""
    for one in marks:
        if one.kind == "noun.else" and 0 <= cue.start - one.end <= _THING_BEFORE:
            between = text[one.end : cue.start]
            return "." not in between and not any(
                one.end <= name.start < cue.start for name in names if name.kind == "model"
            )
    return False


def _is_what_it_is(text: str, names: Sequence[Mark], cue: Mark) -> bool:
    """Whether a number only says what the model named right before is: "Llama 3.2, the first generation that sees"."""
    if not cue.value.isdigit():
        return False
    return any(
        name.kind == "model" and cue.start - name.end > 0 and _APPOSED.fullmatch(text, name.end, cue.start) is not None
        for name in names
    )


def _beside(text: str, names: Sequence[Mark], cue: Mark) -> Mark | None:
    """The line of models whose name stands right beside a cue."""
    return next((name for gap, name in _near(text, names, cue) if _is_line(name, gap, cue)), None)


def _last_named(text: str, names: Sequence[Mark], cue: Mark, marks: Sequence[Mark]) -> Mark | None:
    """The last model of a line that is named before a cue, with nobody else's in between, in the same line or near it."""
    reach, lines = (_FAR_BACK, _LINES_BACK) if cue.value in ("last", "#") else (_REACHES, _LINES_NEAR)
    for name in reversed([name for name in names if name.end <= cue.start]):
        gap = cue.start - name.end
        if gap > reach or text.count("\n", name.end, cue.start) > lines:
            return None
        if name.kind == "other_model":
            return None
        if name.kind == "model":
            used = any(one.kind == "role.before" and 0 <= name.start - one.end <= _BESIDE for one in marks)
            led = any(
                one.kind == "other_model" and one.end <= name.start and "." not in text[one.end : name.start]
                for one in names
            )
            return name if _place(name.value) is not None and not (used or led) else None
    return None


def _is_far_from_any(text: str, names: Sequence[Mark], cue: Mark) -> bool:
    """Whether a cue that needs no number to count from stands far from any model, so that the text's own may be meant."""
    before = [name for name in names if name.end <= cue.start and name.kind in ("model", "other_model")]
    near = (
        name.kind == "other_model"
        or (cue.start - name.end <= _REACHES and text.count("\n", name.end, cue.start) <= _LINES_NEAR)
        for name in before
    )
    return (cue.value == "last" or cue.value.isdigit()) and not any(near)


def _number(text: str, cue: Mark, place: tuple[str, float], named: AbstractSet[str]) -> str | None:
    """The number that a cue gives a model, in words, in digits, or counted from the model last named."""
    line, now = place
    if cue.value in ("#", "."):
        found = list(_NUMBER.finditer(text, cue.start, cue.end))
        written = found[-1][0].replace(",", ".") if found else ""
        near = bool(written) and abs(float(written) - now) < _NEAR_NUMBER and float(written) != now
        fits = _member(line, written) in _known() | named if cue.value == "." else True
        return written if near and fits and (line == _LINE or "." not in written) else None
    if cue.value not in ("next", "last"):
        return cue.value
    step = 1 if cue.value == "next" else -1
    members = sorted(_members(named, line), key=lambda one: step * (one - now))
    nearest = next((one for one in members if step * (one - now) > 0), None)
    counted = float(int(now) + 1) if step == 1 else float(int(now) - (now == int(now)))
    if nearest is not None:
        counted = min(nearest, counted) if step == 1 else max(nearest, counted)
    return f"{counted:g}" if counted >= 1 else None


def _members(named: AbstractSet[str], line: str) -> set[float]:
    """The numbers of a line's members that the text names."""
    places = ((name, _place(name)) for name in named)
    return {place[1] for name, place in places if place and place[0] == line and (name != line or line != _LINE)}
