"""What a feed says, before it is Atom or JSON Feed: happenings as they become known, or facts corrected since."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid5

from sqlalchemy import Connection, text

from tracker.events import store
from tracker.events.chain import GENESIS
from tracker.report import wording
from tracker.report.contents import lines
from tracker.report.lines import Line
from tracker.report.safe import web_address
from tracker.report.selection import Selection, condition

# Ids of entries are made from it and the id of the happening, so that they are the same in every feed, for ever.
_NAMESPACE = UUID("5f4d2d57-3d11-4a61-988b-8dbfa6f0c831")
_LONGEST = 2_000
_NEVER = "1970-01-01T00:00:00Z"
MOST = 200


@dataclass(frozen=True, slots=True)
class Item:
    """One entry. id: an IRI that stays; published, updated: instants, RFC 3339; links: of the web, the best first."""

    id: str
    title: str
    content: str
    published: str
    updated: str
    links: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A whole feed, newest first. address: where it will be published, if that is known."""

    id: str
    title: str
    about: str
    updated: str
    address: str | None
    items: tuple[Item, ...]


def happenings_feed(connection: Connection, chosen: Selection, most: int = MOST, address: str | None = None) -> Feed:
    """The happenings that the log learnt of last, or last heard more of."""
    where, values = condition(chosen)
    newest = (
        f"SELECT id, first_recorded_at, last_recorded_at FROM happening WHERE {where} ORDER BY last_recorded_at DESC,"
        " coalesce(happened_on, first_published_on, '') DESC, id DESC LIMIT :most"
    )
    found = connection.execute(text(newest), {**values, "most": most}).all()
    told = {
        line.id: line for line in lines(connection, f"id IN (SELECT id FROM ({newest}) n)", most, most=most, **values)
    }
    total = connection.execute(text(f"SELECT count(*) FROM happening WHERE {where}"), values).scalar()
    items = [_item(told[row.id], row.first_recorded_at, row.last_recorded_at) for row in found]
    return feed_of(
        connection, "Where Meta stands on open AI", f"{len(items)} of {total} happenings", items, address, chosen
    )


def feed_of(
    connection: Connection, title: str, about: str, items: Iterable[Item], address: str | None, chosen: Selection
) -> Feed:
    """A feed of this log: its id is the same as long as the log, the title and the selection are."""
    head = store.head(connection)
    first = store.head_at(connection, 1) if head.position else None
    last = store.entry_by_reference(connection, str(head.position))
    listed = tuple(items)
    told = f"{about}; log head {head.position} {head.link.hex()}"
    name = f"{(first.link if first else GENESIS).hex()} {title} {chosen.options()}"
    return Feed(
        id=urn(name),
        title=title,
        about=told + (f"; only {wording.plain(chosen.options())}" if not chosen.is_everything else ""),
        updated=max((item.updated for item in listed), default=last.recorded_at if last else _NEVER),
        address=address,
        items=listed,
    )


def urn(name: str) -> str:
    """An IRI for what has this name, by RFC 9562 (version 5)."""
    return uuid5(_NAMESPACE, name).urn


def _item(line: Line, first: str, last: str) -> Item:
    day = wording.day(line.on, line.tolerance_days)
    return Item(
        id=urn(line.id),
        title=wording.plain(f"{day} {line.headline}", 300),
        content=_content(line),
        published=first,
        updated=last,
        links=tuple(dict.fromkeys(filter(None, (web_address(of.url) for of in line.witnesses)))),
        tags=(wording.kind(line), wording.plain(line.subject, 200)),
    )


def _content(line: Line) -> str:
    told = [wording.plain(line.summary)] if line.summary else []
    told.append(f"Founded: {wording.founded(line)}; independent voices: {line.origins}.")
    for of in wording.coverage(line):
        quote = f": “{wording.plain(of.quote)}”" if of.quote else ""
        told.append(f"{wording.witness(of)}{quote}")
    told.append(f"What it rests on: tracker why {line.id}")
    text = "\n".join(told)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
