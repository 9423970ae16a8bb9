"""Plans that were put off, and ends that are told ahead."""

import pytest

from tests.extract.golden import claims_in


def planned(language: str, text: str, published: str, status: str = "planned") -> list[str | None]:
    claims = claims_in("Muse Spark", text, language, published)
    return [claim.happened_on for claim in claims if claim.kind == "release" and claim.status == status]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Meta has delayed Muse Spark, which was to come out in June. The release is now planned for October."),
        ("de", "Meta hat Muse Spark, geplant für Juni, verschoben. Die Veröffentlichung soll nun im Oktober kommen."),
        ("es", "Meta aplaza Muse Spark, que iba a salir en junio. El lanzamiento está previsto ahora para octubre."),
        ("it", "Meta rinvia Muse Spark, atteso a giugno. L'uscita è prevista ora per ottobre."),
        ("fr", "Meta repousse Muse Spark, prévu pour juin. La sortie est désormais prévue en octobre."),
    ],
)
def test_a_plan_put_off_has_its_new_date(language: str, text: str) -> None:
    assert planned(language, text, "2026-05-12") == ["2026-10"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Meta told customers on Wednesday that it will shut down Muse Spark on 30 June."),
        ("de", "Meta hat am Mittwoch mitgeteilt, dass Muse Spark am 30. Juni abgeschaltet wird."),
        ("pt", "A Meta comunicou na quarta-feira aos clientes que o Muse Spark deixará de funcionar em 30 de junho."),
        ("es", "Meta anunció el miércoles que Muse Spark dejará de funcionar el 30 de junio."),
    ],
)
def test_an_end_told_these_days_lies_ahead(language: str, text: str) -> None:
    assert planned(language, text, "2026-03-12", "withdrawn") == ["2026-06-30"]


def test_an_end_that_was_told_of_another_day_only_is_past() -> None:
    text = "Meta withdrew Muse Spark on 30 June. Nobody has missed it since."

    assert planned("en", text, "2026-07-12", "withdrawn") == ["2026-06-30"]
