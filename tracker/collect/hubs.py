"""Listings of a model hub (https://huggingface.co/api/models?author=...) → entries: one for each model's page."""

from typing import Any
from urllib.parse import urlsplit

from tracker.collect.addresses import canonical_url
from tracker.collect.days import day_of
from tracker.collect.entries import LONGEST_SUMMARY, LONGEST_TITLE, Entry, once
from tracker.collect.jsonbody import json_of, objects_of, words
from tracker.errors import UnreadableFeed

_SECTIONS = {"models": "", "datasets": "datasets/", "spaces": "spaces/"}


def hub_entries(body: bytes, content_type: str, url: str) -> tuple[Entry, ...]:
    """The public models (or datasets) that a hub lists, each by the day it was made there.

    The summary holds what the listing says beside the name: task, library, licence tag, whether access is asked for.
    The day a card was last changed is no news: every typo changes it. Raises UnreadableFeed.
    """
    items = objects_of(json_of(body, content_type, url), url)
    entries = once(_entry(item, url) for item in items)
    if not entries:
        raise UnreadableFeed(url, "empty", "a listing without a public model in it")
    return entries


def _entry(item: dict[str, Any], base: str) -> Entry | None:
    name = words(item.get("id")) or words(item.get("modelId"))
    if not name or item.get("private") is True or item.get("disabled") is True:
        return None
    section = urlsplit(base).path.rstrip("/").rpartition("/")[2]
    page = canonical_url(f"/{_SECTIONS.get(section, '')}{name}", base)
    if page is None:
        return None
    return Entry(page, name[:LONGEST_TITLE], _told(item)[:LONGEST_SUMMARY], day_of(words(item.get("createdAt"))), name)


def _told(item: dict[str, Any]) -> str:
    tags = item.get("tags")
    licences = [tag for tag in tags if isinstance(tag, str) and tag.startswith("license:")] if tags else []
    gate = item.get("gated")
    parts = [words(item.get("pipeline_tag")), words(item.get("library_name")), *licences]
    parts.append(f"gated: {gate if isinstance(gate, str) else 'yes'}" if gate else "")
    return ", ".join(part for part in parts if part)
