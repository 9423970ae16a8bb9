"""Names that no list knows, judged from all the places where they stand: are they a model, data set or tool of Meta's?

The patterns of `newnames` ask for one telling place. Here everything in Latin letters that could be a name is weighed by
what stands around all its mentions, and by its form, with boosted trees (names.json) grown on labelled articles whose
models, and whose rivals' models, were given other names (bench/christen.py): so what is learned is how texts speak of what
they name, and never a name.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import reduce
from math import log1p
from operator import itemgetter, or_

from tracker.extract.capitals import QUOTES, Mention, Named, candidates, is_none
from tracker.extract.folding import Mark
from tracker.extract.layout import Span
from tracker.extract.lexicons import Lexicon
from tracker.extract.marking import Marked
from tracker.extract.trees import NAMES_FILE, forests

KIND = "name"
"""The forest that judges names."""
SURE_FROM, SURE_OF_HEADED = 1.2, 0.8
"""Log-odds from which a name is one; and one that stands in the title, or goes on behind the name of a known model."""
VETOED_BELOW, OPENING_VETOED_BELOW = -2.0, -0.5
"""Log-odds below which a name that a pattern found is none; and one that only opens sentences."""
_MOST_DESCRIBED = 12
_CAMEL, _CAPITALS = re.compile(r"[a-z0-9][A-Z]"), re.compile(r"[A-Z]{2}[A-Z0-9-]*")
_RIGHT, _NEAR, _FAR = 3, 16, 48
_TABLES = (
    *("release", "licence", "policy", "meta", "other", "person", "modality"),
    *("noun", "refer", "access", "model", "role", "staff"),
)
_NAMED = ("meta", "model", "person", "other", "other_model", "other_person", "licence")
_LINES = ("Muse ", "Llama ")  # lines whose members are called by words
_DECLINED = re.compile(r"^Llam[a-zéęąě]{0,3} ")
_SIZE_LETTERS = re.compile(r"[A-Z]{1,3}|mini|Mini|nano|Nano")
Features = dict[str, float]


def judged_names(marked: Marked, staff: Sequence[Mark], lexicon: Lexicon) -> list[Mark]:
    """The mentions of new names: those that the trees are sure of, and what patterns proposed and they do not rule out.

    staff: people whom the text introduces, who are none
    """
    told = candidates(marked, staff, lexicon)
    if not told:
        return [mark for mark in marked.proposed if not is_none(mark.value)]
    odds = {
        one.base: forests(NAMES_FILE).score(KIND, _ruled_out(features))
        for one, features in described(told, marked, lexicon)
    }
    marks = [mark for one in told if odds[one.base] >= _asked_of(one, marked) for mark in mentions_of(one)]
    refused = {at.start for one in told if odds[one.base] < _vetoed_below(one) for at in one.mentions}
    taken = sorted((mark.start, mark.end) for mark in marks)
    kept = [
        mark
        for mark in marked.proposed
        if mark.start not in refused and not _overlaps(mark, taken) and not is_none(mark.value)
    ]
    return sorted(_by_line([*marks, *kept]), key=itemgetter(1, 2))


def _asked_of(one: Named, marked: Marked) -> float:
    """Log-odds from which a name is taken for one."""
    is_headed = any(at.start <= marked.title_length for at in one.mentions)
    return SURE_OF_HEADED if is_headed or one.extends else SURE_FROM


def _vetoed_below(one: Named) -> float:
    """Log-odds below which what a pattern found is no name; a plain word that only ever opens sentences is hardly one."""
    is_word = one.base.isalpha() and not _CAMEL.search(one.base) and not _CAPITALS.fullmatch(one.base)
    return OPENING_VETOED_BELOW if is_word and all(at.opens for at in one.mentions) else VETOED_BELOW


def _by_line(marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks, with what a member of a line is called by its own last word under its whole name: "Ember Pro", of Muse Ember."""
    marks = [_in_line(mark) for mark in marks]
    values = {mark.value for mark in marks}
    whole = {value.rpartition(" ")[2]: value for value in values if value.startswith(_LINES)}
    for mark in marks:
        first, _, rest = mark.value.partition(" ")
        base, _, size = mark.value.rpartition("-")
        if first in whole and mark.value != whole[first]:
            yield mark._replace(value=whole[first], extra=("?", rest) if rest else mark.extra)
        elif base in values and _SIZE_LETTERS.fullmatch(size):
            yield mark._replace(value=base, extra=("?", size))  # "SAM Terra-G" beside "SAM Terra"
        else:
            yield mark


def _in_line(mark: Mark) -> Mark:
    """The mark under the name of its line, which may be declined: "Llamu Delta"."""
    return mark._replace(value=_DECLINED.sub("Llama ", mark.value)) if mark.value.startswith("Llam") else mark


def mentions_of(name: Named) -> Iterator[Mark]:
    """Where a name stands, as marks."""
    for at in name.mentions:
        yield Mark("model", at.start, at.end, at.value, ("?", at.size) if at.size else ("?",))


