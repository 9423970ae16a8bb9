"""What a report says: one frozen value gathered from the projections; the forms (to_*.py) only lay it out."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, bindparam, text

from tracker import __version__
from tracker.events import store
from tracker.records import Source
from tracker.report.headlines import headline
from tracker.report.licence_history import clauses_of, contradictions, disagreements
from tracker.report.lines import (
    MOST,
    CommitmentLine,
    Contents,
    Line,
    ModelLine,
    Moment,
    PositionLine,
    SourceLine,
    Witness,
)
from tracker.report.selection import EVERYTHING, Selection, condition, rows_chosen


def contents(
    connection: Connection, sources: Sequence[Source], moment: Moment, live: Connection | None = None
) -> Contents:
    """Everything a report says, from the projections as they stand (connection: db.reading).

    live: where sources and pages are looked up, if `connection` is a database aside (projections.aside).
    """
    head = store.head(connection)
    now = live or connection
    models = moment.selection.of_states("release", "licence_change")
    said = moment.selection.of_states("policy_statement")
    found = model_lines(connection, models) if models else ()
    named, whole = (
        {line.name for line in found},
        moment.selection.is_everything,
    )  # of texts a model may have no release yet
    where, values = condition(moment.selection)
    timeline = lines(connection, where, moment.most, **values)
    founded = _rows(connection, "SELECT min(first_recorded_at) AS at FROM happening")[0].at or ""
    told = _rows(connection, f"SELECT count(*) AS n FROM happening WHERE {where}", values)[0].n
    present = moment.at is None and moment.known_at is None
    pages = {row.state: row.n for row in _rows(now, "SELECT state, count(*) AS n FROM page GROUP BY state")}
    return Contents(
        program=f"tracker {__version__}",
        position=head.position,
        link=head.link.hex(),
        today=moment.today.isoformat(),
        as_of=moment.as_of,
        known_at=moment.known_at,
        since=moment.since.isoformat(),
        selection=moment.selection.options(),
        again=moment.again(head.position),
        with_sources=present,
        models=found,
        commitments=commitment_lines(connection, moment.as_of or moment.today.isoformat(), said) if said else (),
        positions=position_lines(connection, said) if said else (),
        disagreements=tuple(one for one in disagreements(connection, running=True) if whole or one.model in named),
        contradictions=tuple(one for one in contradictions(connection) if whole or one.model in named),
        changed=_changed(connection, moment, founded[:10], timeline),
        timeline=timeline,
        earlier=told - len(timeline),
        sources=source_lines(now, sources) if present else (),
        documents=_rows(now, "SELECT count(*) AS n FROM document")[0].n if present else 0,
        skipped=pages.get("skipped", 0) if present else 0,
        waiting=pages.get("waiting", 0) if present else 0,
    )


_AGE = "coalesce(happened_on, first_published_on, '')"


def lines(
    connection: Connection, where: str = "1 = 1", limit: int = MOST, had: Sequence[Line] = (), /, **values: Any
) -> tuple[Line, ...]:
    """Happenings, newest first; undated ones by when they were first reported.

    where: a condition on `happening`, with `values` for its names; had: lines that need not be read again
    """
    query = f"SELECT * FROM happening WHERE {where} ORDER BY {_AGE} DESC, id DESC LIMIT :limit"
    rows = connection.execute(text(query), {**values, "limit": limit}).all()
    known = {line.id: line for line in had}
    fresh = [row for row in rows if row.id not in known]
    witnesses = _witnesses(connection, [row.id for row in fresh])
    clauses = clauses_of(connection, [row.id for row in fresh if row.kind == "licence_change"])
    known |= {row.id: _line(row, tuple(witnesses[row.id]), clauses.get(row.id, ())) for row in fresh}
    found = [known[row.id] for row in rows]
    return tuple(sorted(found, key=_age, reverse=True))


def _witnesses(connection: Connection, happenings: Sequence[str]) -> dict[str, list[Witness]]:
    found: dict[str, list[Witness]] = defaultdict(list)
    query = text(
        "SELECT e.*, c.title FROM happening_evidence e LEFT JOIN coverage c ON c.document = e.document"
        " WHERE e.happening IN :ids ORDER BY e.position"
    ).bindparams(bindparam("ids", expanding=True))
    for start in range(0, len(happenings), _PART):
        rows = connection.execute(query, {"ids": happenings[start : start + _PART]}).all()
        told = _told(connection, [row.position for row in rows if not row.quote])
        for row in rows:
            found[row.happening].append(_witness(row, told.get(row.position, {})))
    return found


def _told(connection: Connection, positions: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The payloads of events that quote nobody: what they say in words of ours stands there alone."""
    query = text("SELECT position, payload FROM event WHERE position IN :some").bindparams(
        bindparam("some", expanding=True)
    )
    return {row.position: json.loads(row.payload) for row in connection.execute(query, {"some": positions})}


_PART = 500


def _witness(row: Row[Any], says: Mapping[str, Any]) -> Witness:
    return Witness(
        event=row.position,
        provenance=row.provenance,
        publisher=row.publisher,
        language=row.language,
        published_on=row.published_on,
        url=row.url,
        quote=row.quote,
        title=row.title,
        voice=row.voice,
        confidence_permille=row.confidence_permille,
        told=says.get("summary"),
        pages=tuple(says.get("pages", ())),
    )


def _changed(connection: Connection, moment: Moment, founded: str, timeline: Sequence[Line]) -> tuple[Line, ...]:
    """What happened since a day, or was first recorded since. What the seeds brought on the first day is no news; what
    a source brought later is, however old it is."""
    since = moment.since.isoformat()
    where, values = condition(replace(moment.selection, since=None))
    told = lines(
        connection,
        f"(happened_on >= :year OR (first_recorded_at >= :since AND first_recorded_at > :founded)) AND {where}",
        MOST,
        timeline,
        since=since,
        year=since[:4],
        founded=founded + "~",
        **values,
    )
    return tuple(line for line in told if _is_new(line, founded, since))


