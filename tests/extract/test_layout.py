"""What of a page is the article."""

import pytest

from tracker.extract.claims import claims_of
from tracker.extract.folding import fold, tokens_of
from tracker.extract.layout import lines_of, sentences_of
from tracker.extract.lexicons import lexicon_of
from tracker.records import Article


def sentences(text: str, language: str = "en") -> list[tuple[str, str]]:
    lexicon = lexicon_of(language)
    assert lexicon is not None
    folded = fold(text)
    tokens = tokens_of(folded)
    lines = lines_of(text, 0, tokens, lexicon.cues(folded, tokens))
    return [(span.role, text[span.start : span.end]) for span in sentences_of(text, lines, lexicon)]


def test_sentences_end_at_full_stops_that_end_them() -> None:
    text = "The U.S. group paid $1.5 million. It said so on Monday. Dr. Smith, J. Doe and others (e.g. at Meta) agreed."

    assert [sentence for _, sentence in sentences(text)] == [
        "The U.S. group paid $1.5 million.",
        "It said so on Monday.",
        "Dr. Smith, J. Doe and others (e.g. at Meta) agreed.",
    ]


def test_ordinals_end_no_german_sentence() -> None:
    assert len(sentences("Meta hat am 18. Juli 2023 Llama 2 veröffentlicht, z. B. für Forscher.", "de")) == 1


def test_a_closing_quote_belongs_to_its_sentence() -> None:
    text = "“Open source wins.” He left."

    assert [sentence for _, sentence in sentences(text)] == ["“Open source wins.”", "He left."]


def test_teasers_and_what_follows_the_article_are_noise() -> None:
    text = (
        "Meta released a model, and many people downloaded it within days, the company said.\n\n"
        "Read also\n\nMeta releases Llama 9\n\n"
        "The weights can be downloaded by anyone who accepts the terms of the licence that goes with them.\n\n"
        "Tags\n\nMeta, Llama"
    )

    assert [role for role, _ in sentences(text)] == ["body", "noise", "noise", "body", "noise", "noise"]


def test_a_teaser_asserts_nothing() -> None:
    text = "Meta opened an office in Utrecht, where forty people will work on maps.\n\nRead also: Meta releases Llama 4"

    assert claims_of(Article("Meta opens an office", text, language="en", published_on="2025-04-06")) == []


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ja", "関連記事：Meta、動画を読むモデル「Llama 4」を公開"),
        ("ja", "【関連記事】MetaがLlama 4を公開"),
        ("zh", "相关阅读：Meta发布Llama 4"),
        ("zh", "延伸阅读｜Meta开源Llama 4"),
        ("ko", "[관련기사] 메타, 라마 4 공개"),
        ("ko", "▶관련기사: 메타, 라마 4 공개"),
        ("hi", "यह भी पढ़ें » मेटा ने Llama 4 जारी किया"),
        ("ru", "Читайте также → Meta выпустила Llama 4"),
    ],
)
def test_a_headline_behind_read_also_is_noise_in_every_script(language: str, line: str) -> None:
    assert [role for role, _ in sentences(line, language)] == ["noise"]


def test_a_very_long_sentence_is_cut() -> None:
    assert all(len(sentence) <= 800 for _, sentence in sentences("and so on " * 1_000))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Meta released Llama 3 on Thursday, days after losing a copyright case."),
        ("nl", "Meta heeft donderdag Llama 3.2 uitgebracht, dat naast tekst ook beeld begrijpt."),
        ("da", "Meta har torsdag frigivet Llama 3, skriver Ritzau."),
        ("fi", "Meta julkaisi torstaina Llama 3:n, kertoo STT."),
        ("hu", "A Meta csütörtökön kiadta a Llama 3-at, az adatvédelmi hatóság vizsgálódik."),
        ("zh", "Meta周四发布了Llama 3，有人未经授权抢先下载。"),
        ("th", "Meta เปิดตัว Llama 3 เมื่อวันพฤหัสบดี แม้มีคดีลิขสิทธิ์"),
    ],
)
def test_a_short_paragraph_is_read_though_a_footer_might_share_a_word_with_it(language: str, text: str) -> None:
    article = Article("Meta", text, language=language, published_on="2024-04-19")

    assert any(claim.kind == "release" for claim in claims_of(article))


def test_a_text_that_is_all_noise_tells_nothing() -> None:
    caption = "DINOv3 ออกมาแล้ว โค้ดและน้ำหนักของโมเดลภาพจาก Meta อยู่บน GitHub"  # has "picture from"

    assert claims_of(Article("", caption, language="th", published_on="2026-03-12")) == []
