"""Exports, read back by libraries that are not ours: the same rows, the documented types, the same bytes again."""

import csv
import io
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import feedparser
import icalendar
import jsonschema
import pyarrow
import pyarrow.parquet
import pytest
from sqlalchemy import Engine, text

from tests.projections.made import append, made
from tests.projections.seeded import all_seeds
from tracker.db.migrate import upgrade
from tracker.db.session import open_database, reading, writing
from tracker.db.views import VIEWS
from tracker.errors import TrackerError, UsageError
from tracker.projections.replay import project
from tracker.report.contents import commitment_lines, contents, lines
from tracker.report.exports import csv_lines, json_lines, parts_of, view_named, write_sqlite, write_views
from tracker.report.feed import happenings_feed
from tracker.report.files import whole, whole_folder
from tracker.report.lines import Moment
from tracker.report.schema import schema
from tracker.report.selection import EVERYTHING, Selection
from tracker.report.to_atom import to_atom
from tracker.report.to_icalendar import to_icalendar
from tracker.report.to_json import to_json
from tracker.report.to_jsonfeed import to_jsonfeed
from tracker.vocabulary import vocabulary

ROOT = Path(__file__).parent.parent.parent
ARROW = {"text": pyarrow.string(), "integer": pyarrow.int64(), "boolean": pyarrow.bool_()}
DUCKDB = {"text": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN"}
STAMP = "2026-11-21T12:00:00.000000Z"


@pytest.fixture
def seeded(engine: Engine, tmp_path: Path) -> Engine:
    all_seeds(engine, tmp_path / "seeds")
    return engine


def rows_of(engine: Engine, view: str) -> list[tuple[Any, ...]]:
    with reading(engine) as connection:
        return [tuple(row) for row in connection.execute(text(f"SELECT * FROM {view}"))]


def test_parquet_has_every_row_with_the_documented_types(seeded: Engine, tmp_path: Path) -> None:
    with reading(seeded) as connection:
        write_views(connection, VIEWS, "parquet", EVERYTHING, tmp_path / "seeds")
    described = in_duckdb(tmp_path / "seeds")
    for view in VIEWS:
        path = tmp_path / "seeds" / f"{view.name}.parquet"
        table = pyarrow.parquet.read_table(path)
        assert [(field.name, field.type) for field in table.schema] == [(c.name, ARROW[c.type]) for c in view.columns]
        assert [field.metadata[b"description"].decode() for field in table.schema] == [c.meaning for c in view.columns]
        assert int(table.schema.metadata[b"log_position"]) > 0
        held = [tuple(row.values()) for row in table.to_pylist()]
        assert sorted(map(repr, _untruthful(held))) == sorted(map(repr, rows_of(seeded, view.name)))
        columns, count = described[view.name]
        assert columns == [[column.name, DUCKDB[column.type]] for column in view.columns]
        assert count == len(held)


def in_duckdb(folder: Path) -> dict[str, Any]:
    """View -> its columns with their types, and the number of rows, as DuckDB reads the files: in a process of its own,
    as its library complains of itself when a process ends."""
    program = """
import duckdb, json, pathlib, sys
duck, found = duckdb.connect(), {}
for path in pathlib.Path(sys.argv[1]).glob("*.parquet"):
    columns = duck.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()
    [[count]] = duck.execute(f"SELECT count(*) FROM '{path}'").fetchall()
    found[path.stem] = [[[str(name), str(kind)] for name, kind, *_ in columns], count]
print(json.dumps(found))
"""
    done = subprocess.run([sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _untruthful(rows: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        yield tuple(int(cell) if isinstance(cell, bool) else cell for cell in row)


def test_csv_json_lines_and_sqlite_have_every_row(seeded: Engine, tmp_path: Path) -> None:
    with reading(seeded) as connection:
        write_sqlite(connection, tmp_path / "all.db", EVERYTHING)
        lite = sqlite3.connect(tmp_path / "all.db")
        for view in VIEWS:
            expected = rows_of(seeded, view.name)
            held = list(csv.reader(io.StringIO("".join(csv_lines(view, parts_of(connection, view, EVERYTHING))))))
            assert (held[0], len(held) - 1) == ([column.name for column in view.columns], len(expected))
            told = [json.loads(line) for line in json_lines(view, parts_of(connection, view, EVERYTHING))]
            assert sorted(map(repr, _untruthful([tuple(one.values()) for one in told]))) == sorted(map(repr, expected))
            assert sorted(map(repr, lite.execute(f"SELECT * FROM {view.name}"))) == sorted(map(repr, expected))
        lite.close()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_both_databases_export_the_same_bytes(engine: Engine, tmp_path: Path) -> None:
    other = open_database(f"sqlite:///{tmp_path / 'lite.db'}")
    upgrade(other)
    made_log = made(Random(3), 30, 90, 10)
    for number, one in enumerate((engine, other)):
        append(one, made_log)
        with writing(one) as connection:
            project(connection, vocabulary())
        (tmp_path / str(number)).mkdir()
        for form in ("csv", "jsonl", "parquet"):
            with reading(one) as connection:
                write_views(connection, VIEWS, form, Selection(subjects=("Llama 4",)), tmp_path / str(number))
    other.dispose()

    for path in (tmp_path / "0").iterdir():
        assert path.read_bytes() == (tmp_path / "1" / path.name).read_bytes(), path.name


def test_the_feeds_read_back_whole(seeded: Engine) -> None:
    with reading(seeded) as connection:
        feed = happenings_feed(connection, EVERYTHING, 1_000, "https://one.example/feed.xml")
        short = happenings_feed(connection, EVERYTHING, 5)
    read = feedparser.parse(io.BytesIO(to_atom(feed).encode()))
    told = json.loads(to_jsonfeed(feed))

    assert (read.bozo, read.version, read.feed.title) == (False, "atom10", feed.title)
    assert [(entry.id, entry.title) for entry in read.entries] == [(item.id, item.title) for item in feed.items]
    assert len({item.id for item in feed.items}) == len(feed.items) == len(rows_of(seeded, "v1_timeline"))
    assert all(entry.updated_parsed and entry.summary for entry in read.entries)
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in told["items"]] == [item.id for item in feed.items]
    assert all(datetime.fromisoformat(item["date_published"]).tzinfo == UTC for item in told["items"])
    assert short.items == feed.items[:5]


def test_the_calendar_reads_back_whole(seeded: Engine) -> None:
    with reading(seeded) as connection:
        told = lines(connection, limit=10_000)
        promises = commitment_lines(connection, "2026-11-21")
    read = icalendar.Calendar.from_ical(to_icalendar(told, promises, STAMP))
    events = {str(event["UID"]): event for event in read.walk("VEVENT")}

    assert len(events) == sum(1 for line in told if line.on) + sum(1 for promise in promises if promise.due)
    assert not [event for event in events.values() if event.errors]
    for line in told:
        found = [event for event in events.values() if f"tracker why {line.id}" in str(event.get("DESCRIPTION"))]
        days = [(event.decoded("DTSTART"), event.decoded("DTEND")) for event in found if "Due:" not in event["SUMMARY"]]
        if line.on and len(line.on) == 10:
            assert days == [
                (date.fromisoformat(line.on), date.fromordinal(date.fromisoformat(line.on).toordinal() + 1))
            ]
        elif line.on:
            assert days[0][0].isoformat().startswith(line.on)
            assert date.fromordinal(days[0][1].toordinal() - 1).isoformat().startswith(line.on)
            assert f"some day of {line.on}" in found[0]["SUMMARY"]


def test_the_json_report_is_valid_against_its_published_schema(seeded: Engine) -> None:
    published = json.loads((ROOT / "docs" / "report.schema.json").read_text("utf-8"))
    assert published == json.loads(json.dumps(schema())), "python -m tracker.report.schema > docs/report.schema.json"
    jsonschema.Draft202012Validator.check_schema(published)
    validator = jsonschema.Draft202012Validator(published)
    with reading(seeded) as connection:
        report = json.loads(to_json(contents(connection, (), Moment(date(2026, 11, 21), date(2026, 1, 1)))))

    assert not list(validator.iter_errors(report))
    assert report.keys() == published["$defs"]["Contents"]["properties"].keys()
    del report["timeline"][0]["id"]
    report["position"] = "12"
    assert len(list(validator.iter_errors(report))) == 2


def test_a_view_is_named_with_or_without_its_prefix() -> None:
    assert view_named("v1_models") is view_named("models")
    with pytest.raises(UsageError, match="there are v1_timeline, v1_happening_evidence"):
        view_named("modells")


def fill(draft: Path, text: str, *, fails: bool) -> None:
    draft.write_text(text, "utf-8")
    if fails:
        raise RuntimeError(text)


def test_a_file_is_whole_or_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "feed.xml"
    with whole(file) as draft:
        fill(draft, "first", fails=False)
    with pytest.raises(RuntimeError, match="half"), whole(file) as draft:
        fill(draft, "half", fails=True)
    with pytest.raises(TrackerError, match="cannot be written: "), whole(file / "no" / "folder"):
        pass

    assert file.read_text("utf-8") == "first"
    assert list(file.parent.iterdir()) == [file], "nothing is left behind"


def test_a_folder_is_filled_whole_or_as_it_was(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "out") as folder:
        fill(folder / "a.csv", "1", fails=False)
    (tmp_path / "out" / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(RuntimeError, match="2"), whole_folder(tmp_path / "out") as folder:
        fill(folder / "a.csv", "2", fails=True)

    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "out").iterdir()} == {
        "a.csv": "1",
        "mine.txt": "mine",
    }
