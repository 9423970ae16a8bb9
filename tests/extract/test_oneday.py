"""A day told once dates all that came with it: terms, members only shown, what is said of the news."""

import pytest

from tests.extract.golden import claims_in
from tracker.records import Claim


def told(language: str, title: str, *paragraphs: str, published: str = "2025-04-08") -> list[Claim]:
    return claims_in(title, "\n\n".join(paragraphs), language, published)


def dates(claims: list[Claim], kind: str) -> dict[tuple[str, str | None], str | None]:
    return {(claim.subject, claim.status): claim.happened_on for claim in claims if claim.kind == kind}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Last week Meta released Llama 4. It came out on 2 April and can be had in two sizes."),
        ("de", "Vergangene Woche hat Meta Llama 4 veröffentlicht. Es erschien am 2. April in zwei Größen."),
        ("es", "La semana pasada Meta lanzó Llama 4. Se publicó el 2 de abril en dos tamaños."),
        ("pl", "W zeszłym tygodniu Meta udostępniła Llamę 4. Ukazała się ona 2 kwietnia w dwóch rozmiarach."),
    ],
)
def test_the_next_sentence_may_give_a_release_its_day(language: str, text: str) -> None:
    assert dates(told(language, "Llama 4", text), "release") == {("Llama 4", "released"): "2025-04-02"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "This month firms may use VGGT in products. Meta changed the licence on Thursday."),
        ("de", "Seit diesem Monat dürfen Firmen VGGT kommerziell nutzen. Meta hat die Lizenz am Donnerstag geändert."),
        ("sv", "Den här månaden får företag använda VGGT kommersiellt. Meta ändrade licensen i torsdags."),
    ],
)
def test_the_day_of_a_change_dates_terms_that_are_told_of_the_month(language: str, text: str) -> None:
    [day] = dates(told(language, "VGGT", text), "licence_change").values()

    assert day == "2025-04-03"


@pytest.mark.parametrize(
    ("language", "lead"),
    [
        (
            "en",
            (
                "Joel Kaplan believes that open source AI is safer. Meta's head of global affairs told the BBC on Monday "
                "that the hype had run ahead of the technology."
            ),
        ),
        (
            "de",
            (
                "Joel Kaplan hält die Angst vor offener KI für übertrieben. Im Radio sagte Metas Präsident für globale "
                "Angelegenheiten am Montag, der Rummel sei der Technik vorausgeeilt."
            ),
        ),
        (
            "fr",
            (
                "Joel Kaplan estime que l'IA ouverte est plus sûre. Le président des affaires mondiales de Meta a déclaré lundi "
                "à la BBC que le battage avait devancé la technique."
            ),
        ),
    ],
)
def test_the_lead_says_when_its_speaker_spoke(language: str, lead: str) -> None:
    title = {
        "en": "Joel Kaplan defends Llama 4",
        "de": "Joel Kaplan verteidigt Llama 4",
        "fr": "Joel Kaplan défend Llama 4",
    }
    [day] = dates(told(language, title[language], lead), "policy_statement").values()

    assert day == "2025-04-07"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Meta lanzó el sábado Muse Reel y ayer lo retiró sin dar explicaciones."),
        ("de", "Meta hat Muse Reel am Samstag veröffentlicht und gestern zurückgezogen, ohne Gründe zu nennen."),
        ("it", "Meta ha pubblicato sabato Muse Reel e ieri lo ha ritirato senza dare spiegazioni."),
        ("en", "Meta released Muse Reel on Saturday and yesterday withdrew it without giving reasons."),
    ],
)
def test_without_denies_what_stands_behind_it(language: str, text: str) -> None:
    assert dates(told(language, "Meta", text), "release").get(("Muse Reel", "withdrawn")) == "2025-04-07"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            (
                "Meta released Llama 4 on Saturday. A scandal followed on Monday.\n\n"
                "On launch day Mark Zuckerberg said in a video that he believed in open source AI."
            ),
        ),
        (
            "de",
            (
                "Meta hat am Samstag Llama 4 veröffentlicht. Am Montag folgte ein Skandal.\n\n"
                "Am Tag der Vorstellung sagte Mark Zuckerberg in einem Video, er glaube an offene Modelle."
            ),
        ),
        (
            "es",
            (
                "Meta lanzó el sábado Llama 4. El lunes estalló el escándalo.\n\n"
                "El día del lanzamiento, Mark Zuckerberg dijo en un vídeo que creía en los modelos abiertos."
            ),
        ),
        (
            "ko",
            (
                "메타는 5일 '라마 4'를 공개했다. 7일에는 논란이 일었다.\n\n"
                "마크 저커버그 CEO는 공개 당일 영상에서 '오픈소스로 풀어 모두가 누리게 하는 것이 목표'라고 밝혔다."
            ),
        ),
    ],
)
def test_what_is_said_on_launch_day_is_of_the_launch(language: str, text: str) -> None:
    [day] = dates(told(language, "Llama 4", text), "policy_statement").values()

    assert day == "2025-04-05"
