"""The log against a simple model of it: any sequence of steps, on both databases."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import Engine, text

from tests.facts import draft
from tracker.db import guards
from tracker.db.session import reading, writing
from tracker.errors import LogConflict
from tracker.events import documents, store
from tracker.events.checkpoints import consume
from tracker.events.store import Head

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
KEYS = st.lists(st.integers(0, 25), max_size=5)


def machine_over(engine: Engine) -> type[RuleBasedStateMachine]:
    class Log(RuleBasedStateMachine):
        """keys: what the log must hold, in order; heads: every head it had; texts: documents, None once purged."""

        def __init__(self) -> None:
            super().__init__()
            _emptied(engine)
            self.keys: list[str] = []
            self.heads: list[Head] = []
            self.texts: dict[str, str | None] = {}
            self.told: list[int] = []
            self.hours = 0

        @rule(numbers=KEYS, kind=st.sampled_from(["release", "policy_statement"]))
        def append(self, numbers: list[int], kind: str) -> None:
            keys = [f"{kind}/{number}" for number in numbers]
            self.hours += 1
            with writing(engine) as connection:
                done = store.append(connection, [draft(key, kind) for key in keys], NOW + timedelta(hours=self.hours))
                self.heads.append(store.head(connection))
            new = [key for key in dict.fromkeys(keys) if key not in self.keys]
            assert [entry.key for entry in done.entries] == new
            assert done.known == len(keys) - len(new)
            self.keys += new

        @rule(numbers=KEYS)
        def append_and_fail(self, numbers: list[int]) -> None:
            with pytest.raises(ZeroDivisionError):
                _append_and_fail(engine, [f"failed/{number}" for number in numbers])

        @rule(off=st.integers(-2, 2), number=st.integers(0, 9))
        def append_expecting(self, off: int, number: int) -> None:
            expected, key = max(0, len(self.keys) + off), f"expected/{number}"
            if expected != len(self.keys):
                with pytest.raises(LogConflict) as conflict:
                    _append_expecting(engine, key, expected)
                assert (conflict.value.expected, conflict.value.found) == (expected, len(self.keys))
            else:
                _append_expecting(engine, key, expected)
                self.keys += [] if key in self.keys else [key]

        @rule(number=st.integers(0, 5))
        def keep(self, number: int) -> None:
            with writing(engine) as connection:
                documents.keep(connection, f"{number}" * 64, f"text {number}", NOW)
            self.texts.setdefault(f"{number}" * 64, f"text {number}")

        @precondition(lambda self: self.texts)
        @rule(data=st.data())
        def purge(self, data: st.DataObject) -> None:
            chosen = data.draw(st.sampled_from(sorted(self.texts)))
            with writing(engine) as connection:
                assert documents.purge(connection, chosen, "asked", NOW) is (self.texts[chosen] is not None)
            self.texts[chosen] = None

        @rule(most=st.integers(1, 4), fails=st.booleans())
        def follow(self, most: int, fails: bool) -> None:
            told: list[int] = []

            def act(entries: list[Any]) -> None:
                told.extend(entry.position for entry in entries)
                if fails:
                    raise ZeroDivisionError

            try:
                with writing(engine) as connection:
                    consume(connection, "model", act, most)
            except ZeroDivisionError:
                return
            self.told += told

        @invariant()
        def it_is_the_model(self) -> None:
            with reading(engine) as connection:
                entries = list(store.read(connection))
                assert [entry.key for entry in entries] == self.keys
                assert [entry.position for entry in entries] == list(range(1, len(self.keys) + 1))
                assert store.verify(connection).position == len(self.keys)
                for head in self.heads[-3:]:
                    store.check_against(connection, head)
                kept = connection.execute(text("SELECT sha256, text FROM document")).all()
            assert {row.sha256: row.text for row in kept} == self.texts
            assert self.told == list(range(1, len(self.told) + 1))

    return Log


def _append_and_fail(engine: Engine, keys: list[str]) -> None:
    with writing(engine) as connection:
        store.append(connection, [draft(key) for key in keys], NOW)
        raise ZeroDivisionError


def _append_expecting(engine: Engine, key: str, expected: int) -> None:
    with writing(engine) as connection:
        store.append(connection, [draft(key)], NOW, expected_position=expected)


def _emptied(engine: Engine) -> None:
    with writing(engine) as connection:
        guards.drop(connection)
        for table in ("event", "document", "checkpoint"):
            connection.execute(text(f"DELETE FROM {table}"))
        guards.make(connection)


@pytest.mark.timeout(300)
def test_the_log_does_what_a_simple_model_does(engine: Engine) -> None:
    chosen = settings(max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(machine_over(engine), settings=chosen)
