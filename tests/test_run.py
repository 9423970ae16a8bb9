"""The whole, as an operator uses it: the command in a process of its own, a newsroom on localhost, both databases."""

import subprocess
import sys
from typing import Any

import pytest
from sqlalchemy import text

from tests.newsroom import Item, page
from tests.operators import FEEDS, ROOT, Operator
from tracker.db import guards
from tracker.db.session import open_database, reading, writing


def headlines(report: dict[str, Any]) -> list[str]:
    return [line["headline"] for line in report["timeline"]]


def test_feeds_in_four_languages_are_collected_and_reported(operator: Operator) -> None:
    done = operator.tracker("run")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    report = operator.report()
    told = [witness for line in report["timeline"] for witness in line["witnesses"]]
    assert {witness["language"] for witness in told if witness["publisher"] == "The Newsroom"} == set(FEEDS)
    assert any(line.startswith("Llama 5: released") for line in headlines(report))
    assert all(operator.newsroom.count(f"/{language}/feed.xml") == 1 for language in FEEDS)


def test_what_is_about_something_else_is_not_even_fetched(sqlite_operator: Operator) -> None:
    sqlite_operator.tracker("run")

    assert sqlite_operator.newsroom.count("/en/meta-releases-llama-5") == 1
    assert sqlite_operator.newsroom.count("/en/tram-line-opens") == 0


def test_a_new_item_is_in_the_next_report_and_unchanged_feeds_add_nothing(operator: Operator) -> None:
    operator.tracker("run")
    before = operator.report()
    operator.newsroom.forget()
    operator.newsroom.publish(
        Item(
            slug="meta-releases-muse-quill",
            title="Meta releases Muse Quill under the Apache 2.0 licence",
            text="Meta released Muse Quill on Thursday, an open-weight language model that anyone can download.\n\n"
            "The model is available under the Apache 2.0 licence, the company said. It has 12 billion parameters and "
            "was trained by Meta Superintelligence Labs over the summer. Developers can use it commercially.\n\n"
            "Muse Quill is the second open model of the family this year, after Muse Glimmer in August.",
            summary="An open-weight model under Apache 2.0.",
        )
    )

    done = operator.tracker("run", "--all")

    assert (done.returncode, done.stderr) == (0, "")
    after = operator.report()
    assert [line for line in headlines(after) if "Muse Quill" in line and "released" in line]
    assert not [line for line in headlines(before) if "Muse Quill" in line]
    assert [asked.path for asked in operator.newsroom.requests if asked.path.startswith("/de/")] == ["/de/feed.xml"]
    engine = open_database(operator.database_url)
    with reading(engine) as connection:
        outcomes = connection.execute(text("SELECT outcome FROM fetch_attempt WHERE url LIKE '%feed.xml' ORDER BY id"))
        assert sorted(outcomes.scalars())[-3:] == ["not_modified"] * 3
    engine.dispose()


def test_a_source_that_is_not_due_is_left_alone(sqlite_operator: Operator) -> None:
    sqlite_operator.tracker("run")
    sqlite_operator.newsroom.forget()

    done = sqlite_operator.tracker("run")

    assert (done.returncode, done.stderr) == (0, "")
    assert sqlite_operator.newsroom.requests == []


def test_what_fails_is_one_clear_line_each_and_the_rest_is_committed(operator: Operator) -> None:
    operator.newsroom.write_sources(operator.sources, FEEDS, bad=["broken.xml", "empty", "hangs", "500"])
    operator.newsroom.serve("/de/meta-aendert-lizenz-von-llama-5", page(""))

    done = operator.tracker("run")

    assert done.returncode == 3
    lines = done.stderr.splitlines()
    assert len(lines) == 4, done.stderr
    for outcome, source in [
        ("not_a_feed", "bad-broken-xml"),
        ("empty", "bad-empty"),
        ("timeout", "bad-hangs"),
        ("server_error", "bad-500"),
    ]:
        [line] = [line for line in lines if line.startswith(f"tracker: {outcome}: ")]
        assert source in line
    report = operator.report()
    assert any(line.startswith("Llama 5: released") for line in headlines(report))
    failing = {line["name"] for line in report["sources"] if line["failing_since"]}
    assert failing == {"bad-broken-xml", "bad-empty", "bad-hangs", "bad-500"}


