"""Golden articles: nothing that a careful reader found is missing, and nothing else is claimed."""

import pytest

from tests.extract.golden import HERE, LANGUAGES, Golden, goldens, missing, surplus
from tracker.extract.claims import claims_of
from tracker.extract.corpus import labelled_in
from tracker.extract.lexicons import languages

CORPUS = HERE.parent / "corpus"
ALL = [pytest.param(golden, id=golden.name) for language in LANGUAGES for golden in goldens(language)]


@pytest.mark.parametrize("golden", ALL)
def test_every_labelled_claim_is_found(golden: Golden) -> None:
    assert missing(claims_of(golden.article), golden.claims) == []


@pytest.mark.parametrize("golden", ALL)
def test_nothing_is_claimed_that_a_reader_would_not_find(golden: Golden) -> None:
    assert surplus(claims_of(golden.article), [*golden.claims, *golden.optional]) == []


@pytest.mark.parametrize("language", languages())
def test_each_language_has_articles_with_claims_and_without(language: str) -> None:
    files = [file for file in (HERE / f"{language}.yaml", CORPUS / f"{language}.yaml") if file.exists()]
    told = [bool(labelled.required) for file in files for labelled in labelled_in(file)]

    assert len(told) >= 8
    assert told.count(False) >= 4
