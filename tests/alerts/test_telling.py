"""Alerts over a real Apprise channel to a real HTTP endpoint: one for each piece of news, none for a reread."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.newsroom import Newsroom
from tests.operators import Operator
from tracker.alerts.channels import load
from tracker.alerts.telling import tell
from tracker.collect.archive import Archive
from tracker.db.session import reading, writing
from tracker.errors import UsageError
from tracker.events import store
from tracker.events.store import Draft
from tracker.events.types import payload_of
from tracker.pipeline.cycle import replay
from tracker.pipeline.editing import corrected, retracted
from tracker.pipeline.reading import store_article
from tracker.records import Article, Claim, Snapshot
from tracker.settings import Settings

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Endpoint:
    """A service that takes what Apprise's json:// sends, or refuses it while `is_down`."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.is_down = False
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if not endpoint.is_down:
                    endpoint.got.append(json.loads(body))
                self.send_response(503 if endpoint.is_down else 200)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Stay quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"json://127.0.0.1:{self._server.server_address[1]}/alerts"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def titles(self) -> list[str]:
        return [message["title"] for message in self.got]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    made = Endpoint()
    yield made
    made.close()


@pytest.fixture
def settings(tmp_path: Path, endpoint: Endpoint) -> Settings:
    file = tmp_path / "alerts.toml"
    file.write_text(f'[[channel]]\nname = "desk"\nurl = "{endpoint.url}"\n')
    return Settings(data_dir=tmp_path, alerts_file=str(file), allowed_networks="127.0.0.0/8")


def tells(
    engine: Engine,
    settings: Settings,
    number: int,
    *,
    reader: str = "rules 1",
    day: str = "2026-11-20",
    at: datetime = NOW,
) -> None:
    """Article `number` tells of the release of Llama 6, and is collected."""
    sentence = f"Meta released Llama 6, reporter {number} wrote."
    body = f"<p>{sentence}</p>".encode()
    url = f"https://paper{number}.example/llama-6"
    snapshot = Snapshot(sha256(body).hexdigest(), url, url, at, 200, "text/html", body)
    article = Article(f"Llama 6 is out, says paper {number}", sentence, url, "en", day, f"Paper {number}")
    start = len(article.title) + 1
    claim = Claim(
        kind="release", subject="Llama 6", quote=sentence, start=start, end=start + len(sentence), status="released",
        happened_on=day, confidence=0.9, main=True, access="open_weights",
    )  # fmt: skip
    kept = Archive(settings.archive_dir).keep(snapshot)
    with writing(engine) as connection:
        store_article(connection, article, [claim], snapshot, kept, source="paper", provenance="press", reader=reader,
                      now=at)  # fmt: skip
    replay(engine)


def claims_in(engine: Engine) -> list[store.Entry]:
    with reading(engine) as connection:
        return [entry for entry in store.read(connection) if entry.type == "release"]


def test_ten_articles_are_one_message_a_correction_by_an_editor_one_and_a_reread_none(
    engine: Engine, settings: Settings, endpoint: Endpoint
) -> None:
    replay(engine)
    assert tell(engine, settings, NOW) == []
    for number in range(10):
        tells(engine, settings, number)
        tell(engine, settings, NOW)
    assert len(endpoint.got) == 1, endpoint.titles()
    assert "Llama 6" in endpoint.titles()[0]
    assert "reporter 0 wrote" in endpoint.got[0]["message"]

    for number in range(10):  # a new reader reads the same articles again, and words its claims anew
        tells(engine, settings, number, reader="rules 2", day="2026-11-19", at=NOW + timedelta(hours=1))
    assert tell(engine, settings, NOW + timedelta(hours=1)) == []
    first = claims_in(engine)[0]
    with writing(engine) as connection:
        corrected(connection, first, {"happened_on": "2026-11-18"}, who="Ada", why="the post is dated", now=NOW)
    replay(engine)
    tell(engine, settings, NOW + timedelta(hours=2))
    tell(engine, settings, NOW + timedelta(hours=3))

    assert len(endpoint.got) == 2
    assert endpoint.titles()[1].startswith("Corrected: Release: ")
    assert "happened_on: 2026-11-20 -> 2026-11-18" in endpoint.got[1]["message"]
    assert "by Ada: the post is dated" in endpoint.got[1]["message"]


