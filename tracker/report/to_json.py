"""Contents -> JSON text, fields as the dataclasses of contents.py name them."""

import json
from dataclasses import asdict

from tracker.report.lines import Contents


def to_json(contents: Contents) -> str:
    """One JSON object, readable, UTF-8."""
    return json.dumps(asdict(contents), ensure_ascii=False, indent=2)
