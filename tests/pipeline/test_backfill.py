"""Web archives become articles, each file once, whatever is killed in between."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.newsroom import items
from tests.operators import ROOT
from tracker.db.session import reading
from tracker.events import store
from tracker.pipeline.backfill import backfill
from tracker.settings import Settings

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
PAGE = "<html lang={language}><head><title>{title}</title></head><body><article>{body}</article></body></html>"
RELEVANT = [item for item in items() if "llama" in item.slug]


def now() -> datetime:
    return NOW


def response(
    writer: WARCWriter, url: str, body: bytes, sort: str = "text/html; charset=utf-8", status: str = "200 OK"
) -> None:
    headers = StatusAndHeaders(status, [("Content-Type", sort)], protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(url, "response", payload=BytesIO(body), length=len(body), http_headers=headers)
    )


def write(path: Path, copies: int = 1) -> Path:
    """An archive as crawls leave them: relevant pages among others, pictures, errors."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "a crawler"}))
        for n in range(copies):
            response(writer, f"https://other.example/{n}", b"<html><body>" + b"<p>Trams and their lines.</p>" * 90)
            response(writer, f"https://picture.example/{n}", b"\x89PNG llama", "image/png")
            response(writer, f"https://gone.example/{n}", b"<p>Llama 5</p>" * 99, status="404 Not Found")
            for item in RELEVANT:
                body = "".join(f"<p>{part}</p>" for part in f"{item.text}\n\nCopy {n}.".split("\n\n"))
                page = PAGE.format(language=item.language, title=item.title, body=body)
                response(writer, f"https://{item.language}.example/{item.slug}/{n}", page.encode())
    return path


def settings(database_url: str, folder: Path) -> Settings:
    return Settings(database_url=database_url, data_dir=folder, reading_deadline_s=20)


def documents(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return [entry.key for entry in store.read(connection, type_="coverage_collected")]


def test_relevant_pages_become_articles_and_a_second_time_adds_nothing(
    engine: Engine, database_url: str, tmp_path: Path
) -> None:
    path, given = write(tmp_path / "news.warc.gz"), settings(database_url, tmp_path)

    [done] = backfill([path], given, now, workers=1)
    [again] = backfill([path], given, now, workers=1)

    assert (done.failed, done.pages, done.sieved, done.articles) == (
        None,
        len(RELEVANT) + 1,
        len(RELEVANT),
        len(RELEVANT),
    )
    assert again.again
    assert len(documents(engine)) == len(RELEVANT)
    with reading(engine) as connection:
        publishers = connection.execute(text("SELECT count(*) FROM snapshot WHERE shelf = 'press'")).scalar()
    assert publishers == len(RELEVANT)


def test_what_is_no_archive_is_told_and_keeps_the_others_from_nothing(
    engine: Engine, database_url: str, tmp_path: Path
) -> None:
    broken, torn, good = tmp_path / "broken.warc.gz", tmp_path / "torn.warc.gz", write(tmp_path / "good.warc.gz")
    broken.write_bytes(b"this is no archive")
    torn.write_bytes(good.read_bytes()[:-200])

    told = {
        Path(done.file).name: done
        for done in backfill([broken, torn, good], settings(database_url, tmp_path), now, workers=1)
    }

    assert told["broken.warc.gz"].failed is not None
    assert "within a record" in (told["torn.warc.gz"].failed or "")
    assert told["good.warc.gz"].failed is None
    assert len(documents(engine)) == len(RELEVANT)


def test_several_processes_share_the_files(engine: Engine, database_url: str, tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{n}.warc.gz") for n in (1, 2)]

    told = list(backfill(paths, settings(database_url, tmp_path), now, workers=2))

    assert [done.failed for done in told] == [None, None]
    assert len(documents(engine)) == len(RELEVANT), "the same pages in two archives are the same articles"


CHILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from tracker.pipeline.backfill import one_file
from tracker.settings import Settings
one_file(Path(sys.argv[2]), Settings(database_url=sys.argv[1], data_dir=Path(sys.argv[3])), lambda: datetime.now(UTC))
"""


@pytest.mark.timeout(300)
def test_killed_in_between_it_ends_as_if_it_had_not_been(engine: Engine, database_url: str, tmp_path: Path) -> None:
    path, given = write(tmp_path / "news.warc.gz", copies=8), settings(database_url, tmp_path)
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, database_url, str(path), str(tmp_path)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    while child.poll() is None and not documents(engine):
        time.sleep(0.02)
    child.send_signal(signal.SIGKILL)
    child.wait()
    half = documents(engine)

    [done] = backfill([path], given, now, workers=1)

    assert done.failed is None
    assert 0 < len(half) < 8 * len(RELEVANT)
    assert len(documents(engine)) == len(set(documents(engine))) == 8 * len(RELEVANT)
