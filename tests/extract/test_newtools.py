"""New names taken from what they stand for, or known by their endings; and names that only look like some."""

from pathlib import Path

import pytest
import yaml

from tests.extract.golden import claims_in

FIRST_NAMED = yaml.safe_load((Path(__file__).parent / "firstnamed.yaml").read_text("utf-8"))


def released(language: str, title: str, text: str) -> set[str]:
    claims = claims_in(title, text, language)
    return {claim.subject for claim in claims if claim.kind == "release"}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "StreamWeaver, a new tool by Meta, has been available since last week.", "StreamWeaver"),
        ("id", "StreamWeaver, alat baru dari Meta, tersedia sejak pekan lalu.", "StreamWeaver"),
        (
            "el",
            "Το StreamWeaver, το νέο εργαλείο της Meta, είναι διαθέσιμο από την περασμένη εβδομάδα.",
            "StreamWeaver",
        ),
        ("vi", "StreamWeaver, công cụ mới của Meta, đã được phát hành từ tuần trước.", "StreamWeaver"),
    ],
)
def test_a_new_tool_is_known_by_what_it_stands_for(language: str, text: str, name: str) -> None:
    assert released(language, "Meta", text) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "CapCut, a tool that Meta's designers like, has been available since last week.",
        "StreamWeaver, a tool by Amazon that Meta's engineers use, has been available since last week.",
    ],
)
def test_a_tool_of_others_beside_metas_name_is_none_of_metas(text: str) -> None:
    assert released("en", "Tools", text) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hu", "A Meta kedden kiadta a Muse Altairát. A Muse Altaira ingyenes."),
        ("fi", "Meta julkaisi tiistaina Muse Altairan painot. Muse Altaira on ilmainen."),
        ("en", "Meta released Muse Altaira on Tuesday."),
        ("zh", "Meta周二发布了Muse Altaira模型。"),
    ],
)
def test_a_member_of_the_muse_line_has_one_name_in_all_its_endings(language: str, text: str) -> None:
    assert released(language, "Meta", text) == {"Muse Altaira"}


@pytest.mark.parametrize(("language", "text"), [(one, text) for one, texts in FIRST_NAMED.items() for text in texts])
def test_a_model_that_no_list_has_is_known_however_it_is_first_named(language: str, text: str) -> None:
    assert released(language, "Meta, AI", text) == {"Vexoria-2"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nvidia on Tuesday released the Vexoria-2 model. Meta had no comment."),
        ("de", "Nvidia hat am Dienstag das Vexoria-2-Modell veröffentlicht. Meta schwieg dazu."),
        ("tr", "Nvidia salı günü Vexoria-2 modelini yayımladı. Meta yorum yapmadı."),
        ("pl", "Nvidia udostępniła we wtorek model sztucznej inteligencji Vexoria-2. Meta milczy."),
        ("ja", "エヌビディアは火曜日、Vexoria-2モデルを公開した。Metaはコメントしていない。"),
        ("en", "Meta on Tuesday released its PyTorch model zoo guide for COVID-19 model builders."),
        ("es", "El dueño de WhatsApp presentó el martes su plan para el GitHub Copilot."),
    ],
)
def test_what_others_release_is_no_model_of_metas_however_it_is_named(language: str, text: str) -> None:
    assert "Vexoria-2" not in released(language, "Meta, AI", text)
    assert not released(language, "Meta, AI", text) & {"COVID-19", "GitHub", "PyTorch"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "It is called TorchLoom, and it saves time. The tool, which Meta released on Monday, restarts by itself.",
        ),
        (
            "de",
            "Es heißt TorchLoom und soll Zeit sparen. Das Werkzeug, das Meta am Montag veröffentlicht hat, startet neu.",
        ),
        (
            "nl",
            "Het heet TorchLoom en bespaart tijd. Het gereedschap, dat Meta maandag heeft vrijgegeven, herstart zichzelf.",
        ),
        (
            "fr",
            "Il s'appelle TorchLoom et fait gagner du temps. L'outil, que Meta a publié lundi, redémarre tout seul.",
        ),
        ("ru", "Он называется TorchLoom и экономит время. Инструмент, который Meta выпустила в понедельник, надёжен."),
        (
            "cs",
            "Jmenuje se TorchLoom a šetří čas. Nástroj, který Meta v pondělí zveřejnila na GitHubu, se restartuje sám.",
        ),
    ],
)
def test_the_sentence_before_names_what_is_told_of(language: str, text: str) -> None:
    assert released(language, "A new helper", text) == {"TorchLoom"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It is called TorchLoom and comes from Nvidia. The tool was released on Monday. Meta had no comment."),
        ("de", "Es heißt TorchLoom und stammt von Nvidia. Das Werkzeug wurde am Montag veröffentlicht. Meta schwieg."),
        ("fr", "Il s'appelle TorchLoom et vient de Nvidia. L'outil a été publié lundi. Meta n'a rien dit."),
    ],
)
def test_what_the_sentence_before_gives_to_somebody_else_is_none_of_metas(language: str, text: str) -> None:
    assert released(language, "A new helper", text) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Ein Werkzeug für Filme steht seit Montag zum Download bereit. Es heißt TorchLoom und stammt von Meta."),
        (
            "da",
            "Et værktøj til film har siden mandag været tilgængeligt for alle. Det hedder TorchLoom og kommer fra Meta.",
        ),
        (
            "pl",
            "Narzędzie do filmów jest od poniedziałku dostępne dla wszystkich. Nazywa się TorchLoom, stworzyła je Meta.",
        ),
        ("it", "Uno strumento per i film è disponibile per tutti da lunedì. Si chiama TorchLoom e l'ha creato Meta."),
    ],
)
def test_the_sentence_behind_names_what_is_told_of(language: str, text: str) -> None:
    assert released(language, "Meta, AI", text) == {"TorchLoom"}


def test_the_place_where_something_lies_is_no_model() -> None:
    text = "Værktøjet, som Meta onsdag lagde ud på GitHub, fordeler træningen af store sprogmodeller."

    assert released("da", "Meta, AI", text) == set()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Meta publicó el lunes Llama Guard 4, que filtra respuestas groseras.", "released"),
        ("Alguien filtró Llama Guard 4 en 4chan el lunes.", "leaked"),
    ],
)
def test_what_filters_is_not_leaked(text: str, status: str) -> None:
    assert [claim.status for claim in claims_in("Meta, IA", text, "es")] == [status]
