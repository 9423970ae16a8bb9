"""Many rows into a table at the speed of the driver: SQLAlchemy's own inserts take several times as long."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection
from sqlmodel import SQLModel

from tracker.db.session import driver_of


def insert(connection: Connection, table: type[SQLModel], rows: Iterable[Mapping[str, Any]]) -> None:
    """Add rows, each with a value for every column of the table (connection: db.writing)."""
    name, columns = _shape(table)
    values = map(itemgetter(*columns), rows)
    cursor = driver_of(connection).cursor()
    listed = ", ".join(f'"{column}"' for column in columns)
    if connection.dialect.name == "postgresql":
        with cursor.copy(f'COPY "{name}" ({listed}) FROM STDIN') as copy:
            for row in values:
                copy.write_row(row)
    else:
        marks = ", ".join("?" * len(columns))
        cursor.executemany(f'INSERT INTO "{name}" ({listed}) VALUES ({marks})', values)


@lru_cache(maxsize=100)
def _shape(table: type[SQLModel]) -> tuple[str, tuple[str, ...]]:
    made = SQLModel.metadata.tables[str(table.__tablename__)]
    return made.name, tuple(column.name for column in made.columns)
