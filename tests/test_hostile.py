"""The whole against servers that mean harm: each is refused within its limit, on one line, and harms nobody else."""

import os
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import hostile
from tests.newsroom import Newsroom, page
from tests.operators import ROOT

MOST_MEMORY_MB = 300  # of each process
# Runs a command, and says at last how much memory the largest of its processes held.
MEASURED = (
    "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:]);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024); sys.exit(done.returncode)"
)


@dataclass
class Harmed:
    """What a cycle among hostile servers came to."""

    code: int
    memory_mb: int
    lines: list[str]
    outcomes: dict[str, str]
    pages: dict[str, str]
    database: Path
    archive: list[str]
    asked_inside: int


@pytest.fixture(scope="module")
def harmed(tmp_path_factory: pytest.TempPathFactory) -> Harmed:
    """One cycle over every hostile feed and page, beside a newsroom that means well."""
    folder = tmp_path_factory.mktemp("hostile")
    secret = folder / "secret.txt"
    secret.write_text(hostile.SECRET)
    with Newsroom() as newsroom, Newsroom(host="127.0.0.2") as inside:
        feeds = hostile.feeds(str(secret), inside.url)
        listed = {name: newsroom.serve(f"/hostile/{name}", manner) for name, (manner, _) in feeds.items()}
        items = "".join(
            f"<item><title>Meta releases Llama 9 {name}</title>"
            f"<link>{newsroom.serve(f'/page/{name}', page(body))}</link></item>"
            for name, body in hostile.pages().items()
        )
        listed["pages"] = newsroom.serve("/pages.xml", page(hostile.rss(items), hostile.XML))
        listed["newsroom"] = newsroom.feed("en")
        done = _collected(folder, listed)
        asked = len(inside.requests)
    with sqlite3.connect(folder / "tracker.db") as database:
        attempts = database.execute("SELECT source, url, outcome FROM fetch_attempt").fetchall()
    database.close()
    return Harmed(
        code=done.returncode,
        memory_mb=int(done.stdout.splitlines()[-1]),
        lines=done.stderr.splitlines(),
        outcomes={source: outcome for source, url, outcome in attempts if url == listed[source]},
        pages={url.rpartition("/")[2]: outcome for source, url, outcome in attempts if "/page/" in url},
        database=folder / "tracker.db",
        archive=[str(path.relative_to(folder)) for path in sorted(folder.rglob("*"))],
        asked_inside=asked,
    )


def _collected(folder: Path, listed: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    (folder / "sources.toml").write_text(
        "\n".join(
            f'[[source]]\nname = "{name}"\nurl = "{url}"\nkind = "feed"\npublisher = "P"\nlanguage = "en"\n'
            'provenance = "press"\nrhythm = "1h"\n'
            for name, url in listed.items()
        )
    )
    settings = {
        "TRACKER_DATA_DIR": str(folder),
        "TRACKER_SOURCES_FILE": str(folder / "sources.toml"),
        "TRACKER_DELAY_S": "0",
        "TRACKER_TIMEOUT_S": "5",
        "TRACKER_READING_DEADLINE_S": "4",
        "TRACKER_ALLOWED_NETWORKS": "127.0.0.1/32",
        "PYTHONPATH": str(ROOT),
    }
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    command = [sys.executable, "-c", MEASURED, sys.executable, "-m", "tracker", "run"]
    return subprocess.run(
        command, env={**kept, **settings}, cwd=folder, capture_output=True, text=True, check=False, timeout=550
    )


def test_each_hostile_feed_has_its_outcome(harmed: Harmed) -> None:
    expected = {name: outcome for name, (_, outcome) in hostile.feeds("", "").items()}

    assert {name: harmed.outcomes[name] for name in expected} == expected


def test_each_hostile_page_is_read_within_its_limits_or_given_up(harmed: Harmed) -> None:
    assert set(harmed.pages) == set(hostile.pages())
    assert set(harmed.pages.values()) <= {"new", "unreadable", "too_large", "timeout"}
    assert harmed.pages["million-links"] == "too_large"


def test_who_means_well_is_read_meanwhile(harmed: Harmed) -> None:
    assert harmed.outcomes["newsroom"] == "new"
    assert harmed.outcomes["pages"] == "new"
    assert harmed.code == 3


def test_each_kind_of_harm_is_one_line(harmed: Harmed) -> None:
    kinds = [line.split(": ")[1] for line in harmed.lines]

    assert sorted(set(kinds)) == sorted(kinds), harmed.lines
    assert all(line.startswith("tracker: ") for line in harmed.lines)
    assert "bug" not in kinds, harmed.lines


def test_no_process_holds_more_memory_than_its_limit(harmed: Harmed) -> None:
    assert harmed.memory_mb < MOST_MEMORY_MB


def test_no_server_inside_is_asked(harmed: Harmed) -> None:
    assert harmed.asked_inside == 0


def test_no_file_is_read_for_a_stranger(harmed: Harmed) -> None:
    assert hostile.SECRET.encode() not in harmed.database.read_bytes()


def test_no_file_is_written_where_a_stranger_says(harmed: Harmed) -> None:
    strange = [name for name in harmed.archive if not name.startswith(("archive", "tracker.", "run", "s"))]

    assert strange == []
    assert not [name for name in harmed.archive if "evil" in name or "passwd" in name]


def test_what_is_stored_has_a_limit(harmed: Harmed) -> None:
    with sqlite3.connect(harmed.database) as database:
        (title, summary) = database.execute("SELECT max(length(title)), max(length(summary)) FROM page").fetchone()
        (most,) = database.execute("SELECT count(*) AS n FROM page GROUP BY source ORDER BY n DESC").fetchone()
    database.close()

    assert title <= 500
    assert summary <= 4_000
    assert most <= 500
