"""What is kept reads back, and any web archivist's tool opens it."""

import gzip
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from tracker.collect.archive import Archive, Kept
from tracker.errors import SnapshotLost
from tracker.records import Snapshot


def snapshot(body: bytes = b"<p>Hello</p>", **changes: object) -> Snapshot:
    whole = Snapshot(
        sha256=sha256(body).hexdigest(),
        url="https://example.org/asked",
        final_url="https://example.org/answered",
        fetched_at=datetime(2026, 11, 21, 17, 0, 0, 123456, tzinfo=UTC),
        status=200,
        content_type="text/html; charset=utf-8",
        body=body,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)  # it waits for a disk
@given(st.lists(st.binary(max_size=300), min_size=1, max_size=4))
def test_what_is_kept_reads_back(tmp_path: Path, bodies: list[bytes]) -> None:
    archive = Archive(tmp_path / "archive")
    snapshots = [snapshot(body) for body in bodies]

    kept = [archive.keep(one, [("Server", "x"), ("Content-Encoding", "gzip")]) for one in snapshots]

    assert [Archive(archive.directory).read(one) for one in kept] == snapshots


@pytest.mark.parametrize(
    "changes",
    [
        {"status": 404},
        {"status": 599},
        {"url": "seed:a.txt", "final_url": "seed:a.txt"},
        {"content_type": ""},
        {"content_type": "text/plain; charset=shift_jis"},
        {"url": "https://example.org/日本?q=ä"},
        {"fetched_at": datetime(2026, 11, 21, 17, 0, tzinfo=UTC)},
    ],
)
def test_every_field_reads_back(archive: Archive, changes: dict[str, object]) -> None:
    whole = snapshot(**changes)

    assert archive.read(archive.keep(whole)) == whole


def test_headers_that_no_standard_allows_do_not_tear_a_record(archive: Archive) -> None:
    headers = [("X-Odd", "two\r\nlines: here"), ("X-Wide", "日本"), ("X-Latin", "caf\xe9"), ("", "nameless")]
    whole = snapshot()

    assert archive.read(archive.keep(whole, headers)) == whole


def test_a_standard_tool_finds_status_headers_and_payload(archive: Archive) -> None:
    kept = archive.keep(snapshot(b"one"), [("ETag", '"a"'), ("Transfer-Encoding", "chunked")])
    archive.keep(snapshot(b"two", status=203))

    with (archive.directory / kept.file).open("rb") as file:
        records = [
            (
                record.rec_type,
                record.rec_headers.get_header("WARC-Target-URI"),
                record.rec_headers.get_header("WARC-Date"),
                record.http_headers.get_statuscode(),
                record.http_headers.get_header("ETag"),
                record.http_headers.get_header("Transfer-Encoding"),
                record.content_stream().read(),
            )
            for record in ArchiveIterator(file)
            if record.rec_type != "warcinfo"
        ]

    place = ("response", "https://example.org/answered", "2026-11-21T17:00:00.123456Z")
    assert records == [(*place, "200", '"a"', None, b"one"), (*place, "203", None, None, b"two")]


def test_a_standard_tool_finds_the_digests_right(archive: Archive) -> None:
    kept = archive.keep(snapshot())

    checked = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(archive.directory / kept.file)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert "digest failed" not in checked.stdout + checked.stderr
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_each_record_is_a_gzip_member_of_its_own(archive: Archive) -> None:
    archive.keep(snapshot(b"one"))
    second = archive.keep(snapshot(b"two"))

    member = (archive.directory / second.file).read_bytes()[second.offset : second.offset + second.length]

    assert gzip.decompress(member).startswith(b"WARC/1.1\r\n")


def test_a_file_holds_one_day_of_utc(archive: Archive) -> None:
    evening = datetime(2026, 11, 21, 23, 30, tzinfo=timezone(timedelta(hours=-5)))

    assert archive.keep(snapshot(fetched_at=evening)).file.startswith("2026-11-22-")
    assert archive.keep(snapshot(b"earlier")).file.startswith("2026-11-21-")
    assert len(list(archive.directory.iterdir())) == 2


def test_two_archives_never_write_one_file(tmp_path: Path) -> None:
    files = {Archive(tmp_path).keep(snapshot()).file for _ in range(5)}

    assert len(files) == 5


def keep_many(directory: Path) -> list[Kept]:
    archive = Archive(directory)
    return [archive.keep(snapshot(f"{os.getpid()} {n}".encode())) for n in range(20)]


def test_processes_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    with ProcessPoolExecutor(2) as pool:
        kept = [one for many in pool.map(keep_many, [tmp_path] * 4) for one in many]

    assert all(Archive(tmp_path).read(one).sha256 == one.sha256 for one in kept)
    assert len(kept) == 80


