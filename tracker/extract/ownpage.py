"""Pages on which Meta speaks itself: its blogs, notices, newsletters, letters. "We" is Meta there, and what it says is said."""

import re
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from tracker.extract.marking import Marked

if TYPE_CHECKING:
    from tracker.extract.reading import Reading, Sentence

COMPANY = "Meta"
_LONGEST = 130  # characters of a byline or of a sign-off
_FIRST, _LAST = 2, 3  # lines at either end where these stand
_PARAGRAPHS = 2
_SHARE = 0.3  # of the paragraphs that say "we"
_MOST_QUESTIONS = 2
_HOSTS = re.compile(r"(?:^|\.)(?:fb\.com|meta\.com|facebook\.com)$")
_PICTURE = re.compile(r"[:©/|]|\d")  # "Photo: Meta"; what has a number tells something
_OTHERS = ("other", "other_person", "other_model")


def signed_by(marked: Marked) -> str | None:
    """Whom a short line at either end of a text names, if it names nobody else: Meta, or one of its executives."""
    lines = [line for line in marked.lines if line.start > marked.title_length]
    for line in (*lines[-_LAST:], *lines[:_FIRST]):
        if line.end - line.start > _LONGEST or _PICTURE.search(marked.text, line.start, line.end):
            continue
        if marked.text[line.start : line.end].rstrip()[-1:] in ".!?":
            continue  # a sentence
        names = [name for name in marked.names if line.start <= name.start < line.end]
        if any(name.kind in _OTHERS for name in names):
            continue
        people = [name for name in names if name.kind == "person"]
        if people or any(name.kind == "meta" for name in names):
            return str(people[0].value) if people else COMPANY
    return None


def owner_of(reading: "Reading") -> str | None:
    """Who speaks on a page of Meta's own: "Meta", or the executive who signs it; None on all other pages."""
    memo = reading.sentences[0].memo
    if "owner" not in memo:
        memo["owner"] = _owner_of(reading)
    return cast(str | None, memo["owner"])


def says_we(sentence: "Sentence") -> bool:
    """Whether a sentence speaks in the first person, outside quotations."""
    return sentence.role == "body" and not sentence.is_quoted and sentence.has("refer.we")


def _owner_of(reading: "Reading") -> str | None:
    host = urlsplit(reading.article.url or "").hostname or ""
    signed = reading.signed or (COMPANY if _HOSTS.search(host) else None)
    body = [one for one in reading.sentences if one.role == "body" and one.rank > 0] if signed else []
    lines = {one.line for one in body}
    saying = {one.line for one in body if says_we(one)}
    if len(saying) < _PARAGRAPHS or len(saying) < _SHARE * len(lines):
        return None
    return signed if sum(one.is_question for one in body) <= _MOST_QUESTIONS else None  # a conversation
