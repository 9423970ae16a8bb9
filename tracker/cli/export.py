"""`tracker export`: what programs take away, as files that are whole or not there."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.asking import Asked, Chosen, chosen, selecting
from tracker.cli.opening import effective

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tracker.db.views import View

VIEWS = ("parquet", "csv", "jsonl")
FEEDS = ("atom", "jsonfeed", "errata", "errata-json")
FORMS = (*VIEWS, *FEEDS, "ical")


@click.command()
@click.argument("form", type=click.Choice(FORMS), metavar=f"[{'|'.join(FORMS)}]")
@click.option("--to", type=click.Path(path_type=Path), help="The file, or for several views the folder.")
@click.option("--view", "names", multiple=True, metavar="VIEW", help="Only this view (may be repeated).")
@click.option("--limit", type=click.IntRange(1), help="Entries of a feed, the newest (default: 200).")
@click.option("--address", help="Where a feed will be published: it names itself by that.")
@selecting
@click.pass_context
def export(
    context: click.Context,
    form: str,
    to: Path | None,
    names: tuple[str, ...],
    limit: int | None,
    address: str | None,
    asked: Asked,
) -> None:
    """The views as Parquet, CSV or JSON Lines, one file for each; happenings as an Atom feed, a JSON Feed or a calendar
    (ical); what we changed our mind about as a feed (errata, errata-json).

    Without --to it goes to stdout; a file takes the place of the one before when it is whole. Docs: docs/exports.md.
    """
    _refuse(form, names, limit, address)
    with chosen(effective(context), asked) as looked:
        if form in VIEWS:
            _export_views(looked, form, names, to)
        else:
            _put(to, _document(looked, asked, form, limit, address))


def _refuse(form: str, names: tuple[str, ...], limit: int | None, address: str | None) -> None:
    from tracker.errors import UsageError
    from tracker.report.safe import web_address

    if names and form not in VIEWS:
        raise UsageError(f"--view chooses among the views: it goes with {', '.join(VIEWS)}")
    if (limit or address) and form not in FEEDS:
        raise UsageError(f"--limit and --address are about feeds: they go with {', '.join(FEEDS)}")
    if address and not web_address(address):
        raise UsageError(f"--address {address[:80]!r} is no address like https://example.org/feed.xml")


def _export_views(looked: Chosen, form: str, names: tuple[str, ...], to: Path | None) -> None:
    from tracker.db.session import reading
    from tracker.db.views import VIEWS as ALL
    from tracker.errors import UsageError
    from tracker.report.exports import csv_lines, json_lines, parts_of, view_named, write_views
    from tracker.report.files import whole_folder

    views: list[View] = list(dict.fromkeys(view_named(name) for name in names)) or list(ALL)
    if to is not None:
        with reading(looked.engine) as connection, whole_folder(to) as folder:
            write_views(connection, views, form, looked.selection, folder)
        return
    if form == "parquet" or len(views) != 1:
        raise UsageError(f"{form}: say which folder by --to{'' if form == 'parquet' else ', or which one --view'}")
    with reading(looked.engine) as connection:
        parts = parts_of(connection, views[0], looked.selection)
        _put(None, csv_lines(views[0], parts) if form == "csv" else json_lines(views[0], parts))


def _document(looked: Chosen, asked: Asked, form: str, limit: int | None, address: str | None) -> Iterator[str]:
    from tracker.db.session import reading

    with reading(looked.engine) as connection:
        yield (
            _calendar(connection, looked, asked) if form == "ical" else _feed(connection, looked, form, limit, address)
        )


def _feed(connection: "Connection", looked: Chosen, form: str, limit: int | None, address: str | None) -> str:
    from tracker.report.errata import errata_feed
    from tracker.report.feed import MOST, happenings_feed
    from tracker.report.to_atom import to_atom
    from tracker.report.to_jsonfeed import to_jsonfeed

    gathered = errata_feed if form.startswith("errata") else happenings_feed
    feed = gathered(connection, looked.selection, limit or MOST, address)
    return to_atom(feed) if form in {"atom", "errata"} else to_jsonfeed(feed)


def _calendar(connection: "Connection", looked: Chosen, asked: Asked) -> str:
    from tracker.events import store
    from tracker.report.contents import commitment_lines, lines
    from tracker.report.selection import condition
    from tracker.report.to_icalendar import to_icalendar

    head = store.head(connection)
    last = store.entry_by_reference(connection, str(head.position))
    stamp = last.recorded_at if last else "1970-01-01T00:00:00Z"
    where, values = condition(looked.selection)
    told = lines(connection, where, _EVERY, **values)
    said = looked.selection.of_states("policy_statement")
    promises = commitment_lines(connection, asked.as_of or stamp[:10], said) if said else ()
    return to_icalendar(told, promises, stamp)


_EVERY = 1_000_000_000


def _put(to: Path | None, parts: Iterable[str]) -> None:
    with _opened(to) as write:
        for part in parts:
            write(part)


@contextmanager
def _opened(to: Path | None) -> Iterator[Callable[[str], object]]:
    from tracker.report.files import whole

    if to is None:
        yield sys.stdout.write
        sys.stdout.flush()
        return
    with whole(to) as draft, draft.open("w", encoding="utf-8", newline="") as out:
        yield out.write
