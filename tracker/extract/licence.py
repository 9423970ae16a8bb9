"""Licence changes: under which terms something of Meta's may be used, and since when."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.extract.dates import resolved
from tracker.extract.discourse import Context, distance, is_negated, subjects, unknown_people
from tracker.extract.folding import Mark
from tracker.extract.reading import LEAD_SENTENCES, Reading, Sentence
from tracker.extract.release import fallback_date
from tracker.records import Claim, LicenceStatus

_NEAR = 60
_RULING = (
    "licence.word",
    "licence.ask",
    "licence.forbid",
    "licence.allow",
    "licence.exclude",
    "licence.change",
    "licence.under",
)
_FEWEST_USERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Clause:
    """The terms that one sentence states for one family; `changes` if it says that they are new."""

    subject: str
    terms: Mapping[str, Any]
    licence: str | None
    territory: str | None
    sentence: Sentence
    cue: Mark
    status: LicenceStatus
    when: str | None
    changes: bool
    by_meta: bool


def licence_claims(reading: Reading, before: Sequence[Context], releases: Sequence[Claim]) -> list[Claim]:
    """The terms that an article reports, one claim for each family, however many clauses."""
    families: defaultdict[str, list[Clause]] = defaultdict(list)
    for clause in _clauses(reading, before):
        families[clause.subject].append(clause)
    told = {claim.subject: claim for claim in releases}
    return [
        _claim(reading, subject, clauses, told.get(subject))
        for subject, clauses in families.items()
        if _is_told(clauses, told.get(subject))
    ]


def _clauses(reading: Reading, before: Sequence[Context]) -> Iterator[Clause]:
    for sentence in reading.sentences:
        if sentence.is_question or sentence.has("modality.if") or _is_foreign(reading, sentence):
            continue
        terms, cues = _terms(sentence)
        licence = _named_licence(sentence)
        if licence is not None:
            cues.append(licence)
        if not cues:
            continue
        subject = _subject(reading, sentence, cues[0], before[sentence.index])
        if subject is None:
            continue
        when = [resolved(date, reading.published if reading.is_fresh else None) for date in sentence.dates]
        yield Clause(
            subject=subject,
            terms=terms,
            licence=licence.value if licence else None,
            territory=next(iter(terms.get("excluded_territories", ())), None),
            sentence=sentence,
            cue=cues[0],
            status="planned"
            if sentence.near(cues[0], "modality.plan", "modality.rumour", "modality.imminent")
            else "in_force",
            when=next((day for day in when if day), None),
            changes=sentence.has("licence.change", "licence.lift", "licence.exception", "modality.now"),
            by_meta=sentence.has("meta", "person", "refer.company"),
        )


def _is_foreign(reading: Reading, sentence: Sentence) -> bool:
    """Whether somebody else's terms or verdict are told: a critic speaks, or another company's model is meant."""
    if sentence.has("policy.say", "policy.think") and (
        sentence.has("role.outsider", "other_person") or unknown_people(reading, sentence)
    ):
        return True
    if (
        sentence.has("policy.say", "policy.think", "policy.refuse")
        and sentence.has("other")
        and not sentence.has("meta", "person")
    ):
        return True
    return sentence.has("other_model") and not subjects(reading, sentence)


def _terms(sentence: Sentence) -> tuple[dict[str, Any], list[Mark]]:
    """What may be done, and what not, by the keys of docs/claims.md; and the cues that say so."""
    terms: dict[str, Any] = {}
    cues: list[Mark] = []
    ruled = sentence.has(*_RULING)
    for amount in sentence.all("amount"):
        users = [mark for mark in sentence.all("licence.users") if -20 <= mark.start - amount.end <= 25]
        if (
            users
            and ruled
            and int(amount.value) >= _FEWEST_USERS
            and sentence.has("licence.over", "licence.ask", "licence.exclude")
        ):
            terms["mau_threshold"] = int(amount.value)
            cues.append(amount)
    cues += _commercial(sentence, terms, ruled)
    for cue in sentence.all("licence.outputs"):
        if sentence.has("licence.allow", "licence.lift", "licence.forbid"):
            forbidden = sentence.has("licence.forbid") and not sentence.has("licence.lift")
            terms["outputs_to_improve_other_models"] = "forbidden" if forbidden else "allowed"
            cues.append(cue)
    cues += _territories(sentence, terms)
    for cue in sentence.all("licence.exception", "licence.lift", "licence.allow"):
        beneficiaries = [mark.value for mark in sentence.all("exception") if distance(sentence, mark, cue) <= 2 * _NEAR]
        if beneficiaries and sentence.has("meta", "person", "refer.company", "model"):
            terms["exceptions"] = list(dict.fromkeys(beneficiaries))
            cues.append(cue)
    for cue in sentence.all("licence.fee", "licence.naming"):
        if cue.kind == "licence.naming":
            terms["display_notice"] = True
            cues.append(cue)
        elif sentence.has("model", "noun.model") and not is_negated(sentence, cue):
            terms["fee"] = True
            cues.append(cue)
    return terms, cues


def _commercial(sentence: Sentence, terms: dict[str, Any], ruled: bool) -> list[Mark]:
    closed = sentence.all("licence.noncommercial") + (
        sentence.all("licence.research_only") if sentence.has("licence.word") else []
    )
    if closed:
        terms["commercial_use"] = "forbidden"
        return closed[:1]
    for cue in sentence.all("licence.commercial"):
        if ruled or sentence.has("release.done", "release.offer", "release.announce", "licence.lift"):
            denied = is_negated(sentence, cue) or any(
                distance(sentence, no, cue) < _NEAR for no in sentence.all("licence.forbid")
            )
            terms["commercial_use"] = "forbidden" if denied else "allowed"
            return [cue]
    return []


def _territories(sentence: Sentence, terms: dict[str, Any]) -> list[Mark]:
    found: list[str] = []
    cues: list[Mark] = []
    for cue in sentence.all("licence.exclude"):
        near = [mark.value for mark in sentence.all("territory") if distance(sentence, mark, cue) <= 2 * _NEAR]
        if near:
            found += near
            cues.append(cue)
    if found:
        terms["excluded_territories"] = list(dict.fromkeys(found))
    return cues


def _named_licence(sentence: Sentence) -> Mark | None:
    """A licence that the sentence names and says to hold: "under the Apache 2.0 licence"."""
    for name in sentence.all("licence"):
        if sentence.has("licence.under", "licence.word", "licence.change") and not is_negated(sentence, name):
            return name
    return None


def _subject(reading: Reading, sentence: Sentence, cue: Mark, before: Context) -> str | None:
    named = subjects(reading, sentence)
    foreign = sentence.all("other_model")
    if named:
        nearest = min(named, key=lambda name: distance(sentence, name, cue))
        if any(distance(sentence, mark, cue) < distance(sentence, nearest, cue) for mark in foreign):
            return None
        return nearest.value
    if before.actor == "other" and not sentence.has("meta", "refer.model"):
        return None
    return before.model or (reading.topics.most_common(1)[0][0] if reading.topics and sentence.has("meta") else None)


def _is_told(clauses: Sequence[Clause], release: Claim | None) -> bool:
    """Whether terms are told as an event: with a release, as a change, by Meta's own act; not as a reminder."""
    if release is not None and (release.main or release.happened_on is not None):
        return True
    if any(clause.changes for clause in clauses):
        return True
    return any(
        clause.by_meta and clause.sentence.has("licence.allow", "licence.ask", "licence.forbid") for clause in clauses
    )


