"""One page or file that is watched for change → an entry for each version of its text."""

from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import unquote, urlsplit

from tracker.collect.addresses import canonical_url
from tracker.collect.decoding import text_of
from tracker.collect.entries import LONGEST_SUMMARY, LONGEST_TEXT, LONGEST_TITLE, Entry
from tracker.collect.plain import folded, has_markup
from tracker.errors import UnreadableFeed, UnreadablePage
from tracker.records import Snapshot


@dataclass(frozen=True, slots=True)
class _Version:
    title: str
    text: str
    published_on: str | None


def essay_entry(page: Snapshot) -> Entry:
    """The page's main text as it stands. Its address carries a mark of the text: another text is another entry, and
    what else changes on the page is none. Raises UnreadableFeed."""
    from tracker.collect.text import article_of

    try:
        article = article_of(page)
    except UnreadablePage as unreadable:
        raise UnreadableFeed(page.final_url, "empty", unreadable.why) from unreadable
    return _entry(_Version(article.title, article.text, article.published_on), page.url)


def file_entry(body: bytes, content_type: str, url: str) -> Entry:
    """A plain text (a licence, a model card) as it stands, its lines kept. Raises UnreadableFeed."""
    text = text_of(body, content_type).replace("\0", "").strip("\ufeff")[:LONGEST_TEXT]
    if not text.strip():
        raise UnreadableFeed(url, "empty", "an empty file")
    if text.lstrip()[:1] == "<" and has_markup(text[:65_536]):
        raise UnreadableFeed(url, "not_a_feed", "expected a text, got a page of markup")
    return _entry(_Version(_name(url), text, None), url)


def _entry(version: _Version, url: str) -> Entry:
    page = canonical_url(url) or url
    mark = sha256(version.text.encode("utf-8", "replace")).hexdigest()[:16]
    return Entry(
        url=f"{page}#{mark}",
        title=(version.title or _name(url))[:LONGEST_TITLE],
        summary=folded(version.text[: 2 * LONGEST_SUMMARY])[:LONGEST_SUMMARY],
        published_on=version.published_on,
        guid=mark,
        text=version.text[:LONGEST_TEXT],
        complete=True,
    )


def _name(url: str) -> str:
    """ "meta-llama/llama-models: LICENSE" of the address of a raw file; else the end of the path."""
    parts = [part for part in unquote(urlsplit(url).path).split("/") if part]
    repository = "/".join(parts[:2])
    return f"{repository}: {parts[-1]}" if len(parts) > 2 else "/".join(parts) or url
