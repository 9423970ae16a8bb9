"""Databases brought up from the seeds, wholly or in part, as a first start does it."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from tracker.collect.archive import Archive
from tracker.pipeline.cycle import replay
from tracker.pipeline.seeding import seed
from tracker.places import bundled

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def articles_alone(engine: Engine, folder: Path) -> None:
    """The five given articles, and no history."""
    seeds = folder / "seeds"
    shutil.copytree(bundled("seeds/articles"), seeds / "articles")
    shutil.copy(bundled("seeds/articles.toml"), seeds)
    (seeds / "history.yaml").write_text("[]\n", "utf-8")
    seed(engine, Archive(folder / "archive"), NOW, seeds)
    replay(engine)


def all_seeds(engine: Engine, folder: Path) -> None:
    """Articles and history."""
    seed(engine, Archive(folder / "archive"), NOW)
    replay(engine)
