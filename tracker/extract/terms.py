"""Terms of a licence as an article words them: one finding for each cue that states what may be done, or not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.extract.discourse import distance, is_negated, subjects
from tracker.extract.folding import Mark
from tracker.extract.hit import COMING
from tracker.extract.reading import Reading, Sentence
from tracker.records import Claim

_NEAR = 60
_OF_OLD = 4  # "从原先的Apache 2.0"
_USERS_REACH = 30
_OPENS = 2
_RIGHT_AHEAD = 1
_OF_MODEL = 8  # "the licence of Llama 2"
_BROUGHT_OUT = 40
_OWN_REACHES = 16
_GIVING = (
    "licence.under",
    "licence.word",
    "licence.change",
    "release.done",
    "release.offer",
    "access.place",
    "access.open_weights",
)
_FOUNDED_ON = (
    "users", "same", "noncommercial", "research_only", "commercial", "outputs", "exclude", "forbid", "naming", "fee",
    "only", "purpose",
)  # fmt: skip
_LAID_DOWN = ("licence.word", "licence.naming", "licence.ask", "licence.users", "licence.outputs")
_FEWEST_USERS = 1_000_000
_MEANT = ("refer.it", "refer.model", "refer.own", "model")
_RULING = tuple(f"licence.{key}" for key in ("word", "ask", "forbid", "allow", "exclude", "change", "under"))
# Every term stands on one of these; most sentences that speak of allowing or of what is under something have none.
_FOUNDING = frozenset({"licence", "exception"}) | frozenset(f"licence.{key}" for key in _FOUNDED_ON)


@dataclass(frozen=True, slots=True)
class Term:
    """One term: the cue that it stands on, its key in docs/claims.md and its value; key "licence" for a name, "" for terms without a key."""

    cue: Mark
    key: str
    value: Any


def terms_in(sentence: Sentence) -> list[Term]:
    """Every term that a sentence states as being in force or coming; what used to be is left out."""
    if not sentence.has_any(_FOUNDING) and not (sentence.has("licence.word") and sentence.has("refer.own")):
        return []
    ruled = bool(_present(sentence, *_RULING))
    found = [
        *(_thresholds(sentence, ruled) if sentence.has("amount") else ()),
        *_commercial(sentence, ruled),
        *(_outputs(sentence) if sentence.has("licence.outputs") else ()),
        *(_territories(sentence) if sentence.has("territory") else ()),
        *(_exceptions(sentence) if sentence.has("exception") else ()),
        *_duties(sentence),
        *(_names(sentence) if sentence.has("licence") else ()),
        *_own(sentence),
        *_left_to(sentence),
        *(_same(sentence) if sentence.has("licence.same") else ()),
    ]
    return sorted(found, key=lambda term: (term.cue.start, term.key))


def is_hypothetical(sentence: Sentence) -> bool:
    """Whether a sentence only supposes; "if you have more than 700 million users" is a term itself."""
    if not sentence.has("modality.if"):
        return False
    stated = sentence.has("amount") and sentence.has("licence.users")
    stated = stated or (sentence.has("licence.over") and sentence.has("licence.commercial", "licence.fee"))
    return not stated and not (sentence.has("territory") and sentence.has("licence.exclude"))


def lifts_terms(sentence: Sentence) -> bool:
    """Whether something is said to be gone, and it has a word of what licences lay down."""
    told = sentence.has(*_LAID_DOWN) or (sentence.has("licence.forbid") and sentence.has("territory"))
    return told and sentence.has("licence.lift")


def states_terms(sentence: Sentence) -> bool:
    """Whether it tells that a licence changes, or what is the licence of a model, whatever it dates by that."""
    words = sentence.all("licence.word")
    owned = any(0 <= name.start - word.end <= _OF_MODEL for word in words for name in sentence.all("model"))
    if sentence.has("licence.noncommercial", "licence.exclude") and sentence.has("date.since", "date.from"):
        return not (sentence.speaks_of("release.") or sentence.speaks_of("access."))  # "from Friday only schools may"
    return owned or ((bool(words) or sentence.has("licence")) and sentence.has("licence.change", "licence.lift"))


def is_of_new_terms(sentence: Sentence, cue: Mark) -> bool:
    """Whether it is terms that a word of release brings out: "new terms that Meta published on Monday", "terms out today"."""
    words = [*sentence.all("licence.word"), *(one for one in sentence.all("licence.change") if _is_noun(sentence, one))]
    between = [word for word in words if 0 <= cue.start - word.end <= _BROUGHT_OUT]
    under = sentence.all("licence.under")
    objects = [
        one for one in between if cue.start - one.end <= _RIGHT_AHEAD and not any(one.overlaps(by) for by in under)
    ]
    if any(_is_noun(sentence, one) for one in objects):
        return True  # "Llama 4 için yeni koşullar yayımladı": new terms are what was published
    models = [name for name in sentence.all("model", "refer.model") if not any(name.overlaps(word) for word in words)]
    if any(sentence.together(name, cue) for name in models):
        return False  # where verbs come last, "published Muse Glimmer with a licence" has the licence before its verb
    return any(not any(word.end <= name.start < cue.start for name in models) for word in between)


def _is_noun(sentence: Sentence, change: Mark) -> bool:
    """Whether a word of change is a noun with its adjective: "new terms"."""
    return any(
        one.overlaps(change) and one.end - one.start < change.end - change.start for one in sentence.all("noun.new")
    )


def lifted_in(reading: Reading, sentence: Sentence) -> list[Term]:
    """What is said to be gone from a licence, its value untold: "the user limit is gone", "no longer need to ask"."""
    if not lifts_terms(sentence) or sentence.is_question or sentence.has("modality.if", "modality.rumour", "other"):
        return []
    if not (sentence.has("meta", "refer.company") or subjects(reading, sentence)):
        return []
    lifts = sentence.all("licence.lift")
    cues = sentence.all(*_LAID_DOWN, "territory")
    return [Term(one, "", None) for one in cues if any(distance(sentence, one, lift) < _NEAR for lift in lifts)][:1]


def granted_in(reading: Reading, sentence: Sentence) -> list[Term]:
    """What Meta grants or lifts for those told of in the sentence before: "the army may. Meta made an exception"."""
    if sentence.index == 0 or sentence.is_question or sentence.has("modality.if", "modality.rumour", "other", "model"):
        return []
    last = reading.sentences[sentence.index - 1]
    of_them = last.line == sentence.line and last.has("exception", "territory") and bool(subjects(reading, last))
    granted = sentence.all("licence.exception") or (sentence.all("licence.lift") if last.has("licence.word") else ())
    return [Term(one, "", None) for one in granted][:1] if of_them and sentence.has("meta", "refer.company") else []


def has_word_of_terms(sentence: Sentence) -> bool:
    """Whether it has any word of terms but one that tells of coming out too ("put at the disposal of developers")."""
    if not sentence.speaks_of("licence") and not sentence.has("exception"):
        return False
    out = [mark for mark in sentence.marks if mark.kind.startswith("release.")]
    beside = ("licence.over", "licence.under", *(("licence.allow",) if sentence.has("release.offer") else ()))
    return any(
        mark.kind.startswith(("licence", "exception"))
        and mark.kind not in beside  # "more than", "to", "under": only beside other words
        and not any(mark.overlaps(one) for one in out)
        for mark in sentence.marks
    )


def _present(sentence: Sentence, *kinds: str) -> list[Mark]:
    """The marks of these kinds outside clauses that tell of earlier times: "which the old licence had forbidden"."""
    marks = sentence.all(*kinds)
    if not marks or not sentence.has("modality.past"):
        return list(marks)
    return [mark for mark in marks if not sentence.near(mark, "modality.past")]


def _thresholds(sentence: Sentence, ruled: bool) -> Iterator[Term]:
    limited = sentence.has("licence.over", "licence.ask", "licence.exclude")
    for amount in sentence.all("amount"):
        users = [mark for mark in sentence.all("licence.users") if mark.gap(amount) <= _USERS_REACH]
        denied = any(is_negated(sentence, mark) for mark in sentence.near(amount, *_RULING[:2]))
        if (
            users
            and ruled
            and limited
            and not denied
            and not _is_lifted(sentence, amount)
            and int(amount.value) >= _FEWEST_USERS
        ):
            yield Term(amount, "mau_threshold", int(amount.value))


def _is_lifted(sentence: Sentence, cue: Mark) -> bool:
    """Whether what a cue says is said to be gone: "dropped the limit of 700 million users", and no new one is set."""
    lifts = [
        lift for lift in sentence.near(cue, "licence.lift") if not (lift.start <= cue.start and cue.end <= lift.end)
    ]
    return bool(lifts) and not sentence.near(cue, "licence.allow", "licence.ask", "licence.forbid")


def _commercial(sentence: Sentence, ruled: bool) -> Iterator[Term]:
    shut = _present(sentence, "licence.noncommercial")
    if sentence.has("licence.word", "licence.under", "licence.allow", "licence.forbid"):
        shut += _present(sentence, "licence.research_only")
    if shut:
        yield Term(shut[0], "commercial_use", "forbidden")
        return
    if not ruled and not sentence.has("release.done", "release.offer", "release.announce", "licence.lift"):
        return
    for cue in _present(sentence, "licence.commercial")[:1]:
        bans = [ban for ban in _present(sentence, "licence.forbid") if distance(sentence, ban, cue) < _NEAR]
        yield Term(cue, "commercial_use", "forbidden" if bans or is_negated(sentence, cue) else "allowed")


def _outputs(sentence: Sentence) -> Iterator[Term]:
    for cue in _present(sentence, "licence.outputs")[:1]:
        if _present(sentence, "licence.allow", "licence.lift", "licence.forbid"):
            forbidden = _present(sentence, "licence.forbid") and not _present(sentence, "licence.lift")
            yield Term(cue, "outputs_to_improve_other_models", "forbidden" if forbidden else "allowed")


def _territories(sentence: Sentence) -> Iterator[Term]:
    places: dict[str, Mark] = {}
    for cue in _present(sentence, "licence.exclude"):
        if any(0 <= cue.start - denial.end <= 3 for denial in sentence.near(cue, "modality.not")):
            continue  # "without exclusion of Europeans"
        if _is_lifted(sentence, cue):
            continue
        for place in sentence.all("territory"):
            if distance(sentence, place, cue) <= 2 * _NEAR:
                places.setdefault(place.value, cue)
    if places:
        yield Term(next(iter(places.values())), "excluded_territories", list(places))


def _exceptions(sentence: Sentence) -> Iterator[Term]:
    afresh = sentence.has("refer.model") and sentence.has("modality.now")  # "now the army may use the model"
    if not afresh and not sentence.has("meta", "person", "refer.company", "model", "licence.forbid", "licence.word"):
        return
    cues = _present(sentence, "licence.exception", "licence.lift")
    if cues or sentence.has("licence.word", "model", "refer.model", "noun.model", "licence.forbid"):
        cues += _present(sentence, "licence.allow")
    for cue in cues:
        whom = [mark.value for mark in sentence.all("exception") if distance(sentence, mark, cue) <= 2 * _NEAR]
        if whom:
            yield Term(cue, "exceptions", list(dict.fromkeys(whom)))
            return


def _duties(sentence: Sentence) -> Iterator[Term]:
    for cue in _present(sentence, "licence.naming")[:1]:
        if not _is_lifted(sentence, cue):
            yield Term(cue, "display_notice", True)
    if sentence.has("model", "noun.model") and not sentence.has("access.api"):  # what an interface costs is no term
        for cue in _present(sentence, "licence.fee")[:1]:
            earlier = any(past.start - sentence.start <= _OPENS for past in sentence.all("modality.past"))
            if not is_negated(sentence, cue) and not earlier:  # "Before, the model could be had for a fee only"
                yield Term(cue, "fee", True)


def _is_denied_before(sentence: Sentence, name: Mark) -> bool:
    """Whether a denial in front is meant for a licence's name; what follows it is denied something else."""
    return is_negated(sentence, name) and any(
        denial.end <= name.start for denial in sentence.near(name, "modality.not")
    )


