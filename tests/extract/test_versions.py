"""What a text says of no model, or of another one than it last named: not told, the version before, the next one."""

import pytest

from tracker.extract.claims import claims_of
from tracker.records import Article

LAUNCHES = {
    "en": "Meta released the weights of DINOv4 on Wednesday.",
    "de": "Meta hat am Mittwoch die Gewichte von DINOv4 veröffentlicht.",
    "fr": "Meta a publié mercredi les poids de DINOv4.",
    "ja": "メタは11日、DINOv4の重みを公開した。",
    "zh": "Meta 周三发布了 DINOv4 的权重。",
    "ru": "В среду Meta опубликовала веса DINOv4.",
    "ko": "메타는 11일 DINOv4의 가중치를 공개했다.",
    "tr": "Meta çarşamba günü DINOv4'ün ağırlıklarını yayımladı.",
    "id": "Meta merilis bobot DINOv4 pada Rabu.",
}
UNTOLD = {
    "en": "The company did not say whether Muse Spark would follow.",
    "de": "Ob auch Muse Spark freigegeben wird, ließ der Konzern offen.",
    "fr": "Le groupe n'a pas précisé si Muse Spark serait publié à son tour.",
    "ja": "一方、「Muse Spark」については、重みを公開する時期を明らかにしていない。",
    "zh": "至于 Muse Spark 何时开源，公司尚未透露。",
    "ru": "Когда будут опубликованы веса Muse Spark, в компании не уточнили.",
    "ko": "회사는 뮤즈 스파크의 가중치 공개 시기를 밝히지 않았다.",
    "tr": "Şirket, Muse Spark'ın ne zaman yayımlanacağını açıklamadı.",
    "id": "Perusahaan itu belum mengungkapkan kapan Muse Spark akan dirilis.",
}


def told(language: str, text: str) -> list[tuple[str, str | None]]:
    article = Article("Meta", text, language=language, published_on="2026-11-12")
    return [(claim.subject, claim.status) for claim in claims_of(article)]


@pytest.mark.parametrize("language", LAUNCHES)
def test_what_was_not_said_of_a_model_is_no_claim(language: str) -> None:
    assert told(language, f"{LAUNCHES[language]}\n\n{UNTOLD[language]}") == [("DINOv4", "released")]


def test_what_stands_beside_the_unanswered_question_is_told() -> None:
    text = "Meta released DINOv4 on Wednesday, but did not say when Muse Spark would be released."

    assert told("en", text) == [("DINOv4", "released")]


def test_a_hope_is_told_although_its_day_is_not() -> None:
    text = "Meta will publish the weights of Muse Spark, but has not said when."

    assert told("en", text) == [("Muse Spark", "planned")]


def test_the_second_version_of_a_model_that_had_none_is_a_model_of_its_own() -> None:
    assert told("en", "On Tuesday Meta released Movie Gen 2 to researchers.") == [("Movie Gen 2", "released")]
    assert told("en", "On Tuesday Meta released MusicGen 3B to researchers.") == [("MusicGen", "released")]


BEFORE = {
    "en": "The previous version came out in June 2025.",
    "de": "Die Vorgängerversion erschien im Juni 2025.",
    "fr": "La version précédente était sortie en juin 2025.",
    "ja": "前のバージョンは2025年6月に公開されていた。",
    "zh": "上一版本于2025年6月推出。",
    "ru": "Предыдущая версия вышла в июне 2025 года.",
    "ko": "이전 버전은 2025년 6월에 나왔다.",
    "tr": "Önceki sürüm Haziran 2025'te çıkmıştı.",
    "id": "Versi sebelumnya dirilis pada Juni 2025.",
}


@pytest.mark.parametrize("language", LAUNCHES)
def test_the_month_of_the_version_before_is_not_the_new_ones(language: str) -> None:
    article = Article("Meta", f"{LAUNCHES[language]} {BEFORE[language]}", language=language, published_on="2026-11-12")

    assert {claim.subject: claim.happened_on for claim in claims_of(article)}["DINOv4"].startswith("2026-11")


def test_a_fee_that_was_asked_before_is_no_term() -> None:
    text = "Meta membuka bobot Muse Code dengan lisensi MIT. Sebelumnya, Muse Code hanya bisa diakses melalui API berbayar."
    article = Article("Meta", text, language="id", published_on="2026-11-12")

    [licence] = [claim for claim in claims_of(article) if claim.kind == "licence_change"]
    assert (licence.licence, licence.terms) == ("MIT", None)
