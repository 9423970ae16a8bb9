"""The schema of the JSON report, as docs/report.schema.json holds it: python -m tracker.report.schema"""

import json
import sys
from typing import Any

import msgspec

from tracker.report.lines import Contents


def schema() -> dict[str, Any]:
    """JSON Schema, draft 2020-12. Fields may be added by later versions; those there are stay."""
    [made], parts = msgspec.json.schema_components([Contents], ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "tracker report --format json",
        **made,
        "$defs": {name: _described(part) for name, part in sorted(parts.items())},
    }


def _described(part: dict[str, Any]) -> dict[str, Any]:
    told = " ".join(str(part.get("description", "")).split())
    return {**part, "description": told}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n")
