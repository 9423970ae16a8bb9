"""Who acts on what in a sentence, and what "the company" and "the model" mean: judged from places, not from grammar.

All readers share these judgements. They lean on order and distance within clauses, which every language has, and on
the short lists of small words in its lexicon.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from tracker.extract.aside import is_told_in_aside, outsiders_near
from tracker.extract.denial import is_denied_before
from tracker.extract.folding import Mark
from tracker.extract.generations import is_earlier
from tracker.extract.makers import made_by
from tracker.extract.names import HOSTS
from tracker.extract.notices import is_only_notice
from tracker.extract.ownpage import owner_of, says_we
from tracker.extract.reading import Reading, Sentence

Side = Literal["meta", "other"]

_SIDES: dict[str, Side] = {
    "meta": "meta",
    "person": "meta",
    "other": "other",
    "other_person": "other",
}
CHIEF = "Mark Zuckerberg"
"""Whom "the Meta boss" means."""
COMPANY = "Meta"
"""Whom "she" means where only somebody's title was given: "Meta's finance chief"."""

_ACROSS_CLAUSE = 60
_DENIAL_REACHES = 45
_RIGHT_AHEAD, _RIGHT_BEHIND = 16, 12
_RIGHT_AFTER_VERB = 1
_JOINED = 5
_PREFIX_REACHES = 10  # of a denial of one character, as in Chinese
_MAKER_BESIDE = 3
_TITLE_BESIDE, _OWNER_BESIDE = 30, 3
_GOVERNED = 34
_APPOSED = 48
_OF_MODEL = 9  # "the weights of Muse Spark" are no other model's
_SEPARATING = frozenset({"month", "weekday", "relative", "model", "person", "meta", "other"}) | frozenset(
    {"release.done", "release.announce", "release.noun", "release.leak"}
)
_SIDED = frozenset({*_SIDES, "refer.company"})
_BESIDE = frozenset({"role.after", "role.before", "role.place", "role.placed"})
_NAMED = frozenset({"meta", "model", "person", "other", "other_person", "other_model", "role.outsider", "policy.role"})
_ENDING = re.compile(r"[-'’]\w{1,4} ")
_ENDING_REACHES = 6
_LISTING = re.compile(
    "[\\s、，,·・/&0-9.]*(?:과|와|의|및|やら|や|と|の|和|与|與|及|跟|以及|的|and)?[\\s、，,]*"
)  # "라마 3.1과 큐원"
_UNKNOWN = re.compile(
    r"[A-ZÀ-ÖØ-ÞČĆĎĐĽŁŃŇŘŚŠŤŮŹŻŽА-ЯЀ-ЏҐΑ-Ω][\w’'-]+(?:\s+(?:van|von|de|den|der|di|da|bin|al|el|le|la)){0,2}"
    r"\s+[A-ZÀ-ÖØ-ÞČĆĎĐĽŁŃŇŘŚŠŤŮŹŻŽА-ЯЀ-ЏҐΑ-Ω][\w’'-]+"
)

_NO_PERSON = re.compile(
    r"Creative Commons|Open Source|Hugging Face|Silicon Valley|Menlo Park|Wall Street|White House|New York|San Francisco|"
    r"Mountain View|Palo Alto|Web Summit|Big Tech|United States|European Union|Code Llama|Segment Anything|Financial Times"
)
"""What has two capitals and is no person: who stands beside a verb of speech as one would speak against Meta."""


@dataclass(frozen=True, slots=True)
class Context:
    """What was spoken of before a sentence: whose company last, which family of Meta's last, who spoke last."""

    actor: Side | None = None
    model: str | None = None
    person: str | None = None


def distance(sentence: Sentence, one: Mark, other: Mark) -> int:
    """Characters between two marks, with a penalty for every clause between them."""
    breaks, begin, there = sentence.breaks, one.start, other.start
    gap = max(there - one.end, 0) if begin < there else max(begin - other.end, 0)
    if not breaks:
        return gap
    return gap + _ACROSS_CLAUSE * abs(bisect_right(breaks, begin) - bisect_right(breaks, there))


