"""When a source is asked again, where, and with which validators. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from tracker.collect.outcomes import WELL

WINDOW = timedelta(days=28)  # of publications that the rhythm is learned from
SHORTEST_S = 600
_DAY_S, _WEEK_S, _MONTH_S = 86_400, 7 * 86_400, 31 * 86_400
_JITTER = 0.1
_SLOWER = 1.1  # times its interval, after a poll that brought nothing
_HELD_FOR = timedelta(days=3)  # before a permanent redirect is believed
_AUDIT_EVERY_DAYS = 10
_BACK_AFTER = 3  # failures in a row, and an adopted address is given up

# outcome -> seconds before the next try (None: the source's own interval), and what they are doubled up to.
_BACKOFF: dict[str, tuple[int | None, int]] = {
    "timeout": (1_800, _DAY_S),
    "unreachable": (1_800, _DAY_S),
    "server_error": (1_800, _DAY_S),
    "throttled": (3_600, _WEEK_S),
    "blocked": (None, _WEEK_S),
    "moved": (None, _WEEK_S),
    "gone": (None, _WEEK_S),
    "forbidden_by_robots": (_DAY_S, _WEEK_S),
    "refused_address": (_DAY_S, _MONTH_S),
}
_OTHERWISE = (None, 3 * _DAY_S)


@dataclass(frozen=True, slots=True)
class Move:
    """Where a source is asked for. address: adopted instead of the listed one, if any; moved_to: where permanent
    redirects led at every poll since the instant `since`, if they did."""

    address: str | None = None
    moved_to: str | None = None
    since: datetime | None = None


def learned_s(rhythm_s: int, entries: int) -> int:
    """Half of the time between two entries, within bounds around the rhythm that the list of sources gives.

    entries: published in the last WINDOW. From a quarter of the rhythm to four times it, but never seldomer than
    daily where the list asks for more, so that a daily cron job finds it due.
    """
    half = WINDOW.total_seconds() / max(entries, 1) / 2
    return round(min(max(half, _shortest(rhythm_s)), _longest(rhythm_s)))


def slower_s(rhythm_s: int, interval_s: int) -> int:
    """The interval after a poll that brought nothing."""
    return min(round(interval_s * _SLOWER), _longest(rhythm_s))


def pause(
    name: str,
    interval_s: int,
    now: datetime,
    *,
    outcome: str,
    status: int | None = None,
    failures: int = 0,
    retry_after_s: int | None = None,
    fresh_for_s: int | None = None,
) -> timedelta:
    """Until the next poll. What the server asks for is kept to, up to a month; 410 mutes for a month; nothing is given
    up for good.

    failures: in a row, this one among them. fresh_for_s: how long the answer says that it stays true.
    """
    if outcome in WELL:
        wait = max(interval_s * (1 - _JITTER * _chance(name, now)), fresh_for_s or 0)
    elif outcome == "gone" and status == 410:
        wait = _MONTH_S
    else:
        first, most = _BACKOFF.get(outcome, _OTHERWISE)
        doubled = (first or interval_s) * 2 ** min(max(failures - 1, 0), 20)
        wait = min(doubled, max(most, first or interval_s)) * (1 - _JITTER * _chance(name, now))
    return timedelta(seconds=round(min(max(wait, retry_after_s or 0), _MONTH_S)))


def moved(held: Move, asked: str, led_to: str | None, now: datetime) -> Move:
    """Where to ask from now on, after a poll that fared well.

    asked: the address; led_to: where permanent redirects led from there, if they did.
    """
    if led_to is None or led_to == asked:
        return Move(held.address)
    if led_to == asked.replace("http://", "https://", 1):
        return Move(led_to)
    if held.moved_to != led_to or held.since is None:
        return Move(held.address, led_to, now)
    return Move(led_to) if now - held.since >= _HELD_FOR else held


def stayed(held: Move, failures: int) -> Move:
    """Where to ask from now on, after a poll that failed: at the listed address again, if the adopted one keeps failing."""
    return Move(None, held.moved_to, held.since) if failures >= _BACK_AFTER else held


def is_audit_day(name: str, day: date) -> bool:
    """Whether a source's validators are audited on this day: one in ten, other days for other sources."""
    return (day.toordinal() + _number(name)) % _AUDIT_EVERY_DAYS == 0


def _shortest(rhythm_s: int) -> int:
    return min(rhythm_s, max(SHORTEST_S, rhythm_s // 4))


def _longest(rhythm_s: int) -> int:
    return max(rhythm_s, min(4 * rhythm_s, _DAY_S))


def _chance(name: str, now: datetime) -> float:
    """0..1, the same for the same source and minute, so that a run can be repeated."""
    return _number(f"{name} {now:%Y-%m-%d %H:%M}") / (1 << 32)


def _number(text: str) -> int:
    return int.from_bytes(sha256(text.encode()).digest()[:4], "big")
