"""The clock jumps, the disk fills, the database goes away and comes back: one clear line each, and work goes on."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.events.test_failing_server import Cluster
from tests.newsroom import Item, Newsroom
from tests.operators import Operator
from tests.services import Service, wait_until

TEXT = (
    "Meta released {name} on Thursday, an open-weight language model that anyone can download.\n\n"
    "The model is available under the Apache 2.0 licence, the company said. It has 12 billion parameters."
)


def publish(newsroom: Newsroom, name: str) -> str:
    slug = name.lower().replace(" ", "-")
    return newsroom.publish(Item(slug=slug, title=f"Meta releases {name}", text=TEXT.format(name=name)))


def test_a_clock_that_jumps_is_one_line_and_silences_nothing(sqlite_operator: Operator, tmp_path: Path) -> None:
    newsroom, offset = sqlite_operator.newsroom, tmp_path / "offset"
    newsroom.write_sources(sqlite_operator.sources, ["en"])
    with Service(sqlite_operator, clock=(time.time(), 1, offset)) as service:
        service.wait_for("articles read")
        assert newsroom.count("/en/feed.xml") == 1

        offset.write_text("86400")
        service.wait_for("the clock was set forward by 24.0 h")
        wait_until(lambda: newsroom.count("/en/feed.xml") == 2, "what is due by the new clock is polled once")
        publish(newsroom, "Muse Quill")
        offset.write_text("82800")
        service.wait_for("the clock was set back by 1.0 h")
        time.sleep(1)
        assert newsroom.count("/en/feed.xml") == 2, "nothing is polled twice within its rhythm"

        offset.write_text("180000")  # the next day: had the hour not been taken off, this would be no different
        wait_until(lambda: newsroom.count("/en/muse-quill") == 1, "work goes on")
        service.wait_for("the clock was set forward by 27.0 h")
        assert service.end() == 0
    assert sum("the clock was set" in line for line in service.lines) == 3, service.lines
    assert sqlite_operator.tracker("log", "verify").returncode == 0


@pytest.fixture
def small_disk() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="tracker-disk-") as folder:
        command = ["mount", "-t", "tmpfs", "-o", "size=64m", "none", folder]
        if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("a small disk can be mounted by root alone")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


def fill(folder: Path) -> Path:
    """Take every last byte."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue
    return ballast


def test_a_disk_that_fills_is_one_line_and_work_goes_on_once_there_is_room(small_disk: Path) -> None:
    with Newsroom() as newsroom:
        operator = Operator(newsroom, small_disk, f"sqlite:///{small_disk / 'tracker.db'}")
        newsroom.write_sources(operator.sources, ["en"])
        with Service(operator, clock=(time.time(), 3_000, None)) as service:
            service.wait_for("articles read")
            ballast = fill(small_disk)
            publish(newsroom, "Muse Quill")
            wait_until(lambda: any("full" in line or "No space" in line for line in service.lines), "it is told")
            time.sleep(3)
            assert service.process.poll() is None, service.lines
            told = [line for line in service.lines if "trying again" in line]
            ballast.unlink()

            service.wait_for("work goes on")
            service.wait_for("1 articles read")
            assert service.end() == 0
        assert 1 <= len(told) <= 2, told  # the archive and the database each have a word for it
        assert operator.tracker("log", "verify").returncode == 0
        assert any("Muse Quill" in line["headline"] for line in operator.report()["timeline"])


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with tempfile.TemporaryDirectory(prefix="tracker-postgresql-", ignore_cleanup_errors=True) as folder:
        yield Cluster(Path(folder))


@pytest.mark.timeout(300)
def test_a_database_that_goes_away_and_comes_back_is_one_line_each(cluster: Cluster, tmp_path: Path) -> None:
    url = cluster.url.render_as_string(hide_password=False)
    with Newsroom() as newsroom:
        operator = Operator(newsroom, tmp_path, url)
        newsroom.write_sources(operator.sources, ["en"])
        with Service(operator, clock=(time.time(), 3_000, None)) as service:
            service.wait_for("the database: ")  # it was not there at the start either
            with cluster.running():
                service.wait_for("articles read")
                service.wait_for("work goes on")
            wait_until(lambda: sum("trying again" in line for line in service.lines) == 2, "it is told once more")
            time.sleep(5)
            publish(newsroom, "Muse Quill")
            with cluster.running():
                wait_until(lambda: newsroom.count("/en/muse-quill") == 1, "work goes on")
                wait_until(lambda: sum("work goes on" in line for line in service.lines) == 2, "it is told")
                service.wait_for("1 articles read")
                assert service.end() == 0
                told = [line for line in service.lines if "trying again" in line]
                assert len(told) == 2, told
                assert not any("Traceback" in line for line in service.lines), service.lines
                assert operator.tracker("log", "verify").returncode == 0


def test_a_daemon_told_to_stop_while_the_database_is_away_ends_well(tmp_path: Path) -> None:
    with Newsroom() as newsroom:
        operator = Operator(newsroom, tmp_path, "postgresql+psycopg://nobody@127.0.0.1:1/none")
        newsroom.write_sources(operator.sources, ["en"])
        with Service(operator) as service:
            service.wait_for("the database: ")

            assert service.end() == 0
