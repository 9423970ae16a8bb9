"""Who speaks in a sentence: somebody of Meta's, or somebody else."""

import re
from collections.abc import Sequence

from tracker.extract.discourse import (
    CHIEF,
    COMPANY,
    Context,
    distance,
    is_oblique,
    means_chief,
    unknown_people,
)
from tracker.extract.folding import Mark
from tracker.extract.makers import is_maker_behind
from tracker.extract.reading import Reading, Sentence
from tracker.extract.when import resolved
from tracker.vocabulary import Person, vocabulary

VERBS = ("policy.say", "policy.think", "policy.promise", "policy.refuse", "policy.keep")
_VOICES = (
    "person",
    "policy.voice",
    "policy.role",
    "refer.company",
    "meta",
    "other",
    "other_person",
    "role.outsider",
)
_PEOPLE = frozenset({"person", "other_person", "unknown"})
_DIRECTLY = 40
_INVERTED = 2
_OF_WHOM = 6
_LAST_YEARS = 2  # longer ago is rather when somebody joined
_APPOSITION = 60
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}\s*(?:[-–—|]\s*)?")
_QUOTED = re.compile('"[^"]*"|“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|»[^«»]*«')
_QUOTES_BEHIND = re.compile(r"[^.:;\n\"“„«»]{0,60}[:：]\s?[\"“„«»'‘「『]")
_SURNAME = re.compile(r" ([^\W\d_a-zà-ÿа-яёіїєґα-ωάέήίόύώ]\w{2,})(?=[.,;:!?\"»”’)\n]|$)")
_SHYNESS = {"other_person": 5, "role.outsider": 5, "meta": 25, "other": 25, "refer.company": 25}


def person_of(name: str | None) -> Person | None:
    """The person of Meta's with this canonical name."""
    return next((person for person in vocabulary().people if person.name == name), None)


def in_office(reading: Reading, name: str | None) -> str | None:
    """The name, if it is that of somebody who speaks for Meta when the article appears, known or introduced as such."""
    if name in reading.staff:
        return name
    person = person_of(name)
    return person.name if person is not None and person.in_office(reading.published) else None


def _then_in_office(reading: Reading, sentence: Sentence, voice: Mark) -> str | None:
    """The name of somebody who left Meta since, where the sentence, or that before it, is dated from the years before."""
    person = person_of(voice.value)
    if person is None or person.until is None or (reading.published or "9999") <= person.until:
        return None
    first = str(int(person.until[:4]) - _LAST_YEARS)
    base = reading.published if reading.is_fresh else None
    last = reading.sentences[sentence.index - 1]
    dates = sentence.dates or (last.dates if last.line == sentence.line else ())
    days = [day for when in dates if (day := resolved(when, base)) is not None]
    return person.name if any(first <= day < person.until[: len(day)] for day in days) else None


def speaker_of(
    reading: Reading, sentence: Sentence, before: Context, last: str | None
) -> tuple[str | None, Mark | None]:
    """Who of Meta's speaks in a sentence, and by which verb; (None, None) where nobody does, or somebody else.

    last: who spoke in the sentence before, and goes on where a sentence only quotes
    """
    verbs = sentence.all(*VERBS)
    if headed := _headed(reading, sentence):
        return _name(reading, sentence, headed, before), verbs[0] if verbs else Mark(
            "policy.say", headed.end, headed.end
        )
    if not verbs and (last is None or not sentence.is_quoted):
        return None, None
    voices = _voices(reading, sentence, before)
    if verbs and voices:
        pairs = ((verb, voice) for verb in verbs for voice in voices)
        verb, voice = min(pairs, key=lambda pair: _distance(sentence, *pair))
        if last is not None and last == before.person and _is_in_that_clause(sentence, verb, voice, voices):
            return last, verb
        voice = _announcer(sentence, voice, voices)
        if spokesman := _spokesman(reading, sentence, voice, voices, before):
            return spokesman, verb
        return _name(reading, sentence, voice, before), verb
    if any(voice.kind in ("other", "other_person", "role.outsider", "unknown") for voice in voices):
        if sentence.is_quoted and sentence.role == "body" and min(voices).kind == "person":
            return _name(reading, sentence, min(voices), before), None  # "..., cries Zuckerberg before developers"
        return None, None
    if last is not None and (verbs or sentence.is_quoted):
        return last, verbs[0] if verbs else None
    people = [voice for voice in voices if voice.kind in ("person", "policy.voice")]
    if sentence.is_quoted and people and sentence.role == "body":
        return _name(reading, sentence, people[0], before), None
    return _unnamed(reading, sentence, before, voices), verbs[0] if verbs else None


