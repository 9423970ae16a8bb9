"""`tracker export` as somebody types it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet
import pytest

from tests.operators import ROOT, Operator
from tracker.db.views import VIEWS


@pytest.fixture
def desk(sqlite_operator: Operator) -> Operator:
    return sqlite_operator


def test_every_form_goes_where_it_is_told_and_twice_gives_the_same(desk: Operator) -> None:
    for form in ("parquet", "csv", "jsonl"):
        for to in ("one", "two"):
            done = desk.tracker("export", form, "--to", f"{form} {to}", "--subject", "Llama 3.1")
            assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        one, two = (sorted((desk.folder / f"{form} {to}").iterdir()) for to in ("one", "two"))
        assert [path.name for path in one] == sorted(f"{view.name}.{form}" for view in VIEWS)
        assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    for form in ("atom", "jsonfeed", "errata", "errata-json", "ical"):
        done = desk.tracker("export", form, "--to", f"feeds/{form}")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert desk.tracker("export", form).stdout == (desk.folder / "feeds" / form).read_text("utf-8")


def test_one_view_of_an_earlier_position_to_a_pipe(desk: Operator) -> None:
    done = desk.tracker("export", "jsonl", "--view", "events", "--at", "7")

    assert (done.returncode, done.stderr) == (0, "")
    assert [json.loads(line)["position"] for line in done.stdout.splitlines()] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("xlsx",), "is not one of"),
        (("parquet",), "say which folder by --to"),
        (("csv",), "or which one --view"),
        (("csv", "--view", "v1_secrets"), "there are v1_timeline"),
        (("atom", "--view", "models"), "it goes with parquet, csv, jsonl"),
        (("ical", "--limit", "3"), "they go with atom, jsonfeed"),
        (("atom", "--address", "javascript:alert(1)"), "is no address"),
        (("atom", "--to", "sources.toml/x"), "cannot be written"),
        (("csv", "--to", "sources.toml"), "no folder that can be written to"),
    ],
)
def test_what_cannot_be_is_one_line_and_no_file(desk: Operator, arguments: tuple[str, ...], told: str) -> None:
    before = set(desk.folder.iterdir())
    done = desk.tracker("export", *arguments)

    assert done.returncode in {1, 2}
    assert (done.stdout, done.stderr.count("\n")) == ("", 1)
    assert told in done.stderr
    assert {path.name for path in set(desk.folder.iterdir()) - before} <= {
        "tracker.db",
        "tracker.db-wal",
        "tracker.db-shm",
        "archive",
    }


def test_a_reader_of_parquet_finds_where_it_came_from(desk: Operator) -> None:
    desk.tracker("export", "parquet", "--to", "out", "--view", "models")
    [file] = Path(desk.folder / "out").iterdir()
    metadata = pyarrow.parquet.read_schema(file).metadata

    assert metadata[b"program"].startswith(b"tracker ")
    assert len(metadata[b"log_link"]) == 64


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is Linux's")
@pytest.mark.parametrize("arguments", [("export", "atom"), ("timeline", "--new-since-last", "--reader", "ann")])
def test_a_full_disk_is_one_line_and_moves_no_mark(desk: Operator, arguments: tuple[str, ...]) -> None:
    desk.tracker("report")
    command = f"{sys.executable} -m tracker {' '.join(arguments)} > /dev/full"
    settings = {"TRACKER_DATA_DIR": str(desk.folder), "PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    done = subprocess.run(command, shell=True, env=settings, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (1, "tracker: the output cannot be written: No space left on device\n")
    assert not (desk.folder / "readers").exists()
