"""Happenings and states -> rows of the projection tables (tracker.db.projected). Pure."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from tracker.events.types import ClaimPayload
from tracker.resolve.aliases import family_of, licence_named
from tracker.resolve.captures import Capture, Disagreement
from tracker.resolve.commitments import Settled
from tracker.resolve.openness import OPEN_SOURCE, calls_open, restriction_in
from tracker.resolve.states import LicencePeriod, ModelPeriod, ModelState, Position
from tracker.resolve.verdict import Happening
from tracker.vocabulary import Vocabulary

_PLAIN = (
    "variant",
    "status",
    "access",
    "licence",
    "licence_before",
    "substantive",
    "territory",
    "organisation",
    "stance",
    "venue",
    "topic",
)
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
_NESTED = ("sizes", "terms", "terms_before", "commitment")


def happening(of: Happening, story: tuple[str, str | None] | None = None) -> dict[str, Any]:
    """A row of `happening`. story: its story and the step before it."""
    recorded = [fact.recorded_at for fact in of.facts]
    primary = sorted(f.says.published_on for f in of.facts if f.rank < 2 and f.says.published_on)
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
        "confidence_permille": max([fact.says.confidence_permille for fact in of.facts]),
        "origins": of.origins,
        "languages": " ".join(of.languages),
        "first_published_on": of.first_published_on,
        "primary_published_on": primary[0] if primary else None,
        "days_to_primary": _days_between(of.first_published_on, primary[0] if primary else None),
        "dissent": _json(of.dissent or None),
        "first_recorded_at": min(recorded),
        "last_recorded_at": max(recorded),
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
        "licence_happening": period.happening.id if period and period.happening else None,
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


def licence(period: LicencePeriod, vocabulary: Vocabulary, disagreeing: Sequence[Disagreement] = ()) -> dict[str, Any]:
    """A row of `licence`. disagreeing: of the model, at any time."""
    threshold = period.terms.get("mau_threshold")
    restricting = _restricting(period)
    return {
        "model": period.model,
        "valid_from": period.valid_from,
        "valid_to": period.valid_to,
        "licence": period.licence,
        "terms": _json(period.terms or None),
        "happening": period.happening.id if period.happening else None,
        "text": _text_of(period),
        "commercial_use": period.terms.get("commercial_use"),
        "mau_threshold": threshold if isinstance(threshold, int) else None,
        "osi_approved": _osi_approved(period, vocabulary),
        "disagreement": "; ".join(_disagreeing(one) for one in disagreeing if _overlaps(one, period)) or None,
        "restriction": restricting[0] if restricting else None,
        "restriction_value": ", ".join(f"{name}: {_joined(period.terms[name])}" for name in restricting) or None,
        "restriction_quote": next(filter(None, (_words(period, name) for name in restricting)), None),
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
            "happening": period.happening.id if period.happening else None,
            "text": period.text.by[name].event if period.text and name in period.text.by else None,
            "quote": _words(period, name),
        }
        for name, told in sorted(period.terms.items())
        for value in sorted({_worded(one) for one in (told if isinstance(told, list) else [told])})
    ]


def licence_text(of: Capture) -> dict[str, Any]:
    """A row of `licence_text`."""
    says = of.says
    policy = says.terms.get("acceptable_use_policy")
    return {
        "event": of.event,
        "model": says.subject,
        "url": of.url,
        "surface": says.surface,
        "part": says.part,
        "position": of.position,
        "captured_at": says.captured_at or of.recorded_at,
        "valid_from": of.on,
        "valid_to": of.until,
        "licence": says.licence,
        "terms": _json(says.terms),
        "policy_url": policy if isinstance(policy, str) else None,
        "document": says.document,
        "snapshot": says.snapshot,
        "revision": says.revision,
        "revised_on": says.revised_on,
        "revised_as": says.revised_as,
        "previous": says.previous,
        "source": says.source,
        "recorded_at": of.recorded_at,
    }


def disagreement(of: Disagreement) -> dict[str, Any]:
    """A row of `disagreement`."""
    sides: dict[str, Any] = {}
    for prefix, side, value in (("", of.one, of.one_says), ("other_", of.other, of.other_says)):
        quote = side.says.quotes.get("name" if of.term == "licence" else of.term)
        sides |= {
            f"{prefix}url": side.url,
            f"{prefix}surface": side.says.surface,
            f"{prefix}value": _worded(value),
            f"{prefix}quote": quote.quote if quote else _worded(value),
            f"{prefix}text": side.event,
        }
    return {"model": of.one.says.subject, "valid_from": of.on, "valid_to": of.until, "term": of.term, **sides}


def openness_claims(
    of: Happening, vocabulary: Vocabulary, models_in: Callable[[str], Sequence[str]]
) -> list[dict[str, Any]]:
    """Rows of `openness_claim`: words of the press or of Meta itself, of a happening, that call a model open.

    models_in: the models that words name; asked for statements alone, the others have one as their subject
    """
    found = []
    for fact in of.facts:
        says = fact.says
        said_on = says.published_on or says.happened_on
        claim, quote = _called_open(says, vocabulary)
        if claim is None or said_on is None or says.provenance not in ("press", "primary"):
            continue
        models = models_in(quote) if of.kind == "policy_statement" else [of.subject]
        found += [
            {
                "event": fact.event,
                "model": model_,
                "subject": of.subject,
                "happening": of.id,
                "said_on": said_on,
                "claim": claim,
                "quote": quote,
                "publisher": says.publisher,
                "url": says.url,
            }
            for model_ in models
        ]
    return found


def _called_open(says: ClaimPayload, vocabulary: Vocabulary) -> tuple[str | None, str]:
    """What a claim calls its subject (open source, an approved licence), if anything, and in which words."""
    for one in says.evidence:
        if calls_open(one.quote):
            return OPEN_SOURCE, one.quote
    licence = getattr(says, "licence", None)
    if licence is None or not says.evidence:
        return None, ""
    named = licence_named(licence, vocabulary)
    return (named.name if named and named.osi_approved else None), says.evidence[0].quote


def _text_of(period: LicencePeriod) -> str | None:
    if period.text is None:
        return None
    named = period.text.licence_by or next(iter(period.text.by.values()), None)
    return named.event if named else None


def _words(period: LicencePeriod, term: str) -> str | None:
    capture = period.text.by.get(term) if period.text else None
    quote = capture.says.quotes.get(term) if capture else None
    return quote.quote if quote else None


def _restricting(period: LicencePeriod) -> tuple[str, ...]:
    """The terms that make a licence none of the open ones: the plainest; the number of users is part of commercial use."""
    plainest = restriction_in(period.terms)
    names = (plainest, "mau_threshold") if plainest == "commercial_use" else (plainest,)
    return tuple(name for name in names if name and period.terms.get(name))


def _joined(value: Any) -> str:
    return ", ".join(map(_worded, value)) if isinstance(value, list) else _worded(value)


def _overlaps(one: Disagreement, period: LicencePeriod) -> bool:
    return (one.until is None or period.valid_from < one.until) and (
        period.valid_to is None or one.on < period.valid_to
    )


def _disagreeing(one: Disagreement) -> str:
    sides = [
        f"{side.says.surface} says {_worded(value)}"
        for side, value in ((one.one, one.one_says), (one.other, one.other_says))
    ]
    return f"{one.term}: {', '.join(sides)}"


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
    """What is told of it, else what is known of its licence; a text that lays a licence down and is none is not."""
    known = licence_named(period.licence, vocabulary)
    laid_down = False if period.text is not None and period.text.full else None
    told = period.terms.get("osi_approved", known.osi_approved if known else laid_down)
    return bool(told) if told is not None else None


def _worded(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _json(value: Any) -> str | None:
    return None if value is None else _ENCODER.encode(value)
