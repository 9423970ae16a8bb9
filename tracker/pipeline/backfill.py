"""Web archives (WARC) -> articles: each file one task, its pages sieved by their bytes before anything is parsed.

A task appends what the log does not hold, each article in a transaction of its own, and notes at its end that its file
is done: repeated, or killed and started again, it adds nothing twice.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from tracker.collect.addresses import canonical_url, host_of
from tracker.collect.archive import Archive, Kept
from tracker.collect.decoding import media_type
from tracker.collect.text import article_of
from tracker.db.session import open_database, reading, writing
from tracker.errors import SourceError, TrackerError, UsageError
from tracker.events import checkpoints
from tracker.extract.claims import READER, claims_of
from tracker.extract.relevance import is_relevant
from tracker.extract.sieve import may_be_relevant
from tracker.pipeline.apart import Apart
from tracker.pipeline.reading import kept_snapshot, store_article
from tracker.records import Article, Claim, Snapshot
from tracker.settings import Settings

_MARKUP = frozenset({"", "text/html", "application/xhtml+xml"})
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one file. pages: answers of status 200 with a page; sieved: those whose bytes passed; articles:
    those that were relevant; events: appended. again: it was done before, and not read. failed: why it was not."""

    file: str
    pages: int = 0
    sieved: int = 0
    articles: int = 0
    events: int = 0
    again: bool = False
    failed: str | None = None


def backfill(
    files: Sequence[Path], settings: Settings, now: Clock, workers: int, cluster: str | None = None
) -> Iterator[Done]:
    """What came of each file, as they end: in processes here, or on a Dask cluster by its scheduler's address.

    On a cluster the files, the archive and the database must have the same addresses on every machine. One file that
    cannot be read is told in `failed`, and keeps the others from nothing. Raises UsageError.
    """
    if cluster is not None:
        yield from _on_cluster(files, settings, now, cluster)
        return
    if workers == 1:
        yield from (one_file(path, settings, now) for path in files)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        tasks = [pool.submit(one_file, path, settings, now) for path in files]
        for task in as_completed(tasks):
            yield task.result()


def _on_cluster(files: Sequence[Path], settings: Settings, now: Clock, cluster: str) -> Iterator[Done]:
    try:
        from distributed import Client
        from distributed import as_completed as completed
    except ImportError as missing:
        raise UsageError("--cluster needs Dask: pip install 'meta-open-ai-tracker[backfill]'") from missing
    try:
        client: Any = Client(cluster, timeout=10)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as refused:
        raise UsageError(f"no Dask scheduler answers at {cluster}: {refused}") from refused
    with client:
        tasks = [
            client.submit(one_file, path, settings, now, key=f"backfill-{_mark(path)}", pure=True) for path in files
        ]
        for task in completed(tasks):  # type: ignore[no-untyped-call]  # it has no types
            yield task.result()


def one_file(path: Path, settings: Settings, now: Clock) -> Done:
    """Read one archive, unless that was done. The task of a worker."""
    name = f"backfill {_mark(path)}"
    engine = open_database(settings.database)
    try:
        with reading(engine) as connection:
            if checkpoints.position_of(connection, name) is not None:
                return Done(str(path), again=True)
        done = _read(path, settings, engine, now)
        with writing(engine) as connection:
            checkpoints.keep(connection, name, 0)
        return done
    except (OSError, TrackerError) as failed:
        return Done(str(path), failed=" ".join(str(failed).split()))
    finally:
        engine.dispose()


def _mark(path: Path) -> str:
    """What a file is known by, wherever it is mounted: its name and its length."""
    try:
        return f"{path.name} {path.stat().st_size}"
    except OSError:
        return path.name


def _read(path: Path, settings: Settings, engine: Engine, now: Clock) -> Done:
    archive = Archive(settings.archive_dir)
    archive.recall = partial(_recalled, engine)
    pages = sieved = articles = events = 0
    with Apart(settings.reading_deadline_s) as apart:
        for snapshot in snapshots_in(path, settings.max_body_bytes):
            pages += 1
            if not may_be_relevant(snapshot.body, snapshot.content_type):
                continue
            sieved += 1
            try:
                read = apart.do(read_page, snapshot, about=snapshot.url)
            except SourceError:
                continue  # a page among millions that is none, or takes for ever
            if read is not None:
                articles += 1
                events += _stored(engine, archive, snapshot, *read, now())
    return Done(str(path), pages, sieved, articles, events)


def read_page(snapshot: Snapshot) -> tuple[Article, list[Claim]] | None:
    """The article on a page with its claims, if its text is relevant. Raises UnreadablePage."""
    article = article_of(snapshot)
    if not is_relevant(article.title, article.text):
        return None
    article = article if article.publisher else replace(article, publisher=host_of(snapshot.final_url))
    return article, claims_of(article)


def _stored(
    engine: Engine, archive: Archive, snapshot: Snapshot, article: Article, claims: list[Claim], now: datetime
) -> int:
    kept = archive.keep(snapshot)
    with writing(engine) as connection:
        done = store_article(
            connection, article, claims, replace(snapshot, body=b""), kept,
            source="backfill", provenance="press", reader=READER, now=now,
        )  # fmt: skip
    return len(done.entries)


def _recalled(engine: Engine, digest: str) -> Kept | None:
    with reading(engine) as connection:
        return kept_snapshot(connection, digest)


def snapshots_in(path: Path, longest: int) -> Iterator[Snapshot]:
    """The pages of an archive that were answered with status 200: of longer ones, only their beginning.

    Raises UsageError without the library that reads archives, TrackerError for what is no archive.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as missing:
        raise UsageError("reading archives needs a library: pip install 'meta-open-ai-tracker[backfill]'") from missing
    with path.open("rb") as file:
        seen = False
        try:
            for record in ArchiveIterator(file, record_types=WarcRecordType.any_type):
                seen = True
                if record.record_type == WarcRecordType.response and (one := _snapshot(record, longest)) is not None:
                    yield one
        except (RuntimeError, ValueError, OSError) as broken:
            raise TrackerError(f"{path}: {broken}") from broken
    if not seen:
        raise TrackerError(f"{path}: no web archive (WARC)")


def _snapshot(record: Any, longest: int) -> Snapshot | None:
    http = record.http_headers
    if http is None or http.status_code != 200:
        return None
    sort = http.get("Content-Type") or ""
    url = canonical_url(record.headers.get("WARC-Target-URI") or "")
    if media_type(sort) not in _MARKUP or url is None:
        return None
    length = record.content_length  # what is left of the record
    body = record.reader.read(longest)
    if len(body) < min(length, longest):
        raise ValueError(f"it ends within a record, at {url}")
    at = record.record_date
    fetched_at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    return Snapshot(sha256(body).hexdigest(), url, url, fetched_at, 200, sort, body)
