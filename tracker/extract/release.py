"""Releases: sentence by sentence, what is said to have come out, to be coming, or to be gone."""

from collections.abc import Iterator, Sequence

from tracker.extract.alongside import with_the_other
from tracker.extract.aside import explained, is_built_upon
from tracker.extract.bystanders import bystanding_hits
from tracker.extract.discourse import (
    Context,
    actor,
    distance,
    is_built_on_ours,
    is_implied,
    subjects,
)
from tracker.extract.ellipsis import is_foreign
from tracker.extract.folding import Mark
from tracker.extract.hit import Hit, is_background
from tracker.extract.makers import is_of_alumni
from tracker.extract.newsday import is_liveblog
from tracker.extract.notices import is_only_notice, names_licence
from tracker.extract.passing import passing_hits
from tracker.extract.permission import tells_terms
from tracker.extract.reading import LEAD_SENTENCES, Reading, Sentence
from tracker.extract.referred import is_called_next, named_beside, referred, subject_pronoun
from tracker.extract.releasedate import CUES, date_of, own_date
from tracker.extract.scene import in_scenes
from tracker.extract.status import is_carried, status_of
from tracker.extract.when import is_before
from tracker.records import ReleaseStatus

_ALL_CUES = frozenset(CUES)
_PALE = ("release.noun", "release.offer")
_PERMITTING = ("release.offer", "release.announce")
_RIGHT_BEHIND = 5
_APPOSED = 3
_RELATIVE = ("role.break", "modality.that")
_LISTED = 18
_OF_MODEL = 6  # "the weights of Muse Spark" are no other model's
_FARTHEST_OBJECT = 260
_OPENS, _MADE_BY = 3, 12
_TO_PLACE = 16
_OF_X = 5
_AT_SCENE = 30  # "at its yearly developer conference"


def hits(reading: Reading, before: Sequence[Context]) -> list[Hit]:
    """Everything that the sentences say of releases by Meta, in order."""
    found: list[Hit] = []
    for sentence in reading.sentences:
        if not sentence.is_question and sentence.has_any(_ALL_CUES):
            for cue in sorted(sentence.all(*CUES)):
                found += _hits_of(reading, sentence, cue, before[sentence.index])
    found = in_scenes(reading, [*found, *passing_hits(reading, before, found)])
    found = with_the_other(reading, _less_takedowns([*found, *bystanding_hits(reading, found)]))
    return sorted(_proven(reading, found), key=lambda hit: hit.sentence.index)


def _less_takedowns(found: Sequence[Hit]) -> list[Hit]:
    """The hits, less what is taken down of models that got out against Meta's will: those are copies on others' pages."""
    found = _less_leaks(found)
    leaked = {hit.subject for hit in found if hit.status == "leaked" and not hit.background}
    out = {hit.subject for hit in found if hit.status in ("released", "announced") and not hit.background and hit.named}
    return [hit for hit in found if hit.status != "withdrawn" or hit.subject not in leaked - out]


def _less_leaks(found: Sequence[Hit]) -> list[Hit]:
    """The hits, less what says only that leaked files are to be had, where the release is told in a sentence of its own."""
    leaks = {(hit.subject, hit.sentence.index) for hit in found if hit.status == "leaked"}
    out = {hit.subject for hit in found if hit.status == "released" and (hit.subject, hit.sentence.index) not in leaks}
    return [
        hit
        for hit in found
        if not (hit.status == "released" and hit.subject in out and (hit.subject, hit.sentence.index) in leaks)
    ]


def _proven(reading: Reading, found: Sequence[Hit]) -> list[Hit]:
    """The hits less those on a name never seen that Meta is nowhere said to act on: "a tool called Hermine. It ..."."""
    new = {name.value for sentence in reading.sentences for name in sentence.all("model") if "?" in name.extra}
    acted_on = {hit.subject for hit in found if hit.by_meta or hit.is_new} | _introduced_beside_meta(reading)
    return [hit for hit in found if hit.subject not in new or hit.subject in acted_on]


