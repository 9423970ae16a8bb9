"""Rows of any query, for a terminal: a table that fits the width or, where that is too narrow, a block for each row."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.cells import cell_len

from tracker.report.columns import Cell, Column, beside, table
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
    heads = [Column(name, _READABLE, name in _WHOLE) for name in names]
    return table(heads, [[Cell(cell) for cell in row] for row in cells], width)


def _least(names: Sequence[str], cells: Sequence[Sequence[str]]) -> int:
    """Columns of a terminal below which the table cannot be read."""
    widest = [max([cell_len(name), *(cell_len(row[n]) for row in cells)]) for n, name in enumerate(names)]
    needed = (wide if name in _WHOLE else min(wide, _READABLE) for name, wide in zip(names, widest, strict=True))
    return sum(needed) + _GAP * (len(names) - 1)


def _blocks(names: Sequence[str], cells: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    for row in cells:
        yield beside([(name, cell) for name, cell in zip(names, row, strict=True) if cell], width)