def is_oblique(reading: Reading, sentence: Sentence, name: Mark) -> bool:
    """Whether a name is only compared with, built upon or used: "based on Llama 3", "unlike OpenAI", "Llama-based"."""
    if not sentence.has_any(_BESIDE):
        return False
    key = ("oblique", name)
    if key not in sentence.memo:
        sentence.memo[key] = _is_oblique(reading, sentence, name)
    return bool(sentence.memo[key])


def _is_oblique(reading: Reading, sentence: Sentence, name: Mark) -> bool:
    after_kinds = ("role.after", "role.placed") if name.kind.startswith("other") else ("role.after",)
    if any(_is_right_behind(reading, name, one) and sentence.together(one, name) for one in sentence.all(*after_kinds)):
        return True
    kinds = ("role.before", "role.place") if name.kind.startswith("other") else ("role.before",)
    for before in sentence.all(*kinds):
        if _reaches(reading, sentence, before, name) and not _is_offered(sentence, before):
            between = [
                mark
                for mark in sentence.marks
                if before.end <= mark.start < name.start
                and not (mark.kind in ("meta", "other") and _only_makes(sentence, mark, name))  # "on Meta's Llama"
            ]
            if not any(mark.kind in _SEPARATING for mark in between):
                return True
    if _is_followed(reading, sentence, name):
        return True
    earlier = [mark for mark in sentence.all("model", "other_model", "other") if mark.end <= name.start]
    if not earlier:
        return False
    last = max(earlier, key=lambda mark: mark.end)
    if not reading.lexicon.spaces and not _LISTING.fullmatch(reading.text, last.end, name.start):
        return False  # six characters of Chinese are a verb and more: "Meta与微软联手推出Llama 2"
    if name.start - last.end > 6 or ";" in reading.text[last.end : name.start]:
        return False
    return last.kind != "model" and is_oblique(reading, sentence, last)


def _is_right_behind(reading: Reading, name: Mark, word: Mark) -> bool:
    """Whether a word follows a name at once, its ending aside: "Llama 3.1-én alapul"."""
    gap = word.start - name.end
    return 0 <= gap <= 3 or (0 < gap <= _ENDING_REACHES and bool(_ENDING.fullmatch(reading.text, name.end, word.start)))


def _reaches(reading: Reading, sentence: Sentence, before: Mark, name: Mark) -> bool:
    """Whether a word of use governs a name, also one in apposition: "rests on an open model of Meta's, Llama 3"."""
    gap = name.start - before.end
    if sentence.together(before, name):
        return 0 <= gap <= _GOVERNED
    if not 0 <= gap <= _APPOSED or sentence.clause(name.start) != sentence.clause(before.start) + 1:
        return False
    models = (noun for noun in sentence.all("noun.model") if before.end <= noun.start < name.start)
    return reading.text.startswith(", ", name.start - 2) and any(models)


def _is_offered(sentence: Sentence, use: Mark) -> bool:
    """Whether a word of use is part of an offer: "anyone can download Llama 3"."""
    return use.kind == "role.before" and any(
        offer.start < use.start and use.end <= offer.end for offer in sentence.all("release.offer")
    )


def _only_makes(sentence: Sentence, maker: Mark, name: Mark) -> bool:
    """Whether a company stands before a model as its maker: "Meta's Llama", "Metin model Llama"."""
    if name.start - maker.end <= _MAKER_BESIDE:
        return True
    return any(
        0 <= noun.start - maker.end <= 1 and 0 <= name.start - noun.end <= 1 for noun in sentence.all("noun.model")
    )


def _is_followed(reading: Reading, sentence: Sentence, name: Mark) -> bool:
    """Whether a name is listed with one that is only compared with: "라마 3.1과 알리바바의 큐원 2.5를 앞섰다"."""
    if not sentence.has("role.after"):
        return False
    names = sorted(sentence.all("model", "other_model", "other"), key=lambda mark: mark.start)
    chain = name
    for later in names:
        if later.start < chain.end:
            continue
        if later.kind == "model" or not _LISTING.fullmatch(reading.text, chain.end, later.start):
            return False
        if any(0 <= after.start - later.end <= 3 for after in sentence.all("role.after")):
            return True
        chain = later
    return False


