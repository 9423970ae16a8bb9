"""New names taken from what they stand for, or known by their endings; and names that only look like some."""

import pytest

from tests.extract.golden import claims_in


def released(language: str, title: str, text: str) -> set[str]:
    claims = claims_in(title, text, language)
    return {claim.subject for claim in claims if claim.kind == "release"}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "StreamWeaver, a new tool by Meta, has been available since last week.", "StreamWeaver"),
        ("id", "StreamWeaver, alat baru dari Meta, tersedia sejak pekan lalu.", "StreamWeaver"),
        (
            "el",
            "Το StreamWeaver, το νέο εργαλείο της Meta, είναι διαθέσιμο από την περασμένη εβδομάδα.",
            "StreamWeaver",
        ),
        ("vi", "StreamWeaver, công cụ mới của Meta, đã được phát hành từ tuần trước.", "StreamWeaver"),
    ],
)
def test_a_new_tool_is_known_by_what_it_stands_for(language: str, text: str, name: str) -> None:
    assert released(language, "Meta", text) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "CapCut, a tool that Meta's designers like, has been available since last week.",
        "StreamWeaver, a tool by Amazon that Meta's engineers use, has been available since last week.",
    ],
)
def test_a_tool_of_others_beside_metas_name_is_none_of_metas(text: str) -> None:
    assert released("en", "Tools", text) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hu", "A Meta kedden kiadta a Muse Altairát. A Muse Altaira ingyenes."),
        ("fi", "Meta julkaisi tiistaina Muse Altairan painot. Muse Altaira on ilmainen."),
        ("en", "Meta released Muse Altaira on Tuesday."),
        ("zh", "Meta周二发布了Muse Altaira模型。"),
    ],
)
def test_a_member_of_the_muse_line_has_one_name_in_all_its_endings(language: str, text: str) -> None:
    assert released(language, "Meta", text) == {"Muse Altaira"}
