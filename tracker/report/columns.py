"""Rows in columns of a terminal: cells wrapped at words, as wide as there is room for. Pure.

A report has thousands of rows, and most of them are plain letters: their width is their length. What is wide or has no
width at all (Chinese, combining marks) is measured by rich.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

_GAP = 3
_SHORT = 40
_LETTER = 2  # columns of the widest letter
_STYLES = {"bold": 1, "dim": 2, "red": 31, "green": 32, "yellow": 33}  # ECMA-48, Select Graphic Rendition


@dataclass(frozen=True, slots=True)
class Column:
    """least: columns of the terminal that it needs; whole: never wrapped."""

    name: str
    least: int = 1
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. text may hold line breaks; style: bold, dim, red, green or yellow, or none."""

    text: str
    style: str = ""


def table(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int, colour: bool = False) -> str:
    """The rows under the names of their columns and a rule, in `width` columns of the terminal."""
    widths = _widths(columns, rows, width)
    heads = _laid_out([Cell(column.name, "bold") for column in columns], widths, colour)
    rule = "─" * (sum(widths) + _GAP * (len(widths) - 1))
    body = (line for row in rows for line in _laid_out(row, widths, colour))
    return "\n".join([*heads, rule, *body]) + "\n"


def beside(pairs: Sequence[tuple[str, str]], width: int) -> str:
    """Names, and what they stand for in a column of its own."""
    column = max((cell_len(name) for name, _ in pairs), default=0)
    room = max(1, width - column - 2)
    lines = [
        f"{_padded(name if not n else '', column)}  {line}".rstrip()
        for name, told in pairs
        for n, line in enumerate(wrapped(told, room))
    ]
    return "".join(f"{line}\n" for line in lines)


def styled(text: str, style: str, colour: bool) -> str:
    """The text in a style, where there is colour."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if colour and style and text else text


def wrapped(text: str, width: int) -> list[str]:
    """Lines no wider than `width`, broken at spaces, or within words that are wider."""
    if "\n" not in text and len(text) <= width and text.isascii():
        return [text]
    return [line for part in text.split("\n") for line in _wrapped(part, width)]


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Lines of one paragraph; those that follow are indented as the first one is."""
    body = text.lstrip(" ")
    indent = text[: len(text) - len(body)] if 2 * (len(text) - len(body)) < width else ""
    for line in _filled(body.split(" "), width - len(indent)):
        yield indent + line


def _filled(words: Sequence[str], width: int) -> Iterator[str]:
    line, used = "", 0
    for word in words:
        wide = _width(word)
        if line and used + 1 + wide <= width:
            line, used = f"{line} {word}", used + 1 + wide
            continue
        if line:
            yield line
        while wide > width:
            head, word = _broken(word, width)
            yield head
            wide = _width(word)
        line, used = word, wide
    yield line


def _broken(text: str, width: int) -> tuple[str, str]:
    """As much as fits, at least a letter with its marks, and the rest."""
    if text.isascii():
        return text[:width], text[width:]
    used = 0
    for at, letter in enumerate(text):
        wide = cell_len(letter)
        if at and wide and used + wide > width:
            return text[:at], text[at:]
        used += wide
    return text, ""


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int) -> list[int]:
    """As wide as the widest cell. Where that is too much, those that can be wrapped give way: down to their longest
    word, then to what they need, then below that; and on the narrowest terminals those that should stay whole."""
    widest = [max([cell_len(column.name), *(_width(row[n].text) for row in rows)]) for n, column in enumerate(columns)]
    room = width - _GAP * (len(columns) - 1)
    if sum(widest) <= room:
        return widest
    needed = [column.least for column in columns]
    words = [max(least, _word(n, wide, rows)) for n, (least, wide) in enumerate(zip(needed, widest, strict=True))]
    for floor in (words, needed, [_LETTER for _ in columns]):
        whole = [wide if of.whole else min(wide, least) for of, wide, least in zip(columns, widest, floor, strict=True)]
        widest = _narrowed(widest, whole, room)
    return _narrowed(widest, [_LETTER for _ in columns], room)


def _word(n: int, wide: int, rows: Sequence[Sequence[Cell]]) -> int:
    """The longest word of a column of names and short values; of one of sentences, which has room for words, none."""
    return max((_width(word) for row in rows for word in row[n].text.split()), default=0) if wide <= _SHORT else 0


def _narrowed(widths: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """The widest first, down to the next one's width, until all fit or none can give way."""
    made = list(widths)
    while (over := sum(made) - room) > 0 and (giving := [n for n, wide in enumerate(made) if wide > least[n]]):
        most = max(made[n] for n in giving)
        first = [n for n in giving if made[n] == most]
        floor = max([least[n] for n in first] + [made[n] for n in giving if made[n] < most])
        for n in first[: max(1, over)]:
            made[n] -= min(most - floor, max(1, over // len(first)))
    return made


def _width(text: str) -> int:
    if "\n" in text:
        return max(map(cell_len, text.split("\n")))
    return len(text) if text.isascii() else cell_len(text)


def _laid_out(row: Sequence[Cell], widths: Sequence[int], colour: bool) -> Iterator[str]:
    parts = [wrapped(cell.text, wide) for cell, wide in zip(row, widths, strict=True)]
    for n in range(max(map(len, parts))):
        yield _line([part[n] if n < len(part) else "" for part in parts], row, widths, colour)


def _line(texts: Sequence[str], row: Sequence[Cell], widths: Sequence[int], colour: bool) -> str:
    last = max((n for n, text in enumerate(texts) if text), default=-1)
    cells = [
        styled(text, row[n].style, colour) + (" " * (widths[n] - _width(text) + _GAP) if n < last else "")
        for n, text in enumerate(texts[: last + 1])
    ]
    return "".join(cells)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
