"""What a page's markup says about it: title, day, language, address."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tracker.collect.addresses import canonical_url
from tracker.collect.authors import authors_of
from tracker.collect.bylines import days_in_bylines, days_in_times
from tracker.collect.dating import Dated, days_in
from tracker.collect.plain import folded, line_of, text_of_markup

_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|PressRelease|Review|LiveBlogPosting)$")
_PAGE_TYPES = re.compile(r"^(?:WebPage|ItemPage|AboutPage|FAQPage)$")  # of many blogs the only dated one
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_KIND = re.compile(r'"@type"\s*:\s*"([A-Za-z]{4,40})"')
_PRIMARY_TAG = re.compile(r"\s*([A-Za-z]{2,3})(?=$|[-_])")
_SEPARATORS = (" | ", " - ", " \N{EN DASH} ", " \N{EM DASH} ", " · ", " :: ", " » ")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the markup says, unjudged; None where it says nothing. `days` holds the days it names, best first."""

    title: str | None
    days: tuple[Dated, ...]
    language: str | None
    url: str | None
    site: str | None
    author: str | None = None


def metadata_of(tree: Any, base: str) -> Metadata:
    """The metadata of a page. tree: lxml's, of the whole document; base: the address it came from."""
    metas = _metas(tree)
    things = list(_json_things(tree))
    article = next((one for one in things if _is_a(one, _ARTICLE_TYPES)), {})
    page = next((one for one in things if _is_a(one, _PAGE_TYPES)), {})
    site = metas.get("og:site_name")
    title, language = _title(tree, metas, article, site), _language(tree, metas, article)
    times = days_in_times(tree, title or "", language)
    bylines = days_in_bylines(tree, title or "", language)
    return Metadata(
        title=title,
        days=tuple(days_in(metas, article, page, times, bylines, language)),
        language=language,
        url=_canonical(tree, metas, base),
        site=site,
        author=authors_of(tree, metas, article),
    )


def body_in(tree: Any) -> str:
    """The text that a page carries for search engines beside its markup (JSON-LD articleBody); empty without one."""
    article = next((one for one in _json_things(tree) if _is_a(one, _ARTICLE_TYPES)), {})
    body = article.get("articleBody")
    return text_of_markup(body) if isinstance(body, str) else ""


def _metas(tree: Any) -> dict[str, str]:
    """The content of each meta element by its lower-case name; of several, the first."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        content = folded(meta.get("content") or "")
        if content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _json_things(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        text = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", script.text or "")
        try:
            found = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            yield from _thing_in_pieces(text)
            continue
        yield from _things(found)


def _thing_in_pieces(text: str) -> Iterator[dict[str, Any]]:
    """What can be told of an article from a script that is no JSON: of templates that escape nothing there are many."""
    days = _PUBLISHED.findall(text)
    if len(set(days)) == 1 and (kind := _KIND.search(text)) is not None and _ARTICLE_TYPES.search(kind[1]):
        yield {"@type": kind[1], "datePublished": days[0]}


def _is_a(thing: dict[str, Any], types: re.Pattern[str]) -> bool:
    said = thing.get("@type")
    return any(types.search(str(one)) for one in (said if isinstance(said, list) else [said]))


def _things(found: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script: itself, those of its list, those of its graph."""
    for one in found if isinstance(found, list) else [found]:
        if isinstance(one, dict):
            yield one
            graph = one.get("@graph")
            yield from (node for node in (graph if isinstance(graph, list) else []) if isinstance(node, dict))


def _title(tree: Any, metas: dict[str, str], article: dict[str, Any], site: str | None) -> str | None:
    headings = [folded("".join(heading.itertext())) for heading in tree.iter("h1")]
    document = folded("".join(element.text or "" for element in tree.iterfind(".//head/title")))
    candidates = (
        str(article.get("headline") or ""),
        metas.get("og:title", ""),
        headings[0] if len(headings) == 1 else "",
        metas.get("twitter:title", ""),
        document,
        headings[0] if headings else "",
    )
    title = next((line_of(one) for one in candidates if line_of(one)), None)
    return _without_site(title, site, headings) if title else None


def _without_site(title: str, site: str | None, headings: list[str]) -> str:
    """ "Meta releases Llama | The Paper" without the paper, where the page itself shows which part is which."""
    for separator in _SEPARATORS:
        start, found, end = title.rpartition(separator)
        if found and start and (folded(end) == site or start in headings):
            return start.strip()
    return title


def _language(tree: Any, metas: dict[str, str], article: dict[str, Any]) -> str | None:
    root = tree.getroottree().getroot()
    said = (root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang"))
    spoken = article.get("inLanguage")
    for text in (*said, spoken, metas.get("og:locale"), metas.get("content-language"), metas.get("language")):
        match = _PRIMARY_TAG.match(text) if isinstance(text, str) else None
        if match is not None:
            return match[1].lower()
    return None


def _canonical(tree: Any, metas: dict[str, str], base: str) -> str | None:
    """The address the page gives itself; not believed where it is only the site's front page."""
    links = (link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    for href in (*links, metas.get("og:url", "")):
        url = canonical_url(href, base) if href else None
        if url is not None and (url.count("/") > 3 or not url.endswith("/") or "?" in url):
            return url
    return None
