"""Releases: sentence by sentence, what is said to have come out, to be coming, or to be gone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.extract.discourse import Context, actor, distance, subjects
from tracker.extract.folding import Mark
from tracker.extract.reading import LEAD_SENTENCES, Reading, Sentence
from tracker.extract.status import is_carried, status_of
from tracker.extract.when import When, is_before, resolved
from tracker.records import Access, ReleaseStatus

_CUES = (
    "release.leak",
    "release.withdraw",
    "release.delay",
    "release.done",
    "release.announce",
    "release.noun",
    "release.offer",
)
_ALL_CUES = frozenset(_CUES)
_PERMITTING = ("release.offer", "release.announce")
_DAYS_OF_NEWS = 75
_OF_MODEL = 6  # "the weights of Muse Spark" are no other model's
_FARTHEST_OBJECT = 260
_ENTRY_MARKS = (":", "–", "—", "-", "：", "|")
_FEWEST_ENTRIES = 3
_ACCESS: tuple[Access, ...] = ("research", "gated", "open_weights", "api", "product")


@dataclass(frozen=True, slots=True)
class Hit:
    """One sentence's word on one family of models.

    variants:   members of the family that it names, or a wording like "commercial version"
    when:       partial date it fixes, or None; has_date tells a stated date from one that could not be settled
    background: told as something earlier than the news
    weak:       a mere mention ("the release of Llama 3 ..."), which needs other words beside it
    named:      the sentence names the family itself, and does not say "the model"
    """

    subject: str
    variants: tuple[str, ...]
    status: ReleaseStatus
    sentence: Sentence
    cue: Mark
    when: str | None
    has_date: bool
    background: bool
    weak: bool
    named: bool
    is_new: bool
    imminent: bool
    by_meta: bool

    @property
    def weight(self) -> float:
        """How much this sentence counts in what the text as a whole says."""
        rank = self.sentence.rank
        place = 4.0 if rank == 0 else 3.0 if rank <= 2 else 2.0 if rank <= LEAD_SENTENCES + 2 else 1.0
        return place * (0.3 if self.weak else 1.0) * (1.0 if self.named else 0.7)


def hits(reading: Reading, before: Sequence[Context]) -> list[Hit]:
    """Everything that the sentences say of releases by Meta, in order."""
    found: list[Hit] = []
    for sentence in reading.sentences:
        if not sentence.is_question and sentence.has_any(_ALL_CUES):
            for cue in sorted(sentence.all(*_CUES)):
                found += _hits_of(reading, sentence, cue, before[sentence.index])
    told = {(hit.sentence.index, hit.subject) for hit in found}
    return sorted(
        [*found, *(hit for hit in _dated_entries(reading) if (hit.sentence.index, hit.subject) not in told)],
        key=lambda hit: hit.sentence.index,
    )


def _dated_entries(reading: Reading) -> list[Hit]:
    """The models that a chronicle lists without a verb: "18 April 2024: Llama 3, in two sizes"."""
    found: list[Hit] = []
    for sentence in reading.sentences:
        name = next(iter(subjects(reading, sentence)), None)
        when = sentence.dates[0] if sentence.dates else None
        if when is None or name is None or not _heads_entry(reading, sentence, when) or name.start - when.end > 40:
            continue
        if sentence.has("other_model", "release.leak", "release.withdraw", "modality.not", "policy.say"):
            continue
        is_planned = sentence.has("modality.plan", "modality.rumour", "release.delay")
        day = resolved(when, _base(reading, when), is_planned)
        if day is None or when.year is None:
            continue
        status: ReleaseStatus = "planned" if is_planned else "released"
        found.append(_entry(reading, sentence, name, status, day))
    return found if len(found) >= _FEWEST_ENTRIES else []


def _heads_entry(reading: Reading, sentence: Sentence, when: When) -> bool:
    """Whether a sentence begins with a date and a colon or dash."""
    if when.start - sentence.start > 3:
        return False
    return reading.text[when.end : when.end + 3].strip()[:1] in _ENTRY_MARKS


def _entry(reading: Reading, sentence: Sentence, name: Mark, status: ReleaseStatus, day: str) -> Hit:
    cue = Mark("release.done", name.start, name.end)
    return Hit(
        subject=name.value,
        variants=tuple(one for one in name.extra if one != "?"),
        status=status,
        sentence=sentence,
        cue=cue,
        when=day,
        has_date=True,
        background=_is_background(reading, sentence, cue, day, status),
        weak=False,
        named=True,
        is_new="?" in name.extra,
        imminent=False,
        by_meta=False,
    )


def _hits_of(reading: Reading, sentence: Sentence, cue: Mark, before: Context) -> Iterator[Hit]:
    status = status_of(sentence, cue)
    if status is None:
        return
    objects, variants, named = _objects(reading, sentence, cue, before)
    if not objects or _is_about_else(sentence, cue, objects[0]) or _is_in_reported_clause(sentence, cue, objects[0]):
        return
    who = actor(reading, sentence, cue, before)
    if who == "other" and status != "leaked":
        return
    when, about = _date(reading, sentence, cue, status)
    has_date = when is not None
    if status in ("released", "announced") and when and reading.published and is_before(reading.published, when):
        status = "planned"
    for thing in objects:
        if thing.value == "Llama" and cue.kind in _PERMITTING and sentence.has("exception"):
            continue  # that somebody may use it is a term
        is_new = "?" in thing.extra
        if is_new and who != "meta":
            continue
        told = _is_event(sentence, cue, thing, has_date)
        if not told and cue.kind != "release.offer":
            continue
        yield Hit(
            subject=thing.value,
            variants=tuple(one for one in thing.extra if one != "?") + variants,
            status=status,
            sentence=sentence,
            cue=cue,
            when=when,
            has_date=has_date,
            background=_is_background(reading, sentence, cue, about, status),
            weak=not told or (cue.kind in ("release.noun", "release.offer") and not is_carried(sentence, cue)),
            named=named,
            is_new=is_new,
            imminent=bool(sentence.near(cue, "modality.imminent")),
            by_meta=who == "meta",
        )


def _objects(
    reading: Reading, sentence: Sentence, cue: Mark, before: Context
) -> tuple[list[Mark], tuple[str, ...], bool]:
    """What a cue is about: models, wordings of a variant, and whether the models are named in the sentence."""
    worded = tuple(mark.value for mark in sentence.near(cue, "variant"))
    named = [name for name in subjects(reading, sentence) if distance(sentence, name, cue) <= _FARTHEST_OBJECT]
    foreign = [mark for mark in sentence.all("other_model") if sentence.together(mark, cue)]
    if named:
        first = min(named, key=lambda name: distance(sentence, name, cue))
        if any(distance(sentence, mark, cue) < distance(sentence, first, cue) for mark in foreign):
            return [], (), True
        return [*_meant(sentence, cue, first, before), *_coordinated(sentence, first, named)], worded, True
    if foreign or (sentence.all("model") and not _pronoun(sentence)):
        return [], (), False
    family = _referred(reading, sentence, cue, before, worded)
    return ([Mark("model", cue.start, cue.end, family)] if family else []), worded, False


def _meant(sentence: Sentence, cue: Mark, first: Mark, before: Context) -> list[Mark]:
    """What "the model" means where it stands nearer to a cue than the first model named: "released it with SAM 3D"."""
    far = distance(sentence, first, cue)
    nearer = [
        mark
        for mark in sentence.near(cue, "refer.model")
        if distance(sentence, mark, cue) < far and first.start - mark.end > _OF_MODEL
    ]
    if not nearer or before.model in (None, first.value):
        return []
    return [Mark("model", nearer[0].start, nearer[0].end, before.model or "")]


def _pronoun(sentence: Sentence) -> Mark | None:
    """The "it" that a sentence begins with, or the verb where the language leaves "it" out: "Podría ver la luz ..."."""
    first = next((mark for mark in sentence.all("refer.it") if mark.start - sentence.start <= 3), None)
    if first is None and sentence.role == "body" and not sentence.has("other_model", "noun.model", "noun.else"):
        verbs = sentence.all("modality.plan", "modality.rumour", "release.offer", "release.done")
        first = next((mark for mark in verbs if mark.start == sentence.start), None)
    return first


def _coordinated(sentence: Sentence, first: Mark, named: Sequence[Mark]) -> list[Mark]:
    """`first` and the models listed with it: "Llama Guard 3 and Prompt Guard"."""
    at = list(named).index(first)
    chain = [first]
    for step, rest in ((1, named[at + 1 :]), (-1, named[:at][::-1])):
        last = first
        for name in rest:
            gap = name.start - last.end if step == 1 else last.start - name.end
            between = (last.end, name.start) if step == 1 else (name.end, last.start)
            if gap > 30 or any(between[0] <= cue.start < between[1] for cue in sentence.all(*_CUES)):
                break
            chain.append(name)
            last = name
    return chain


def _referred(reading: Reading, sentence: Sentence, cue: Mark, before: Context, worded: Sequence[str]) -> str | None:
    """The family that "the model" or "a commercial version of its model" means, or None."""
    if before.model and _refers(sentence, cue) and not sentence.near(cue, "modality.more"):
        return before.model
    if before.model and _pronoun(sentence) and not sentence.has("meta", "person", "other"):
        return before.model
    if before.model and cue.kind == "release.noun" and sentence.near(cue, "modality.imminent"):
        return before.model
    if not sentence.has("noun.model") or not sentence.has("meta", "person", "refer.company", "refer.own"):
        return None
    if worded:
        return before.model or (reading.topics.most_common(1)[0][0] if reading.topics else None)
    if not sentence.near(cue, "noun.model"):
        return None
    if before.model and sentence.rank <= 2 and sentence.has("noun.new") and not sentence.near(cue, "modality.more"):
        return before.model
    if before.model is None and sentence.rank <= 2 and not sentence.near(cue, "modality.more"):
        following = reading.sentences[sentence.index + 1 : sentence.index + 4]
        return next((name.value for other in following for name in subjects(reading, other)), None)
    return None


def _refers(sentence: Sentence, cue: Mark) -> bool:
    """Whether "the model" stands in the clause of a cue, or as the subject before an aside: "The model, which ..., is"."""
    return any(mark.start - sentence.start <= 3 or sentence.together(mark, cue) for mark in sentence.all("refer.model"))


def _is_about_else(sentence: Sentence, cue: Mark, thing: Mark) -> bool:
    """Whether the cue's object is something else that stands nearer: an app, a partnership, a chip."""
    low, high = min(cue.end, thing.end), max(cue.start, thing.start)
    if any(low <= other.start < high for other in sentence.all("noun.else", "licence.commercial")):
        return True
    terms = sentence.all("licence.word", "licence.under") if thing.start > cue.start else []
    return any(cue.end <= term.start and 0 <= thing.start - term.end <= 5 for term in terms)  # "under the licence of X"


