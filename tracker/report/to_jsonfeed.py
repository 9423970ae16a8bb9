"""Feed -> JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from typing import Any

from tracker.report.feed import Feed, Item
from tracker.report.safe import json_text


def to_jsonfeed(feed: Feed) -> str:
    """The feed as one JSON object, UTF-8."""
    made: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.about,
        "authors": [{"name": "meta-open-ai-tracker"}],
        "items": [_item(item) for item in feed.items],
    }
    if feed.address:
        made["feed_url"] = feed.address
    return json_text(made, indent=2) + "\n"


def _item(item: Item) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": item.id,
        "title": item.title,
        "content_text": item.content,
        "date_published": item.published,
        "date_modified": item.updated,
        "tags": list(item.tags),
    }
    if item.links:
        made["external_url"] = item.links[0]
    return made
