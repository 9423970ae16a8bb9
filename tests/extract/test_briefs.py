"""Plain news in a sentence or two: just what is told becomes a claim."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.extract.golden import claims_in
from tracker.records import Claim

HERE = Path(__file__).parent
BRIEFS = [
    brief
    for path in (HERE / "briefs.yaml", *sorted((HERE / "wordings").glob("*.yaml")))
    for brief in yaml.safe_load(path.read_text("utf-8"))
]


def told_by(brief: dict[str, Any]) -> list[Claim]:
    published = str(brief["published"])
    return claims_in(brief["title"], brief["text"], brief["language"], published)


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
    [claim] = claims_in("Meta", text, language)

    assert (claim.kind, claim.happened_on) == ("licence_change", "2026-03-06")
    assert "mau_threshold" not in (claim.terms or {})


@pytest.mark.parametrize(
    ("language", "title", "body"),
    [
        (
            "fr",
            "Meta va faire payer",
            "Les gros clients devront verser une redevance sur Llama 4, a annoncé Meta jeudi.",
        ),
        ("es", "La letra pequeña", "La licencia de Llama 2, publicada en julio de 2023, prohibía usar los resultados."),
        ("pt", "SAM 4, da Meta, liberado para uso comercial", "Até agora, só servia para pesquisa."),
    ],
)
def test_words_of_release_that_tell_of_terms_are_no_release(language: str, title: str, body: str) -> None:
    claims = claims_in(title, body, language)

    assert [claim.kind for claim in claims if claim.kind == "release"] == []


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "What if", "Had Meta released Llama 5 in January, the market would look different, says an analyst."),
        ("de", "Was wäre wenn", "Hätte Meta Llama 5 im Januar herausgebracht, sähe der Markt heute anders aus."),
        ("nl", "Wat als", "Had Meta Llama 5 in januari uitgebracht, dan zag de markt er nu anders uit."),
        ("sv", "Om inte", "Hade Meta släppt Llama 5 i januari hade marknaden sett annorlunda ut."),
    ],
)
def test_what_a_verb_at_the_head_only_supposes_is_no_claim(language: str, title: str, text: str) -> None:
    assert claims_in(title, text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "As of Friday, Meta will let only universities go on using DINOv4, and companies are shut out."),
        ("de", "Ab Freitag dürfen bei Meta nur noch Hochschulen DINOv4 nutzen, Unternehmen bleiben außen vor."),
        ("da", "Fra fredag lader Meta kun universiteter bruge DINOv4; virksomheder er lukket ude."),
    ],
)
def test_terms_that_begin_on_a_weekday_ahead_are_planned(language: str, text: str) -> None:
    claims = claims_in("Meta", text, language)

    assert [(claim.kind, claim.status, claim.happened_on) for claim in claims] == [
        ("licence_change", "planned", "2026-03-13")
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Keeping models behind closed doors makes nobody safer, Mark Zuckerberg wrote on Tuesday."),
        ("nl", "Van modellen achter slot en grendel wordt niemand veiliger, schreef Mark Zuckerberg dinsdag."),
        ("nb", "Å holde modeller bak lås og slå gjør ingen tryggere, skrev Mark Zuckerberg tirsdag."),
    ],
)
def test_who_finds_that_withholding_helps_nobody_is_for_openness(language: str, text: str) -> None:
    [claim] = claims_in("Meta", text, language)

    assert (claim.speaker, claim.stance) == ("Mark Zuckerberg", "open")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "У вівторок Meta вимкнула демоверсію моделі SAM 2 на невизначений термін."),
        ("bg", "Meta спря във вторник демонстрацията на SAM 2 за неопределено време."),
        ("pl", "We wtorek Meta wyłączyła demo modelu SAM 2 na czas nieokreślony."),
    ],
)
def test_how_long_something_is_gone_plans_nothing(language: str, text: str) -> None:
    [claim] = claims_in("Meta i SAM 2", text, language)

    assert (claim.status, claim.happened_on) == ("withdrawn", "2026-03-10")
