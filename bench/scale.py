"""A log of a million events: does appending slow down, how fast is verification, how large is it.

    python -m bench.scale [--events 1000000] [--database-url URL]

Appends by 100, the chain and the guards on; prints the rate of each tenth, and the last against the first.
"""

import argparse
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine, text

from bench.rivals import FIELDS
from tracker.db.migrate import upgrade
from tracker.db.session import open_database, reading, writing
from tracker.events import chain, store, verifying
from tracker.events.store import Draft
from tracker.events.types import payload_of

BATCH = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--database-url", help="default: an SQLite file in a temporary folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(arguments.database_url or f"sqlite:///{folder}/log.db")
        upgrade(engine)
        rates = [_append(engine, arguments.events // 10, tenth) for tenth in range(10)]
        _say(f"last tenth against the first: {rates[-1] / rates[0]:.2f}")
        _read(engine)
        _size(engine, Path(folder) / "log.db", arguments.events)
        engine.dispose()


def _append(engine: Engine, count: int, tenth: int) -> float:
    payloads = [payload_of("release", {**FIELDS, "subject": f"Llama {n}"}) for n in range(1_000)]
    began = time.perf_counter()
    for start in range(0, count, BATCH):
        keys = [f"release/{uuid4().hex}/extract 1/{uuid4().hex[:24]}" for _ in range(BATCH)]
        drafts = [Draft(key, payloads[(start + n) % 1_000]) for n, key in enumerate(keys)]
        with writing(engine) as connection:
            store.append(connection, drafts, datetime.now(UTC))
    rate = count / (time.perf_counter() - began)
    _say(f"append, tenth {tenth + 1:>2}: {rate:>10,.0f} events a second")
    return rate


def _read(engine: Engine) -> None:
    with reading(engine) as connection:
        count = store.head(connection).position
        for name, act in (
            ("read whole", lambda: sum(1 for _ in store.read(connection))),
            ("read one subject", lambda: sum(1 for _ in store.read(connection, subject="Llama 7"))),
            ("verify", lambda: verifying.verify(connection)),
        ):
            began = time.perf_counter()
            act()
            seconds = time.perf_counter() - began
            _say(f"{name}: {seconds:.2f} s, {count / seconds:,.0f} events a second")


def _size(engine: Engine, file: Path, events: int) -> None:
    payload = len(chain.canonical(payload_of("release", FIELDS)))
    if engine.dialect.name == "sqlite":
        size = file.stat().st_size
    else:
        with reading(engine) as connection:
            size = connection.execute(text("SELECT pg_total_relation_size('event')")).scalar() or 0
    _say(f"size: {size / events:.0f} bytes an event, of which the payload is {payload}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
