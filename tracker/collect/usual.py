"""Feeds written the usual way, read directly: what feedparser would say of their entries, at a tenth of its price. Pure.

Only what feedparser provably takes one way is read here: RSS, RDF and Atom whose items hold plain elements, each once.
At anything else (markup between tags, a base address, an element of unknown effect) the whole feed is left to it.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # it has no types

from tracker.collect.addresses import is_plain
from tracker.collect.days import day_of

Raw = dict[str, Any]  # an entry, by the names that feedparser gives its fields

_ATOM, _RSS1 = "http://www.w3.org/2005/Atom", "http://purl.org/rss/1.0/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ODD, _IGNORED, _CAPTION = "odd", "ignored", "caption"
_TYPES = {"text": "text/plain", "plain": "text/plain", "html": "text/html"}
_TYPES |= {value: value for value in _TYPES.values()}
_HTML = frozenset({"text/html", "application/xhtml+xml"})

# What each element of an item says, by its namespace as feedparser calls it.
_ROLES: dict[str, dict[str, str]] = {
    "": {
        **{name: name for name in ("title", "link", "description", "summary", "content", "source")},
        **dict.fromkeys(("guid", "id"), "id"),
        **dict.fromkeys(("pubdate", "published", "issued"), "published"),
        **dict.fromkeys(("updated", "modified"), "updated"),
        **dict.fromkeys(("author", "category", "comments", "contributor", "enclosure", "rights"), _IGNORED),
    },
    "content": {"encoded": "encoded"},
    "dc": {
        "date": "updated",
        **dict.fromkeys(("creator", "subject", "rights", "publisher", "identifier", "format", "type"), _IGNORED),
    },
    "media": {
        "title": _CAPTION,
        **dict.fromkeys(("content", "thumbnail", "credit", "copyright", "text", "keywords", "group"), _IGNORED),
    },
    "feedburner": {"origlink": _IGNORED},
}
_INSIDE = frozenset({"name", "uri", "url", "email"})  # of an author
_ATTRIBUTES = {
    "title": {"type", _LANG},
    "summary": {"type", _LANG},
    "content": {"type", _LANG},
    "id": {"isPermaLink"},
    "source": {"url"},
    "link": {"href", "rel", "type", "hreflang", "title", "length"},
}
_NONE: set[str] = set()
_UNFIT = frozenset({"base", "href", "lastmod", "about"})  # of an item, under whatever namespace
_ROOT_TAG = re.compile(rb"<(?![?!])[^>]*>")
_NAMED = re.compile("&([A-Za-z0-9_]+);")
_C1 = re.compile("[\x80-\x9f]")


def usual_entries(feed: bytes, url: str) -> tuple[list[Raw], bool] | None:
    """The entries of a well-formed feed in UTF-8, and whether it is Atom; None if feedparser had better read it."""
    from feedparser.urls import _urljoin  # type: ignore[import-untyped]

    tag = _ROOT_TAG.search(feed)
    if tag is None or feed.count(b"xmlns") != tag[0].count(b"xmlns"):
        return None
    try:
        root = etree.fromstring(feed, etree.XMLParser(**_STRICTLY))
    except (etree.XMLSyntaxError, ValueError):
        return None
    items = _items(root)
    if items is None:
        return None
    is_atom = root.tag == f"{{{_ATOM}}}feed"
    base = _urljoin(url, url)
    resolved = lru_cache(maxsize=256)(lambda address: address if is_plain(address) else _urljoin(base, address))
    raws = [_Item(resolved, is_atom=is_atom).read(item) for item in items]
    return None if None in raws else ([raw for raw in raws if raw is not None], is_atom)


_STRICTLY = {"resolve_entities": False, "no_network": True, "remove_comments": True, "remove_pis": True}


def _items(root: Any) -> list[Any] | None:
    """The items, where they stand where they belong and the namespaces are what their prefixes say."""
    if not _is_usually_named(root.nsmap) or not _has_own_base(root):
        return None
    main, feeds = root.nsmap.get(None), {_kind(uri) for uri in root.nsmap.values()}
    if root.tag == "rss" and len(root) == 1 and root[0].tag == "channel" and _has_own_base(root[0]):
        return list(root[0].iterchildren("item"))
    if root.tag == f"{{{_ATOM}}}feed" and main in (_ATOM, None) and feeds.isdisjoint({"rss"}):
        return list(root.iterchildren(f"{{{_ATOM}}}entry"))
    if root.tag == f"{{{_RDF}}}RDF" and main == _RSS1 and feeds.isdisjoint({"atom"}):
        return list(root.iterchildren(f"{{{_RSS1}}}item"))
    return None


def _has_own_base(element: Any) -> bool:
    """No attribute that addresses within would start from."""
    return not any(_local(name) in _UNFIT for name in element.attrib)


def _kind(uri: str) -> str | None:
    return {_ATOM: "atom", _RSS1: "rss"}.get(uri)


def _is_usually_named(nsmap: dict[str | None, str]) -> bool:
    """No prefix that feedparser takes for one of its own stands for anything else, and no default for a stranger."""
    known = _names()
    names = set(known.values())
    for prefix, uri in nsmap.items():
        name = known.get(uri.lower())
        if name == "" and _kind(uri) is None:
            return False  # one of the many ancestors of RSS and Atom
        if name is None and (prefix is None or prefix.lower() in names):
            return False
        if name and prefix is not None and prefix.lower() in names and prefix.lower() != name:
            return False
        if name and prefix is None:
            return False
    return True


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """What feedparser calls the namespaces that it knows, by their addresses in lower case."""
    from feedparser.mixin import _FeedParserMixin  # type: ignore[import-untyped]

    return {uri.lower(): name.lower() for uri, name in _FeedParserMixin.namespaces.items()}


@lru_cache(maxsize=1_024)
def _role(tag: str) -> str:
    """What an element of an item is: a field, or ignored (whatever it says, no field of ours changes), or odd."""
    uri, _, local = tag.rpartition("}")
    name = _names().get(uri.removeprefix("{").lower())
    if name is None:
        return _IGNORED  # under a prefix, and nobody knows what
    if name in ("slash", "wfw", "thr", "trackback"):
        return _IGNORED
    return _ROLES.get(name, {}).get(local.lower(), _ODD)


class _Item:
    """One item while it is read. Raises nothing: `read` gives None for what is not usual."""

    __slots__ = ("_is_atom", "_raw", "_resolved", "_titled")

    def __init__(self, resolved: Callable[[str], str], *, is_atom: bool) -> None:
        self._resolved, self._is_atom = resolved, is_atom
        self._raw: Raw = {}
        self._titled = False

    def read(self, item: Any) -> Raw | None:
        about = item.attrib.get(f"{{{_RDF}}}about")
        if any(_local(name) in _UNFIT for name in item.attrib) and (len(item.attrib) > 1 or about is None):
            return None
        if about:
            self._raw["id"] = about
        told: set[str] = set()
        for element in item:
            role = _role(element.tag)
            if role in (_IGNORED, _CAPTION):
                if not self._changes_nothing(element):
                    return None
                continue
            if role == _ODD or role in told or len(element) or not self._field(role, element):
                return None
            if role != "link" or not element.attrib:
                told.add(role)
        return self._raw

    def _changes_nothing(self, element: Any) -> bool:
        for inner in element.iter():
            role = _role(inner.tag)
            if role == _CAPTION and not self._titled:
                return False
            if role not in (_IGNORED, _CAPTION) and (inner is element or _local(inner.tag) not in _INSIDE):
                return False
        return True

    def _field(self, role: str, element: Any) -> bool:
        attributes = element.attrib
        if attributes and not _ATTRIBUTES.get(role, _NONE).issuperset(attributes):
            return False
        if role == "link":
            return self._link(element)
        text = element.text or ""
        if role == "id":
            self._id(text, attributes.get("isPermaLink", "true") == "true")
        elif role in ("published", "updated"):
            self._day(role, _cleaned(text))
        elif role == "source":
            title = _cleaned(text)
            self._raw["source"] = {"title": title} if title else {}
            self._titled = False
        else:
            return self._words(role, text, attributes.get("type"))
        return True

    def _link(self, element: Any) -> bool:
        """An address between tags is the page's; one in an attribute is, where it says so."""
        attributes = element.attrib
        if not attributes:
            address = _cleaned(element.text or "", self._resolved).replace("&amp;", "&")
            self._raw["link"] = _NAMED.sub(r"&\g<1>", address)
            return True
        if "href" not in attributes:
            return False
        rel = attributes.get("rel", "alternate").lower()
        sort = attributes.get("type", "application/atom+xml" if rel == "self" else "text/html").lower()
        if rel == "alternate" and _TYPES.get(sort, "application/xhtml+xml" if sort == "xhtml" else sort) in _HTML:
            self._raw["link"] = self._resolved(attributes["href"])
        return True

    def _id(self, text: str, is_link: bool) -> None:
        self._raw["id"] = _cleaned(text, self._resolved if is_link else None)
        if is_link:
            self._raw.setdefault("link", self._raw["id"])

    def _day(self, role: str, value: str) -> None:
        """Its day, where that can be told at a glance; else what feedparser makes of it."""
        from feedparser.datetimes import _parse_date  # type: ignore[import-untyped]

        day = day_of(value)
        self._raw[role] = day or value
        if day is None:
            self._raw[f"{role}_parsed"] = _parse_date(value)

    def _words(self, role: str, text: str, given: str | None) -> bool:
        """A title, a summary or a content, with its type."""
        from feedparser.mixin import _FeedParserMixin

        usual = "text/html" if role in ("description", "encoded") else "text/plain"
        sort = _TYPES.get((given or usual).lower())
        if sort is None or (role == "content" and not self._is_atom):
            return False
        text = text.strip()
        if not self._is_atom and sort == "text/plain" and _FeedParserMixin.looks_like_html(text):
            sort = "text/html"
        text = _cleaned(text)
        if role in ("content", "encoded"):
            if "content" in self._raw:
                return False
            self._raw["content"] = [{"type": sort, "value": text}]
            self._raw.setdefault("summary", text)
            return True
        key = "title" if role == "title" else "summary"
        if f"{key}_detail" in self._raw or (key == "summary" and "summary" in self._raw and "content" not in self._raw):
            return False
        self._raw[key], self._raw[f"{key}_detail"] = text, {"type": sort}
        self._titled |= bool(text) and key == "title"
        return True


def _local(name: str) -> str:
    return name.rpartition("}")[2].lower()


def _cleaned(text: str, resolved: Callable[[str], str] | None = None) -> str:
    """As feedparser hands out a field: UTF-8 that was taken for Latin-1 is put right, and so are the quotes of Windows."""
    from feedparser.html import _cp1252  # type: ignore[import-untyped]

    text = text.strip()
    if resolved is not None and text:
        text = resolved(text)
    if text.isascii():
        return text
    with suppress(UnicodeError):
        text = text.encode("iso-8859-1").decode("utf-8")
    return text.translate(_cp1252) if _C1.search(text) else text
