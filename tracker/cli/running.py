"""`tracker run` and `tracker daemon`: the two ways to collect."""

import logging
import re
import sys
from typing import TYPE_CHECKING

import click

from tracker.cli.opening import effective, now, opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Engine

    from tracker.pipeline.tally import Tally
    from tracker.records import Source
    from tracker.settings import Settings

PARTLY, HELD = 3, 75
_UNITS_S = {"s": 1, "m": 60, "h": 3_600}


def _seconds(_context: click.Context, _parameter: click.Parameter, value: str | None) -> int | None:
    if value is None:
        return None
    match = re.fullmatch(r"([1-9]\d{0,4})([smh])", value)
    if match is None:
        raise click.BadParameter(f'{value!r}: expected a number and a unit, such as "90s", "10m" or "2h"')
    return int(match[1]) * _UNITS_S[match[2]]


@click.command()
@click.option("--all", "everything", is_flag=True, help="Poll every source, also those not due yet.")
@click.option("--source", "names", multiple=True, help="Only this source (may be repeated); implies --all for it.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done: no request, no change.")
@click.option("--max-time", callback=_seconds, help="Begin nothing new after that: 90s, 10m, 2h.")
@click.pass_context
def run(context: click.Context, everything: bool, names: tuple[str, ...], dry_run: bool, max_time: int | None) -> int:
    """One cycle: collect what is due, read it, append what it says, bring the state up to date.

    Silent when all is well (a summary is printed on a terminal only); a failure is told as it begins, gets worse and
    ends. Exit code 3 if some sources failed (the rest is committed), 75 if another run is under way.
    """
    from tracker.alerts.telling import checked, tell
    from tracker.collect.ownlist import sources_of
    from tracker.daemon.words import new_run
    from tracker.pipeline.lock import held, lock_file

    settings = effective(context)
    sources = sources_of(settings)
    unknown = set(names) - {source.name for source in sources}
    if unknown:
        raise click.UsageError(f"no source is called {', '.join(sorted(unknown))}: see tracker sources")
    chosen = [source for source in sources if source.name in names] if names else sources
    checked(settings)
    if dry_run:
        return _dry_run(settings, chosen, everything=everything or bool(names))
    with held(lock_file(settings), f"tracker run, cycle {new_run()}", now()), opened(settings) as engine:
        tally = _collected(engine, chosen, settings, max_time, everything=everything or bool(names))
        alerts = tell(engine, settings, now())
    for line in [*tally.lines(), *alerts]:
        click.echo(f"tracker: {line}", err=True)
    for name, other in tally.busy.items() if names else ():
        click.echo(f"tracker: {name}: left to {other}, which is at work on its host", err=True)
    if sys.stdout.isatty():
        click.echo(
            f"{tally.polled} sources polled, {tally.pages_seen} new entries,"
            f" {tally.articles} articles read, {tally.events} events added"
        )
    if names and tally.busy and not tally.polled:
        return HELD
    return PARTLY if tally.failures else 0


def _collected(
    engine: "Engine", sources: "Sequence[Source]", settings: "Settings", max_time_s: int | None, *, everything: bool
) -> "Tally":
    """One cycle; it ends early, in good order, after so many seconds, or when it is told to stop."""
    import asyncio
    import signal

    from tracker.pipeline.cycle import collect, replay

    async def cycle() -> "Tally":
        loop, stop = asyncio.get_running_loop(), asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        if max_time_s is not None:
            loop.call_later(max_time_s, stop.set)
        return await collect(engine, sources, settings, now, everything=everything, stop=stop)

    tally = asyncio.run(cycle())
    replay(engine)
    return tally


def _dry_run(settings: "Settings", sources: "Sequence[Source]", *, everything: bool) -> int:
    from tracker.db.session import reading
    from tracker.pipeline.memory import due

    with opened(settings) as engine, reading(engine) as connection:
        found, waiting = due(connection, sources, now())
    for source in sources if everything else found:
        click.echo(f"{source.name}\t{source.url}")
    click.echo(f"{len(sources if everything else found)} sources would be polled, {waiting} pages wait", err=True)
    return 0


@click.command()
@click.pass_context
def daemon(context: click.Context) -> int:
    """Collect for years: what is due is polled, read and projected as it becomes due.

    SIGTERM ends it in good order within stop_within_s, a second one at once; SIGHUP reads settings and sources anew.
    Changes to the list of sources are picked up by themselves.
    """
    import asyncio

    from tracker.alerts.telling import checked
    from tracker.daemon.serving import Daemon
    from tracker.daemon.words import set_up

    settings = effective(context)
    checked(settings)
    set_up(settings.log_format, logging.INFO)
    return asyncio.run(Daemon(lambda: effective(context), now).serve())