def _is_in_reported_clause(sentence: Sentence, cue: Mark, thing: Mark) -> bool:
    """Whether something else is announced of a model: "announced that agencies may use Llama"."""
    if cue.kind == "release.announce" and thing.value == "Llama" and sentence.has("exception", "licence.users"):
        return True
    if cue.kind != "release.announce" or thing.start < cue.end or not sentence.has("licence.allow", "licence.forbid"):
        return False
    return any(cue.end <= mark.start < thing.start for mark in sentence.all("role.break"))


def _is_event(sentence: Sentence, cue: Mark, thing: Mark, has_date: bool) -> bool:
    """Whether it is told as happening, and not as how things are: "its Llama models, which it makes available"."""
    if has_date:
        return True
    unversioned = thing.value == "Llama"
    if cue.kind == "release.offer":
        return sentence.has("modality.now", "release.announce") or (sentence.rank == 0 and not unversioned)
    if unversioned and cue.kind in ("release.done", "release.noun", "release.announce"):
        if sentence.rank <= LEAD_SENTENCES and sentence.near(cue, "modality.plan"):
            return True
        return sentence.rank <= 2 and sentence.has("noun.new", "modality.now", "variant", "date.recent")
    return True


def _is_background(reading: Reading, sentence: Sentence, cue: Mark, when: str | None, status: ReleaseStatus) -> bool:
    if status in ("planned", "rumoured"):
        return False
    if sentence.rank > 0 and sentence.near(cue, "modality.past"):
        return True
    if when is None and reading.published is not None:
        told = [day for date in sentence.dates if date.is_complete and (day := resolved(date, None))]
        return bool(told) and is_before(max(told), days_of_news_before(reading.published))
    if when is None or reading.published is None:
        return False
    return is_before(when, days_of_news_before(reading.published))


