"""A person decides, from a shell: what is decided counts, stays on record, and survives a rebuild."""

import json
from typing import Any

import pytest

from tests.operators import Operator

DECIDED = ("--who", "an editor", "--why", "read the page")


def table(operator: Operator, name: str, *more: str) -> list[dict[str, Any]]:
    done = operator.tracker(name, "--json", *more)
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def happening(operator: Operator, **wanted: Any) -> dict[str, Any]:
    [found] = [row for row in table(operator, "timeline") if wanted.items() <= row.items()]
    return found


@pytest.fixture
def desk(sqlite_operator: Operator) -> Operator:
    assert sqlite_operator.tracker("report").returncode == 0
    return sqlite_operator


CLEGG = {"subject": "Nick Clegg", "happened_on": "2023-07"}


def test_what_is_confirmed_leaves_the_queue_and_stays_confirmed(desk: Operator) -> None:
    one = happening(desk, **CLEGG)
    assert one["standing"] == "single source"
    queued = [case["id"] for case in json.loads(desk.tracker("review", "--json", "-n", "100").stdout)]
    assert one["happening"] in queued

    done = desk.tracker("review", "confirm", one["happening"], *DECIDED)

    assert (done.returncode, done.stderr) == (0, "")
    assert happening(desk, **CLEGG)["standing"] == "confirmed"
    left = [case["id"] for case in json.loads(desk.tracker("review", "--json", "-n", "100").stdout)]
    assert one["happening"] not in left
    before = table(desk, "timeline")
    assert desk.tracker("rebuild").returncode == 0
    assert table(desk, "timeline") == before


def test_a_correction_changes_what_counts_and_not_the_event(desk: Operator) -> None:
    one = happening(desk, **CLEGG)

    done = desk.tracker("review", "correct", one["happening"], "--set", "happened_on=2023-07-11", *DECIDED)

    assert done.returncode == 0, done.stderr
    assert happening(desk, subject="Nick Clegg", happening=one["happening"])["happened_on"] == "2023-07-11"
    assert desk.tracker("log", "verify").returncode == 0
    [said] = json.loads(desk.tracker("why", one["happening"], "--json").stdout)["events"]
    assert json.dumps(said["event"]).count("2023-07-11") == 0
    [change] = said["amendments"]
    assert "an editor" in json.dumps(change)
    assert (
        "corrected: happened_on -> 2023-07-11, by an editor: read the page"
        in desk.tracker("why", one["happening"]).stdout
    )


def test_what_is_retracted_counts_no_more(desk: Operator) -> None:
    one = happening(desk, **CLEGG)

    assert desk.tracker("review", "retract", one["happening"], *DECIDED).returncode == 0

    assert one["happening"] not in {row["happening"] for row in table(desk, "timeline")}


def test_two_happenings_merge_and_split_again(desk: Operator) -> None:
    plan = next(
        row for row in table(desk, "timeline") if row["variant"] == "commercial version" and row["status"] == "planned"
    )
    events = table(desk, "query", f"SELECT position FROM v1_happening_evidence WHERE happening = '{plan['happening']}'")
    last = f"e{events[-1]['position']}"
    assert len(events) >= 2

    assert desk.tracker("review", "split", last, *DECIDED).returncode == 0
    apart = [row for row in table(desk, "timeline") if row["variant"] == "commercial version"]
    assert len(apart) == 2

    assert desk.tracker("review", "merge", *(row["happening"] for row in apart), *DECIDED).returncode == 0
    [again] = [row for row in table(desk, "timeline") if row["variant"] == "commercial version"]
    assert again["origins"] == plan["origins"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("confirm", "h0000000000"), "no happening and no event is called h0000000000"),
        (("confirm", "e1"), None),
        (("correct", "e1", "--set", "happened_on=someday"), "happened_on"),
        (("correct", "e1", "--set", "colour=red"), "has no colour"),
        (("correct", "e1", "--set", "nonsense"), "FIELD=VALUE"),
        (("merge", "e1"), "a merge needs two"),
        (("confirm", "e1", "--at", "1"), ", not at 1: look again"),
    ],
)
def test_what_cannot_be_is_one_clear_line(desk: Operator, arguments: tuple[str, ...], told: str | None) -> None:
    before = desk.tracker("log", "verify").stdout

    done = desk.tracker("review", *arguments, *DECIDED)

    if told is None:
        assert done.returncode == 0
        return
    assert done.returncode == (1 if "--at" in arguments else 2)
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert desk.tracker("log", "verify").stdout == before


def test_a_past_state_is_what_was_known_then(desk: Operator) -> None:
    one = happening(desk, **CLEGG)
    [known] = table(desk, "query", "SELECT max(recorded_at) AS at FROM v1_events")

    assert desk.tracker("review", "retract", one["happening"], *DECIDED).returncode == 0

    then = {row["happening"] for row in table(desk, "timeline", "--known-at", known["at"])}
    assert one["happening"] in then
    assert one["happening"] not in {row["happening"] for row in table(desk, "timeline")}


def test_tables_differences_and_queries(desk: Operator) -> None:
    before = {row["model"] for row in table(desk, "models", "--as-of", "2024-04-17")}
    after = {row["model"] for row in table(desk, "models", "--as-of", "2024-04-18")}
    assert after - before >= {"Llama 3"}

    told = json.loads(desk.tracker("diff", "--from", "2024-04-17", "--to", "2024-04-18", "--json").stdout)
    assert {"what": "model Llama 3", "field": "status", "before": None, "after": "released"}.items() <= next(
        one for one in told if one["what"] == "model Llama 3" and one["field"] == "status"
    ).items()

    refused = desk.tracker("diff", "--from", "2024-04-18", "--to", "2024-04-17")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "--from 2024-04-18 is after --to 2024-04-17" in refused.stderr
    refused = desk.tracker("query", "DELETE FROM happening")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    csv = desk.tracker("query", "SELECT '=1+1' AS cell", "--csv").stdout
    assert csv == '"cell"\n"\'=1+1"\n'


@pytest.mark.parametrize(
    "sql",
    ["", "DELETE FROM happening", "COMMIT; DELETE FROM happening", "SELECT 1; SELECT 2", "SELECT nothing", "VACUUM"],
)
def test_a_query_reads_only_and_is_one_statement(operator: Operator, sql: str) -> None:
    refused = operator.tracker("query", sql)

    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    counted = table(operator, "query", "SELECT count(*) AS n FROM v1_timeline WHERE subject LIKE 'Llama%'")
    assert counted[0]["n"] > 20


@pytest.mark.parametrize("decided", [("--who", "", "--why", "it is so"), ("--who", "an editor", "--why", " ")])
def test_a_decision_needs_somebody_and_a_reason(desk: Operator, decided: tuple[str, ...]) -> None:
    before = desk.tracker("log", "verify").stdout
    done = desk.tracker("review", "confirm", happening(desk, **CLEGG)["happening"], *decided)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "is empty" in done.stderr
    assert desk.tracker("log", "verify").stdout == before
