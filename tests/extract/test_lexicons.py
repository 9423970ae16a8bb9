"""The words of each language, and of the whole house."""

import subprocess
import sys
from pathlib import Path

import pytest

from tracker.errors import SeedError
from tracker.extract import lexicons
from tracker.extract.corpus import labelled_in
from tracker.extract.lexicons import CUES, VALUED, languages, lexicon_of
from tracker.languages import language_of
from tracker.vocabulary import vocabulary

CORPUS = Path(__file__).parent.parent / "corpus"
OWN_WORDS = {"month", "weekday", "relative", "number", "venue"}


@pytest.mark.parametrize("language", languages())
def test_every_lexicon_loads_and_dates_can_be_read_with_it(language: str) -> None:
    lexicon = lexicon_of(language)

    assert lexicon is not None
    assert 1_000_000 in lexicon.numbers.values() or not lexicon.spaces
    assert OWN_WORDS <= VALUED


def test_a_tag_with_a_region_or_of_a_close_language_is_read() -> None:
    assert lexicon_of("de-AT") is lexicon_of("de-AT")
    assert lexicon_of("ms") is not None
    assert lexicon_of("xx") is None
    for tag in ("hr", "bs", "sr-Latn", "yue", "nn-NO", "sk"):
        assert lexicon_of(tag) is not None, tag


@pytest.mark.parametrize("language", languages())
def test_a_text_that_does_not_say_its_language_is_read_all_the_same(language: str) -> None:
    """Croatian and Serbian were taken for Bosnian, which no lexicon answered to."""
    for text in (one.article.document_text for one in labelled_in(CORPUS / f"{language}.yaml")):
        for sample in (text, text[:200]):
            assert lexicon_of(language_of(sample)) is lexicon_of(language), (language_of(sample), sample[:60])
    assert lexicon_of("../en") is None
    assert lexicon_of(None) is None


def test_a_misspelt_key_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "neutral.toml").write_text("")
    (tmp_path / "xy.toml").write_text('[language]\n[release]\ndonne = ["gone"]\n')
    monkeypatch.setattr(lexicons, "_HERE", tmp_path)

    with pytest.raises(SeedError, match="donne"):
        lexicon_of("xy")


def test_a_broken_file_names_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xz.toml").write_text('[language]\nspaces = "\n')
    monkeypatch.setattr(lexicons, "_HERE", tmp_path)

    with pytest.raises(SeedError, match=r"xz\.toml:2"):
        lexicon_of("xz")


def test_names_are_unique_and_dated() -> None:
    known = vocabulary()

    assert len({model.name for model in known.models}) == len(known.models)
    assert len({licence.name for licence in known.licences}) == len(known.licences)
    assert {variant.of.rsplit(" ", 1)[0] for variant in known.variants} <= {model.name for model in known.models}


def test_somebody_speaks_for_meta_only_in_office() -> None:
    clegg = next(person for person in vocabulary().people if person.name == "Nick Clegg")

    assert clegg.in_office("2023-07")
    assert clegg.in_office("2025")
    assert not clegg.in_office("2025-08-01")
    assert clegg.in_office(None)


def test_importing_the_reader_is_light() -> None:
    code = "import tracker.extract.claims, sys; sys.exit('numpy' in sys.modules or 'py3langid' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_cue_is_known_to_one_table_only() -> None:
    assert not CUES.keys() & VALUED
