"""Snapshots as they came, in compressed WARC files that any web archivist's tool opens (ISO 28500)."""

import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from io import BytesIO
from pathlib import Path

from tracker.errors import SnapshotLost
from tracker.records import Snapshot

Header = tuple[str, str]
_ASKED_FOR = "WARC-Requested-URI"  # an extension field, as the standard allows; target is what answered
# The body is stored as decoded, so headers that speak of its way over the wire would be lies.
_OF_THE_WIRE = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive"})


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a snapshot lies: its SHA-256 (hex), the file's name in the archive, the record's place in bytes."""

    sha256: str
    file: str
    offset: int
    length: int


class Archive:
    """A directory of WARC files. Each Archive writes files of its own, one a day, so processes never share one."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._mark = f"{os.getpid()}-{secrets.token_hex(3)}"

    def keep(self, snapshot: Snapshot, headers: Iterable[Header] = ()) -> Kept:
        """Write one response record, on the disk (fsync) when this returns. Raises OSError if the disk will not."""
        record = _record(snapshot, headers)
        path = self.directory / f"{snapshot.fetched_at.astimezone(UTC).date()}-{self._mark}.warc.gz"
        if not path.exists():
            self._create(path)
        with path.open("ab") as file:
            offset = file.tell()
            file.write(record)
            file.flush()
            os.fsync(file.fileno())
        return Kept(snapshot.sha256, path.name, offset, len(record))

    def read(self, kept: Kept) -> Snapshot:
        """The snapshot, checked against its hash. Raises SnapshotLost if it is not there as it was kept."""
        path = self.directory / kept.file
        try:
            with path.open("rb") as file:
                file.seek(kept.offset)
                snapshot = _snapshot(file.read(kept.length))
        except (OSError, ValueError) as broken:
            raise SnapshotLost(kept.sha256, str(path), str(broken)) from broken
        if snapshot.sha256 != kept.sha256:
            raise SnapshotLost(kept.sha256, str(path), f"at byte {kept.offset} lies {snapshot.sha256[:12]}")
        return snapshot

    def _create(self, path: Path) -> None:
        self.directory.mkdir(parents=True, exist_ok=True)
        path.touch(exist_ok=False)
        _sync_directory(self.directory)  # else a power cut can lose the name of a file whose bytes are safe


def _sync_directory(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _record(snapshot: Snapshot, headers: Iterable[Header]) -> bytes:
    """One gzip member: WARC headers, HTTP status and headers, body."""
    from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]  # it has no types
    from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    record = writer.create_warc_record(
        snapshot.final_url,
        "response",
        payload=BytesIO(snapshot.body),
        length=len(snapshot.body),
        http_headers=StatusAndHeaders(_status_line(snapshot.status), _headers(snapshot, headers), protocol="HTTP/1.1"),
        warc_headers_dict={
            "WARC-Date": f"{snapshot.fetched_at.astimezone(UTC).replace(tzinfo=None).isoformat()}Z",
            "WARC-Payload-Digest": f"sha256:{snapshot.sha256}",
            _ASKED_FOR: snapshot.url,
        },
    )
    writer.write_record(record)
    return out.getvalue()


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"


def _headers(snapshot: Snapshot, headers: Iterable[Header]) -> list[Header]:
    told = {"content-type", *_OF_THE_WIRE}
    kept = [(name, " ".join(value.split())) for name, value in headers if name.lower() not in told]
    return [*kept, ("Content-Type", snapshot.content_type), ("Content-Length", str(len(snapshot.body)))]


def _snapshot(member: bytes) -> Snapshot:
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    try:
        record = next(iter(ArchiveIterator(BytesIO(member))))
        body = record.content_stream().read()
        http, warc = record.http_headers, record.rec_headers
        return Snapshot(
            sha256=sha256(body).hexdigest(),
            url=warc.get_header(_ASKED_FOR),
            final_url=warc.get_header("WARC-Target-URI"),
            fetched_at=datetime.fromisoformat(warc.get_header("WARC-Date")),
            status=int(http.get_statuscode()),
            content_type=http.get_header("Content-Type", ""),
            body=body,
        )
    except (ArchiveLoadFailed, StopIteration, AttributeError, TypeError) as broken:
        raise ValueError(f"no WARC record: {broken}") from broken
