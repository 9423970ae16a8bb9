"""Who wrote a page, as its markup says."""

import re
from collections.abc import Iterator
from typing import Any

from tracker.collect.plain import folded, line_of

_METAS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
)
_PLACES = (
    '//*[@itemprop="author"]//*[@itemprop="name"]',
    '//*[@itemprop="author"]',
    '//a[@rel="author"]',
    '//*[contains(concat(" ", @class, " "), " author ")][not(ancestor::aside)]',
    '//*[contains(@class, "byline") or contains(@class, "author-name") or contains(@class, "article-author")]',
)
_BY = re.compile(
    r"^(?:(?:written|posted|published)?\s*by|von|par|por|di|door|av|af|autor(?:in)?|author|texte?|oleh|автор)[:\s]\s*",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"https?://|www\.|@|\d{3}|^(?:admin|administrator|redaktion|staff|editor|unknown|null|none)$", re.IGNORECASE
)
_LONGEST = 120
_MOST = 8


def authors_of(tree: Any, metas: dict[str, str], article: dict[str, Any]) -> str | None:
    """The names, parted by "; ", or None: of JSON-LD, else of the meta elements, else beside the headline."""
    for names in (_in_json(article.get("author")), _in_metas(metas), _in_places(tree)):
        found = list(dict.fromkeys(name for raw in names if (name := _name(raw))))
        if found:
            return "; ".join(found[:_MOST])
    return None


def _in_json(said: Any) -> Iterator[str]:
    for one in said if isinstance(said, list) else [said]:
        name = one.get("name") if isinstance(one, dict) else one
        for each in name if isinstance(name, list) else [name]:
            if isinstance(each, str):
                yield each


def _in_metas(metas: dict[str, str]) -> Iterator[str]:
    for name in _METAS:
        if _name(metas.get(name, "")):
            yield metas[name]
            return


def _in_places(tree: Any) -> Iterator[str]:
    for path in _PLACES:
        for element in tree.xpath(path)[:1]:
            text = folded(" ".join(element.itertext()))
            if _name(text) and len(text) < 60:
                yield text
                return


def _name(raw: str) -> str | None:
    name = _BY.sub("", line_of(raw)).strip(" ,;|·-")
    return name if 2 < len(name) <= _LONGEST and not _NO_NAME.search(name) else None
