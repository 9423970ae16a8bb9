"""`tracker archive`: look into the archive of snapshots, check it, and give up what need not be kept."""

import sys
from datetime import timedelta
from typing import Any

import click

from tracker.cli.opening import effective, now, opened


@click.group()
def archive() -> None:
    """The bytes as they came: show one, check them all, purge what is old."""


@archive.command()
@click.argument("snapshot", metavar="SHA256")
@click.pass_context
def show(context: click.Context, snapshot: str) -> None:
    """Write the bytes of a snapshot to stdout; SHA256 as `tracker why` prints it, or a beginning of it."""
    from sqlalchemy import text

    from tracker.collect.archive import Archive, Kept
    from tracker.db.session import reading

    settings = effective(context)
    query = text(
        'SELECT sha256, file, "offset", length, purged_at, purge_reason FROM snapshot'
        " WHERE sha256 >= :low AND sha256 < :high LIMIT 2"
    )
    with opened(settings) as engine, reading(engine) as connection:
        rows = connection.execute(query, {"low": snapshot.lower(), "high": f"{snapshot.lower()}g"}).all()
    if len(rows) != 1:
        raise click.UsageError(f"{'no snapshot is' if not rows else 'several snapshots are'} called {snapshot}")
    if rows[0].purged_at:
        raise click.ClickException(
            f"snapshot {rows[0].sha256[:12]} was purged {rows[0].purged_at}: {rows[0].purge_reason}"
        )
    sys.stdout.buffer.write(Archive(settings.archive_dir).read(Kept(*rows[0][:4])).body)


@archive.command()
@click.pass_context
def check(context: click.Context) -> int:
    """Read every snapshot and compare it with its hash. Names those that are lost; exit code 1 if any is."""
    from sqlalchemy import text

    from tracker.collect.archive import Archive, Kept
    from tracker.db.session import reading
    from tracker.errors import SnapshotLost

    settings = effective(context)
    held, lost = Archive(settings.archive_dir), 0
    query = text('SELECT sha256, file, "offset", length FROM snapshot WHERE purged_at IS NULL ORDER BY file, "offset"')
    with opened(settings) as engine, reading(engine) as connection:
        rows = connection.execute(query).all()
    for row in rows:
        try:
            held.read(Kept(*row))
        except SnapshotLost as gone:
            click.echo(f"tracker: {gone}", err=True)
            lost += 1
    click.echo(f"{len(rows) - lost} snapshots are as they were kept" + (f", {lost} are lost" if lost else ""))
    return 1 if lost else 0


@archive.command()
@click.option("--shelf", type=click.Choice(["lists", "press", "primary"]), required=True, help="Which class to purge.")
@click.option("--older-than-days", type=click.IntRange(min=1), required=True, help="Only what was fetched longer ago.")
@click.option("--reason", required=True, help="Why; it stays on record.")
@click.pass_context
def purge(context: click.Context, shelf: Any, older_than_days: int, reason: str) -> None:
    """Give up the bytes of old snapshots: answers of feeds and listings, pages of the press, Meta's own pages.

    Events, quotes and texts stay. That they were purged, when and why stays on record.
    """
    from tracker.pipeline.lock import held, lock_file
    from tracker.pipeline.retention import purge as take

    settings, moment = effective(context), now()
    with held(lock_file(settings), "tracker archive purge", moment), opened(settings) as engine:
        before = moment - timedelta(days=older_than_days)
        gone = take(engine, settings.archive_dir, shelf, before, reason, moment)
    click.echo(f"{gone.snapshots} snapshots purged; {gone.files} files, {gone.bytes:,} bytes less")
    sys.stdout.flush()
