"""Releases told in passing, without a verb of release: beside a date, since when, where, still in the making."""

import re
from collections.abc import Iterator, Sequence

from tracker.extract.discourse import Context, actor, distance, is_negated, subjects
from tracker.extract.ellipsis import hosts, implied, is_foreign
from tracker.extract.folding import Mark
from tracker.extract.hit import Hit, base_of, is_background
from tracker.extract.names import WHOLE_FAMILIES
from tracker.extract.notices import names_licence
from tracker.extract.permission import tells_onset
from tracker.extract.reading import LEAD_SENTENCES, Reading, Sentence
from tracker.extract.when import When, is_before, resolved
from tracker.records import ReleaseStatus

_ENTRY_MARKS = (":", "–", "—", "-", "：", "|")
_FEWEST_ENTRIES = 3
_ENTRY_REACHES, _ENTRY_ON_ONE = 40, 100
_BESIDE = re.compile(r"(?:-[^\W\d]{1,3})?[\s,(（–—«]*(?:[^\W\d]{1,7}[\s’']{1,2}){0,2}[\s(（]*")
_FARTHEST_BESIDE = 18
_SINCE_REACHES = 8
_OF_LICENCE = 8  # "the licence of Llama 2, from July 2023"
_HAD = ("access.place", "access.open_weights", "access.api", "access.product", "release.offer", "release.available")
_OTHER_NEWS = (
    *("release.leak", "release.withdraw", "modality.if", "licence.change", "licence.lift"),
    *("licence.outputs", "licence.naming", "licence.fee", "licence.forbid"),
)
_STRANGE = ("other", "other_model", "other_person", "role.outsider", "person", "modality.if", "noun.else")
_TELLING = (
    *("release.done", "release.announce", "release.noun", "release.offer", "release.leak", "release.withdraw"),
    *("modality.not", "modality.plan", "modality.rumour", "policy.say", "policy.think", "policy.promise"),
    *("licence.word", "licence.change", "licence.lift", "licence.allow", "licence.forbid", "exception"),
)
_TERMS = ("licence.word", "licence.naming", "licence.fee", "licence.purpose")
_UNDONE = ("release.delay", "modality.rumour")


def passing_hits(reading: Reading, before: Sequence[Context], told: Sequence[Hit]) -> list[Hit]:
    """What sentences say of releases whose verbs say nothing of them, other than what is `told` by verbs."""
    known = {key for hit in told for key in _keys(hit.sentence, hit.subject, hit.variants)}
    entries = [hit for hit in _dated_entries(reading) if (hit.sentence.index, hit.subject, "") not in known]
    known |= {key for hit in entries for key in _keys(hit.sentence, hit.subject, hit.variants)}
    found: list[Hit] = []
    for sentence in reading.sentences:
        if not _may_tell(sentence) or sentence.is_question or sentence.has(*_OTHER_NEWS) or _is_of_terms(sentence):
            continue
        for name in _spoken_of(reading, sentence, before[sentence.index]):
            keys = _keys(sentence, name.value, name.extra)
            hit = _hit(reading, sentence, name, before[sentence.index]) if keys[-1] not in known else None
            if hit is not None:
                known.update(keys)
                found.append(hit)
    return [*entries, *found]


def _keys(sentence: Sentence, subject: str, variants: Sequence[str]) -> list[tuple[int, str, str]]:
    """What marks a family as told of in a sentence, and each member by itself: the members come last."""
    return [(sentence.index, subject, variant) for variant in ("", *variants)]


def _may_tell(sentence: Sentence) -> bool:
    """Whether anything of what `_findings` goes by is in a sentence."""
    if sentence.dates or sentence.has("progress.under_way"):
        return True
    return sentence.rank <= LEAD_SENTENCES and sentence.has("access.place", "other")


def _is_of_terms(sentence: Sentence) -> bool:
    """Whether a sentence tells since when something may be done or must be, and not since when a model is out."""
    if sentence.has("licence.forbid") and sentence.has("licence.outputs", "licence.users"):
        return True
    if sentence.has(*_TERMS) and sentence.has("date.since", "date.from") and not sentence.has("access.place"):
        return True
    return tells_onset(sentence)


