"""Bytes of pages are sieved for names, in whatever encoding, before anything is parsed."""

import pytest

from tests.newsroom import items
from tracker.extract.relevance import is_relevant
from tracker.extract.sieve import may_be_relevant

HEAD = '<html><head><meta charset="{}"><META name="x"></head><body><a href="/meta/">facebook</a>'


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Meta, the company", "utf-8"),
        ("META releases LLAMA 4", "ascii"),
        ("llama-3.1 weights", "ascii"),
        ("メタはラマを公開", "shift_jis"),
        ("メタはラマを公開", "euc_jp"),
        ("メタはラマを公開", "utf-8"),
        ("扎克伯格表示", "gb18030"),
        ("Цукерберг заявил", "cp1251"),
        ("ЦУКЕРБЕРГ ЗАЯВИЛ", "koi8_r"),
        ("저커버그", "euc_kr"),
    ],
)
def test_names_are_found_in_any_encoding(words: str, encoding: str) -> None:
    page = (HEAD.format(encoding) + f"<p>{words} ...</p>").encode(encoding)

    assert may_be_relevant(page, f"text/html; charset={encoding}")


def test_letters_told_by_their_numbers_are_letters() -> None:
    words = "Цукерберг заявил, что модели останутся открытыми для всех"
    numbered = "".join(f"&#{ord(c)};" for c in words)
    escaped = "".join(f"\\u{ord(c):04x}" for c in words)

    assert may_be_relevant(numbered.encode())
    assert may_be_relevant(escaped.encode())


@pytest.mark.parametrize(
    "words",
    ["metal prices rise", "a metaphor", "<meta name=a>", "/Meta/x", "Facebook and Instagram", "трамвай", "天気"],
)
def test_what_is_in_every_page_passes_nothing(words: str) -> None:
    assert not may_be_relevant((HEAD.format("utf-8") + f"<p>{words}</p>").encode())


@pytest.mark.parametrize("item", items(), ids=lambda item: item.path)
def test_nothing_that_is_relevant_by_its_text_is_lost(item) -> None:  # type: ignore[no-untyped-def]
    relevant = is_relevant(item.title, item.text)

    assert may_be_relevant(f"<p>{item.title}</p>{item.text}".encode()) or not relevant
