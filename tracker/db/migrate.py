"""Bringing a database to the newest revision: under one lock, in one transaction, so that two starts are one upgrade."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from tracker.db.session import reading, writing
from tracker.errors import TrackerError
from tracker.places import bundled

if TYPE_CHECKING:
    from alembic.config import Config

NEWEST = "0017"  # so that a start with nothing to do need not import Alembic, a quarter of a second
_LOCK = 0x6D657461_6D6967  # "metamig"


def upgrade(engine: Engine) -> bool:
    """Whether anything was to do. Raises TrackerError if the database was made by a newer version."""
    with reading(engine) as connection:
        if _revision(connection) == NEWEST:
            return False
    from alembic import command

    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        _refuse_newer(_revision(connection))
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return True


def revision_of(engine: Engine) -> str | None:
    """Where the tables of a database stand; None if it has none."""
    with reading(engine) as connection:
        return _revision(connection)


def downgrade(engine: Engine, revision: str) -> None:
    """Back to `revision` ("base" for nothing)."""
    from alembic import command

    with writing(engine) as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(bundled("migrations"))).replace("%", "%%"))
    return config


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _refuse_newer(revision: str | None) -> None:
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if revision is not None and revision not in known:
        raise TrackerError(f"the database is at revision {revision}, which this version does not know: upgrade tracker")