def damaged(path: Path, kept: Kept, damage: str) -> Kept:
    if damage == "gone":
        path.unlink()
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:-30])
    elif damage == "altered":
        body = bytearray(path.read_bytes())
        body[kept.offset + kept.length // 2] ^= 0xFF
        path.write_bytes(body)
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "shifted":
        return replace(kept, offset=kept.offset + 1)
    elif damage == "other":
        return replace(kept, sha256="0" * 64)
    return kept


@pytest.mark.parametrize("damage", ["gone", "cut", "altered", "empty", "shifted", "other"])
def test_a_snapshot_that_is_not_there_as_kept_is_lost_and_named(archive: Archive, damage: str) -> None:
    kept = archive.keep(snapshot(b"some longer body, so that its middle is body" * 20))
    kept = damaged(archive.directory / kept.file, kept, damage)

    with pytest.raises(SnapshotLost) as lost:
        archive.read(kept)
    assert kept.file in str(lost.value)


@pytest.mark.parametrize("seed", range(8))
def test_whatever_happens_to_its_bytes_a_snapshot_reads_back_as_kept_or_is_lost(archive: Archive, seed: int) -> None:
    random = Random(seed)
    whole = snapshot(random.randbytes(400) + b"some words of a page" * 20)
    kept = archive.keep(whole)
    path = archive.directory / kept.file
    before = path.read_bytes()
    losses = []
    for _ in range(1_500):
        bytes_now, at = bytearray(before), random.randrange(kept.offset, len(before))
        length = random.randint(1, 60)
        bytes_now[at : at + length] = random.choice([b"", random.randbytes(length), before[-length:]])
        path.write_bytes(bytes_now)
        try:
            assert archive.read(replace(kept, offset=kept.offset + random.randint(-3, 3))).body == whole.body
        except SnapshotLost as error:
            losses.append(str(error))
    assert len(losses) > 1_000
    assert max(map(len, losses)) < 400


def test_a_torn_record_at_the_end_of_a_file_leaves_those_before_it_readable(archive: Archive) -> None:
    kept = archive.keep(snapshot())
    with (archive.directory / kept.file).open("ab") as file:
        file.write(b"\x1f\x8b\x08\x00torn by a power cut")
    after = archive.keep(snapshot(b"after"))

    assert archive.read(kept).body == b"<p>Hello</p>"
    assert archive.read(after).body == b"after"


def records(path: Path) -> list[tuple[str, str | None, str | None]]:
    """Type, address and payload digest of each record, as a standard tool reads them."""
    with path.open("rb") as file:
        return [
            (
                one.rec_type,
                one.rec_headers.get_header("WARC-Target-URI"),
                one.rec_headers.get_header("WARC-Payload-Digest"),
            )
            for one in ArchiveIterator(file)
        ]


def test_bytes_that_are_there_already_are_not_written_again(archive: Archive) -> None:
    whole = snapshot(b"once " * 5_000)
    first = archive.keep(whole)
    again = archive.keep(
        replace(whole, final_url="https://example.org/other", fetched_at=whole.fetched_at + timedelta(hours=1))
    )

    assert again == first
    digest = f"sha256:{whole.sha256}"
    assert records(archive.directory / first.file)[1:] == [
        ("response", "https://example.org/answered", digest),
        ("revisit", "https://example.org/other", digest),
    ]
    with (archive.directory / first.file).open("rb") as file:
        headers = [one.rec_headers for one in ArchiveIterator(file)][2]
    assert headers.get_header("WARC-Refers-To-Target-URI") == "https://example.org/answered"
    assert headers.get_header("WARC-Refers-To-Date") == "2026-11-21T17:00:00.123456Z"


def test_another_process_recalls_what_one_has_kept_unless_it_is_gone(tmp_path: Path) -> None:
    first = Archive(tmp_path).keep(snapshot())
    other = Archive(tmp_path)
    other.recall = lambda sha256: first if sha256 == first.sha256 else None

    assert other.keep(snapshot()) == first
    (tmp_path / first.file).unlink()
    anew = other.keep(snapshot())

    assert anew != first
    assert other.read(anew) == snapshot()


def test_a_file_that_is_long_enough_is_followed_by_another(tmp_path: Path) -> None:
    archive = Archive(tmp_path, largest=3_000)

    kept = [archive.keep(snapshot(os.urandom(2_000))) for _ in range(4)]

    assert [one.file[-11:] for one in kept] == ["001.warc.gz", "001.warc.gz", "002.warc.gz", "002.warc.gz"]
    assert all(archive.read(one).sha256 == one.sha256 for one in kept)


def test_lists_and_pages_lie_apart(archive: Archive) -> None:
    assert "-lists-" in archive.keep(snapshot(b"a"), shelf="lists").file
    assert "-pages-" in archive.keep(snapshot(b"b")).file


def test_another_standard_tool_reads_the_same(archive: Archive) -> None:
    from fastwarc.warc import ArchiveIterator as Fast
    from fastwarc.warc import WarcRecordType

    kept = archive.keep(snapshot(b"one"))
    archive.keep(snapshot(b"one", final_url="https://example.org/other"))
    archive.keep(snapshot(b"two"))

    with (archive.directory / kept.file).open("rb") as file:
        found = [(one.record_type, one.http_headers and one.reader.read(), one.stream_pos) for one in Fast(file)]

    assert [sort for sort, _, _ in found] == [
        WarcRecordType.warcinfo, WarcRecordType.response, WarcRecordType.revisit, WarcRecordType.response,
    ]  # fmt: skip
    assert [body for sort, body, _ in found if sort is WarcRecordType.response] == [b"one", b"two"]
    assert kept.offset in [at for _, _, at in found]
