"""A happening in one line."""

import json
from typing import Any


def headline(row: Any) -> str:
    """A happening in one line, from its row."""
    if row.kind == "policy_statement":
        said = f"{row.subject} ({row.stance})" if row.stance else row.subject
        return f"{said}: {', '.join(part for part in (row.topic, row.venue) if part) or 'statement'}"
    name = f"{row.subject} {row.variant}" if row.variant else row.subject
    if row.kind == "release":
        details = [row.status, row.access and row.access.replace("_", " "), row.licence]
        return f"{name}: {', '.join(part for part in details if part)}"
    change = row.licence or "terms"
    before = f"{row.licence_before} -> " if row.licence_before else ""
    planned = " (planned)" if row.status == "planned" else ""
    return f"{name}: {before}{change}{planned}{_terms_in_short(row.terms)}"


def _terms_in_short(terms: str | None) -> str:
    held = json.loads(terms) if terms else {}
    parts = []
    if "commercial_use" in held:
        parts.append(f"commercial use {held['commercial_use']}")
    if isinstance(held.get("mau_threshold"), int):
        parts.append(f"up to {held['mau_threshold']:,} monthly users")
    if isinstance(held.get("excluded_territories"), list):
        parts.append(f"not in {', '.join(held['excluded_territories'])}")
    return f"; {', '.join(parts)}" if parts else ""
