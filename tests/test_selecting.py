"""The options of selection at the command line: the same everywhere, one clear line when they cannot be."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.operators import Operator

TABLES = ("timeline", "models", "licences", "positions", "commitments")


@pytest.fixture
def desk(sqlite_operator: Operator) -> Operator:
    return sqlite_operator


def said(desk: Operator, *arguments: str) -> str:
    done = desk.tracker(*arguments)
    assert (done.returncode, done.stderr) == (0, ""), arguments
    return done.stdout


def test_one_subject_means_the_same_in_the_report_and_in_every_table(desk: Operator) -> None:
    report = json.loads(said(desk, "report", "--subject", "llama 3.1", "--format", "json"))
    timeline = json.loads(said(desk, "timeline", "--subject", "llama 3.1", "--json"))
    ids = {line["id"] for line in report["timeline"]}

    assert ids == {row["happening"] for row in timeline}
    assert ids
    assert [line["name"] for line in report["models"]] == ["Llama 3.1"]
    for name in TABLES[1:]:
        for row in json.loads(said(desk, name, "--subject", "llama 3.1", "--json")):
            assert row["happening"] in ids or row["model"] == "Llama 3.1"
    told = list(csv.DictReader(io.StringIO(said(desk, "report", "--subject", "llama 3.1", "--format", "csv"))))
    assert {row["id"] for row in told} == ids


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--since", "2024-13-01"), "no day"),
        (("--until", "yesterday"), "no day"),
        (("--since", "2025-01-02", "--until", "2025-01-01"), "--since 2025-01-02 is after --until 2025-01-01"),
        (("--kind", "rumour"), "is not one of"),
        (("--language", "de OR 1=1"), "no language tag"),
        (("--min-origins", "-1"), "-1"),
        (("--at", "100000"), "the log stands at"),
        (("--at", "3", "--known-at", "2026-01-01"), "give one of them"),
        (("--after", "3", "--new-since-last"), "give one of them"),
        (("--new-since-last", "--as-of", "2024-01-01"), "about now"),
        (("--reader", "somebody"), "--new-since-last"),
        (("--new-since-last", "--reader", "../../etc/passwd"), "letters, digits"),
        (("--subject", "Lllama 4"), "did you mean Llama 4"),
    ],
)
def test_a_bad_value_is_one_line_that_says_what_is_wrong(desk: Operator, arguments: tuple[str, ...], told: str) -> None:
    done = desk.tracker("timeline", *arguments)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert told in done.stderr


def test_what_is_new_is_told_to_each_reader_once(desk: Operator) -> None:
    first = json.loads(said(desk, "timeline", "--new-since-last", "--reader", "ann", "--json"))
    again = json.loads(said(desk, "timeline", "--new-since-last", "--reader", "ann", "--json"))
    other = json.loads(said(desk, "report", "--new-since-last", "--reader", "bob", "--format", "json"))

    assert first
    assert again == []
    assert {line["id"] for line in other["timeline"]} == {row["happening"] for row in first}


def test_a_mark_of_another_log_is_refused_and_nothing_is_lost(desk: Operator) -> None:
    said(desk, "timeline", "--new-since-last", "--reader", "ann")
    mark = desk.folder / "readers" / "ann.json"
    for held in ('{"position": 3, "link": "00"}', '{"position": 900000, "link": "00"}', "no json", "[]"):
        mark.write_text(held, "utf-8")
        done = desk.tracker("timeline", "--new-since-last", "--reader", "ann")
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert str(mark) in done.stderr
        assert mark.read_text("utf-8") == held


@pytest.mark.parametrize("form", ["terminal", "markdown", "json", "csv"])
def test_an_old_report_is_made_again_byte_for_byte(desk: Operator, form: str) -> None:
    before = said(desk, "report", "--at", "120", "--subject", "Llama", "--format", form)
    [event] = json.loads(said(desk, "query", "SELECT id FROM v1_events WHERE position = 90", "--json"))
    said(desk, "review", "retract", event["id"], "--who", "ann", "--why", "a test")

    assert said(desk, "report", "--at", "120", "--subject", "Llama", "--format", form) == before
    if form == "json":
        again = json.loads(before)["again"]
        assert said(desk, *again.split()[1:], "--format", "json") == before
        assert json.loads(before)["position"] == 120


def test_the_present_report_is_that_of_its_position_later(desk: Operator) -> None:
    now = json.loads(said(desk, "report", "--format", "json"))
    said(desk, "review", "retract", now["timeline"][0]["id"], "--who", "ann", "--why", "a test")
    later = json.loads(said(desk, *now["again"].split()[1:], "--format", "json"))

    for name in ("models", "commitments", "positions", "changed", "timeline", "position", "link", "today", "since"):
        assert later[name] == now[name], name


def test_a_database_of_an_earlier_moment_takes_the_same_options(desk: Operator, tmp_path: Path) -> None:
    then = json.loads(said(desk, "timeline", "--as-of", "2024-01-01", "--subject", "Llama", "--json"))

    assert then
    assert all(row["happened_on"] <= "2024-01-01" for row in then)
