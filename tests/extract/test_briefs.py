"""Plain news in a sentence or two: just what is told becomes a claim."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tracker.extract.claims import claims_of
from tracker.records import Article, Claim

BRIEFS = yaml.safe_load((Path(__file__).parent / "briefs.yaml").read_text("utf-8"))


def told_by(brief: dict[str, Any]) -> list[Claim]:
    published = str(brief["published"])
    return claims_of(Article(brief["title"], brief["text"], language=brief["language"], published_on=published))


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: f"{brief['language']} {brief['title']}")
def test_a_brief_makes_just_the_claims_that_it_tells(brief: dict[str, Any]) -> None:
    told = [(claim.kind, claim.subject, claim.status) for claim in told_by(brief)]

    assert sorted(" ".join(filter(None, one)) for one in told) == brief["told"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Meta struck the limit of 700 million monthly users from the Llama 4 licence on Friday."),
        ("de", "Meta hat am Freitag die Grenze von 700 Millionen Nutzern aus der Lizenz von Llama 4 gestrichen."),
        ("fr", "Vendredi, Meta a supprimé le seuil de 700 millions d'utilisateurs de la licence de Llama 4."),
        ("tr", "Meta cuma günü Llama 4 lisansındaki 700 milyon kullanıcı sınırını kaldırdı."),
    ],
)
def test_a_limit_that_is_lifted_is_no_term_in_force(language: str, text: str) -> None:
    [claim] = claims_of(Article("Meta", text, language=language, published_on="2026-03-12"))

    assert (claim.kind, claim.happened_on) == ("licence_change", "2026-03-06")
    assert "mau_threshold" not in (claim.terms or {})
