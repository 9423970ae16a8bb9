"""Notes on a text itself (versions, days, what changed) are no clauses that came or went; headings worded anew neither."""

import pytest

from tracker.terms.compare import compare

TITLE = "Gannet Model License"
BODY = (
    "1. Grant. You may use, copy and modify the Model under this license.\n\n2. Copies. You must give each recipient a copy of this"
    " license.\n\n3. Limits. You may not use the Model for spam.\n"
)
OLD = f"{TITLE}\n\n{BODY}"


def listed(new: str, old: str = OLD) -> list[str]:
    return [one.verdict for one in compare(old, new).differences if one.verdict not in ("same", "reworded")]


@pytest.mark.parametrize(
    "note",
    [
        "Last updated: 3 May 2026",
        "Effective from 1 June 2026",
        "(This version replaces that of May 2024.)",
        "Changes since version 1.0: typing errors only.",
        "Changelog: 2026-05-03: clearer words in section 2.",
        "What's new: section 2 is clearer.",
        "Previous versions are kept in our archive.",
        "This page was last reviewed on 4 April 2026.",
        "Version 1.1",
    ],
)
def test_a_note_before_or_behind_a_text_is_not_listed(note: str) -> None:
    for new in (f"{note}\n\n{OLD}", f"{TITLE}\n\n{note}\n\n{BODY}", f"{OLD}\n{note}\n"):
        assert listed(new) == []
        assert listed(OLD, new) == []


def test_a_list_of_changes_is_not_listed() -> None:
    assert listed(f"{OLD}\nChangelog\n\n- 2026-05: section 2 is clearer\n- 2025-01: first version\n") == []


@pytest.mark.parametrize(
    "clause",
    [
        "Changes to this license: we may change these terms at any time.",
        "This version replaces all others; you must not use the Model under an earlier one.",
        "Updated on 3 May 2026: you must show our logo.",
    ],
)
def test_what_binds_is_listed_whatever_it_begins_with(clause: str) -> None:
    assert listed(f"{OLD}\n{clause}\n") != []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2. Copies. ", "2. What to hand on. "),
        ("1. Grant. ", "1. What you receive. "),
        ("2. Copies. ", "2. Passing it on. "),
    ],
)
def test_a_heading_in_front_of_a_clause_may_be_worded_anew(before: str, after: str) -> None:
    assert listed(OLD.replace(before, after)) == []


def test_a_title_in_brackets_comes_with_its_clause() -> None:
    old = "Gannet Model License\n\nArticle 1 (Rights)\n1. You may use and copy the Model for any purpose.\n"
    new = f"{old}\nArticle 2 (Territory)\n1. This license does not apply in Norway or in Iceland.\n"

    assert listed(new, old) == ["added"]