def _is_left(sentence: Sentence, name: Mark) -> bool:
    """Whether a licence is the one that is left or not the one that is meant: "从Apache 2.0", "アパッチではなく".

    A word for it between two licences is meant for the first, as "CC BY-NCからMITに".
    """
    for mark in sentence.all("licence.left"):
        behind = any(0 <= mark.start - other.end <= 1 for other in sentence.all("licence"))
        if (0 <= mark.start - name.end <= 1) if behind else (0 <= name.start - mark.end <= _OF_OLD):
            return True
    return False


def _names(sentence: Sentence) -> Iterator[Term]:
    present = _present(sentence, "licence")
    names = [  # a name beside a release is that release's, also where it is told as earlier: "had come in August under"
        name
        for name in sentence.all("licence")
        if name in present or (sentence.has("model") and sentence.near(name, "release.done"))
    ]
    changes = sentence.all("licence.change")
    for name in names:
        later = [other for other in names if other.start > name.start and sentence.together(other, name)]
        if later and any(
            change.end <= name.start and distance(sentence, change, name) < 2 * _NEAR for change in changes
        ):
            continue  # "moves from CC BY-NC to MIT"
        if _is_left(sentence, name):
            continue
        if sentence.has(*_GIVING) and not _is_denied_before(sentence, name):
            yield Term(name, "licence", name.value)


