"""Old snapshots are given up by class and age; what stays is where the database says, whatever is killed when."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from tracker.collect.archive import Archive, Kept
from tracker.db.session import reading, writing
from tracker.errors import SnapshotLost, TrackerError
from tracker.pipeline.reading import keep_snapshot, kept_snapshot
from tracker.pipeline.retention import purge
from tracker.records import Snapshot

OLD = datetime(2024, 5, 1, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
LIMIT = NOW - timedelta(days=365)


def snapshot(name: str, at: datetime) -> Snapshot:
    body = name.encode() * 50
    url = f"https://example.org/{name}"
    return Snapshot(sha256(body).hexdigest(), url, url, at, 200, "text/html", body)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


def keep(engine: Engine, archive: Archive, name: str, at: datetime, shelf: str) -> Kept:
    one = snapshot(name, at)
    kept = archive.keep(one)
    with writing(engine) as connection:
        keep_snapshot(connection, one, kept, shelf)
    return kept


def where(engine: Engine, name: str) -> Kept | None:
    with reading(engine) as connection:
        return kept_snapshot(connection, snapshot(name, NOW).sha256)


def test_only_what_is_old_and_of_the_class_goes_and_the_rest_reads_back(engine: Engine, archive: Archive) -> None:
    for name, at, shelf in (("a", OLD, "press"), ("b", OLD, "primary"), ("c", OLD, "press"), ("d", NOW, "press")):
        keep(engine, archive, name, at, shelf)

    taken = purge(engine, archive.directory, "press", LIMIT, "retention", NOW)

    assert (taken.files, taken.snapshots) == (1, 2)
    for name in ("b", "d"):
        kept = where(engine, name)
        assert kept is not None
        assert archive.read(kept).body == snapshot(name, NOW).body
    assert where(engine, "a") is where(engine, "c") is None
    assert not [path for path in archive.directory.iterdir() if snapshot("a", OLD).body in path.read_bytes()]
    with reading(engine) as connection:
        told = connection.execute(text("SELECT purged_at, purge_reason FROM snapshot WHERE purged_at IS NOT NULL"))
        assert [tuple(row) for row in told] == [("2026-11-21T09:00:00.000000Z", "retention")] * 2
        assert connection.execute(text("SELECT shelf, snapshots FROM archive_purge")).one() == ("press", 2)


def test_a_second_purge_takes_nothing_more(engine: Engine, archive: Archive) -> None:
    keep(engine, archive, "a", OLD, "press")
    keep(engine, archive, "b", OLD, "primary")
    purge(engine, archive.directory, "press", LIMIT, "retention", NOW)

    assert purge(engine, archive.directory, "press", LIMIT, "retention", NOW).files == 0


def test_of_lists_only_what_events_rest_on_stays(engine: Engine, archive: Archive) -> None:
    archive.keep(snapshot("feed", OLD), shelf="lists")
    rests = snapshot("full-text-feed", OLD)
    kept = archive.keep(rests, shelf="lists")
    with writing(engine) as connection:
        keep_snapshot(connection, rests, kept, "press")
    late = archive.keep(snapshot("new feed", NOW), shelf="lists")

    taken = purge(engine, archive.directory, "lists", LIMIT, "retention", NOW)
    again = purge(engine, archive.directory, "lists", LIMIT, "retention", NOW + timedelta(days=1))

    assert (taken.files, taken.snapshots, again.files) == (1, 0, 0)
    moved = where(engine, "full-text-feed")
    assert moved is not None
    assert archive.read(moved) == rests
    assert archive.read(late).body == snapshot("new feed", NOW).body
    assert len(list(archive.directory.iterdir())) == 2


def test_a_file_that_a_killed_purge_left_behind_goes_with_the_next(engine: Engine, archive: Archive) -> None:
    kept = keep(engine, archive, "a", OLD, "press")
    held = (archive.directory / kept.file).read_bytes()
    purge(engine, archive.directory, "press", LIMIT, "retention", NOW)
    (archive.directory / kept.file).write_bytes(held)  # as if it had been killed before the file was removed

    purge(engine, archive.directory, "primary", LIMIT, "retention", NOW)

    assert not (archive.directory / kept.file).exists()


def test_what_was_purged_and_comes_again_is_kept_again(engine: Engine, archive: Archive) -> None:
    keep(engine, archive, "a", OLD, "press")
    purge(engine, archive.directory, "press", LIMIT, "retention", NOW)

    keep(engine, Archive(archive.directory), "a", NOW, "press")

    kept = where(engine, "a")
    assert kept is not None
    assert archive.read(kept).fetched_at == NOW


def test_a_snapshot_that_was_lost_before_stays_lost_and_named(engine: Engine, archive: Archive) -> None:
    kept = keep(engine, archive, "b", OLD, "primary")
    keep(engine, archive, "a", OLD, "press")
    path = archive.directory / kept.file
    body = bytearray(path.read_bytes())
    body[kept.offset + kept.length // 2] ^= 0xFF
    path.write_bytes(body)

    purge(engine, archive.directory, "press", LIMIT, "retention", NOW)

    found = where(engine, "b")
    assert found is not None
    with pytest.raises(SnapshotLost):
        archive.read(found)


def test_a_purge_needs_a_reason(engine: Engine, archive: Archive) -> None:
    with pytest.raises(TrackerError, match="reason"):
        purge(engine, archive.directory, "press", LIMIT, " ", NOW)
