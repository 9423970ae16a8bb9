"""The migrations, up and down, on both databases, and what stands after them."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlmodel import SQLModel

import tracker.db.tables  # noqa: F401  the tables must be known before they are compared
from tracker.db.migrate import NEWEST, downgrade, upgrade
from tracker.db.session import open_database, reading, writing
from tracker.errors import TrackerError, UsageError
from tracker.places import bundled


def test_the_migrations_make_exactly_the_tables_of_the_code(database_url: str) -> None:
    engine = open_database(database_url)
    upgrade(engine)

    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


def test_the_newest_revision_is_the_one_the_code_asks_for() -> None:
    assert ScriptDirectory(str(bundled("migrations"))).get_current_head() == NEWEST


def test_up_down_and_up_again_leaves_nothing_behind(database_url: str) -> None:
    engine = open_database(database_url)
    assert upgrade(engine) is True
    assert upgrade(engine) is False

    downgrade(engine, "base")

    assert inspect(engine).get_table_names() == ["alembic_version"]
    assert upgrade(engine) is True
    engine.dispose()


def test_a_database_of_a_newer_version_is_left_alone(database_url: str) -> None:
    engine = open_database(database_url)
    upgrade(engine)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(TrackerError, match="9999"):
        upgrade(engine)
    engine.dispose()


@pytest.mark.parametrize("url", ["nonsense", "mysql://host/name", "sqlite://", "sqlite:///:memory:"])
def test_an_address_that_is_not_served_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="database_url"):
        open_database(url)


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("these are my notes, not a database\n" * 100)
    engine = open_database(f"sqlite:///{file}")

    with pytest.raises(TrackerError, match="not a database"):
        upgrade(engine)
    engine.dispose()