def _same(sentence: Sentence) -> Iterator[Term]:
    """Terms told by reference: "under the same conditions as its predecessor"; a term without a key."""
    for cue in sentence.all("licence.same")[:1]:  # "the same as before" is no thing of the past
        if not is_negated(sentence, cue):
            yield Term(cue, "", None)


def _own(sentence: Sentence) -> Iterator[Term]:
    """A licence of Meta's own, or one that forbids a purpose for which docs/claims.md has no key: a term without one."""
    owned = [
        word
        for word in _present(sentence, "licence.word")
        if any(
            -2 <= word.start - own.end <= _OWN_REACHES or 0 <= own.start - word.end <= _OWN_REACHES
            for own in sentence.all("refer.own")
        )
    ]
    told = sentence.has("licence.change", "release.done", "release.announce", "release.offer")
    if owned and told and sentence.has("licence.under", "licence.change"):
        yield Term(owned[0], "", None)
    bans = _present(sentence, "licence.forbid", "licence.exclude")
    if bans and sentence.has("exception", "licence.purpose") and sentence.has("licence.word", *_MEANT):
        yield Term(bans[0], "", None)


def _left_to(sentence: Sentence) -> Iterator[Term]:
    """To whom alone a model is left: "only universities and charities may still use it"; a term without a key."""
    whom = sentence.has("role.outsider", "access.research", "exception", "licence.noncommercial")
    if whom and sentence.has("model", "refer.model", "refer.it", "licence.word"):
        for cue in _present(sentence, "licence.only")[:1]:
            yield Term(cue, "", None)


def came_with(releases: Sequence[Claim], release: Claim | None, status: Sequence[str]) -> Claim | None:
    """What of a family its terms came with: what is out, and not a member that is to come, unless they are to come too.

    status: those of the clauses that tell of the terms
    """
    if release is None or release.status not in COMING or "planned" in status:
        return release
    done = ("released", "announced")
    out = (one for one in releases if one.subject == release.subject and one.status in done and one.happened_on)
    return next(out, release)
