"""Processes of their own that append, follow, back up and so on, for tests that let many run at once or kill them.

    python -m tests.writers append URL NAME BATCHES SIZE     acknowledges each batch by a line: the last key
    python -m tests.writers follow URL UNTIL                 prints the positions it saw, in order, as one line
    python -m tests.writers upgrade|rebuild|purge|downgrade URL
    python -m tests.writers backup URL FILE

Each prints "ready" before it begins, so that whoever wants to kill it knows when.
"""

import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from uuid import uuid4

from tests import faults
from tests.facts import draft
from tracker.db.backup import backup
from tracker.db.migrate import downgrade, upgrade
from tracker.db.session import open_database, reading, writing
from tracker.errors import TrackerError
from tracker.events import documents, store
from tracker.projections.replay import project
from tracker.vocabulary import vocabulary


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def append(url: str, name: str, batches: str, size: str) -> None:
    """`batches` 0: for ever."""
    engine = open_database(url)
    say("ready")
    for number in count() if batches == "0" else range(int(batches)):
        keys = [f"{name}/{number}/{n}" for n in range(int(size))]
        with writing(engine) as connection:
            store.append(connection, [draft(key, subject=f"Llama {name}") for key in keys], datetime.now(UTC))
        say(keys[-1])


def append_until(url: str, fault: str) -> None:
    """Acknowledges five batches, then the disk fails, then says how each of three more was refused."""
    engine = open_database(url)
    for number in range(8):
        if number == 5:
            getattr(faults, fault)()
        keys = [f"{fault}/{number}/{n}" for n in range(10)]
        try:
            with writing(engine) as connection:
                store.append(connection, [draft(key) for key in keys], datetime.now(UTC))
            say(f"acknowledged {number}")
        except TrackerError as refused:
            say(f"refused {number} {refused}")


def follow(url: str, until: str) -> None:
    engine = open_database(url)
    say("ready")
    seen: list[int] = []
    while len(seen) < int(until):
        with reading(engine) as connection:
            seen += [entry.position for entry in store.read(connection, after=seen[-1] if seen else 0)]
        time.sleep(0.01)
    say(" ".join(map(str, seen)))


def upgrade_(url: str) -> None:
    engine = open_database(url)
    say("ready")
    upgrade(engine)
    say("done")


def downgrade_and_upgrade(url: str) -> None:
    engine = open_database(url)
    say("ready")
    while True:
        downgrade(engine, "base")
        upgrade(engine)
        say("done")


def rebuild(url: str) -> None:
    engine, known = open_database(url), vocabulary()
    say("ready")
    while True:
        with writing(engine) as connection:
            project(connection, known, anew=True)
        say("done")


def purge(url: str) -> None:
    engine = open_database(url)
    say("ready")
    while True:
        sha256 = uuid4().hex * 2
        with writing(engine) as connection:
            documents.keep(connection, sha256, "a text " * 1_000, datetime.now(UTC))
        with writing(engine) as connection:
            documents.purge(connection, sha256, "asked to", datetime.now(UTC))
        say(sha256)


def backup_(url: str, file: str) -> None:
    engine = open_database(url)
    say("ready")
    while True:
        backup(engine, Path(file))
        say("done")


ACTS: dict[str, Callable[..., None]] = {
    "append": append,
    "append-until": append_until,
    "follow": follow,
    "upgrade": upgrade_,
    "migrate": downgrade_and_upgrade,
    "rebuild": rebuild,
    "purge": purge,
    "backup": backup_,
}


def work(into: Connection, *arguments: str) -> None:
    """The same in a process that was forked with everything imported; what it says goes into the pipe."""
    os.dup2(into.fileno(), 1)
    ACTS[arguments[0]](*arguments[1:])


if __name__ == "__main__":
    ACTS[sys.argv[1]](*sys.argv[2:])
