"""The daemon's sign of life: a small file that its event loop writes every few seconds, for whoever looks from outside.

Its age is told by the monotonic clock, which all processes of a machine share and which nobody sets.
"""

import time
from pathlib import Path

import msgspec

EVERY_S = 5.0
_STALE_S = 30.0
_LONGEST_CYCLE_S = 2 * 3600.0
_NAME = "daemon.beat"


class Beat(msgspec.Struct, frozen=True, kw_only=True):
    """at_s, cycle_since_s, started_s: monotonic seconds; cycle_since_s None between cycles.

    trouble: what keeps the daemon from its work as a whole (no database, no disk), in words; else empty
    """

    process: int
    at_s: float
    started_s: float
    cycle_since_s: float | None = None
    cycles: int = 0
    trouble: str = ""


def keep(folder: Path, beat: Beat) -> None:
    """Write it, whole or not at all. Raises OSError."""
    partial = folder / f".{_NAME}"
    partial.write_bytes(msgspec.json.encode(beat))
    partial.replace(folder / _NAME)


def end(folder: Path) -> None:
    """The daemon has ended in good order: there is nothing to look at any more."""
    (folder / _NAME).unlink(missing_ok=True)


def last(folder: Path) -> Beat | None:
    """The newest sign of life, or None if no daemon has run, or the last one ended in good order."""
    try:
        return msgspec.json.decode((folder / _NAME).read_bytes(), type=Beat)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def hangs(beat: Beat, now_s: float | None = None) -> str | None:
    """What is wrong with the daemon that wrote it, in words; None if it is awake and moving."""
    age = (time.monotonic() if now_s is None else now_s) - beat.at_s
    if not 0 <= age <= _STALE_S:  # negative: the machine has been started anew since
        return f"the daemon (process {beat.process}) gave no sign of life for {max(age, 0):.0f} s: it hangs or died"
    if beat.cycle_since_s is not None and beat.at_s - beat.cycle_since_s > _LONGEST_CYCLE_S:
        return f"one cycle has been under way for {(beat.at_s - beat.cycle_since_s) / 3600:.1f} h: it hangs"
    return None
