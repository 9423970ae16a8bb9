"""`tracker review`: what a person should look at, and what a person decides."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.opening import effective, now, opened

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tracker.events.store import Appended


def _told(_context: click.Context, option: click.Parameter, value: str) -> str:
    if not value.strip():
        raise click.BadParameter("it is empty, and stays on record: write a word or more")
    return value


def _decided(command: Callable[..., Any]) -> Callable[..., Any]:
    who = click.option("--who", required=True, callback=_told, help="Who decides; it stays on record.")
    why = click.option("--why", required=True, callback=_told, help="Why; it stays on record.")
    at = click.option("--at", "expected", type=int, help="Refuse if the log no longer stands at this position.")
    return who(why(at(command)))


@click.group(invoke_without_command=True)
@click.option("-n", "count", type=click.IntRange(min=1), default=20, show_default=True, help="How many to list.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def review(context: click.Context, count: int, as_json: bool) -> None:
    """List what a person should look at, most useful first; or decide: confirm, correct, retract, merge, split.

    IDS are happenings (h3f9a2c1d07, as reports print them) or events (e17). Every decision is an event of its own.
    """
    if context.invoked_subcommand is not None:
        return
    from tracker.db.session import reading
    from tracker.report.queue import queue
    from tracker.report.wording import day, plain

    with opened(effective(context)) as engine, reading(engine) as connection:
        cases = queue(connection, count)
    if as_json:
        click.echo(json.dumps([asdict(case) for case in cases], ensure_ascii=False, indent=2))
        return
    for case in cases:
        click.echo(f"{case.id}  {day(case.on):<10}  {plain(case.headline)}")
        click.echo(f"    {'; '.join(case.reasons)}")
    if not cases:
        click.echo("nothing to look at")


@review.command()
@click.argument("ids", nargs=-1, required=True)
@_decided
@click.pass_context
def confirm(context: click.Context, ids: tuple[str, ...], who: str, why: str, expected: int | None) -> None:
    """It is so: what rests on one voice counts as confirmed."""
    _review(context, "confirmed", ids, who, why, expected)


@review.command()
@click.argument("ids", nargs=-1, required=True)
@_decided
@click.pass_context
def merge(context: click.Context, ids: tuple[str, ...], who: str, why: str, expected: int | None) -> None:
    """They tell of one happening."""
    _review(context, "merged", ids, who, why, expected)


@review.command()
@click.argument("ids", nargs=-1, required=True)
@_decided
@click.pass_context
def split(context: click.Context, ids: tuple[str, ...], who: str, why: str, expected: int | None) -> None:
    """These events tell of a happening of their own, apart from the one they were put into."""
    _review(context, "split", ids, who, why, expected)


@review.command()
@click.argument("ids", nargs=-1, required=True)
@_decided
@click.pass_context
def retract(context: click.Context, ids: tuple[str, ...], who: str, why: str, expected: int | None) -> None:
    """They must not count any more. The events stay in the log."""
    from tracker.pipeline import editing

    with _deciding(context) as connection:
        entries = editing.events_under(connection, ids)
        _say(editing.retracted(connection, entries, who=who, why=why, now=now(), expected_position=expected))


@review.command()
@click.argument("event")
@click.option(
    "--set",
    "settings",
    multiple=True,
    required=True,
    metavar="FIELD=VALUE",
    help="VALUE is JSON, or text; empty takes the field away.",
)
@_decided
@click.pass_context
def correct(
    context: click.Context, event: str, settings: tuple[str, ...], who: str, why: str, expected: int | None
) -> None:
    """Replace fields of one event, or of the only event of a happening."""
    from tracker.pipeline import editing

    replaces = dict(_setting(one) for one in settings)
    with _deciding(context) as connection:
        entries = editing.events_under(connection, [event])
        if len(entries) != 1:
            named = ", ".join(f"e{entry.position}" for entry in entries)
            raise click.UsageError(f"{event} rests on {len(entries)} events: name one of {named}")
        done = editing.corrected(
            connection, entries[0], replaces, who=who, why=why, now=now(), expected_position=expected
        )
        _say(done)


def _setting(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise click.BadParameter(f"{text!r}: write FIELD=VALUE", param_hint="--set")
    if not value:
        return name, None
    try:
        read = json.loads(value)
    except ValueError:
        return name, value
    return name, value if isinstance(read, float | int) and not isinstance(read, bool) and name.endswith(
        "_on"
    ) else read


def _review(
    context: click.Context, verdict: str, ids: tuple[str, ...], who: str, why: str, expected: int | None
) -> None:
    from tracker.pipeline import editing

    with _deciding(context) as connection:
        entries = editing.events_under(connection, ids)
        done = editing.reviewed(connection, verdict, entries, who=who, why=why, now=now(), expected_position=expected)
        _say(done)


@contextmanager
def _deciding(context: click.Context) -> "Iterator[Connection]":
    from tracker.db.session import writing
    from tracker.pipeline.cycle import replay

    with opened(effective(context)) as engine:
        with writing(engine) as connection:
            yield connection
        replay(engine)


def _say(done: "Appended") -> None:
    for entry in done.entries:
        click.echo(f"e{entry.position} {entry.type} recorded")