def commitment_lines(connection: Connection, today: str, chosen: Selection = EVERYTHING) -> tuple[CommitmentLine, ...]:
    """The promises of Meta and its people, newest first; an open one is overdue when its last day is over."""
    where, values = rows_chosen("v1_commitments", chosen)
    query = (
        f"SELECT * FROM commitment WHERE {where} AND happening IN"
        " (SELECT happening FROM position WHERE organisation = 'Meta' OR organisation IS NULL)"
        " ORDER BY coalesce(promised_on, '') DESC, happening"
    )
    return tuple(
        CommitmentLine(
            row.happening,
            row.speaker,
            row.promised_on,
            row.promise,
            row.due,
            "overdue" if row.fate == "open" and row.due and row.due < today[: len(row.due)] else row.fate,
            row.settled_on,
            row.settled_by,
        )
        for row in _rows(connection, query, values)
    )


_MODEL = (  # in the order of the fields of ModelLine
    "m.model, m.family, m.status, m.is_confirmed, m.released_on, m.access, m.licence, m.licence_since, m.commercial_use,"
    " m.osi_approved, licence.terms, m.happening, m.licence_happening, m.verified_on, m.verified_by, m.unseen_since,"
    " m.unseen_because"
)


def model_lines(connection: Connection, chosen: Selection = EVERYTHING) -> tuple[ModelLine, ...]:
    """The models: by family (that with the newest model first), newest first."""
    where, values = rows_chosen("v1_models", chosen)
    query = (
        f"SELECT {_MODEL} FROM (SELECT * FROM v1_models WHERE {where}) m"
        " LEFT JOIN licence ON licence.model = m.model AND licence.valid_to IS NULL"
    )
    read: dict[str | None, dict[str, Any]] = {None: {}}  # the same terms stand for many models
    found: list[ModelLine] = []
    rows: Sequence[Any] = _rows(connection, query, values)
    for row in rows:
        terms = read.get(row[10])
        if terms is None:
            terms = read[row[10]] = json.loads(row[10])
        found.append(_model_line(row, terms))
    newest: dict[str | None, str] = defaultdict(str)
    for line in found:
        newest[line.family] = max(newest[line.family], line.released_on or "")
    by_name = sorted(found, key=lambda line: line.name)
    by_age = sorted(by_name, key=lambda line: line.released_on or "", reverse=True)
    return tuple(sorted(by_age, key=lambda line: (newest[line.family], line.family or ""), reverse=True))


def position_lines(connection: Connection, chosen: Selection = EVERYTHING) -> tuple[PositionLine, ...]:
    """Statements of Meta and its people, newest first."""
    where, values = rows_chosen("v1_positions", chosen)
    query = (
        f"SELECT * FROM position WHERE (organisation = 'Meta' OR organisation IS NULL) AND {where}"
        " ORDER BY coalesce(stated_on, '') DESC, happening"
    )
    return tuple(
        PositionLine(
            row.happening,
            row.stated_on,
            row.speaker,
            row.organisation,
            row.stance,
            row.venue,
            row.topic,
            row.summary,
            bool(row.is_current),
        )
        for row in _rows(connection, query, values)
    )


def source_lines(connection: Connection, sources: Sequence[Source]) -> tuple[SourceLine, ...]:
    """All sources of the list, those that fail first."""
    held = {row.name: row for row in _rows(connection, "SELECT * FROM source_state")}
    found = [_source_line(source, held.get(source.name)) for source in sources]
    return tuple(sorted(found, key=lambda line: (line.failing_since is None, line.name)))


def _line(row: Row[Any], witnesses: tuple[Witness, ...], clauses: tuple[str, ...]) -> Line:
    return Line(
        id=row.id,
        kind=row.kind,
        on=row.happened_on,
        tolerance_days=row.tolerance_days,
        subject=row.subject,
        headline=headline(row),
        summary=row.summary,
        status=row.status,
        access=row.access,
        licence=row.licence,
        organisation=row.organisation,
        stance=row.stance,
        venue=row.venue,
        topic=row.topic,
        dissent=json.loads(row.dissent) if row.dissent else {},
        standing=row.standing,
        confirmed=bool(row.confirmed),
        origins=row.origins,
        languages=tuple(row.languages.split()),
        first_recorded_at=row.first_recorded_at,
        witnesses=witnesses,
        clauses=clauses,
    )


def _model_line(row: Any, terms: dict[str, Any]) -> ModelLine:
    osi_approved = None if row[9] is None else bool(row[9])
    fields: Any = (*row[:3], bool(row[3]), *row[4:9], osi_approved, terms, *row[11:])
    return ModelLine(*fields)


def _source_line(source: Source, row: Row[Any] | None) -> SourceLine:
    if row is None:
        return SourceLine(source.name, None, None, None, None, None)
    return SourceLine(
        source.name, row.last_checked_at, row.last_success_at, row.last_outcome, row.failing_since, row.detail
    )


def _is_new(line: Line, founded: str, since: str) -> bool:
    recorded_on = line.first_recorded_at[:10]
    became_known = recorded_on if recorded_on > founded else ""
    return (line.on or "") >= since[: len(line.on or "")] > "" or became_known >= since


def _age(line: Line) -> tuple[str, str]:
    published = min((w.published_on for w in line.witnesses if w.published_on), default="")
    return line.on or published, line.id


def _rows(connection: Connection, query: str, values: Mapping[str, Any] | None = None) -> Sequence[Row[Any]]:
    return connection.execute(text(query), values or {}).all()
