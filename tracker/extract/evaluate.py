"""How near the extractor comes to a careful reader: precision, recall, F1, and what of the matched claims is right.

A found claim meets a label if kind and subject agree, in whichever spelling ("OPT" is "OPT-175B"); status, date and main or background are then counted apart.
Optional labels are neither loss nor gain.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tracker.extract.claims import claims_of
from tracker.extract.corpus import Facts, Labelled
from tracker.records import Claim
from tracker.vocabulary import vocabulary

KINDS = ("release", "licence_change", "policy_statement")
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
"""Lower edges of the bands of confidence in the reliability table; the last one reaches to 1."""

_DETAILS = {"date": "happened_on", "status": "status", "main": "main"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One article held against its labels.

    matched: pairs of a found claim and the required label that it meets
    allowed: found claims that meet an optional label only
    surplus: found claims that meet none; missed: required labels that no claim meets
    """

    labelled: Labelled
    matched: tuple[tuple[Claim, Facts], ...]
    allowed: tuple[Claim, ...]
    surplus: tuple[Claim, ...]
    missed: tuple[Facts, ...]


@dataclass(slots=True)
class Tally:
    """Counts over some claims; details: of the matched claims whose label says so, how many are right, of how many."""

    right: int = 0
    surplus: int = 0
    missed: int = 0
    details: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def precision(self) -> float | None:
        """Share of the found claims that are right, or None where nothing was found."""
        return _share(self.right, self.right + self.surplus)

    @property
    def recall(self) -> float | None:
        """Share of the required claims that were found, or None where nothing was to be found."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both, or None where nothing was to be found and nothing was."""
        return _share(2 * self.right, 2 * self.right + self.surplus + self.missed)

    def detail(self, name: str) -> float | None:
        """Share of the matched claims with the right "date", "status" or "main"."""
        return _share(*self.details.get(name, (0, 0)))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def judged(labelled: Labelled, read: Callable[..., list[Claim]] = claims_of) -> Outcome:
    """What the extractor finds in an article, held against the article's labels."""
    left = read(labelled.article)
    matched = _pairs(left, labelled.required)
    left = [claim for claim in left if not any(claim is one for one, _ in matched)]
    allowed = [claim for claim, _ in _pairs(left, labelled.optional)]
    met = [facts for _, facts in matched]
    return Outcome(
        labelled=labelled,
        matched=tuple(matched),
        allowed=tuple(allowed),
        surplus=tuple(claim for claim in left if not any(claim is one for one in allowed)),
        missed=tuple(facts for facts in labelled.required if not any(facts is one for one in met)),
    )


def _pairs(claims: Sequence[Claim], labels: Sequence[Facts]) -> list[tuple[Claim, Facts]]:
    """Claims with the labels that they meet, one to one, the pairs that agree on most first."""
    options = [(claim, facts) for claim in claims for facts in labels if _meets(claim, facts)]
    options.sort(key=lambda pair: -_agreement(*pair))
    pairs: list[tuple[Claim, Facts]] = []
    for claim, facts in options:
        if not any(claim is one or facts is other for one, other in pairs):
            pairs.append((claim, facts))
    return pairs


def _meets(claim: Claim, facts: Facts) -> bool:
    wanted = facts.get("subject") or facts.get("speaker") or ""
    return bool(claim.kind == facts["kind"] and canonical(claim.subject) == canonical(str(wanted)))


def canonical(name: str) -> str:
    """What the vocabulary calls a model that it knows under this very name; any other name as it is; both plain."""
    return _spellings().get(plain(name), plain(name))


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    return {plain(one): plain(model.name) for model in vocabulary().models for one in model.aliases}


def plain(name: str) -> str:
    """A name without what spellings of it differ in: capitals, spaces, hyphens."""
    return re.sub(r"[\s\u00a0_-]+", "", name).casefold()


def _agreement(claim: Claim, facts: Facts) -> int:
    keys = {"status": 4, "happened_on": 3, "variant": 2, "main": 1}
    return sum(weight for key, weight in keys.items() if key in facts and getattr(claim, key) == facts[key])


