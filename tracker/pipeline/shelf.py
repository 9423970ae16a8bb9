"""The files that sites publish about themselves, from the database to a crawl and back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import Connection

from tracker.collect.fetching import Wanted
from tracker.collect.sites import Shelf, SiteFile
from tracker.db.statements import text
from tracker.events.chain import instant

_FILES = ("/robots.txt", "/.well-known/tdmrep.json")


def addresses_of(wanted: Sequence[Wanted]) -> list[str]:
    """Where the sites of these say what they allow."""
    sites = {f"{parts.scheme}://{parts.netloc}" for parts in (urlsplit(one.url) for one in wanted)}
    return [site + file for site in sorted(sites) for file in _FILES]


def load(connection: Connection, shelf: Shelf, addresses: Iterable[str]) -> None:
    """Put on the shelf what is known of these files, but for those that are there."""
    query = text("SELECT address, fetched_at, body FROM site_file WHERE address = :address")
    for address in addresses:
        row = None if address in shelf else connection.execute(query, {"address": address}).one_or_none()
        if row is not None:
            shelf.hold([SiteFile(row.address, datetime.fromisoformat(row.fetched_at), row.body)])


def save(connection: Connection, files: Iterable[SiteFile]) -> None:
    """Remember these files as they are now."""
    statement = text(
        "INSERT INTO site_file (address, fetched_at, body) VALUES (:address, :at, :body)"
        " ON CONFLICT (address) DO UPDATE SET fetched_at = excluded.fetched_at, body = excluded.body"
    )
    for file in sorted(files, key=lambda one: one.address):
        connection.execute(statement, {"address": file.address, "at": instant(file.fetched_at), "body": file.body})
