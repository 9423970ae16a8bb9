"""Contents -> CSV: the timeline, a row for each happening."""

from typing import Any

from tracker.report import wording
from tracker.report.lines import Contents, Line
from tracker.report.safe import csv_text

COLUMNS = (
    "id",
    "kind",
    "on",
    "tolerance_days",
    "subject",
    "headline",
    "summary",
    "standing",
    "is_confirmed",
    "origins",
    "languages",
    "first_recorded_at",
    "quote",
    "sources",
    "urls",
    "log_position",
    "log_link",
)


def to_csv(contents: Contents) -> str:
    """The timeline. The log's head stands in each row, as CSV has no other place for it."""
    return csv_text(COLUMNS, ([*_cells(line), contents.position, contents.link] for line in contents.timeline))


def _cells(line: Line) -> list[Any]:
    told = wording.coverage(line)
    return [
        line.id,
        line.kind,
        line.on,
        line.tolerance_days,
        line.subject,
        line.headline,
        line.summary,
        line.standing,
        int(line.confirmed),
        line.origins,
        " ".join(line.languages),
        line.first_recorded_at,
        next((of.quote for of in line.witnesses if of.quote), None),
        "; ".join(wording.witness(of) for of in told),
        " ".join(of.url for of in told if of.url),
    ]
