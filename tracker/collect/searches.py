"""Answers of search services: GDELT's article list (https://api.gdeltproject.org/api/v2/doc/doc), or a feed."""

from typing import Any

from tracker.collect.addresses import canonical_url
from tracker.collect.days import day_of
from tracker.collect.entries import LONGEST_TITLE, Entry, once
from tracker.collect.jsonbody import json_of, object_of, objects_of, words
from tracker.errors import UnreadableFeed


def search_entries(body: bytes, content_type: str, url: str) -> tuple[Entry, ...]:
    """The articles that a search found, as GDELT lists them in JSON. Raises UnreadableFeed.

    GDELT answers a query that it does not like, or too many of them, with a line of text and status 200.
    """
    answer = object_of(json_of(body, content_type, url), url)
    if "articles" not in answer:
        raise UnreadableFeed(url, "empty", "the search found nothing")
    entries = once(_entry(article) for article in objects_of(answer["articles"], url))
    if not entries:
        raise UnreadableFeed(url, "empty", "the search found nothing that has an address")
    return entries


def _entry(article: dict[str, Any]) -> Entry | None:
    url = canonical_url(words(article.get("url")))
    title = words(article.get("title"))
    if url is None or not title:
        return None
    # Titles come cut into words: "Meta releases Llama 4 , an open model".
    for mark in (",", ".", ":", ";", "!", "?", "%"):
        title = title.replace(f" {mark}", mark)
    return Entry(url, title[:LONGEST_TITLE], "", day_of(words(article.get("seendate"))))
