"""What a licence calls itself and of which day it is, as heads of texts have it."""

import pytest

from tracker.terms.read import is_terms, terms_of

BODY = "\n\nThis license agreement is between you and Tern Labs. You must not sell the model.\n"


@pytest.mark.parametrize(
    ("head", "name", "day"),
    [
        ("# Licence for Curlew\n\n(as of 2026/03/05)", "Licence for Curlew", "2026-03-05"),
        ("Curlew Community Terms v3 (March 2026)", "Curlew Community Terms v3", "2026-03"),
        (
            "The Curlew Public Licence\n========================\nRevision 4, adopted by the board on 12.03.2026",
            "Curlew Public Licence",
            "2026-03-12",
        ),
        ("<h1>Curlew RAIL-M License</h1><p>Published: 9 Mar 2026</p>", "Curlew RAIL-M License", "2026-03-09"),
        (
            "Legal > Licences > Curlew Research Licence 1.2\n\nValid since 2026-02-01",
            "Curlew Research Licence 1.2",
            "2026-02-01",
        ),
        (
            "license_name: curlew-nc-2\n\nThis is the Curlew Non-Commercial Licence 2, made on 3rd February 2026.",
            "Curlew Non-Commercial Licence 2",
            "2026-02-03",
        ),
        (
            "Welcome to Curlew!\n\nThese Terms of Service (\u201cTerms\u201d) took effect on 15 January 2026.",
            "Terms of Service",
            "2026-01-15",
        ),
        ("TERN LABS\n\nCURLEW MODEL AGREEMENT\n\nVersion dated: 2026-01-20", "Curlew Model Agreement", "2026-01-20"),
        (
            "Agreement on the use of the Curlew speech models\n\nconcluded with every user, text of 7 January 2026",
            "Agreement on the use of the Curlew speech models",
            "2026-01-07",
        ),
        ("Curlew Licence (short name: CURL-1.0)\n\nTern Labs, Leeds, January 2026", "Curlew Licence", "2026-01"),
    ],
)
def test_name_and_day(head: str, name: str, day: str) -> None:
    values = terms_of(head + BODY).values

    assert (values["name"], values["version_date"]) == (name, day)


@pytest.mark.parametrize(
    "told",
    [
        "Conch Model Licence\n\nConch was trained by Tern Labs, which gives it to the world. No weapons, and no stalking, please.",
        "(c) Tern Health GmbH, 2026\n\nUse of these weights for diagnosis is prohibited.",
        "# Cards and terms\n\nCopyright 2026 The Tern Project\n\nPermission is granted to use the weights for research only.",
    ],
)
def test_short_texts_that_call_themselves_so_are_terms(told: str) -> None:
    assert is_terms(told)


@pytest.mark.parametrize(
    "told",
    [
        "Licence\n\nLoading ...",
        "Licences of trawlers\n\nThe harbour office lists all boats that went out last week, and what they caught.",
        "Meta changes the licence of Llama\n\nThe company dropped a rule on Tuesday, as lawyers had asked for months.",
    ],
)
def test_what_only_speaks_of_a_licence_is_none(told: str) -> None:
    assert not is_terms(told)
