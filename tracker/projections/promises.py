"""Commitments and their fate. A release of any model can settle a promise on it or on its family, and no other."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection

from tracker.db import bulk
from tracker.db.projected import CommitmentTable
from tracker.db.statements import text
from tracker.projections import rows
from tracker.resolve.commitments import Promise, Step, settled

_PROMISES = "SELECT id, subject, happened_on, commitment FROM happening WHERE commitment IS NOT NULL"
_STEPS = (
    "SELECT id, subject, status, access, happened_on FROM happening WHERE kind = 'release' AND confirmed"
    " AND happened_on IS NOT NULL AND (status = 'released' OR (status = 'withdrawn' AND variant IS NULL))"
    " AND (subject = :subject OR {family})"
)
_FAMILY = {  # a range of the index over subjects, which PostgreSQL keeps in the order of bytes too
    "sqlite": "subject >= :family AND subject < :beyond",
    "postgresql": "subject ~>=~ :family AND subject ~<~ :beyond",
}


def settle_all(connection: Connection) -> None:
    """Write `commitment` anew from the happenings as they stand."""
    connection.execute(text("DELETE FROM commitment"))
    _write(connection, connection.execute(text(_PROMISES)))


def settle(connection: Connection, told: Iterable[str]) -> None:
    """Write anew what can have changed with the happenings of some subjects: promises that these made (a speaker is
    a subject), and promises about them."""
    speakers = sorted(told)
    about = sorted({name for subject in speakers for name in _families(subject)})
    held = [row[0] for row in bulk.among(connection, "SELECT happening FROM commitment WHERE subject IN :some", about)]
    found = {
        row.id: row
        for where, some in (("subject", speakers), ("id", held))
        for row in bulk.among(connection, f"{_PROMISES} AND {where} IN :some", some)
    }
    for where, some in (("speaker", speakers), ("happening", held)):
        bulk.among(connection, f"DELETE FROM commitment WHERE {where} IN :some", some)
    _write(connection, found.values())


def _families(subject: str) -> Iterator[str]:
    """The names of which a subject is a member: "Llama" and "Llama 4" for "Llama 4", as `_STEPS` has it."""
    words = subject.split(" ")
    return (" ".join(words[:count]) for count in range(1, len(words) + 1))


def _write(connection: Connection, promises: Iterable[Any]) -> None:
    """promises: rows of _PROMISES"""
    bulk.insert(connection, CommitmentTable, [_settled(connection, _promise(row)) for row in promises])


def _promise(row: Any) -> Promise:
    made = json.loads(row.commitment)
    return Promise(
        happening=row.id,
        speaker=row.subject,
        promised_on=row.happened_on,
        promise=made["promise"],
        due=made.get("due"),
        subject=made.get("subject"),
        access=made.get("access"),
    )


def _settled(connection: Connection, promise: Promise) -> dict[str, object]:
    if promise.subject is None:
        return rows.commitment(settled(promise, []))
    # "Llama 4 Scout" stands between "Llama 4 " and "Llama 4!", the next character after the blank.
    values = {"subject": promise.subject, "family": f"{promise.subject} ", "beyond": f"{promise.subject}!"}
    query = text(_STEPS.format(family=_FAMILY[connection.dialect.name]))
    return rows.commitment(settled(promise, [Step(*row) for row in connection.execute(query, values)]))
