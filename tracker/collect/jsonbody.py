"""JSON as servers send it → Python values, with an error that says where it came from."""

import json
from typing import Any

from tracker.collect.decoding import text_of
from tracker.collect.plain import folded
from tracker.errors import UnreadableFeed


def json_of(body: bytes, content_type: str, url: str) -> Any:
    """Whatever JSON the body is. Raises UnreadableFeed if it is none, or nested beyond reason."""
    try:
        return json.loads(text_of(body, content_type))
    except (ValueError, RecursionError) as broken:
        raise UnreadableFeed(url, "not_a_feed", f"expected JSON: {folded(str(broken))[:200]}") from broken


def object_of(value: Any, url: str) -> dict[str, Any]:
    """The value, which must be an object. Raises UnreadableFeed."""
    if not isinstance(value, dict):
        raise UnreadableFeed(url, "not_a_feed", "expected a JSON object, got something else")
    return value


def objects_of(value: Any, url: str) -> list[dict[str, Any]]:
    """The objects in a list; what else is in it is passed over. Raises UnreadableFeed where there is no list."""
    if not isinstance(value, list):
        raise UnreadableFeed(url, "not_a_feed", "expected a JSON list, got something else")
    return [item for item in value if isinstance(item, dict)]


def words(value: Any) -> str:
    """A text member on one line; empty where it is something else."""
    return folded(value) if isinstance(value, str) else ""
