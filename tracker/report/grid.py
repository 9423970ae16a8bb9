"""Rows of any query, for a terminal: a table that fits the width or, where that is too narrow, a block for each row."""

from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tracker.report.wording import plain

_WHOLE = frozenset({"happening", "settled_by"})  # ids, which somebody copies
_READABLE = 8  # columns narrower than that break words into pieces
_GAP = 3


def grid(columns: Sequence[str], rows: Sequence[Sequence[Any]], width: int) -> str:
    """The rows in `width` columns of a terminal."""
    cells = [["" if cell is None else plain(str(cell)) for cell in row] for row in rows]
    names = [plain(name, 60) for name in columns]
    if _least(names, cells) > width:
        return "\n".join(_blocks(names, cells, width))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in names:
        table.add_column(Text(name), overflow="fold", no_wrap=name in _WHOLE)
    for row in cells:
        table.add_row(*map(Text, row))
    return _printed(table, width)


def _least(names: Sequence[str], cells: Sequence[Sequence[str]]) -> int:
    """Columns of a terminal below which the table cannot be read."""
    widest = [max([cell_len(name), *(cell_len(row[n]) for row in cells)]) for n, name in enumerate(names)]
    needed = (wide if name in _WHOLE else min(wide, _READABLE) for name, wide in zip(names, widest, strict=True))
    return sum(needed) + _GAP * (len(names) - 1)


def _blocks(names: Sequence[str], cells: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    for row in cells:
        table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for name, cell in zip(names, row, strict=True):
            if cell:
                table.add_row(Text(name), Text(cell))
        yield _printed(table, width)


def _printed(table: Table, width: int) -> str:
    console = Console(file=StringIO(), width=width, emoji=False)
    console.print(table)
    out: Any = console.file
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
