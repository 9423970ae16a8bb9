"""A happening, or what became of one, in words for a message: plain text throughout. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.events import chain
from tracker.events.chain import Entry

_MOST_VOICES = 5
_LONGEST_TITLE = 200
_KINDS = {"release": "Release", "licence_change": "Licence", "policy_statement": "Statement"}


@dataclass(frozen=True, slots=True)
class Message:
    """title: one line; body: some more."""

    title: str
    body: str


def happened(happening: Mapping[str, Any], evidence: Sequence[Mapping[str, Any]]) -> Message:
    """What happened, when, how sure that is, and who says so in which words."""
    lines = [f"{happening['happened_on'] or 'undated'}, {_standing(happening, evidence)}"]
    for row in evidence[:_MOST_VOICES]:
        who = row["publisher"] or row["provenance"]
        where = f" {row['url']}" if row["url"] else ""
        lines.append(f"- {who}{_in(row['language'])}: {_quoted(row['quote'])}{where}")
    if len(evidence) > _MOST_VOICES:
        lines.append(f"- and {len(evidence) - _MOST_VOICES} more")
    return Message(_title(happening), "\n".join([*lines, _trace(happening["id"])]))


def corrected(now_in: Sequence[Mapping[str, Any]], entry: Entry, payload: Mapping[str, Any]) -> Message:
    """What a person replaced in an event, and what its happening reads as now."""
    before = chain.decoded(entry.payload)
    lines = [f"{name}: {_said(before.get(name))} -> {_said(value)}" for name, value in payload["replaces"].items()]
    return _judgement("Corrected", now_in, entry, lines, payload.get("who"), payload.get("why"))


def retracted(now_in: Sequence[Mapping[str, Any]], entry: Entry, payload: Mapping[str, Any]) -> Message:
    """That a person took an event back."""
    lines = ["One of its events must not count any more." if now_in else "It must not count any more."]
    return _judgement("Retracted", now_in, entry, lines, payload.get("who"), payload.get("reason"))


def _judgement(
    word: str, now_in: Sequence[Mapping[str, Any]], entry: Entry, lines: list[str], who: object, why: object
) -> Message:
    title = _title(now_in[0]) if now_in else f"{_KINDS[entry.type]}: {entry.subject}"
    because = [f"by {who or 'the source itself'}" + (f": {why}" if why else "")]
    return Message(f"{word}: {title}"[:_LONGEST_TITLE], "\n".join([*lines, *because, _trace(entry.id)]))


def _title(happening: Mapping[str, Any]) -> str:
    return f"{_KINDS[happening['kind']]}: {happening['summary']}".replace("\n", " ")[:_LONGEST_TITLE]


def _standing(happening: Mapping[str, Any], evidence: Sequence[Mapping[str, Any]]) -> str:
    if any(row["provenance"] == "primary" for row in evidence):
        return "told by Meta itself"
    voices = happening["origins"]
    sure = "confirmed" if happening["confirmed"] else "unconfirmed"
    return f"{sure}, told by {voices} independent {'source' if voices == 1 else 'sources'}"


def _quoted(quote: str | None) -> str:
    return f'"{" ".join(quote.split())}"' if quote else "no words quoted"


def _in(language: str | None) -> str:
    return f" ({language})" if language and language != "en" else ""


def _said(value: object) -> str:
    return "nothing" if value is None else str(value)


def _trace(reference: str) -> str:
    return f"tracker why {reference}"
