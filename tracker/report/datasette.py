"""What Datasette serves: the promised views as tables of a database of their own, which holds nothing else.

Not the log's own file, with SQLite either: whoever may ask SQL would read every table in it, the texts of articles
among them, which are their publishers'. The copy is made again when the log has grown.
"""

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from tracker.db.session import reading
from tracker.db.views import VIEWS, View
from tracker.events import store
from tracker.report.exports import write_sqlite
from tracker.report.questions import questions
from tracker.report.selection import EVERYTHING

NAME = "tracker"
_FACETS = {
    "v1_timeline": ("kind", "status", "access", "standing", "stance"),
    "v1_happening_evidence": ("provenance", "language", "publisher"),
    "v1_models": ("family", "status", "access", "licence", "commercial_use"),
    "v1_model_periods": ("status", "access"),
    "v1_licences": ("licence", "commercial_use", "osi_approved"),
    "v1_terms": ("term", "licence"),
    "v1_licence_texts": ("surface", "part", "licence"),
    "v1_disagreements": ("term", "surface"),
    "v1_contradictions": ("claim", "licence"),
    "v1_positions": ("speaker", "stance", "venue", "is_current"),
    "v1_commitments": ("fate", "speaker"),
    "v1_coverage": ("language", "publisher", "provenance"),
    "v1_sources": ("last_outcome",),
    "v1_events": ("type",),
}
_NEWEST_FIRST = {
    "v1_timeline": "happened_on",
    "v1_models": "released_on",
    "v1_positions": "stated_on",
    "v1_commitments": "promised_on",
    "v1_coverage": "published_on",
    "v1_events": "position",
}
SETTINGS = {
    "default_page_size": 50,
    "max_returned_rows": 5_000,
    "sql_time_limit_ms": 5_000,
    "facet_time_limit_ms": 500,
    "suggest_facets": False,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What a copy was made of: it is old once this has changed. checked_at: when the last source was polled."""

    position: int
    link: str
    checked_at: str | None


def standing(engine: Engine) -> Standing:
    """Of the log as it is now."""
    with reading(engine) as connection:
        head = store.head(connection)
        checked = connection.execute(text("SELECT max(last_checked_at) FROM source_state")).scalar()
    return Standing(head.position, head.link.hex(), checked)


def copied(engine: Engine, path: Path) -> None:
    """The views as they stand, into a new SQLite database."""
    with reading(engine) as connection:
        write_sqlite(connection, path, EVERYTHING)


def metadata(of: Standing, report: str) -> dict[str, Any]:
    """What Datasette shows beside the data. report: address of the report as a page."""
    told = f"Log head {of.position} {of.link}." + (
        f" Sources last polled {of.checked_at[:16]}Z." if of.checked_at else ""
    )
    return {
        "title": "Where Meta stands on open AI",
        "description_html": f'<p><a href="{escape(report)}">The report as a page</a>. {escape(told)}</p>',
        "source": "the report as a page",
        "source_url": report,
        "databases": {
            NAME: {
                "description": "What the log comes to. Days are partial dates, instants are UTC, truth is 1 or 0.",
                "tables": {view.name: _table(view) for view in VIEWS},
                "queries": {
                    one.name: {"sql": one.sql, "title": one.title, "description": one.told} for one in questions()
                },
            }
        },
    }


def _table(view: View) -> dict[str, Any]:
    made: dict[str, Any] = {
        "description": view.meaning,
        "columns": {column.name: _meaning(column.meaning, column.type) for column in view.columns},
        "units": {column.name: column.unit for column in view.columns if column.unit},
        "facets": list(_FACETS.get(view.name, ())),
    }
    if view.name == "v1_timeline":
        made["label_column"] = "subject"
    if view.name in _NEWEST_FIRST:
        made["sort_desc"] = _NEWEST_FIRST[view.name]
    return made


def _meaning(meaning: str, type_: str) -> str:
    return f"{meaning} (1 or 0)" if type_ == "boolean" else meaning