def subjects(reading: Reading, sentence: Sentence) -> list[Mark]:
    """The mentions of Meta's models that a sentence speaks of, and does not merely compare with or build upon."""
    models = sentence.all("model")
    return [one for one in models if not is_oblique(reading, sentence, one) or is_told_in_aside(sentence, one)]


def is_built_on_ours(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence says that something is made from a model of ours, which ours are not: "based on Llama"."""
    return any("?" not in name.extra and is_oblique(reading, sentence, name) for name in sentence.all("model"))


def is_implied(sentence: Sentence, name: Mark) -> bool:
    """Whether a model is not named but meant by its place in a line: "its predecessor", "the third generation"."""
    return any(name.start <= one.start and one.end <= name.end for one in sentence.all("generation"))


def _sided(reading: Reading, sentence: Sentence, before: Context) -> list[tuple[Mark, Side]]:
    """Whoever may act in a sentence; makers that only qualify their model ("Google's Gemini") do not."""
    if not sentence.has_any(_SIDED):
        return []
    key = ("sided", before.actor)
    if key not in sentence.memo:
        sentence.memo[key] = _worked_out_sides(reading, sentence, before)
    return cast(list[tuple[Mark, Side]], sentence.memo[key])


def _qualifies_used_model(reading: Reading, sentence: Sentence, meta: Mark) -> bool:
    """Whether a company's name only says whose model somebody builds on: "trained on Meta's Llama", "on Llama by Meta"."""
    return any(is_oblique(reading, sentence, model) for model in made_by(reading, sentence, meta))


def _worked_out_sides(reading: Reading, sentence: Sentence, before: Context) -> list[tuple[Mark, Side]]:
    found: list[tuple[Mark, Side]] = []
    foreign = sentence.all("other_model")
    for kind, side in _SIDES.items():
        for mark in sentence.all(kind):
            if kind.startswith("other") and (
                is_oblique(reading, sentence, mark) or any(0 <= model.start - mark.end <= 4 for model in foreign)
            ):
                continue
            if kind == "meta" and _qualifies_used_model(reading, sentence, mark):
                continue
            found.append((mark, side))
    if before.actor is not None:
        found += [(mark, before.actor) for mark in sentence.all("refer.company")]
    if owner_of(reading) is not None and says_we(sentence):
        found += [(mark, "meta") for mark in sentence.all("refer.we")]
    return sorted(found, key=lambda pair: pair[0].start) if len(found) > 1 else found


def actor(reading: Reading, sentence: Sentence, cue: Mark, before: Context) -> Side | None:
    """Who does what `cue` says: Meta, somebody else, or None where the sentence leaves it open (a passive, say)."""
    sided = _sided(reading, sentence, before)
    for by in sentence.near(cue, "role.by"):
        agents = [side for mark, side in sided if 0 <= mark.start - by.end <= 12]
        before_it = any(0 <= mark.start - cue.end <= _RIGHT_AFTER_VERB and mark.end <= by.start for mark, _ in sided)
        if agents and by.start > cue.start and not before_it:  # "which Alibaba released, beats Llama 4 by Meta"
            return agents[0]
    given = sentence.near(cue, "access.research")  # to whom it goes: "went only to academics"
    outsiders = [
        one
        for one in outsiders_near(sentence, cue)
        if not cue.start <= one.start < cue.end and not any(to.start <= one.start < to.end for to in given)
    ]
    outsiders = outsiders if cue.kind != "release.delay" else []
    if any(mark.start - cue.end <= _RIGHT_AFTER_VERB for mark in outsiders) and not sentence.near(
        cue, "meta", "person"
    ):
        return "other"  # before the verb, or right behind it, where a language puts the subject there
    if not sided:
        return "other" if _has_unknown_subject(reading, sentence, cue) else None
    mark, side = min(
        sided, key=lambda pair: distance(sentence, pair[0], cue) + (20 if pair[0].start > cue.start else 0)
    )
    if side == "other" and reading.lexicon.agents and mark.start > cue.end and not sentence.together(mark, cue):
        return None  # where verbs come last, who acts stands before them: "「Llama 3.1」を投入し、OpenAIに肩を並べた"
    if side == "other" and mark.start > cue.start and any(s == "meta" and m.end <= cue.start for m, s in sided):
        return "meta"
    apart = side == "other" and mark.start > cue.end and not sentence.together(mark, cue)
    if apart and any(not is_oblique(reading, sentence, model) for model in sentence.near(cue, "model")):
        return None  # what others do in the next clause is no release of ours: "Llama 2 came out, while OpenAI ..."
    if side == "other" and any(s == "meta" and 0 <= mark.start - m.end <= _JOINED for m, s in sided):
        return "meta"  # "Meta and Microsoft released"
    return side


def _has_unknown_subject(reading: Reading, sentence: Sentence, cue: Mark) -> bool:
    """Whether an unknown name stands right before a verb that our model follows: "Abacus releases Llama ..."."""
    if not reading.lexicon.cased or not any(model.start >= cue.end for model in sentence.all("model")):
        return False
    before = reading.text[max(sentence.start, cue.start - 40) : cue.start]
    found = re.search(r"(?:^|\s)([A-ZÀ-Þ][\w’'-]+)\s+(?:[\w’'-]+\s+)?$", before)
    if found is None:
        return False
    start = max(sentence.start, cue.start - 40) + found.start(1)
    return start > sentence.start and not any(mark.start <= start < mark.end for mark in sentence.marks)


def unknown_people(reading: Reading, sentence: Sentence) -> list[Mark]:
    """Names of two capitalised words that are in no list of ours: somebody else's, so far as we know."""
    if sentence.role == "title":
        return []
    found = [
        Mark("unknown", m.start(), m.end())
        for m in _UNKNOWN.finditer(reading.text, sentence.start, sentence.end)
        if not _NO_PERSON.match(m[0])
    ]
    marks = [mark for mark in sentence.marks if reading.text[mark.start].isupper()] if found else ()  # not "de la"
    return [name for name in found if not any(mark.overlaps(name) for mark in marks)]


def means_chief(sentence: Sentence, role: Mark, before: Context) -> bool:
    """Whether a bare title means Meta's head: "the Meta boss"; "its founder", "the group's chief" where Meta was meant."""
    if any(abs(role.start - meta.start) < _TITLE_BESIDE for meta in sentence.all("meta")):
        return True
    if before.actor != "meta" or sentence.has("other", "other_person", "other_model", "person"):
        return False
    owned = (role.start - owner.end for owner in sentence.all("refer.own", "refer.company"))
    if any(0 <= gap <= _OWNER_BESIDE for gap in owned):
        return True
    return any(one.start <= role.start and role.end <= one.end for one in sentence.all("refer.person"))


def contexts(reading: Reading) -> list[Context]:
    """What was spoken of before each sentence, in one walk through the text."""
    known: list[Context] = []
    owner = owner_of(reading)
    now = Context("meta", None, None if owner in (None, COMPANY) else owner) if owner else Context()
    titles = [sentence for sentence in reading.sentences if sentence.rank == 0]
    strangers = [mark for title in titles for mark in title.all("other") if mark.value not in HOSTS]
    foreign_news = bool(strangers) and not any(title.has("meta", "person", "model") for title in titles)
    own_news = any(title.has("meta", "person", "refer.company") and not title.has("other") for title in titles)
    line = -1
    head = next((name.value for one in reading.sentences[:3] for name in subjects(reading, one)), None)
    for sentence in reading.sentences:
        opens = sentence.line != line and not (
            sentence.is_quoted or sentence.has("other", "other_person", "other_model")
        )
        if opens and own_news and now.actor == "other":
            now = Context("meta", now.model, now.person)  # "the company" of a new paragraph is that of the headline
        if sentence.line != line and head is not None and now.model and is_earlier(now.model, head):
            now = Context(now.actor, head, now.person)  # "its predecessor" was met in passing
        line = sentence.line
        known.append(now)
        if not sentence.has_any(_NAMED):
            continue
        models = [name for name in subjects(reading, sentence) if not is_only_notice(reading, sentence, name)]
        foreign = sentence.all("other_model")
        sided = _sided(reading, sentence, now)
        if foreign and not models and not any(side == "meta" for _, side in sided):
            now = Context(now.actor, None, now.person)
        people = sentence.all("person")
        now = Context(
            actor=_last_actor(reading, sentence, sided, now),
            model=None if foreign_news else _last_model(sentence, models, now),
            person=people[0].value
            if people
            else COMPANY
            if sentence.has("policy.voice") and sentence.has("meta") and not sentence.has("other", "other_person")
            else CHIEF
            if any(means_chief(sentence, role, now) for role in sentence.all("policy.role"))
            else None
            if sentence.has("other_person", "role.outsider")
            else now.person,
        )
    return known


def _last_model(sentence: Sentence, models: Sequence[Mark], now: Context) -> str | None:
    """The family that "the model" will mean in the next sentence: the first one this sentence is about."""
    if now.model and sentence.has("generation") and not sentence.is_question:  # "its predecessor" is met in passing
        models = [name for name in models if not (is_implied(sentence, name) and is_earlier(name.value, now.model))]
    if not models:
        return now.model
    referred = [mark for mark in sentence.all("refer.model") if models[0].start - mark.end > _OF_MODEL]
    return now.model if referred and now.model else models[0].value


def _last_actor(reading: Reading, sentence: Sentence, sided: Sequence[tuple[Mark, Side]], now: Context) -> Side | None:
    """Whoever acts first in a sentence is whom "the company" will mean in the next.

    Who is only compared with does not act, nor does the maker of a model that is: "level with Meta's Llama 3.3".
    """
    compared = {mark.end + 1 for mark in sentence.all("role.before")}
    models = sentence.all("model") if len(sided) > 1 or now.actor else ()
    made = [name for name in models if is_oblique(reading, sentence, name)]
    agents = [pair for pair in sided if not any(0 <= name.start - pair[0].end <= _MAKER_BESIDE for name in made)]
    behind = sentence.all("role.after")
    likened = {mark.start for mark, _ in agents if any(0 <= one.start - mark.end <= _MAKER_BESIDE for one in behind)}
    acting = [side for mark, side in agents if mark.start not in compared | likened] or [side for _, side in agents]
    return acting[0] if acting else now.actor


def is_negated(sentence: Sentence, cue: Mark) -> bool:
    """Whether a cue is denied within its clause: "has not released", "veröffentlicht Llama nicht".

    Of several cues of one table, a denial is meant for the nearest. Where a language puts denials right before or right
    behind what they deny, those that stand elsewhere deny something else: "공개한 모델은 기대에 못 미쳤다".
    """
    denials = sentence.near(cue, "modality.not")
    if not denials:
        return is_denied_before(sentence, cue)
    table = cue.kind.partition(".")[0]
    kin = [mark for mark in sentence.marks if _is_kin(mark, table) and sentence.together(mark, cue)]
    kin = [mark for mark in kin if mark.kind != "release.available"]  # "publicerar inte vikterna" denies no weights
    for denial in denials:
        far = distance(sentence, denial, cue)
        reach = _DENIAL_REACHES if denial.end - denial.start > 1 else _PREFIX_REACHES
        if far > reach or cue.start <= denial.start < cue.end or not _may_deny(denial, cue):
            continue
        others = [one for one in kin if one[1:3] != denial[1:3] and one.start != cue.start]  # "denies" is both
        if far <= min((distance(sentence, denial, other) for other in others), default=far):
            return True
    return False


def _is_kin(mark: Mark, table: str) -> bool:
    return mark.kind == table or mark.kind.startswith(f"{table}.")


def _may_deny(denial: Mark, cue: Mark) -> bool:
    """Whether a denial stands where its language puts one: right before a verb, right behind it, or anywhere near."""
    if denial.value == "ahead":
        return denial.start <= cue.start and cue.start - denial.end <= _RIGHT_AHEAD
    if denial.value == "behind":
        return denial.end >= cue.end and denial.start - cue.end <= _RIGHT_BEHIND
    return True
