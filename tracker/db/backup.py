"""A copy of the database while it is in use."""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from tracker.errors import TrackerError, UsageError


def backup(engine: Engine, file: Path) -> None:
    """Write a consistent copy to `file`, whole or not at all: the name stands only once everything is on the disk.

    SQLite: a database file, by its own online backup. PostgreSQL: a custom-format dump by pg_dump, which must be on
    the PATH. Raises TrackerError if that fails, UsageError if it cannot be done here.
    """
    partial = file.with_name(f".{file.name}.partial-{os.getpid()}")
    try:
        if engine.dialect.name == "sqlite":
            _copy(engine, partial)
        else:
            _dump(engine, partial)
        _flush(partial)
        partial.replace(file)
        _flush(file.parent)
    except (OSError, sqlite3.Error) as failed:
        raise TrackerError(f"the backup to {file} failed: {failed}; nothing was replaced") from failed
    finally:
        partial.unlink(missing_ok=True)


def _copy(engine: Engine, to: Path) -> None:
    connection = engine.raw_connection()
    target = sqlite3.connect(to)
    try:
        source = connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")  # one file, that can be moved as it is
    finally:
        target.close()
        connection.close()


def _dump(engine: Engine, to: Path) -> None:
    tool = shutil.which("pg_dump")
    if tool is None:
        raise UsageError("pg_dump is not on the PATH: install PostgreSQL's client tools, or use tracker log export")
    address = make_url(engine.url).set(drivername="postgresql")
    plain = address.set(password=None).render_as_string()
    environment = os.environ | ({"PGPASSWORD": str(address.password)} if address.password else {})
    command = [tool, "--format=custom", "--no-owner", f"--file={to}", f"--dbname={plain}"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise TrackerError(f"pg_dump failed: {(done.stderr.strip().splitlines() or ['no reason given'])[0]}")


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
