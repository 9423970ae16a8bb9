"""Which of the names found are meant as names: "Cicero" may be a Roman, "Meta" a goal, "No" in "No Language" no denial."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate
from operator import itemgetter

from tracker.extract.folding import Mark
from tracker.extract.layout import Span
from tracker.vocabulary import vocabulary

_LEAD = 3
_TITLE = 1  # the first of the sentences, counted from one
_APOSTROPHES = ("'", "’", "ʼ")
_ACTING = (
    *("release.done", "release.announce", "release.withdraw", "release.delay", "licence.change", "licence.lift"),
    *("policy.say", "policy.think", "policy.refuse", "policy.promise", "policy.keep"),
)


def outside(names: Sequence[Mark], cues: Sequence[Mark]) -> Sequence[Mark]:
    """The cues that are no part of a name: nothing is denied in "No Language Left Behind". Names do not overlap."""
    starts = [cue.start for cue in cues]
    inside = {
        at
        for name in names
        for at in range(bisect_left(starts, name.start), bisect_left(starts, name.end))
        if _is_part(cues[at], name)
    }
    return [cue for at, cue in enumerate(cues) if at not in inside] if inside else cues


def _is_part(cue: Mark, name: Mark) -> bool:
    if cue.end > name.end or cue.kind == "noun.ai":
        return False
    return name.kind != "licence" or cue.kind not in ("licence.word", "licence.under")  # "MIT License" speaks of one


def with_new(names: Sequence[Mark], new: Sequence[Mark]) -> list[Mark]:
    """Known and new names in order; a new name hides the known one that it begins with ("Muse" in "Muse Prism")."""
    if not new:
        return list(names)
    begun = sorted(new, key=itemgetter(1, 2))
    starts = [name.start for name in begun]
    ends = list(accumulate((name.end for name in begun), max))
    known = [name for name in names if not (at := bisect_right(starts, name.start)) or ends[at - 1] <= name.start]
    return sorted([*known, *new], key=lambda name: (name.start, -name.end))


def _is_shy(name: Mark, text: str, shy: AbstractSet[str]) -> bool:
    """Whether a model's name is a word of its own right: "Cicero", and "ลามา", the animal, where no capital tells."""
    return name.kind == "model" and (name.value in shy or (name.value == "Llama" and not _is_cased(text[name.start])))


def weak_names(names: Sequence[Mark], text: str, spans: Sequence[Span], is_on_ai: bool) -> list[Mark]:
    """Names without the words that only look like a model's: "Cicero" in a text where Meta is never beside it.

    is_on_ai: whether the text speaks of AI; if of Meta too, a name taken over into a script without capitals is meant
    """
    shy = {model.name for model in vocabulary().models if not model.own}
    if not any(_is_shy(name, text, shy) for name in names):
        return list(names)
    starts = [span.start for span in spans]
    place = [bisect_right(starts, name.start) for name in names]
    beside = {at for name, at in zip(names, place, strict=True) if name.kind in ("meta", "person")}
    is_meant = is_on_ai or any(name.kind == "model" and not _is_shy(name, text, shy) for name in names)
    near = beside | {_TITLE} | {at + step for at in beside for step in (-1, 1)} if is_meant and beside else beside
    if is_meant and any(at <= _LEAD for at in beside):
        near = near | set(place)  # all of an article that begins with Meta and speaks of AI
    proven = {name.value for name, at in zip(names, place, strict=True) if name.kind == "model" and at in near}
    taken_over = is_on_ai and bool(beside)
    return [
        name
        for name in names
        if not _is_shy(name, text, shy) or name.value in proven or (taken_over and not _is_cased(text[name.start]))
    ]


def _is_cased(letter: str) -> bool:
    return letter.upper() != letter.lower()


def is_about_meta(names: Sequence[Mark], text: str, spans: Sequence[Span]) -> bool:
    """Whether the company or a person or model of its own occurs, so that "Meta" is no goal and no prefix."""
    openings = {span.start for span in spans}
    shy = {model.name for model in vocabulary().models if not model.own}
    for name in names:
        if name.kind == "person" or (name.kind == "model" and not _is_shy(name, text, shy)):
            return True
        inflected = len(text[name.start : name.end]) > 4 or text[name.end : name.end + 1] in _APOSTROPHES
        if name.kind == "meta" and (name.start not in openings or inflected):
            return True
    starts = [span.start for span in spans]
    beside = {bisect_right(starts, name.start) for name in names if name.kind == "meta"}
    if any(name.kind == "model" and bisect_right(starts, name.start) in beside for name in names):
        return True
    return sum(name.kind == "meta" for name in names) > 1


def does_something(names: Sequence[Mark], kinds: Mapping[str, Sequence[Mark]]) -> bool:
    """Whether a verb follows the company's name at once, as none follows a goal: "Meta firmará el código"."""
    ends = {name.end + 1 for name in names if name.kind == "meta"}
    return any(mark.start in ends for kind in _ACTING for mark in kinds.get(kind, ()))


def outside_notices(models: Sequence[Mark], notices: Sequence[Mark]) -> list[Mark]:
    """The models named, but for those that are part of a notice: "Built with Llama"."""
    return [one for one in models if not any(notice.start <= one.start < notice.end for notice in notices)]
