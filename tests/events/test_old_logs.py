"""Logs written by every earlier version stay readable: never rewritten, always verified, decoded and projected."""

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from tracker import __version__
from tracker.db.session import reading, writing
from tracker.events import store
from tracker.events.export import exported, imported
from tracker.events.types import TYPES
from tracker.events.upcast import payload_in
from tracker.projections.replay import project
from tracker.vocabulary import vocabulary

LOGS = sorted((Path(__file__).parent.parent / "logs").glob("*.jsonl"))


def test_this_version_has_left_its_log() -> None:
    assert f"{__version__}.jsonl" in {path.name for path in LOGS}, (
        "write one with every event, and never touch it again"
    )


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_a_log_of_an_earlier_version_is_read_verified_and_projected(engine: Engine, path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()

    with writing(engine) as connection:
        head = imported(connection, lines)
        project(connection, vocabulary())

    with reading(engine) as connection:
        assert store.verify(connection) == head
        assert list(exported(connection)) == lines
        entries = list(store.read(connection))
        assert all(payload_in(entry) is not None for entry in entries)
        kept = connection.execute(text("SELECT subject, happened_on, access FROM happening ORDER BY kind")).all()
    assert [json.loads(line)["event"]["link"] for line in lines if line.startswith('{"event"')][-1] == head.link.hex()
    if path.stem == "0.1.0":
        assert {entry.type for entry in entries} == set(TYPES)
        assert [tuple(row) for row in kept] == [("Llama 9", None, None), ("Llama 9", "2026-11-18", None)]