def _ruled_out(features: Features) -> int:
    trees = forests(NAMES_FILE)
    return reduce(or_, (trees.ruled_out(name, value) for name, value in features.items()), 0)


def _overlaps(mark: Mark, taken: Sequence[tuple[int, int]]) -> bool:
    at = bisect_left(taken, (mark.end, 0))
    return any(end > mark.start for _, end in taken[max(0, at - 2) : at])


def described(told: Sequence[Named], marked: Marked, lexicon: Lexicon) -> Iterator[tuple[Named, Features]]:
    """What the trees go by, for each candidate: what stands around its mentions, its form, and the article's."""
    title_length = marked.title_length
    marks = sorted(
        (one for one in (*marked.names, *marked.cues) if one.kind.startswith(_TABLES) or one.kind in _NAMED),
        key=itemgetter(1, 2),
    )
    starts = [mark.start for mark in marks]
    most = max((len(one.mentions) for one in told), default=0)
    about = _about(marked.names, title_length, lexicon)
    for one in told:
        features: Features = dict(about)
        features["mentions"] = round(log1p(len(one.mentions)), 3)
        features["most"] = float(len(one.mentions) == most)
        features["rank"] = round(log1p(sum(len(other.mentions) > len(one.mentions) for other in told)), 3)
        features["in title"] = float(any(at.start <= title_length for at in one.mentions))
        features["proposed"] = float(one.proposed)
        features["extends"] = float(one.extends)
        features["small too"] = float(one.is_word)
        features["place"] = round(log1p(one.mentions[0].span), 3)
        features["opens only"] = float(all(at.opens for at in one.mentions))
        features |= dict.fromkeys(_shape(one), 1.0)
        counted: Counter[str] = Counter()
        body = [at for at in one.mentions if at.start > title_length][:_MOST_DESCRIBED]
        for order, at in enumerate(body):
            words = set(_around(at, marked.text, marked.spans[at.span], marks, starts))
            counted.update(words)
            if order == 0:
                features |= {f"first {word}": 1.0 for word in words}
        features |= {word: round(log1p(times), 3) for word, times in counted.items()}
        yield one, {key: value for key, value in features.items() if value}


def _about(names: Sequence[Mark], title_length: int, lexicon: Lexicon) -> Features:
    counted = Counter(name.kind for name in names)
    about = {f"all {kind}": round(log1p(counted[kind]), 3) for kind in _NAMED}
    for kind in _NAMED:
        about[f"headline {kind}"] = float(any(name.kind == kind and name.start < title_length for name in names))
    about["nouns have capitals"] = float(not lexicon.cased)
    about["no spaces"] = float(not lexicon.spaces)
    return about


def _shape(one: Named) -> Iterator[str]:
    base = one.base
    if _CAMEL.search(base):
        yield "camel"
    if _CAPITALS.fullmatch(base):
        yield "capitals"
    if not base.isascii():
        yield "accents"
    if "-" in base:
        yield "hyphen"
    if any(at.value != base for at in one.mentions):
        yield "number"
    if any(at.size for at in one.mentions):
        yield "size"
    yield f"{min(base.count(' ') + 1, 3)} words"


def _around(at: Mention, text: str, span: Span, marks: Sequence[Mark], starts: Sequence[int]) -> Iterator[str]:
    """What stands around one mention, in kinds of marks and signs."""
    first, last = bisect_left(starts, span.start), bisect_right(starts, span.end - 1)
    owner = None
    for mark in marks[first:last]:
        kind = mark.kind
        yield f"with {kind}"
        if mark.end <= at.start:
            gap = at.start - mark.end
            if kind in ("meta", "other", "person", "other_person"):
                owner = kind
            if gap <= _RIGHT:
                yield f"right ahead {kind}"
            if gap <= _NEAR:
                yield f"ahead {kind}"
            elif gap <= _FAR:
                yield f"far ahead {kind}"
        elif mark.start >= at.end:
            gap = mark.start - at.end
            if gap <= _RIGHT:
                yield f"right behind {kind}"
            if gap <= _NEAR:
                yield f"behind {kind}"
            elif gap <= _FAR:
                yield f"far behind {kind}"
    yield f"owner {owner}"
    before, after = text[max(0, at.start - 2) : at.start], text[at.end : at.end + 2]
    if before[-1:] and before[-1] in QUOTES:
        yield "quoted"
    if before[-1:] == "(":
        yield "in brackets"
    if after[:1] in (",", "、", "،"):
        yield "comma behind"
    if before.rstrip()[-1:] in (",", "、", "،", ":"):
        yield "comma ahead"
    if after[:1] == "(" or after == " (":
        yield "bracket behind"
    if after[:1] in ("'", "’", "-"):
        yield "joint behind"
    if at.opens:
        yield "opens"
    if span.role == "heading":
        yield "heading"
