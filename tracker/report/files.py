"""Files written whole or not at all: what reads them never sees half of one, nor loses the last good one."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tracker.errors import TrackerError


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A path to write to, which takes the place of `path` when the block ends well, and is gone if it does not.

    Raises TrackerError where the folder cannot be written to or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as refused:
        raise TrackerError(f"{path}: cannot be written: {refused.strerror}") from refused
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.chmod(0o666 & ~_umask())
        draft.replace(path)
    except OSError as failed:
        raise TrackerError(f"{path}: cannot be written: {failed.strerror or failed}; nothing was changed") from failed
    finally:
        with suppress(OSError):  # replaced, or never made
            draft.unlink()


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A folder beside `path` to fill; its files take their places in `path` when the block ends well.

    Each file is replaced whole, one after the other; other files in `path` stay. Raises TrackerError as `whole` does.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".export-", dir=path))
    except OSError as refused:
        raise TrackerError(f"{path}: no folder that can be written to: {refused.strerror}") from refused
    try:
        yield draft
        for made in sorted(draft.iterdir()):
            with made.open("rb") as written:
                os.fsync(written.fileno())
        for made in sorted(draft.iterdir()):
            made.replace(path / made.name)
    except OSError as failed:
        raise TrackerError(f"{path}: cannot be written: {failed.strerror or failed}") from failed
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _umask() -> int:
    """The process's own, which can only be read by setting it."""
    held = os.umask(0o077)
    os.umask(held)
    return held
