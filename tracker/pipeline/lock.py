"""One cycle at a time on one database: a lock that refuses rather than queues, and that no crash can leave behind."""

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import make_url

from tracker.errors import LockHeld
from tracker.events.chain import instant
from tracker.settings import Settings


def lock_file(settings: Settings, kind: str = "run") -> Path:
    """Beside an SQLite file; for PostgreSQL, where several collectors may work, in the data folder of each."""
    address = make_url(settings.database)
    if address.get_backend_name() == "sqlite" and address.database:
        return Path(f"{address.database}.{kind}.lock").absolute()
    return settings.data_dir / f"{kind}.lock"


@contextmanager
def held(file: Path, who: str, now: datetime) -> Iterator[None]:
    """Hold the lock for as long as the block runs. Raises LockHeld at once if another process does.

    The lock is the kernel's own (flock), so it ends with the process, however that ends; the words in the file only
    say whose it is.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as refused:
            raise LockHeld(*_holder(handle), str(file)) from refused
        words = {"who": who, "process": os.getpid(), "host": socket.gethostname(), "since": instant(now)}
        os.ftruncate(handle, 0)
        os.pwrite(handle, json.dumps(words).encode(), 0)
        yield
    finally:
        os.close(handle)


def _holder(handle: int) -> tuple[str, str]:
    """Who holds it, and since when; a holder that has not written its words yet is nameless."""
    try:
        words = json.loads(os.pread(handle, 4_096, 0))
        return f"{words['who']} (process {words['process']} on {words['host']})", words["since"]
    except (ValueError, KeyError, TypeError):
        return "another process", "just now"
