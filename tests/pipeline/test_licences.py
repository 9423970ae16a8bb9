"""Licence files, policies, cards and hubs that change on localhost: what is news of them, and what is none."""

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, text

from tests.forge import Forge
from tests.newsroom import Newsroom, page
from tracker.cli.licences import as_text, history_of
from tracker.collect.sources import load_sources
from tracker.db.session import reading, writing
from tracker.events import store
from tracker.events.chain import Entry, decoded, instant
from tracker.events.store import Draft
from tracker.events.types import payload_of
from tracker.pipeline.cycle import collect, replay
from tracker.pipeline.tally import Tally
from tracker.report.contents import contents
from tracker.report.lines import Moment
from tracker.report.queue import queue
from tracker.report.to_markdown import to_markdown
from tracker.report.to_terminal import to_terminal
from tracker.report.why import to_text, why
from tracker.settings import Settings

# What is stored is the same on PostgreSQL by the laws of the projections (tests/projections).
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
START = datetime(2026, 11, 1, 9, tzinfo=UTC)
BEFORE = """Finch Model License

Version Release Date: March 3, 2026

By using the Finch model you agree to this License. "Licensor" means Finch Labs, Inc.

1. Grant. Licensor grants You a worldwide, royalty-free, non-exclusive license to use, reproduce and
   redistribute the Model for any lawful purpose, including commercial use. You may not modify the
   Model or create derivative works of it.

2. Redistribution. You must provide a copy of this License with every copy of the Model, and retain
   all copyright notices.

3. Warranty. The Model is provided "as is", without warranty of any kind.
"""
AFTER = BEFORE.replace(
    "You may not modify the\n   Model or create derivative works of it.",
    "You may also modify the\n   Model and create derivative works of it.",
)


class World:
    """A forge, a list of sources and a tracker that polls them, a day later each time."""

    def __init__(self, newsroom: Newsroom, engine: Engine, folder: Path) -> None:
        self.forge = Forge(newsroom)
        self.newsroom = newsroom
        self.engine = engine
        self._settings = Settings(data_dir=folder / "data", delay_s=0.0, timeout_s=3.0, allowed_networks="127.0.0.0/8")
        self._list = folder / "sources.toml"
        self._now = START

    def poll(self) -> Tally:
        self.forge.write_sources(self._list)
        self._now += timedelta(days=1)
        tally = asyncio.run(
            collect(self.engine, load_sources(self._list), self._settings, lambda: self._now, everything=True)
        )
        replay(self.engine)
        return tally

    @property
    def now(self) -> datetime:
        return self._now

    @property
    def today(self) -> str:
        return self._now.date().isoformat()

    def events(self, type_: str) -> list[tuple[Entry, dict[str, Any]]]:
        with reading(self.engine) as connection:
            return [(entry, decoded(entry.payload)) for entry in store.read(connection, type_=type_)]

    def rows(self, query: str) -> list[dict[str, Any]]:
        with reading(self.engine) as connection:
            return [dict(row) for row in connection.execute(text(query)).mappings()]


@pytest.fixture
def world(engine: Engine, tmp_path: Path) -> Iterator[World]:
    with Newsroom() as newsroom:
        yield World(newsroom, engine, tmp_path)


@pytest.fixture
def finch(world: World) -> World:
    """A licence file that was read once."""
    world.forge.follow("/finch/LICENSE", ["Finch"])
    world.forge.commit("/finch/LICENSE", BEFORE, "First version", "2026-03-03")
    assert world.poll().failures == []
    return world


def test_a_change_hidden_under_formatting_is_one_licence_change_with_both_texts(finch: World) -> None:
    finch.forge.commit("/finch/LICENSE", AFTER, "formatting", "2026-10-20", authored_on="2024-02-02")

    finch.poll()
    finch.poll()

    [(_, said)] = finch.events("licence_change")
    [(first, one), (second, other)] = finch.events("licence_text_captured")
    assert (one["terms"]["derivatives"], other["terms"]["derivatives"]) == ("forbidden", "allowed")
    assert (said["terms_before"]["derivatives"], said["terms"]["derivatives"]) == ("forbidden", "allowed")
    assert said["happened_on"] == other["revised_on"] == "2026-10-20"
    assert other["revised_as"] == "formatting"
    assert "formatting" in said["note"]
    assert (said["snapshot_before"], said["snapshot"]) == (one["snapshot"], other["snapshot"])
    assert one["snapshot"] != other["snapshot"]
    assert (said["capture_before"], said["coverage"], other["previous"]) == (first.id, second.id, first.id)
    assert [clause["label"] for clause in said["clauses"]] == ["1"]
    assert said["clauses"][0]["says"].startswith("It may be modified and built upon")