def _headed(reading: Reading, sentence: Sentence) -> Mark | None:
    """Whose words a headline or sentence gives behind a colon: "Nick Clegg: open models", "LeCun shrugs: «...»"."""
    clock = _CLOCK.match(reading.text, sentence.start, sentence.end)
    start = clock.end() if clock else sentence.start
    for mark in sentence.all("person"):
        if mark.start == start and reading.text[mark.end : mark.end + 2].lstrip()[:1] in (":", "："):
            return mark
        behind = _QUOTES_BEHIND.match(reading.text, mark.end, sentence.end)
        if behind and not any(mark.end <= one.start < behind.end() for one in sentence.all(*_VOICES)):
            return mark
    return None


def _spokesman(
    reading: Reading, sentence: Sentence, voice: Mark, voices: Sequence[Mark], before: Context
) -> str | None:
    """The name of somebody unknown who is said to speak for Meta: "Meta's spokesman Dave Arnold"."""
    if voice.kind not in ("policy.voice", "unknown"):
        return None
    for role in sentence.all("policy.voice"):
        for name in voices:
            beside = -3 <= name.start - role.end <= 3 or _is_in_apposition(sentence, role, name)
            if name.kind == "unknown" and beside and voice in (role, name):
                known = _name(reading, sentence, role, before)
                return reading.text[name.start : name.end] if known == "Meta" else None
    return None


def _is_in_that_clause(sentence: Sentence, verb: Mark, voice: Mark, voices: Sequence[Mark]) -> bool:
    """Whether the company only stands in what is said, by somebody left out: "powiedział, że koncern ..."."""
    if voice.kind not in ("meta", "refer.company") or verb.kind != "policy.say" or sentence.role != "body":
        return False
    if any(one.start < verb.start for one in voices):
        return False
    return any(verb.end <= that.start and that.end <= voice.start for that in sentence.all("modality.that"))


def _announcer(sentence: Sentence, voice: Mark, voices: Sequence[Mark]) -> Mark:
    """The person who is said to say what the company does: "Kaplan wrote that the company will not sign"."""
    if voice.kind not in ("meta", "refer.company"):
        return voice
    said = sentence.all("policy.say", "policy.think")
    for one in voices:
        if one.kind == "refer.person" and _says_that(sentence, one, voice):
            return one
    people = [
        one
        for one in voices
        if one.kind == "person"
        and any(
            one.end <= v.start < voice.start or (voice.end < v.start and 0 <= one.start - v.end <= _DIRECTLY)
            for v in said
        )
    ]
    return people[-1] if people else voice


def _says_that(sentence: Sentence, person: Mark, company: Mark) -> bool:
    """Whether "he" stands before a verb of speech and the company only in what he says: "he promised that it will"."""
    thats = [that for that in sentence.all("modality.that") if person.end <= that.start and that.end <= company.start]
    return any(person.end <= verb.start <= that.start for verb in sentence.all(*VERBS) for that in thats)


def _unnamed(reading: Reading, sentence: Sentence, before: Context, voices: Sequence[Mark]) -> str | None:
    """Who goes on speaking where a language leaves the subject out: «...», escreveu."""
    said = sentence.all("policy.say", "policy.think")
    if voices or not said or sentence.role != "body":
        return None
    if sentence.is_quoted or sentence.has("venue") or said[0].start - sentence.start <= 3:
        return in_office(reading, before.person)
    return None


def _is_title(sentence: Sentence, name: Mark) -> bool:
    """Whether two words with capitals are a title before somebody's name: "Ketua Pegawai AI Meta, Alexandr Wang"."""
    for person in sentence.all("person"):
        if 0 <= person.start - name.end <= _APPOSITION // 2:
            return not any(name.end <= verb.start < person.start for verb in sentence.all(*VERBS))
    return False


