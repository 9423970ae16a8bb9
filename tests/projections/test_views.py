"""The views analysts are promised: as documented, alike on both databases, and readable by whom they are granted to."""

import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from tests.projections.seeded import all_seeds
from tracker.db.dictionary import dictionary
from tracker.db.migrate import upgrade
from tracker.db.session import open_database, reading, writing
from tracker.db.views import VIEWS, grant

DOCS = Path(__file__).parent.parent.parent / "docs"
QUESTIONS = re.findall(
    r"^## (\d+\. .*?)$.*?```sql\n(.*?)```", (DOCS / "questions.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
)
PROMISED = {
    "v1_timeline",
    "v1_happening_evidence",
    "v1_models",
    "v1_licences",
    "v1_terms",
    "v1_licence_texts",
    "v1_disagreements",
    "v1_contradictions",
    "v1_positions",
    "v1_commitments",
    "v1_coverage",
    "v1_sources",
    "v1_events",
}


def answers(engine: Engine, query: str) -> list[dict[str, Any]]:
    with reading(engine) as connection:
        return [dict(row) for row in connection.execute(text(query)).mappings()]


def test_what_restricts_a_licence_is_told_apart_from_the_words_of_its_text(engine: Engine, tmp_path: Path) -> None:
    all_seeds(engine, tmp_path)

    query = "SELECT * FROM v1_licences WHERE model = 'Llama 3.1' AND valid_to IS NULL"
    [row] = answers(engine, query)
    quotes = answers(engine, "SELECT restriction_quote FROM v1_licences WHERE text IS NULL")

    assert row["restriction"] == "commercial_use"
    assert row["restriction_value"] == "commercial_use: conditional, mau_threshold: 700000000"
    assert {one["restriction_quote"] for one in quotes} == {None}  # no text was seen that words could be of


def test_the_data_dictionary_is_that_of_the_code() -> None:
    said = (DOCS / "data-dictionary.md").read_text("utf-8")
    assert said == dictionary(), "python -m tracker.db.dictionary > docs/data-dictionary.md"


def test_every_promised_view_is_there_with_its_columns_and_types(engine: Engine, tmp_path: Path) -> None:
    all_seeds(engine, tmp_path)
    assert {view.name for view in VIEWS} >= PROMISED
    kinds = {"text": str, "integer": int, "boolean": int}

    for view in VIEWS:
        rows = answers(engine, f"SELECT * FROM {view.name}")
        assert rows or view.name in ("v1_sources", "v1_licence_texts", "v1_disagreements")
        for row in rows:
            assert list(row) == [column.name for column in view.columns]
            for column in view.columns:
                value = row[column.name]
                assert value is None or type(value) is kinds[column.type], (view.name, column.name, value)
                assert column.type != "boolean" or value in (None, 0, 1)


def test_there_are_ten_worked_questions() -> None:
    assert len(QUESTIONS) >= 10


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_each_question_has_the_same_answer_on_both_databases(engine: Engine, tmp_path: Path) -> None:
    all_seeds(engine, tmp_path / "postgresql")
    lite = open_database(f"sqlite:///{tmp_path / 'lite.db'}")
    upgrade(lite)
    all_seeds(lite, tmp_path / "sqlite")

    empty = []
    for title, query in QUESTIONS:
        one, other = answers(engine, query), answers(lite, query)
        assert sorted(map(repr, one)) == sorted(map(repr, other)), title
        if not one:
            empty.append(title)
    lite.dispose()
    assert not [title for title in empty if not title.startswith(("4.", "9."))]


def test_who_may_use_what_in_germany(engine: Engine, tmp_path: Path) -> None:
    all_seeds(engine, tmp_path)
    rows = answers(engine, QUESTIONS[0][1])
    found = {row["model"] for row in rows if row["only_for"] is None}
    in_part = [row["only_for"] for row in rows if row["model"] == "Llama 3.2"]

    assert {"Llama 2", "Llama 3", "Llama 3.1", "SAM", "AudioSeal"} <= found
    assert not {"LLaMA", "Llama 3.2", "SeamlessM4T"} & found
    assert in_part == ["end users of products that contain the models", "text-only models"]


def test_changes_of_terms_are_told_term_by_term_between_versions(engine: Engine, tmp_path: Path) -> None:
    all_seeds(engine, tmp_path)
    rows = answers(engine, QUESTIONS[1][1])
    told = {(row["licence"].split()[-3], row["term"], row["change"], row["value"]) for row in rows}

    assert len(told) == len(rows)
    assert {one for one in told if one[1] == "outputs_to_improve_other_models"} == {
        ("3.1", "outputs_to_improve_other_models", "lost", "forbidden"),
        ("3.1", "outputs_to_improve_other_models", "new", "allowed_with_naming"),
    }
    assert {one for one in told if one[1] == "excluded_territories"} == {("3.2", "excluded_territories", "new", "EU")}
    assert {one[2:] for one in told if one[0] == "3" and one[1] == "name_prefix"} == {("new", "Llama 3")}
    assert not [one for one in told if one[1] == "mau_threshold"]  # 700 million from the first to the last


def test_a_change_of_words_alone_is_told_from_a_change_of_terms(engine: Engine, tmp_path: Path) -> None:
    all_seeds(engine, tmp_path)
    query = "SELECT kind, happened_on, is_substantive FROM v1_timeline WHERE subject = 'Llama 2' AND happened_on LIKE '2023-07-%'"
    found = {(row["kind"], row["happened_on"]): row["is_substantive"] for row in answers(engine, query)}

    assert found["licence_change", "2023-07-18"] == 1
    assert found["licence_change", "2023-07-21"] == 0  # one article was added to a clause of the file
    assert found["release", "2023-07-18"] is None


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_readers_see_the_views_and_nothing_else(engine: Engine) -> None:
    role = "readers_of_" + str(engine.url.database)
    with writing(engine) as connection:
        assert grant(connection, role) is True
        assert grant(connection, role) is False
    with engine.connect() as connection:
        connection.execute(text(f"SET ROLE {role}"))
        assert connection.execute(text("SELECT count(*) FROM v1_timeline")).scalar() == 0
        with pytest.raises(ProgrammingError, match="permission denied"):
            connection.execute(text("SELECT count(*) FROM event"))
        connection.rollback()
        connection.execute(text("RESET ROLE"))
        connection.execute(text(f"DROP OWNED BY {role}"))
        connection.execute(text(f"DROP ROLE {role}"))
        connection.commit()