@pytest.mark.parametrize(
    "shown",
    [
        BEFORE.replace("\n", "\r\n") + "\r\n\r\n",
        " ".join(BEFORE.split("\n   ")),
        BEFORE.replace('"', "\u201d").replace("-", "\u2011").replace("Licensor means", "Licensor\u00a0means"),
        BEFORE.replace("Finch Model License\n", "# Finch Model License\n").replace("1. Grant.", "**1. Grant.**"),
    ],
    ids=["line ends", "reflow", "typography", "markup"],
)
def test_how_a_text_is_set_is_no_news(finch: World, shown: str) -> None:
    finch.forge.commit("/finch/LICENSE", shown, "tidy", "2026-10-20")

    assert finch.poll().failures == []

    assert finch.events("licence_change") == []
    assert len(finch.events("licence_text_captured")) == 1


def test_other_words_for_the_same_terms_are_recorded_and_are_no_change(finch: World) -> None:
    finch.forge.commit(
        "/finch/LICENSE", BEFORE.replace("retain\n   all copyright", "keep\n   all copyright"), "words", "2026-10-20"
    )

    finch.poll()

    assert finch.events("licence_change") == []
    assert len(finch.events("licence_text_captured")) == 2


@pytest.mark.parametrize(
    ("shown", "content_type", "outcome"),
    [
        ("", "text/plain", "empty"),
        ("\n \n", "text/plain", "empty"),
        ("<title>Just a moment...</title><p>Checking your browser", "text/html", "blocked"),
        ("Checking your browser before you may access this license. Verify you are human.", "text/plain", "blocked"),
        ("404 Not Found: you may try again, the license is not here", "text/plain", "blocked"),
        ("See https://example.org/legal", "text/plain", "not_terms"),
        ("\x00\x01\x02 binary", "application/octet-stream", "not_terms"),
    ],
)
def test_what_stands_in_place_of_the_text_is_an_outcome_and_the_last_good_text_stands(
    finch: World, shown: str, content_type: str, outcome: str
) -> None:
    finch.forge.show("/finch/LICENSE", shown, content_type)

    tally = finch.poll()

    assert [failure[:2] for failure in tally.failures] == [(outcome, "finch-license")]
    assert len(finch.events("licence_text_captured")) == 1
    assert finch.events("licence_change") == []
    [row] = finch.rows("SELECT * FROM v1_licences WHERE model = 'Finch'")
    assert (row["licence"], row["valid_to"]) == ("Finch Model License", None)
    finch.forge.show("/finch/LICENSE", BEFORE)
    assert finch.poll().failures == []
    assert len(finch.events("licence_text_captured")) == 1


def test_a_text_that_comes_and_goes_is_told_each_time(finch: World) -> None:
    for subject, on, version in (
        ("open", "2026-10-05", AFTER),
        ("close", "2026-10-12", BEFORE),
        ("open", "2026-10-19", AFTER),
    ):
        finch.forge.commit("/finch/LICENSE", version, subject, on)
        finch.poll()

    assert [said["terms"]["derivatives"] for _, said in finch.events("licence_change")] == [
        "allowed",
        "forbidden",
        "allowed",
    ]
    periods = finch.rows(
        "SELECT valid_from, valid_to, value, quote FROM v1_terms WHERE term = 'derivatives' ORDER BY 1"
    )
    assert [(row["valid_from"], row["valid_to"], row["value"]) for row in periods] == [
        ("2026-03-03", "2026-10-05", "forbidden"),
        ("2026-10-05", "2026-10-12", "allowed"),
        ("2026-10-12", "2026-10-19", "forbidden"),
        ("2026-10-19", None, "allowed"),
    ]
    assert "modify" in periods[0]["quote"]


def finch_changes(connection: Connection) -> list[str]:
    query = "SELECT id FROM happening WHERE kind = 'licence_change' AND subject = 'Finch'"
    return list(connection.execute(text(query)).scalars())


