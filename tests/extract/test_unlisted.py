"""Names that no list has: what could be one, and which of them the text tells to be Meta's."""

from random import Random

import pytest

from bench.christen import base_of, invented
from bench.renamed import renamed
from tests.extract.golden import claims_in
from tracker.extract.capitals import candidates
from tracker.extract.corpus import Labelled
from tracker.extract.lexicons import lexicon_of
from tracker.extract.marking import marked_in
from tracker.records import Article


def named(
    text: str, language: str = "en", title: str = "Meta and its models"
) -> dict[str, list[tuple[str, str | None]]]:
    """What could be a name in a text: by base, each mention's name and size."""
    lexicon = lexicon_of(language)
    assert lexicon is not None
    marked = marked_in(Article(title, text, language=language), lexicon)
    assert marked is not None
    return {one.base: [(at.value, at.size) for at in one.mentions] for one in candidates(marked, [], lexicon)}


def released(text: str, language: str, title: str = "Meta") -> set[str]:
    return {claim.subject for claim in claims_in(title, text, language) if claim.kind == "release"}


def test_a_name_has_its_number_and_its_size_apart() -> None:
    found = named("Meta showed Tavora 3.1 and Tavora 3.1 70B; Quenlo-2-8B, too, and DELVv4.")

    assert found == {
        "Tavora": [("Tavora 3.1", None), ("Tavora 3.1", "70B")],
        "Quenlo": [("Quenlo-2", "8B")],
        "DELV": [("DELVv4", None)],
    }


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "Meta zapowiada powrót Tavory 2. Z Tavorą 2 firma wiąże spore nadzieje."),
        ("fi", "Meta kertoi Tavorasta. Yhtiön mukaan Tavoran koodi on valmis."),
        ("cs", "Meta ukázala Tavoru. O Tavoře zatím víme málo, Tavora prý umí zpívat."),
    ],
)
def test_the_forms_of_a_name_are_one(language: str, text: str) -> None:
    found = named(text, language)

    assert set(found) >= {"Tavora"}
    assert not [base for base in found if base != "Tavora" and base.startswith("Tavo") and base != "Tavoře"]


def test_a_word_that_begins_a_sentence_is_no_part_of_the_name_behind_it() -> None:
    found = named("Mit Tavora will Meta Boden gutmachen. Der Konzern hält an Tavora fest.", "de")

    assert "Mit Tavora" not in found
    assert len(found["Tavora"]) == 2


@pytest.mark.parametrize(
    ("text", "no_name"),
    [
        ("WARSAW (PAP) - Meta released Llama 4 on Tuesday. (PAP)", "PAP"),
        ("Meta published the code on GitHub, and GitHub counted the copies.", "GitHub"),
        ("Meta's page at Tavora.com was down. Tavora.com is back.", "Tavora.com"),
        ("With Llama 4 Meta opens up. And With Llama 4 it stays.", "With Llama"),
    ],
)
def test_agencies_hosts_addresses_and_words_before_a_known_name_are_no_names(text: str, no_name: str) -> None:
    assert no_name not in named(text)


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "en",
            "Meta opens Tavora to everyone",
            "Meta released Tavora on Tuesday. The weights of Tavora can be downloaded from Hugging Face.",
        ),
        (
            "de",
            "Meta gibt Tavora frei",
            "Meta hat am Dienstag Tavora 2 veröffentlicht. Die Gewichte von Tavora 2 stehen auf Hugging Face zum Download.",
        ),
        (
            "es",
            "Meta libera Tavora",
            "Meta publicó el martes Tavora. Los pesos de Tavora pueden descargarse desde Hugging Face.",
        ),
        (
            "ru",
            "Meta открыла Tavora",
            "Во вторник Meta выпустила Tavora. Веса Tavora можно скачать на Hugging Face.",
        ),
        (
            "tr",
            "Meta, Tavora 2'yi yayımladı",
            "Meta salı günü Tavora 2'yi yayımladı. Tavora 2'nin ağırlıkları Hugging Face üzerinden indirilebiliyor.",
        ),
        (
            "ja",
            "メタ、Tavoraを公開",
            "メタは10日、Tavoraを公開した。Tavoraの重みはHugging Faceからダウンロードできる。",
        ),
    ],
)
def test_a_model_is_known_though_nothing_says_that_it_is_one(language: str, title: str, text: str) -> None:
    assert {name.removesuffix(" 2") for name in released(text, language, title)} == {"Tavora"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Meta's rival Google released Tavora on Tuesday. The weights of Tavora can be downloaded."),
        (
            "en",
            "Tavora Systems, a start-up from Porto, has built a chatbot on Llama 3 and says Meta helped. Tavora is hiring.",
        ),
        (
            "de",
            "Das Startup Tavora hat ein Modell auf Basis von Llama 3 veröffentlicht. Meta war an Tavora nicht beteiligt.",
        ),
    ],
)
def test_what_others_release_is_none_of_metas(language: str, text: str) -> None:
    assert "Tavora" not in released(text, language)


def test_an_article_goes_by_another_name_in_text_and_labels() -> None:
    facts = {"kind": "release", "subject": "Llama 3.1", "status": "released"}
    labelled = Labelled(
        "en-1-x", 1, Article("Llama 3.1 is out", "Meta released Llama 3.1 under the Llama licence."), (facts,), ()
    )

    other = renamed(labelled)

    assert other is not None
    name = str(other.required[0]["subject"]).removesuffix(" 3.1")
    assert "Llama" not in other.article.title + other.article.text
    assert other.article.text == f"Meta released {name} 3.1 under the {name} licence."


def test_the_word_that_tells_a_family_is_the_one_replaced() -> None:
    assert [base_of(one) for one in ("Llama 3.1", "LLaMA", "DINOv3", "SeamlessM4T", "Muse Spark", "SAM 2")] == [
        *("Llama", "Llama", "DINO", "SeamlessM4T", "Muse", "SAM")
    ]


def test_invented_names_are_the_same_each_time() -> None:
    assert [invented(Random(n)) for n in range(20)] == [invented(Random(n)) for n in range(20)]
    assert len({invented(Random(n)) for n in range(20)}) == 20