def days_of_news_before(published: str) -> str:
    """A partial date about two months before another: what happened earlier is no news any more."""
    year, month = int(published[:4]), int(published[5:7] or 12) if len(published) >= 7 else 12
    if len(published) < 7:
        return f"{year}"
    back = year * 12 + month - 1 - _DAYS_OF_NEWS // 30
    return f"{back // 12:04}-{back % 12 + 1:02}"


def _date(reading: Reading, sentence: Sentence, cue: Mark, status: ReleaseStatus) -> tuple[str | None, str | None]:
    """The date that a sentence gives to a cue; and about when that is, if it says "early 2023" or so, else the same."""
    cues = sentence.all(*_CUES)
    best: tuple[int, str, str] | None = None
    for when in sentence.dates:
        place = Mark("date", when.start, when.end)
        if sentence.near(place, "policy.say", "modality.report") and not sentence.near(place, *_CUES):
            continue
        nearest = min(cues, key=lambda other: distance(sentence, other, place))
        far = distance(sentence, cue, place)
        if nearest != cue and distance(sentence, nearest, place) + 25 < far and nearest.kind != "release.noun":
            continue
        value = resolved(when, _base(reading, when), status in ("planned", "rumoured"))
        if value is not None and (best is None or far - 12 * len(value) < best[0]):
            best = (
                far - 12 * len(value),
                value,
                f"{value}-{when.about:02}" if when.about and len(value) == 4 else value,
            )
    return best[1:] if best else (None, None)


def _base(reading: Reading, when: When) -> str | None:
    """The publication date as far as it may be counted from: a stale text's "Wednesday" is nobody's."""
    if reading.is_fresh or reading.published is None or when.is_complete:
        return reading.published
    return reading.published[:4] if when.shift is None or when.shift[0] == "year" else None


def access_in(sentence: Sentence) -> list[Access]:
    """The ways of getting a model that a sentence names, the narrowest first."""
    return [access for access in _ACCESS if sentence.has(f"access.{access}")] if sentence.speaks_of("access.") else []