def test_the_terms_over_time_are_told_clause_by_clause(finch: World) -> None:
    finch.forge.follow("/finch/README.md", ["Finch"], kind="card", history=False)
    finch.forge.show("/finch/README.md", "---\nlicense: mit\n---\n# Finch\n", "text/markdown")
    finch.poll()
    finch.forge.commit("/finch/LICENSE", AFTER, "formatting", "2026-10-20")
    finch.poll()

    with reading(finch.engine) as connection:
        history = history_of(connection, "FINCH")
        told = as_text(history)
        said = contents(connection, [], Moment(finch.now.date(), date(2026, 10, 1)))
        [why_] = [to_text(found) for row in finch_changes(connection) if (found := why(connection, row))]
        waiting = [case for case in queue(connection) if "disagree" in " ".join(case.reasons)]

    assert [(one.since, one.until, one.terms["derivatives"]) for one in history.periods] == [
        ("2026-03-03", "2026-10-20", "forbidden"),
        ("2026-10-20", None, "allowed"),
    ]
    changed = "It may be modified and built upon (before: it may not be modified or built upon)."
    assert history.periods[1].sentences == (changed,)
    assert f"2026-10-20: Finch Model License, what changed:\n  - {changed}\n" in told
    assert "under the subject “formatting”" in told
    assert f"changed: {changed}" in why_
    assert "before: document " in why_
    assert "repository says Finch Model License; card says MIT" in told
    [line] = [line for line in said.changed if line.subject == "Finch"]
    assert line.clauses == (changed,)
    for form in (to_markdown(said), to_terminal(said, width=200, colour=False)):
        assert "It may be modified and built upon" in " ".join(form.split())
        assert "card says MIT" in " ".join(form.split())
    assert [(case.headline, case.id[0]) for case in waiting] == [
        ("Finch: licence is Finch Model License (repository), MIT (card)", "e")
    ]


def told_of_finch(world: World, *reports: tuple[str, str]) -> None:
    """The press says on a day, in these words, that Finch was released."""
    for day, said in reports:
        fields = {
            "subject": "Finch",
            "status": "released",
            "provenance": "press",
            "reader": "test 1",
            "publisher": "The Paper",
            "published_on": day,
            "evidence": [{"quote": said, "start": 0, "end": len(said)}],
        }
        with writing(world.engine) as connection:
            store.append(connection, [Draft(f"release/{day}", payload_of("release", fields))], world.now)
    replay(world.engine)


def test_what_is_called_open_is_held_against_the_terms_of_that_day(finch: World) -> None:
    finch.forge.commit("/finch/LICENSE", AFTER, "open up", "2026-10-20")
    finch.poll()
    told_of_finch(
        finch,
        ("2026-02-01", "Finch is open source."),
        ("2026-05-01", "Finch Labs releases the open-source model Finch."),
        ("2026-05-02", "Finch is not open source, whatever they say."),
        ("2026-05-03", "Finch pleases the open source community."),
        ("2026-11-01", "Finch is open source now."),
    )

    found = finch.rows(
        "SELECT said_on, quote, restriction, restriction_quote FROM v1_contradictions WHERE model = 'Finch'"
    )

    assert [(row["said_on"], row["restriction"]) for row in found] == [("2026-05-01", "derivatives")]
    assert found[0]["quote"] == "Finch Labs releases the open-source model Finch."
    assert "may not modify" in " ".join(found[0]["restriction_quote"].split())


def test_a_captured_text_verifies_a_model_and_when_it_cannot_be_seen_is_said(finch: World) -> None:
    told_of_finch(finch, ("2026-05-01", "Finch is out."))
    query = "SELECT verified_on, verified_source, unseen_since, unseen_because FROM v1_models WHERE model = 'Finch'"
    seen = finch.rows(query)
    finch.forge.show("/finch/LICENSE", "")
    finch.poll()

    [unseen] = finch.rows(query)

    captured_on = (START + timedelta(days=1)).date().isoformat()
    well = {"verified_on": captured_on, "verified_source": "finch-license"}
    assert seen == [{**well, "unseen_since": None, "unseen_because": None}]
    assert (unseen["verified_on"], unseen["unseen_because"]) == (captured_on, "empty")
    assert unseen["unseen_since"]


