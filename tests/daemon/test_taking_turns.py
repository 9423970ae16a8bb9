"""Two crons, cron and daemon, several collectors: one refuses or they share; nothing waits for ever, nothing is doubled."""

import time
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.newsroom import hang
from tests.operators import Operator
from tests.services import Service, wait_until
from tracker.db.session import open_database, reading


def test_of_two_crons_at_once_one_refuses_and_names_the_other(operator: Operator) -> None:
    operator.newsroom.serve("/en/feed.xml", hang)
    first = operator.start("tracker", "run", TRACKER_TIMEOUT_S="8")
    wait_until(lambda: operator.newsroom.count("/en/feed.xml") == 1, "the first is at work")

    second = operator.tracker("run")

    assert (second.returncode, second.stdout) == (75, "")
    [line] = second.stderr.splitlines()
    assert line.startswith("tracker: tracker run, cycle ")
    assert f"process {first.pid} on " in line
    assert "has been at work since 20" in line
    said = first.communicate(timeout=240)[1]
    assert (first.returncode, said.count("timeout: newsroom-en")) == (3, 1), said
    assert operator.tracker("run").returncode == 0, "the lock ends with its holder"


def test_a_holder_that_was_killed_leaves_no_lock_behind(sqlite_operator: Operator) -> None:
    sqlite_operator.newsroom.serve("/en/feed.xml", hang)
    first = sqlite_operator.start("tracker", "run", TRACKER_TIMEOUT_S="60")
    wait_until(lambda: sqlite_operator.newsroom.count("/en/feed.xml") == 1, "the first is at work")
    first.kill()
    first.communicate()

    assert sqlite_operator.tracker("run").returncode == 0


def test_cron_and_daemon_at_once_take_turns_and_no_lock_of_the_database_reaches_the_user(
    sqlite_operator: Operator,
) -> None:
    codes, words = set(), ""
    with Service(sqlite_operator, clock=(time.time(), 3_000, None), TRACKER_TICK_S="0.05") as service:
        service.wait_for("articles read")
        runs = [sqlite_operator.start("tracker", "run", "--all") for _ in range(4)]
        reports = [sqlite_operator.start("tracker", "report", "--format", "json") for _ in range(2)]
        for process in runs + reports:
            words += process.communicate(timeout=240)[1]
            codes.add(process.returncode)
        assert service.end() == 0
    assert codes <= {0, 75}, words
    assert all("has been at work since" in line for line in words.splitlines()), words
    assert not any("locked" in line for line in service.lines), service.lines
    assert sqlite_operator.tracker("log", "verify").returncode == 0


def test_a_second_daemon_on_one_database_refuses(sqlite_operator: Operator) -> None:
    with Service(sqlite_operator) as service:
        service.wait_for("at work")

        second = sqlite_operator.tracker("daemon")

        assert second.returncode == 75
        assert f"tracker daemon (process {service.process.pid} on " in second.stderr
        assert service.end() == 0


def test_a_dry_run_asks_nobody_and_a_later_run_does_all(sqlite_operator: Operator) -> None:
    done = sqlite_operator.tracker("run", "--dry-run")

    assert done.returncode == 0
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == [
        f"newsroom-{language}" for language in ("en", "de", "es", "ja")
    ]
    assert sqlite_operator.newsroom.requests == []
    assert sqlite_operator.tracker("run").returncode == 0
    assert sqlite_operator.tracker("run", "--dry-run").stdout == ""


def test_after_its_longest_time_a_run_leaves_the_rest_to_the_next(sqlite_operator: Operator) -> None:
    newsroom = sqlite_operator.newsroom
    newsroom.serve("/en/feed.xml", hang)
    done = sqlite_operator.tracker("run", "--max-time", "3s", TRACKER_TIMEOUT_S="100")
    assert (done.returncode, done.stderr) == (0, "")
    del newsroom._manners["/en/feed.xml"]
    newsroom.forget()

    assert sqlite_operator.tracker("run").returncode == 0

    assert newsroom.count("/en/feed.xml") == 1, "it was put back as it was"
    wrong = sqlite_operator.tracker("run", "--max-time", "soon")
    assert (wrong.returncode, len(wrong.stderr.splitlines())) == (2, 1)


def _claims(operator: Operator) -> list[tuple[str, str]]:
    engine = open_database(operator.database_url)
    with reading(engine) as connection:
        rows = connection.execute(text("SELECT host, collector FROM claim")).all()
    engine.dispose()
    return [tuple(row) for row in rows]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_what_a_collector_is_at_is_left_to_it_and_free_as_soon_as_it_is_dead(
    operator: Operator, tmp_path: Path
) -> None:
    operator.tracker("report")
    operator.newsroom.serve("/en/feed.xml", hang)
    first = operator.start("tracker", "run", TRACKER_DATA_DIR=str(tmp_path / "a"), TRACKER_TIMEOUT_S="100")
    wait_until(lambda: operator.newsroom.count("/en/feed.xml") == 1, "the first is at work")
    [(host, who)] = _claims(operator)
    assert host == "127.0.0.1"
    assert who.startswith(f"process {first.pid} on ")

    beside = operator.tracker("run", TRACKER_DATA_DIR=str(tmp_path / "b"))
    named = operator.tracker("run", "--source", "newsroom-de", TRACKER_DATA_DIR=str(tmp_path / "b"))

    assert (beside.returncode, beside.stderr) == (0, "")
    assert named.returncode == 75
    assert f"newsroom-de: left to process {first.pid} on " in named.stderr
    assert operator.newsroom.count("/de/feed.xml") <= 1
    first.kill()
    first.communicate()
    del operator.newsroom._manners["/en/feed.xml"]
    freed = operator.tracker("run", "--all", TRACKER_DATA_DIR=str(tmp_path / "b"))
    assert (freed.returncode, freed.stderr) == (0, "")
    assert operator.newsroom.count("/en/feed.xml") == 2
    assert _claims(operator) == []
