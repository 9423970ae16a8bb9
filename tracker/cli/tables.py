"""Tables for people and programs: `tracker timeline`, `models` ... over the views, and any query on them."""

import csv
import io
import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.moments import DAY, at_a_moment, day_of, looked_at
from tracker.cli.opening import effective

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PIPED_WIDTH = 160
_QUERIES = {
    "timeline": (
        "What happened, newest first.",
        (
            "SELECT happened_on, kind, subject, variant, status, access, licence, stance, standing, origins, happening"
            " FROM v1_timeline ORDER BY coalesce(happened_on, first_published_on, '') DESC, happening DESC"
        ),
    ),
    "models": (
        "The state of each model.",
        (
            "SELECT model, status, released_on, access, licence, licence_since, commercial_use, osi_approved, happening"
            " FROM v1_models ORDER BY coalesce(released_on, '') DESC, model"
        ),
    ),
    "licences": (
        "Which licence stood for which model, from when to when.",
        (
            "SELECT model, licence, valid_from, valid_to, commercial_use, mau_threshold, osi_approved, happening"
            " FROM v1_licences ORDER BY model, valid_from"
        ),
    ),
    "positions": (
        "Who said what, newest first.",
        (
            "SELECT stated_on, speaker, stance, venue, topic, is_current, summary, happening FROM v1_positions"
            " ORDER BY coalesce(stated_on, '') DESC, happening"
        ),
    ),
    "commitments": (
        "What was promised, and what became of it.",
        (
            "SELECT promised_on, speaker, promise, due, fate, settled_on, happening, settled_by FROM v1_commitments"
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


def _table_command(name: str, help_: str, query: str) -> click.Command:
    @click.command(name, help=help_)
    @_forms
    @at_a_moment
    @click.pass_context
    def show(context: click.Context, form: str | None, as_of: datetime | None, known_at: str | None) -> None:
        _show(context, query, form, as_of, known_at)

    command: click.Command = show
    return command


TABLES = [_table_command(name, help_, query) for name, (help_, query) in _QUERIES.items()]


@click.command()
@click.argument("sql")
@_forms
@at_a_moment
@click.pass_context
def query(context: click.Context, sql: str, form: str | None, as_of: datetime | None, known_at: str | None) -> None:
    """Run SQL on the views (docs/data-dictionary.md), of now or of another moment; it can read only.

    Another moment is an SQLite database of its own, so write such queries in what both databases understand.
    """
    _show(context, sql, form, as_of, known_at)


@click.command()
@click.option("--from", "start", type=DAY, required=True, help="The state at the end of this day ...")
@click.option("--to", "end", type=DAY, required=True, help="... against the state at the end of this one.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def diff(context: click.Context, start: datetime, end: datetime, as_json: bool) -> None:
    """What changed between two days of the world, by all we know today: models, licences, stances, promises."""
    from tracker.report.differences import differences

    settings = effective(context)
    with (
        looked_at(settings, day_of(start), None) as (before, _),
        looked_at(settings, day_of(end), None) as (after, _live),
        _read_only(before) as old,
        _read_only(after) as new,
    ):
        found = differences(old, new)
    if as_json:
        click.echo(json.dumps([one._asdict() for one in found], ensure_ascii=False, indent=2))
        return
    for one in found:
        click.echo(f"{one.what}: {one.field}: {one.before or '-'} -> {one.after or '-'}  ({one.happening})")
    if not found:
        click.echo("nothing changed")


def _show(context: click.Context, sql: str, form: str | None, as_of: datetime | None, known_at: str | None) -> None:
    with looked_at(effective(context), day_of(as_of), known_at) as (engine, _), _read_only(engine) as connection:
        columns, rows = _selected(connection, sql)
    click.echo(_formed(columns, rows, form), nl=False)


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
    if form == "json":
        return json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_safe(cell) for cell in row] for row in rows)
        return out.getvalue()
    return _terminal(columns, rows)


def _safe(cell: Any) -> Any:
    """A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection)."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _terminal(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from tracker.report.wording import plain

    width = shutil.get_terminal_size((_PIPED_WIDTH, 40)).columns if sys.stdout.isatty() else _PIPED_WIDTH
    console = Console(file=io.StringIO(), width=width, emoji=False)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in {"happening", "settled_by"})
    for row in rows:
        table.add_row(*(Text("" if cell is None else plain(str(cell))) for cell in row))
    console.print(table)
    out: Any = console.file
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