def _introduced_beside_meta(reading: Reading) -> set[str]:
    """The new names that first stand beside Meta's, and nobody else's: "Meta's new tool is called VoiceShield. It ..."."""
    first: dict[str, bool] = {}
    for sentence in reading.sentences:
        for name in sentence.all("model"):
            if "?" in name.extra and sentence.rank > 0:
                first.setdefault(name.value, sentence.has("meta") and not is_foreign(sentence))
    return {name for name, is_ours in first.items() if is_ours}


def _hits_of(reading: Reading, sentence: Sentence, cue: Mark, before: Context) -> Iterator[Hit]:
    status = status_of(sentence, cue)
    if status is None or is_of_alumni(sentence):
        return
    objects, variants, named = _objects(reading, sentence, cue, before)
    if not objects or _is_about_else(sentence, cue, objects[0]) or tells_terms(sentence, cue, objects[0]):
        return
    if _does_itself(sentence, cue, objects[0]):
        return
    if is_implied(sentence, objects[0]) and ";" in _between(reading, cue, objects[0]):
        return
    if _is_put_off(sentence, cue):
        return
    who = actor(reading, sentence, cue, before)
    if who == "other" and status != "leaked":
        return
    if who is None and cue.kind in ("release.done", "release.noun") and _is_place_of_leak(sentence, cue):
        return
    when, about = date_of(reading, sentence, cue, status)
    has_date = when is not None
    if status in ("released", "announced") and when and reading.published and is_before(reading.published, when):
        status = "planned"
    for thing in objects:
        if thing.value == "Llama" and (
            cue.kind == "release.withdraw"
            or (sentence.has("exception") and (cue.kind in _PERMITTING or sentence.has("licence.allow")))
        ):
            continue  # that somebody may use it is a term, and nobody withdraws all of Llama
        is_new = "?" in thing.extra
        is_ours = before.actor == "meta" and (
            reading.sentences[0].has("meta", "person") or _is_led_up_to(reading, sentence)
        )
        if is_new and who is None and not (is_ours or _is_owned_next(reading, sentence)):
            continue
        if is_new and who is None and is_built_on_ours(reading, sentence):
            continue
        own = own_date(reading, sentence, cue, thing, status, len(objects) > 1) if sentence.dates else None
        told = _is_event(sentence, cue, thing, has_date or _is_live(reading, cue))
        if not told and cue.kind != "release.offer":
            continue
        yield Hit(
            subject=thing.value,
            variants=tuple(one for one in thing.extra if one != "?") + variants,
            status=status,
            sentence=sentence,
            cue=cue,
            when=own or when,
            has_date=has_date,
            background=is_background(reading, sentence, cue, own or about, status),
            weak=not told
            or (not has_date and _is_only_described(reading, sentence, cue, thing))
            or (cue.kind in _PALE and not (has_date or _is_live(reading, cue)) and not is_carried(sentence, cue)),
            named=named,
            is_new=is_new,
            imminent=bool(sentence.near(cue, "modality.imminent")),
            by_meta=who == "meta",
        )


def _is_place_of_leak(sentence: Sentence, cue: Mark) -> bool:
    """Whether where something appeared is how it got out: "turned up on a torrent site"."""
    return any(0 <= leak.start - cue.end <= _TO_PLACE for leak in sentence.near(cue, "release.leak"))


def _between(reading: Reading, one: Mark, other: Mark) -> str:
    return reading.text[min(one.end, other.end) : max(one.start, other.start)]


def supposed_release(
    reading: Reading, sentence: Sentence, name: Mark, by: Mark | None = None, step: Sequence[ReleaseStatus] = ()
) -> Hit:
    """What a sentence says of a release if it does tell of one: by the cue nearest to the name, or without any.

    by: the cue; step: the statuses that it has one of, the first where the words leave it open
    """
    cues = [by] if by else sorted(sentence.all(*CUES), key=lambda cue: distance(sentence, cue, name))
    cue = cues[0] if cues else Mark("release.done", name.start, name.end)
    told = status_of(sentence, cue)
    status = told if told and (not step or told in step) else step[0] if step else "released"
    when, about = date_of(reading, sentence, cue, status, name)
    if (
        not step
        and status in ("released", "announced")
        and when
        and reading.published
        and is_before(reading.published, when)
    ):
        status = "planned"
    return Hit(
        subject=name.value,
        variants=tuple(one for one in name.extra if one != "?"),
        status=status,
        sentence=sentence,
        cue=cue,
        when=when,
        has_date=when is not None,
        background=is_background(reading, sentence, cue, about, status),
        weak=False,
        named=True,
        is_new="?" in name.extra,
        imminent=bool(sentence.near(cue, "modality.imminent")),
        by_meta=sentence.has("meta", "person"),
    )


