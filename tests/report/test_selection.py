"""A selection means the same in SQL on both databases as it says in words."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.projections.made import append, made
from tracker.db.session import reading, writing
from tracker.db.views import VIEWS
from tracker.errors import UsageError
from tracker.projections.replay import project
from tracker.report.selection import EVERYTHING, Selection, rows_chosen, settled
from tracker.vocabulary import vocabulary

Row = dict[str, Any]


def day(row: Row) -> str:
    return row["happened_on"] or row["first_published_on"] or ""


CASES: list[tuple[Selection, Callable[[Row], bool]]] = [
    (EVERYTHING, lambda row: True),
    (Selection(since="2024-06-15"), lambda row: day(row) != "" and day(row) >= "2024-06-15"[: len(day(row))]),
    (Selection(until="2024-06-15"), lambda row: "" < day(row) <= "2024-06-15"),
    (Selection(kinds=("release", "policy_statement")), lambda row: row["kind"] != "licence_change"),
    (Selection(subjects=("Llama 3",)), lambda row: row["subject"] == "Llama 3"),
    (Selection(subjects=("Muse",)), lambda row: row["subject"].startswith("Muse")),
    (Selection(speakers=("Meta", "Joel Kaplan")), lambda row: row["speaker"] in {"Meta", "Joel Kaplan"}),
    (Selection(languages=("nl", "JA")), lambda row: bool({"nl", "ja"} & set(row["languages"].split()))),
    (Selection(min_origins=2), lambda row: row["origins"] >= 2),
    (
        Selection(since="2023-06-01", kinds=("release",), languages=("de",), min_origins=1),
        lambda row: row["kind"] == "release" and day(row) >= "2023-06-01"[: len(day(row))] and "de" in row["languages"],
    ),
]


@pytest.fixture
def filled(engine: Engine) -> Engine:
    append(engine, made(Random(7), 40, 120, 10))
    with writing(engine) as connection:
        project(connection, vocabulary())
    return engine


def rows(engine: Engine, view: str, chosen: Selection = EVERYTHING) -> list[Row]:
    where, values = rows_chosen(view, chosen)
    with reading(engine) as connection:
        found = connection.execute(text(f"SELECT * FROM {view} WHERE {where}"), values).mappings()
        return [dict(row) for row in found]


def test_each_option_chooses_what_it_says(filled: Engine) -> None:
    everything = rows(filled, "v1_timeline")
    for chosen, fits in CASES:
        expected = {row["happening"] for row in everything if fits(row)}
        assert {row["happening"] for row in rows(filled, "v1_timeline", chosen)} == expected, chosen
        assert expected, f"the log made for this test has nothing for {chosen}"


def test_what_is_new_after_a_position_is_what_was_not_told_by_then(filled: Engine) -> None:
    told: dict[str, int] = {}
    for row in rows(filled, "v1_happening_evidence"):
        told[row["happening"]] = min(told.get(row["happening"], row["position"]), row["position"])
    middle = sorted(told.values())[len(told) // 2]

    new = {row["happening"] for row in rows(filled, "v1_timeline", Selection(after=middle))}

    assert new == {happening for happening, first in told.items() if first > middle}
    assert 0 < len(new) < len(told)


def test_every_view_is_cut_to_what_rests_on_the_chosen_happenings(filled: Engine) -> None:
    chosen = Selection(subjects=("Llama 4",))
    ids = {row["happening"] for row in rows(filled, "v1_timeline", chosen)}
    for view in VIEWS:
        found = rows(filled, view.name, chosen)
        for row in found:
            if "happening" in row:
                assert ids & {row["happening"], row.get("licence_happening")}
            elif "model" in row:
                assert row["model"] == "Llama 4"
        assert len(found) <= len(rows(filled, view.name))
    evidence = rows(filled, "v1_happening_evidence", chosen)
    assert {row["position"] for row in rows(filled, "v1_events", chosen)} == {row["position"] for row in evidence}


def test_names_are_found_in_any_case_and_by_known_aliases(filled: Engine) -> None:
    with reading(filled) as connection:
        found = settled(connection, Selection(subjects=("lLAMA  3", "muse"), speakers=("zuckerberg",)), vocabulary())

    assert (found.subjects, found.speakers) == (("Llama 3", "Muse"), ("Mark Zuckerberg",))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (Selection(subjects=("Lama 4",)), "did you mean Llama 4"),
        (Selection(speakers=("Joe Kaplan",)), "did you mean Joel Kaplan"),
        (Selection(subjects=("'; DROP TABLE event",)), "nothing in this log is about it"),
    ],
)
def test_a_name_that_nothing_is_about_is_said_with_the_nearest(filled: Engine, asked: Selection, told: str) -> None:
    with reading(filled) as connection, pytest.raises(UsageError, match=told):
        settled(connection, asked, vocabulary())


def test_the_options_of_a_selection_can_be_given_again() -> None:
    chosen = Selection(since="2024-01-01", kinds=("release",), subjects=("Code Llama", "a'b"), min_origins=2, after=7)

    assert (
        chosen.options()
        == """--since 2024-01-01 --after 7 --kind release --subject 'Code Llama' --subject 'a'"'"'b' --min-origins 2"""
    )
