"""Articles that tell two steps of one model's story: out, and more to come; out, and gone again; leaked after it was out."""

import pytest

from tracker.extract.claims import claims_of
from tracker.records import Article

STORIES = {
    "gone": (
        "en",
        "2025-09-12",
        "Meta pulls its dubbing model",
        (
            "Meta took VoiceWeave offline on Thursday, two days after the demo had begun to circulate. The company had released"
            " VoiceWeave on Tuesday under a research licence, with weights on Hugging Face. Users had made it imitate"
            " politicians."
        ),
        "VoiceWeave",
        {("released", "2025-09-09"), ("withdrawn", "2025-09-11")},
    ),
    "leaked": (
        "de",
        "2023-03-08",
        "Metas Sprachmodell kursiert im Netz",
        (
            "Die Gewichte von LLaMA sind seit Freitag als Torrent zu haben; ein Nutzer hatte sie auf 4chan gestellt. Meta hatte"
            " das Modell am 24. Februar für Forscher veröffentlicht, die einen Antrag stellen mussten."
        ),
        "LLaMA",
        {("released", "2023-02-24"), ("leaked", "2023-03-03")},
    ),
    "more to come": (
        "fr",
        "2026-09-17",
        "Meta ouvre Muse Brume",
        (
            "Meta a publié mercredi Muse Brume, un modèle de langage dont les poids se téléchargent librement. Une version plus"
            " grande, Brume Pro, sera proposée par API seulement ; elle est attendue en novembre."
        ),
        "Muse Brume",
        {("released", "2026-09-16"), ("planned", "2026-11")},
    ),
    "first of its line": (
        "nl",
        "2025-10-20",
        "MMS 2 mag commercieel worden gebruikt",
        (
            "Op 14 oktober zette Meta MMS 2 online, een spraakmodel voor ruim 1900 talen. Het staat onder Apache 2.0. De eerste"
            " MMS, die Meta in mei 2023 uitbracht, mocht alleen voor onderzoek worden gebruikt."
        ),
        "MMS",
        {("released", "2023-05")},
    ),
}


@pytest.mark.parametrize("name", STORIES)
def test_each_step_is_told(name: str) -> None:
    language, published, title, text, subject, steps = STORIES[name]

    told = claims_of(Article(title, text, language=language, published_on=published))

    assert {(c.status, c.happened_on) for c in told if c.kind == "release" and c.subject == subject} == steps


def test_one_step_stays_one() -> None:
    """Words of a plan in an article on a release do not make a plan of it."""
    text = (
        "Meta released Llama 4 on Saturday. Developers can download Scout and Maverick from Hugging Face. The company will"
        " hold a conference for them at the end of the month, and plans to hire."
    )

    told = claims_of(Article("Llama 4 is out", text, language="en", published_on="2025-04-07"))

    assert [(c.subject, c.status) for c in told if c.kind == "release"] == [("Llama 4", "released")]


def test_a_newspaper_is_no_model() -> None:
    text = "Metas språkmodell Llama sprids på fildelningssajter. Länken har delats på Github, rapporterar The Verge."

    told = claims_of(Article("Metas modell på drift", text, language="sv", published_on="2023-03-07"))

    assert all("Verge" not in claim.subject for claim in told)
