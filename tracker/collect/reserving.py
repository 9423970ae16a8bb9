"""Which opt-outs hold for an answer, and what is kept of one that may not be read. Pure."""

import re
from dataclasses import replace
from html import escape, unescape
from urllib.parse import urlsplit

from tracker.collect.decoding import text_of
from tracker.collect.outcomes import Answer
from tracker.collect.plain import folded
from tracker.collect.reservations import Reservation, reservations
from tracker.collect.sites import Shelf

_TITLE = re.compile(r"<title[^<>]*>([^<]{0,500})", re.IGNORECASE)
_LOOKED_AT = 200_000  # bytes
_MARKUP = "text/html; charset=utf-8"


def reserved_by(answer: Answer, shelf: Shelf) -> tuple[Reservation, ...]:
    """Every opt-out of the publisher that holds for the answer, by its headers, its page and the files of its site."""
    parts = urlsplit(answer.final_url)
    site = f"{parts.scheme}://{parts.netloc}"
    return reservations(
        answer.final_url,
        answer.headers,
        _page(answer),
        shelf.stale(f"{site}/robots.txt") or "",
        shelf.stale(f"{site}/.well-known/tdmrep.json") or "",
    )


def narrowed(answer: Answer) -> Answer:
    """Title and address of a page, in place of the page."""
    title = title_in(_page(answer))
    body = f'<!DOCTYPE html><title>{escape(title)}</title><link rel="canonical" href="{escape(answer.final_url)}">\n'
    headers = [(name, value) for name, value in answer.headers if name.lower() != "content-type"]
    kept = (*headers, ("Content-Type", _MARKUP), ("X-Narrowed", "title and address alone: the publisher reserves more"))
    return replace(answer, body=body.encode(), headers=kept)


def title_in(page: str) -> str:
    """The title of a page of HTML; empty if it has none."""
    match = _TITLE.search(page)
    return folded(unescape(match[1])) if match else ""


def _page(answer: Answer) -> str:
    return text_of(answer.body[:_LOOKED_AT], answer.header("content-type") or "")
