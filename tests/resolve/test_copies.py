"""Reprints, copies and translations are one voice; independent coverage is not."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.resolve.copies import Seen, are_copies, figures_of, likeness, sketch_of, voices

STORY = (
    "On Tuesday the company put out two models, one with 17 billion active parameters and 16 experts, the other with"
    " 128 experts and 400 billion parameters in all. The larger one was trained on 32,000 chips over 54 days and reads"
    " up to 10 million tokens at once, far beyond the 128,000 of the one before. Developers can download both after"
    " they accept the licence, which asks companies with more than 700 million monthly users to write first. The third"
    " model, with 288 billion active parameters, is still being trained; it scored 82.2 and 73.7 in two early tests."
)
TRANSLATED = (
    "Am Dienstag stellte der Konzern zwei Modelle bereit: eines mit 17 Milliarden aktiven Parametern und 16 Experten,"
    " das andere mit 128 Experten und insgesamt 400 Milliarden Parametern. Das größere wurde 54 Tage lang auf 32.000"
    " Chips trainiert und liest bis zu 10 Millionen Token auf einmal, weit mehr als die 128.000 des Vorgängers. Wer die"
    " Lizenz annimmt, die von Firmen mit mehr als 700 Millionen Nutzern im Monat eine Anfrage verlangt, darf beide"
    " laden. Das dritte mit 288 Milliarden aktiven Parametern wird noch trainiert; in zwei Tests kam es auf 82,2 und 73,7."
)
OTHER = (
    "Two days after the launch, lawyers have read the small print of the new models. What they found is a list of"
    " conditions that would fill a page: a name that must begin with that of the model, a notice to keep, a policy of"
    " forbidden uses, and a court in California. One of them calls it a shop window with a lock on the door, another"
    " sees the most generous terms that a company of this size has ever offered for work of this cost and quality."
)


def seen(text: str, name: str, *, language: str = "en", on: str = "2025-04-08", credit: str | None = None) -> Seen:
    return Seen(name, name, on, language, credit, sketch_of(text), frozenset(figures_of(text)))


def test_a_reprint_with_a_new_headline_and_a_cut_end_is_a_copy() -> None:
    assert are_copies(seen(STORY, "one"), seen(f"A headline of our own. {STORY[:-120]}", "two"))


def test_two_articles_on_one_event_are_no_copies() -> None:
    assert not are_copies(seen(STORY, "one"), seen(OTHER, "two"))


def test_a_translation_is_known_by_its_figures() -> None:
    assert are_copies(seen(STORY, "one"), seen(TRANSLATED, "two", language="de", on="2025-04-10"))
    assert not are_copies(seen(STORY, "one"), seen(TRANSLATED, "two", language="de", on="2025-08-10"))
    assert not are_copies(seen(STORY, "one"), seen("Llama 4, 17 B, 400 B, 10 Mio.", "two", language="de"))


def test_in_scripts_without_spaces_characters_are_compared() -> None:
    text = "メタは火曜日、新しい言語モデルの重みを公開した。開発者は利用規約に同意すれば誰でも入手できる。" * 2
    assert are_copies(seen(text, "one", language="ja"), seen(f"速報　{text}", "two", language="ja"))
    assert not are_copies(
        seen(text, "one", language="ja"),
        seen(
            "弁護士たちは許諾の条件を読み、長い一覧を見つけた。名前の決まり、表示の義務、使えない用途である。",
            "two",
            language="ja",
        ),
    )


def test_copies_speak_with_the_voice_of_who_came_first_or_is_credited() -> None:
    first, later = seen(STORY, "First", on="2025-04-08"), seen(STORY + " (end)", "Later", on="2025-04-09")
    assert voices([later, first]) == {"First": "first", "Later": "first"}

    credited = seen(STORY + " again", "Third", on="2025-04-07", credit="Reuters")
    assert set(voices([first, later, credited]).values()) == {"reuters"}
    assert voices([seen(OTHER, "Alone")]) == {"Alone": "alone"}


def test_forty_reprints_are_one_voice() -> None:
    reprints = [seen(f"{STORY} Printed in town {n}.", f"Paper {n}") for n in range(40)]
    assert len(set(voices(reprints).values())) == 1


@given(st.randoms(use_true_random=False))
def test_the_order_of_arrival_decides_nothing(random: Random) -> None:
    texts = [STORY, STORY + " More.", TRANSLATED, OTHER, OTHER[40:], "short", ""]
    some = [seen(text, f"P{n}", language="de" if text is TRANSLATED else "en") for n, text in enumerate(texts)]
    shuffled = some[:]
    random.shuffle(shuffled)

    assert voices(some) == voices(shuffled)


@pytest.mark.parametrize("text", ["", " ", "one", "one two", "\x00\x01", "१२३ ४५६"])
def test_short_and_strange_texts_are_no_copies(text: str) -> None:
    assert not are_copies(seen(text, "one"), seen(text, "two"))
    assert 0.0 <= likeness(seen(text, "a").hashes, seen(STORY, "b").hashes) <= 1.0


def test_figures_are_what_a_translation_keeps() -> None:
    assert figures_of("In 2025, 32,000 chips, 82.2 points, 7 days") == ["32000", "822"]
    assert figures_of("٤٠٠ مليار") == ["400"]
