"""What came together with another model, and the dates of what was the day before."""

import pytest

from tests.extract.golden import claims_in
from tests.extract.test_dates import read

PUBLISHED = "2025-12-03"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "SAM 3 has been out since November. Along with it Meta released SAM 3D, which turns photos into shapes.",
        ),
        ("de", "SAM 3 ist im November erschienen. Zusammen mit SAM 3 brachte Meta SAM 3D heraus."),
        ("pl", "SAM 3 ukazał się w listopadzie. Razem z nim Meta udostępniła SAM 3D."),
        ("fr", "SAM 3 est sorti en novembre. En même temps, Meta a publié SAM 3D."),
        ("es", "SAM 3 salió en noviembre. Junto con SAM 3, Meta publicó SAM 3D."),
        ("nl", "SAM 3 verscheen in november. Samen met SAM 3 bracht Meta SAM 3D uit."),
        ("en", "SAM 3 came out in November.\n\nIt is not cheap.\n\nSAM 3D was released by Meta on the same day."),
    ],
)
def test_what_came_with_another_has_its_date(language: str, text: str) -> None:
    told = {claim.subject: claim.happened_on for claim in claims_in("SAM 3", text, language, PUBLISHED)}

    assert told["SAM 3D"] == "2025-11"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Исследователи Meta накануне поделились моделью."),
        ("uk", "Напередодні Meta поділилася моделлю."),
        ("en", "The previous day Meta released it."),
        ("es", "Meta lo publicó la víspera."),
        ("cs", "Meta ho vydala předchozího dne."),
    ],
)
def test_the_day_before_is_yesterday_where_no_date_was_told(language: str, text: str) -> None:
    assert read(text, language, PUBLISHED) == ["2025-12-02"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Meta hat es am 18.11. veröffentlicht."),
        ("fi", "Meta julkaisi sen 18.11. kaikille."),
        ("da", "Meta udgav den den 18.11. til alle."),
        ("da", "Meta udgav den den 18/11 til alle."),
        ("sv", "Meta släppte den den 18/11 till alla."),
        ("pl", "Meta wydała go dnia 18.11 dla wszystkich."),
        ("ro", "Meta l-a lansat pe 18.11 pentru toți."),
        ("hu", "A Meta 11. 18-án adta ki."),
        ("pt", "A Meta lançou-o no dia 18/11 para todos."),
        ("es", "Meta lo publicó el 18/11 para todos."),
        ("it", "Meta lo ha pubblicato il 18/11 per tutti."),
        ("fr", "Meta l'a publié le 18/11 pour tous."),
        ("el", "Η Meta το κυκλοφόρησε στις 18/11 για όλους."),
        ("he", "מטא שחררה אותו ב-18.11 לכולם."),
        ("en", "Meta released it on 18 Nov."),
        ("es", "Meta lo publicó el 18 nov 2025."),
    ],
)
def test_a_day_and_month_in_figures_are_of_the_year_at_hand(language: str, text: str) -> None:
    assert read(text, language, PUBLISHED) == ["2025-11-18"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Sprung von Llama 3 zum 3.1 war klein. Es kam Version 3.1. Dann kam nichts."),
        ("fi", "Tuli Llama 3.1. Sitten ei tullut mitään."),
        ("it", "Il 2/3 dei voti era suo."),
        ("fr", "Le 2/3 des voix était à lui."),
    ],
)
def test_versions_and_fractions_are_no_days(language: str, text: str) -> None:
    assert read(text, language, PUBLISHED) == []
