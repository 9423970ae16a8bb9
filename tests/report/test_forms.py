"""The forms of a report: whole in each, and harmless whatever a source says."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, text

from tests.facts import draft
from tracker.db.session import reading, writing
from tracker.events import store
from tracker.events.store import Draft
from tracker.events.types import payload_of
from tracker.projections.replay import project
from tracker.report.contents import contents
from tracker.report.lines import Contents, Moment
from tracker.report.to_json import to_json
from tracker.report.to_markdown import to_markdown
from tracker.report.to_terminal import to_terminal
from tracker.report.why import to_text, why
from tracker.vocabulary import vocabulary

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOSTILE = (
    "</td><script>alert(1)</script> | **x** [l](javascript:1) `c` \x1b[31mred\x07 \u202eevil\u2066 =1+1\u2028"
    + "long " * 60
)
ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
pytestmark = ONLY_SQLITE


def quote(text: str) -> list[dict[str, object]]:
    return [{"quote": text[:300], "start": 0, "end": len(text[:300])}]


@pytest.fixture
def said(engine: Engine) -> Contents:
    drafts = [
        draft(
            "a", subject="Llama 9", happened_on="2026-11-02", licence="MIT", publisher=HOSTILE, evidence=quote(HOSTILE)
        ),
        draft("b", "policy_statement", stance="open", venue="letter", happened_on="2026-10-01", summary=HOSTILE),
        draft(
            "c",
            "licence_change",
            subject="Llama 9",
            happened_on="2026-11-03",
            licence="MIT",
            terms={"commercial_use": "conditional", "mau_threshold": 700_000_000, "excluded_territories": ["EU"]},
        ),
        draft("d", subject="Old One", happened_on="2024-01-01", provenance="curated"),
    ]
    with writing(engine) as connection:
        store.append(connection, drafts, NOW)
        project(connection, vocabulary())
    with reading(engine) as connection:
        return contents(connection, (), Moment(date(2026, 11, 21), date(2026, 10, 15)))


def test_every_happening_stands_in_every_form(said: Contents) -> None:
    for form in (to_terminal(said, width=120, colour=False), to_markdown(said), to_json(said)):
        for line in said.timeline:
            assert line.id in form
        assert said.link in form


def test_what_changed_since_a_day_is_what_happened_since(said: Contents) -> None:
    assert {line.on for line in said.changed} == {"2026-11-02", "2026-11-03"}


def test_the_licence_in_force_stands_with_the_model(said: Contents) -> None:
    text = to_terminal(said, width=160, colour=False)
    [row] = [line for line in text.splitlines() if line.startswith("Llama 9 (unconfirmed)  ")]

    assert "under 700 M users" in row
    assert "EU" in row


def test_a_terminal_gets_no_control_characters(said: Contents) -> None:
    for form in (to_terminal(said, width=80, colour=False), to_markdown(said)):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u2028\u202a-\u202e\u2066-\u2069]", form)


def test_colour_is_there_when_asked_for_and_only_then(said: Contents) -> None:
    assert "\x1b[1m" in to_terminal(said, width=100, colour=True)
    assert "\x1b" not in to_terminal(said, width=100, colour=False)


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_tables_fit_the_width(said: Contents, width: int) -> None:
    assert max(map(len, to_terminal(said, width=width, colour=False).splitlines())) <= width


def test_markdown_escapes_what_could_become_markup(said: Contents) -> None:
    text = to_markdown(said)

    assert "<script>" not in text
    assert not re.search(r"(?<!\\)]\(", text)
    for row in [line for line in text.splitlines() if line.startswith("|")]:
        assert len(re.findall(r"(?<!\\)\|", row)) in {6, 7, 11}, "a bar from outside would add a cell"


def test_json_reads_back(said: Contents) -> None:
    read = json.loads(to_json(said))

    assert (read["position"], read["since"]) == (4, "2026-10-15")
    assert [line["on"] for line in read["timeline"]] == ["2026-11-03", "2026-11-02", "2026-10-01", "2024-01-01"]


def test_why_names_every_event_and_is_harmless(engine: Engine, said: Contents) -> None:
    with reading(engine) as connection:
        for line in said.timeline:
            found = why(connection, line.id)
            assert found is not None
            assert {link.event.position for link in found.links} == {witness.event for witness in line.witnesses}
            assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", to_text(found))
        assert why(connection, "h00000000") is None
        assert why(connection, "e99") is None


def test_what_cannot_be_seen_any_more_is_said_with_what_stands(engine: Engine) -> None:
    document = "ab" * 32
    seen = {"url": "https://one.example/a", "title": "A", "document": document, "snapshot": document}
    coverage = payload_of("coverage_collected", {**seen, "provenance": "primary", "source": "one"})
    release = draft("a", subject="Llama 9", document=document, publisher="One", published_on="2026-05-03")
    with writing(engine) as connection:
        store.append(connection, [Draft("c", coverage), release], NOW)
        project(connection, vocabulary())
        connection.execute(
            text(
                "INSERT INTO source_state (name, next_check_at, failures, failing_since, last_outcome)"
                " VALUES ('one', '2026-11-21', 9, '2026-06-01T00:00:00Z', 'blocked')"
            )
        )
    with reading(engine) as connection:
        made = contents(connection, (), Moment(date(2026, 11, 21), date(2026, 10, 15)))

    assert "2026-05-03 One; blocked since 2026-06-01" in to_markdown(made)
