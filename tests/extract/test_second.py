"""The second look: trees over what stands around names."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

import pytest

from tests.extract.golden import claims_in
from tracker.extract import second, trees, weighing
from tracker.extract.claims import claims_of
from tracker.extract.corpus import Labelled, labelled_in
from tracker.extract.discourse import contexts
from tracker.extract.lexicons import lexicon_of
from tracker.extract.reading import Reading, read
from tracker.records import Article, Claim

CORPUS = Path(__file__).parent.parent / "corpus"
SOME = [one for language in ("en", "de", "ja", "ar", "hi") for one in labelled_in(CORPUS / f"{language}.yaml")[:12]]


def reading_of(article: Article) -> Reading | None:
    lexicon = lexicon_of(article.language)
    return read(article, lexicon) if lexicon is not None else None


def weighed(article: Article) -> dict[tuple[str, str], float]:
    reading = reading_of(article)
    if reading is None:
        return {}
    return {(one.kind, one.subject): one.odds for one in weighing.candidates(reading, contexts(reading))}


def article(text: str, title: str = "Meta puts Llama 3.1 out") -> Article:
    return Article(title, text, language="en", published_on="2024-07-24")


@pytest.fixture
def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[dict[str, Any]], None]]:
    """Puts other trees in the place of those that are asked."""
    file = tmp_path / "trees.json"
    monkeypatch.setattr(trees, "FILE", file)

    def planted(forests: dict[str, Any]) -> None:
        never: dict[str, Any] = {kind: [-9.0, []] for kind in (*weighing.STEPS, *weighing.TRAITS)}
        file.write_text(json.dumps(never | forests), "utf-8")
        trees.read_again()

    yield planted
    trees.read_again()


@pytest.fixture
def stumps(plant: Callable[[dict[str, Any]], None]) -> None:
    stump = ["lead", 0.5, -1.0, ["named", 0.9, 0.25, 2.0]]
    other = ["named", 0.3, -0.5, ["named", 0.9, 0.5, ["lead", 0.5, 1.5, 3.0]]]
    plant({"release": [0.5, [stump, stump]], "licence_change": [-1.0, [other]]})


@pytest.mark.parametrize(
    ("told", "release", "licence"),
    [
        ({}, -1.5, -1.5),
        ({"lead": 1.0}, 1.0, -1.5),
        ({"named": 0.6}, -1.5, -0.5),
        ({"named": 0.9, "lead": 1.0}, 1.0, -0.5),
        ({"named": 1.1}, -1.5, 0.5),
        ({"named": 1.1, "lead": 1.0}, 4.5, 2.0),
        ({"never heard of": 1.0}, -1.5, -1.5),
    ],
)
def test_trees_are_asked_as_they_are_written(
    stumps: None, told: dict[str, float], release: float, licence: float
) -> None:
    out = reduce(or_, (trees.forests().ruled_out(feature, value) for feature, value in told.items()), 0)

    assert trees.forests().score("release", out) == release
    assert trees.forests().score("licence_change", out) == licence


@pytest.mark.parametrize("labelled", SOME, ids=lambda labelled: labelled.name)
def test_odds_are_those_of_a_walk_down_each_tree(labelled: Labelled) -> None:
    """With the features that the trees are grown by: what is grown is what is asked."""
    forests = json.loads(trees.FILE.read_text("utf-8"))
    reading = reading_of(labelled.article)
    walked: dict[tuple[str, str], float] = {}
    if reading is not None:
        for name, subject, places in weighing.named(reading, contexts(reading), lambda _: weighing.WORDS):
            told = weighing.features(reading, subject, places)
            for kind in weighing.KINDS[name]:
                base, grown = forests[kind]
                first = base + sum(leaf(tree, told) for tree in grown[:25])
                walked[kind, subject] = first if first < -2.5 else first + sum(leaf(tree, told) for tree in grown[25:])

    assert weighed(labelled.article) == pytest.approx(walked, abs=1e-9)


def leaf(node: trees.Node, told: Mapping[str, float]) -> float:
    """Where a walk down a tree ends."""
    while isinstance(node, list):
        feature, threshold, left, right = node
        node = left if told.get(feature, 0.0) <= threshold else right
    return float(node)


def test_what_is_released_is_likelier_than_what_is_compared_with() -> None:
    odds = weighed(
        article("Meta released Llama 3.1 on Tuesday under its community licence. It is ahead of Code Llama in tests.")
    )

    assert odds["release", "Llama 3.1"] > 0 > odds["release", "Code Llama"]


def test_what_follows_the_last_word_on_meta_changes_no_odds() -> None:
    text = "Meta released Llama 3.1 on Tuesday. Mark Zuckerberg said that open models win."
    foreign = "Under a mild sky the orchard was picked clean by noon, and nobody asked who had planned it."

    assert weighed(article(f"{text}\n\n{foreign}")) == weighed(article(text))


@pytest.mark.parametrize("labelled", SOME, ids=lambda labelled: labelled.name)
def test_each_claim_of_the_second_look_quotes_the_text_on_something_named_in_it(labelled: Labelled) -> None:
    odds = weighed(labelled.article)
    document = labelled.article.document_text

    for claim in claims_of(labelled.article):
        assert document[claim.start : claim.end] == claim.quote
        assert odds.get((claim.kind, claim.subject), 0.0) >= second.DROPPED_BELOW[claim.kind]


def test_what_the_readers_miss_is_added_with_status_date_and_words() -> None:
    """The readers are given nothing of theirs here, so all comes from the second look."""
    told = article(
        "Meta released Llama 3.1 on Tuesday. The model with 405 billion parameters may be downloaded from Hugging Face.\n"
        "Llama 3.1 is under a community licence that lets companies use it commercially.\n"
        '"Open source is the path forward," Mark Zuckerberg wrote in a letter.'
    )
    lexicon = lexicon_of("en")
    assert lexicon is not None
    reading = read(told, lexicon)
    assert reading is not None
    founder = Claim(kind="release", subject="PyTorch", status="released", quote="x", start=0, end=1, confidence=0.5)

    found = second.second_look(reading, contexts(reading), [], [founder])

    release = next(claim for claim in found if claim.subject == "Llama 3.1" and claim.kind == "release")
    assert (release.status, release.happened_on, release.main) == ("released", "2024-07-23", True)
    assert "Llama 3.1" in release.quote


@pytest.mark.parametrize(
    ("body", "states"),
    [
        ("The founder had a long day in Menlo Park. He went home late.", []),
        (
            "A letter came with it. In it the founder explained that open models are the future of all. Meta is big.",
            ["Mark Zuckerberg"],
        ),
    ],
)
def test_a_person_named_in_questions_only_states_what_others_words_for_him_state(
    body: str, states: list[str], plant: Callable[[dict[str, Any]], None]
) -> None:
    plant({kind: [0.0, [["lead", 0.5, 5.0, 5.0]]] for kind in second.ADDED_FROM})

    found = claims_in("Why does Zuckerberg give away what cost billions?", body, "en", "2024-07-24")

    assert [claim.subject for claim in found] == states


@pytest.mark.parametrize(
    ("language", "title", "body"),
    [
        ("fr", "« Le marché serait méconnaissable »", "Si Meta avait sorti Llama 5 en janvier, tout serait différent."),
        ("es", "«Otro gallo cantaría»", "Si Meta hubiera publicado Llama 5 en enero, todo sería distinto."),
        ("it", "«Un altro mercato»", "Se Meta avesse pubblicato Llama 5 a gennaio, il mercato avrebbe un altro volto."),
        (
            "ro",
            "„Altă piață”",
            "Dacă Meta ar fi lansat Llama 5 în ianuarie, piața ar fi arătat altfel, crede analistul Radu Ionescu.",
        ),
    ],
)
def test_what_is_only_supposed_is_not_put_back_by_the_trees(language: str, title: str, body: str) -> None:
    assert claims_in(title, body, language) == []


@pytest.mark.parametrize(
    ("language", "published", "title", "text", "model"),
    [
        (
            "el",
            "2025-09-12",
            "Τι απέγινε το Llama 4",
            "Η Meta μιλά ξανά για ανοιχτά μοντέλα. Το Llama 4, που κυκλοφόρησε τον Απρίλιο του 2025 και δεν ενθουσίασε κανέναν.",
            "Llama 4",
        ),
        (
            "ko",
            "2026-08-12",
            "메타와 라마 4",
            "메타는 지난 4월 ‘라마 4’를 출시했지만 학습 자료는 공개하지 않았다.",
            "Llama 4",
        ),
        (
            "fi",
            "2026-01-12",
            "Meta",
            "Meta esitteli uuden kuvamallin. SAM 3 julkaistiin marraskuussa ilman vastaavaa rajausta.",
            "SAM 3",
        ),
    ],
)
def test_what_came_out_earlier_stands_beside_a_denial_of_something_else(
    language: str, published: str, title: str, text: str, model: str
) -> None:
    told = claims_in(title, text, language, published)

    assert ("release", model) in [(claim.kind, claim.subject) for claim in told]


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("ja", "メタ、Emu 5を披露", "メタは火曜日、画像モデルEmu 5を披露した。外部の開発者はまだ使えない。"),
        ("pl", "Meta pokazuje Emu 5", "We wtorek Meta zaprezentowała model Emu 5. Poza firmą nikt jeszcze nie może z niego korzystać."),
        ("tr", "Meta Emu 5'i tanıttı", "Meta salı günü Emu 5 modelini tanıttı. Şirket dışından kimse onu henüz kullanamıyor."),
    ],
)  # fmt: skip
def test_that_nobody_can_use_what_is_only_shown_is_no_term(language: str, title: str, text: str) -> None:
    told = claims_in(title, text, language, "2026-09-16")

    assert [(claim.kind, claim.subject, claim.status) for claim in told] == [("release", "Emu 5", "announced")]