def _claim(reading: Reading, subject: str, clauses: Sequence[Clause], release: Claim | None) -> Claim:
    terms: dict[str, Any] = {}
    for clause in clauses:
        terms |= {key: value for key, value in clause.terms.items() if key not in terms}
    best = max(
        clauses, key=lambda clause: (len(clause.terms) + bool(clause.licence), clause.changes, -clause.sentence.index)
    )
    start, end = reading.quote(best.sentence, best.cue)
    is_main = any(clause.sentence.rank <= LEAD_SENTENCES for clause in clauses) or release is None or release.main
    return Claim(
        kind="licence_change",
        subject=subject,
        status=best.status,
        licence=next((clause.licence for clause in clauses if clause.licence), None),
        terms=terms or None,
        territory=next((clause.territory for clause in clauses if clause.territory), None),
        happened_on=_happened_on(reading, clauses, release, is_main),
        main=is_main,
        quote=reading.text[start:end],
        start=start,
        end=end,
        confidence=round(min(0.95, 0.6 + 0.08 * len(terms) + 0.1 * any(c.licence for c in clauses) + 0.1 * is_main), 2),
    )


def _happened_on(reading: Reading, clauses: Sequence[Clause], release: Claim | None, is_main: bool) -> str | None:
    """Stated beside a change; else that of the release it came with; else what current news allows."""
    stated = [clause.when for clause in clauses if clause.when and (clause.changes or release is None)]
    if stated:
        return max(stated, key=len)
    if release is not None and release.happened_on is not None:
        return release.happened_on
    if is_main and all(clause.status == "in_force" for clause in clauses):
        return fallback_date(reading)
    return None
