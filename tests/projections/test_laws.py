"""What holds of every log: order decides nothing, news equals a rebuild, both databases agree, the past stays."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from tests.projections.made import Batch, append, made, state
from tracker.db.migrate import upgrade
from tracker.db.session import open_database, reading, writing
from tracker.events.chain import instant
from tracker.projections.aside import aside
from tracker.projections.replay import project
from tracker.vocabulary import vocabulary

# A failing seed says all: shrinking a seed finds no smaller log.
FEW = settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
SEEDS = st.integers(0, 2**32)


@contextmanager
def fresh() -> Iterator[Engine]:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{Path(folder) / 'log.db'}")
        upgrade(engine)
        yield engine
        engine.dispose()


def projected(engine: Engine, *, anew: bool = False) -> None:
    with writing(engine) as connection:
        project(connection, vocabulary(), anew=anew)


def shuffled(random: Random, batches: list[Batch]) -> list[Batch]:
    """Articles in any order, then what editors said of them in any order."""
    articles = [batch for batch in batches if not batch.amends]
    amendments = [batch for batch in batches if batch.amends]
    random.shuffle(articles)
    random.shuffle(amendments)
    return articles + amendments


@given(SEEDS)
@FEW
def test_the_order_of_arrival_decides_nothing(seed: int) -> None:
    batches = made(Random(seed), happenings=12, articles=50, amendments=10)
    with fresh() as one, fresh() as other:
        append(one, batches)
        append(other, shuffled(Random(seed + 1), batches))
        projected(one)
        projected(other)

        assert state(one, positions=False) == state(other, positions=False)


@given(SEEDS, st.integers(1, 9))
@FEW
def test_bringing_up_to_date_in_steps_equals_a_rebuild(seed: int, step: int) -> None:
    batches = made(Random(seed), happenings=10, articles=40, amendments=14)
    with fresh() as engine:
        for start in range(0, len(batches), step):
            append(engine, batches[start : start + step])
            projected(engine)
        stepwise = state(engine)
        projected(engine, anew=True)

        assert stepwise == state(engine)


@given(SEEDS)
@FEW
def test_what_was_known_at_a_moment_is_what_was_projected_then(seed: int) -> None:
    batches = made(Random(seed), happenings=8, articles=30, amendments=8)
    half = len(batches) // 2
    with fresh() as engine:
        append(engine, batches[:half])
        projected(engine)
        then = state(engine)
        append(engine, batches[half:])
        projected(engine)
        with (
            reading(engine) as connection,
            aside(connection, vocabulary(), known_at=instant(batches[half - 1].at)) as past,
        ):
            assert state(past) == then


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_thousands_of_events_give_the_same_rows_on_both_databases(engine: Engine) -> None:
    batches = made(Random(7), happenings=300, articles=1_200, amendments=60)
    with fresh() as lite:
        for batch in (batches, []):
            append(engine, batch)
            append(lite, batch)
            projected(engine)
            projected(lite)
        assert state(engine) == state(lite)
        assert len(state(lite)["happening_evidence"]) > 2_000
        assert len(state(lite)["licence_text"]) > 300
        assert all(state(lite)[name] for name in ("disagreement", "openness_claim"))

        projected(engine, anew=True)
        assert state(engine) == state(lite)
