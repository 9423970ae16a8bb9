"""Which collector may poll which host now: a row while it works there, void as soon as the collector is dead.

On PostgreSQL, where several collectors share the sources, a collector is alive for as long as its session holds its
advisory lock: that ends with the process, or with its machine once the server notices. It wants a connection of its
own to the server itself, not to a pooler that hands out another one for each transaction. On SQLite one cycle runs at
a time (pipeline.lock), so that a claim found at its start belongs to nobody.

A host is claimed with all of its sources, so that the pause between two requests to it is kept by whoever claims it.
"""

import os
import secrets
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from tracker.db.session import session
from tracker.db.statements import text
from tracker.events.chain import instant

_CLASS = 0x7472616B  # "trak": the first half of the number of every collector's lock
_ALIVE = (
    "SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND granted"
    f" AND classid::bigint = {_CLASS} AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


@dataclass(frozen=True, slots=True)
class Collector:
    """One process at work on one cycle. number: of its lock; name: for people."""

    number: int
    name: str


@contextmanager
def at_work(engine: Engine) -> Iterator[Collector]:
    """A collector that is alive for as long as the block runs; its claims end with it."""
    me = Collector(secrets.randbits(31), f"process {os.getpid()} on {socket.gethostname()}")
    if engine.dialect.name != "postgresql":
        yield me
        return
    with session(engine) as connection:
        for setting, value in (("idle", 30), ("interval", 10), ("count", 3)):
            # Else a machine that lost its power would count as alive for two hours.
            connection.exec_driver_sql(f"SET tcp_keepalives_{setting} = {value}")
        connection.execute(text("SELECT pg_advisory_lock(:class, :number)"), {"class": _CLASS, "number": me.number})
        yield me


def void_dead(connection: Connection, me: Collector) -> int:
    """Free what dead collectors claimed; how many hosts those were."""
    dead = f"number NOT IN ({_ALIVE})" if connection.dialect.name == "postgresql" else "number <> :me"
    return connection.execute(text(f"DELETE FROM claim WHERE {dead}"), {"me": me.number}).rowcount


def claimed_by_others(connection: Connection, me: Collector) -> dict[str, str]:
    """host -> who works there, and since when."""
    rows = connection.execute(text("SELECT host, collector, since FROM claim WHERE number <> :me"), {"me": me.number})
    return {row.host: f"{row.collector} since {row.since}" for row in rows}


def claim(connection: Connection, me: Collector, hosts: Iterable[str], now: datetime) -> set[str]:
    """Those of `hosts` that are ours now. In the order of their names, so that two collectors never wait in a ring."""
    statement = text(
        "INSERT INTO claim (host, number, collector, since) VALUES (:host, :number, :name, :at)"
        " ON CONFLICT (host) DO NOTHING"
    )
    ours = {"number": me.number, "name": me.name, "at": instant(now)}
    return {host for host in sorted(set(hosts)) if connection.execute(statement, {"host": host, **ours}).rowcount}


def release(connection: Connection, me: Collector) -> None:
    """End all claims of a collector."""
    connection.execute(text("DELETE FROM claim WHERE number = :me"), {"me": me.number})
