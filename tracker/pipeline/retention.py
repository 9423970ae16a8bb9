"""What of the archive is given up after a time: files are written anew without it, and that they were is on record.

By shelf: "lists" are the answers of feeds and other listings that no event rests on; "press" and "primary" the pages of
articles. The log and the texts stay as they are; only the bytes as they came are gone.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, Engine

from tracker.collect.archive import Archive, Kept, about, sync_directory
from tracker.db.session import reading, writing
from tracker.db.statements import text
from tracker.errors import SnapshotLost, TrackerError
from tracker.events.chain import instant

Class = Literal["lists", "press", "primary"]


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge took: files touched, snapshots of articles, bytes that the archive is smaller by."""

    files: int = 0
    snapshots: int = 0
    bytes: int = 0


def purge(engine: Engine, directory: Path, shelf: Class, before: datetime, reason: str, now: datetime) -> Purged:
    """Take from the archive what is on this shelf and was fetched before an instant. Nobody may be collecting meanwhile.

    Killed at any moment, it leaves every snapshot that stays where the database says, and the next purge goes on.
    """
    if not reason.strip():
        raise TrackerError("a purge needs a reason: it stays on record")
    _sweep(engine, directory)
    total = Purged()
    for name in _files(engine, directory, shelf, before):
        taken = _without(engine, directory, name, shelf, before, reason, now)
        total = Purged(total.files + 1, total.snapshots + taken.snapshots, total.bytes + taken.bytes)
    return total


def _files(engine: Engine, directory: Path, shelf: Class, before: datetime) -> list[str]:
    """Whole files of lists by their day; else the files in which snapshots of this shelf lie."""
    if shelf == "lists":
        day = before.date().isoformat()
        found = (path.name for path in directory.glob("*-lists-*.warc.gz"))
        with reading(engine) as connection:
            return sorted(name for name in found if name[:10] < day and not _is_bare(connection, name))
    query = text(
        "SELECT DISTINCT file FROM snapshot WHERE shelf = :shelf AND fetched_at < :before AND purged_at IS NULL ORDER BY file"
    )
    with reading(engine) as connection:
        return list(connection.execute(query, {"shelf": shelf, "before": instant(before)}).scalars())


def _is_bare(connection: Connection, name: str) -> bool:
    """Whether a file of lists was written anew already, and holds only what events rest on."""
    query = text("SELECT 1 FROM archive_purge WHERE replaced_by = :name")
    return connection.execute(query, {"name": name}).first() is not None


def _without(
    engine: Engine, directory: Path, name: str, shelf: Class, before: datetime, reason: str, now: datetime
) -> Purged:
    path = directory / name
    size = path.stat().st_size if path.exists() else 0
    with reading(engine) as connection:
        stay = [kept for kept, goes in _rows(connection, name, shelf, before) if not goes]
    replacement = _written_anew(directory, path, stay, now) if stay else {}
    new = next(iter(replacement.values())).file if replacement else None
    with writing(engine) as connection:
        gone = connection.execute(
            text(
                "UPDATE snapshot SET purged_at = :at, purge_reason = :reason WHERE file = :file AND shelf = :shelf"
                " AND fetched_at < :before AND purged_at IS NULL"
            ),
            {"at": instant(now), "reason": reason, "file": name, "shelf": shelf, "before": instant(before)},
        ).rowcount
        for digest, kept in replacement.items():
            connection.execute(
                text('UPDATE snapshot SET file = :file, "offset" = :offset, length = :length WHERE sha256 = :sha256'),
                {"file": kept.file, "offset": kept.offset, "length": kept.length, "sha256": digest},
            )
        smaller = size - ((directory / new).stat().st_size if new else 0)
        connection.execute(
            text(
                "INSERT INTO archive_purge (file, at, shelf, snapshots, bytes, reason, replaced_by)"
                " VALUES (:file, :at, :shelf, :snapshots, :bytes, :reason, :new)"
            ),
            {"file": name, "at": instant(now), "shelf": shelf, "snapshots": gone, "bytes": smaller, "reason": reason, "new": new},
        )  # fmt: skip
    path.unlink(missing_ok=True)
    return Purged(1, gone, smaller)


def _rows(connection: Connection, name: str, shelf: Class, before: datetime) -> Iterator[tuple[Kept, bool]]:
    """What the database knows to lie in a file, in the order of the file, and whether it goes."""
    query = text(
        'SELECT sha256, file, "offset", length, shelf, fetched_at FROM snapshot'
        ' WHERE file = :file AND purged_at IS NULL ORDER BY "offset"'
    )
    for row in connection.execute(query, {"file": name}):
        yield Kept(*row[:4]), row.shelf == shelf and row.fetched_at < instant(before)


def _written_anew(directory: Path, path: Path, stay: list[Kept], now: datetime) -> dict[str, Kept]:
    """Where what stays of a file lies now: in a file beside it, on the disk when this returns."""
    archive = Archive(directory)
    stem = path.name.removesuffix(".warc.gz")
    new = directory / f"{stem}-anew-{now:%Y%m%d%H%M%S}.warc.gz"
    found: dict[str, Kept] = {}
    with path.open("rb") as old, new.open("wb") as file:
        file.write(about(new.name, now))
        for kept in stay:
            try:
                archive.read(kept)
            except SnapshotLost:
                continue  # it was lost before; what the database says of it stays true
            old.seek(kept.offset)
            found[kept.sha256] = Kept(kept.sha256, new.name, file.tell(), kept.length)
            file.write(old.read(kept.length))
        file.flush()
        os.fsync(file.fileno())
    sync_directory(directory)
    return found


def _sweep(engine: Engine, directory: Path) -> None:
    """Take away files that a purge before had replaced, but was killed before it could remove."""
    with reading(engine) as connection:
        gone = list(connection.execute(text("SELECT file FROM archive_purge")).scalars())
    for name in gone:
        (directory / name).unlink(missing_ok=True)
