"""`tracker backfill`: articles out of web archives."""

import os
from pathlib import Path

import click

from tracker.cli.opening import effective, now, opened

PARTLY = 3


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--workers", type=click.IntRange(min=1), help="Processes here (default: one for each processor).")
@click.option("--cluster", metavar="ADDRESS", help="Address of a Dask scheduler (tcp://host:8786) to work on instead.")
@click.pass_context
def backfill(context: click.Context, files: tuple[Path, ...], workers: int | None, cluster: str | None) -> int:
    """Read web archives (WARC files) and append what their relevant pages say.

    Each file is one task: repeated, or killed and started again, it adds nothing twice. Exit code 3 if some files
    could not be read; the rest is committed.
    """
    from tracker.pipeline.backfill import backfill as read
    from tracker.pipeline.cycle import replay

    settings = effective(context)
    failed = 0
    with opened(settings) as engine:
        for done in read([file.absolute() for file in files], settings, now, workers or os.cpu_count() or 1, cluster):
            if done.failed is not None:
                failed += 1
                click.echo(f"tracker: {done.failed}", err=True)
            elif done.again:
                click.echo(f"{done.file}: done before")
            else:
                click.echo(
                    f"{done.file}: {done.pages} pages, {done.sieved} of them read, {done.articles} articles,"
                    f" {done.events} events added"
                )
        replay(engine)
    return PARTLY if failed else 0
