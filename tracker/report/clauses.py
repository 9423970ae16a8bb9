"""What became of a licence's clauses, one sentence each, where its texts were captured."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, text

from tracker.events import store
from tracker.events.types import LicenceChange
from tracker.events.upcast import payload_in
from tracker.terms.compare import compare
from tracker.terms.sayings import clauses_said


class ClauseSaid(NamedTuple):
    """One sentence on clauses that fared alike.

    verdict: changed, added or removed. labels: the clauses' numbers, where they have any. terms: those they touch
    """

    verdict: str
    labels: tuple[str, ...]
    says: str
    terms: tuple[str, ...]


def clauses_between(
    connection: Connection, happenings: Sequence[str], before: str, after: str, standing: Collection[str] = ()
) -> tuple[ClauseSaid, ...]:
    """As the events of these happenings record it; else by comparing the newest captured texts of the two licences.
    Nothing where a text was never captured, or was purged.

    standing: terms that are known to be the same before and after. A text that held them and does no longer (its use
    policy became a document of its own, say) is no news of them.
    """
    return _folded(_found(connection, happenings, before, after), frozenset(standing))


def _found(connection: Connection, happenings: Sequence[str], before: str, after: str) -> tuple[ClauseSaid, ...]:
    recorded = _recorded(connection, happenings)
    if recorded or before == after:
        return recorded
    old, new = _newest(connection, before), _newest(connection, after)
    if old is None or new is None:
        return ()
    return tuple(_said(one.verdict, one.label, one.says, one.terms) for one in clauses_said(compare(old, new)))


def _folded(said: Sequence[ClauseSaid], standing: frozenset[str]) -> tuple[ClauseSaid, ...]:
    """Clauses of which the same is said, in one sentence."""
    found: dict[tuple[str, str], ClauseSaid] = {}
    for one in said:
        if one.verdict != "changed" and one.terms and standing.issuperset(one.terms):
            did = "left this text" if one.verdict == "removed" else "came into this text"
            one = one._replace(says=f"They {did}; what they ask for is the same before and after.")
        held = found.setdefault((one.verdict, one.says), one._replace(labels=(), terms=()))
        labels, terms = dict.fromkeys([*held.labels, *one.labels]), dict.fromkeys([*held.terms, *one.terms])
        found[one.verdict, one.says] = one._replace(labels=tuple(labels), terms=tuple(terms))
    return tuple(found.values())


def _said(verdict: str, label: str | None, says: str, terms: Sequence[str]) -> ClauseSaid:
    return ClauseSaid(verdict, (label,) if label else (), says, tuple(terms))


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
            found[_said(one.verdict, one.label, one.says, one.terms)] = None
    return tuple(found)


def _newest(connection: Connection, licence: str) -> str | None:
    query = text(
        "SELECT d.text FROM licence_text t JOIN document d ON d.sha256 = t.document"
        " WHERE t.licence = :licence AND t.part = 'licence' AND d.text IS NOT NULL ORDER BY t.position DESC LIMIT 1"
    )
    held: str | None = connection.execute(query, {"licence": licence}).scalar()
    return held
