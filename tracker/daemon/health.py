"""Is the service well? One answer for the container's health check, for the watchdog and for HTTP."""

import time
from datetime import datetime

from sqlalchemy import Engine

from tracker.daemon import beat
from tracker.errors import TrackerError
from tracker.pipeline.inspection import numbers
from tracker.settings import Settings

_GRACE_S = 3_600.0


def wrong(settings: Settings, now: datetime, engine: Engine | None) -> str | None:
    """What is wrong with the daemon that keeps this data folder, in one line; None if it is well.

    engine: of its database; None while it has none
    """
    sign = beat.last(settings.data_dir)
    if sign is None:
        return f"no daemon is at work: {settings.data_dir} holds no sign of life"
    hanging = beat.hangs(sign)
    if hanging is not None:
        return hanging
    if sign.trouble:
        return sign.trouble
    return _silent(settings, now, engine, time.monotonic() - sign.started_s)


def _silent(settings: Settings, now: datetime, engine: Engine | None, up_s: float) -> str | None:
    limit_s = settings.success_limit_s
    if up_s < min(limit_s, _GRACE_S):
        return None  # it has only just begun
    if engine is None:
        return "the database could not be opened yet"
    try:
        age_s = numbers(engine, now).success_age_s
    except TrackerError as failed:
        return str(failed)
    if age_s is None or age_s > limit_s:
        when = "ever" if age_s is None else f"for {age_s / 3600:.1f} h"
        return f"no source has answered well {when} (success_limit_s: {limit_s:g}): see tracker doctor"
    return None