def _voices(reading: Reading, sentence: Sentence, before: Context) -> list[Mark]:
    """Whoever might speak in a sentence; companies that somebody merely belongs to, and mere roles, are left out."""
    voices = [
        mark
        for mark in sentence.all(*_VOICES)
        if mark.kind in ("person", "policy.voice", "refer.company") or not is_oblique(reading, sentence, mark)
    ]
    voices += [name for name in unknown_people(reading, sentence) if not _is_title(sentence, name)]
    voices += _surnames(reading, sentence)
    pronouns = _pronouns(reading, sentence)
    if before.person is None and voices:  # "He hopes that Meta will ..." is said by somebody whom no list names
        roles = [role for role in sentence.all("policy.role") if sentence.near(role, "meta")]
        pronouns = [
            one._replace(kind="unknown")
            for one in pronouns
            if one.start - sentence.start <= 1 and not any(one.start <= role.start < one.end for role in roles)
        ]
    voices += pronouns if before.person or voices else []
    voices = [
        voice
        for voice in voices
        if not (_is_only_spoken_of(reading, sentence, voice) or _is_only_maker(reading, sentence, voice))
    ]
    people = [voice for voice in voices if voice.kind in _PEOPLE]
    return [voice for voice in voices if not _belongs_to(sentence, voice, people, before)]


def _surnames(reading: Reading, sentence: Sentence) -> list[Mark]:
    """Those whom no list names and who stand right behind a verb of speech: «...», osserva Navigli."""
    if not reading.lexicon.cased or sentence.role != "body":
        return []
    found = (
        _SURNAME.match(reading.text, verb.end, sentence.end) for verb in sentence.all("policy.say", "policy.think")
    )
    names = [Mark("unknown", one.start(1), one.end(1)) for one in found if one is not None]
    return [name for name in names if not any(mark.overlaps(name) for mark in sentence.marks)]


def _is_only_spoken_of(reading: Reading, sentence: Sentence, voice: Mark) -> bool:
    """Whether somebody stands inside a quotation that another verb reports: "Developers want this", wrote X."""
    if not sentence.is_quoted or voice.kind not in ("role.outsider", "other", "refer.company", "meta", "person"):
        return False
    quoted = [(m.start(), m.end()) for m in _QUOTED.finditer(reading.text, sentence.start, sentence.end)]
    if not any(start < voice.start and voice.end < end for start, end in quoted):
        return False
    outside = [
        verb for verb in sentence.all("policy.say", "policy.think") if not any(a < verb.start < b for a, b in quoted)
    ]
    if not outside:
        return False
    strangers = (name for name in unknown_people(reading, sentence) if not any(a < name.start < b for a, b in quoted))
    return any(strangers) or (
        voice.kind != "person" and sentence.has("person", "policy.voice", "policy.role", "refer.person", "meta")
    )


