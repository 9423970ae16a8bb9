"""Transactions on both databases: whole or nothing, and connections that outlive them."""

import pytest
from sqlalchemy import Engine, text

from tracker.db.session import driver_of, pace, reading, session, writing
from tracker.errors import TrackerError


def _noted(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return list(connection.execute(text("SELECT consumer FROM checkpoint ORDER BY consumer")).scalars())


def _note(engine: Engine, name: str) -> None:
    with writing(engine) as connection:
        connection.execute(text("INSERT INTO checkpoint (consumer, position) VALUES (:name, 1)"), {"name": name})


def _empty_and_fail(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("DELETE FROM checkpoint"))
        raise ZeroDivisionError


def test_what_raises_leaves_nothing_and_the_next_transaction_is_sound(engine: Engine) -> None:
    _note(engine, "kept")

    with pytest.raises(ZeroDivisionError):
        _empty_and_fail(engine)

    assert _noted(engine) == ["kept"]
    _note(engine, "next")
    assert _noted(engine) == ["kept", "next"]


def test_a_transaction_sees_what_another_connection_wrote_since(engine: Engine) -> None:
    assert _noted(engine) == []
    with reading(engine):
        _note(engine, "from beside")
    assert _noted(engine) == ["from beside"]


def _end_the_others(engine: Engine) -> None:
    with engine.connect() as other:
        others = "pid <> pg_backend_pid() AND datname = current_database()"
        other.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"))


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_connections_that_the_server_ended_are_one_line_and_not_used_again(engine: Engine) -> None:
    _note(engine, "before")
    _end_the_others(engine)

    with pytest.raises(TrackerError, match="the database: "):
        _note(engine, "lost")

    _note(engine, "after")
    assert _noted(engine) == ["after", "before"]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_session_that_the_server_ended_is_one_line(engine: Engine) -> None:
    with pytest.raises(TrackerError, match="the database: "), session(engine) as connection:  # noqa: PT012
        connection.execute(text("SELECT 1"))
        _end_the_others(engine)
        connection.execute(text("SELECT 1"))


def test_disposing_of_an_engine_ends_its_connections(engine: Engine) -> None:
    _note(engine, "one")
    assert _noted(engine) == ["one"]

    engine.dispose()

    assert engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    assert _noted(engine) == ["one"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_file_is_checkpointed_the_more_seldom_the_larger_it_is(engine: Engine) -> None:
    def pages() -> int:
        with reading(engine) as connection:
            pace(driver_of(connection))
            return int(connection.execute(text("PRAGMA wal_autocheckpoint")).scalar_one())

    assert pages() == 1_000
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE large AS SELECT zeroblob(40000000) AS bytes"))
    assert 1_000 < pages() < 2_000
