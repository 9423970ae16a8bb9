"""Many rows into a table at the speed of the driver: SQLAlchemy's own inserts take several times as long."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, bindparam, text
from sqlalchemy.schema import CreateIndex, DropIndex
from sqlmodel import SQLModel

from tracker.db.session import driver_of

_FEW = 500
Row = Mapping[str, Any] | tuple[Any, ...]


def insert(connection: Connection, table: type[SQLModel], rows: Sequence[Row]) -> None:
    """Add rows, each with a value for every column of the table (connection: db.writing).

    rows: all by name, or all tuples in the order of the table's columns
    """
    name, columns = _shape(table)
    values: Any = rows if rows and isinstance(rows[0], tuple) else map(itemgetter(*columns), rows)
    cursor = driver_of(connection).cursor()
    listed = ", ".join(f'"{column}"' for column in columns)
    if connection.dialect.name == "postgresql":
        with cursor.copy(f'COPY "{name}" ({listed}) FROM STDIN') as copy:
            for row in values:
                copy.write_row(row)
    else:
        marks = ", ".join("?" * len(columns))
        cursor.executemany(f'INSERT INTO "{name}" ({listed}) VALUES ({marks})', values)


def among(connection: Connection, statement: str, some: Sequence[Any]) -> list[Any]:
    """Execute a statement that asks for `IN :some`, a few hundred of them at a time; the rows that it gives."""
    asked = text(statement).bindparams(bindparam("some", expanding=True))
    found: list[Any] = []
    for start in range(0, len(some), _FEW):
        result = connection.execute(asked, {"some": some[start : start + _FEW]})
        found += result.all() if result.returns_rows else ()
    return found


@contextmanager
def indexed_after(connection: Connection, *tables: type[SQLModel]) -> Iterator[None]:
    """Fill tables without their secondary indexes, which are made at the end, sorted: on SQLite several times as fast.

    On PostgreSQL they stay: to drop one would lock out those who read the rows of before.
    """
    made = [index for table in tables for index in SQLModel.metadata.tables[str(table.__tablename__)].indexes]
    if connection.dialect.name == "postgresql":
        made = []
    for index in made:
        connection.execute(DropIndex(index))
    yield
    for index in sorted(made, key=lambda one: str(one.name)):
        connection.execute(CreateIndex(index))


def count(connection: Connection, *tables: type[SQLModel]) -> None:
    """Let PostgreSQL count what was loaded into tables: until it does so by itself, minutes later, it plans as for
    empty ones. SQLite needs no counts."""
    if connection.dialect.name == "postgresql":
        names = ", ".join(f'"{table.__tablename__}"' for table in tables)
        driver_of(connection).execute(f"ANALYZE {names}")


@lru_cache(maxsize=100)
def _shape(table: type[SQLModel]) -> tuple[str, tuple[str, ...]]:
    made = SQLModel.metadata.tables[str(table.__tablename__)]
    return made.name, tuple(column.name for column in made.columns)
