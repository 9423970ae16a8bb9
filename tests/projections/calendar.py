"""Which licence was in force on ten days, as docs/licences-over-time.md shows it.

python -m tests.projections.calendar > docs/licences-over-time.md
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from tests.projections.seeded import all_seeds
from tracker.db.migrate import upgrade
from tracker.db.session import open_database, reading

DAYS = (
    "2023-03-01",
    "2023-07-18",
    "2024-01-01",
    "2024-04-18",
    "2024-07-23",
    "2024-09-25",
    "2025-04-05",
    "2026-04-08",
    "2026-08-10",
    "2026-11-21",
)
HEAD = """# Licences in force on ten days

For each Llama and Muse model of the verified history: the licence, whether it may be used commercially, in the EU, and
with more than 700 million monthly users. `?` where the history does not say. Where Llama terms leave out
the EU, they speak of multimodal models: so of all of Llama 4, of the larger members of Llama 3.2, and of none that
Llama 3.3 has. It is what `tracker licences --as-of DAY`
shows; a test compares this page with the database, and the state of every day from 2023-01-01 on with what is known.
"""


def calendar(engine: Engine) -> str:
    """The page, from a database with the seeds."""
    with reading(engine) as connection:
        query = (
            "SELECT * FROM v1_licences WHERE licence IS NOT NULL AND (lower(model) LIKE 'llama%' OR model LIKE 'Muse%')"
            " ORDER BY valid_from, model"
        )
        rows = connection.execute(text(query)).all()
    parts = [HEAD]
    for day in DAYS:
        standing = [row for row in rows if row.valid_from <= day and (row.valid_to is None or day < row.valid_to)]
        lines = "".join(_line(row) for row in standing)
        parts.append(
            f"## {day}\n\n| model | licence | commercial use | in the EU | over 700 M users |\n|---|---|---|---|---|\n{lines}"
        )
    return "\n".join(parts)


def _line(row: Any) -> str:
    commercial = {"allowed": "yes", "conditional": "with conditions", "forbidden": "no"}.get(row.commercial_use, "?")
    known = row.commercial_use is not None
    in_the_eu = "no" if "EU" in (row.terms or "") else "yes" if known else "?"
    large = {"allowed": "yes", "forbidden": "no"}.get(row.commercial_use, "?")
    if row.mau_threshold is not None:
        large = "only if Meta grants it" if row.mau_threshold <= 700_000_000 else "yes"
    return f"| {row.model} | {row.licence} | {commercial} | {in_the_eu} | {large} |\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        made = open_database(f"sqlite:///{Path(folder) / 'seeds.db'}")
        upgrade(made)
        all_seeds(made, Path(folder))
        sys.stdout.write(calendar(made))
        made.dispose()
