"""Phrases of a lexicon in the tokens of a text."""

import pytest

from tracker.extract.characters import CharacterTable
from tracker.extract.folding import fold, tokens_of
from tracker.extract.phrases import PhraseTable


def found(phrases: dict[str, str], text: str, digits: dict[str, int] | None = None) -> list[tuple[str, str]]:
    table = PhraseTable({phrase: [(kind, "")] for phrase, kind in phrases.items()}, digits)
    return [(mark.kind, text[mark.start : mark.end]) for mark in table.scan(tokens_of(fold(text)))]


@pytest.mark.parametrize(
    ("phrase", "text", "hit"),
    [
        ("open source", "an Open-Source model", "Open-Source"),
        ("veröffentlich*", "Meta veröffentlichte es", "veröffentlichte"),
        ("*modell", "ein Sprachmodell", "Sprachmodell"),
        ("gab ... frei", "Meta gab das Modell frei.", "gab das Modell frei"),
        ("(a|the) model", "the model", "the model"),
        ("# days ago", "12 days ago", "12 days ago"),
        ("don't", "we don’t know", "don’t"),
    ],
)
def test_a_phrase_is_found_as_it_is_written(phrase: str, text: str, hit: str) -> None:
    assert found({phrase: "x.y"}, text) == [("x.y", hit)]


def test_number_words_count_as_numbers() -> None:
    assert found({"# days ago": "x.y"}, "two days ago", {"two": 2}) == [("x.y", "two days ago")]


def test_a_gap_ends_with_the_sentence() -> None:
    assert found({"gab ... frei": "x.y"}, "Es gab Streit. Das Modell ist frei") == []


def test_the_longer_phrase_hides_its_kin_only() -> None:
    phrases = {"not only": "modality.not_only", "not": "modality.not", "only": "other.only"}

    assert found(phrases, "not only") == [("modality.not_only", "not only"), ("other.only", "only")]


def test_phrases_without_spaces_are_found_anywhere() -> None:
    table = CharacterTable({"公開": [("release.done", "")], "を...公開": [("x.y", "")]})

    assert [mark.kind for mark in table.scan(fold("メタがモデルを無料で公開した"))] == ["x.y", "release.done"]