def tallied(outcomes: Iterable[Outcome], kind: str | None = None) -> Tally:
    """The sum over articles, of one kind of claim or of all."""
    tally = Tally()
    wanted = KINDS if kind is None else (kind,)
    for outcome in outcomes:
        matched = [pair for pair in outcome.matched if pair[0].kind in wanted]
        tally.right += len(matched)
        tally.surplus += sum(claim.kind in wanted for claim in outcome.surplus)
        tally.missed += sum(facts["kind"] in wanted for facts in outcome.missed)
        for claim, facts in matched:
            _count_details(tally, claim, facts)
    return tally


def _count_details(tally: Tally, claim: Claim, facts: Facts) -> None:
    for name, key in _DETAILS.items():
        if key in facts and not (name == "status" and claim.kind != "release"):
            right, of = tally.details.get(name, (0, 0))
            tally.details[name] = (right + (getattr(claim, key) == facts[key]), of + 1)


def relevance(outcomes: Iterable[Outcome]) -> Tally:
    """Articles in place of claims: whether anything was found where there was something, and nothing elsewhere."""
    tally = Tally()
    for outcome in outcomes:
        found = bool(outcome.matched or outcome.surplus)
        if outcome.labelled.required:
            tally.right += found
            tally.missed += not found
        else:
            tally.surplus += found
    return tally


def reliability(outcomes: Iterable[Outcome]) -> list[tuple[float, int, int, float]]:
    """For each band of confidence: its lower edge, claims in it, how many of them are right, and their mean confidence.

    A claim that meets a required or an optional label is right.
    """
    told = [
        (claim.confidence, right)
        for outcome in outcomes
        for right, claims in (
            (True, [c for c, _ in outcome.matched]),
            (True, outcome.allowed),
            (False, outcome.surplus),
        )
        for claim in claims
    ]
    rows: list[tuple[float, int, int, float]] = []
    for low, high in zip(BANDS, [*BANDS[1:], 2.0], strict=True):
        inside = [(confidence, right) for confidence, right in told if low <= confidence < high]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            rows.append((low, len(inside), sum(right for _, right in inside), round(mean, 3)))
    return rows


def figures(tally: Tally) -> dict[str, Any]:
    """A tally as numbers to print or to keep; shares have three decimals."""
    shares = {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
    shares |= {f"{name}_right": tally.detail(name) for name in _DETAILS}
    counts = {"right": tally.right, "surplus": tally.surplus, "missed": tally.missed}
    return counts | {name: None if share is None else round(share, 3) for name, share in shares.items()}


def table(outcomes: Sequence[Outcome]) -> dict[str, dict[str, dict[str, Any]]]:
    """Figures by language, then by kind; "all" sums up over languages and over kinds."""
    languages = sorted({str(outcome.labelled.article.language) for outcome in outcomes})
    groups = {code: [one for one in outcomes if one.labelled.article.language == code] for code in languages}
    groups["all"] = list(outcomes)
    return {
        code: {kind or "all": figures(tallied(group, kind)) for kind in (*KINDS, None)}
        for code, group in groups.items()
    }


def false_alarms(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The articles that tell of nothing, not even arguably, where something was found."""
    return [outcome for outcome in outcomes if not outcome.labelled.required and outcome.surplus]


def drops(
    pinned: Mapping[str, Mapping[str, Mapping[str, Any]]], now: Mapping[str, Mapping[str, Mapping[str, Any]]]
) -> list[str]:
    """Every pinned share that is lower now, or gone, in words."""
    fallen: list[str] = []
    for code, kinds in pinned.items():
        for kind, shares in kinds.items():
            for name in ("precision", "recall", "f1"):
                was, here = shares.get(name), now.get(code, {}).get(kind, {}).get(name)
                if was is not None and (here is None or here < was):
                    fallen.append(f"{code} {kind} {name}: {was} -> {here}")
    return fallen
