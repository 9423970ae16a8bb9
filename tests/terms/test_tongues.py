"""Licences in German, French, Spanish, Portuguese and Chinese; and English ones that only hold some of their words."""

from typing import Any

import pytest

from tracker.terms.read import NOTHING, terms_of

HEADS = {
    "de": (
        "T\u00f6lpel-Modelllizenz\n\nDiese Lizenz ist f\u00fcr die Nutzung der Modelle von jedem zu beachten, der sie nutzt. Das Recht und die Pflichten"
        " der Nutzer sind in den Regeln und Anlagen beschrieben, die mit dem Modell und den Daten zu finden sind.\n\n"
    ),
    "fr": (
        "# Licence Fou de Bassan\n\nLa pr\u00e9sente licence s'applique au mod\u00e8le et aux fichiers qui sont dans le d\u00e9p\u00f4t. Elle est accord\u00e9e pour une"
        " utilisation par vous et par les membres de votre \u00e9quipe, dans le respect des r\u00e8gles et des lois.\n\n"
    ),
    "es": (
        "# Licencia Alcatraz\n\nEsta licencia es para el uso de los modelos y las herramientas que est\u00e1n en el repositorio. El derecho de usar los"
        " modelos es para usted y para los miembros de su equipo, por las reglas que siguen.\n\n"
    ),
    "pt": (
        "# Licen\u00e7a Atob\u00e1\n\nEsta licen\u00e7a \u00e9 para o uso dos modelos e das ferramentas que est\u00e3o no reposit\u00f3rio. O direito de usar os modelos \u00e9 para"
        " voc\u00ea e para os membros da sua equipe, em conformidade com as regras que seguem.\n\n"
    ),
    "zh": (
        "\u9ca3\u9e1f\u6a21\u578b\u8bb8\u53ef\u534f\u8bae\n\n\u672c\u534f\u8bae\u9002\u7528\u4e8e\u60a8\u5bf9\u6a21\u578b\u7684\u4f7f\u7528\u3002\u60a8\u4f7f\u7528\u6a21\u578b\u5373\u8868\u793a\u540c\u610f\u672c\u8bb8\u53ef\u7684\u6240\u6709\u6761\u6b3e\u3002\n\n"
    ),
}


def read(tongue: str, told: str) -> dict[str, Any]:
    return terms_of(HEADS[tongue] + told).values


@pytest.mark.parametrize(
    ("tongue", "told", "key", "value"),
    [
        ("de", "Die kommerzielle Nutzung der Modelle ist nicht gestattet.", "commercial_use", "forbidden"),
        ("de", "Bei jeder Weitergabe ist eine Kopie dieser Lizenz beizuf\u00fcgen.", "redistribution", "with_copy"),
        ("de", "Es gilt \u00f6sterreichisches Recht.", "governing_law", "Austria"),
        ("de", "Ab 20 Millionen monatlich aktiven Nutzern ist eine Vereinbarung n\u00f6tig.", "mau_threshold", 20_000_000),
        ("de", "Nicht erlaubt ist es,\n\n- Schadsoftware zu schreiben,\n- Personen zu \u00fcberwachen.", "excluded_uses", ["surveillance", "malware and cyberattacks"]),
        ("de", "Diese Bedingungen gelten zwischen Ihnen und der T\u00f6lpel KI AG, Bern.", "licensor", "T\u00f6lpel KI AG"),
        ("de", "Stand: 3. M\u00e4rz 2026", "version_date", "2026-03-03"),
        ("fr", "Vous pouvez modifier le mod\u00e8le.", "derivatives", "allowed"),
        ("fr", "L'utilisation commerciale est interdite.", "commercial_use", "forbidden"),
        ("fr", "Il est interdit d'utiliser le mod\u00e8le pour diffuser du spam ou pour concevoir des armes.", "excluded_uses", ["weapons", "spam"]),
        ("fr", "Vous devez afficher sur votre site \u00ab Fait avec Bassan \u00bb.", "display_notice", "Fait avec Bassan"),
        ("es", "Queda prohibido usar los resultados para entrenar otros modelos.", "outputs_to_improve_other_models", "forbidden"),
        ("es", "No se permite modificar los modelos.", "derivatives", "forbidden"),
        ("es", "Esta licencia se rige por las leyes de M\u00e9xico.", "governing_law", "Mexico"),
        ("pt", "\u00c9 proibido usar o modelo para fins militares.", "excluded_uses", ["military and warfare"]),
        ("pt", "Voc\u00ea deve manter os avisos de direitos autorais.", "attribution_notice", True),
        ("zh", "\u672c\u8bb8\u53ef\u53d7\u4e2d\u534e\u4eba\u6c11\u5171\u548c\u56fd\u6cd5\u5f8b\u7ba1\u8f96\u3002", "governing_law", "China"),
        ("zh", "\u60a8\u4e0d\u5f97\u5c06\u6a21\u578b\u7528\u4e8e\u519b\u4e8b\u76ee\u7684\u3002", "excluded_uses", ["military and warfare"]),
        ("zh", "\u6708\u6d3b\u8dc3\u7528\u6237\u8d85\u8fc71\u4ebf\u7684\uff0c\u987b\u53e6\u884c\u7533\u8bf7\u8bb8\u53ef\u3002", "mau_threshold", 100_000_000),
    ],
)  # fmt: skip
def test_a_licence_in_another_language_says_its_terms(tongue: str, told: str, key: str, value: object) -> None:
    assert read(tongue, told)[key] == value


@pytest.mark.parametrize(
    ("tongue", "told", "key"),
    [
        ("de", "Wir berichten \u00fcber Waffen und Krieg.", "excluded_uses"),
        ("de", "Wir haften nicht f\u00fcr entgangenen kommerziellen Gewinn.", "commercial_use"),
        ("fr", "Nous nous r\u00e9servons le droit de modifier la pr\u00e9sente licence.", "derivatives"),
        ("es", "Nos reservamos el derecho de modificar esta licencia.", "derivatives"),
        ("pt", "O autor reserva-se o direito de modificar esta licen\u00e7a.", "derivatives"),
        ("zh", "\u6211\u4eec\u4fdd\u62a4\u513f\u7ae5\u3002", "excluded_uses"),
    ],
)
def test_a_licence_in_another_language_says_no_more_than_that(tongue: str, told: str, key: str) -> None:
    assert read(tongue, told)[key] == NOTHING[key]


def test_of_a_text_in_two_languages_the_english_part_is_read() -> None:
    english = (
        "Gannet License\n\nYou may use and modify the Software, and you may share it with others of your choice. " * 9
    )

    read = terms_of(f"{HEADS['de']}Die Weitergabe ist verboten.\n\n{english}").values

    assert read["redistribution"] == "allowed"


def test_an_article_in_another_language_is_no_licence() -> None:
    text = "Das Haus und der Garten. " * 20 + "Die Katze ist mit dem Hund von nebenan und f\u00fcr sich."

    assert terms_of(text).values == NOTHING


def test_markdown_under_a_banner_in_tags_keeps_its_lines() -> None:
    text = '<p align="center">\n  <img src="logo.png"/>\n</p>\n\n# Gannet License\n\nYou may use the Model.\n\n## Prohibited\n\n- spam\n- weapons\n'

    assert terms_of(text).values["name"] == "Gannet License"
    assert terms_of(text).values["excluded_uses"] == ["weapons", "spam"]