def _is_owned_next(reading: Reading, sentence: Sentence) -> bool:
    """Whether the next sentence says that it is Meta's: "... turned up on Hugging Face. It comes from Meta's lab"."""
    following = next(iter(reading.sentences[sentence.index + 1 : sentence.index + 2]), None)
    if following is None or following.line != sentence.line or is_foreign(following):
        return False
    words = following.all("refer.it", "refer.model", "refer.person")
    made = following.all("role.by", "role.before")
    return any(one.start - following.start <= _OPENS for one in words) and any(
        0 <= meta.start - by.end <= _MADE_BY for meta in following.all("meta") for by in made
    )


def _is_led_up_to(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence before says that Meta has something new: "A new tool from Meta is to tell. VoiceShield ..."."""
    if sentence.index == 0:
        return False
    last = reading.sentences[sentence.index - 1]
    made = last.has("meta") and last.has("noun.model", "noun.dataset", "noun.tool")
    return last.line == sentence.line and made and last.has("noun.new") and not is_foreign(last)


def _is_put_off(sentence: Sentence, cue: Mark) -> bool:
    """Whether a word of release is part of one of delay: "has put off"."""
    delays = sentence.all("release.delay") if cue.kind == "release.done" else ()
    return any(delay.overlaps(cue) for delay in delays)


def _is_only_described(reading: Reading, sentence: Sentence, cue: Mark, thing: Mark) -> bool:
    """Whether a relative clause only says what a model is, in a text headed by others: "chose Llama 3, which Meta ..."."""
    if any(title.rank == 0 and title.has("meta", "person", "model") for title in reading.sentences[:2]):
        return False
    return any(0 <= mark.start - thing.end <= _APPOSED and mark.end <= cue.start for mark in sentence.all(*_RELATIVE))


def _does_itself(sentence: Sentence, cue: Mark, thing: Mark) -> bool:
    """Whether the model is what acts, right before an active verb: "Llama 4 showed weak results", "Llama 4 offers ..."."""
    if not 0 <= cue.start - thing.end <= _RIGHT_BEHIND or sentence.near(cue, "meta", "person", "refer.company"):
        return False
    return any(verb.start <= cue.start < verb.end for verb in sentence.all("release.active"))


def _objects(
    reading: Reading, sentence: Sentence, cue: Mark, before: Context
) -> tuple[list[Mark], tuple[str, ...], bool]:
    """What a cue is about: models, wordings of a variant, and whether the models are named in the sentence."""
    worded = tuple(mark.value for mark in sentence.near(cue, "variant"))
    every = subjects(reading, sentence)
    named = [name for name in every if distance(sentence, name, cue) <= _FARTHEST_OBJECT]
    if (
        every and not named and sentence.near(cue, "refer.model")
    ):  # "LLaMA went to ..., and then the files were on 4chan"
        named = [name for name in every if name.end <= cue.start][-1:]
    named = [name for name in named if not is_only_notice(reading, sentence, name)]
    if sentence.has("modality.if"):  # what is supposed of one is no word on it elsewhere: "had it come, it would show"
        supposed = {one for one in named if sentence.near(one, "modality.if") and not sentence.together(one, cue)}
        if supposed and supposed == set(named):
            return [], (), False
        named = [one for one in named if one not in supposed]
    foreign = [mark for mark in sentence.near(cue, "other_model") if not is_built_upon(sentence, mark)]
    named = named or explained(sentence, cue)
    if named:
        first = min(named, key=lambda name: distance(sentence, name, cue))
        if names_licence(reading, sentence, first):
            return [], (), True
        if any(distance(sentence, mark, cue) < distance(sentence, first, cue) for mark in foreign):
            return [], (), True
        return [*_meant(sentence, cue, first, before), *_coordinated(sentence, first, named)], worded, True
    if foreign or (sentence.all("model") and not subject_pronoun(sentence) and not _is_unnamed(sentence, cue)):
        return [], (), False
    family = referred(reading, sentence, cue, before, worded)
    is_called = family is not None and (is_called_next(reading, sentence) or family == named_beside(reading, sentence))
    return ([Mark("model", cue.start, cue.end, family)] if family else []), worded, is_called


def _is_unnamed(sentence: Sentence, cue: Mark) -> bool:
    """Whether a model without a name is brought out by Meta, and only compared: "a model that is as good as Llama 3"."""
    return bool(sentence.near(cue, "meta") and sentence.near(cue, "noun.model")) and not sentence.near(cue, "model")


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


def _coordinated(sentence: Sentence, first: Mark, named: Sequence[Mark]) -> list[Mark]:
    """`first` and the models listed with it: "Llama Guard 3 and Prompt Guard"."""
    at = list(named).index(first)
    chain = [first]
    for step, rest in ((1, named[at + 1 :]), (-1, named[:at][::-1])):
        last = first
        for name in rest:
            gap = name.start - last.end if step == 1 else last.start - name.end
            between = (last.end, name.start) if step == 1 else (name.end, last.start)
            if gap > _LISTED or any(between[0] <= cue.start < between[1] for cue in sentence.all(*CUES)):
                break
            chain.append(name)
            last = name
    return chain


def _is_about_else(sentence: Sentence, cue: Mark, thing: Mark) -> bool:
    """Whether the cue's object is something else that stands nearer: an app, a partnership, a chip."""
    low, high = min(cue.end, thing.end), max(cue.start, thing.start)
    kinds = ("noun.else", "licence.commercial") if thing.start > cue.start else ("noun.else",)
    amounts, versions = sentence.all("amount"), sentence.all("variant")  # "a commercial version" is no other thing
    others = [
        other
        for other in sentence.all(*kinds)
        if low <= other.start < high
        and not any(one.start <= other.start < one.end for one in versions)
        and not any(0 <= other.start - one.end <= 1 for one in amounts)  # "ten thousand hours"
        and not _is_scene(sentence, other)
    ]
    if any(sentence.together(other, cue) or sentence.together(other, thing) for other in others):
        return True  # in a clause of its own it is an aside: "Muse Spark, the first child of the unit, appeared"
    if thing.end <= cue.start:  # "the newest licence of X, published on Friday"
        return any(0 <= thing.start - term.end <= _OF_X for term in sentence.all("licence.word"))
    terms = sentence.all("licence.word", "licence.under")
    return any(cue.end <= term.start and 0 <= thing.start - term.end <= _OF_X for term in terms)  # "under X's licence"


def _is_scene(sentence: Sentence, other: Mark) -> bool:
    """Whether a thing is only where it happened: "presented at its yearly conference Llama 5"."""
    if not any(venue.value == "conference" and venue.overlaps(other) for venue in sentence.all("venue")):
        return False
    return any(0 <= other.start - place.end <= _AT_SCENE for place in sentence.all("role.place"))


def _is_live(reading: Reading, cue: Mark) -> bool:
    """Whether an offer is made in a liveblog, where all is news."""
    return cue.kind == "release.offer" and is_liveblog(reading)


def _is_event(sentence: Sentence, cue: Mark, thing: Mark, has_date: bool) -> bool:
    """Whether it is told as happening, and not as how things are: "its Llama models, which it makes available"."""
    unversioned = thing.value == "Llama"
    if has_date and not (unversioned and cue.kind == "release.announce"):
        return True
    if cue.kind == "release.offer":
        return sentence.has("modality.now", "release.announce") or (sentence.rank == 0 and not unversioned)
    if unversioned and cue.kind in ("release.done", "release.noun", "release.announce"):
        if sentence.rank <= LEAD_SENTENCES and sentence.near(cue, "modality.plan"):
            return True
        return sentence.rank <= 2 and sentence.has("noun.new", "modality.now", "variant", "date.recent")
    return True
