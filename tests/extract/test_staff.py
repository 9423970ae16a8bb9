"""People of Meta's whom no list knows, as texts introduce them."""

import pytest

from tracker.extract.lexicons import lexicon_of
from tracker.extract.reading import read
from tracker.records import Article

TITLE = "Meta gives away a model"


def staff(text: str, language: str = "en", title: str = TITLE) -> set[str]:
    """Whom the reader takes for people of Meta's."""
    lexicon = lexicon_of(language)
    assert lexicon is not None
    reading = read(Article(title, text, language=language, published_on="2025-05-06"), lexicon)
    return set() if reading is None else set(reading.staff)


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Meta put it online. Fiona Achterberg, the company's head of media, said it was ready.", "en", "Fiona Achterberg"),
        ("'Deel het', zei Rutger van Aalst, die bij Meta het onderzoek aanvoert.", "nl", "Rutger van Aalst"),
        ("Das sagte Metas Forschungschefin Judith Sommerfeld am Montag.", "de", "Judith Sommerfeld"),
        ("La déclaration est de Meta. Selon Solène Kervadec, qui dirige le laboratoire de Meta, tout va bien.", "fr", "Solène Kervadec"),
        ("– Vi delar det, säger Petra Lindqvist-Adair, teknisk chef på Metas kontor.", "sv", "Petra Lindqvist-Adair"),
        ("Ioana Petrescu-Blake, care conduce programul Meta, a spus asta.", "ro", "Ioana Petrescu-Blake"),
        ("Według Anny Kowal wszystko gra. Marek Zielonka, który kieruje zespołem Mety, zaprzeczył.", "pl", "Marek Zielonka"),
    ],
)  # fmt: skip
def test_who_holds_a_post_at_meta_is_its_own(text: str, language: str, name: str) -> None:
    assert name in staff(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "Meta put it online. Anna Berg, formerly head of research at Meta, was not impressed.",
        "Meta put it online. Anna Berg, who leads a team at Google, was not impressed, she said.",
        "Meta put it online. Professor Anna Berg, who leads a lab, criticised Meta.",
        "Anna Berg runs an app that is built on Meta's Llama 3, she said.",
        "Meta's chief was a guest of the podcast Second Draft, he said.",
    ],
)
def test_who_left_or_works_elsewhere_is_not(text: str) -> None:
    assert staff(text) == set()


def test_a_surname_alone_means_whom_it_was_told_of() -> None:
    lexicon = lexicon_of("en")
    assert lexicon is not None
    text = "Anna Berg, who runs Meta's labs, spoke on Monday. Berg's answer was short."
    reading = read(Article(TITLE, text, language="en", published_on="2025-05-06"), lexicon)

    assert reading is not None
    assert [mark.value for sentence in reading.sentences for mark in sentence.all("person")] == ["Anna Berg"] * 2
