"""Tables for people and programs: `tracker timeline`, `models` ... over the views, and any query on them."""

import sys
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.asking import Asked, chosen, selecting
from tracker.cli.moments import DAY, Moment, at_a_moment, looked_at
from tracker.cli.opening import effective, width_of_output

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_QUERIES = {
    "timeline": (
        "What happened, newest first.",
        "v1_timeline",
        (
            "SELECT happened_on, kind, subject, variant, status, access, licence, stance, standing, origins, happening"
            " FROM v1_timeline WHERE {0} ORDER BY coalesce(happened_on, first_published_on, '') DESC, happening DESC"
        ),
    ),
    "models": (
        "The state of each model.",
        "v1_models",
        (
            "SELECT model, status, released_on, access, licence, licence_since, commercial_use, osi_approved, happening"
            " FROM v1_models WHERE {0} ORDER BY coalesce(released_on, '') DESC, model"
        ),
    ),
    "licences": (
        "Which licence stood for which model, from when to when.",
        "v1_licences",
        (
            "SELECT model, licence, valid_from, valid_to, commercial_use, mau_threshold, osi_approved, happening"
            " FROM v1_licences WHERE {0} ORDER BY model, valid_from"
        ),
    ),
    "positions": (
        "Who said what, newest first.",
        "v1_positions",
        (
            "SELECT stated_on, speaker, stance, venue, topic, is_current, summary, happening FROM v1_positions WHERE {0}"
            " ORDER BY coalesce(stated_on, '') DESC, happening"
        ),
    ),
    "commitments": (
        "What was promised, and what became of it.",
        "v1_commitments",
        (
            "SELECT promised_on, speaker, promise, due, fate, settled_on, happening, settled_by FROM v1_commitments WHERE {0}"
            " ORDER BY coalesce(promised_on, '') DESC, happening"
        ),
    ),
}


def _forms(command: Any) -> Any:
    as_json = click.option("--json", "form", flag_value="json", help="As a JSON list of objects.")
    as_csv = click.option(
        "--csv", "form", flag_value="csv", help="As CSV; cells that a spreadsheet would run are quoted."
    )
    return as_json(as_csv(command))


def _table_command(name: str, help_: str, view: str, query: str) -> click.Command:
    @click.command(name, help=help_)
    @_forms
    @selecting
    @click.pass_context
    def show(context: click.Context, form: str | None, asked: Asked) -> None:
        _show(context, view, query, form, asked)

    command: click.Command = show
    return command


def _show(context: click.Context, view: str, query: str, form: str | None, asked: Asked) -> None:
    from sqlalchemy import text

    from tracker.db.session import reading
    from tracker.report.selection import rows_chosen

    with chosen(effective(context), asked) as looked:
        where, values = rows_chosen(view, looked.selection)
        with reading(looked.engine) as connection:
            found = connection.execute(text(query.format(where)), values)
            columns, rows = list(found.keys()), [tuple(row) for row in found]
        _echo(columns, rows, form)


TABLES = [_table_command(name, *told) for name, told in _QUERIES.items() if name != "licences"]


@click.command(name="licences")
@click.argument("model", required=False)
@_forms
@selecting
@click.pass_context
def licences(context: click.Context, model: str | None, form: str | None, asked: Asked) -> None:
    """Which licence stood for which model, from when to when.

    Of one MODEL: its terms over time, what changed between versions in a sentence for each clause, the texts that were
    seen, where its surfaces disagree, and what was called open against its terms. --json has all of it.
    """
    if model is None:
        _show(context, *_QUERIES["licences"][1:], form, asked)
        return
    from tracker.cli.licences import as_table, as_text, history_of
    from tracker.db.session import reading
    from tracker.report.safe import json_text

    with chosen(effective(context), asked) as looked, reading(looked.engine) as connection:
        history = history_of(connection, model)
    if form == "json":
        click.echo(json_text(asdict(history), indent=2))
        return
    _echo(*as_table(history), form)
    if form is None:
        click.echo(as_text(history), nl=False)


TABLES.append(licences)


@click.command()
@click.argument("sql")
@_forms
@at_a_moment
@click.pass_context
def query(
    context: click.Context, sql: str, form: str | None, as_of: str | None, known_at: str | None, at: int | None
) -> None:
    """Run SQL on the views (docs/data-dictionary.md), of now or of another moment; it can read only.

    Another moment is an SQLite database of its own, so write such queries in what both databases understand.
    """
    moment = Moment(as_of, known_at, at)
    with looked_at(effective(context), moment) as (engine, _), _read_only(engine) as connection:
        columns, rows = _selected(connection, sql)
    _echo(columns, rows, form)


@click.command()
@click.option("--from", "start", type=DAY, required=True, help="The state at the end of this day ...")
@click.option("--to", "end", type=DAY, required=True, help="... against the state at the end of this one.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def diff(context: click.Context, start: str, end: str, as_json: bool) -> None:
    """What changed between two days of the world, by all we know today: models, licences, stances, promises."""
    from tracker.report.differences import differences
    from tracker.report.safe import json_text

    if start > end:
        raise click.UsageError(f"--from {start} is after --to {end}")
    settings = effective(context)
    with (
        looked_at(settings, Moment(as_of=start)) as (before, _),
        looked_at(settings, Moment(as_of=end)) as (after, _live),
        _read_only(before) as old,
        _read_only(after) as new,
    ):
        found = differences(old, new)
    if as_json:
        click.echo(json_text([one._asdict() for one in found], indent=2))
        return
    for one in found:
        click.echo(f"{one.what}: {one.field}: {one.before or '-'} -> {one.after or '-'}  ({one.happening})")
    if not found:
        click.echo("nothing changed")


def _echo(columns: Sequence[str], rows: Sequence[Sequence[Any]], form: str | None) -> None:
    click.echo(_formed(columns, rows, form), nl=False)
    sys.stdout.flush()


def _selected(connection: "Connection", sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Columns and rows of one statement, by the driver: prepared, since PostgreSQL would run several otherwise, and the
    second could end the transaction that refuses to write. Raises UsageError."""
    from tracker.errors import UsageError

    driver: Any = connection.connection.driver_connection
    cursor = driver.cursor()
    try:
        cursor.execute(sql, **({"prepare": True} if connection.dialect.name == "postgresql" else {}))
        if cursor.description is None:
            raise UsageError("the query gives no rows: write one SELECT on the views of docs/data-dictionary.md")
        return [column[0] for column in cursor.description], list(cursor.fetchall())
    except connection.dialect.loaded_dbapi.Error as wrong:
        raise UsageError(f"the query: {(str(wrong).strip().splitlines() or ['was refused'])[0]}") from wrong


@contextmanager
def _read_only(engine: Any) -> "Iterator[Connection]":
    """A connection on which the database itself refuses to write."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA query_only = ON")
        else:
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")
        try:
            yield connection
        finally:
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA query_only = OFF")


def _formed(columns: Sequence[str], rows: Sequence[Sequence[Any]], form: str | None) -> str:
    from tracker.report.grid import grid
    from tracker.report.safe import csv_text, json_text

    if form == "json":
        return json_text([dict(zip(columns, row, strict=True)) for row in rows], indent=2) + "\n"
    if form == "csv":
        return csv_text(columns, rows)
    return grid(columns, rows, width_of_output())
