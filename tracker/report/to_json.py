"""Contents -> JSON text, fields as the dataclasses of lines.py name them (docs/report.schema.json)."""

from tracker.report.lines import Contents
from tracker.report.safe import json_text


def to_json(contents: Contents) -> str:
    """One JSON object, readable, UTF-8."""
    return json_text(contents, indent=2) + "\n"
