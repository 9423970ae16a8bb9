"""Golden articles: reading the files beside tests, and holding claims against what a careful reader found; and the
claims of a text that a test makes up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tracker.extract.claims import claims_of
from tracker.records import Article, Claim

HERE = Path(__file__).parent.parent / "golden"
LANGUAGES = sorted(path.stem for path in HERE.glob("*.yaml") if path.stem != "seeds")
Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Golden:
    """One article with its labels: `claims` must be found, `optional` may be, nothing else."""

    name: str
    article: Article
    claims: tuple[Facts, ...]
    optional: tuple[Facts, ...]


def goldens(language: str) -> list[Golden]:
    """The golden articles of one language."""
    return [
        Golden(
            name=entry["id"],
            article=Article(entry["title"], entry["text"], language=language, published_on=str(entry["published"])),
            claims=tuple(map(as_text, entry["claims"])),
            optional=tuple(map(as_text, entry.get("optional", ()))),
        )
        for entry in yaml.safe_load((HERE / f"{language}.yaml").read_text("utf-8"))
    ]


def as_text(facts: Facts) -> Facts:
    """The facts with dates as text: YAML reads a full day as a date of its own."""
    return {key: str(value) if key == "happened_on" and value is not None else value for key, value in facts.items()}


def says(claim: Claim, facts: Facts) -> bool:
    """Whether a claim says all that the facts say; of terms, at least those named."""
    for key, wanted in facts.items():
        found = getattr(claim, key)
        if key == "terms":
            if any((found or {}).get(term) != value for term, value in wanted.items()):
                return False
        elif found != wanted:
            return False
    return True


def missing(claims: Iterable[Claim], required: Iterable[Facts]) -> list[Facts]:
    """The required facts that no claim says."""
    told = list(claims)
    return [facts for facts in required if not any(says(claim, facts) for claim in told)]


def surplus(claims: Iterable[Claim], wanted: Iterable[Facts]) -> list[Claim]:
    """The claims that no facts ask for or allow; two claims may not stand on the same facts."""
    left = list(wanted)
    extra: list[Claim] = []
    for claim in claims:
        match = next((facts for facts in left if says(claim, facts)), None)
        if match is None:
            extra.append(claim)
        else:
            left.remove(match)
    return extra


def claims_in(title: str, text: str, language: str, published: str = "2026-03-12") -> list[Claim]:
    """What a text makes claims of, published on a Thursday unless it is said when."""
    return claims_of(Article(title, text, language=language, published_on=published))