def _is_only_maker(reading: Reading, sentence: Sentence, voice: Mark) -> bool:
    """Whether a company only says whose model is meant, and no verb follows it: "compared Llama by Meta, Qwen by Alibaba"."""
    if voice.kind != "meta" or any(0 <= verb.start - voice.end <= _APPOSITION // 4 for verb in sentence.all(*VERBS)):
        return False
    return any(is_maker_behind(reading, sentence, model, voice) for model in sentence.all("model"))


def _pronouns(reading: Reading, sentence: Sentence) -> list[Mark]:
    """The words for "he"; 氏 behind a name is none: a known name speaks for itself, an unknown one for somebody else."""
    pronouns: list[Mark] = []
    named = {person.start for person in sentence.all("person", "other_person")}
    for one in sentence.all("refer.person"):
        if not named.isdisjoint((one.end + 1, one.end + 2)):
            continue  # a title and the name that it belongs to: "the CEO Mark Zuckerberg"
        if _is_of_another(sentence, one):
            continue
        if reading.text[one.start : one.end] != "氏" or not reading.text[one.start - 1].isalnum():
            before = [person for person in sentence.all("person") if person.end <= one.start]
            pronouns.append(one if one.value or not before else one._replace(value=before[-1].value))
        elif not any(person.end == one.start for person in sentence.all("person", "other_person")):
            pronouns.append(one._replace(kind="unknown"))
    return pronouns


def _is_of_another(sentence: Sentence, role: Mark) -> bool:
    """Whether a role is one at another company: "the boss of OpenAI"."""
    return any(0 <= other.start - role.end <= _OF_WHOM for other in sentence.all("other"))


def _belongs_to(sentence: Sentence, voice: Mark, people: Sequence[Mark], before: Context) -> bool:
    """Whether a company or a role only says who somebody is: "Mark Zuckerberg, founder and CEO of Meta, ..."."""
    if voice.kind == "policy.role":
        return (
            _is_of_another(sentence, voice)
            or any(abs(voice.start - person.start) < 90 for person in people)
            or not means_chief(sentence, voice, before)
        )
    if voice.kind in ("meta", "policy.voice", "refer.company") and any(
        _is_titled(sentence, voice, person) for person in people
    ):
        return True
    if voice.kind == "policy.voice" and any(_is_explained(sentence, voice, person) for person in people):
        return True
    if voice.kind == "policy.voice" and any(_is_in_apposition(sentence, voice, person) for person in people):
        return True
    if voice.kind not in ("meta", "other", "refer.company"):
        return False
    return any(0 <= voice.start - person.end <= _APPOSITION or 0 <= person.start - voice.end <= 14 for person in people)


def _is_titled(sentence: Sentence, voice: Mark, person: Mark) -> bool:
    """Whether only somebody's title stands between the company and the name: "Metas policychef i Norden, Anna Berg"."""
    if person.kind != "person" or not 0 <= person.start - voice.end <= _APPOSITION:
        return False
    return not any(voice.end <= verb.start < person.start for verb in sentence.all(*VERBS, "role.break"))


def _is_in_apposition(sentence: Sentence, voice: Mark, person: Mark) -> bool:
    """Whether a title stands behind a name, between commas: "Anna Berg, Meta's policy director, said"."""
    if (
        not 0 <= voice.start - person.end <= _APPOSITION
        or sentence.clause(voice.start) != sentence.clause(person.start) + 1
    ):
        return False
    return not any(person.end <= verb.start < voice.start for verb in sentence.all(*VERBS))


def _is_explained(sentence: Sentence, voice: Mark, person: Mark) -> bool:
    """Whether a role stands behind the name whose it is: "Nick Clegg, who is responsible for policy, said"."""
    if person.kind != "person" or not 0 <= voice.start - person.end <= _APPOSITION // 2:
        return False
    return not any(person.end <= verb.start < voice.start for verb in sentence.all(*VERBS))


def _distance(sentence: Sentence, verb: Mark, voice: Mark) -> int:
    """How far a voice is from a verb of speech: before it whatever stands between, behind it only directly."""
    if voice.end <= verb.start:
        return verb.start - voice.end + _SHYNESS.get(voice.kind, 0)
    gap = distance(sentence, verb, voice)
    if voice.kind == "refer.person" and 0 <= voice.start - verb.end <= _INVERTED:
        return 0  # "..., schreef hij"
    titles = sentence.all("policy.role", "refer.person")
    if voice.kind == "person" and any(
        0 <= title.start - verb.end <= 6 and title.end <= voice.start for title in titles
    ):
        gap = min(gap, _DIRECTLY)  # "wrote the chief executive, Mark Zuckerberg"
    return gap + 15 + _SHYNESS.get(voice.kind, 0) + (0 if gap <= _DIRECTLY else 200)


def _name(reading: Reading, sentence: Sentence, voice: Mark, before: Context) -> str | None:
    """The name to give a voice, if it is one of Meta's, in office when the article appeared."""
    if voice.kind == "policy.role":
        return CHIEF
    if voice.kind == "refer.person" and not voice.value and before.person == COMPANY:
        return COMPANY
    if voice.kind in ("person", "refer.person"):
        told = in_office(reading, voice.value or before.person)
        return told or (_then_in_office(reading, sentence, voice) if voice.kind == "person" else None)
    if voice.kind == "meta":
        return "Meta"
    if voice.kind in ("policy.voice", "refer.company"):
        others = [mark for mark in sentence.all("other") if abs(mark.start - voice.start) < _DIRECTLY]
        if voice.kind == "refer.company" and before.actor == "other":
            return None
        if others or (voice.kind == "policy.voice" and not _is_ours(sentence, voice)):
            return None
        if voice.kind == "refer.company" and before.actor is None:
            own = [mark for mark in sentence.all("meta") if not _is_only_maker(reading, sentence, mark)]
            return "Meta" if own else None  # "the company says that it beats Llama by Meta"
        return "Meta" if sentence.has("meta") or before.actor == "meta" else None
    return None


def _is_ours(sentence: Sentence, voice: Mark) -> bool:
    """Whether a title is one at Meta's: its name stands beside it; to a spokesman's, no outsider ("the Commission's")."""

    def beside(*kinds: str) -> bool:
        return any(max(mark.start - voice.end, voice.start - mark.end) < _DIRECTLY for mark in sentence.all(*kinds))

    return beside("meta", "refer.company") or (voice.value != "title" and not beside("role.outsider"))
