"""Entries of the log -> every projection, in one transaction with the checkpoint that says how far.

The log is small against the cost of being wrong: what is appended may reach far back (a correction, better-dated
coverage), so all tables are computed anew whenever the head has moved, and not touched when it has not.
"""

from typing import Any

from sqlalchemy import Connection
from sqlmodel import SQLModel

from tracker.db import tables
from tracker.events import checkpoints, store
from tracker.projections import rows
from tracker.resolve.facts import facts_of
from tracker.resolve.matching import groups_of
from tracker.resolve.states import licence_periods, model_states, positions
from tracker.resolve.verdict import happening_of
from tracker.vocabulary import Vocabulary

CONSUMER = "projections 1"  # the number grows with the rules, so that a new version replays by itself


def project(connection: Connection, vocabulary: Vocabulary, *, anew: bool = False) -> bool:
    """Bring the projections to the head of the log (connection: db.writing). Whether there was anything to do."""
    head = store.head(connection)
    if checkpoints.position_of(connection, CONSUMER) == head.position and not anew:
        return False
    happenings = [happening_of(group) for group in groups_of(facts_of(store.read(connection, until=head.position)))]
    periods = licence_periods(happenings)
    _replace(connection, tables.HappeningTable, [rows.happening(h) for h in happenings])
    _replace(connection, tables.HappeningEvidenceTable, [row for h in happenings for row in rows.evidence(h)])
    models = [rows.model(state, vocabulary) for state in model_states(happenings, periods)]
    _replace(connection, tables.ModelTable, models)
    _replace(connection, tables.LicenceTable, [rows.licence(period) for period in periods])
    _replace(connection, tables.PositionTable, [rows.position(position) for position in positions(happenings)])
    checkpoints.keep(connection, CONSUMER, head.position)
    return True


def _replace(connection: Connection, table: type[SQLModel], values: list[dict[str, Any]]) -> None:
    target = SQLModel.metadata.tables[str(table.__tablename__)]
    connection.execute(target.delete())
    if values:
        connection.execute(target.insert(), values)
