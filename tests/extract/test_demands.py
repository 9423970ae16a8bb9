"""What others ask of Meta has not happened."""

import pytest

from tests.extract.golden import claims_in


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "Hospitals want SAM 4 free", "The hospitals' union urges Meta to lift the ban on commercial use of SAM 4."),
        ("de", "Kliniken wollen SAM 4", "Meta soll das Verbot der kommerziellen Nutzung von SAM 4 aufheben, fordert der Verband."),
        ("nl", "Ziekenhuizen willen SAM 4", "De koepel eist dat Meta het verbod op commercieel gebruik van SAM 4 schrapt."),
        ("ru", "Клиники просят SAM 4", "Союз клиник требует, чтобы Meta отменила запрет на коммерческое использование SAM 4."),
        ("tr", "Hastaneler SAM 4'ü bekliyor", "Hastaneler birliği Meta'dan SAM 4'ün ticari kullanım yasağını kaldırmasını istiyor."),
        ("zh", "医院呼吁放开SAM 4", "医院联盟要求Meta取消SAM 4的商用禁令。"),
    ],
)  # fmt: skip
def test_what_somebody_demands_of_meta_is_no_change_of_terms(language: str, title: str, text: str) -> None:
    assert claims_in(title, text, language, "2026-09-16") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Meta released Llama 6 on Tuesday. Its licence demands that Meta be asked above 700 million users."),
        ("de", "Meta hat am Dienstag Llama 6 veröffentlicht. Von Diensten mit mehr als 700 Millionen Nutzern verlangt Meta eine gesonderte Lizenz."),
        ("fr", "Meta a publié Llama 6 mardi. Au-delà de 700 millions d'utilisateurs, Meta exige une licence à part."),
    ],
)  # fmt: skip
def test_what_meta_or_its_licence_demands_is_a_term(language: str, text: str) -> None:
    told = claims_in("Llama 6", text, language, "2026-09-16")

    assert [(claim.kind, claim.subject) for claim in told] == [("release", "Llama 6"), ("licence_change", "Llama 6")]
