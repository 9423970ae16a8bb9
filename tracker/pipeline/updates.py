"""An article that changed since it was read: what its new version says, and what it does not say any more."""

import re
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, TypedDict, Unpack

from sqlalchemy import Connection

from tracker.collect.archive import Kept
from tracker.db.statements import text
from tracker.events import documents, store
from tracker.events.chain import Entry, canonical, decoded
from tracker.events.store import Appended, Draft
from tracker.events.types import Correction
from tracker.pipeline import pages
from tracker.pipeline.differences import Standing, differences
from tracker.pipeline.page import Page
from tracker.pipeline.reading import claim_draft, keep_snapshot, store_article
from tracker.records import Article, Claim, Provenance, Snapshot, Source
from tracker.resolve.copies import hashes_in, likeness, sketch_of
from tracker.resolve.facts import CLAIMS

_LIKE = 0.5


class Origin(TypedDict):
    """Where an article came from, and who read it: what `store_article` is told."""

    source: str | None
    provenance: Provenance
    reader: str
    now: datetime


_NO_WORDS = re.compile(r"[\W\d_]+")


def brought_in(
    connection: Connection,
    page: Page,
    article: Article,
    claims: Sequence[Claim],
    snapshot: Snapshot,
    kept: Kept,
    *,
    source: Source,
    reader: str,
    now: datetime,
) -> tuple[str, Appended]:
    """The document that a page stands for now, and what was appended.

    A page that was read before is an article of its own only in a newer version; one that another address led to
    already is none.
    """
    keep_snapshot(connection, snapshot, kept, source.provenance)
    from_ = Origin(source=source.name, provenance=source.provenance, reader=reader, now=now)
    if page.state == "read" and page.document is not None:
        done = store_update(connection, page.document, article, claims, snapshot, kept, **from_)
        return (article.document if done.entries else page.document), done
    twin = pages.same_article(connection, page, article.url) if article.url and page.text is None else None
    if twin is not None and is_version_of(connection, twin, article):
        return twin, Appended([], len(claims))
    return article.document, store_article(connection, article, claims, snapshot, kept, **from_)


def is_touched_only(before: str | None, article: Article, said: Sequence[Standing], claims: Sequence[Draft]) -> bool:
    """Whether nothing but figures and marks differs (a clock, a count of comments), and no claim does."""
    if before is None or _NO_WORDS.sub("", before) != _NO_WORDS.sub("", article.document_text):
        return False
    return not differences(said, [(draft.key.partition("/")[0], _claim(draft)) for draft in claims], places=False)


def store_update(
    connection: Connection,
    former: str,
    article: Article,
    claims: Sequence[Claim],
    snapshot: Snapshot,
    kept: Kept,
    **origin: Unpack[Origin],
) -> Appended:
    """Append the new version of an article, whose document was `former`, as such; nothing if it says nothing else.

    Its coverage names the former one. Claims that it makes otherwise, or no more, correct those of the former
    version with reason source_corrected.
    """
    earlier = _coverage_of(connection, former)
    if earlier is None or former == article.document:
        return Appended([], 0)
    standing = _standing(connection, former)
    text_before = documents.whole(connection, former)
    drafts = [claim_draft(claim, article, earlier.id, origin["provenance"], origin["reader"]) for claim in claims]
    if is_touched_only(text_before, article, standing, drafts):
        return Appended([], 0)
    done = store_article(connection, article, claims, snapshot, kept, former=earlier.id, **origin)
    corrections = _corrections(standing, drafts, article.document)
    more = store.append(connection, corrections, origin["now"])
    return Appended(done.entries + more.entries, done.known + more.known)


def is_version_of(connection: Connection, document: str, article: Article) -> bool:
    """Whether an article reads like the one with this document: so that an address given twice by mistake is no harm."""
    sketch = connection.execute(
        text("SELECT sketch FROM coverage WHERE document = :document"), {"document": document}
    ).scalar()
    mine = hashes_in(sketch_of(article.document_text))
    return sketch is not None and likeness(hashes_in(sketch), mine) >= _LIKE


def _corrections(standing: Sequence[Standing], drafts: Sequence[Draft], document: str) -> list[Draft]:
    out = []
    for one in differences(standing, [(draft.key.partition("/")[0], _claim(draft)) for draft in drafts], places=False):
        if one.event is not None:
            correction = Correction(
                event=one.event.event,
                replaces=one.replaces,
                withdraws=one.change == "gone",
                reason="source_corrected",
                why=f"its page says otherwise since: document {document[:12]}",
            )
            digest = sha256(canonical(correction)).hexdigest()[:24]
            out.append(Draft(f"source_corrected/{one.event.event}/{document[:32]}/{digest}", correction))
    return out


def _claim(draft: Draft) -> Any:
    return draft.payload


def _coverage_of(connection: Connection, document: str) -> Entry | None:
    """The newest coverage event of a document."""
    query = text("SELECT position FROM coverage WHERE document = :document")
    position = connection.execute(query, {"document": document}).scalar()
    if position is not None:
        return store.entry_by_reference(connection, str(position))
    return store.entry_by_key(connection, f"coverage/{document}")


def _standing(connection: Connection, document: str) -> list[Standing]:
    query = text("SELECT position FROM happening_evidence WHERE document = :document ORDER BY position")
    found = []
    for position in connection.execute(query, {"document": document}).scalars().all():
        entry = store.entry_by_reference(connection, str(position))
        if entry is not None and entry.type in CLAIMS:
            found.append(Standing(entry.id, entry.type, decoded(entry.payload)))
    return found
