"""Which captured text of another surface a new one is nearest to: whose licence somebody took over."""

from dataclasses import dataclass

from sqlalchemy import Connection, text

from tracker.events import documents
from tracker.events.chain import decoded
from tracker.terms.likeness import is_comparable, likely, permille_alike, sketch_of

_LEAST = 500  # permille
_PROMISING = 0.125  # a quarter of that by the sketches, which only tell about how alike texts are
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
        "SELECT event.position, event.id, event.payload, first.document FROM event JOIN (SELECT min(position) AS position,"
        " document FROM licence_text WHERE part = :part AND url <> :url GROUP BY document) AS first"
        " ON first.position = event.position ORDER BY event.position"
    )
    found: list[tuple[float, int, str, str]] = []
    for position, event, payload, document in connection.execute(query, {"part": part, "url": url}).all():
        other = _sketch(connection, payload, document)
        if other is not None and (alike := likely(sketch, other)) >= _PROMISING:
            found.append((-alike, position, event, document))
    best: Resembling | None = None
    for _, _, event, document in sorted(found)[:_LIKELY]:
        whole = documents.whole(connection, document)
        alike_permille = permille_alike(plain, whole) if whole is not None else 0
        if alike_permille >= _LEAST and (best is None or alike_permille > best.permille):
            best = Resembling(event, alike_permille)
    return best


def _sketch(connection: Connection, payload: str, document: str) -> str | None:
    """As the capture holds it; of captures that hold none, or an old one with names, of their text while it is there."""
    held = decoded(payload).get("sketch")
    if held is not None and is_comparable(str(held)):
        return str(held)
    whole = documents.whole(connection, document)
    return sketch_of(whole) if whole is not None else None
