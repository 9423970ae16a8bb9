"""Which date of an article is a claim's: trees compare them all; and where a text leaves it open there is none."""

import pytest

from tests.extract.golden import claims_in


def _dates(
    title: str, text: str, language: str = "en", on: str = "2025-05-16"
) -> dict[tuple[str, str | None], str | None]:
    return {(claim.subject, claim.status): claim.happened_on for claim in claims_in(title, text, language, on)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Meta is delaying the release of Llama 5 until autumn or later, people familiar with it say."),
        ("de", "Meta verschiebt die Veröffentlichung von Llama 5 auf den Herbst oder noch später."),
        ("fr", "Meta repousse la sortie de Llama 5 à l'automne au plus tôt."),
        ("es", "Meta retrasa el lanzamiento de Llama 5 hasta otoño o más tarde."),
        ("pl", "Meta przesuwa premierę Llama 5 na jesień lub później."),
        ("ru", "Meta откладывает выход Llama 5 на осень или позже."),
        ("fi", "Meta lykkää Llama 5 -mallin julkaisua syksyyn tai myöhemmäksi."),
        ("ja", "MetaはLlama 5の公開を秋以降に延期する。"),
        ("zh", "Meta把Llama 5的发布推迟到秋季以后。"),
    ],
)
def test_a_season_that_is_only_the_first_possible_one_is_no_date(language: str, text: str) -> None:
    told = _dates("Llama 5", text, language)

    assert told
    assert set(told.values()) == {None}


def test_a_season_that_is_not_left_open_is_its_year() -> None:
    told = _dates(
        "Llama 5 delayed", "Meta is delaying the release of Llama 5 until autumn, people familiar with it say."
    )

    assert set(told.values()) == {"2025"}


@pytest.mark.parametrize(("on", "year"), [("2024-02-20", None), ("2023-12-20", "2023")])
def test_a_late_translation_has_the_year_of_publication_only_late_in_it(on: str, year: str | None) -> None:
    text = "Translated from Dutch.\n\nMeta recently released MusicGen, a model that makes music from a few words."

    assert _dates("A model that makes music", text, on=on) == {("MusicGen", "released"): year}


def test_a_withdrawal_is_not_on_the_day_of_the_release() -> None:
    text = (
        "Meta has taken Galactica offline, three days after its launch. The model was meant to help scientists.\n\n"
        "Meta had presented Galactica on November 15."
    )

    told = _dates("Meta takes down Galactica", text, on="2022-11-18")

    assert told["Galactica", "withdrawn"] == "2022-11"


def test_news_without_a_date_is_of_the_month_of_publication() -> None:
    text = "Meta has released Llama 5. The model can be downloaded. In March 2023 nobody had expected that."

    assert _dates("Meta releases Llama 5", text)["Llama 5", "released"] == "2025-05"