def _spoken_of(reading: Reading, sentence: Sentence, before: Context) -> list[Mark]:
    """The models that a sentence is about; one that it only means has no length."""
    names = [name for name in subjects(reading, sentence) if "?" not in name.extra and name.value not in WHOLE_FAMILIES]
    names = [name for name in names if not names_licence(reading, sentence, name)]
    if names or sentence.has("model"):
        return names
    referred = [mark.start for mark in sentence.all("refer.model") if not is_foreign(sentence)]
    family = before.model if referred else implied(reading, sentence, before)
    at = referred[0] if referred else sentence.start
    return [Mark("model", at, at, family)] if family and family not in WHOLE_FAMILIES else []


def _hit(reading: Reading, sentence: Sentence, name: Mark, before: Context) -> Hit | None:
    if actor(reading, sentence, name, before) == "other" or is_negated(sentence, name):
        return None
    for status, when in _findings(reading, sentence, name):
        day = resolved(when, base_of(reading, when), status == "planned") if when is not None else None
        if when is not None and day is None:
            continue
        if day is not None and status == "released" and reading.published and is_before(reading.published, day):
            status = "planned"
        return _made(reading, sentence, name, status, day)
    return None


def _findings(reading: Reading, sentence: Sentence, name: Mark) -> Iterator[tuple[ReleaseStatus, When | None]]:
    """What a sentence may say of a model in passing, the surest first."""
    named = name.end > name.start
    if (under_way := _under_way(sentence, name)) is not None and sentence.rank > 0:
        if not is_negated(sentence, under_way):
            yield ("rumoured" if sentence.has("modality.rumour") else "planned"), None
        return
    if sentence.near(name, *_UNDONE):
        return
    licensed = any(0 <= name.start - word.end <= _OF_LICENCE for word in sentence.all("licence.word"))
    for when in by_closeness(reading, sentence, name):
        if named and not licensed and _is_beside(reading, name, when):
            yield "released", when
    if named and _is_only_dated(sentence, name):
        yield from (("released", when) for when in sentence.dates if _is_with(sentence, name, when))
    for when in sentence.dates:
        place = Mark("date", when.start, when.end)
        if not (named and sentence.clause(name.start) != sentence.clause(when.start)) and _is_since(sentence, when):
            hosted = any(not named or sentence.together(host, place) for host in hosts(sentence))
            near = hosted or sentence.near(place, *_HAD) or (sentence.near(place, "meta", "refer.company") and named)
            if near or (named and 0 <= when.start - name.end <= _FARTHEST_BESIDE):
                yield "released", when
    yield from _placed(reading, sentence, name)


def _under_way(sentence: Sentence, name: Mark) -> Mark | None:
    """The words that something is still in the making, beside a model or in a clause about its siblings."""
    if beside := sentence.near(name, "progress.under_way"):
        return beside[0]
    if len({model.value for model in sentence.all("model")}) != 1 or not (name.extra or sentence.has("amount")):
        return None
    apart = [one for one in sentence.all("progress.under_way") if one.start > name.end]
    return next((one for one in apart if not sentence.near(one, "other", "other_model", "noun.else")), None)


def _is_only_dated(sentence: Sentence, name: Mark) -> bool:
    """Whether a clause names a model and tells nothing else of it, and nobody else of, that we know words for."""
    coming = sentence.has("modality.plan", "modality.rumour", "release.delay")
    return not (coming or sentence.has(*_STRANGE) or sentence.near(name, *_TELLING) or sentence.rank == 0)


def _is_with(sentence: Sentence, name: Mark, when: When) -> bool:
    """Whether a date that may be a model's own stands in its clause."""
    stated = when.month or when.weekday or when.about or (when.shift and when.shift[0] in ("day", "week", "month"))
    return bool(stated) and sentence.clause(name.start) == sentence.clause(when.start)


