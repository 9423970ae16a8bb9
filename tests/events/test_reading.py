"""Reading by type and by subject, over page boundaries."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from tests.facts import draft
from tracker.db.session import reading, writing
from tracker.errors import LogError
from tracker.events import chain, store, upcast
from tracker.events.chain import Entry
from tracker.events.types import Release

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def mixed(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setattr(store, "FETCH", 3)
    kinds = ("release", "policy_statement", "licence_change")
    with writing(engine) as connection:
        store.append(connection, [draft(f"k{n}", kinds[n % 3]) for n in range(20)], NOW)
    return engine


def test_by_type_by_subject_and_by_position(mixed: Engine) -> None:
    with reading(mixed) as connection:
        assert [e.position for e in store.read(connection, type_="release")] == [1, 4, 7, 10, 13, 16, 19]
        assert [e.position for e in store.read(connection, subject="Mark Zuckerberg")] == [2, 5, 8, 11, 14, 17, 20]
        assert [e.position for e in store.read(connection, after=9, until=14, type_="release")] == [10, 13]
        assert [e.position for e in store.read(connection, type_="release", subject="Nobody")] == []
        assert [e.position for e in store.read(connection)] == list(range(1, 21))


def test_a_payload_is_lifted_step_by_step_to_todays_shape() -> None:
    steps = {
        ("release", 1): lambda fields: {**fields, "b": fields["a"] + 1},
        ("release", 3): lambda fields: {**fields, "c": fields["b"] * 2},
    }

    assert upcast.lifted("release", 1, {"a": 1}, steps, to=4) == {"a": 1, "b": 2, "c": 4}
    assert upcast.lifted("review", 1, {"a": 1}, steps, to=4) == {"a": 1}


def test_an_entry_of_a_newer_version_is_refused_by_name() -> None:
    payload = '{"provenance":"press","reader":"r","status":"released","subject":"S"}'
    entry = Entry(7, "i", "release", 1, "2026", "S", "k", payload, b"")

    assert isinstance(upcast.payload_in(entry), Release)
    with pytest.raises(LogError, match="event 7 is a release of shape 9"):
        upcast.payload_in(entry._replace(shape=9))
    with pytest.raises(LogError, match="upgrade tracker"):
        upcast.payload_in(entry._replace(type="prophecy"))


def test_a_null_character_is_read_as_the_mark_of_what_cannot_be_shown() -> None:
    text = "\x00a\x00\x00 \\u0000 \\\x00 \\\\u0000"
    payload = chain.canonical(draft("k", summary=text).payload).decode()

    read = upcast.payload_in(Entry(7, "i", "release", 1, "2026", "S", "k", payload, b""))

    assert isinstance(read, Release)
    assert read.summary == text.replace("\x00", "\ufffd")
