"""A licence's text, as text, Markdown or HTML -> plain text and its numbered clauses. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from lxml import html  # type: ignore[import-untyped]  # has no type hints
from lxml.etree import LxmlError  # type: ignore[import-untyped]  # has no type hints

from tracker.terms.wording import flat, straight

LONGEST = 200_000  # characters of a text that are read: fifty pages; what stands behind belongs to no licence
_LONGEST_SENTENCE = 2_000
_REMEMBERED = 4_000  # characters of a piece that is remembered: most of a text stands in the version before it too
_HTML = re.compile(r"<\s*(?:!doctype html|html|head|body|div|p|h[1-6]|ol|ul|section|article)\b", re.IGNORECASE)
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
        "main",
        "title",
    ]
)
_BANNER = re.compile(r"cookie|consent|banner|newsletter|breadcrumb|sidebar|navbar", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\(<?([^)\s>]{1,500})[^)\n]{0,200}\)")
_TAG = re.compile(
    r"</?(?:span|u|b|i|em|strong|br|a|sup|sub|p|div|center)\b[^>\n]{0,500}>|<!--.{0,2000}?-->", re.IGNORECASE
)
_MARK = re.compile(r"(?<![\w*])(\*\*\*|\*\*|__|\*|`)(?=\S)([^\n*`]{1,1000}?)(?<=\S)\1(?!\w)")
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+|^[ \t]*[>|][ \t]?|^[ \t]*(?:[-=_*#~][ \t]?){4,}$", re.MULTILINE)
_ESCAPED = re.compile(r"\\([_*#.\-\[\]()\"'])")
_SIGN = re.compile(r"[<\[#>|=_*~`\\]")  # without one of these, and without a rule of hyphens, a line holds no markup
_RULE = re.compile(r"-[ \t]?-")
_NUMBER = r"\d{1,2}(?:\.\d{1,2})*"
_MARKER = re.compile(
    rf"[ \t]*(?P<label>(?:section|article|clause|\u00a7)[ \t]*{_NUMBER}[.):]?(?=\s)|{_NUMBER}[.)](?=\s)|\d{{1,2}}(?:\.\d{{1,2}})+(?=\s)"
    r"|\((?!c\)\s*\d{4})(?:[a-z]|[ivx]{1,5}|\d{1,2})\)(?=\s)|(?:[a-z]|[ivx]{1,5})[.)](?=\s)|[-*+\u2022\u00b7\u25e6\u2013](?=\s)|(?:article|section)[ \t]+[ivx]{1,5}\b[.:]?)[ \t]*",
    re.IGNORECASE,
)
_SECTION = re.compile(r"^(?:section|article|clause|\u00a7)\s*")
_WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")
_APART = re.compile(r"['.](?:(?![a-z0-9])|(?<![a-z0-9]['.]))")  # what joins no word, where all else is blank
_TO_BLANKS = {one: " " for one in range(128) if not chr(one).isalnum() and chr(one) not in "'."}
_UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_BLANKS = {0xA0: " ", 0x2007: " ", 0x2009: " ", 0x202F: " ", 0x3000: " ", 0x2028: "\n", 0x2029: "\n", 0x85: "\n"}
_ODD_BLANK = re.compile(f"[{''.join(map(chr, _BLANKS))}]")
_SHORT = re.compile(
    r"(?:\b(?:Inc|Ltd|Corp|Co|No|Nos|Art|Sec|vs?|cf|e\.g|i\.e|approx|St|Dr|Mr|U\.S|U\.K|L\.P|S\.A|B\.V|Pty|al)|\b[A-Z])$"
)
_STOP = re.compile(r"[.!?]+[\"')\]]*\s+(?=[A-Z\"'(\[\d])")


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered clause, a list item or a paragraph.

    label: where it stands, from the outside in ("1.b.iv"), "" for a paragraph without a number
    lead: the words of the clauses around it that end in a colon ("You may not use the model to:"), else ""
    heading: the last short line without a number before it
    start, end: half-open range of `text` in the plain text, in code points; the marker is left out
    """

    label: str
    text: str
    start: int
    end: int
    lead: str = ""
    heading: str = ""
    words: tuple[str, ...] = field(default=(), compare=False)


