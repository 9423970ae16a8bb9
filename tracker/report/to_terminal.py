"""Contents -> text for a terminal: tables that fit its width, colour where it has any, plain when piped."""

from collections.abc import Iterator, Sequence

from tracker.report import wording
from tracker.report.columns import Cell, Column, styled, table, wrapped
from tracker.report.lines import Contents, Line, ModelLine

_WHOLE = frozenset({"Why", "Day", "Kind", "Released"})
_LEAST = {  # columns: a word of each fits
    "Model": 12,
    "Released": 10,
    "Licence": 12,
    "Business": 10,
    "Access": 8,
    "Not in": 6,
    "OSI": 3,
    "Why": 11,
    "Founded": 9,
    "Speaker": 8,
    "Stance": 6,
    "Fate": 8,
    "What": 12,
    "What was said": 12,
    "What was promised": 12,
}
_SPARED = ("OSI", "Access", "Released", "Business", "Licence")  # where the terminal is narrow, the first of them first
_FATES = {"kept": "green", "late": "yellow", "overdue": "red", "narrowed": "yellow", "reversed": "red"}
_STYLES = {"open": "green", "conditional": "yellow", "closed": "red"}


def to_terminal(contents: Contents, *, width: int, colour: bool) -> str:
    """The whole report. width: columns of the terminal."""
    return "".join(_parts(contents, width, colour))


def _parts(contents: Contents, width: int, colour: bool) -> Iterator[str]:
    def heading(text: str) -> str:
        return "\n" + "".join(f"{styled(line, 'bold', colour)}\n" for line in wrapped(text, width))

    yield f"{styled('Where Meta stands on open AI', 'bold', colour)}\n"
    yield _paragraph(wording.plain(wording.asked(contents)), width)
    yield _paragraph(f"log head {contents.position} {contents.link}; {contents.program}", width)
    yield heading("Models and licences now")
    yield _models(contents, width, colour)
    yield heading("Positions of Meta (* the speaker's newest)")
    yield _positions(contents, width, colour)
    yield heading("Commitments of Meta, and what became of them")
    yield _commitments(contents, width, colour)
    if contents.disagreements:
        yield heading("Where a model's file, card, hub and vendor page disagree")
        yield from (_paragraph(wording.disagreement(one), width) for one in contents.disagreements)
    if contents.contradictions:
        yield heading("Called open, against the terms of that day")
        yield from (
            _paragraph(f"{wording.contradiction(one)} ({one.happening})", width) for one in contents.contradictions
        )
    yield heading(f"Changed since {contents.since}")
    yield _lines(contents.changed, width, colour)
    yield heading("Timeline, newest first")
    if contents.timeline and contents.timeline == contents.changed:
        yield f"the {len(contents.timeline):,} above\n"
    else:
        yield _lines(contents.timeline, width, colour)
    if contents.earlier:
        yield _paragraph(f"and {contents.earlier:,} earlier: --limit shows more of them", width)
    if contents.with_sources:
        yield heading("Sources")
        yield from (_paragraph(told, width) for told in (wording.health(contents), *wording.troubles(contents)))
    yield _paragraph("\nWhat a line rests on: tracker why ID", width)
    yield _paragraph(f"This report again: {wording.plain(contents.again)}", width)


def _paragraph(text: str, width: int) -> str:
    return "".join(f"{line}\n" for line in wrapped(text, width))


def _models(contents: Contents, width: int, colour: bool) -> str:
    heads = ["Model", "Released", "Access", "Licence", "Business", "Not in", "OSI", "Why"]
    for spared in _SPARED:
        if sum(_LEAST[head] for head in heads) + 3 * (len(heads) - 1) > width:
            heads.remove(spared)
    cells = map(_model, contents.models)
    return _table(heads, [[of[head] for head in heads] for of in cells], width, colour)


def _model(line: ModelLine) -> dict[str, Cell]:
    told = wording.status(line).removeprefix("released").removeprefix(", ")
    status = f" ({told})" if told else ""
    return {
        "Model": Cell(wording.plain(line.name) + status),
        "Released": Cell(wording.day(line.released_on)),
        "Access": Cell((line.access or wording.UNKNOWN).replace("_", " ")),
        "Licence": Cell(wording.name(line.licence) or wording.UNKNOWN),
        "Business": Cell(wording.commercial(line)),
        "Not in": Cell(wording.territory(line)),
        "OSI": Cell(wording.yes_no(line.osi_approved)),
        "Why": Cell(line.licence_id or line.id, "dim"),
    }


def _positions(contents: Contents, width: int, colour: bool) -> str:
    rows = [
        [
            Cell(wording.day(line.on)),
            Cell(f"{wording.plain(line.speaker)}{'*' if line.is_current else ''}"),
            Cell(line.stance or "-", _STYLES.get(line.stance or "", "")),
            Cell(wording.plain(line.summary) + (f" [{wording.name(line.venue)}]" if line.venue else "")),
            Cell(line.id, "dim"),
        ]
        for line in contents.positions
    ]
    return _table(("Day", "Speaker", "Stance", "What was said", "Why"), rows, width, colour)


def _commitments(contents: Contents, width: int, colour: bool) -> str:
    rows = [
        [
            Cell(wording.day(line.promised_on)),
            Cell(wording.plain(line.speaker)),
            Cell(wording.plain(line.promise)),
            Cell(wording.fate(line), _FATES.get(line.fate, "")),
            Cell("\n".join(filter(None, (line.id, line.settled_by))), "dim"),
        ]
        for line in contents.commitments
    ]
    return _table(("Day", "Speaker", "What was promised", "Fate", "Why"), rows, width, colour)


def _lines(lines: Sequence[Line], width: int, colour: bool) -> str:
    rows = [
        [
            Cell(wording.day(line.on, line.tolerance_days)),
            Cell(wording.kind(line)),
            Cell(_told(line)),
            Cell(wording.founded(line)),
            Cell(line.id, "dim"),
        ]
        for line in lines
    ]
    return _table(("Day", "Kind", "What", "Founded", "Why"), rows, width, colour)


def _told(line: Line) -> str:
    clauses = [f"  - {wording.plain(says)}" for says in line.clauses]
    witnesses = [f"  told by {wording.witness(of)}" for of in wording.coverage(line)]
    return "\n".join([wording.plain(line.headline), *clauses, *witnesses])


def _table(heads: Sequence[str], rows: Sequence[Sequence[Cell]], width: int, colour: bool) -> str:
    columns = [Column(head, _LEAST.get(head, 1), head in _WHOLE) for head in heads]
    return table(columns, rows, width, colour) if rows else "nothing\n"
