"""Pages on which Meta speaks itself: "we" is Meta there, or who signs; and nobody of Meta's elsewhere."""

import pytest

from tests.extract.golden import claims_in

_NOTICE = """From the Meta AI developer relations team

For a year we have read your letters about the licence of Llama 5. From today you may sell what you build with it.

We believe that open models which anybody can take apart get safer faster. What we cannot test for misuse, we keep closed.
"""


def _spoken(text: str, language: str = "en", title: str = "A note on our terms") -> set[str]:
    told = claims_in(title, text, language, "2026-05-20")
    return {claim.subject for claim in told if claim.kind == "policy_statement"}


def test_what_meta_says_on_a_page_of_its_own_is_its_statement() -> None:
    assert _spoken(_NOTICE) == {"Meta"}


def test_who_signs_is_who_speaks() -> None:
    text = _NOTICE.replace("From the Meta AI developer relations team\n\n", "") + "\nMark Zuckerberg\n"

    assert _spoken(text) == {"Mark Zuckerberg"}


@pytest.mark.parametrize(
    "first",
    ["By our own correspondent", "From the engineering team of Hugging Face", "Photo: Meta", "Meta was not there."],
)
def test_we_of_others_is_not_metas(first: str) -> None:
    assert _spoken(_NOTICE.replace("From the Meta AI developer relations team", first)) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("el", "Από την ομάδα της Meta\n\nΣήμερα δημοσιεύουμε το Llama 5. Τα βάρη του βρίσκονται στο Hugging Face."),
        ("fi", "Metan tekoälytiimi\n\nTänään julkaisemme Llama 5:n. Painot voi ladata Hugging Facesta."),
        ("tr", "Meta ekibi\n\nBugün Llama 5'i yayımlıyoruz. Ağırlıklar Hugging Face'ten indirilebilir."),
        ("pl", "Zespół Meta\n\nDziś udostępniamy Llama 5. Wagi można pobrać z Hugging Face."),
    ],
)
def test_verbs_in_the_first_person_tell_of_releases(language: str, text: str) -> None:
    told = claims_in("Llama 5", text, language, "2026-05-20")

    assert ("Llama 5", "released", "2026-05-20") in {(one.subject, one.status, one.happened_on) for one in told}
