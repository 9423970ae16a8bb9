"""What an article is about, and what it only looks back on."""

import pytest

from tests.extract.golden import claims_in
from tracker.records import Claim

KIND_AND_SUBJECT = ("licence_change", "Llama 3.2")
NEWS = {
    "en": "Meta has released Llama 4, and its weights can be downloaded.",
    "de": "Meta hat Llama 4 veröffentlicht, die Gewichte stehen zum Download bereit.",
    "fr": "Meta a publié Llama 4, dont les poids sont téléchargeables.",
    "es": "Meta ha publicado Llama 4, cuyos pesos se pueden descargar.",
}


def told(language: str, *paragraphs: str, title: str = "Llama 4", published: str = "2025-06-20") -> list[Claim]:
    return claims_in(title, "\n\n".join(paragraphs), language, published)


@pytest.mark.parametrize(
    ("language", "earlier"),
    [
        ("en", "Llama 3.3 came out in April."),
        ("de", "Llama 3.3 war im April erschienen."),
        ("fr", "Llama 3.3 est sorti en avril."),
        ("es", "Llama 3.3 salió en abril."),
    ],
)
def test_what_came_before_last_month_is_background_beside_news(language: str, earlier: str) -> None:
    claims = told(language, NEWS[language], earlier)
    mains = {claim.subject: claim.main for claim in claims if claim.kind == "release"}

    assert mains == {"Llama 4": True, "Llama 3.3": False}


@pytest.mark.parametrize(
    ("language", "earlier"),
    [
        ("en", "In April Mark Zuckerberg wrote in a letter that open source AI is the best way forward."),
        ("de", "Im April schrieb Mark Zuckerberg in einem Brief, offene Modelle seien der beste Weg."),
        ("fr", "En avril, Mark Zuckerberg écrivait dans une lettre que les modèles ouverts sont la meilleure voie."),
    ],
)
def test_what_was_said_before_last_month_is_background_beside_news(language: str, earlier: str) -> None:
    [statement] = [one for one in told(language, NEWS[language], earlier) if one.kind == "policy_statement"]

    assert (statement.happened_on, statement.main) == ("2025-04", False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            (
                "In July 2024 Llama 3.1 had its turn. The developers rejoiced. "
                "Open models are the safer ones, Mark Zuckerberg wrote in an essay."
            ),
        ),
        (
            "de",
            (
                "Im Juli 2024 war Llama 3.1 an der Reihe. Die Entwickler jubelten. "
                "Offene Modelle seien die sichereren, schrieb Mark Zuckerberg in einem Aufsatz."
            ),
        ),
        (
            "nl",
            (
                "In juli 2024 was Llama 3.1 aan de beurt. De ontwikkelaars juichten. "
                "Open modellen zijn veiliger, schreef Mark Zuckerberg in een essay."
            ),
        ),
    ],
)
def test_what_is_said_in_a_story_of_times_past_is_of_them(language: str, text: str) -> None:
    news = {"nl": "Meta heeft Llama 4 uitgebracht, de gewichten zijn te downloaden."} | NEWS
    [statement] = [one for one in told(language, news[language], text) if one.kind == "policy_statement"]

    assert (statement.happened_on, statement.main) == ("2024-07", False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It began in February 2023. Few had heard of it then. Meta gave LLaMA to researchers who asked for it."),
        ("de", "Es begann im Februar 2023. Kaum jemand wusste davon. Meta veröffentlichte LLaMA für Forscher."),
        ("it", "Cominciò nel febbraio 2023. Pochi se ne accorsero. Meta pubblicò LLaMA per i ricercatori."),
    ],
)
def test_a_story_may_open_an_article(language: str, text: str) -> None:
    [release] = [one for one in told(language, text, title="LLaMA") if one.kind == "release"]

    assert (release.happened_on, release.main) == ("2023-02", False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            (
                "Die Llama-Modelle kamen überall an. Firmen mit Sitz in der EU dürfen die multimodalen Modelle nicht nutzen."
                "\n\nDiese Woche veröffentlichte Meta Muse Spark. Es läuft nur in der App."
            ),
        ),
        (
            "nl",
            (
                "De Llama-modellen kwamen overal terecht. Bedrijven in de EU mogen de multimodale modellen niet gebruiken."
                "\n\nDeze week bracht Meta Muse Spark uit. Het draait alleen in de app."
            ),
        ),
    ],
)
def test_terms_told_before_the_news_are_not_those_of_the_news(language: str, text: str) -> None:
    claims = told(language, text, title="Meta", published="2026-05-22")

    assert "Muse Spark" not in {claim.subject for claim in claims if claim.kind == "licence_change"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In September 2024 Meta kept its word. The licence of Llama 3.2 excludes users in the European Union."),
        ("de", "Im September 2024 hielt Meta Wort. Die Lizenz von Llama 3.2 schließt Nutzer in der EU aus."),
        ("fr", "En septembre 2024, Meta a tenu parole. La licence de Llama 3.2 exclut les utilisateurs de l'UE."),
    ],
)
def test_terms_in_a_story_of_times_past_are_of_them(language: str, text: str) -> None:
    paragraphs = NEWS[language], "...", "...", text
    [terms] = [one for one in told(language, *paragraphs) if (one.kind, one.subject) == KIND_AND_SUBJECT]

    assert (terms.happened_on, terms.main) == ("2024-09", False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nothing has come out since the beginning of April, when Llama 3.3 had been unveiled on a Saturday."),
        ("fr", "Plus rien n'est sorti depuis le début du mois d'avril, quand Llama 3.3 avait été dévoilé un samedi."),
        ("de", "Seit Anfang April ist nichts mehr erschienen, als Llama 3.3 an einem Samstag vorgestellt worden war."),
    ],
)
def test_the_only_date_beside_what_is_background_is_its_own(language: str, text: str) -> None:
    releases = [one for one in told(language, NEWS[language], text) if one.kind == "release"]

    assert {claim.subject: claim.happened_on for claim in releases}["Llama 3.3"] == "2025-04"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Somebody recalls that the first LLaMA leaked. That was on 3 March 2023, for those who were not there."),
        (
            "de",
            "Jemand erinnert daran, dass die erste LLaMA geleakt wurde. Das war am 3. März 2023, für alle Jüngeren.",
        ),
        ("es", "Alguien recuerda que el primer LLaMA se filtró. Eso fue el 3 de marzo de 2023, para los más jóvenes."),
    ],
)
def test_the_next_sentence_may_only_add_when_it_was(language: str, text: str) -> None:
    leaks = [one.happened_on for one in told(language, NEWS[language], text) if one.status == "leaked"]

    assert leaks == ["2023-03-03"]
