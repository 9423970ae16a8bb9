"""Short ways to make drafts and facts in tests: only what a test is about has to be written."""

from typing import Any

from tracker.events.store import Draft
from tracker.events.types import payload_of
from tracker.resolve.facts import Fact, fact_of

COMMON = {"provenance": "press", "reader": "test 1"}
REQUIRED: dict[str, dict[str, Any]] = {
    "release": {"subject": "Llama 3", "status": "released"},
    "licence_change": {"subject": "Llama 3", "status": "in_force"},
    "policy_statement": {"speaker": "Mark Zuckerberg", "organisation": "Meta"},
}


def draft(key: str, event_type: str = "release", **fields: Any) -> Draft:
    return Draft(key, payload_of(event_type, {**COMMON, **REQUIRED[event_type], **fields}))


def fact(position: int, kind: str = "release", *, key: str | None = None, **fields: Any) -> Fact:
    payload: Any = payload_of(kind, {**COMMON, **REQUIRED[kind], **fields})
    return fact_of(
        position, f"id-{position}", key or f"key-{position:04}", kind, "2026-01-01T00:00:00.000000Z", payload
    )
