"""Stored documents read again: what a newer reader reads otherwise is corrected, in steps that can be killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.operators import ROOT
from tests.pipeline.conftest import projected
from tracker.collect.archive import Kept
from tracker.db.session import reading, writing
from tracker.events import documents, store
from tracker.events.chain import decoded
from tracker.extract.claims import claims_of
from tracker.pipeline.editing import corrected
from tracker.pipeline.reading import store_article
from tracker.pipeline.rereading import Progress, reread
from tracker.records import Article, Snapshot

THEN = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
STORY = (
    "Meta released Llama 5 on Thursday, an open-weight language model of {n} billion parameters that anyone can download.\n"
    "The model is available under the Apache 2.0 licence, the company said."
)


def article(n: int) -> Article:
    body = STORY.format(n=n)
    return Article(
        f"Meta releases Llama 5, of {n} billion parameters",
        body,
        f"https://a.example/{n}",
        "en",
        "2026-11-19",
        f"Paper {n}",
    )


def keep(engine: Engine, many: int) -> None:
    """So many articles, each read by an older reader: its claims have no day, and one is missing."""
    for n in range(70, 70 + many):
        one = article(n)
        older = [replace(claim, happened_on=None) for claim in claims_of(one)][:1]
        digest = sha256(str(n).encode()).hexdigest()
        snapshot = Snapshot(digest, one.url or "", one.url or "", THEN, 200, "text/html", b"")
        with writing(engine) as connection:
            store_article(
                connection, one, older, snapshot, Kept(digest, "f", 0, 1),
                source="s", provenance="press", reader="extract 0", now=THEN,
            )  # fmt: skip
    projected(engine)


def again(engine: Engine, **more: Any) -> list[Any]:
    found = list(reread(engine, lambda: NOW, **more))
    projected(engine)
    return found


def head(engine: Engine) -> int:
    with reading(engine) as connection:
        return store.head(connection).position


def happenings(engine: Engine) -> Sequence[Any]:
    with reading(engine) as connection:
        query = "SELECT kind, subject, status, happened_on, licence FROM happening ORDER BY kind, subject, status"
        return [tuple(row) for row in connection.execute(text(query))]


def test_a_newer_reader_corrects_what_an_older_one_read_and_adds_what_it_missed(engine: Engine) -> None:
    keep(engine, 1)
    expected = claims_of(article(70))
    assert len(expected) > 1, "the story makes two claims, so that one can be missing"

    changes = again(engine)

    assert sorted(change.change for change in changes) == ["changed"] + ["new"] * (len(expected) - 1)
    [changed] = [change for change in changes if change.change == "changed"]
    assert changed.replaces["happened_on"] == expected[0].happened_on
    assert any(on == expected[0].happened_on for _, _, _, on, _ in happenings(engine))
    with reading(engine) as connection:
        said = [decoded(e.payload) for e in store.read(connection, type_="correction")]
    assert [one["reason"] for one in said] == ["reread"]


def test_what_the_newer_reader_does_not_find_is_taken_back(engine: Engine) -> None:
    keep(engine, 1)

    changes = again(engine, reader="extract 9000", read=lambda _article: [])

    assert [change.change for change in changes] == ["gone"]
    assert happenings(engine) == []


def test_a_dry_run_shows_exactly_what_will_change_and_changes_nothing(engine: Engine) -> None:
    keep(engine, 3)
    before = head(engine)

    shown = again(engine, dry=True)
    assert head(engine) == before
    done = again(engine)

    assert shown == done
    assert head(engine) == before + len(done)


def test_twice_adds_nothing_and_a_newer_version_starts_over(engine: Engine) -> None:
    keep(engine, 2)
    again(engine)
    after, told = head(engine), happenings(engine)

    assert again(engine) == []
    with writing(engine) as connection:  # as if the checkpoint had been lost
        connection.execute(text("DELETE FROM checkpoint WHERE consumer LIKE 'reread%'"))
    assert again(engine) == []
    assert (head(engine), happenings(engine)) == (after, told)
    progress = Progress()
    again(engine, reader="extract 9000", read=lambda one: claims_of(one), progress=progress)
    assert progress.documents == 2
    assert happenings(engine) == told


def test_what_an_editor_said_survives(engine: Engine) -> None:
    keep(engine, 1)
    with writing(engine) as connection:
        [event] = [e for e in store.read(connection) if e.type == "release"][:1]
        corrected(connection, event, {"happened_on": "2026-11-01"}, who="ed", why="seen", now=THEN)
    projected(engine)

    again(engine)

    assert ("release", "2026-11-01") in [(row[0], row[3]) for row in happenings(engine)]


def test_a_text_that_was_purged_is_left_as_it_was_read(engine: Engine) -> None:
    keep(engine, 1)
    told = happenings(engine)
    with writing(engine) as connection:
        documents.purge(connection, article(70).document, "asked for", NOW)
    progress = Progress()

    assert again(engine, progress=progress) == []
    assert (progress.documents, progress.purged, happenings(engine)) == (0, 1, told)


def test_stopped_between_it_goes_on_where_it_stood(engine: Engine) -> None:
    keep(engine, 50)
    whole = again(engine, dry=True)

    first = list(islice(reread(engine, lambda: NOW), 1))  # the first twenty documents are done, and no more
    position = head(engine)
    progress = Progress()
    rest = again(engine, progress=progress)

    assert progress.documents == 30
    assert first == whole[:1]
    assert rest == whole[len(whole) - len(rest) :]
    assert head(engine) == position + len(rest)


CHILD = """
import sys
from datetime import UTC, datetime
from tracker.db.session import open_database
from tracker.pipeline.rereading import reread
for change in reread(open_database(sys.argv[1]), lambda: datetime.now(UTC)):
    print(change.draft.key, flush=True)
"""


@pytest.mark.timeout(300)
def test_killed_in_between_it_ends_as_if_it_had_not_been(engine: Engine, database_url: str, tmp_path: Path) -> None:
    keep(engine, 80)
    whole = [change.draft.key for change in again(engine, dry=True)]
    before = head(engine)
    out = tmp_path / "out"
    with out.open("w") as file:
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, database_url],
            stdout=file,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        while not out.read_text() and child.poll() is None:
            time.sleep(0.005)
        child.send_signal(signal.SIGKILL)
        child.wait()

    again(engine)

    with reading(engine) as connection:
        keys = [entry.key for entry in store.read(connection, after=before)]
    assert sorted(keys) == sorted(whole)
