"""Releases of models that stand beside others whose releases are told, in words that we do not know.

Of the models of Meta's that an article names, is not said to compare with or to build upon, and tells no release of by any
word of ours, three in four come out too if they have a date, or stand in the sentence that another comes out in.
"""

from collections.abc import Iterator, Sequence

from tracker.extract.discourse import distance, is_implied, is_negated, subjects
from tracker.extract.folding import Mark
from tracker.extract.hit import Hit, base_of, is_background
from tracker.extract.names import WHOLE_FAMILIES
from tracker.extract.permission import tells_onset
from tracker.extract.reading import Reading, Sentence
from tracker.extract.releasedate import told_in_turn
from tracker.extract.when import When, is_before, resolved
from tracker.records import ReleaseStatus

_TOLD = ("released", "announced")
_OF_TERMS = (
    *("licence", "licence.word", "licence.change", "licence.lift", "exception"),
    *("licence.outputs", "licence.naming", "licence.fee", "licence.forbid"),
)
_STRANGE = ("other", "other_model", "other_person", "role.outsider", "modality.if", "noun.else")
_SAID = ("policy.say", "policy.think", "policy.promise")
_COMING = ("modality.plan", "release.delay", "progress.under_way")
_FARTHEST = 60
_FEWEST_TOLD, _LEAD = 2, 3


def bystanding_hits(reading: Reading, told: Sequence[Hit]) -> list[Hit]:
    """What may be taken of models without a telling word, in articles where releases of others are told."""
    sure = [hit for hit in told if not hit.weak and hit.named]
    is_news = any(not hit.background and hit.sentence.rank <= _LEAD for hit in sure)
    if not is_news and len({hit.subject for hit in sure}) < _FEWEST_TOLD:
        return []  # a text on something else, which says in passing where its tools come from
    known = {hit.subject for hit in told if not hit.weak}
    found: list[Hit] = []
    for sentence in reading.sentences:
        if sentence.is_question or sentence.rank == 0 or not sentence.has("model") or sentence.has(*_OF_TERMS):
            continue
        for name in _unknown(reading, sentence, known):
            hit = _beside(reading, sentence, name, sure) or _dated(reading, sentence, name)
            if hit is not None:
                known.add(name.value)
                found.append(hit)
    return found


def _unknown(reading: Reading, sentence: Sentence, known: set[str]) -> Iterator[Mark]:
    """The models that a sentence is about, other than known ones, whole families and those only meant."""
    for name in subjects(reading, sentence):
        if name.value not in WHOLE_FAMILIES | known and not (is_implied(sentence, name) or is_negated(sentence, name)):
            yield name


def _beside(reading: Reading, sentence: Sentence, name: Mark, sure: Sequence[Hit]) -> Hit | None:
    """A model in the sentence that another one comes out in: "Llama Guard 4 is out, LlamaFirewall lies on GitHub"."""
    here = [hit for hit in sure if hit.sentence is sentence and hit.status in _TOLD]
    if not here or sentence.has("other_model", "modality.if"):
        return None
    hit = min(here, key=lambda one: distance(sentence, one.cue, name))
    day = _day(reading, sentence, name, future=False) or hit.when
    return _made(reading, sentence, name, hit.status, day, hit.background)


def _dated(reading: Reading, sentence: Sentence, name: Mark) -> Hit | None:
    """A model with a date in its clause or not far off."""
    if not sentence.dates or tells_onset(sentence) or sentence.has(*_STRANGE) or sentence.near(name, *_SAID):
        return None
    if sentence.has("modality.rumour"):
        return None
    is_coming = sentence.has(*_COMING)
    day = _day(reading, sentence, name, future=is_coming)
    if day is None:
        return None
    ahead = reading.published is not None and is_before(reading.published, day)
    if is_coming and not ahead:
        return None
    status: ReleaseStatus = "planned" if ahead else "released"
    return _made(reading, sentence, name, status, day, is_background(reading, sentence, name, day, status))


def _day(reading: Reading, sentence: Sentence, name: Mark, future: bool) -> str | None:
    """The partial date nearest to a name, if it is near."""

    def far(when: When) -> int:
        return distance(sentence, Mark("date", when.start, when.end), name)

    if (turn := told_in_turn(reading, sentence, name)) is not None:
        return resolved(turn, base_of(reading, turn), future)
    for when in sorted(sentence.dates, key=far):
        if far(when) <= _FARTHEST and (day := resolved(when, base_of(reading, when), future)) is not None:
            return day
    return None


def _made(
    reading: Reading, sentence: Sentence, name: Mark, status: ReleaseStatus, day: str | None, background: bool
) -> Hit:
    return Hit(
        subject=name.value,
        variants=tuple(one for one in name.extra if one != "?"),
        status=status,
        sentence=sentence,
        cue=name,
        when=day,
        has_date=day is not None,
        background=background,
        weak=False,
        named=True,
        is_new="?" in name.extra,
        imminent=False,
        by_meta=False,
    )
