"""What became of a licence's clauses, one sentence each, where its texts were captured."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, text

from tracker.events import store
from tracker.events.types import LicenceChange
from tracker.events.upcast import payload_in
from tracker.terms.compare import compare
from tracker.terms.sayings import clauses_said


class ClauseSaid(NamedTuple):
    """verdict: changed, added or removed. label: the clause's number, "" where it has none."""

    verdict: str
    label: str
    says: str


def clauses_between(
    connection: Connection, happenings: Sequence[str], before: str, after: str
) -> tuple[ClauseSaid, ...]:
    """As the events of these happenings record it; else by comparing the newest captured texts of the two licences.
    Nothing where a text was never captured, or was purged."""
    recorded = _recorded(connection, happenings)
    if recorded or before == after:
        return recorded
    old, new = _newest(connection, before), _newest(connection, after)
    if old is None or new is None:
        return ()
    return tuple(ClauseSaid(one.verdict, one.label, one.says) for one in clauses_said(compare(old, new)))


def _recorded(connection: Connection, happenings: Sequence[str]) -> tuple[ClauseSaid, ...]:
    query = text(
        "SELECT DISTINCT position FROM happening_evidence WHERE happening IN :ids AND provenance = 'primary'"
        " ORDER BY position"
    ).bindparams(bindparam("ids", expanding=True))
    found: dict[ClauseSaid, None] = {}
    for position in connection.execute(query, {"ids": list(happenings)}).scalars():
        entry = store.entry_by_reference(connection, str(position))
        payload = payload_in(entry) if entry else None
        for one in payload.clauses if isinstance(payload, LicenceChange) else ():
            found[ClauseSaid(one.verdict, one.label or "", one.says)] = None
    return tuple(found)


def _newest(connection: Connection, licence: str) -> str | None:
    query = text(
        "SELECT d.text FROM licence_text t JOIN document d ON d.sha256 = t.document"
        " WHERE t.licence = :licence AND t.part = 'licence' AND d.text IS NOT NULL ORDER BY t.position DESC LIMIT 1"
    )
    held: str | None = connection.execute(query, {"licence": licence}).scalar()
    return held
