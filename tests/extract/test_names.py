"""Names in their spellings, and words that only look like them."""

import pytest

from tracker.extract.folding import Mark, fold, tokens_of
from tracker.extract.lexicons import lexicon_of
from tracker.extract.names import names_in


def names(text: str, language: str = "en") -> list[Mark]:
    lexicon = lexicon_of(language)
    assert lexicon is not None
    folded = fold(text)
    return names_in(text, folded, tokens_of(folded), lexicon)


@pytest.mark.parametrize(
    ("written", "name", "extra"),
    [
        ("Llama 3.1", "Llama 3.1", ()),
        ("LLaMA-2", "Llama 2", ()),
        ("Llama2", "Llama 2", ()),
        ("LLAMA 4", "Llama 4", ()),
        ("LLaMA", "LLaMA", ()),
        ("LLaMA 65B", "LLaMA", ("65B",)),
        ("Llama 3.1 405B", "Llama 3.1", ("405B",)),
        ("Llama 3.1-405B", "Llama 3.1", ("405B",)),
        ("Llama 4 Scout", "Llama 4", ("Scout",)),
        ("Llama 6.1", "Llama 6.1", ()),
        ("Behemoth", "Llama 4", ("Behemoth",)),
        ("Code Llama 70B", "Code Llama", ()),
        ("Llama Guard 3", "Llama Guard 3", ()),
        ("SAM 2.1", "SAM 2.1", ()),
        ("Segment Anything Model 2", "SAM 2", ()),
        ("DINOv3", "DINOv3", ()),
        ("V-JEPA 2", "V-JEPA 2", ()),
        ("Muse Spark 1.2", "Muse Spark 1.2", ()),
    ],
)
def test_a_model_has_one_name_however_it_is_spelt(written: str, name: str, extra: tuple[str, ...]) -> None:
    (mark,) = [mark for mark in names(f"Meta has {written}.") if mark.kind == "model"]

    assert (mark.value, mark.extra[: len(extra)]) == (name, extra)


@pytest.mark.parametrize("written", ["llamas", "a llama", "ollama", "Ollama", "LlamaIndex", "llama.cpp", "Nemotron"])
def test_animals_and_other_peoples_tools_are_no_models_of_metas(written: str) -> None:
    assert [mark for mark in names(f"See {written} here") if mark.kind == "model"] == []


@pytest.mark.parametrize("written", ["meta-analysis", "Meta-analyses", "metadata", "metaverse", "meta description"])
def test_a_prefix_is_no_company(written: str) -> None:
    assert [mark for mark in names(f"The {written} shows it") if mark.kind == "meta"] == []


@pytest.mark.parametrize(
    ("text", "language"), [("Metas Modell", "de"), ("Meta's model", "nl"), ("Modelnya Meta", "id")]
)
def test_an_inflected_company_is_found(text: str, language: str) -> None:
    assert [mark.kind for mark in names(text, language)] == ["meta"]


def test_letters_before_a_hyphen_make_a_model_somebody_elses() -> None:
    found = names("Llama 3.2 is out, and the library built NB-Llama on it. The KI-Llama runs.")

    assert [mark.kind for mark in found if mark.kind.endswith("model")] == ["model", "other_model", "model"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("مؤتمر كريس كوكس. قال كوكس", "ar"),
        ("Говорил Крис Кокс. Слова Кокса", "ru"),
        ("크리스 콕스 인터뷰. 콕스는 말했다", "ko"),
    ],
)
def test_whoever_was_named_in_full_is_known_by_the_surname_in_any_script(text: str, language: str) -> None:
    assert [mark.value for mark in names(text, language) if mark.kind == "person"] == ["Chris Cox"] * 2


@pytest.mark.parametrize(
    ("text", "language"), [("تنزيلات لاما 1.2 مليار", "ar"), ("Downloads of Llama 1.2 billion", "en")]
)
def test_the_number_of_a_count_behind_a_name_is_no_version(text: str, language: str) -> None:
    assert [mark.value for mark in names(text, language) if mark.kind == "model"] == ["Llama"]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("메타의 옴니링구얼 ASR 2를 써 봤다", "ko", "Omnilingual ASR 2"),
        ("متا مدل موز گلیمر ۲ را منتشر کرد", "fa", "Muse Glimmer 2"),
        ("أطلقت ميتا نموذج أومنيلينجوال", "ar", "Omnilingual ASR"),
        ("メタのミューズグリマー2が出た", "ja", "Muse Glimmer 2"),
        ("Meta выпустила Мьюз Глиммер 2", "ru", "Muse Glimmer 2"),
        ("מטא השיקה את מיוז גלימר 2", "he", "Muse Glimmer 2"),
    ],
)
def test_a_model_is_known_by_its_sound_in_a_spelling_that_no_list_has(text: str, language: str, name: str) -> None:
    assert [mark.value for mark in names(text, language) if mark.kind == "model"] == [name]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Производные модели Meta", "ru"),
        ("메타의 뮤직 스피커", "ko"),
        ("メタのアイスクリーム・マシーン", "ja"),
        ("המשקלים של מטא", "he"),
        ("متا میزان مصرف را گفت", "fa"),
    ],
)
def test_words_that_only_sound_a_little_like_a_model_are_none(text: str, language: str) -> None:
    assert [mark.value for mark in names(text, language) if mark.kind == "model"] == []
