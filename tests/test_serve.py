"""`tracker serve`: one command, on SQLite and on PostgreSQL; the views and nothing else, read only, kept up to date."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest
from sqlalchemy import text

from tests.operators import ROOT, Operator
from tests.report.hostile import fill
from tracker.db.session import open_database, reading
from tracker.db.views import VIEWS
from tracker.report.questions import questions


@contextmanager
def served(operator: Operator, *arguments: str) -> Iterator[str]:
    """The address that the command prints; the command is ended, and must have said nothing else."""
    settings = {
        "TRACKER_DATA_DIR": str(operator.folder),
        "TRACKER_DATABASE_URL": operator.database_url,
        "TRACKER_SOURCES_FILE": str(operator.sources),
        "PYTHONPATH": str(ROOT),
        "PATH": os.environ["PATH"],
        "HOME": str(operator.folder),
        "TMPDIR": str(operator.folder),
    }
    command = [sys.executable, "-m", "tracker", "serve", "--port", "0", *arguments]
    printed = operator.folder / "printed"
    with (
        printed.open("wb") as out,
        subprocess.Popen(
            command, env=settings, cwd=operator.folder, stdout=out, stderr=subprocess.PIPE, text=True
        ) as process,
    ):
        assert process.stderr is not None
        try:
            said = process.stderr.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+", said)
            assert found, said
            yield found[0]
        finally:
            process.send_signal(signal.SIGTERM)
            rest = process.communicate(timeout=240)[1]
    told = [line for line in rest.splitlines() if not line.startswith("ERROR: conn=")]  # Datasette's, of refused SQL
    assert (process.returncode, told) == (0, ["tracker: ended"])
    assert printed.read_bytes() == b"", "nothing of what was asked wrongly, with all that is known"
    assert not list(operator.folder.glob("tracker-serve-*")), "the copies are gone"


def page(address: str) -> str:
    with urlopen(address, timeout=240) as answer:
        return str(answer.read().decode())


def read(address: str) -> Any:
    return json.loads(page(address))


def refused(address: str) -> dict[str, Any]:
    with pytest.raises(HTTPError) as caught:
        page(address)
    with caught.value as answer:
        return {"status": answer.code, **json.loads(answer.read())}


def test_one_command_serves_the_views_and_the_worked_questions(operator: Operator) -> None:
    with served(operator, "--refresh", "0") as site:
        database = read(f"{site}/tracker.json")
        assert {table["name"] for table in database["tables"]} == {view.name for view in VIEWS}
        for view in VIEWS:
            told = read(f"{site}/tracker/{view.name}.json?_size=1")
            assert [name for name in told["columns"] if name != "rowid"] == [column.name for column in view.columns]
        shown = page(f"{site}/tracker/v1_models?_facet=family")
        assert "The current state of each model" in shown
        assert "licence in force" in shown
        assert {"family", "status"} <= read(f"{site}/tracker/v1_models.json")["facet_results"].keys()
        assert "7&nbsp;d" in page(f"{site}/tracker/v1_timeline?tolerance_days=7")

        assert {query["name"] for query in database["queries"]} == {one.name for one in questions()}
        engine = open_database(operator.database_url)
        for one in questions():
            rows = read(f"{site}/tracker/{one.name}.json?_shape=array")
            with reading(engine) as connection:
                expected = [dict(row) for row in connection.execute(text(one.sql)).mappings()]
            assert sorted(map(repr, rows)) == sorted(map(repr, expected)), one.title
        engine.dispose()
        assert "The report as a page" in page(site)
        assert "</html>" in page(f"{site}/report/index.html")


def test_nothing_but_the_views_can_be_read_and_nothing_written(sqlite_operator: Operator) -> None:
    with served(sqlite_operator, "--refresh", "0") as site:
        for table in ("document", "event", "page", "fetch_attempt"):
            answer = refused(f"{site}/tracker.json?sql={quote(f'select * from {table}')}")
            assert (answer["status"], answer["error"]) == (400, f"no such table: {table}")
        for sql in ("delete from v1_models", "drop table v1_models", "attach 'x.db' as x", "pragma writable_schema=1"):
            assert refused(f"{site}/tracker.json?sql={quote(sql)}")["status"] == 400
        with pytest.raises(HTTPError) as caught:
            urlopen(Request(f"{site}/tracker/v1_models", data=b"{}", method="POST"), timeout=240)
        with caught.value as answer:
            assert answer.code == 405
        assert len(read(f"{site}/tracker/v1_models.json?_shape=array")) > 10


def test_what_is_appended_is_served_soon(sqlite_operator: Operator) -> None:
    with served(sqlite_operator, "--refresh", "1") as site:
        before = read(f"{site}/tracker/v1_events.json?_size=1")
        event = json.loads(sqlite_operator.tracker("query", "SELECT id FROM v1_events LIMIT 1", "--json").stdout)[0][
            "id"
        ]
        done = sqlite_operator.tracker("review", "retract", event, "--who", "ann", "--why", "a test")
        assert done.returncode == 0

        deadline = time.monotonic() + 240
        while (now := read(f"{site}/tracker/v1_events.json?_size=1"))["rows"] == before["rows"]:
            assert time.monotonic() < deadline, "the copy was not made again"
            time.sleep(0.5)
        assert now["rows"][0][1] == before["rows"][0][1] + 1
        assert f"Log head {now['rows'][0][1]} " in page(site)


def test_hostile_texts_are_text_there_too(sqlite_operator: Operator) -> None:
    sqlite_operator.tracker("report")
    engine = open_database(sqlite_operator.database_url)
    fill(engine)
    engine.dispose()
    with served(sqlite_operator, "--refresh", "0") as site:
        for view in ("v1_timeline", "v1_coverage", "v1_happening_evidence", "v1_commitments"):
            shown = page(f"{site}/tracker/{view}?_size=200")
            assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
            assert "<script>alert" not in shown
            assert not re.search(r"href=[\"']?\s*(javascript|data):", shown)


def test_a_port_that_is_taken_is_one_line(sqlite_operator: Operator) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = sqlite_operator.tracker("serve", "--port", port)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert f"cannot listen on 127.0.0.1 port {port}: Address already in use" in done.stderr
