"""Releases of a package, from a package index's feed or its JSON document → entries that carry their whole text."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from tracker.collect.addresses import canonical_url
from tracker.collect.days import day_of
from tracker.collect.entries import LONGEST_SUMMARY, LONGEST_TITLE, Entry, once
from tracker.collect.jsonbody import json_of, object_of, objects_of, words
from tracker.errors import UnreadableFeed

_IN_FEED = re.compile(r"/(?:project|packages?)/([^/]+)/")


def of_package(entries: tuple[Entry, ...], url: str) -> tuple[Entry, ...]:
    """Entries of a package's feed, which call a release by its number alone: "llama-models 0.2.0"."""
    match = _IN_FEED.search(urlsplit(url).path)
    name = f"{match[1]} " if match else ""
    return tuple(_whole(replace(entry, title=f"{name}{entry.title}"[:LONGEST_TITLE])) for entry in entries)


def package_entries(body: bytes, content_type: str, url: str) -> tuple[Entry, ...]:
    """The same from the JSON document of a package: `info`, and `releases` with their files. Raises UnreadableFeed."""
    document = object_of(json_of(body, content_type, url), url)
    info, releases = object_of(document.get("info"), url), object_of(document.get("releases"), url)
    read = (_entry(info, version, objects_of(files, url), url) for version, files in releases.items())
    entries = [entry for entry in read if entry is not None]
    if not entries:
        raise UnreadableFeed(url, "empty", "a package without a release")
    entries.sort(key=lambda entry: entry.published_on or "", reverse=True)
    return once(entries)


def _entry(info: dict[str, Any], version: str, files: list[dict[str, Any]], base: str) -> Entry | None:
    page = canonical_url(f"{words(info.get('package_url')).rstrip('/')}/{version}/", base)
    uploads = [words(file.get("upload_time_iso_8601")) or words(file.get("upload_time")) for file in files]
    days = [day for day in map(day_of, uploads) if day is not None]
    name = words(info.get("name"))
    if page is None or not name or not days:  # a release without files was taken back
        return None
    told = ". ".join(part for part in (words(info.get("summary")), _licence(info)) if part)
    return _whole(Entry(page, f"{name} {version}"[:LONGEST_TITLE], told[:LONGEST_SUMMARY], min(days), version))


def _licence(info: dict[str, Any]) -> str:
    licence = words(info.get("license_expression")) or words(info.get("license"))
    return f"License: {licence[:100]}" if licence else ""


def _whole(entry: Entry) -> Entry:
    return replace(entry, text=entry.summary or entry.title, complete=True)
