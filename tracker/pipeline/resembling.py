"""Which captured text of another surface a new one is nearest to: whose licence somebody took over."""

from dataclasses import dataclass

from sqlalchemy import Connection, text

from tracker.events import documents
from tracker.events.chain import decoded
from tracker.terms.likeness import likely, permille_alike, sketch_of

_LEAST = 500  # permille
_LIKELY = 8  # of so many likely ones the whole texts are compared


@dataclass(frozen=True, slots=True)
class Resembling:
    """event: the capture of the text that is nearest; permille: how alike both are."""

    event: str
    permille: int


def nearest_text(connection: Connection, plain: str, sketch: str, part: str, url: str) -> Resembling | None:
    """Among the captured texts of this kind at other addresses; None where none is half as this one.

    Of equally near ones the first that was captured.
    """
    query = text(
        "SELECT min(licence_text.position) AS position, licence_text.document FROM licence_text"
        " WHERE part = :part AND url <> :url GROUP BY licence_text.document ORDER BY 1"
    )
    found: list[tuple[float, int, str]] = []
    for position, document in connection.execute(query, {"part": part, "url": url}).all():
        other = _sketch(connection, position, document)
        if other is not None and (alike := likely(sketch, other)) >= _LEAST / 4_000:
            found.append((-alike, position, document))
    best: Resembling | None = None
    for _, position, document in sorted(found)[:_LIKELY]:
        whole = documents.whole(connection, document)
        alike_permille = permille_alike(plain, whole) if whole is not None else 0
        if alike_permille >= _LEAST and (best is None or alike_permille > best.permille):
            best = Resembling(_id(connection, position), alike_permille)
    return best


def _sketch(connection: Connection, position: int, document: str) -> str | None:
    """As the capture holds it; of old captures that hold none, of their text while it is there."""
    payload = connection.execute(
        text("SELECT payload FROM event WHERE position = :position"), {"position": position}
    ).scalar_one()
    held = decoded(payload).get("sketch")
    if held is not None:
        return str(held)
    whole = documents.whole(connection, document)
    return sketch_of(whole) if whole is not None else None


def _id(connection: Connection, position: int) -> str:
    return str(
        connection.execute(text("SELECT id FROM event WHERE position = :position"), {"position": position}).scalar_one()
    )
