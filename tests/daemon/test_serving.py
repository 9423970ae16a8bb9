"""The daemon as a service: started, told to stop in the middle of things, reloaded, watched."""

import json
import signal
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.newsroom import drip, hang, page
from tests.operators import Operator
from tests.services import Manager, Service, wait_until
from tracker.daemon import beat
from tracker.db.session import open_database, reading

ARTICLE = "/en/meta-releases-llama-5"


def coverage(operator: Operator) -> list[str]:
    engine = open_database(operator.database_url)
    with reading(engine) as connection:
        found = connection.execute(text("SELECT payload FROM event WHERE type = 'coverage_collected'")).scalars().all()
    engine.dispose()
    return [json.loads(payload)["url"] for payload in found if "127.0.0.1" in payload]


def test_told_to_stop_in_a_slow_download_it_ends_well_and_the_next_start_goes_on(operator: Operator) -> None:
    operator.newsroom.serve(ARTICLE, drip)
    with Service(operator, TRACKER_TIMEOUT_S="120", TRACKER_STOP_WITHIN_S="15") as service:
        wait_until(lambda: operator.newsroom.count(ARTICLE) == 1, "the slow download has begun")
        assert service.end() == 0, service.lines
        assert service.lines[-1] == "tracker: ended in good order"
    assert operator.newsroom.url + ARTICLE not in coverage(operator)
    del operator.newsroom._manners[ARTICLE]

    with Service(operator) as service:
        wait_until(lambda: operator.newsroom.url + ARTICLE in coverage(operator), "the article is read after all")
        assert service.end() == 0

    assert len(coverage(operator)) == len(set(coverage(operator))) == 4
    assert operator.tracker("log", "verify").returncode == 0


def test_told_twice_it_stops_at_once_and_the_log_is_whole(sqlite_operator: Operator) -> None:
    sqlite_operator.newsroom.serve("/en/feed.xml", hang)
    with Service(sqlite_operator, TRACKER_TIMEOUT_S="120", TRACKER_STOP_WITHIN_S="120") as service:
        wait_until(lambda: sqlite_operator.newsroom.count("/en/feed.xml") == 1, "a request is under way")
        service.tell(signal.SIGTERM)
        service.wait_for("told to stop")
        service.tell(signal.SIGTERM)

        assert service.process.wait(60) == -signal.SIGTERM
    assert sqlite_operator.tracker("log", "verify").returncode == 0


def test_a_new_source_is_picked_up_and_a_broken_list_leaves_that_of_before(sqlite_operator: Operator) -> None:
    newsroom, listed = sqlite_operator.newsroom, sqlite_operator.sources
    newsroom.write_sources(listed, ["en"])
    with Service(sqlite_operator) as service:
        wait_until(lambda: newsroom.count("/en/feed.xml") == 1, "the first source is polled")
        listed.write_text(listed.read_text() + "[[source]]\nname = 'half'\n")
        service.wait_for("the sources of before stay in force")
        newsroom.write_sources(listed, ["en", "de"])

        wait_until(lambda: newsroom.count("/de/feed.xml") == 1, "the new source is polled")

        assert service.says("the list of sources can be read again")
        assert newsroom.count("/en/feed.xml") == 1, "a source that is not due is left alone"
        assert service.end() == 0


def test_a_reload_takes_new_settings_and_refuses_wrong_ones_in_one_line(sqlite_operator: Operator) -> None:
    file = sqlite_operator.folder / "tracker.toml"
    with Service(sqlite_operator) as service:
        service.wait_for("at work")
        file.write_text("tick = 3\n")
        service.tell(signal.SIGHUP)
        service.wait_for("no setting is called 'tick'")
        file.write_text("max_articles_per_source = 3\n")
        service.tell(signal.SIGHUP)
        service.wait_for("settings and sources are read anew")

        assert service.end() == 0


def test_a_failure_is_told_as_it_begins_and_ends_and_not_between(sqlite_operator: Operator) -> None:
    newsroom = sqlite_operator.newsroom
    newsroom.write_sources(sqlite_operator.sources, ["en"])
    newsroom.serve("/en/feed.xml", page("<h1>Sorry</h1>", status=500))
    with Service(sqlite_operator, clock=(time.time(), 3_600, None)) as service:
        wait_until(lambda: newsroom.count("/en/feed.xml") >= 3, "it is tried again")
        del newsroom._manners["/en/feed.xml"]
        service.wait_for("recovered: newsroom-en")

        assert service.end() == 0
    assert sum("server_error: newsroom-en" in line for line in service.lines) == 1, service.lines


