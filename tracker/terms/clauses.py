"""A licence's plain text -> its numbered clauses and their sentences. Pure."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from tracker.terms.items import Run, depth_of
from tracker.terms.layouts import CELL, is_question, laid_out
from tracker.terms.wording import flat, straight

_LONGEST_SENTENCE = 2_000
REMEMBERED = 4_000  # characters of a piece that is remembered: most of a text stands in the version before it too
_NUMBER = r"\d{1,2}(?:\.\d{1,2})*"
_MARKER = re.compile(
    rf"[ \t]*(?P<label>(?:section|article|clause|\u00a7)[ \t]*{_NUMBER}[.):]?(?=\s)|{_NUMBER}[.)](?=\s)|\d{{1,2}}(?:\.\d{{1,2}})+(?=\s)|\d{{1,2}}\.?[a-z]\)(?=\s)"
    r"|\((?!c\)\s*\d{4})(?:[a-z]|[ivx]{1,5}|\d{1,2})\)(?=\s)|(?:[a-z]|[ivx]{1,5})[.)](?=\s)|[-*+\u2022\u00b7\u25e6\u2013](?=\s)|(?:article|section)[ \t]+[ivx]{1,5}\b[.:]?|(?-i:(?:[a-z]|[ivx]{1,5}|\d{1,2})[.)](?=[\"\u201c]?[A-Z][a-z ])))[ \t]*",
    re.IGNORECASE,
)
_SECTION = re.compile(r"^(?:section|article|clause|\u00a7)\s*")
_CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+(?:['.][^\W_{_CJK}]+)*")  # where no blanks are written, each sign
_APART = re.compile(r"['.](?:(?![a-z0-9])|(?<![a-z0-9]['.]))")  # what joins no word, where all else is blank
_TO_BLANKS = {one: " " for one in range(128) if not chr(one).isalnum() and chr(one) not in "'."}
# The point in a version of a product ends nothing: "Model 2.0", "Model-3.5", "MODEL.1"; written as a sign that no text holds.
POINT = "\x02"
_NO_PRODUCT = frozenset(
    ["USD", "EUR", "GBP", "US", "Section", "Sections", "Clause", "Article", "Sec", "Art", "No", "Version"]
)
_NO_VERSION = re.compile(r"\d{3}|\d{1,2}(?:,\d|%|\.\d| ?(?:[mb]n\b|[mk]\b|million|billion|thousand|percent))")
_DIGIT = re.compile(r"\.\d")
_SHORT = re.compile(
    r"(?:\b(?:Inc|Ltd|Corp|Co|No|Nos|Art|Sec|vs?|cf|e\.g|i\.e|approx|St|Dr|Mr|Pte|Pvt|Sdn|Bhd|U\.S|U\.K|L\.P|S\.A|B\.V|Pty|al|s\.r\.o|d\.o\.o|a\.s|r\.l|e\.V)|\b[A-Z])$"
)
_STOP = re.compile(r"[.!?]+[\"')\]]*\s+(?=[A-Z\"'(\[\d])")


class Clause(NamedTuple):
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
    words: tuple[str, ...] = ()


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
    if not low.isascii():
        return tuple(_WORD.findall(low))
    low = f"{low.translate(_TO_BLANKS)} ".replace(". ", " ")  # most points end a sentence
    return tuple((_APART.sub(" ", low) if "." in low or "'" in low else low).split())


class _Block(NamedTuple):
    """One block by itself, whatever stands around it.

    label: its marker's, in lower case, None without one; indent: blanks before it; bracketed: as in "(1)"
    own: its words behind the marker, at [body, stop) in the block; leads: the end of `own` if it ends in a colon; tail: what leads to items under it
    capital: as in "A."
    """

    label: str | None
    indent: str
    own: str
    body: int
    stop: int
    leads: str
    tail: str
    words: tuple[str, ...]
    bracketed: bool
    capital: bool


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
        marker is not None and marker["label"][0] == "(",
        marker is not None and marker["label"].strip("().:").isupper(),
    )


_known_block = lru_cache(maxsize=8_192)(_block)


@lru_cache(maxsize=16)
def clauses_of(text: str) -> tuple[Clause, ...]:
    """The clauses of a plain text, in order. Lines that go on a clause are part of it, however they are broken."""
    found: list[Clause] = []
    open_: list[tuple[float, str, str]] = []  # depth, label, lead
    heading, loose, headed = "", "", ""
    run = Run("", "", "")
    listed = ""  # what leads to a list that runs on in one paragraph
    titles: set[tuple[str, ...]] = set()
    blocks = [((_known_block if b - a <= REMEMBERED else _block)(text[a:b]), a) for a, b in _blocks(text)]
    for at_block, (block, start) in enumerate(blocks):
        own, leads, told = block.own, block.leads, block.label
        if told is None and len(own) < 90:
            if block.words[-1:] and block.words[-1].isdigit() and block.words[:-1] in titles:
                continue  # the title over a new page, with its number
            titles.add(block.words)
        listed = loose if told is None and own.count(";") > 1 else ""
        gap = text[start : start + block.body] if run.led else ""
        if run.led and told is None and run.goes_on(own, gap, _after(blocks, at_block)):
            label, lead = "", run.led if leads else f"{run.led} {run.under}".strip()
            run = run.taken(own, gap, leads)
        elif told is None:
            run = Run(leads, "", own)
            if len(own) < 90 and not own.endswith((".", ";", ",", ":")) and not (CELL in own and CELL in heading):
                heading, open_, loose = own, [], block.tail or _over_list(blocks, at_block)
            elif own and text[start] not in " \t":
                open_, loose = [], leads or (_over_list(blocks, at_block) if own[-1] == "," else "")
            label = ""
            lead = (
                (" ".join([one[2] for one in open_ if one[2]]) if open_ else "")
                or (loose if not leads else "")
                or listed
            )
        else:
            depth = depth_of(told, block.indent, open_, block.bracketed, block.capital)
            open_ = [one for one in open_ if one[0] < depth]
            lead = " ".join(one for one in (loose, *(one[2] for one in open_)) if one)
            run = Run(f"{lead} {leads}".strip() if leads else "", "", "")
            open_.append((depth, told, block.tail or _over_list(blocks, at_block)))
            if _is_section(block) and at_block + 1 < len(blocks) and not _is_section(blocks[at_block + 1][0]):
                heading, headed = own, told
            elif headed and told[:1].isdigit() and _is_next(headed, told):
                heading = headed = ""  # "5. You shall not use it" with its items, and "6. It comes as it is."
            bullets = [one[1] for one in open_ if one[1] not in "-*+\u2022\u00b7\u25e6\u2013"]
            label = bullets[-1] if "." in bullets[-1:] or (bullets and "." in bullets[-1]) else ".".join(bullets)
        if block.words:
            at = start + block.body, start + block.stop
            found.append(Clause(label, own, *at, lead[-900:], heading, block.words))
    return tuple(found)


def _is_next(label: str, other: str) -> bool:
    """Whether a number follows on another one of the same depth: "6" on "5", "2.4" on "2.3"."""
    *above, last = label.split(".")
    *over, following = other.split(".")
    return above == over and last.isdigit() and following.isdigit() and int(following) == int(last) + 1


def _after(blocks: Sequence[tuple[_Block, int]], at: int) -> tuple[str, bool]:
    """The words of the block after this one, and whether it has a mark."""
    block = blocks[at + 1][0] if at + 1 < len(blocks) else None
    return (block.own, block.label is not None) if block else ("", False)


def _over_list(blocks: Sequence[tuple[_Block, int]], at: int) -> str:
    """A short line that forbids, or permits, without a colon or a full stop, and leads to the items under it."""
    block = blocks[at][0]
    if len(block.own) >= 90 or at + 1 == len(blocks) or blocks[at + 1][0].label is None:
        return ""
    below = blocks[at + 1][0].label or ""
    deeper = block.label is None or not below[0].isdigit() or below.count(".") > block.label.count(".")
    led = (
        deeper
        and (block.own[-1:].isalnum() or block.own[-1:] == ",")
        and (_RULES.search(block.own) or _ASKS_OR_LETS.fullmatch(block.own))
    )
    return straight(flat(block.own)) if led else ""


_ASKS_OR_LETS = re.compile(
    r"(?:what )?(?:you|licensees?|users?|recipients?) (?:can|may|must|shall|have to|need to|are (?:free|allowed|permitted|required) to)(?: do)?",
    re.IGNORECASE,
)
_RULES = re.compile(
    r"\bnicht (?:erlaubt|gestattet)\b|\b(?:verboten|untersagt|interdit|prohibido|proibido)\b|"
    r"\b(?:no one|nobody|no person|prohibited|forbidden|(?:not|never|don't|can't|cannot|unacceptable|disallowed)(?: \w+){0,2}|restricted uses?|use(?:-based)? restrictions)\b",
    re.IGNORECASE,
)


def _is_section(block: _Block) -> bool:
    """Whether a block with a number is the title of a section, or an item as short as one."""
    told = block.label or ""
    return told[:1].isdigit() and not block.bracketed and len(block.own) < 60 and block.own.rstrip(")")[-1:].isalnum()


def _tail(own: str, last: str) -> str:
    """A short clause without an end leads to its items, as one with a colon does, if it forbids or demands.

    last: its last word in lower case
    """
    if not last.endswith(("not", "used", "prohibited", "following", "to")):
        return ""
    return straight(flat(own)) if re.search(r"\b(?:not(?: be used)?|prohibited|following|to)\b\W*$", own) else ""


def _blocks(text: str) -> list[tuple[int, int]]:
    """Ranges between blank lines, from each line that begins with a marker, and behind each line that was ended."""
    lines = text.split("\n")
    bare = [line.rstrip() for line in lines]
    widths = sorted(map(len, filter(None, bare)))
    width = widths[int(len(widths) * 0.9)] if widths else 0
    if width > _LONG_LINE and _is_wrapped(widths):
        width = _LONG_LINE
    cuts, before, start = [0], "", 0
    for line, told in zip(lines, bare, strict=True):
        if (
            not told
            or (before and _ended(before, told, width))
            or (_is_marked(line) and not _goes_on(text[cuts[-1] : start], line))
        ):
            cuts.append(start)
        before = told
        start += len(line) + 1
    cuts.append(len(text))
    return [(a, b) for a, b in pairwise(cuts) if text[a:b].strip()]


_LONG_LINE, _LONGEST_LINE = 130, 190
"""Lines longer than this are paragraphs of their own, unless many of them end at about the same place."""


def _is_wrapped(widths: Sequence[int]) -> bool:
    """Whether lines of these lengths, in order, were broken at a margin, if a wide one."""
    full = sum(one > widths[-1] - 15 for one in widths)
    return widths[-1] <= _LONGEST_LINE and full >= 0.3 * len(widths)


def _is_marked(line: str) -> bool:
    if len(line) < 20:
        return _MARKER.match(f"{line}\n") is not None  # behind a number alone in its line there is its end
    return (_known_mark if len(line) <= REMEMBERED else _MARKER.match)(line) is not None


_known_mark = lru_cache(maxsize=8_192)(_MARKER.match)


def _goes_on(block: str, line: str) -> bool:
    """Whether a line begins with the next item of a list that runs on inside a sentence: "(a) ..., (b) ..., or"."""
    letter = _ITEM.match(line)
    if letter is None or letter[1] == "a" or len(block) > REMEMBERED:
        return False
    inside = block.rfind(f"({chr(ord(letter[1]) - 1)}) ")
    return inside > 0 and bool(block[:inside].rpartition("\n")[2].strip())


_ITEM = re.compile(r"[ \t]*\(([a-z])\)\s")


def _ended(before: str, line: str, width: int) -> bool:
    """Whether a line ended although the next one's first word had room on it: then that was meant.

    Neither is empty, nor ends in blanks.
    """
    if width <= _LONG_LINE and before[-1] not in ".:;!?" and len(before) > width / 2:
        return False
    first = line.split(maxsplit=1)[0]
    room = width > _LONG_LINE or len(before) + len(first) + 12 < width
    return room and not first[0].islower() and not before.endswith((",", "-", " and", " or", " the", " of"))


@lru_cache(maxsize=16)
def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of a plain text, clause by clause. None is longer than 2,000 characters."""
    return tuple(one for clause in clauses_of(text) for one in sentences_in(clause))