def test_a_correction_by_a_reread_is_told_to_nobody(engine: Engine, settings: Settings, endpoint: Endpoint) -> None:
    replay(engine)
    tell(engine, settings, NOW)
    tells(engine, settings, 1)
    tell(engine, settings, NOW)
    [first] = claims_in(engine)
    with writing(engine) as connection:
        replaced = {"event": first.id, "replaces": {"happened_on": "2026-11-17"}, "reason": "reread"}
        correction = Draft("reread", payload_of("correction", replaced))
        store.append(connection, [correction], NOW)
    replay(engine)

    tell(engine, settings, NOW)

    assert len(endpoint.got) == 1


def test_with_the_endpoint_down_the_same_arrives_later_and_the_failure_is_told_once(
    engine: Engine, settings: Settings, endpoint: Endpoint
) -> None:
    replay(engine)
    tell(engine, settings, NOW)
    endpoint.is_down = True
    tells(engine, settings, 1)
    said = [line for minute in range(0, 60, 5) for line in tell(engine, settings, NOW + timedelta(minutes=minute))]
    assert len(said) == 1, said
    assert said[0].startswith("alerts: desk: ")
    assert "503" in said[0]
    [first] = claims_in(engine)
    with writing(engine) as connection:
        corrected(connection, first, {"happened_on": "2026-11-18"}, who="Ada", why="dated", now=NOW)
    replay(engine)
    tell(engine, settings, NOW + timedelta(hours=1))
    endpoint.is_down = False

    said = [line for hour in range(2, 12) for line in tell(engine, settings, NOW + timedelta(hours=hour))]

    assert said == ["alerts: desk: recovered"]
    assert [title.partition(":")[0] for title in endpoint.titles()] == ["Release", "Corrected"]


def test_a_retraction_by_a_person_is_told_to_who_was_told(
    engine: Engine, settings: Settings, endpoint: Endpoint
) -> None:
    replay(engine)
    tell(engine, settings, NOW)
    tells(engine, settings, 1)
    tell(engine, settings, NOW)
    with writing(engine) as connection:
        retracted(connection, claims_in(engine), who="Ada", why="a hoax", now=NOW)
    replay(engine)

    tell(engine, settings, NOW)

    assert endpoint.titles()[1] == "Retracted: Release: Llama 6"
    assert "a hoax" in endpoint.got[1]["message"]


def test_what_stood_in_the_log_before_a_channel_and_what_is_long_past_is_no_news(
    engine: Engine, settings: Settings, endpoint: Endpoint
) -> None:
    tells(engine, settings, 1)
    tell(engine, settings, NOW)
    tells(engine, settings, 2)
    tell(engine, settings, NOW)
    assert endpoint.got == []

    file = Path(settings.alerts_file)
    file.write_text(file.read_text().replace("desk", "other") + 'max_age = "1d"\n')
    tell(engine, settings, NOW)
    tells(engine, settings, 3, day="2026-03-01")
    tell(engine, settings, NOW)

    assert endpoint.got == []


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ('kinds = ["release"]\nsubjects = ["Llama*"]', 1),
        ('kinds = ["licence_change"]', 0),
        ('statuses = ["withdrawn"]', 0),
        ('territories = ["EU"]', 0),
        ('terms = ["mau_threshold"]', 0),
        ("min_confidence = 0.95", 0),
        ("min_confidence = 0.5\nmain = true", 1),
        ("confirmed = true", 0),
    ],
)
def test_a_rule_says_what_is_worth_an_alert(
    engine: Engine, settings: Settings, endpoint: Endpoint, rule: str, count: int
) -> None:
    file = Path(settings.alerts_file)
    file.write_text(f"{file.read_text()}[[channel.rule]]\n{rule}\n")
    replay(engine)
    tell(engine, settings, NOW)
    tells(engine, settings, 1)

    tell(engine, settings, NOW)

    assert len(endpoint.got) == count


def test_what_one_voice_told_is_told_once_a_second_one_confirms_it(
    engine: Engine, settings: Settings, endpoint: Endpoint
) -> None:
    file = Path(settings.alerts_file)
    file.write_text(f"{file.read_text()}[[channel.rule]]\nconfirmed = true\n")
    replay(engine)
    tell(engine, settings, NOW)
    for number in range(3):
        tells(engine, settings, number)
        tell(engine, settings, NOW)

    assert len(endpoint.got) == 1


