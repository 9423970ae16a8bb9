"""Words of release that tell of terms: what may be done with a model since when, and not that it came out."""

from tracker.extract.discourse import distance
from tracker.extract.folding import Mark
from tracker.extract.reading import Sentence
from tracker.extract.terms import is_of_new_terms, terms_in

_OF_TERMS = (
    *("licence.word", "licence.forbid", "licence.commercial", "licence.noncommercial", "amount"),
    *("licence.naming", "licence.fee"),
)
_DUTIES = ("licence.fee", "licence.naming", "licence.outputs")
_BINDING = tuple(
    f"licence.{key}"
    for key in ("only", "purpose", "naming", "fee", "forbid", "exclude", "noncommercial", "research_only")
)
_GRANTS = ("licence.allow", "licence.exception", "licence.fee")
_OUT = ("release.done", "release.offer", "release.noun")
_BRINGING = ("release.done", "release.announce")
_OF_LICENCE = 30
_RIGHT_BESIDE, _APPOSED, _OWN = 3, 4, 6
_FAR = 24
_POSSESSED = 2  # "Llama 4のライセンス"


def tells_terms(sentence: Sentence, cue: Mark, thing: Mark) -> bool:
    """Whether a word of release tells of the terms of a model and not of the model."""
    if cue.kind == "release.withdraw" and (sentence.near(cue, *_OF_TERMS) or _is_of_terms(sentence, cue)):
        return True  # what is lifted is a ban, a clause, a condition
    return (
        _is_in_reported_clause(sentence, cue, thing)
        or _is_lifting(sentence, cue, thing)
        or _is_licences(sentence, cue, thing)
        or _is_permitted(sentence, cue)
        or _is_so_far(sentence, cue)
        or _is_inside(sentence, cue)
        or (cue.kind == "release.withdraw" and _is_shut_to_a_place(sentence, cue))
        or (cue.kind == "release.delay" and _is_moved_under(sentence, cue))
        or (cue.kind == "release.noun" and any(one.overlaps(cue) for one in sentence.all("licence.outputs")))
        or (cue.kind in _BRINGING and is_of_new_terms(sentence, cue))
        or any(one.start <= cue.start and cue.end < one.end for one in sentence.all("licence.under"))  # "came with"
    )


def tells_onset(sentence: Sentence) -> bool:
    """Whether a date is told from which terms hold, and no place where a model could be had since."""
    if not sentence.dates or not sentence.has("date.since", "date.from") or sentence.has("access.place"):
        return False
    return sentence.has(*_BINDING) and bool(terms_in(sentence))


def _is_shut_to_a_place(sentence: Sentence, cue: Mark) -> bool:
    """Whether a model is shut to those of one territory: "closed Llama 3.2 to Europeans"."""
    shuts = any(one.overlaps(cue) for one in sentence.all("licence.exclude"))
    return shuts and bool(sentence.near(cue, "territory"))


def _is_moved_under(sentence: Sentence, cue: Mark) -> bool:
    """Whether what is moved goes under another licence, and to no other day: "siirtyi Apache 2.0 -lisenssin alle"."""
    return sentence.has("licence") and any(one.overlaps(cue) for one in sentence.all("licence.change"))


def _is_in_reported_clause(sentence: Sentence, cue: Mark, thing: Mark) -> bool:
    """Whether something else is announced of a model: "announced that agencies may use Llama"."""
    if cue.kind == "release.announce" and thing.value == "Llama" and sentence.has("exception", "licence.users"):
        return True
    if cue.kind == "release.announce" and sentence.has(*_DUTIES) and not sentence.has(*_OUT):
        return distance(sentence, cue, thing) > _FAR  # "must pay on what they earn with Llama 4, Meta announced"
    changes = sentence.all("licence.change", "licence.lift")
    if cue.kind == "release.announce" and any(0 <= one.start - cue.end <= _RIGHT_BESIDE - 1 for one in changes):
        return not sentence.has(*_OUT)  # "announced easier terms"
    if cue.kind != "release.announce" or thing.start < cue.end or not sentence.has("licence.allow", "licence.forbid"):
        return False
    return any(cue.end <= mark.start < thing.start for mark in sentence.all("role.break"))


def _is_lifting(sentence: Sentence, cue: Mark, thing: Mark) -> bool:
    """Whether a condition is dropped and not a model: "Meta dropped the user limit from the Llama 4 licence"."""
    if not any(lift.start == cue.start for lift in sentence.all("licence.lift")):
        return False
    own = any(0 <= word.start - cue.end <= _OF_LICENCE for word in sentence.all("licence.word"))
    if own and thing.end <= cue.start and not any(mark.start >= cue.end for mark in sentence.all("model")):
        return True  # "DINOv2 drops its research licence"
    low, high = min(cue.end, thing.end), max(cue.start, thing.start)
    return any(low <= mark.start < high for mark in sentence.all(*_OF_TERMS))


def _is_inside(sentence: Sentence, cue: Mark) -> bool:
    """Whether a word of release is but part of one of permission or payment: "gave leave", "इजाज़त दे दी"."""
    longer = (one for one in sentence.all(*_GRANTS) if one.start <= cue.start and cue.end <= one.end)
    return cue.kind in ("release.done", "release.offer") and any(
        one.end - one.start > cue.end - cue.start for one in longer
    )


def _is_of_terms(sentence: Sentence, cue: Mark) -> bool:
    """Whether terms shut somebody out, and no model is shut: "a licence that shuts out Europeans"."""
    if not sentence.has("territory", "licence.exclude"):
        return False
    return any(0 <= cue.start - word.end <= _OF_LICENCE for word in sentence.all("licence.word", "licence"))


def _is_licences(sentence: Sentence, cue: Mark, thing: Mark) -> bool:
    """Whether it is the licence that came out: "the licence of Llama 2, published in July 2023, forbade"."""
    words = sentence.all("licence.word")
    if any(0 <= one.start - thing.end <= _POSSESSED and sentence.together(one, thing) for one in words) and _is_led_by(
        sentence, cue, thing
    ):
        return True
    return any(0 <= thing.start - word.end <= _OWN for word in words) and 0 <= cue.start - thing.end <= _APPOSED


def _is_led_by(sentence: Sentence, cue: Mark, thing: Mark) -> bool:
    """Whether a cue stands in the clause of a thing, and no other model does: "上周五Llama 4许可证新版本的推出"."""
    return sentence.together(cue, thing) and all(one.value == thing.value for one in sentence.near(cue, "model"))


def _is_permitted(sentence: Sentence, cue: Mark) -> bool:
    """Whether a word both frees and permits, and what is permitted is a use: "SAM 4 is cleared for commercial products"."""
    if cue.kind not in ("release.done", "release.offer") or not sentence.near(cue, "licence.commercial", "exception"):
        return False
    if sentence.dates or any(one is not cue for one in sentence.all(*_OUT)):
        return False
    return any(one.overlaps(cue) for one in sentence.all("licence.allow"))


def _is_so_far(sentence: Sentence, cue: Mark) -> bool:
    """Whether it is only said how a model could be had until its terms changed: "given out under CC BY-NC so far, it"."""
    if cue.kind not in ("release.done", "release.offer") or not sentence.has("licence.change"):
        return False
    return sentence.has("licence") and any(
        0 <= past.start - cue.end <= _RIGHT_BESIDE or 0 <= cue.start - past.end <= _RIGHT_BESIDE
        for past in sentence.all("modality.past")
    )
