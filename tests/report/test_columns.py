"""Tables of a terminal: they fit its width, and lose no letter."""

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tracker.report.columns import Cell, Column, beside, table, wrapped

LETTERS = st.text("ab cé漢字र्\u0301\u200d—", max_size=60).map(lambda text: " ".join(text.split()))
ROWS = st.lists(st.lists(LETTERS, min_size=3, max_size=3), max_size=6)
COLUMNS = [Column("Day", 10, whole=True), Column("What", 8), Column("Why", 3)]


def letters(text: str) -> list[str]:
    return sorted(text.replace(" ", "").replace("\n", "").replace("─", ""))


def made(rows: Sequence[Sequence[str]], width: int) -> str:
    return table(COLUMNS, [[Cell(text) for text in row] for row in rows], width)


@given(ROWS, st.integers(14, 120))
def test_a_table_fits_its_width_and_loses_no_letter(rows: list[list[str]], width: int) -> None:
    text = made(rows, width)

    assert max(map(cell_len, text.split("\n"))) <= width
    assert letters(text) == sorted(letters("DayWhatWhy") + [of for row in rows for cell in row for of in letters(cell)])


@given(LETTERS, st.integers(2, 40))
def test_wrapped_lines_are_broken_at_spaces_where_words_fit(text: str, width: int) -> None:
    lines = wrapped(text, width)

    assert max(map(cell_len, lines)) <= width
    assert letters("".join(lines)) == letters(text)
    if all(cell_len(word) <= width for word in text.split(" ")):
        assert " ".join(lines) == text


def test_what_need_not_be_wrapped_is_not() -> None:
    rows = [["2026-11-22", "a word and another", "h306b9f84ed"]]

    assert made(rows, 46).splitlines()[2:] == ["2026-11-22   a word and another   h306b9f84ed"]
    assert made(rows, 38).splitlines()[2:] == [
        "2026-11-22   a word and    h306b9f84ed",
        "             another",
    ]


def test_lines_that_follow_are_indented_as_the_first_one_is() -> None:
    assert wrapped("one\n  - two three four", 12) == ["one", "  - two", "  three four"]


def test_styles_are_there_when_colour_is() -> None:
    rows = [[Cell("2026-11-22"), Cell("open", "green"), Cell("")]]

    assert "\x1b" not in table(COLUMNS, rows, 60)
    assert "\x1b[32mopen\x1b[0m" in table(COLUMNS, rows, 60, colour=True)
    assert re.sub(r"\x1b\[\d+m", "", table(COLUMNS, rows, 60, colour=True)) == table(COLUMNS, rows, 60)


def test_names_stand_beside_what_they_stand_for() -> None:
    assert beside([("subject", "Llama 9"), ("on", "a day in the spring of 2026")], 24) == (
        "subject  Llama 9\non       a day in the\n         spring of 2026\n"
    )
