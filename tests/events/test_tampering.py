"""Every single-byte change, deletion, swap, insertion and truncation in a log of 1,000 events is found, at its entry."""

from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.facts import draft
from tracker.db import guards
from tracker.db.session import reading, writing
from tracker.errors import ChainBroken
from tracker.events import chain, store
from tracker.events.store import Head

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
EVENTS = 1_000


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> list[chain.Raw]:
    from tracker.db.migrate import upgrade
    from tracker.db.session import open_database

    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('log') / 'tracker.db'}")
    upgrade(engine)
    kinds = ("release", "policy_statement", "licence_change")
    with writing(engine) as connection:
        drafts = [draft(f"key/{n}", kinds[n % 3], summary=f"№ {n}: „{'ж' * (n % 40)}“") for n in range(EVENTS)]
        store.append(connection, drafts, NOW)
    with reading(engine) as connection:
        rows = [(*entry[:7], entry.payload.encode(), entry.link) for entry in store.read(connection)]
    engine.dispose()
    return rows


def misfit(rows: list[chain.Raw], after: Head) -> int | None:
    found = chain.first_misfit(rows, *after)
    return found[0] if found else None


def mutations(row: chain.Raw) -> Iterator[chain.Raw]:
    """The row with each one of its bytes changed (of numbers and texts: each digit and character)."""
    for place, value in enumerate(row):
        if isinstance(value, bytes):
            for at in range(len(value)):
                yield _with(row, place, value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :])
        elif isinstance(value, str):
            for at in range(len(value)):
                yield _with(row, place, value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :])
        elif isinstance(value, int):
            for bit in range(8):
                yield _with(row, place, value ^ (1 << bit))
        else:
            yield _with(row, place, "")


def _with(row: chain.Raw, place: int, value: object) -> Any:
    return (*row[:place], value, *row[place + 1 :])


def test_every_single_byte_change_is_found_at_its_entry(log: list[chain.Raw]) -> None:
    tried, previous = 0, Head(0, chain.GENESIS)
    for row in log:
        for changed in mutations(row):
            found = chain.first_misfit([changed], *previous)
            assert found is changed, f"entry {row[0]}: {changed}"
            tried += 1
        previous = Head(row[0], row[8])
    assert tried > 250_000


def test_every_deletion_is_found_at_the_entry_behind_it(log: list[chain.Raw]) -> None:
    for at in range(EVENTS - 1):
        before = Head(log[at - 1][0], log[at - 1][8]) if at else Head(0, chain.GENESIS)
        assert misfit([log[at + 1]], before) == at + 2


def test_every_swap_is_found_at_the_first_of_the_two(log: list[chain.Raw]) -> None:
    random = Random(1)
    for _ in range(EVENTS):
        one, other = sorted(random.sample(range(EVENTS), 2))
        before = Head(log[one - 1][0], log[one - 1][8]) if one else Head(0, chain.GENESIS)
        # as rows that trade places, and as contents that trade places under their own positions
        assert misfit([log[other]], before) == log[other][0]
        assert misfit([(log[one][0], *log[other][1:])], before) == log[one][0]


def test_every_insertion_is_found(log: list[chain.Raw]) -> None:
    for at in range(EVENTS):
        before = Head(log[at - 1][0], log[at - 1][8]) if at else Head(0, chain.GENESIS)
        forged = (at + 1, "01a20320-a27b-7c0d-be07-ecba95468533", *log[at][2:])
        assert misfit([forged, log[at]], before) == at + 1


def test_every_truncation_is_found_against_a_written_head(engine: Engine) -> None:
    with writing(engine) as connection:
        store.append(connection, [draft(f"k{n}") for n in range(40)], NOW)
        written_down = store.head(connection)
    for left in range(39, -1, -1):
        with writing(engine) as connection:
            guards.drop(connection)
            connection.execute(text("DELETE FROM event WHERE position > :left"), {"left": left})
        with reading(engine) as connection, pytest.raises(ChainBroken) as found:
            store.check_against(connection, written_down)
        assert found.value.position == left + 1


@pytest.mark.parametrize("column", ["id", "type", "recorded_at", "subject", "key", "payload"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_bytes_that_are_no_text_any_more_are_found_at_their_entry(engine: Engine, column: str) -> None:
    with writing(engine) as connection:
        store.append(connection, [draft(f"k{n}") for n in range(9)], NOW)
        guards.drop(connection)
        connection.exec_driver_sql(f"UPDATE event SET {column} = CAST(x'ff00fe' AS TEXT) WHERE position = 6")

    with reading(engine) as connection, pytest.raises(ChainBroken) as found:
        store.verify(connection)

    assert found.value.position == 6
