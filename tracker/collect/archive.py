"""Snapshots as they came, in compressed WARC files that any web archivist's tool opens (ISO 28500)."""

import os
import secrets
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Literal

from tracker import __version__
from tracker.errors import SnapshotLost
from tracker.records import Snapshot

Header = tuple[str, str]
Lot = Literal["lists", "pages"]  # feeds and other listings; pages of articles, licences and the like
_LARGEST = 256 << 20  # bytes of a file, before another is begun
_REMEMBERED = 4_096  # snapshots whose bytes this process will not write twice, besides those that are recalled
_COMPRESSION = 6  # level 9, the writer's own, takes half as long again to save half a hundredth
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
    """A directory of WARC files. Each Archive writes files of its own, one a day and shelf, and another once one is
    `largest` bytes long, so processes never share one.

    recall: where a snapshot with this SHA-256 lies already, by whoever remembers that beyond this process.
    """

    def __init__(self, directory: Path, largest: int = _LARGEST) -> None:
        self.directory = directory
        self.recall: Callable[[str], Kept | None] = lambda sha256: None
        self._mark = f"{os.getpid()}-{secrets.token_hex(3)}"
        self._largest = largest
        self._late: OrderedDict[str, Kept] = OrderedDict()
        self._unsettled: set[Path] = set()

    def keep(self, snapshot: Snapshot, headers: Iterable[Header] = (), shelf: Lot = "pages") -> Kept:
        """Write one record, on the disk (fsync) when this returns. Raises OSError if the disk will not.

        Bytes that are there already are not written again: a revisit record says that they came, and where from.
        """
        kept = self.put(snapshot, headers, shelf)
        self.settle()
        return kept

    def settle(self) -> None:
        """Have all that was put here on the disk. Raises OSError if the disk will not."""
        while self._unsettled:
            with next(iter(self._unsettled)).open("rb") as file:
                os.fsync(file.fileno())
                self._unsettled.remove(Path(file.name))

    def put(self, snapshot: Snapshot, headers: Iterable[Header] = (), shelf: Lot = "pages") -> Kept:
        """As `keep`, but on the disk only after `settle`: for many at a time, as each fsync costs as much as one."""
        known = self._known(snapshot.sha256)
        if known is not None:
            self._written(_revisit(snapshot, headers, self.read(known)), snapshot.fetched_at, shelf)
            return known
        kept = Kept(snapshot.sha256, *self._written(_record(snapshot, headers), snapshot.fetched_at, shelf))
        self._late[snapshot.sha256] = kept
        if len(self._late) > _REMEMBERED:
            self._late.popitem(last=False)
        return kept

    def _known(self, digest: str) -> Kept | None:
        """Where these bytes lie, if they still do."""
        for known in (self._late.get(digest), self.recall(digest)):
            if known is not None:
                try:
                    self.read(known)
                except SnapshotLost:
                    continue
                return known
        return None

    def _written(self, record: bytes, at: datetime, shelf: Lot) -> tuple[str, int, int]:
        path = self._path(f"{at.astimezone(UTC).date()}-{shelf}-{self._mark}")
        if not path.exists():
            self._create(path, at)
        with path.open("ab") as file:
            offset = file.tell()
            file.write(record)
        self._unsettled.add(path)
        return path.name, offset, len(record)

    def _path(self, stem: str) -> Path:
        number = 1
        while True:
            path = self.directory / f"{stem}-{number:03}.warc.gz"
            if not path.exists() or path.stat().st_size < self._largest:
                return path
            number += 1

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

    def _create(self, path: Path, at: datetime) -> None:
        self.directory.mkdir(parents=True, exist_ok=True)
        path.touch(exist_ok=False)
        with path.open("ab") as file:
            file.write(about(path.name, at))
        self._unsettled.add(path)
        sync_directory(self.directory)  # else a power cut can lose the name of a file whose bytes are safe


def sync_directory(directory: Path) -> None:
    """Put the names in a directory on the disk."""
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
    writer = WARCWriter(out, gzip=False, warc_version="1.1")
    record = writer.create_warc_record(
        snapshot.final_url,
        "response",
        payload=BytesIO(snapshot.body),
        length=len(snapshot.body),
        http_headers=StatusAndHeaders(_status_line(snapshot.status), _headers(snapshot, headers), protocol="HTTP/1.1"),
        warc_headers_dict={
            "WARC-Date": _date(snapshot.fetched_at),
            "WARC-Payload-Digest": f"sha256:{snapshot.sha256}",
            _ASKED_FOR: snapshot.url,
        },
    )
    writer.write_record(record)
    return _member(out.getvalue())


def _revisit(snapshot: Snapshot, headers: Iterable[Header], first: Snapshot) -> bytes:
    """One gzip member that says that bytes which are there already came again."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="1.1")
    record = writer.create_revisit_record(
        snapshot.final_url,
        digest=f"sha256:{snapshot.sha256}",
        refers_to_uri=first.final_url,
        refers_to_date=_date(first.fetched_at),
        http_headers=StatusAndHeaders(_status_line(snapshot.status), _headers(snapshot, headers), protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": _date(snapshot.fetched_at), _ASKED_FOR: snapshot.url},
    )
    writer.write_record(record)
    return _member(out.getvalue())


def about(name: str, at: datetime) -> bytes:
    """The member that begins each file: what made it."""
    from warcio.warcwriter import WARCWriter

    out = BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="1.1")
    record = writer.create_warcinfo_record(
        name, {"software": f"tracker {__version__}", "format": "WARC File Format 1.1"}
    )
    record.rec_headers.replace_header("WARC-Date", _date(at))
    writer.write_record(record)
    return _member(out.getvalue())


def _member(record: bytes) -> bytes:
    """A record as a gzip member of its own."""
    packer = zlib.compressobj(_COMPRESSION, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return packer.compress(record) + packer.flush()


def _date(at: datetime) -> str:
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"


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
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

    stumbles = (ArchiveLoadFailed, StatusAndHeadersParserException, StopIteration, AttributeError, TypeError, EOFError)
    try:
        record = next(iter(ArchiveIterator(BytesIO(member))))
        # The library reads no HTTP headers under addresses of another kind, such as those of the seeds.
        http = record.http_headers or StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1"]).parse(record.raw_stream)
        body, warc = record.content_stream().read(), record.rec_headers
        return Snapshot(
            sha256=sha256(body).hexdigest(),
            url=warc.get_header(_ASKED_FOR),
            final_url=warc.get_header("WARC-Target-URI"),
            fetched_at=datetime.fromisoformat(warc.get_header("WARC-Date")),
            status=int(http.get_statuscode()),
            content_type=http.get_header("Content-Type", ""),
            body=body,
        )
    except (*stumbles, zlib.error) as broken:  # the words of some of these quote the bytes, by the thousand
        raise ValueError(f"no WARC record ({type(broken).__name__})") from broken
