"""The data dictionary of the views, as docs/data-dictionary.md holds it: python -m tracker.db.dictionary"""

import sys

from tracker.db.views import VIEWS


def dictionary() -> str:
    """Markdown: every view with its columns, types and meanings."""
    parts = [
        "# Data dictionary",
        (
            "The views below are a promise: names, columns and types stay, on SQLite and on PostgreSQL alike. What must"
            " change comes as `v2_*` beside them. boolean is an integer, 1 or 0; days are partial dates and instants are UTC,"
            " both as text that sorts by time. Worked questions are in [questions.md](questions.md)."
        ),
    ]
    for view in VIEWS:
        rows = [
            f"| `{column.name}` | {column.type} | {column.meaning}{column.unit and f' (in {column.unit})'} |"
            for column in view.columns
        ]
        parts.append(
            f"## {view.name}\n\n{view.meaning}\n\n| column | type | meaning |\n|---|---|---|\n" + "\n".join(rows)
        )
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.stdout.write(dictionary())