PAGE = """<!doctype html><html><head><title>Finch licence</title><style>{style}</style></head><body>{banner}
<nav><a href="/">Home</a> <a href="/models">Models</a>{menu}</nav><main class="{theme}">{body}</main>
<footer>{footer}</footer></body></html>"""


def vendor_page(source: str, **parts: str) -> str:
    body = "".join(f"<p>{part}</p>" for part in source.split("\n\n"))
    kept = {"style": "", "banner": "", "menu": "", "theme": "light", "footer": "(c) 2026 Finch", **parts}
    return PAGE.format(body=body, **kept)


def test_the_page_around_a_vendors_text_may_change_as_it_likes(world: World) -> None:
    world.forge.follow("/legal/finch", ["Finch"], history=False, surface="vendor")
    world.forge.show("/legal/finch", vendor_page(BEFORE), "text/html")
    world.poll()
    for parts in (
        {"style": "p {color: red}", "theme": "dark wide"},
        {
            "banner": '<div id="cookie-consent">You must accept cookies to use this model. <button>Accept all</button></div>'
        },
        {
            "banner": '<div class="overlay"><p>We use cookies. By using this site you agree to our use of cookies.</p></div>'
        },
        {
            "menu": '<a href="/new">You may like our new model</a>',
            "footer": "(c) 2027 Finch. You may not copy this page.",
        },
    ):
        world.forge.show("/legal/finch", vendor_page(BEFORE, **parts), "text/html")
        assert world.poll().failures == []
    assert len(world.events("licence_text_captured")) == 1

    world.forge.show("/legal/finch", vendor_page(AFTER, theme="dark"), "text/html")
    world.poll()

    assert len(world.events("licence_text_captured")) == 2
    [(_, said)] = world.events("licence_change")
    assert said["terms"]["derivatives"] == "allowed"
    assert said["happened_on"] == world.today


POLICY = """# Finch Acceptable Use Policy

You agree you will not use the Finch model to:

1. Violate the law
2. Engage in military or warfare applications
"""


def test_a_territory_excluded_in_the_policy_alone_reaches_the_terms_of_each_model_that_names_it(finch: World) -> None:
    url = f"{finch.newsroom.url}/finch/USE_POLICY.md"
    names_it = BEFORE.replace(
        "3. Warranty.", f"3. Use. Your use must adhere to the Acceptable Use Policy at {url}.\n\n4. Warranty."
    )
    finch.forge.follow("/wren/LICENSE", ["Wren"])
    finch.forge.commit(
        "/wren/LICENSE", names_it.replace("Finch", "Wren").replace("/wren/", "/finch/"), "First", "2026-04-01"
    )
    finch.poll()
    finch.forge.follow("/finch/USE_POLICY.md", ["Finch"], kind="policy")
    finch.forge.commit("/finch/USE_POLICY.md", POLICY, "First", "2026-04-02")
    finch.poll()
    barred = "\nThe rights granted under the license are not granted to individuals domiciled in the European Union.\n"
    finch.forge.commit("/finch/USE_POLICY.md", POLICY + barred, "Update", "2026-09-25")

    finch.poll()

    changed = {said["subject"]: said for _, said in finch.events("licence_change")}
    assert set(changed) == {"Finch", "Wren"}
    assert all(said["terms"]["excluded_territories"] == ["EU"] for said in changed.values())
    rows = finch.rows(
        "SELECT model, valid_from, text FROM v1_terms WHERE term = 'excluded_territories' AND value = 'EU'"
    )
    assert {(row["model"], row["valid_from"]) for row in rows} == {("Finch", "2026-09-25"), ("Wren", "2026-09-25")}
    licences = finch.rows(
        "SELECT model, licence FROM v1_licences WHERE valid_to IS NULL AND model IN ('Finch', 'Wren')"
    )
    assert {(row["model"], row["licence"]) for row in licences} == {
        ("Finch", "Finch Model License"),
        ("Wren", "Wren Model License"),
    }


