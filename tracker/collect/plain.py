"""Markup → plain text. Nothing that leaves this room has a tag in it."""

import re
from html import unescape

from lxml import etree  # type: ignore[import-untyped]  # it has no types

_LONGEST = 1_000_000  # characters of markup
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tr",
    "ul",
))  # fmt: skip
_UNSEEN = frozenset(["script", "style", "template", "svg", "iframe", "object", "head", "noscript", "button", "select"])
_TAG = re.compile(
    r"</?(?:a|abbr|b|blockquote|br|cite|code|div|em|figure|font|h[1-6]|hr|i|iframe|img|li|ol|p|pre|q|s|script|small|span"
    r"|strike|strong|style|sub|sup|table|tbody|td|th|tr|tt|u|ul|video)(?:\s[^<>]*|/)?>",
    re.IGNORECASE,
)
_BREAK = "\ufdd0"  # no character, in no text
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\ufeff\ud800-\udfff]")


def folded(text: str) -> str:
    """One line: runs of white space become one space, control characters go."""
    return " ".join(_CONTROL.sub("", text).split())


def has_markup(text: str) -> bool:
    """Whether a tag of HTML stands in the text; "a < b and c > d" has none."""
    return _TAG.search(text) is not None


def line_of(markup: str) -> str:
    """The text of a piece of HTML, on one line."""
    return folded(text_of_markup(markup))


def text_of_markup(markup: str) -> str:
    """The text of a piece of HTML: a line for each block, none empty. Pieces beyond a million characters are cut."""
    markup = _CONTROL.sub("", markup[:_LONGEST]).replace(_BREAK, "")
    if "<" not in markup:
        return lines_of(unescape(markup))
    root = _tree(markup)
    if root is None:
        return ""
    try:
        return _text_of_own(root)
    except ValueError:  # a reference to a character that may stand in no tree is let in, but not written again
        return text_of_tree(_tree(markup))


def _tree(markup: str) -> etree._Element | None:
    parser = etree.HTMLParser(recover=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(f"<html><body>{markup}</body></html>", parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _text_of_own(root: etree._Element) -> str:
    """As text_of_tree, in half its time, for a tree that nobody else needs: its blocks are marked in it."""
    if next(root.iter(*_UNSEEN), None) is not None:
        return text_of_tree(root)
    for element in root.iter(*_BLOCKS):
        element.text = _BREAK + (element.text or "")
        element.tail = _BREAK + (element.tail or "")
    text = _CONTROL.sub("", etree.tostring(root, method="text", encoding="unicode"))
    return "\n".join(line for line in (" ".join(line.split()) for line in text.split(_BREAK)) if line)


def text_of_tree(root: etree._Element) -> str:
    """The text of an element: a line for each block, none empty."""
    return lines_of("".join(_pieces(root)))


def _pieces(root: etree._Element) -> list[str]:
    pieces: list[str] = []
    unseen = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        hidden = element.tag in _UNSEEN or not isinstance(element.tag, str)
        if event == "start":
            unseen += hidden
            pieces.append("\n" if element.tag in _BLOCKS else "")
            pieces.append(element.text or "" if not unseen else "")
        else:
            unseen -= hidden
            pieces.append("\n" if element.tag in _BLOCKS else "")
            pieces.append(element.tail or "" if not unseen and element is not root else "")
    return [_spaced(piece) for piece in pieces if piece]


def _spaced(piece: str) -> str:
    """A line break inside a run of HTML text is a space."""
    return piece if piece == "\n" else re.sub(r"\s+", " ", piece)


def lines_of(text: str) -> str:
    """Plain text, each line folded, none empty."""
    return "\n".join(line for line in (folded(line) for line in text.split("\n")) if line)
