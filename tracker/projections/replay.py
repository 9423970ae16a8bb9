"""Entries of the log -> every projection, in one transaction with the checkpoint that says how far.

What is appended may reach far back (a correction, better-dated coverage), so the subjects that it bears on are
computed anew, each from all of its entries, and no others: the cost grows with what is told of them, not with the
log. Computing everything anew takes the same path, subject by subject, and gives the same rows.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection

from tracker.db import bulk
from tracker.db.projected import CoverageProbeTable, CoverageTable, PlaceTable
from tracker.db.session import driver_of
from tracker.db.statements import text
from tracker.events import checkpoints, store
from tracker.events.chain import Entry
from tracker.projections import coverage, places, promises
from tracker.projections.subjects import PROJECTED, Writer, forget, happenings_of, rows_of, texts_of
from tracker.vocabulary import Vocabulary

CONSUMER = "projections 7"  # the number grows with the rules, so that a new version replays by itself
_PAGE = 2_000
_SUBJECTS = 50  # computed anew together
_ENTRY = partial(tuple.__new__, Entry)  # Entry._make without its check of the length, which the query fixes


def project(connection: Connection, vocabulary: Vocabulary, *, anew: bool = False, as_of: str | None = None) -> bool:
    """Bring the projections to the head of the log (connection: db.writing). Whether there was anything to do.

    as_of: only what had happened by the end of that day; for a database made for that alone (projections.aside).
    """
    head = store.head(connection)
    at = None if anew else checkpoints.position_of(connection, CONSUMER)
    if at == head.position:
        return False
    if at is None:
        _all(connection, vocabulary, as_of)
        promises.settle_all(connection)
        bulk.count(connection, *PROJECTED, PlaceTable, CoverageTable, CoverageProbeTable)
    else:
        told = _news(connection, vocabulary, list(store.read(connection, at, head.position)))
        promises.settle(connection, told)
    checkpoints.keep(connection, CONSUMER, head.position)
    return True


def _news(connection: Connection, vocabulary: Vocabulary, new: list[Entry]) -> set[str]:
    """Take in new entries; the subjects that were computed anew."""
    touched = places.place(connection, new)
    for document in sorted(coverage.collect(connection, new)):
        touched |= _told_in(connection, document)
    together = places.together(connection, sorted(touched))
    subjects = sorted(together)
    forget(connection, subjects)  # all before any is written: a merge can move a happening from one to another
    writer = Writer(connection)
    for start in range(0, len(subjects), _SUBJECTS):
        for subject, entries, voices in _heard(connection, subjects[start : start + _SUBJECTS], together):
            writer.add(rows_of(happenings_of(subject, entries, voices), vocabulary, texts_of(subject, entries)))
    writer.flush()
    return set(together)


def _heard(
    connection: Connection, subjects: list[str], together: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, list[Entry], dict[str, str]]]:
    """Each subject with its entries, and whose words they are."""
    told = {subject: places.entries_of(connection, sorted(together[subject])) for subject in subjects}
    documents = {coverage.document_in(entry) for entries in told.values() for entry in entries}
    voices = coverage.voices_of(connection, [one for one in documents if one is not None])
    return ((subject, entries, voices) for subject, entries in told.items())


def _all(connection: Connection, vocabulary: Vocabulary, as_of: str | None) -> None:
    for table in PROJECTED:
        connection.execute(text(f"DELETE FROM {table.__tablename__}"))
    voices = coverage.collect_all(connection)
    merged = places.together(connection, sorted(places.place_all(connection)))
    with bulk.indexed_after(connection, *PROJECTED):
        writer = Writer(connection)
        for subject, entries in _by_subject(connection):
            if subject in merged:
                entries = places.entries_of(connection, sorted(merged[subject]))
            entries = list(entries)
            happenings = happenings_of(subject, entries, voices, as_of)
            writer.add(rows_of(happenings, vocabulary, texts_of(subject, entries, as_of)))
        writer.flush()


def _by_subject(connection: Connection) -> Iterator[tuple[str, Iterable[Entry]]]:
    """Each subject with its entries, in order: a page of rows in memory, whatever the length of the log."""
    columns = ", ".join(f"event.{name}" for name in Entry._fields)
    query = (
        f"SELECT place.subject, {columns} FROM place JOIN event ON event.position = place.position"
        " ORDER BY place.subject, place.position"
    )
    driver = driver_of(connection)
    cursor = (
        driver.cursor(name="by_subject", binary=True) if connection.dialect.name == "postgresql" else driver.cursor()
    )
    if connection.dialect.name == "postgresql":
        cursor.itersize = _PAGE
    cursor.execute(query)
    for subject, together in groupby(cursor, key=itemgetter(0)):
        yield subject, [_ENTRY(row[1:]) for row in together]
    cursor.close()


def _told_in(connection: Connection, document: str) -> set[str]:
    query = text(
        "SELECT DISTINCT happening.subject FROM happening_evidence JOIN happening"
        " ON happening.id = happening_evidence.happening WHERE happening_evidence.document = :document"
    )
    return set(connection.execute(query, {"document": document}).scalars())