def test_a_card_and_a_hub_that_say_otherwise_than_the_file_are_shown(finch: World) -> None:
    card = "---\nlicense: apache-2.0\nlanguage: en\n---\n# Llama 3.1\n\nA model.\n"
    finch.forge.follow("/llama/LICENSE", ["Llama 3.1"])
    finch.forge.commit(
        "/llama/LICENSE", BEFORE.replace("Finch Model License", "Llama 3.1 Community License"), "a", "2026-03-03"
    )
    finch.forge.follow("/llama/README.md", ["Llama 3.1"], kind="card", history=False)
    finch.forge.show("/llama/README.md", card, "text/markdown")
    listed = [
        {"id": "meta-llama/Llama-3.1-8B", "gated": "manual", "tags": ["license:llama3.1", "en"]},
        {"id": "meta-llama/unheard-of", "tags": ["license:mit"]},
    ]
    finch.forge.follow("/api/models", [], kind="hub", history=False)
    finch.forge.show("/api/models", json.dumps(listed), "application/json")
    finch.forge.show(
        "/meta-llama/Llama-3.1-8B", "<h1>Llama 3.1</h1><p>A model by Meta, to be had here.</p>", "text/html"
    )

    finch.poll()

    [shown] = finch.rows("SELECT * FROM v1_disagreements WHERE term = 'licence' AND surface = 'repository'")
    assert (shown["value"], shown["other_surface"], shown["other_value"]) == (
        "Llama 3.1 Community License",
        "card",
        "Apache-2.0",
    )
    assert (shown["quote"], shown["valid_to"]) == ("Llama 3.1 Community License", None)
    [row] = finch.rows("SELECT * FROM v1_licences WHERE model = 'Llama 3.1' AND valid_to IS NULL")
    assert row["licence"] == "Llama 3.1 Community License"
    assert "card says Apache-2.0" in row["disagreement"]
    gated = finch.rows("SELECT value FROM v1_terms WHERE model = 'Llama 3.1' AND term = 'gated' AND valid_to IS NULL")
    assert [row["value"] for row in gated] == ["manual"]

    finch.forge.show("/llama/README.md", card.replace("apache-2.0", "llama3.1"), "text/markdown")
    finch.poll()

    shown = finch.rows("SELECT valid_to FROM v1_disagreements WHERE term = 'licence' AND surface = 'repository'")
    assert [row["valid_to"] for row in shown] == [finch.today]
    [(_, said)] = finch.events("licence_change")
    assert (said["licence_before"], said["licence"]) == ("Apache-2.0", "Llama 3.1 Community License")


def test_the_table_of_a_readme_is_held_against_the_files(finch: World) -> None:
    table = (
        "# Models\n\n| Model | Sizes | License |\n|---|---|---|\n| Finch | 7B | [MIT](LICENSE) |\n| Wren | 1B | MIT |\n"
    )
    finch.forge.follow("/README.md", ["Finch", "Wren", "Robin"], kind="card")
    finch.forge.commit("/README.md", table, "List the models", "2026-05-05")

    assert finch.poll().failures == []

    assert finch.rows("SELECT model, value, other_value, valid_from FROM v1_disagreements") == [
        {"model": "Finch", "value": "Finch Model License", "other_value": "MIT", "valid_from": "2026-05-05"}
    ]
    licences = finch.rows("SELECT model, licence FROM v1_licences WHERE model IN ('Finch', 'Wren', 'Robin') ORDER BY 1")
    assert {(row["model"], row["licence"]) for row in licences} == {("Finch", "Finch Model License"), ("Wren", "MIT")}


def test_the_commits_that_cannot_be_had_are_told_and_the_text_is_taken(finch: World) -> None:
    finch.newsroom.serve("/commits/finch/LICENSE", page("<h1>no</h1>", status=500))
    finch.forge.show("/finch/LICENSE", AFTER)

    tally = finch.poll()

    assert [failure[:2] for failure in tally.failures] == [("server_error", "finch-license")]
    [(_, said)] = finch.events("licence_change")
    assert said["happened_on"] == finch.today
    assert "note" not in said


def test_a_text_that_was_read_worse_before_and_is_reworded_now_is_no_licence_change(finch: World) -> None:
    [(_, read)] = finch.events("licence_text_captured")
    worse = {**read, "terms": {"redistribution": "allowed"}, "licence": "Finch", "captured_at": instant(finch.now)}
    with writing(finch.engine) as connection:
        store.append(connection, [Draft("worse", payload_of("licence_text_captured", worse))], finch.now)
    finch.forge.commit(
        "/finch/LICENSE", BEFORE.replace("You must provide", "You shall provide"), "wording", "2026-10-20"
    )

    finch.poll()

    assert len(finch.events("licence_text_captured")) == 3
    assert finch.events("licence_change") == []
