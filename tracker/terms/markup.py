"""A licence as text, Markdown or HTML -> its plain text. Pure."""

import re
from functools import lru_cache

from lxml import html  # type: ignore[import-untyped]  # has no type hints
from lxml.etree import LxmlError  # type: ignore[import-untyped]  # has no type hints

LONGEST = 200_000  # characters of a text that are read: fifty pages; what stands behind belongs to no licence
_REMEMBERED = 4_000  # characters of a line that is remembered: most of a text stands in the version before it too
_HTML = re.compile(r"<\s*(?:!doctype html|html|head|body|div|p|h[1-6]|ol|ul|table|section|article)\b", re.IGNORECASE)
_NOT_TEXT = ("script", "style", "noscript", "template", "nav", "header", "footer", "form", "button", "svg", "aside")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "tr",
        "section",
        "article",
        "ol",
        "ul",
        "table",
        "blockquote",
        "pre",
        "dt",
        "dd",
        "main",
        "title",
    ]
)
_BANNER = re.compile(r"cookie|consent|banner|newsletter|breadcrumb|sidebar|navbar", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\(<?([^)\s>]{1,500})[^)\n]{0,200}\)")
_TAG = re.compile(
    r"</?(?:span|u|b|i|em|strong|br|a|sup|sub|p|div|center|h[1-6]|img)\b[^>\n]{0,500}>|<!--.{0,2000}?-->", re.IGNORECASE
)
_MARK = re.compile(r"(?<![\w*])(\*\*\*|\*\*|__|\*|`)(?=\S)([^\n*`]{1,1000}?)(?<=\S)\1(?!\w)")
_EMPHASIS = re.compile("[*_`]")
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+|^[ \t]*[>|][ \t]?|^[ \t]*(?:[-=_*#~][ \t]?){4,}$", re.MULTILINE)
_LOOSE = re.compile(r"\*{2,3}(?=[^\s*])|(?<=[^\s*/])\*{2,3}|(?<=[a-z])\*(?= [a-z])")
_ESCAPED = re.compile(r"\\([_*#.\-\[\]()\"'])")
_SIGN = re.compile(r"[<\[#>|=_*~`\\]")  # without one of these, and without a rule of hyphens, a line holds no markup
_RULE = re.compile(r"-[ \t]?-")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_UNSEEN_ASCII = bytes(one for one in range(128) if _UNSEEN.match(chr(one)))
_BLANKS = {0xA0: " ", 0x2007: " ", 0x2009: " ", 0x202F: " ", 0x3000: " ", 0x2028: "\n", 0x2029: "\n", 0x85: "\n"}
_ODD = re.compile(f"{_UNSEEN.pattern[:-1]}{''.join(map(chr, _BLANKS))}]")


@lru_cache(maxsize=16)
def plain_text(raw: str) -> str:
    """The words of a licence: markup taken off, lines kept. Never raises."""
    text = raw[: 5 * LONGEST].replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    if text.isascii():
        text = text.encode("ascii").translate(None, _UNSEEN_ASCII).decode("ascii")
    else:
        text = _ODD.sub(lambda found: _BLANKS.get(ord(found[0]), ""), text)
    text = text.replace("\f", "\n")
    if "<" in text[:20_000] and _is_html(text[:20_000]):
        text = _from_html(text)
    if "|" in text and _TABLE.search(text):
        text = _TABLE.sub(_rows, text)
    return "\n".join(
        _known_line(line) if _SIGN.search(line) or ("-" in line and _RULE.search(line)) else line
        for line in text[:LONGEST].split("\n")
    )


def _is_html(head: str) -> bool:
    """Whether a text is a page; Markdown with a banner in tags is none."""
    found = _HTML.search(head)
    return found is not None and (_PAGE.search(head) is not None or len(_TITLES.findall(head)) < 2)


_PAGE = re.compile(r"<\s*(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_TITLES = re.compile(r"(?m)^#{1,6} \S")


# A table of Markdown: its head, a rule, its rows.
_TABLE = re.compile(r"(?m)^[ \t]*\|.{1,2000}\n[ \t]*\|(?:[ \t]*:?-{2,}:?[ \t]*\|){1,12}[ \t]*(?:\n[ \t]*\|.{0,4000})*")


def _rows(found: re.Match[str]) -> str:
    """A table with each row a paragraph, without its rule."""
    head, _, *rows = found[0].split("\n")
    return "\n\n".join(row.strip().strip("|").strip() for row in (head, *rows))


def _unmarked(line: str) -> str:
    """One line without tags and Markdown: none of these runs over the end of a line."""
    text = _TAG.sub("", line) if "<" in line else line
    text = _LINK.sub(_link, text) if "](" in text else text
    text = _HEADING.sub("", text)
    for _ in range(2 if _EMPHASIS.search(text) else 0):
        text = _MARK.sub(r"\2", text)
    text = _LOOSE.sub("", text) if "*" in text else text  # what is bold over several lines
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def _known_line(line: str) -> str:
    return _remembered_line(line) if len(line) <= _REMEMBERED else _unmarked(line)


_remembered_line = lru_cache(maxsize=8_192)(_unmarked)


def _link(found: re.Match[str]) -> str:
    return found[1] if found[1] in found[2] and "//" in found[1] else f"{found[1]} ({found[2]})"


def _from_html(text: str) -> str:
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError):
        return re.sub(r"<[^>]{0,2000}>", " ", text)
    for unwanted in list(tree.iter(*_NOT_TEXT)):
        unwanted.drop_tree()
    for box in list(tree.iter("div", "section", "p", "dialog")):
        told = f"{box.get('id') or ''} {box.get('class') or ''}"
        if _BANNER.search(told) and len(box.text_content()) < 2_000 and box.getparent() is not None:
            box.drop_tree()
    if any(one.text_content().strip() for one in tree.iter("h1")):
        for title in list(tree.iter("title")):  # it tells the site's name too
            title.drop_tree()
    main = next(iter(tree.iter("main", "article")), None)
    if main is not None and len(main.text_content()) > 400:
        tree = main
    _number_items(tree)
    for cell in tree.iter("td", "th"):
        if cell.getnext() is not None:
            cell.tail = f" | {(cell.tail or '').strip()}"
    for link in tree.iter("a"):
        href = link.get("href") or ""
        if href.startswith("http") and href not in link.text_content():
            link.tail = f" ({href}){link.tail or ''}"
    for element in tree.iter():
        if not isinstance(element.tag, str):
            element.text = ""
        elif element.tag == "pre":
            element.tail = f"\n\n{element.tail or ''}"
        elif not _inside_pre(element):
            element.text = re.sub(r"[ \t]*\n\s*", " ", element.text or "")
            if element.tag not in _BLOCKS:
                element.tail = re.sub(r"[ \t]*\n\s*", " ", element.tail or "")
        if element.tag in _BLOCKS and element.tag != "pre" and not _inside_pre(element):
            element.tail = "\n\n" + re.sub(r"\s*\n\s*", " ", element.tail or "")
            if element.tag != "br":
                element.text = f"\n\n{element.text or ''}"
    return re.sub(r"\n[ \t]*\n\s*?\n+", "\n\n", str(tree.text_content()))


def _inside_pre(element: html.HtmlElement) -> bool:
    return any(above.tag == "pre" for above in element.iterancestors("pre"))


def _number_items(tree: html.HtmlElement) -> None:
    """List items get the marks a reader sees: numbers, letters, bullets."""
    for items in tree.iter("ol", "ul"):
        kind = (items.get("type") or "1") if items.tag == "ol" else "-"
        deep = sum(1 for _ in items.iterancestors("ol", "ul"))
        for at, item in enumerate((one for one in items if one.tag == "li"), int(kind == "-") * 0):
            mark = "-" if kind == "-" else f"({_letter(at)})" if kind in "aA" else f"{at + 1}."
            inner = item
            while not (inner.text or "").strip() and len(inner) and inner[0].tag in ("p", "div", "span"):
                inner = inner[0]
            inner.text = f"{' ' * 4 * deep}{mark} {(inner.text or '').lstrip()}"
            if inner is not item:
                inner.tag = "span"


def _letter(at: int) -> str:
    return chr(ord("a") + at % 26)