def test_an_altered_event_is_named_and_the_exit_code_is_4(operator: Operator) -> None:
    operator.tracker("report")
    verified = operator.tracker("log", "verify")
    assert verified.returncode == 0
    engine = open_database(operator.database_url)
    with writing(engine) as connection:
        guards.drop(connection)
        changed = text("UPDATE event SET payload = replace(payload, 'Llama 2', 'Llama 9') WHERE position = :at")
        at = connection.execute(text("SELECT min(position) FROM event WHERE payload LIKE '%Llama 2%'")).scalar()
        connection.execute(changed, {"at": at})
    engine.dispose()

    done = operator.tracker("log", "verify")

    assert done.returncode == 4
    assert f"event {at} (" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_seeding_twice_adds_nothing(operator: Operator) -> None:
    first = operator.report()

    second = operator.report()

    assert (first["position"], first["link"]) == (second["position"], second["link"])
    assert first["position"] > 100


def test_the_report_tells_the_state_as_of_the_history(operator: Operator) -> None:
    report = operator.report()

    models = {line["name"]: line for line in report["models"]}
    assert (models["Llama 4"]["released_on"], models["Llama 4"]["licence"]) == (
        "2025-04-05",
        "Llama 4 Community License",
    )
    assert (models["Muse Spark Open"]["released_on"], models["Muse Spark Open"]["licence"]) == (
        "2026-10-15",
        "Muse Model License",
    )
    zuckerberg = {line["on"]: line["stance"] for line in report["positions"] if line["speaker"] == "Mark Zuckerberg"}
    assert zuckerberg["2024-07-23"] == "open"
    assert zuckerberg["2025-07-30"] == "conditional"
    assert zuckerberg["2026-08-10"] == "open"


def test_the_plan_of_july_2023_is_one_happening_told_in_two_languages(operator: Operator) -> None:
    plans = [
        line
        for line in operator.report()["timeline"]
        if line["kind"] == "release" and line["subject"] == "LLaMA" and "planned" in line["headline"]
    ]

    assert [(line["on"], sorted(line["languages"]), line["origins"]) for line in plans] == [
        ("2023-07", ["de", "nl"], 2)
    ]


def test_every_line_of_the_report_can_be_traced(sqlite_operator: Operator) -> None:
    sqlite_operator.tracker("run")
    report = sqlite_operator.report()
    ids = {line["id"] for line in report["timeline"]}
    assert {line["id"] for line in report["models"]} <= ids
    assert {line["id"] for line in report["positions"]} <= ids

    for line in [line for line in report["timeline"] if line["languages"]][:5]:
        done = sqlite_operator.tracker("why", line["id"])
        assert done.returncode == 0, done.stderr
        for part in ("quote: ", "document: ", "snapshot: ", "fetched: ", "link: "):
            assert part in done.stdout


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (["rnu"], {}, "rnu"),
        (["run", "--evrything"], {}, "--evrything"),
        (["run", "--source", "nobody"], {}, "nobody"),
        (["report", "--since", "yesterday"], {}, "yesterday"),
        (["why", "h00000000"], {}, "h00000000"),
        (["report"], {"TRACKER_DATABSE_URL": "x"}, "database_url"),
        (["report"], {"TRACKER_DATABASE_URL": "nonsense"}, "database_url"),
        (["--config", "nowhere.toml", "report"], {}, "nowhere.toml"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(
    sqlite_operator: Operator, arguments: list[str], environment: dict[str, str], said: str
) -> None:
    done = sqlite_operator.tracker(*arguments, **environment)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_wrong_line_in_the_list_of_sources_is_named_with_its_line(sqlite_operator: Operator) -> None:
    with sqlite_operator.sources.open("a") as file:
        file.write(
            '\n[[source]]\nname = "last"\nurl = "http://127.0.0.1/x"\npublisher = "P"\nlanguage = "en"\n'
            'provenance = "press"\nrhythm = "1h"\nkind = "fede"\n'
        )
    line = sqlite_operator.sources.read_text().splitlines().index('kind = "fede"') + 1

    done = sqlite_operator.tracker("run")

    assert done.returncode == 2
    assert f"sources.toml:{line}:" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_help_comes_at_once_without_the_heavy_libraries() -> None:
    code = "import sys, tracker.__main__; print(sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout

    assert not {"scrapy", "sqlalchemy", "trafilatura", "feedparser", "rich", "numpy", "alembic"} & set(
        loaded.replace("'", " ").replace(",", " ").split()
    )


def test_when_nobody_answers_no_source_is_blamed_and_all_are_due_at_once(sqlite_operator: Operator) -> None:
    listed = sqlite_operator.sources.read_text()
    sqlite_operator.sources.write_text(listed.replace("127.0.0.1:", "127.0.0.1:1/"))

    done = sqlite_operator.tracker("run")

    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert "unreachable: 4 addresses" in done.stderr
    assert any(line["name"] == "Llama 4" for line in sqlite_operator.report()["models"])
    sqlite_operator.sources.write_text(listed)
    assert sqlite_operator.tracker("run").returncode == 0
    assert sqlite_operator.newsroom.count("/en/feed.xml") == 1
