"""Releases, tags and commits of a repository → entries that carry their whole text: release notes, commit messages."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from tracker.collect.addresses import canonical_url
from tracker.collect.days import day_of
from tracker.collect.entries import LONGEST_SUMMARY, LONGEST_TEXT, LONGEST_TITLE, Entry, once
from tracker.collect.jsonbody import json_of, objects_of, words
from tracker.collect.plain import folded, lines_of
from tracker.errors import UnreadableFeed

_API = re.compile(r"/(?:api/v\d+/)?(?:repos|projects)/([^/]+/[^/]+)")
_REPOSITORY = re.compile(r"/([^/]+/[^/]+?)(?:\.git)?(?=/|$)")


def repository_of(url: str) -> str:
    """ "meta-llama/llama-models" of the address of its page, feed or API; empty if there is none in it."""
    path = urlsplit(url).path
    match = _API.match(path) or _REPOSITORY.match(path)
    return match[1] if match else ""


def named(entries: tuple[Entry, ...], url: str) -> tuple[Entry, ...]:
    """Entries of a repository's Atom feed, called "owner/name: v0.2.0" and read from the feed alone."""
    return tuple(_whole(entry, repository_of(url)) for entry in entries)


def repository_entries(body: bytes, content_type: str, url: str) -> tuple[Entry, ...]:
    """The same from a JSON list of releases or commits, as the APIs of forges give them. Raises UnreadableFeed."""
    items = objects_of(json_of(body, content_type, url), url)
    entries = once(_release(item) if "tag_name" in item else _commit(item) for item in items)
    if not entries:
        raise UnreadableFeed(url, "empty", "a list without a release or commit in it")
    return named(entries, url)


def _whole(entry: Entry, repository: str) -> Entry:
    title = f"{repository}: {entry.title}" if repository else entry.title
    text = entry.text or entry.summary or entry.title
    return replace(entry, title=title[:LONGEST_TITLE], text=text, complete=True)


def _release(item: dict[str, Any]) -> Entry | None:
    url = canonical_url(words(item.get("html_url")))
    if url is None:
        return None
    tag = words(item.get("tag_name"))
    notes = item.get("body")
    text = lines_of(notes)[:LONGEST_TEXT] if isinstance(notes, str) else ""
    day = day_of(words(item.get("published_at"))) or day_of(words(item.get("created_at")))
    return Entry(url, words(item.get("name")) or tag, folded(text)[:LONGEST_SUMMARY], day, tag, text or None)


def _commit(item: dict[str, Any]) -> Entry | None:
    url, commit = canonical_url(words(item.get("html_url"))), item.get("commit")
    if url is None or not isinstance(commit, dict) or not isinstance(commit.get("message"), str):
        return None
    text = lines_of(commit["message"])[:LONGEST_TEXT]
    committer = commit.get("committer")  # the author's day can lie long before, in history that was squashed
    day = day_of(words(committer.get("date"))) if isinstance(committer, dict) else None
    return Entry(
        url, text.partition("\n")[0], folded(text)[:LONGEST_SUMMARY], day, words(item.get("sha")), text or None
    )