def test_a_digest_gathers_what_happened_into_one_message(
    engine: Engine, settings: Settings, endpoint: Endpoint
) -> None:
    file = Path(settings.alerts_file)
    file.write_text(file.read_text() + 'digest = "1d"\n')
    replay(engine)
    tell(engine, settings, NOW)
    tells(engine, settings, 1)
    tell(engine, settings, NOW + timedelta(hours=1))
    [first] = claims_in(engine)
    with writing(engine) as connection:
        corrected(connection, first, {"happened_on": "2026-11-18"}, who="Ada", why="dated", now=NOW)
    replay(engine)
    tell(engine, settings, NOW + timedelta(hours=2))
    assert endpoint.got == []

    tell(engine, settings, NOW + timedelta(hours=25))
    tell(engine, settings, NOW + timedelta(hours=26))

    assert endpoint.titles() == ["2 happenings"]


def test_a_channel_inside_is_refused_at_the_gate_unless_its_network_is_allowed(
    engine: Engine, settings: Settings, endpoint: Endpoint
) -> None:
    closed = Settings(data_dir=settings.data_dir, alerts_file=settings.alerts_file)
    replay(engine)
    tell(engine, closed, NOW)
    tells(engine, closed, 1)

    [said] = tell(engine, closed, NOW)

    assert "not connected: 127.0.0.1 is this very machine" in said
    assert endpoint.got == []
    tell(engine, settings, NOW + timedelta(hours=1))
    assert len(endpoint.got) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ('[[channel]]\nurl = "json://x"\n', "has no name"),
        ('[[channel]]\nname = "a"\n', "give either url or url_file"),
        ('[[channel]]\nname = "a"\nurl = "x"\n', "expected an address"),
        ('[[channel]]\nname = "a"\nurl = "json://x"\ndigset = "1d"\n', "did you mean 'digest'"),
        ('[[channel]]\nname = "a"\nurl = "json://x"\ndigest = "daily"\n', "expected a number and a unit"),
        ('[[channel]]\nname = "a"\nurl = "json://x"\n[[channel.rule]]\nkinds = "release"\n', "a list of texts"),
        ('[[channel]]\nname = "a"\nurl = "json://x"\n[[channel.rule]]\nmin_confidence = 2\n', "a number from 0 to 1"),
        ('[[channel]]\nname = "a"\nurl_file = "nowhere"\n', "url_file"),
        ("[channel]\n", "double brackets"),
        ("[[channel]\n", "alerts.toml"),
    ],
)
def test_a_wrong_file_of_channels_is_one_line_that_says_where(tmp_path: Path, words: str, said: str) -> None:
    file = tmp_path / "alerts.toml"
    file.write_text(words)

    with pytest.raises(UsageError, match=said) as refused:
        load(file)

    assert str(refused.value).startswith(str(file))


def test_a_run_tells_the_desk_and_the_command_shows_what_arrived(
    sqlite_operator: Operator, endpoint: Endpoint, tmp_path: Path
) -> None:
    file = tmp_path / "alerts.toml"
    file.write_text(f'[[channel]]\nname = "desk"\nurl = "{endpoint.url}"\n')
    set_ = {"TRACKER_ALERTS_FILE": str(file)}
    newsroom: Newsroom = sqlite_operator.newsroom
    newsroom.write_sources(sqlite_operator.sources, [], bad=["empty"])
    sqlite_operator.tracker("run", **set_)
    newsroom.write_sources(sqlite_operator.sources, ["en", "de"])

    done = sqlite_operator.tracker("run", **set_)

    assert (done.returncode, done.stderr) == (0, "")
    assert any("Llama 5" in title for title in endpoint.titles())
    assert len(set(endpoint.titles())) == len(endpoint.titles())
    shown = json.loads(sqlite_operator.tracker("alerts", "--json", **set_).stdout)
    assert [(one["channel"], one["delivered"], one["waiting"]) for one in shown] == [("desk", len(endpoint.got), 0)]
    before = len(endpoint.got)
    assert sqlite_operator.tracker("alerts", "--test", "desk", **set_).stdout == "desk: delivered\n"
    assert len(endpoint.got) == before + 1
    wrong = sqlite_operator.tracker("alerts", "--test", "dsek", **set_)
    assert (wrong.returncode, len(wrong.stderr.splitlines())) == (2, 1)
