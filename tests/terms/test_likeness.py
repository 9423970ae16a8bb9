"""How alike two texts are, and that a sketch is enough to look for those that are."""

from pathlib import Path

from tracker.terms.likeness import is_comparable, likely, permille_alike, sketch_of
from tracker.terms.nearest import nearest_of

HERE = Path(__file__).parent
TEXTS = {file.name: file.read_text("utf-8") for file in sorted((HERE / "texts").glob("*.txt"))}
LLAMA = (HERE / "given" / "llama3.LICENSE.txt").read_text("utf-8")


def test_a_text_is_wholly_like_itself_however_it_is_set() -> None:
    assert permille_alike(LLAMA, LLAMA.replace("\n", "  \n").replace('"', "\u201d")) == 1_000


def test_a_sentence_more_is_a_little_less_alike() -> None:
    more = LLAMA.replace(
        "5. Intellectual Property.", "5. No right is granted for gambling.\n\n6. Intellectual Property."
    )

    assert more != LLAMA
    assert 950 < permille_alike(LLAMA, more) < 1_000


def test_texts_of_different_houses_are_hardly_alike() -> None:
    assert permille_alike(TEXTS["kestrel.txt"], TEXTS["mit.txt"]) < 100


def test_a_sketch_finds_the_nearest_of_all() -> None:
    later = (HERE / "given" / "llama3_1.LICENSE.txt").read_text("utf-8")
    asked = sketch_of(later)

    told = {name: likely(asked, sketch_of(plain)) for name, plain in {**TEXTS, "llama3": LLAMA}.items()}

    assert max(told, key=lambda name: told[name]) == "llama3"
    assert len(asked) == 1 + 64 * 8


def test_a_text_of_no_words_is_like_nothing() -> None:
    assert likely(sketch_of(""), sketch_of(LLAMA)) < 0.1
    assert permille_alike("", LLAMA) == 0


def renamed(text: str) -> str:
    for name, other in (
        ("Meta Platforms Ireland Limited", "Rook Ireland Limited"),
        ("Meta Platforms, Inc.", "Rook Holding Oy"),
        ("Meta", "Rook"),
        ("META", "ROOK"),
        ("Llama 3", "Jackdaw 12"),
        ("Llama", "Jackdaw"),
        ("LLAMA", "JACKDAW"),
        ("700 million", "90 million"),
    ):
        text = text.replace(name, other)
    return text


def test_a_licence_under_another_name_is_the_same_licence() -> None:
    other = renamed(LLAMA)

    assert "Meta" not in other
    assert permille_alike(LLAMA, other) > 900
    assert likely(sketch_of(LLAMA), sketch_of(other)) > 0.7
    assert nearest_of(other) == ("Llama Community License", 1.0)


def test_houses_that_share_some_passages_have_not_taken_over_each_others_licence() -> None:
    assert nearest_of(TEXTS["kestrel.txt"]) is None


def test_an_older_sketch_is_told_apart() -> None:
    assert is_comparable(sketch_of(LLAMA))
    assert not is_comparable("0a1b2c3d")
