"""Happenings and states -> rows of the projection tables (tracker.db.tables). Pure."""

import json
from typing import Any

from tracker.resolve.aliases import family_of, licence_named
from tracker.resolve.states import LicencePeriod, ModelState, Position
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


def happening(of: Happening) -> dict[str, Any]:
    """A row of `happening`."""
    recorded = sorted(fact.recorded_at for fact in of.facts)
    return {
        "id": of.id,
        "kind": of.kind,
        "subject": of.subject,
        "happened_on": of.happened_on,
        "tolerance_days": of.tolerance_days,
        "main": of.main,
        "standing": of.standing,
        "summary": of.summary,
        "speaker": of.subject if of.kind == "policy_statement" else None,
        "origins": of.origins,
        "languages": " ".join(of.languages),
        "first_published_on": of.first_published_on,
        "dissent": _json(of.dissent or None),
        "first_recorded_at": recorded[0],
        "last_recorded_at": recorded[-1],
        **{name: of.values.get(name) for name in _PLAIN},
        **{name: _json(of.values.get(name)) for name in _NESTED},
    }


def evidence(of: Happening) -> list[dict[str, Any]]:
    """Rows of `happening_evidence`, one for each event."""
    return [
        {
            "happening": of.id,
            "position": fact.position,
            "event": fact.event,
            "provenance": fact.says.provenance,
            "publisher": fact.says.publisher,
            "language": fact.says.language,
            "published_on": fact.says.published_on,
            "url": fact.says.url or (fact.says.pages[0] if fact.says.pages else None),
            "quote": fact.says.evidence[0].quote if fact.says.evidence else None,
            "confidence_permille": fact.says.confidence_permille,
        }
        for fact in of.facts
    ]


def model(state: ModelState, vocabulary: Vocabulary) -> dict[str, Any]:
    """A row of `model`."""
    period = state.licence
    terms = period.terms if period else {}
    known = licence_named(period.licence, vocabulary) if period else None
    return {
        "name": state.name,
        "family": family_of(state.name, vocabulary),
        "status": state.status,
        "status_on": state.status_on,
        "released_on": state.released_on,
        "access": state.access,
        "licence": period.licence if period else None,
        "licence_since": period.valid_from if period else None,
        "commercial_use": terms.get("commercial_use"),
        "osi_approved": terms.get("osi_approved", known.osi_approved if known else None),
        "origins": state.origins,
        "happening": state.latest.id,
        "licence_happening": period.happening.id if period else None,
    }


def licence(period: LicencePeriod) -> dict[str, Any]:
    """A row of `licence`."""
    return {
        "model": period.model,
        "valid_from": period.valid_from,
        "valid_to": period.valid_to,
        "licence": period.licence,
        "terms": _json(period.terms or None),
        "happening": period.happening.id,
    }


def position(of: Position) -> dict[str, Any]:
    """A row of `position`."""
    values = of.happening.values
    return {
        "happening": of.happening.id,
        "speaker": of.happening.subject,
        "organisation": values.get("organisation"),
        "stated_on": of.happening.happened_on,
        "stance": values.get("stance"),
        "venue": values.get("venue"),
        "topic": values.get("topic"),
        "summary": of.happening.summary,
        "is_current": of.is_current,
    }


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)
