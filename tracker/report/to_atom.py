"""Feed -> Atom (RFC 4287). Text only: what a source wrote is never markup here."""

from xml.etree import ElementTree

from tracker import __version__
from tracker.report.feed import Feed, Item

_ATOM = "http://www.w3.org/2005/Atom"


def to_atom(feed: Feed) -> str:
    """The feed as one XML document, UTF-8."""
    root = ElementTree.Element("feed", {"xmlns": _ATOM})
    for name, value in (("id", feed.id), ("title", feed.title), ("subtitle", feed.about), ("updated", feed.updated)):
        _text(root, name, value)
    _text(ElementTree.SubElement(root, "author"), "name", "meta-open-ai-tracker")
    _text(root, "generator", "meta-open-ai-tracker", version=__version__)
    if feed.address:
        ElementTree.SubElement(root, "link", {"rel": "self", "href": feed.address})
    for item in feed.items:
        _entry(ElementTree.SubElement(root, "entry"), item)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _entry(entry: ElementTree.Element, item: Item) -> None:
    _text(entry, "id", item.id)
    _text(entry, "title", item.title)
    _text(entry, "published", item.published)
    _text(entry, "updated", item.updated)
    for number, link in enumerate(item.links):
        ElementTree.SubElement(entry, "link", {"rel": "via" if number else "alternate", "href": link})
    for tag in item.tags:
        ElementTree.SubElement(entry, "category", {"term": tag})
    _text(entry, "content", item.content, type="text")


def _text(parent: ElementTree.Element, name: str, value: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, name, attributes).text = value
