"""Where a site keeps its feed: what its page says, and the usual addresses. Pure."""

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from tracker.collect.addresses import canonical_url
from tracker.collect.decoding import text_of
from tracker.records import SourceKind

Candidate = tuple[SourceKind, str]

_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "text/xml"}
)
_PATHS: tuple[Candidate, ...] = (
    ("feed", "feed/"),
    ("feed", "rss"),
    ("feed", "feed.xml"),
    ("feed", "rss.xml"),
    ("feed", "atom.xml"),
    ("feed", "index.xml"),
    ("feed", "feed.json"),
    ("sitemap", "/news-sitemap.xml"),
    ("sitemap", "/sitemap_news.xml"),
    ("sitemap", "/sitemap-news.xml"),
)
_REPOSITORY = re.compile(r"https://(?:github|gitlab)\.com/([^/]+/[^/]+)/?$")
_HUB = re.compile(r"https://huggingface\.co/([A-Za-z0-9][\w.-]*)/?$")
_SITEMAP_ROOT = re.compile(rb"<(?:\w{1,20}:)?(?:urlset|sitemapindex)[\s>]")
_MARKUP = re.compile(rb"<(?:!doctype html|html|head|body)[\s>]", re.IGNORECASE)
_COMMENTS = re.compile(r"/comments?/|comments?$", re.IGNORECASE)


def known_addresses(url: str) -> list[Candidate]:
    """What a page of a forge or a model hub is known to list elsewhere."""
    if (repository := _REPOSITORY.match(url)) is not None:
        kinds = ("releases", "tags", "commits")
        return [("repository", f"https://{urlsplit(url).netloc}/{repository[1]}/{kind}.atom") for kind in kinds]
    if (hub := _HUB.match(url)) is not None:
        listed = f"https://huggingface.co/api/models?author={hub[1]}&sort=createdAt&direction=-1&limit=50"
        return [("hub", listed)]
    return []


def is_sitemap(body: bytes) -> bool:
    """Whether a document starts as a sitemap, or an index of such, does."""
    return _SITEMAP_ROOT.search(body[:2_000]) is not None


def is_page(body: bytes) -> bool:
    """Whether a document is one for browsers, which may name a feed; a picture, a PDF or other XML is none."""
    return _MARKUP.search(body[:20_000]) is not None


def linked_feeds(body: bytes, content_type: str, url: str) -> list[Candidate]:
    """The feeds that a page names in its head, those of comments last."""
    from lxml import html  # type: ignore[import-untyped]  # it has no types

    page = text_of(body, content_type)[:2_000_000].replace("\0", "")
    try:
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (html.etree.ParserError, ValueError):
        return []
    found = dict.fromkeys(_address(link, url) for link in tree.iter("link") if _is_feed(link))
    feeds: list[Candidate] = [("feed", address) for address in found if address is not None]
    return sorted(feeds, key=lambda one: _COMMENTS.search(one[1]) is not None)


def usual_addresses(url: str) -> list[Candidate]:
    """Where feeds and news sitemaps stand on many sites: below the page, then below the site's root."""
    bases = dict.fromkeys([f"{url.rstrip('/')}/", urljoin(url, "/")])
    found = dict.fromkeys((kind, urljoin(base, path)) for base in bases for kind, path in _PATHS)
    return list(found)


def _is_feed(link: Any) -> bool:
    kind = (link.get("type") or "").partition(";")[0].strip().lower()
    return "alternate" in (link.get("rel") or "").lower().split() and kind in _TYPES


def _address(link: Any, base: str) -> str | None:
    href = (link.get("href") or "").strip()
    return urljoin(base, href) if canonical_url(href, base) is not None else None
