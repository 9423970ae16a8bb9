"""From new entries of the log to messages that arrived. A channel that fails loses nothing and stops nothing."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from tracker.alerts import outbox
from tracker.alerts.channels import Channel, load
from tracker.alerts.outbox import Waiting
from tracker.db.session import reading, writing
from tracker.db.statements import text
from tracker.errors import UsageError
from tracker.settings import Settings

_MOST, _MOST_TOGETHER = 20, 200  # messages of one channel at a time; happenings in one digest
_WITHIN_S = 60
_CLASS = 0x616C6572  # "aler": the first half of the number of a channel's lock
_PROXIES = frozenset({"http_proxy", "https_proxy", "all_proxy", "ftp_proxy"})


def tell(engine: Engine, settings: Settings, now: datetime) -> list[str]:
    """Look at what is new, send what is due; a line for each channel that began to fail or recovered.

    Raises UsageError for a file of channels that is wrong.
    """
    channels = checked(settings)
    if not channels:
        return []
    with writing(engine) as connection:
        outbox.gather(connection, channels, now)
    return [line for channel in channels for line in _deliver(engine, channel, settings, now)]


def send(channel: Channel, messages: Sequence[Waiting], settings: Settings) -> tuple[list[str], str | None]:
    """Ids of what arrived, and why the rest did not."""
    order = {
        "url": channel.url,
        "networks": [str(network) for network in settings.networks],
        "messages": [{"id": one.id, "title": one.title, "body": one.body} for one in messages],
    }
    try:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "tracker.alerts.delivery"],  # the warnings are of libraries
            input=json.dumps(order),
            capture_output=True,
            text=True,
            timeout=_WITHIN_S,
            check=False,
            env={**_environment(), "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        said, late = done.stdout, f"its process ended with {done.returncode}: {done.stderr.strip()[-200:]}"
    except subprocess.TimeoutExpired as slow:
        said, late = _decoded(slow.stdout), f"no answer within {_WITHIN_S} s"
    answers = [json.loads(line) for line in said.splitlines() if line.endswith("}")]
    arrived = [answer["id"] for answer in answers if answer["ok"]]
    refused = next((answer["why"] for answer in answers if not answer["ok"]), None)
    return arrived, refused or (late if len(arrived) < len(messages) else None)


def _deliver(engine: Engine, channel: Channel, settings: Settings, now: datetime) -> Iterator[str]:
    with _turn(engine, channel) as ours:
        if not ours:
            return
        with reading(engine) as connection:
            waiting = outbox.due(connection, channel, now, _MOST_TOGETHER if channel.digest_s else _MOST)
        if not waiting:
            return
        messages = [_digest(waiting)] if channel.digest_s else waiting
        arrived, why = send(channel, messages, settings)
        if channel.digest_s and arrived:
            arrived = [one.id for one in waiting]
        with writing(engine) as connection:
            outbox.delivered(connection, arrived, now)
            changed = outbox.note(connection, channel, why, now)
    if changed and why:
        yield f"alerts: {channel.name}: {why}; what waits is kept and tried again"
    elif changed:
        yield f"alerts: {channel.name}: recovered"


def _digest(waiting: Sequence[Waiting]) -> Waiting:
    if len(waiting) == 1:
        return waiting[0]
    body = "\n\n".join(f"{one.title}\n{one.body}" for one in waiting)
    return Waiting(waiting[0].id, f"{len(waiting)} happenings", body)


@contextmanager
def _turn(engine: Engine, channel: Channel) -> Iterator[bool]:
    """Whether it is ours to deliver now: of several collectors on one PostgreSQL one at a time."""
    if engine.dialect.name != "postgresql":
        yield True
        return
    with writing(engine) as connection:
        lock = text("SELECT pg_try_advisory_xact_lock(:class, hashtext(:name))")
        yield bool(connection.execute(lock, {"class": _CLASS, "name": channel.name}).scalar())


def _environment() -> dict[str, str]:
    """Ours without proxies: one would make the connections that the gate refuses."""
    return {name: value for name, value in os.environ.items() if name.lower() not in _PROXIES}


def _decoded(said: bytes | str | None) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said or ""


def checked(settings: Settings) -> tuple[Channel, ...]:
    """The channels; none where no file names them. Raises UsageError for a file that is wrong."""
    return load(Path(settings.alerts_file)) if settings.alerts_file else ()


def channel_called(settings: Settings, name: str) -> Channel:
    """Raises UsageError if there is none."""
    if not settings.alerts_file:
        raise UsageError("alerts_file is not set: it names the channels (docs/alerts.md)")
    found = {channel.name: channel for channel in checked(settings)}
    if name not in found:
        raise UsageError(f"no channel is called {name!r}: {settings.alerts_file} has {', '.join(found) or 'none'}")
    return found[name]
