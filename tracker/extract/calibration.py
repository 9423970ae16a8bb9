"""Confidence that means something: the share of claims like this one that met a careful reader's labels.

A logistic model over a dozen things that tell sure claims from doubtful ones; its weights are in `calibration.json`,
made from the development part of the labelled articles by `make model`.
"""

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from math import exp
from operator import attrgetter
from pathlib import Path

from tracker.extract.reading import LEAD_SENTENCES, Reading, Sentence
from tracker.records import Claim

WEIGHTS = Path(__file__).with_name("calibration.json")
_MANY_OTHERS = 8
_ODDS = 4.0
_LEAST, _MOST = 0.05, 0.99
_OTHERS = frozenset({"other", "other_model", "other_person", "role.outsider"})


def others_in(reading: Reading) -> float:
    """How much an article tells of others, from 0 to 1: the sentences that name them, up to eight."""
    return min(sum(one.has_any(_OTHERS) for one in reading.sentences), _MANY_OTHERS) / _MANY_OTHERS


def features(claim: Claim, reading: Reading, claims: Sequence[Claim], others: float) -> dict[str, float]:
    """What tells how sure a claim is; `claim.confidence` is still the score that its reader gave it."""
    sentence = _sentence_of(claim, reading)
    return {
        "base": 1.0,
        "score": claim.confidence,
        "licence": float(claim.kind == "licence_change"),
        "statement": float(claim.kind == "policy_statement"),
        "by company": float(claim.subject == "Meta"),
        "main": float(claim.main),
        "new name": float(claim.is_new_name),
        "unversioned": float(claim.subject == "Llama"),
        "uncertain": float(claim.status in ("planned", "rumoured", "announced")),
        "gone": float(claim.status in ("withdrawn", "leaked")),
        "day": float(claim.happened_on is not None and len(claim.happened_on) == 10),
        "title": float(sentence is not None and sentence.rank == 0),
        "lead": float(sentence is not None and 0 < sentence.rank <= LEAD_SENTENCES),
        "meta beside": float(sentence is not None and sentence.has("meta", "person")),
        "others beside": float(sentence is not None and sentence.has_any(_OTHERS)),
        "others about": others,
        "alone": float(len(claims) == 1),
        "many": float(len(claims) > 5),
        "odds": min(max(reading.odds.get((claim.kind, claim.subject), 0.0), -_ODDS), _ODDS),
    }


def _sentence_of(claim: Claim, reading: Reading) -> Sentence | None:
    at = bisect_right(reading.sentences, claim.start, key=attrgetter("start")) - 1
    return reading.sentences[at] if at >= 0 and claim.start < reading.sentences[at].end else None


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    return dict(json.loads(WEIGHTS.read_text("utf-8")))


def share(weights: Mapping[str, float], told: Mapping[str, float]) -> float:
    """The share that a model with these weights expects to be right."""
    return 1 / (1 + exp(-sum(weights.get(name, 0.0) * value for name, value in told.items())))


def calibrated(reading: Reading, claims: Sequence[Claim]) -> list[Claim]:
    """The claims of one article with scores turned into shares."""
    if not claims:
        return []
    weights, others = _weights(), others_in(reading)
    shares = [share(weights, features(claim, reading, claims, others)) for claim in claims]
    return [
        replace(claim, confidence=round(min(_MOST, max(_LEAST, one)), 2))
        for claim, one in zip(claims, shares, strict=True)
    ]