def test_lines_as_json_carry_the_id_of_their_cycle(sqlite_operator: Operator) -> None:
    sqlite_operator.newsroom.write_sources(sqlite_operator.sources, ["en"], bad=["500"])
    with Service(sqlite_operator, TRACKER_LOG_FORMAT="json") as service:
        service.wait_for("articles read")
        assert service.end() == 0

    lines = [json.loads(line) for line in service.lines]
    [failed] = [line for line in lines if "bad-500" in line["message"]]
    [summed] = [line for line in lines if "articles read" in line["message"]]
    assert failed["run"] == summed["run"] != ""
    assert (failed["level"], summed["level"]) == ("warning", "info")
    assert datetime.fromisoformat(failed["at"]).tzinfo == UTC


def test_systemd_is_told_of_start_reload_life_and_end(sqlite_operator: Operator, tmp_path: Path) -> None:
    with (
        Manager(tmp_path / "notify") as manager,
        Service(sqlite_operator, NOTIFY_SOCKET=str(manager.path)) as service,
    ):
        for word in ("READY=1", "WATCHDOG=1"):
            wait_until(lambda word=word: manager.hears(word), word)  # type: ignore[misc]
        service.tell(signal.SIGHUP)
        wait_until(lambda: manager.hears("RELOADING=1"), "RELOADING=1")
        assert service.end() == 0
        wait_until(lambda: manager.hears("STOPPING=1"), "STOPPING=1")


def test_the_health_check_fails_when_the_loop_hangs(sqlite_operator: Operator) -> None:
    assert "no daemon is at work" in sqlite_operator.tracker("doctor", "--health").stderr
    with Service(sqlite_operator) as service:
        service.wait_for("articles read")
        assert sqlite_operator.tracker("doctor", "--health").stdout == "well\n"

        service.tell(signal.SIGSTOP)  # its loop stands still; half a minute passes by a change in its last sign of life
        sign = beat.last(sqlite_operator.folder)
        assert sign is not None
        old = {name: getattr(sign, name) for name in sign.__struct_fields__} | {"at_s": sign.at_s - 31}
        beat.keep(sqlite_operator.folder, beat.Beat(**old))
        done = sqlite_operator.tracker("doctor", "--health")

        assert (done.returncode, done.stdout) == (1, "")
        assert "no sign of life" in done.stderr
        service.tell(signal.SIGCONT)
        wait_until(lambda: sqlite_operator.tracker("doctor", "--health").returncode == 0, "it is well again")
        assert service.end() == 0


def test_the_health_check_fails_when_no_source_has_succeeded_for_its_limit(sqlite_operator: Operator) -> None:
    sqlite_operator.newsroom.write_sources(sqlite_operator.sources, [], bad=["500"])
    with Service(sqlite_operator, TRACKER_SUCCESS_LIMIT_S="1") as service:
        service.wait_for("server_error: bad-500")
        wait_until(
            lambda: sqlite_operator.tracker("doctor", "--health", TRACKER_SUCCESS_LIMIT_S="1").returncode == 1, "unwell"
        )

        said = sqlite_operator.tracker("doctor", "--health", TRACKER_SUCCESS_LIMIT_S="1").stderr

        assert "no source has answered well ever" in said
        assert service.end() == 0


def test_a_cycle_that_never_ends_is_a_hang_too() -> None:
    now_s = 100_000.0
    sign = beat.Beat(process=1, at_s=now_s, started_s=0.0, cycle_since_s=now_s - 3 * 3600)

    assert "one cycle has been under way for 3.0 h" in str(beat.hangs(sign, now_s))
    assert beat.hangs(beat.Beat(process=1, at_s=now_s, started_s=0.0, cycle_since_s=now_s - 60), now_s) is None


@pytest.mark.parametrize("address", ["nonsense", "127.0.0.1:notaport", "203.0.113.1:9464"])
def test_an_address_for_metrics_that_cannot_be_served_is_wrong_use(sqlite_operator: Operator, address: str) -> None:
    done = sqlite_operator.tracker("daemon", TRACKER_METRICS_ADDRESS=address)

    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "metrics_address" in done.stderr
