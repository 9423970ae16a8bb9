"""Contents -> text for a terminal: tables that fit its width, colour where it has any, plain when piped."""

from collections.abc import Sequence
from io import StringIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tracker.report import wording
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
}
_SPARED = ("OSI", "Access", "Released", "Business", "Licence")  # where the terminal is narrow, the first of them first
_FATES = {"kept": "green", "late": "yellow", "overdue": "red", "narrowed": "yellow", "reversed": "red"}
_NOTHING = Text("nothing")
_STYLES = {"open": "green", "conditional": "yellow", "closed": "red"}


def to_terminal(contents: Contents, *, width: int, colour: bool) -> str:
    """The whole report. width: columns of the terminal."""
    console = Console(
        file=StringIO(), width=width, force_terminal=colour, color_system="standard" if colour else None, emoji=False
    )
    console.print(Text("Where Meta stands on open AI", style="bold"))
    console.print(Text(wording.plain(wording.asked(contents))))
    console.print(Text(f"log head {contents.position} {contents.link}; {contents.program}"))
    _heading(console, "Models and licences now")
    console.print(_models(contents, width) if contents.models else _NOTHING)
    _heading(console, "Positions of Meta (* the speaker's newest)")
    console.print(_positions(contents) if contents.positions else _NOTHING)
    _heading(console, "Commitments of Meta, and what became of them")
    console.print(_commitments(contents) if contents.commitments else _NOTHING)
    _print_disputed(console, contents)
    _heading(console, f"Changed since {contents.since}")
    _print_lines(console, contents.changed)
    _heading(console, "Timeline, newest first")
    if contents.timeline and contents.timeline == contents.changed:
        console.print(Text(f"the {len(contents.timeline):,} above"))
    else:
        _print_lines(console, contents.timeline)
    if contents.earlier:
        console.print(Text(f"and {contents.earlier:,} earlier: --limit shows more of them"))
    if contents.with_sources:
        _heading(console, "Sources")
        _print_sources(console, contents)
    console.print(Text("\nWhat a line rests on: tracker why ID"))
    console.print(Text(f"This report again: {wording.plain(contents.again)}"))
    out = console.file
    assert isinstance(out, StringIO)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _heading(console: Console, text: str) -> None:
    console.print(Text(f"\n{text}", style="bold"))


def _models(contents: Contents, width: int) -> Table:
    heads = ["Model", "Released", "Access", "Licence", "Business", "Not in", "OSI", "Why"]
    for spared in _SPARED:
        if sum(_LEAST[head] for head in heads) + 3 * (len(heads) - 1) > width:
            heads.remove(spared)
    table = _table(*heads)
    for line in contents.models:
        cells = _model(line)
        table.add_row(*(cells[head] for head in heads))
    return table


def _model(line: ModelLine) -> dict[str, Text]:
    told = wording.status(line).removeprefix("released").removeprefix(", ")
    status = f" ({told})" if told else ""
    return {
        "Model": Text(wording.plain(line.name) + status),
        "Released": Text(wording.day(line.released_on)),
        "Access": Text((line.access or wording.UNKNOWN).replace("_", " ")),
        "Licence": Text(wording.name(line.licence) or wording.UNKNOWN),
        "Business": Text(wording.commercial(line)),
        "Not in": Text(wording.territory(line)),
        "OSI": Text(wording.yes_no(line.osi_approved)),
        "Why": Text(line.licence_id or line.id, style="dim"),
    }


def _positions(contents: Contents) -> Table:
    table = _table("Day", "Speaker", "Stance", "What was said", "Why")
    for line in contents.positions:
        where = f" [{wording.name(line.venue)}]" if line.venue else ""
        table.add_row(
            Text(wording.day(line.on)),
            Text(f"{wording.plain(line.speaker)}{'*' if line.is_current else ''}"),
            Text(line.stance or "-", style=_STYLES.get(line.stance or "", "")),
            Text(wording.plain(line.summary) + where),
            Text(line.id, style="dim"),
        )
    return table


def _commitments(contents: Contents) -> Table:
    table = _table("Day", "Speaker", "What was promised", "Fate", "Why")
    for line in contents.commitments:
        table.add_row(
            Text(wording.day(line.promised_on)),
            Text(wording.plain(line.speaker)),
            Text(wording.plain(line.promise)),
            Text(wording.fate(line), style=_FATES.get(line.fate, "")),
            Text(" ".join(filter(None, (line.id, line.settled_by))), style="dim"),
        )
    return table


def _print_lines(console: Console, lines: Sequence[Line]) -> None:
    if not lines:
        console.print(_NOTHING)
        return
    table = _table("Day", "Kind", "What", "Founded", "Why")
    for line in lines:
        told = "".join(f"\n  - {wording.plain(says)}" for says in line.clauses)
        told += "".join(f"\n  told by {wording.witness(of)}" for of in wording.coverage(line))
        table.add_row(
            Text(wording.day(line.on, line.tolerance_days)),
            Text(wording.kind(line)),
            Text(wording.plain(line.headline) + told),
            Text(wording.founded(line)),
            Text(line.id, style="dim"),
        )
    console.print(table)


def _print_disputed(console: Console, contents: Contents) -> None:
    """Where surfaces disagree, and what was called open against its terms; nothing where there is nothing."""
    if contents.disagreements:
        _heading(console, "Where a model's file, card, hub and vendor page disagree")
        for one in contents.disagreements:
            console.print(Text(wording.disagreement(one)))
    if contents.contradictions:
        _heading(console, "Called open, against the terms of that day")
        for claim in contents.contradictions:
            console.print(Text(f"{wording.contradiction(claim)} ({claim.happening})"))


def _print_sources(console: Console, contents: Contents) -> None:
    console.print(Text(wording.health(contents)))
    for line in wording.troubles(contents):
        console.print(Text(line))


def _table(*heads: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in heads:
        table.add_column(head, no_wrap=head in _WHOLE, min_width=_LEAST.get(head), overflow="fold")
    return table
