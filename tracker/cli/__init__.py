"""Reads arguments, calls one function, prints, picks the exit code. Imports what is heavy only when it is needed."""

import logging
import sys
from pathlib import Path

import click

from tracker import __version__
from tracker.cli.alerts import alerts
from tracker.cli.archive import archive
from tracker.cli.backfill import backfill
from tracker.cli.database import db
from tracker.cli.doctor import doctor
from tracker.cli.evaluate import evaluate
from tracker.cli.export import export
from tracker.cli.log import log
from tracker.cli.opening import effective, opened
from tracker.cli.reporting import report
from tracker.cli.reread import reread
from tracker.cli.review import review
from tracker.cli.running import PARTLY, daemon, run
from tracker.cli.serve import serve
from tracker.cli.sources import sources
from tracker.cli.tables import TABLES, diff, query
from tracker.cli.terms import terms


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--config", "config_file", type=click.Path(path_type=Path), help="Settings file (default: ./tracker.toml)."
)
@click.option("--database-url", help="sqlite:///FILE or postgresql+psycopg://HOST/NAME.")
@click.option("--data-dir", type=click.Path(path_type=Path), help="Where the database and the archive are kept.")
@click.version_option(__version__, prog_name="tracker")
@click.pass_context
def tracker(context: click.Context, config_file: Path | None, database_url: str | None, data_dir: Path | None) -> None:
    """Where Meta stands on open AI: what it released, under which terms, what it said, and on which words that rests.

    `tracker run` collects what is new, `tracker report` says where things stand. Both create and seed the database.
    """
    logging.basicConfig(level=logging.WARNING, format="tracker: %(name)s: %(message)s", stream=sys.stderr)
    flags = {"database_url": database_url, "data_dir": data_dir}
    context.obj = (config_file, {name: value for name, value in flags.items() if value is not None})


tracker.add_command(run)
tracker.add_command(daemon)
tracker.add_command(alerts)
tracker.add_command(doctor)
tracker.add_command(archive)
tracker.add_command(backfill)
tracker.add_command(log)
tracker.add_command(db)
tracker.add_command(evaluate)
tracker.add_command(export)
tracker.add_command(report)
tracker.add_command(reread)
tracker.add_command(review)
tracker.add_command(sources)
tracker.add_command(serve)
tracker.add_command(terms)
for command in (*TABLES, query, diff):
    tracker.add_command(command)


@tracker.command()
@click.argument("reference", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def why(context: click.Context, reference: str, as_json: bool) -> None:
    """What ID rests on: happening, events, quotes, document, snapshot, fetch.

    ID is that of a happening (h3f9a2c1d, as reports print it) or of an event (e17, or its whole id).
    """
    from tracker.db.session import reading
    from tracker.report import why as chain

    with opened(effective(context)) as engine, reading(engine) as connection:
        found = chain.why(connection, reference)
    if found is None:
        raise click.UsageError(f"no happening and no event is called {reference}: take an id from tracker report")
    click.echo(chain.to_json(found) if as_json else chain.to_text(found), nl=as_json)


@tracker.command()
@click.option("--jsonl", is_flag=True, required=True, help="Articles from stdin, one JSON object a line.")
def extract(jsonl: bool) -> int:
    """Read articles, say what they claim: no database, no network. See docs/claims.md for the fields."""
    from tracker.extract.jsonl import run as read

    well = True
    for line, good in read(sys.stdin):
        click.echo(line)
        well = well and good
    return 0 if well else PARTLY


@tracker.command()
@click.pass_context
def rebuild(context: click.Context) -> None:
    """Forget every projection and compute it anew from the log."""
    from tracker.pipeline.cycle import replay

    with opened(effective(context)) as engine:
        replay(engine, anew=True)


@tracker.command()
@click.pass_context
def config(context: click.Context) -> None:
    """The effective settings, secrets hidden."""
    from tracker.settings import shown

    for name, value in shown(effective(context)).items():
        click.echo(f"{name} = {value}")
