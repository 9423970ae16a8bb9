"""Commitments and their fate: computed anew each time, as a release of any model can settle one. They are few."""

import json
from collections.abc import Iterable

from sqlalchemy import Connection, text

from tracker.db import bulk
from tracker.db.projected import CommitmentTable
from tracker.projections import rows
from tracker.resolve.commitments import Promise, Step, settled

_PROMISES = "SELECT id, subject, happened_on, commitment FROM happening WHERE commitment IS NOT NULL"
_STEPS = (
    "SELECT id, subject, status, access, happened_on FROM happening WHERE kind = 'release' AND confirmed"
    " AND happened_on IS NOT NULL AND (status = 'released' OR (status = 'withdrawn' AND variant IS NULL))"
    " AND (subject = :subject OR substr(subject, 1, :length) = :family)"
)


def settle(connection: Connection) -> None:
    """Write `commitment` anew from the happenings as they stand."""
    connection.execute(text("DELETE FROM commitment"))
    found = [_settled(connection, promise) for promise in _promises(connection)]
    bulk.insert(connection, CommitmentTable, found)


def _promises(connection: Connection) -> Iterable[Promise]:
    for row in connection.execute(text(_PROMISES)).all():
        made = json.loads(row.commitment)
        yield Promise(
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
    family = f"{promise.subject} "
    values = {"subject": promise.subject, "family": family, "length": len(family)}
    steps = [Step(*row) for row in connection.execute(text(_STEPS), values)]
    return rows.commitment(settled(promise, steps))
