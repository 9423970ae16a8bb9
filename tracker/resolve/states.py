"""Happenings -> what stands: the state of each model, its licences over time, who holds which position.

Pure, as everything here. A licence counts for a model from the day of the happening that names it; one that covers
the code only does not become the licence of the model. Where the text itself was captured, the text speaks for the
days on which it stood, unless something newer is told that it does not show yet.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from operator import itemgetter
from typing import Any

from tracker.resolve.captures import TextTerms
from tracker.resolve.verdict import Happening

# A leak is no act of Meta's and changes nothing about what Meta offers: it speaks only where nothing else does.
_ACTS = ("released", "announced", "withdrawn")
_STEPS = {"rumoured": 0, "planned": 1, "leaked": 2, "announced": 3, "released": 4, "withdrawn": 5}


@dataclass(frozen=True, slots=True)
class LicencePeriod:
    """A licence with its terms for one model, from a day until the day before `valid_to` (None: still).

    happening: what sources tell of it; text: what its captured texts say; one of the two is there
    """

    model: str
    valid_from: str
    valid_to: str | None
    licence: str | None
    terms: dict[str, Any]
    happening: Happening | None
    text: TextTerms | None = None


@dataclass(frozen=True, slots=True)
class ModelPeriod:
    """The status of one model, from a day until the day before `valid_to` (None: still)."""

    model: str
    valid_from: str
    valid_to: str | None
    happening: Happening


@dataclass(frozen=True, slots=True)
class ModelState:
    """What is so about one model now. latest: the happening that says so; licence: the period that runs.

    is_confirmed: it rests on more than one report of the press. verified_on, verified_by, verified_in: when and by
    whom the newest evidence of any source for its present state was published (or, of a licence's text, when it was
    captured), and its document.
    """

    name: str
    status: str
    status_on: str | None
    is_confirmed: bool
    released_on: str | None
    access: str | None
    origins: int
    latest: Happening
    licence: LicencePeriod | None
    verified_on: str | None
    verified_by: str | None
    verified_in: str | None


@dataclass(frozen=True, slots=True)
class Position:
    """One statement; is_current for the newest of each speaker that takes a stance (or the newest, if none does).

    valid_to: the day of that speaker's next statement with a stance; None where it takes none, and for the newest
    """

    happening: Happening
    valid_to: str | None
    is_current: bool


def licence_periods(
    happenings: Iterable[Happening], texts: Mapping[str, Sequence[TextTerms]] | None = None
) -> list[LicencePeriod]:
    """By model and day. Of several happenings on one day the licence_change speaks last, as it knows the terms.

    texts: model -> what its captured texts say (resolve.captures)
    """
    naming: dict[str, list[Happening]] = defaultdict(list)
    for happening in happenings:
        if happening.happened_on and _sets_licence(happening):
            naming[happening.subject].append(happening)
    texts = texts or {}
    told = {model: _periods(model, _sure(naming[model])) for model in naming}
    return [
        period
        for model in sorted(told.keys() | texts.keys())
        for period in _with_texts(model, told.get(model, []), texts.get(model, ()))
    ]


def _with_texts(model: str, told: list[LicencePeriod], texts: Sequence[TextTerms]) -> list[LicencePeriod]:
    """The periods that happenings give, cut where a text changed, each with what the texts said then."""
    if not texts:
        return told
    days = sorted({period.valid_from for period in told} | {text.on for text in texts})
    found: list[LicencePeriod] = []
    for day, end in zip(days, [*days[1:], None], strict=True):
        period = next((one for one in told if _runs(one.valid_from, one.valid_to, day)), None)
        text = next((one for one in texts if _runs(one.on, one.until, day)), None)
        joined = _joined(model, day, end, period, text)
        before = found[-1] if found else None
        if before and (before.licence, before.terms, before.happening) == (
            joined.licence,
            joined.terms,
            joined.happening,
        ):
            found[-1] = replace(before, valid_to=end)
        else:
            found.append(joined)
    return found


def _runs(start: str, end: str | None, day: str) -> bool:
    return start <= day and (end is None or day < end)


def _joined(
    model: str, day: str, end: str | None, period: LicencePeriod | None, text: TextTerms | None
) -> LicencePeriod:
    """One stretch of time. A text that names another licence counts if it is no older than what is told."""
    if text is None:
        assert period is not None, "a stretch begins with one of the two"
        return replace(period, valid_from=day, valid_to=end)
    if period is None:
        return LicencePeriod(model, day, end, text.licence, text.terms, None, text)
    agree = text.licence in (None, period.licence) or period.licence is None
    if not agree and text.on < period.valid_from:
        return replace(period, valid_from=day, valid_to=end)
    # What happenings know beyond the text stays ("scope"), but not what belongs to another licence.
    terms = {**period.terms, **text.terms} if agree else dict(text.terms)
    return LicencePeriod(model, day, end, text.licence or period.licence, terms, period.happening, text)


def model_periods(happenings: Iterable[Happening]) -> list[ModelPeriod]:
    """By model and day: what was announced, released or withdrawn of the model as a whole, from when on."""
    told: dict[str, list[Happening]] = defaultdict(list)
    for happening in happenings:
        if happening.kind == "release" and happening.happened_on and happening.values.get("status") in _ACTS:
            told[happening.subject].append(happening)
    found: list[ModelPeriod] = []
    for model in sorted(told):
        steps = sorted(_sure([h for h in told[model] if "variant" not in h.values] or told[model]), key=_when)
        ends = [str(step.happened_on) for step in steps[1:]]
        for step, end in zip(steps, [*ends, None], strict=True):
            if end != step.happened_on:
                found.append(ModelPeriod(model, str(step.happened_on), end, step))
    return found


def stories(happenings: Iterable[Happening]) -> dict[str, tuple[str, str | None]]:
    """happening -> its story and the step before it: planned, announced, released, withdrawn, by subject."""
    told: dict[str, list[Happening]] = defaultdict(list)
    for happening in happenings:
        if happening.kind == "release":
            told[happening.subject].append(happening)
    found: dict[str, tuple[str, str | None]] = {}
    for subject, steps in told.items():
        story = "s" + sha256(subject.encode()).hexdigest()[:10]
        before: str | None = None
        for step in sorted(steps, key=_step_of_story):
            found[step.id] = (story, before)
            before = step.id
    return found


def model_states(happenings: Sequence[Happening], periods: Sequence[LicencePeriod]) -> list[ModelState]:
    """One state for each subject that a release tells of, by name."""
    running = {period.model: period for period in periods if period.valid_to is None}
    told: dict[str, list[Happening]] = defaultdict(list)
    for happening in happenings:
        if happening.kind == "release":
            told[happening.subject].append(happening)
    return [_state(name, told[name], running.get(name)) for name in sorted(told)]


def positions(happenings: Iterable[Happening]) -> list[Position]:
    """Statements, oldest first, those of third parties too; undated ones stand first."""
    said = sorted((h for h in happenings if h.kind == "policy_statement"), key=_when)
    newest: dict[str, Happening] = {}
    ends: dict[str, str | None] = {}
    for happening in said:
        held = newest.get(happening.subject)
        if held is None or "stance" in happening.values or "stance" not in held.values:
            if held is not None and "stance" in held.values:
                ends[held.id] = happening.happened_on
            newest[happening.subject] = happening
    return [Position(h, ends.get(h.id), newest[h.subject] is h) for h in said]


def _sure(happenings: list[Happening]) -> list[Happening]:
    """Those that rest on more than one report; all of them, where none does."""
    return [h for h in happenings if h.is_confirmed] or happenings


def _sets_licence(happening: Happening) -> bool:
    values = happening.values
    if happening.kind == "release":
        return values.get("status") == "released" and "licence" in values and "variant" not in values
    if happening.kind != "licence_change" or values.get("status") != "in_force":
        return False
    return (values.get("terms") or {}).get("scope") != "code" and bool("licence" in values or values.get("terms"))


def _periods(model: str, naming: list[Happening]) -> list[LicencePeriod]:
    found: list[LicencePeriod] = []
    for happening in sorted(naming, key=lambda h: (h.happened_on or "", h.kind == "licence_change", h.id)):
        on = str(happening.happened_on)
        before = found[-1] if found else None
        licence = happening.values.get("licence") or (before.licence if before else None)
        terms = dict(happening.values.get("terms") or {})
        if before and before.licence == licence:
            gone = (happening.values.get("terms_before") or {}).keys() - terms.keys() if terms else set()
            terms = {**{key: value for key, value in before.terms.items() if key not in gone}, **terms}
            if terms == before.terms and before.licence == licence:
                continue
        if before:
            found[-1] = LicencePeriod(model, before.valid_from, on, before.licence, before.terms, before.happening)
            if before.valid_from == on:
                found.pop()
        found.append(LicencePeriod(model, on, None, licence, terms, happening))
    return found


def _state(name: str, told: list[Happening], licence: LicencePeriod | None) -> ModelState:
    whole = [h for h in told if "variant" not in h.values] or told
    acts = [h for h in whole if h.status in _ACTS]
    latest = max(_sure(acts or whole), key=_when)
    released = sorted(h.happened_on for h in _sure(whole) if h.status == "released" and h.happened_on)
    access = [h for h in sorted(_sure(whole), key=_when) if "access" in h.values]
    newest = _newest_evidence(latest, licence)
    return ModelState(
        name=name,
        status=latest.status or "?",
        status_on=latest.happened_on,
        is_confirmed=latest.is_confirmed,
        released_on=released[0] if released else None,
        access=access[-1].values["access"] if access else None,
        origins=len({fact.voice for h in told for fact in h.facts}),
        latest=latest,
        licence=licence,
        verified_on=newest[0] or None,
        verified_by=newest[2],
        verified_in=newest[3],
    )


def _newest_evidence(latest: Happening, licence: LicencePeriod | None) -> tuple[str, str, str, str | None]:
    """(day, a key that settles ties, whose it is, its document) of the newest that a model's state rests on: what
    sources say of its status and its licence, and the captured texts of that licence."""
    resting = [*latest.facts, *(licence.happening.facts if licence and licence.happening else ())]
    seen = [
        (says.published_on or says.happened_on or "", fact.key, says.publisher or says.provenance, says.document)
        for fact in resting
        for says in (fact.says,)
    ]
    if licence and licence.text:
        captures = [*licence.text.by.values(), *([licence.text.licence_by] if licence.text.licence_by else [])]
        seen += [
            (
                (one.says.captured_at or one.recorded_at)[:10],
                one.event,
                one.says.publisher or one.says.surface,
                one.says.document,
            )
            for one in captures
        ]
    return max(seen, key=itemgetter(0, 1))


def _step_of_story(happening: Happening) -> tuple[str, int, str]:
    on = happening.happened_on or happening.first_published_on or ""
    return on, _STEPS.get(happening.status or "", 0), happening.id


def _when(happening: Happening) -> tuple[str, str]:
    return happening.happened_on or "", happening.id
