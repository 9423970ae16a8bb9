"""Captured licence texts read again: what a newer reader of terms reads otherwise is corrected, and nothing is edited."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, text

from tests.pipeline.conftest import projected
from tests.pipeline.test_licences import AFTER, BEFORE
from tracker.cli import tracker
from tracker.db.session import reading, writing
from tracker.events import documents, store
from tracker.events.chain import Entry, decoded
from tracker.events.store import Draft
from tracker.events.types import payload_of
from tracker.pipeline.editing import corrected
from tracker.pipeline.rereading_texts import reread_texts
from tracker.terms.surfaces import READER, Text, text_of_part

THEN = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SNAPSHOT = "a" * 64
OLD_TERMS = {"derivatives": "allowed"}  # what an older reader made of both texts


def captured(engine: Engine, plain: str, day: str, previous: Entry | None, part: str = "licence") -> Entry:
    fields = {
        "surface": "repository", "part": part, "subject": "Finch", "url": "https://f.example/LICENSE", "terms": OLD_TERMS,
        "document": sha256(plain.encode()).hexdigest(), "snapshot": SNAPSHOT, "captured_at": f"{day}T09:00:00.000000Z",
        "revised_on": day, "previous": previous.id if previous else None, "reader": "terms 1",
    }  # fmt: skip
    with writing(engine) as connection:
        documents.keep(connection, fields["document"], plain, THEN)
        payload = payload_of("licence_text_captured", fields)
        return store.append(connection, [Draft(f"licence_text/finch/{day}", payload)], THEN).entries[0]


@pytest.fixture
def finch(engine: Engine) -> Engine:
    """A licence read twice by an older reader, who took a clause that changed for a change of the law."""
    first = captured(engine, BEFORE, "2026-03-03", None)
    second = captured(engine, AFTER, "2026-10-20", first)
    fields = {
        "subject": "Finch", "status": "in_force", "terms": OLD_TERMS, "provenance": "primary", "reader": "terms 1",
        "happened_on": "2026-10-20", "coverage": second.id, "capture_before": first.id, "snapshot": SNAPSHOT,
        "document": sha256(AFTER.encode()).hexdigest(), "document_before": sha256(BEFORE.encode()).hexdigest(),
        "evidence": [{"quote": "Finch", "start": 0, "end": 5}], "summary": "The law changed.",
    }  # fmt: skip
    with writing(engine) as connection:
        store.append(connection, [Draft("licence_change/finch", payload_of("licence_change", fields))], THEN)
    projected(engine)
    return engine


def again(engine: Engine, **more: Any) -> list[Any]:
    found = list(reread_texts(engine, lambda: NOW, **more))
    projected(engine)
    return found


def rows(engine: Engine, query: str) -> Sequence[Any]:
    with reading(engine) as connection:
        return connection.execute(text(query)).all()


def types(engine: Engine) -> list[str]:
    return [row.type for row in rows(engine, "SELECT type FROM event ORDER BY position")]


def otherwise(**terms: Any) -> Callable[[str, Any], Text]:
    """A reader that reads these terms beside what today's reads."""

    def read(plain: str, part: Any) -> Text:
        told = text_of_part(plain, part)
        return replace(told, terms={**told.terms, **terms})

    return read


def test_captures_and_the_change_between_them_are_corrected_and_no_entry_is_edited(finch: Engine) -> None:
    before = rows(finch, "SELECT position, payload FROM event ORDER BY position")

    changes = again(finch)

    assert [(one.change, one.kind) for one in changes] == [
        ("changed", "licence_text_captured"),
        ("changed", "licence_text_captured"),
        ("changed", "licence_change"),
    ]
    assert types(finch)[len(before) :] == ["correction"] * 3
    assert rows(finch, "SELECT position, payload FROM event ORDER BY position")[: len(before)] == before
    told = [decoded(row.terms) for row in rows(finch, "SELECT terms FROM licence_text ORDER BY valid_from")]
    assert [one["derivatives"] for one in told] == ["forbidden", "allowed"]
    assert told[0]["licensor"] == "Finch Labs, Inc."
    assert changes[2].replaces["terms_before"]["derivatives"] == "forbidden"
    assert changes[2].replaces["summary"].startswith("The licence of Finch changed. It may be modified")
    assert {one.replaces["reader"] for one in changes} == {READER}


def test_a_dry_run_shows_exactly_what_will_change_and_changes_nothing(finch: Engine) -> None:
    before = types(finch)

    shown = again(finch, dry=True)

    assert types(finch) == before
    assert again(finch) == shown
    assert again(finch) == []


def test_twice_adds_nothing_also_when_the_checkpoint_is_lost(finch: Engine) -> None:
    again(finch)
    with writing(finch) as connection:
        connection.execute(text("DELETE FROM checkpoint WHERE consumer LIKE 'reread%'"))

    assert again(finch) == []


def test_a_still_newer_reader_starts_from_what_the_last_one_read(finch: Engine) -> None:
    again(finch)

    changes = again(finch, reader="terms 99", read=otherwise(governing_law="Ohio"))

    assert [one.was["reader"] for one in changes] == [READER] * 3
    told = [decoded(row.terms)["governing_law"] for row in rows(finch, "SELECT terms FROM licence_text")]
    assert told == ["Ohio", "Ohio"]


def test_a_change_that_the_newer_reader_finds_to_be_none_is_withdrawn(finch: Engine) -> None:
    def blind(plain: str, part: Any) -> Text:
        return Text("A licence that says one thing.", {}, {}, None)

    changes = again(finch, reader="terms 99", read=blind)

    assert [one.change for one in changes if one.kind == "licence_change"] == ["gone"]
    assert rows(finch, "SELECT id FROM happening WHERE kind = 'licence_change'") == []
    back = again(finch, reader="terms 100")
    assert [one.change for one in back if one.kind == "licence_change"] == ["changed"]
    assert len(rows(finch, "SELECT id FROM happening WHERE kind = 'licence_change'")) == 1


def test_what_an_editor_said_of_a_text_survives(finch: Engine) -> None:
    with writing(finch) as connection:
        first = next(one for one in store.read(connection) if one.type == "licence_text_captured")
        corrected(connection, first, {"licence": "Finch House Licence"}, who="ed", why="its title page", now=THEN)
    projected(finch)

    again(finch)

    [row] = rows(finch, "SELECT licence, terms FROM licence_text WHERE valid_from < '2026-06-01'")
    assert row.licence == "Finch House Licence"
    assert decoded(row.terms)["derivatives"] == "forbidden"


def test_a_card_and_a_text_that_was_purged_are_left_as_they_were_read(finch: Engine) -> None:
    captured(finch, f"license: mit\n\n{BEFORE}", "2026-11-01", None, "card")
    with writing(finch) as connection:
        documents.purge(connection, sha256(AFTER.encode()).hexdigest(), "asked for", NOW)
    projected(finch)

    assert [one.kind for one in again(finch)] == ["licence_text_captured"]


def test_the_command_tells_term_by_term_what_is_read_otherwise(finch: Engine, tmp_path: Path) -> None:
    url = finch.url.render_as_string(hide_password=False)
    ran = CliRunner().invoke(
        tracker, ["--database-url", url, "reread", "--dry-run"], env={"TRACKER_DATA_DIR": str(tmp_path)}
    )

    assert ran.exit_code == 0
    assert "terms.derivatives: allowed -> forbidden" in ran.output
    assert "2 licence texts: 3 of what they say and of their changes would be corrected" in ran.output
