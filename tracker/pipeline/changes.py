"""When a failure is news: as it begins, as it gets worse, as it ends. Pure."""

from typing import Literal

from tracker.collect.outcomes import WELL

Change = Literal["started", "worse", "recovered"]
_NUDGES = frozenset({5, 20, 80})  # so many failures in a row are worth another line
_PASSING = frozenset({"timeout", "unreachable", "throttled", "server_error"})
_FOR_GOOD = frozenset({"gone", "blocked", "forbidden_by_robots", "refused_address"})


def change_of(before: str | None, failures_before: int, outcome: str, failures: int) -> Change | None:
    """What is new about a source. before: the outcome it failed with until now; None if it fared well."""
    if outcome in WELL:
        return "recovered" if before is not None else None
    if before is None:
        return "started"
    crossed = any(failures_before < nudge <= failures for nudge in _NUDGES)
    return "worse" if crossed or _weight(outcome) > _weight(before) else None


def _weight(outcome: str) -> int:
    """0 for what passes by itself, 2 for what seems meant, 1 between."""
    return 0 if outcome in _PASSING else 2 if outcome in _FOR_GOOD else 1
