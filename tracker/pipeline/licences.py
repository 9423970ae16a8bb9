"""Licences, policies, cards and hub records as they came -> events: what each says, and what changed in it.

A text is compared with the last one of its surface. Equal words (whatever became of line breaks, typography, markup,
page furniture) are no news. Other words are a capture; other terms, or a clause that came to rule something else, are
a licence_change too, with both texts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection

from tracker.db.statements import text
from tracker.errors import NoTerms
from tracker.events import documents, store
from tracker.events.chain import Entry, decoded, instant
from tracker.events.store import Draft
from tracker.events.types import payload_of
from tracker.pipeline.reading import keep_snapshot
from tracker.pipeline.resembling import nearest_text
from tracker.pipeline.surfaces import Shown, Surfaces
from tracker.projections.replay import project
from tracker.records import LONGEST_QUOTE, Source
from tracker.resolve.aliases import licence_spelt
from tracker.resolve.captures import began_on
from tracker.terms.clauses import words_of
from tracker.terms.compare import compare
from tracker.terms.gathered import NOTHING
from tracker.terms.known import known
from tracker.terms.likeness import sketch_of
from tracker.terms.sayings import Saying, clauses_said, term_said
from tracker.terms.surfaces import READER, Text, text_of_part
from tracker.vocabulary import vocabulary

_MOST_QUOTES = 6
_SURE = 800  # permille: then a text is that standard licence
# What tells one version of a text from another, and is no term that anybody has to keep.
_NO_DUTY = frozenset({"name", "version_date", "mau_reference_date", "nearest", "nearest_permille", "licensor"})


@dataclass(frozen=True, slots=True)
class Before:
    """The last good text of a surface; plain is None where it was purged."""

    event: str
    document: str
    snapshot: str
    terms: dict[str, Any]
    licence: str | None
    valid_from: str
    plain: str | None


def capture(connection: Connection, came: Surfaces, now: datetime) -> list[Entry]:
    """What is new, appended in the transaction of `connection`: for each surface nothing, a capture, or that and a change.

    The projections are brought to the head first, as the last text of a surface is looked up there.
    """
    added: list[Entry] = []
    if came.shown:
        project(connection, vocabulary())
    for one in came.shown:
        for part in (one, *_named_by(connection, one)):
            added += _capture(connection, came, part, now)
    return added


def _capture(connection: Connection, came: Surfaces, shown: Shown, now: datetime) -> list[Entry]:
    before = _last(connection, shown)
    if before is not None and _is_same(before, shown.text):
        return []
    before = _read_again(before, shown) if before is not None else None
    keep_snapshot(connection, came.snapshot, came.kept)
    documents.keep(connection, shown.text.document, shown.text.plain, now)
    fields = {**_captured(shown, came, before, now), **_resembling(connection, shown)}
    surface = sha256(f"{shown.subject}\n{shown.url}".encode()).hexdigest()[:24]
    after = before.event if before else "nothing"
    key = f"licence_text/{surface}/{shown.text.document[:32]}/after {after}"
    done = list(store.append(connection, [Draft(key, payload_of("licence_text_captured", fields))], now).entries)
    if before is None or not done:
        return done
    change = _change(shown, came.source, fields, before, done[0])
    if change is not None:
        draft = Draft(f"licence_change/{surface}/{done[0].id}", payload_of("licence_change", change))
        done += store.append(connection, [draft], now).entries
    return done


def _last(connection: Connection, shown: Shown) -> Before | None:
    query = text(
        "SELECT licence_text.event, licence_text.document, licence_text.snapshot, licence_text.terms,"
        " licence_text.licence, licence_text.valid_from, document.text FROM licence_text LEFT JOIN document"
        " ON document.sha256 = licence_text.document WHERE model = :model AND url = :url"
        " ORDER BY captured_at DESC, licence_text.event DESC LIMIT 1"
    )
    row = connection.execute(query, {"model": shown.subject, "url": shown.url}).first()
    if row is None:
        return None
    return Before(row[0], row[1], row[2], decoded(row[3]), row[4], row[5], row[6])


def _is_same(before: Before, text: Text) -> bool:
    if before.document == text.document:
        return True
    return before.plain is not None and words_of(before.plain) == words_of(text.plain)


def _read_again(before: Before, shown: Shown) -> Before:
    """The text before, as the reader of today reads it: that we read a text better is no change of it.

    Cards and what was purged stay as they were read: of a card the log holds the words, not its keys.
    """
    if before.plain is None or shown.part not in ("licence", "policy"):
        return before
    try:
        told = text_of_part(before.plain, "licence" if shown.part == "licence" else "policy")
    except NoTerms:
        return before
    return replace(before, terms=told.terms, licence=licence_spelt(told.licence, vocabulary()))


def _named_by(connection: Connection, shown: Shown) -> Iterator[Shown]:
    """A use policy is part of the terms of every model whose licence names it, listed in its source or not."""
    if shown.part != "policy":
        return
    rows = connection.execute(
        text("SELECT DISTINCT model, policy_url FROM licence_text WHERE policy_url IS NOT NULL AND model <> :model"),
        {"model": shown.subject},
    )
    for row in rows.all():
        if _address(row.policy_url) == _address(shown.url):
            yield Shown(row.model, shown.surface, shown.part, shown.url, shown.text)


def _captured(shown: Shown, came: Surfaces, before: Before | None, now: datetime) -> dict[str, Any]:
    source, revision = came.source, came.revision
    return {
        "surface": shown.surface,
        "part": shown.part,
        "subject": shown.subject,
        "url": shown.url,
        "document": shown.text.document,
        "snapshot": came.snapshot.sha256,
        "terms": shown.text.terms,
        "licence": licence_spelt(shown.text.licence, vocabulary()),
        "quotes": {key: quoted(shown.text, key) for key in shown.text.quotes},
        "captured_at": instant(now),  # the archive keeps the same bytes once, with the time they first came
        "revision": revision.id if revision else None,
        "revised_on": revision.committed_on if revision else None,
        "revised_as": revision.subject if revision else None,
        "previous": before.event if before else None,
        "source": source.name,
        "publisher": source.publisher,
        "provenance": source.provenance,
        "reader": READER,
    }


def _resembling(connection: Connection, shown: Shown) -> dict[str, Any]:
    """Whose text it is like; not asked of cards, nor of a standard licence, which many take over."""
    nearest = shown.text.terms.get("nearest")
    standard = nearest is not None and shown.text.terms["nearest_permille"] >= _SURE and not known(nearest).bespoke
    if shown.part == "card" or standard:
        return {}
    sketch = sketch_of(shown.text.plain)
    found = nearest_text(connection, shown.text.plain, sketch, shown.part, shown.url)
    like = {"nearest_text": found.event, "nearest_text_permille": found.permille} if found else {}
    return {"sketch": sketch, **like}


def _change(
    shown: Shown, source: Source, fields: Mapping[str, Any], before: Before, captured: Entry
) -> dict[str, Any] | None:
    """The payload of a licence_change, or None where only words differ."""
    told = what_changed(
        shown.subject, shown.part, (before.plain, before.terms, before.licence), (shown.text, fields["licence"])
    )
    if told is None:
        return None
    return {
        "subject": shown.subject,
        "status": "in_force",
        "substantive": True,
        "provenance": source.provenance,
        "reader": READER,
        "happened_on": began_on(fields, before.valid_from),
        "coverage": captured.id,
        "capture_before": before.event,
        "document": shown.text.document,
        "snapshot": fields["snapshot"],
        "document_before": before.document,
        "snapshot_before": before.snapshot,
        "publisher": source.publisher,
        "url": shown.url,
        "published_on": fields["revised_on"] or fields["captured_at"][:10],
        "note": f"the commit calls it “{fields['revised_as']}”" if fields["revised_as"] else None,
        **told,
    }


def what_changed(
    subject: str, part: str, before: tuple[str | None, dict[str, Any], str | None], after: tuple[Text, str | None]
) -> dict[str, Any] | None:
    """What of a licence_change the two texts say; None where only words differ.

    before: plain text (None: purged), terms and licence; after: the text and the licence, by its canonical name
    """
    plain, terms, licence = before
    text, called = after
    differ = {
        key: (terms.get(key, NOTHING.get(key)), text.terms.get(key, NOTHING.get(key)))
        for key in sorted(terms.keys() | text.terms.keys())
        if terms.get(key, NOTHING.get(key)) != text.terms.get(key, NOTHING.get(key))
    }
    matter = [key for key in differ if key not in _NO_DUTY]
    told = clauses_said(compare(plain, text.plain)) if plain is not None else []
    relicensed = licence is not None and called is not None and licence != called
    if not matter and not relicensed and not told:
        return None
    said = {one for clause in told for one in clause.terms}
    told += [
        Saying("changed", "", _sentence(term_said(key, *differ[key])), (key,)) for key in matter if key not in said
    ]
    if relicensed and not told:
        told = [Saying("changed", "", _sentence(term_said("licence", licence, called)), ("licence",))]
    return {
        "licence": called,
        "licence_before": licence if relicensed else None,
        "terms": text.terms,
        "terms_before": terms,
        "evidence": _evidences(text, matter),
        "summary": _summary(subject, part, told),
        "clauses": [
            {"verdict": one.verdict, "label": one.label or None, "says": one.says, "terms": list(one.terms)}
            for one in told
        ],
    }


def _summary(subject: str, part: str, told: Sequence[Saying]) -> str:
    what = {"policy": "use policy", "card": "card"}.get(part, "licence")
    more = f" And {len(told) - 3} more clauses." if len(told) > 3 else ""
    return f"The {what} of {subject} changed. {' '.join(one.says for one in told[:3])}{more}"


def quoted(text: Text, key: str) -> dict[str, Any]:
    """The words that a term stands on, as evidence."""
    words = text.quotes[key]
    quote = text.plain[words.start : min(words.end, words.start + LONGEST_QUOTE)]
    return {"quote": quote, "start": words.start, "end": words.start + len(quote)}


def _evidences(text: Text, keys: Sequence[str]) -> list[dict[str, Any]]:
    found = [quoted(text, key) for key in keys if key in text.quotes][:_MOST_QUOTES]
    if found:
        return found
    start = text.plain[:LONGEST_QUOTE]
    return [{"quote": start, "start": 0, "end": len(start)}]


def _sentence(told: str) -> str:
    return f"{told[:1].upper()}{told[1:]}."


def _address(url: str) -> str:
    """An address as it is compared: without scheme, www and a slash at its end."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/").casefold() if "://" in url else url.rstrip("/")
