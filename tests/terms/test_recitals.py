"""What between two versions rules nothing: recitals, title lines, lines of version; and definitions, in which each thing counts."""

import pytest

from tracker.terms.compare import compare

BODY = (
    "\n\n1. Grant. You may use, copy and modify the Model under this license.\n\n2. Copies. You must give each recipient a copy of this"
    " license.\n\n3. Limits. You may not use the Model for spam.\n"
)


def listed(before: str, after: str) -> list[str]:
    return [one.verdict for one in compare(before + BODY, after + BODY).differences if one.verdict != "same"]


def test_recitals_worded_anew_are_reworded() -> None:
    before = "Gannet Model License\n\nPREAMBLE\n\nMany artists fear what large models take from them, and rightly so.\n\nNow therefore:"
    after = "Gannet Model License\n\nPREAMBLE\n\nOpen science needs weights that everybody can study without asking first.\n\nNow therefore:"

    assert listed(before, after) == ["reworded"]


def test_what_binds_among_recitals_is_listed() -> None:
    before = "Gannet Model License\n\nPREAMBLE\n\nMany artists fear what large models take from them.\n\nNow therefore:"
    after = "Gannet Model License\n\nPREAMBLE\n\nMany artists fear models, and you must pay them a fee for each picture.\n\nNow therefore:"

    assert "changed" in listed(before, after) or "added" in listed(before, after)


def test_a_reason_under_a_title_that_says_so_is_a_recital() -> None:
    before = "Gannet Model License\n\nReason for this restriction:\nThe sounds were taken from islands whose owners forbid trade."
    after = "Gannet Model License\n\nReason for this restriction:\nSome recordings come from archives that are closed to firms."

    assert listed(before, after) == ["reworded"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Gannet NonCommercial License\nVersion 2.0, May 2025", "Gannet NonCommercial License\nVersion 2.0, Dec 2025"),
        ("Gannet Model License\n\nVersion 1.0, 23 October 2023", "Gannet Model License\n\nVersion 2.0, 2026"),
    ],
)
def test_a_line_of_version_changes_nothing(before: str, after: str) -> None:
    assert set(listed(before, after)) == {"reworded"}


def test_a_definition_that_came_to_hold_other_things_is_changed() -> None:
    head = "Gannet Model License\n\n"
    before = f'{head}"Distribution" means any transmission, publication, public performance or sharing of the Model or of its Adaptations with others.'
    after = f'{head}"Distribution" means any transmission, publication or sharing of the Model, its Adaptations or Extracted Networks with others.'

    assert listed(before, after) == ["changed"]