def sentences_in(clause: Clause) -> Iterator[Sentence]:
    """The sentences of one clause: what it states, no questions."""
    spoken = _known_spoken if len(clause.text) <= REMEMBERED else _spoken
    for own, full, low, start, stop in spoken(clause.text, clause.lead):
        if "?" not in own or not is_question(own):
            yield Sentence(own, full, clause.start + start, clause.start + stop, clause, low)
    for told in laid_out(clause.text, clause.heading):
        full = f"{told.lead} {told.own}".strip()
        led = clause._replace(lead=told.lead) if told.lead else clause
        yield Sentence(told.own, full, clause.start + told.start, clause.start + told.end, led, full.casefold())


def _pointed(text: str) -> str:
    """The text, of the same length, with the points in versions of products told apart from full stops."""
    told, start = [], 0
    for found in _DIGIT.finditer(text):
        at = found.start()
        if _is_versioned(text[max(0, at - 40) : at]) and _NO_VERSION.match(text, at + 1) is None:
            told += [text[start:at], POINT]
            start = at + 1
    return "".join((*told, text[start:])) if told else text


def _is_versioned(before: str) -> bool:
    """Whether words end in a product's name and the first part of a version: "Model 2", "Model-X 2", "Model-3", "MODEL"."""
    words = before.split()
    last = words[-1] if words and before[-1].isalnum() else ""
    if last[:1].isupper():
        return (last.isalnum() and (last.isupper() or last[-1].isdigit())) or (last[-1:].isdigit() and "/" not in last)
    number = last[1:] if last[:1] == "v" else last
    above = words[-2] if number.isdigit() and len(number) <= 2 and len(words) > 1 else ""
    above = words[-3] if above[:1].isdigit() and above[-1:].isalpha() and len(words) > 2 else above  # "Model 3D 2"
    return above[:1].isupper() and above.replace("-", "").isalnum() and above not in _NO_PRODUCT


def _spoken(text: str, lead: str) -> tuple[tuple[str, str, str, int, int], ...]:
    """Sentences as (own, full, low, start, end), the range in `text`."""
    text, lead = straight(text), " ".join(lead.replace(":", " ").split())
    if _DIGIT.search(text):
        text = _pointed(text)
    if _DOTTED.search(text):
        text = _DOTTED.sub(_undotted, text)
    if lead and _DIGIT.search(lead):
        lead = _pointed(lead)
    if lead and _DOTTED.search(lead):
        lead = _DOTTED.sub(_undotted, lead)
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


# "Acme.AI": a name, and no address.
_DOTTED = re.compile(r"(?<![\w/.@-])[A-Z][\w-]*\.(?:ai|AI|io|com|net|org|co)(?![\w/]|\.\w)")


def _undotted(found: re.Match[str]) -> str:
    return found[0].replace(".", POINT)


_known_spoken = lru_cache(maxsize=8_192)(_spoken)
