"""Laws that hold for every text, in every language."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.golden import LANGUAGES as GOLDEN_LANGUAGES
from tests.extract.golden import Golden, goldens
from tracker.extract.claims import claims_of
from tracker.extract.lexicons import languages
from tracker.records import Article, Claim

GOLDENS = [golden for language in GOLDEN_LANGUAGES for golden in goldens(language)]
LANGUAGES = st.sampled_from(languages())
PIECES = st.sampled_from(
    [
        "Meta", "Llama 3", "released", "veröffentlicht", "uitgebracht", "merilis", "Zuckerberg", "said", "open source",
        "700 million", "users", "license", "on Monday", "2024-07-23", "will", "not", ".", "\n", "(", '"', "Muse Spark",
        "OpenAI", "GPT-4", "405B", "اللاما", "メタ", "\u200b", "\x00", "🦙", "İ", "ß",
    ]
)  # fmt: skip
HOSTILE = {
    "brackets": "(" * 1_000_000,
    "digits": "1" * 1_000_000,
    "numbers": "1.1 " * 250_000,
    "quotes": '"' * 1_000_000,
    "lines": "\n" * 1_000_000,
    "one sentence": "Meta will release Llama 3 and " * 33_000,
    "sentences": "Meta released Llama 3 on Monday. " * 30_000,
    "openings": "gab ... gibt ... gab " * 47_000,
    "names": "Llama 3, Muse Spark " * 50_000,
    "capitals": "Aa Bb " * 160_000,
    "dates": "May 3 2024 " * 90_000,
    "addresses": "https://about.fb.com/news/" * 38_000,
    "ideographs": "模型" * 500_000,
    "one character": "a" * 1_000_000,
    "nested quotes": '"Meta said "' * 90_000,
    "blank": " " * 1_000_000,
    "thai": "โมเดล" * 200_000,
}
UNRELATED = "The weather stayed mild in the hills, and the orchard behind the old station was picked clean by noon."


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda golden: golden.name)
def test_a_quote_is_the_text_it_points_at(golden: Golden) -> None:
    for claim in claims_of(golden.article):
        assert golden.article.document_text[claim.start : claim.end] == claim.quote


@given(st.lists(PIECES, max_size=60), LANGUAGES)
@settings(max_examples=150, deadline=None)
def test_any_heap_of_words_is_read_alike_twice_and_quoted_exactly(pieces: list[str], language: str) -> None:
    article = Article(" ".join(pieces[:5]), " ".join(pieces), language=language, published_on="2024-07-24")

    claims = claims_of(article)

    assert claims == claims_of(article)
    assert all(article.document_text[claim.start : claim.end] == claim.quote for claim in claims)


@given(st.text(max_size=400), st.sampled_from([*languages(), "xx", None]), st.sampled_from([None, "2024", "2024-07"]))
@settings(max_examples=150, deadline=None)
def test_what_is_no_article_gives_no_claim(text: str, language: str | None, published: str | None) -> None:
    assert claims_of(Article("", text, language=language, published_on=published)) == []


@pytest.mark.parametrize(
    "text", ["", " \n\t ", "\x00\x01\ufffd" * 50, "%PDF-1.7 \x00 obj << /Type >>", "а\u0301b漢ع" * 40]
)
def test_empty_blank_binary_and_mixed_text_gives_no_claim(text: str) -> None:
    assert claims_of(Article(text[:10], text)) == []


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda golden: golden.name)
def test_an_unrelated_paragraph_changes_no_claim(golden: Golden) -> None:
    article = golden.article
    longer = Article(
        article.title,
        f"{article.text}\n\n{UNRELATED}",
        language=article.language,
        published_on=article.published_on,
    )

    assert claims_of(longer) == claims_of(article)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_hostile_megabyte_is_read_in_seconds(name: str, language: str) -> None:
    article = Article("Meta and Llama 3", HOSTILE[name], language=language, published_on="2024-01-01")

    began = time.process_time()
    claims: list[Claim] = claims_of(article)

    assert time.process_time() - began < 5  # two seconds on a machine that does nothing else
    assert len(claims) < 10