class Sentence(NamedTuple):
    """One sentence of a clause on one line with straight quotation marks.

    full: its clause's lead, and it; low: the same in lower case
    """

    own: str
    full: str
    start: int
    end: int
    clause: Clause
    low: str


def words_of(text: str) -> tuple[str, ...]:
    """What is compared: words in lower case, without punctuation, quotation marks, hyphens or line breaks."""
    low = straight(text).casefold()
    return tuple(_APART.sub(" ", low.translate(_TO_BLANKS)).split() if low.isascii() else _WORD.findall(low))


class _Block(NamedTuple):
    """One block by itself, whatever stands around it.

    label: its marker's, in lower case, None without one; indent: blanks before it
    own: its words behind the marker, at [body, stop) in the block; leads: the end of `own` if it ends in a colon; tail: what leads to items under it
    """

    label: str | None
    indent: str
    own: str
    body: int
    stop: int
    leads: str
    tail: str
    words: tuple[str, ...]


def _block(text: str) -> _Block:
    marker = _MARKER.match(text)
    rest = text[marker.end() if marker else 0 :]
    body = len(text) - len(rest.lstrip())
    own, words = rest.strip(), words_of(rest)
    leads = straight(flat(own[-600:])) if own[-1:] == ":" else ""
    return _Block(
        _SECTION.sub("", marker["label"].strip("().:").casefold()) if marker else None,
        text[: marker.start("label")] if marker else "",
        own,
        body,
        body + len(own),
        leads,
        leads or ("" if own[-1:] in ".;" or len(own) > 400 or not words else _tail(own, words[-1])),
        words,
    )


_known_block = lru_cache(maxsize=8_192)(_block)


@lru_cache(maxsize=16)
def plain_text(raw: str) -> str:
    """The words of a licence: markup taken off, lines kept. Never raises."""
    text = raw[: 5 * LONGEST].replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    text = _UNSEEN.sub("", text).replace("\f", "\n")
    text = text if text.isascii() else _ODD_BLANK.sub(lambda found: _BLANKS[ord(found[0])], text)
    if _HTML.search(text[:20_000]):
        text = _from_html(text)
    return "\n".join(
        _known_line(line) if _SIGN.search(line) or _RULE.search(line) else line for line in text[:LONGEST].split("\n")
    )


def _unmarked(line: str) -> str:
    """One line without tags and Markdown: none of these runs over the end of a line."""
    text = _TAG.sub("", line)
    text = _LINK.sub(_link, text)
    text = _HEADING.sub("", text)
    for _ in range(2):
        text = _MARK.sub(r"\2", text)
    return _ESCAPED.sub(r"\1", text)


def _known_line(line: str) -> str:
    return _remembered_line(line) if len(line) <= _REMEMBERED else _unmarked(line)


_remembered_line = lru_cache(maxsize=8_192)(_unmarked)


def _link(found: re.Match[str]) -> str:
    return found[1] if found[1] in found[2] and "//" in found[1] else f"{found[1]} ({found[2]})"


@lru_cache(maxsize=16)
def clauses_of(text: str) -> tuple[Clause, ...]:
    """The clauses of a plain text, in order. Lines that go on a clause are part of it, however they are broken."""
    found: list[Clause] = []
    open_: list[tuple[float, str, str]] = []  # depth, label, lead
    heading, loose = "", ""
    for start, end in _blocks(text):
        block = (_known_block if end - start <= _REMEMBERED else _block)(text[start:end])
        own, leads, told = block.own, block.leads, block.label
        if told is None:
            if len(own) < 90 and not own.endswith((".", ";", ",", ":")):
                heading, open_, loose = own, [], ""
            elif own and text[start] not in " \t":
                open_, loose = [], leads
            label = ""
            lead = " ".join(one[2] for one in open_ if one[2]) or (loose if not leads else "")
        else:
            depth = _depth(told, block.indent, open_)
            open_ = [one for one in open_ if one[0] < depth]
            lead = " ".join(one for one in (loose, *(one[2] for one in open_)) if one)
            open_.append((depth, told, block.tail))
            bullets = [one[1] for one in open_ if one[1] not in "-*+\u2022\u00b7\u25e6\u2013"]
            label = bullets[-1] if "." in bullets[-1:] or (bullets and "." in bullets[-1]) else ".".join(bullets)
        if block.words:
            at = start + block.body, start + block.stop
            found.append(Clause(label, own, *at, lead[-900:], heading, block.words))
    return tuple(found)


