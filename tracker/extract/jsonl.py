"""Articles in, claims out, one JSON object a line: what other programs rely on (`tracker extract --jsonl`)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import msgspec

from tracker.extract.claims import claims_of
from tracker.languages import language_of
from tracker.records import Article, Claim

_FIELDS = (
    "kind",
    "subject",
    "variant",
    "status",
    "happened_on",
    "main",
    "access",
    "licence",
    "terms",
    "speaker",
    "stance",
    "venue",
    "commitment",
    "confidence",
    "quote",
    "start",
    "end",
)


class _Line(msgspec.Struct):
    """One article as it comes in; keys that are not listed are ignored."""

    id: Any
    title: str
    text: str
    published: str | None = None
    language: str | None = None
    url: str | None = None
    publisher: str | None = None


def run(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """For each line of input one line of output without its line end, and whether it was an article.

    An article gives `id`, `language`, `relevant` and `claims`; anything else gives `id` (null where there is none to
    be read) and `error`, and the flag False.
    """
    for line in lines:
        try:
            read = msgspec.json.decode(line, type=_Line)
            answer = _answer(read)
        except (msgspec.DecodeError, ValueError) as wrong:
            yield _encoded({"id": _id_of(line), "error": str(wrong)}), False
        else:
            yield _encoded(answer), True


def _answer(line: _Line) -> dict[str, Any]:
    article = Article(line.title, line.text, line.url, line.language, line.published, line.publisher)
    if article.language is None:
        article = replace(article, language=language_of(article.document_text))
    claims = claims_of(article)
    return {
        "id": line.id,
        "language": article.language,
        "relevant": bool(claims),
        "claims": [_fields(claim) for claim in claims],
    }


def _fields(claim: Claim) -> dict[str, Any]:
    return {name: getattr(claim, name) for name in _FIELDS}


def _id_of(line: str) -> Any:
    """The id of a line that is no article, if it is an object that has one."""
    try:
        read = msgspec.json.decode(line)
    except (msgspec.DecodeError, ValueError):
        return None
    return read.get("id") if isinstance(read, dict) else None


def _encoded(value: dict[str, Any]) -> str:
    return msgspec.json.encode(value).decode()