def _placed(reading: Reading, sentence: Sentence, name: Mark) -> Iterator[tuple[ReleaseStatus, When | None]]:
    """Where it can be had, said with a date: "Llama 3 on Hugging Face since Thursday"."""
    for place in [*sentence.all("access.place"), *hosts(sentence)]:
        if name.end > name.start and not sentence.together(place, name):
            continue
        for when in sentence.dates:
            if distance(sentence, place, Mark("date", when.start, when.end)) < _ENTRY_REACHES:
                yield "released", when
        if sentence.rank <= LEAD_SENTENCES and sentence.near(place, "modality.now", "date.recent"):
            yield "released", None


def _is_beside(reading: Reading, name: Mark, when: When) -> bool:
    """Whether nothing but small words stand between a model and a month: "Llama 2, in July of last year, ..."."""
    vague = when.month is None and when.weekday is None and when.anchor is None and when.about is None
    if vague or not any(map(str.isdigit, name.value)):
        return False
    return stands_beside(reading, name, when)


def by_closeness(reading: Reading, sentence: Sentence, name: Mark) -> list[When]:
    """The dates of a sentence: those right behind a name, then those before it, then those behind a comma.

    "Llama 3 in April", "in April Llama 3, in July Llama 3.1", and with nothing else "Llama 3, in April".
    """

    def place(when: When) -> int:
        if when.start < name.end:
            return 1
        return 2 if "," in reading.text[name.end : when.start] else 0

    return sorted(sentence.dates, key=place)


def stands_beside(reading: Reading, name: Mark, when: When) -> bool:
    """Whether a date stands right behind a name, or right before it without a comma."""
    behind = when.start >= name.end
    gap = reading.text[name.end : when.start] if behind else reading.text[when.end : name.start]
    return len(gap) <= _FARTHEST_BESIDE and _BESIDE.fullmatch(gap) is not None and (behind or "," not in gap)


def _is_since(sentence: Sentence, when: When) -> bool:
    """Whether a word like "since" stands beside a date."""
    return any(
        -when.end + when.start <= when.start - since.end <= _SINCE_REACHES or 0 <= since.start - when.end <= 3
        for since in sentence.all("date.since")
    )


def _made(reading: Reading, sentence: Sentence, name: Mark, status: ReleaseStatus, day: str | None) -> Hit:
    cue = Mark("release.done", name.start, name.end)
    return Hit(
        subject=name.value,
        variants=tuple(one for one in name.extra if one != "?"),
        status=status,
        sentence=sentence,
        cue=cue,
        when=day,
        has_date=day is not None,
        background=is_background(reading, sentence, cue, day, status),
        weak=False,
        named=name.end > name.start,
        is_new="?" in name.extra,
        imminent=False,
        by_meta=False,
    )


def _dated_entries(reading: Reading) -> list[Hit]:
    """The models that a chronicle lists without a verb: "18 April 2024: Llama 3, in two sizes"."""
    found: list[Hit] = []
    for sentence in reading.sentences:
        name = next(iter(subjects(reading, sentence)), None)
        when = sentence.dates[0] if sentence.dates else None
        if (
            when is None
            or name is None
            or not _heads_entry(reading, sentence, when)
            or name.start - when.end > (_ENTRY_REACHES if len(subjects(reading, sentence)) > 1 else _ENTRY_ON_ONE)
        ):
            continue
        if sentence.has("other_model", "release.leak", "release.withdraw"):
            continue
        if sentence.has("policy.say") and sentence.has("person", "other_person", "role.outsider", "policy.voice"):
            continue
        if sentence.near(name, "modality.not"):
            continue  # "not licensed in the EU", behind a comma, denies no release
        is_planned = sentence.has("modality.plan", "modality.rumour", "release.delay")
        day = resolved(when, base_of(reading, when), is_planned)
        if day is None or when.year is None:
            continue
        status: ReleaseStatus = "planned" if is_planned else "released"
        found.append(_made(reading, sentence, name, status, day))
    return found if len(found) >= _FEWEST_ENTRIES else []


def _heads_entry(reading: Reading, sentence: Sentence, when: When) -> bool:
    """Whether a sentence begins with a date and a colon or dash."""
    if when.start - sentence.start > 3:
        return False
    return reading.text[when.end : when.end + 3].strip()[:1] in _ENTRY_MARKS
