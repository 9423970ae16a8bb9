"""`tracker log`: look at the log, verify it, move it, purge the texts it stands on, back it up."""

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.opening import effective, now, opened

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tracker.events.store import Head

_FOLLOW_S = 0.5


@click.group()
def log() -> None:
    """The log itself: look at it, verify it, move it."""


@log.command()
@click.option(
    "--against", metavar="HEAD", help='A head written down earlier, "POSITION LINK": the log must pass through it.'
)
@click.option(
    "--resume", is_flag=True, help="Only what the last verification, or one that was interrupted, did not reach."
)
@click.pass_context
def verify(context: click.Context, against: str | None, resume: bool) -> None:
    """Recompute every link. Prints the head; exit code 4 and the first entry that misfits if the log was touched."""
    from tracker.db.session import reading, writing
    from tracker.events import store, verified, verifying

    expected = head_of(against) if against else None
    with _unseeded(context) as engine:
        try:
            with reading(engine) as connection, _progress("verifying") as seen:
                seen.total = store.head(connection).position
                if expected is not None:
                    store.check_against(connection, expected)
                head = verifying.verify(connection, verified.last(connection) if resume else None, seen)
        except KeyboardInterrupt:
            with writing(engine) as connection:
                verified.keep(connection, store.head_at(connection, seen.done), now())
            raise
        with writing(engine) as connection:
            verified.keep(connection, head, now())
    click.echo(f"{head.position} events verified; head {head}")


def head_of(text: str) -> "Head":
    """A head as reports and `verify` print it. Raises click.BadParameter."""
    from tracker.events.store import Head

    parts = text.split()
    if len(parts) == 2 and parts[0].isdecimal() and len(parts[1]) == 64:
        try:
            return Head(int(parts[0]), bytes.fromhex(parts[1]))
        except ValueError as wrong:
            raise click.BadParameter(f"{text!r}: {wrong}", param_hint="--against") from wrong
    raise click.BadParameter(f"{text!r} is no head: a position and 64 hex digits", param_hint="--against")


@log.command()
@click.option("-n", "count", type=click.IntRange(min=1), default=10, show_default=True, help="How many entries.")
@click.option("--type", "type_", help="Only events of this type.")
@click.option("--subject", help="Only events about this subject.")
@click.option("--follow", is_flag=True, help="Go on with what is appended from now on, until interrupted.")
@click.pass_context
def tail(context: click.Context, count: int, type_: str | None, subject: str | None, follow: bool) -> None:
    """The newest entries, one JSON object a line, oldest first."""
    from collections import deque

    from tracker.db.session import reading
    from tracker.db.waiting import changes
    from tracker.events import store
    from tracker.events.export import to_line

    with opened(effective(context)) as engine:
        with reading(engine) as connection:
            at = store.head(connection).position
            chosen = store.read(connection, type_=type_, subject=subject, until=at)
            for entry in deque(chosen, maxlen=count):
                click.echo(to_line(entry))
        for _ in changes(engine, _FOLLOW_S) if follow else ():
            with reading(engine) as connection:
                head = store.head(connection).position
                for entry in store.read(connection, at, head, type_=type_, subject=subject):
                    click.echo(to_line(entry))
                at = head


@log.command("export")
@click.argument("file", type=click.File("w", encoding="utf-8", atomic=True), default="-")
@click.pass_context
def export(context: click.Context, file: Any) -> None:
    """The whole log and its documents as JSON lines, to FILE or stdout."""
    from tracker.db.session import reading
    from tracker.events import store
    from tracker.events.export import exported

    with _unseeded(context) as engine, reading(engine) as connection, _progress("exporting") as seen:
        seen.total = store.head(connection).position
        for line in _counted(exported(connection), seen):
            file.write(line + "\n")


@log.command("import")
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-")
@click.pass_context
def import_(context: click.Context, file: Any) -> None:
    """Read an export into an empty database, all of it or nothing. Prints the head: it must be that of the origin."""
    from tracker.db.session import writing
    from tracker.events.export import imported
    from tracker.pipeline.cycle import replay

    with _unseeded(context) as engine:
        with writing(engine) as connection, _progress("importing") as seen:
            head = imported(connection, _counted(file, seen))
        replay(engine)
    click.echo(f"{head.position} events imported; head {head}")


@log.command()
@click.argument("document", required=False)
@click.option("--older-than-days", type=click.IntRange(min=1), help="Every text stored longer ago than this.")
@click.option("--reason", required=True, help="Why; it stays on record.")
@click.pass_context
def purge(context: click.Context, document: str | None, older_than_days: int | None, reason: str) -> None:
    """Forget the text of DOCUMENT (its hash) for good. The log still verifies; what, when and why stays on record."""
    from tracker.db.session import writing
    from tracker.events import documents

    if (document is None) == (older_than_days is None):
        raise click.UsageError("name one document, or give --older-than-days")
    with _unseeded(context) as engine, writing(engine) as connection:
        if document is not None:
            gone = int(documents.purge(connection, document, reason, now()))
        else:
            before = now() - timedelta(days=older_than_days or 0)
            gone = documents.purge_older(connection, before, reason, now())
    click.echo(f"{gone} documents purged")


@contextmanager
def _unseeded(context: click.Context) -> "Iterator[Engine]":
    """The database as it is: migrated, and otherwise not touched."""
    from tracker.db.migrate import upgrade
    from tracker.db.session import open_database

    engine = open_database(effective(context).database)
    upgrade(engine)
    try:
        yield engine
    finally:
        engine.dispose()


class _Progress:
    """Told how far the work is, it draws on a terminal only, and only when the work takes longer than a second."""

    def __init__(self, doing: str) -> None:
        self.doing, self.total, self.done, self.began = doing, 0, 0, time.monotonic()

    def __call__(self, done: int) -> None:
        self.done = done
        if sys.stderr.isatty() and time.monotonic() - self.began > 1:
            share = f" {100 * done // self.total}%" if self.total else ""
            click.echo(f"\r{self.doing}: {done:,}{share} ", nl=False, err=True)


@contextmanager
def _progress(doing: str) -> Iterator[_Progress]:
    yield _Progress(doing)
    if sys.stderr.isatty():
        click.echo("\r\033[K", nl=False, err=True)


def _counted(lines: Iterable[str], seen: _Progress) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        yield line
        if number % 5_000 == 0:
            seen(number)