def _tail(own: str, last: str) -> str:
    """A short clause without an end leads to its items, as one with a colon does, if it forbids or demands.

    last: its last word in lower case
    """
    if not last.endswith(("not", "used", "prohibited", "following", "to")):
        return ""
    return straight(flat(own)) if re.search(r"\b(?:not(?: be used)?|prohibited|following|to)\b\W*$", own) else ""


def _depth(label: str, indent: str, open_: list[tuple[float, str, str]]) -> float:
    """How deep a marker stands: numbers over letters over roman numbers over bullets; deeper by indentation."""
    columns = len(indent.expandtabs(4)) / 100
    if label[0].isdigit():
        return label.count(".") + columns
    if label in "-*+\u2022\u00b7\u25e6\u2013":
        return 30 + columns
    roman = re.fullmatch(r"[ivx]+", label) is not None
    if roman and len(label) == 1 and label != "i":
        before = [one for one in open_ if re.fullmatch("[a-z]+", one[1])]
        roman = bool(before) and before[-1][0] >= 20
    if label == "i" and open_ and open_[-1][1] == "h":
        roman = False
    return (20 if roman else 10) + columns


def _blocks(text: str) -> list[tuple[int, int]]:
    """Ranges between blank lines, from each line that begins with a marker, and behind each line that was ended."""
    lines = [f"{line}\n" for line in text.split("\n")]
    widths = sorted(len(line.rstrip()) for line in lines if not line.isspace())
    width = widths[int(len(widths) * 0.9)] if widths else 0
    cuts, before, start = [0], "", 0
    for line in lines:
        if line.isspace() or _ended(before, line, width) or _is_marked(line):
            cuts.append(start)
        before = line
        start += len(line)
    cuts.append(len(text))
    return [(a, b) for a, b in pairwise(cuts) if text[a:b].strip()]


def _is_marked(line: str) -> bool:
    return (_known_mark if len(line) <= _REMEMBERED else _MARKER.match)(line) is not None


_known_mark = lru_cache(maxsize=8_192)(_MARKER.match)


def _ended(before: str, line: str, width: int) -> bool:
    """Whether a line ended although the next one's first word had room on it: then that was meant."""
    told = before.rstrip()
    if not told:
        return False
    first = line.split(maxsplit=1)[0] if line.strip() else ""
    room = width > 130 or len(told) + len(first) + 12 < width
    if width <= 130 and told[-1] not in ".:;!?" and len(told) > width / 2:
        return False
    return room and not first[:1].islower() and not told.endswith((",", "-", " and", " or", " the", " of"))


@lru_cache(maxsize=16)
def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of a plain text, clause by clause. None is longer than 2,000 characters."""
    return tuple(one for clause in clauses_of(text) for one in sentences_in(clause))


def sentences_in(clause: Clause) -> Iterator[Sentence]:
    """The sentences of one clause."""
    spoken = _known_spoken if len(clause.text) <= _REMEMBERED else _spoken
    for own, full, low, start, stop in spoken(clause.text, clause.lead):
        yield Sentence(own, full, clause.start + start, clause.start + stop, clause, low)


def _spoken(text: str, lead: str) -> tuple[tuple[str, str, str, int, int], ...]:
    """Sentences as (own, full, low, start, end), the range in `text`."""
    text, lead = straight(text), lead.replace(":", " ")
    found: list[tuple[str, str, str, int, int]] = []
    start = 0
    ends = [
        found.end()
        for found in _STOP.finditer(text)
        if not _SHORT.search(text[max(0, found.start() - 8) : found.start()])
    ]
    for end in (*ends, len(text)):
        while start < end:
            stop = min(end, start + _LONGEST_SENTENCE)
            own = flat(text[start:stop])
            if own:
                full = f"{lead} {own}".strip()
                found.append((own, full, full.casefold(), start, stop))
            start = stop
    return tuple(found)


_known_spoken = lru_cache(maxsize=8_192)(_spoken)


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
    main = next(iter(tree.iter("main", "article")), None)
    if main is not None and len(main.text_content()) > 400:
        tree = main
    _number_items(tree)
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
