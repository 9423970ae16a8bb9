"""`tracker report`: which one, in which form, for which width."""

import os
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from tracker.cli.asking import Asked, chosen, selecting
from tracker.cli.moments import DAY
from tracker.cli.opening import effective, now, width_of_output

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from tracker.report.lines import Contents, Moment
    from tracker.report.selection import Selection
    from tracker.settings import Settings

_NEWS_DAYS = 90
_MOST_IN_HTML = 10_000


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "html", "markdown", "json", "csv"]),
    default="terminal",
    show_default=True,
)
@click.option("--on", type=DAY, help="The day it is made for (default: today; with --at, the day of that entry).")
@click.option(
    "--limit", type=click.IntRange(1), default=None, help="Lines of the timeline (default: 500; html: 10,000)."
)
@selecting
@click.pass_context
def report(context: click.Context, form: str, on: str | None, limit: int | None, asked: Asked) -> None:
    """The present state, what changed since a day (--since; default: 90 days ago), the timeline, and how the sources
    fare. --since and --until bound what happened; the states of models, positions and promises are those of --as-of.

    Each report ends with the command that makes it again, byte for byte, whatever the log holds by then.
    """
    from tracker.collect.ownlist import sources_of
    from tracker.db.session import reading
    from tracker.report.contents import contents

    settings = effective(context)
    listed = sources_of(settings)
    with chosen(settings, asked) as looked:
        with reading(looked.engine) as connection, reading(looked.live) as present:
            most = limit or (_MOST_IN_HTML if form == "html" else None)
            said = contents(connection, listed, _moment(connection, asked, looked.selection, on, most), present)
            text = _paged(connection, said, looked.selection) if form == "html" else _formed(said, form)
        click.echo(text, nl=False)
        sys.stdout.flush()


def _moment(
    connection: "Connection", asked: Asked, selection: "Selection", on: str | None, limit: int | None
) -> "Moment":
    from tracker.events import store
    from tracker.report.lines import MOST, Moment

    last = store.entry_by_reference(connection, str(asked.at)) if asked.at else None
    today = date.fromisoformat(on or (last.recorded_at[:10] if last else now().date().isoformat()))
    until = date.fromisoformat(asked.as_of) if asked.as_of else today
    since = date.fromisoformat(selection.since) if selection.since else until - timedelta(days=_NEWS_DAYS)
    return Moment(today, since, asked.as_of, asked.known_at, asked.at, selection, limit or MOST)


def paged_now(settings: "Settings", engine: "Engine", today: date) -> str:
    """The report of now as a page."""
    from tracker.collect.sources import load_sources
    from tracker.db.session import reading
    from tracker.report.contents import contents
    from tracker.report.lines import Moment
    from tracker.report.selection import EVERYTHING

    moment = Moment(today, today - timedelta(days=_NEWS_DAYS), most=_MOST_IN_HTML)
    with reading(engine) as connection:
        said = contents(connection, load_sources(settings.sources_file), moment)
        return _paged(connection, said, EVERYTHING)


def _paged(connection: "Connection", said: "Contents", selection: "Selection") -> str:
    from tracker.report.page import page
    from tracker.report.to_html import to_html
    from tracker.vocabulary import vocabulary

    return to_html(page(connection, said, vocabulary(), selection))


def _formed(said: "Contents", form: str) -> str:
    if form == "json":
        from tracker.report.to_json import to_json

        return to_json(said)
    if form == "markdown":
        from tracker.report.to_markdown import to_markdown

        return to_markdown(said)
    if form == "csv":
        from tracker.report.to_csv import to_csv

        return to_csv(said)
    from tracker.report.to_terminal import to_terminal

    return to_terminal(said, width=width_of_output(), colour=_colour())


def _colour() -> bool:
    """By https://no-color.org: any value of NO_COLOR but the empty one switches colour off."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
