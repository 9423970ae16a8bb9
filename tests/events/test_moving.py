"""Moving house: an export read into another database gives the same log, on either kind."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from sqlalchemy import Engine, text

from tests.facts import draft
from tracker.db.migrate import upgrade
from tracker.db.session import open_database, reading, writing
from tracker.errors import ChainBroken, TrackerError
from tracker.events import documents, store
from tracker.events.export import exported, imported

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('other') / 'tracker.db'}")
    upgrade(engine)
    yield engine
    engine.dispose()


def lines_of(engine: Engine, count: int = 5) -> list[str]:
    with writing(engine) as connection:
        documents.keep(connection, "aa" * 32, "ein Text, 一つの文章, and \u2028", NOW)
        documents.keep(connection, "bb" * 32, "another", NOW)
        documents.purge(connection, "bb" * 32, "asked to", NOW)
        store.append(connection, [draft(f"k{n}", subject=f"Llama {n} „ü“ 日本") for n in range(count)], NOW)
    with reading(engine) as connection:
        return list(exported(connection))


def test_there_and_back_again_is_the_same_to_the_byte(engine: Engine, other: Engine) -> None:
    lines = lines_of(engine)
    with reading(engine) as connection:
        head = store.head(connection)

    with writing(other) as connection:
        assert imported(connection, lines) == head
    with reading(other) as connection:
        again = list(exported(connection))
        assert store.verify(connection) == head

    assert again == lines


def test_an_export_of_sqlite_reads_into_postgresql(engine: Engine, other: Engine) -> None:
    lines = lines_of(other)

    with writing(engine) as connection:
        imported(connection, lines)
    with reading(engine) as connection:
        assert list(exported(connection)) == lines


def test_a_stranger_verifies_an_export_with_sha256_and_json(engine: Engine) -> None:
    previous = bytes(32)

    for line in lines_of(engine):
        event = json.loads(line).get("event")
        if event is None:
            continue
        digest = sha256(event["payload"].encode()).hexdigest()
        names = ("position", "id", "type", "shape", "recorded_at", "subject", "key")
        whole = json.dumps([*(event[name] for name in names), digest], ensure_ascii=False, separators=(",", ":"))
        previous = sha256(previous + whole.encode()).digest()
        assert previous.hex() == event["link"]


@pytest.mark.parametrize("at", [0, 2, 4])
def test_an_altered_export_is_refused_whole(engine: Engine, other: Engine, at: int) -> None:
    lines = lines_of(engine)
    lines[at] = lines[at].replace("released", "withdrawn")

    with pytest.raises(ChainBroken) as found, writing(other) as connection:
        imported(connection, lines)

    assert found.value.position == at + 1
    with reading(other) as connection:
        assert store.head(connection).position == 0


@pytest.mark.parametrize("line", ["nonsense", "[]", '{"event": {"position": 1}}', '{"evnt": {}}', '{"document": {}}'])
def test_a_line_that_is_none_is_named_by_its_number(other: Engine, line: str) -> None:
    with pytest.raises(TrackerError, match="line 1 is no line of an export"), writing(other) as connection:
        imported(connection, [line])


def test_importing_into_a_log_that_is_not_empty_is_refused(engine: Engine) -> None:
    lines = lines_of(engine)

    with pytest.raises(TrackerError, match="not empty"), writing(engine) as connection:
        imported(connection, lines)


def test_what_is_purged_stays_on_record_and_the_log_verifies(engine: Engine) -> None:
    lines_of(engine)

    with reading(engine) as connection:
        row = connection.execute(text("SELECT * FROM document WHERE sha256 = :d"), {"d": "bb" * 32}).one()
        assert (row.text, row.purge_reason, row.purged_at) == (None, "asked to", "2026-11-21T12:00:00.000000Z")
        assert store.verify(connection).position == 5
    with writing(engine) as connection:
        assert documents.purge(connection, "bb", "again", NOW) is False
        documents.keep(connection, "bb" * 32, "another", NOW)
    with reading(engine) as connection:
        kept = connection.execute(text("SELECT text FROM document WHERE sha256 = :d"), {"d": "bb" * 32}).scalar()
        assert kept is None, "a purged text does not come back"


def test_purging_by_age_spares_what_is_younger(engine: Engine) -> None:
    lines_of(engine)

    with writing(engine) as connection:
        assert documents.purge_older(connection, NOW, "retention", NOW) == 0
        assert documents.purge_older(connection, NOW.replace(year=2027), "retention", NOW) == 1


@pytest.mark.parametrize(("sha256", "said"), [("cc", "no document"), ("", "several documents")])
def test_a_purge_names_exactly_one_document(engine: Engine, sha256: str, said: str) -> None:
    lines_of(engine)

    with pytest.raises(TrackerError, match=said), writing(engine) as connection:
        documents.purge(connection, sha256, "why", NOW)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM document",
        "UPDATE document SET text = 'other' WHERE text IS NOT NULL",
        "UPDATE document SET text = NULL WHERE text IS NOT NULL",
        "UPDATE document SET purge_reason = 'none' WHERE text IS NULL",
    ],
)
def test_the_database_refuses_to_alter_or_delete_a_document(engine: Engine, statement: str) -> None:
    lines_of(engine)

    with pytest.raises(Exception, match="purged"), writing(engine) as connection:
        connection.exec_driver_sql(statement)
