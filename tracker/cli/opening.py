"""What every command begins with: the effective settings, the database made ready, the clock."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tracker.settings import Settings


def effective(context: click.Context) -> "Settings":
    """The settings of this call. Raises UsageError."""
    from tracker.settings import settings_of

    config_file, flags = context.find_root().obj
    return settings_of(flags, os.environ, config_file)


@contextmanager
def opened(settings: "Settings") -> "Iterator[Engine]":
    """The database: made, migrated, seeded, projected."""
    from tracker.pipeline.opening import ready

    engine = ready(settings, now())
    try:
        yield engine
    finally:
        engine.dispose()


def now() -> datetime:
    """The present instant, aware."""
    return datetime.now(UTC)


def width_of_output() -> int:
    """Columns of the terminal; of a pipe or file, as many as most windows and pages can show."""
    return shutil.get_terminal_size((_PIPED_WIDTH, 40)).columns if sys.stdout.isatty() else _PIPED_WIDTH


_PIPED_WIDTH = 160
