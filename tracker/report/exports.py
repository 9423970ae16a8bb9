"""The promised views as files, one for each: Parquet with the documented types, CSV, JSON Lines, an SQLite database.

Rows come in the order of the columns, so that the same position of the log and the same options give the same bytes.
They are read a part at a time: memory does not grow with the log.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from tracker import __version__
from tracker.db.views import VIEWS, Column, View
from tracker.errors import UsageError
from tracker.events import store
from tracker.report.safe import csv_text, json_text
from tracker.report.selection import Selection, rows_chosen

_PART = 5_000
Rows = Iterator[Sequence[tuple[Any, ...]]]


def view_named(name: str) -> View:
    """One of the views, with or without its v1_. Raises UsageError."""
    for view in VIEWS:
        if name in {view.name, view.name.removeprefix("v1_")}:
            return view
    raise UsageError(f"--view {name[:60]!r}: there are {', '.join(view.name for view in VIEWS)}")


def parts_of(connection: Connection, view: View, chosen: Selection) -> Rows:
    """The rows of a view that are chosen, some thousands at a time, in the order of its columns."""
    where, values = rows_chosen(view.name, chosen)
    binary = ' COLLATE "C"' if connection.dialect.name == "postgresql" else ""
    order = ", ".join(f'"{c.name}"{binary if c.type == "text" else ""} NULLS FIRST' for c in view.columns)
    columns = ", ".join(f'"{column.name}"' for column in view.columns)
    query = text(f"SELECT {columns} FROM {view.name} WHERE {where} ORDER BY {order}")
    found = connection.execution_options(stream_results=True, max_row_buffer=_PART).execute(query, values)
    for part in found.partitions(_PART):
        yield [tuple(row) for row in part]


def write_views(connection: Connection, views: Iterable[View], form: str, chosen: Selection, folder: Path) -> list[str]:
    """A file for each view into `folder`; their names. form: parquet, csv or jsonl."""
    writers: dict[str, Callable[[View, Rows, Path, dict[str, str]], None]]
    writers = {"parquet": _parquet, "csv": _csv, "jsonl": _jsonl}
    head = store.head(connection)
    origin = {"log_position": str(head.position), "log_link": head.link.hex(), "program": f"tracker {__version__}"}
    names = []
    for view in views:
        path = folder / f"{view.name}.{form}"
        writers[form](view, parts_of(connection, view, chosen), path, {**origin, "selection": chosen.options()})
        names.append(path.name)
    return names


def csv_lines(view: View, parts: Rows) -> Iterator[str]:
    """CSV, its heads first, safe to open in a spreadsheet."""
    yield csv_text([column.name for column in view.columns], [])
    for part in parts:
        yield csv_text(None, part)


def json_lines(view: View, parts: Rows) -> Iterator[str]:
    """JSON Lines: an object for each row, truth as true and false."""
    names = [column.name for column in view.columns]
    truths = _truths(view)
    for part in parts:
        for row in _typed(part, truths):
            yield json_text(dict(zip(names, row, strict=True))) + "\n"


def write_sqlite(connection: Connection, path: Path, chosen: Selection) -> None:
    """All views as tables of an SQLite database, for programs that may read all of it (tracker serve)."""
    made = sqlite3.connect(path)
    try:
        made.execute("PRAGMA journal_mode = OFF")  # a file that is thrown away when anything fails
        made.execute("PRAGMA synchronous = OFF")
        for view in VIEWS:
            columns = ", ".join(_sqlite_column(view, column) for column in view.columns)
            made.execute(f"CREATE TABLE {view.name} ({columns})")
            marks = ", ".join("?" * len(view.columns))
            for part in parts_of(connection, view, chosen):
                made.executemany(f"INSERT INTO {view.name} VALUES ({marks})", part)
            for column in view.columns:
                if column.name in _LOOKED_UP:
                    made.execute(f"CREATE INDEX {view.name}_{column.name} ON {view.name} ({column.name})")
        made.commit()
    finally:
        made.close()


def _sqlite_column(view: View, column: Column) -> str:
    """Its type, and whose id it holds, so that a browser of the database can follow it."""
    named = f'"{column.name}" {"TEXT" if column.type == "text" else "INTEGER"}'
    home = _HOMES.get(column.name)
    if home == view.name:
        return f"{named} PRIMARY KEY"
    return f"{named} REFERENCES {home} ({column.name})" if home else named


_HOMES = {"happening": "v1_timeline", "model": "v1_models"}
_LOOKED_UP = {"happening", "model", "speaker", "subject", "document", "event", "position"}


def _csv(view: View, parts: Rows, path: Path, _origin: dict[str, str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(csv_lines(view, parts))


def _jsonl(view: View, parts: Rows, path: Path, _origin: dict[str, str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(json_lines(view, parts))


def _parquet(view: View, parts: Rows, path: Path, origin: dict[str, str]) -> None:
    arrow, parquet = _arrow()
    kinds = {"text": arrow.string(), "integer": arrow.int64(), "boolean": arrow.bool_()}
    fields = [arrow.field(c.name, kinds[c.type], metadata={"description": c.meaning}) for c in view.columns]
    schema = arrow.schema(fields, metadata={"view": view.name, "description": view.meaning, **origin})
    truths = _truths(view)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for part in parts:
            columns = zip(*_typed(part, truths), strict=True)
            arrays = [arrow.array(told, field.type) for told, field in zip(columns, schema, strict=True)]
            writer.write_batch(arrow.record_batch(arrays, schema=schema))


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as missing:
        raise UsageError('Parquet needs pyarrow: pip install "meta-open-ai-tracker[parquet]"') from missing
    return pyarrow, pyarrow.parquet


def _truths(view: View) -> list[int]:
    return [number for number, column in enumerate(view.columns) if column.type == "boolean"]


def _typed(part: Iterable[tuple[Any, ...]], truths: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    for row in part:
        cells = list(row)
        for number in truths:
            cells[number] = None if cells[number] is None else bool(cells[number])
        yield tuple(cells)
