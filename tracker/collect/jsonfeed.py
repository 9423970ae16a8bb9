"""JSON Feed (https://jsonfeed.org/version/1.1) → entries."""

import re
from typing import Any

from tracker.collect.addresses import canonical_url
from tracker.collect.days import day_of
from tracker.collect.entries import FULL_TEXT, LONGEST_SUMMARY, LONGEST_TEXT, LONGEST_TITLE, Entry, once, own_address
from tracker.collect.jsonbody import json_of, object_of, objects_of, words
from tracker.collect.plain import folded, lines_of, text_of_markup

_VERSION = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/')


def looks_like_json_feed(text: str) -> bool:
    """Whether the text is an object that calls itself a JSON Feed."""
    return text[:100].lstrip()[:1] == "{" and _VERSION.search(text[:65_536]) is not None


def json_feed_entries(body: bytes, content_type: str, url: str) -> tuple[Entry, ...]:
    """The entries of a JSON Feed, addresses made absolute against `url`. Raises UnreadableFeed."""
    items = objects_of(object_of(json_of(body, content_type, url), url).get("items"), url)
    return once(_entry(item, url) for item in items)


def _entry(item: dict[str, Any], base: str) -> Entry | None:
    text = _text(item)
    page = canonical_url(words(item.get("url")) or words(item.get("external_url")), base)
    guid = folded(str(item.get("id") or ""))[:LONGEST_TITLE]
    url = page or (own_address(base, guid or text) if text else None)
    if url is None:
        return None
    summary = (words(item.get("summary")) or folded(text))[:LONGEST_SUMMARY]
    return Entry(
        url=url,
        title=(words(item.get("title")) or summary[:100])[:LONGEST_TITLE],
        summary=summary,
        published_on=day_of(words(item.get("date_published"))) or day_of(words(item.get("date_modified"))),
        guid=guid or None,
        text=text if page is None or len(text) >= FULL_TEXT else None,
        complete=page is None,
    )


def _text(item: dict[str, Any]) -> str:
    markup, plain = item.get("content_html"), item.get("content_text")
    if isinstance(markup, str) and markup:
        return text_of_markup(markup)[:LONGEST_TEXT]
    return lines_of(plain)[:LONGEST_TEXT] if isinstance(plain, str) else ""
