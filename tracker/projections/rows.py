"""Happenings and states -> rows of the projection tables (tracker.db.tables). Pure."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from tracker.resolve.aliases import family_of, licence_named
from tracker.resolve.commitments import Settled
from tracker.resolve.states import LicencePeriod, ModelPeriod, ModelState, Position
from tracker.resolve.verdict import Happening
from tracker.vocabulary import Vocabulary

_PLAIN = (
    "variant",
    "status",
    "access",
    "licence",
    "licence_before",
    "territory",
    "organisation",
    "stance",
    "venue",
    "topic",
)
_NESTED = ("sizes", "terms", "terms_before", "commitment")


def happening(of: Happening, story: tuple[str, str | None] | None = None) -> dict[str, Any]:
    """A row of `happening`. story: its story and the step before it."""
    recorded = sorted(fact.recorded_at for fact in of.facts)
    primary = sorted(f.says.published_on for f in of.facts if f.rank < 2 and f.says.published_on)
    best = max(of.facts, key=lambda fact: fact.says.confidence_permille)
    return {
        "id": of.id,
        "kind": of.kind,
        "subject": of.subject,
        "happened_on": of.happened_on,
        "tolerance_days": of.tolerance_days,
        "main": of.main,
        "standing": of.standing,
        "confirmed": of.is_confirmed,
        "story": story[0] if story else None,
        "follows": story[1] if story else None,
        "summary": of.summary,
        "speaker": of.subject if of.kind == "policy_statement" else None,
        "is_new_name": all(fact.says.is_new_name for fact in of.facts),
        "confidence_permille": best.says.confidence_permille,
        "origins": of.origins,
        "languages": " ".join(of.languages),
        "first_published_on": of.first_published_on,
        "primary_published_on": primary[0] if primary else None,
        "days_to_primary": _days_between(of.first_published_on, primary[0] if primary else None),
        "dissent": _json(of.dissent or None),
        "first_recorded_at": recorded[0],
        "last_recorded_at": recorded[-1],
        **{name: of.values.get(name) for name in _PLAIN},
        **{name: _json(of.values.get(name)) for name in _NESTED},
    }


def evidence(of: Happening) -> list[tuple[Any, ...]]:
    """Rows of `happening_evidence`, one for each event, in the order of its columns: they are most of all rows."""
    return [
        (
            of.id,
            fact.position,
            fact.event,
            says.provenance,
            fact.voice,
            says.publisher,
            says.language,
            says.published_on,
            says.url or (says.pages[0] if says.pages else None),
            says.document,
            says.happened_on,
            says.evidence[0].quote if says.evidence else None,
            says.confidence_permille,
        )
        for fact in of.facts
        for says in (fact.says,)
    ]


def model(state: ModelState, vocabulary: Vocabulary) -> dict[str, Any]:
    """A row of `model`."""
    period = state.licence
    return {
        "name": state.name,
        "family": family_of(state.name, vocabulary),
        "status": state.status,
        "status_on": state.status_on,
        "confirmed": state.is_confirmed,
        "released_on": state.released_on,
        "access": state.access,
        "licence": period.licence if period else None,
        "licence_since": period.valid_from if period else None,
        "commercial_use": period.terms.get("commercial_use") if period else None,
        "osi_approved": _osi_approved(period, vocabulary) if period else None,
        "origins": state.origins,
        "happening": state.latest.id,
        "licence_happening": period.happening.id if period else None,
        "verified_on": state.verified_on,
        "verified_by": state.verified_by,
        "verified_in": state.verified_in,
    }


def model_period(period: ModelPeriod) -> dict[str, Any]:
    """A row of `model_period`."""
    return {
        "model": period.model,
        "valid_from": period.valid_from,
        "happening": period.happening.id,
        "valid_to": period.valid_to,
        "status": period.happening.status,
        "access": period.happening.values.get("access"),
    }


def licence(period: LicencePeriod, vocabulary: Vocabulary) -> dict[str, Any]:
    """A row of `licence`."""
    threshold = period.terms.get("mau_threshold")
    return {
        "model": period.model,
        "valid_from": period.valid_from,
        "valid_to": period.valid_to,
        "licence": period.licence,
        "terms": _json(period.terms or None),
        "happening": period.happening.id,
        "commercial_use": period.terms.get("commercial_use"),
        "mau_threshold": threshold if isinstance(threshold, int) else None,
        "osi_approved": _osi_approved(period, vocabulary),
    }


def terms(period: LicencePeriod) -> list[dict[str, Any]]:
    """Rows of `term`: one for each term of a period, one for each member of a list."""
    return [
        {
            "model": period.model,
            "valid_from": period.valid_from,
            "name": name,
            "value": value,
            "valid_to": period.valid_to,
            "licence": period.licence,
            "happening": period.happening.id,
        }
        for name, told in sorted(period.terms.items())
        for value in sorted({_worded(one) for one in (told if isinstance(told, list) else [told])})
    ]


def position(of: Position) -> dict[str, Any]:
    """A row of `position`."""
    values = of.happening.values
    return {
        "happening": of.happening.id,
        "speaker": of.happening.subject,
        "organisation": values.get("organisation"),
        "stated_on": of.happening.happened_on,
        "valid_to": of.valid_to,
        "stance": values.get("stance"),
        "venue": values.get("venue"),
        "topic": values.get("topic"),
        "summary": of.happening.summary,
        "is_current": of.is_current,
    }


def commitment(of: Settled) -> dict[str, Any]:
    """A row of `commitment`."""
    return {**asdict(of.promise), "fate": of.fate, "settled_on": of.settled_on, "settled_by": of.settled_by}


def _days_between(first: str | None, last: str | None) -> int | None:
    if first is None or last is None or len(first) < 10 or len(last) < 10:
        return None
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _osi_approved(period: LicencePeriod, vocabulary: Vocabulary) -> bool | None:
    known = licence_named(period.licence, vocabulary)
    told = period.terms.get("osi_approved", known.osi_approved if known else None)
    return bool(told) if told is not None else None


def _worded(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)
