"""An article and its claims -> events: the one way in, for collected pages and seeded texts alike."""

import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection

from tracker.collect.archive import Kept
from tracker.collect.credit import agency_in, credit_of
from tracker.db.statements import text
from tracker.events import documents, store
from tracker.events.chain import canonical, instant
from tracker.events.store import Appended, Draft
from tracker.events.types import ClaimPayload, CoverageCollected, payload_of
from tracker.records import Article, Claim, Provenance, Snapshot
from tracker.resolve.copies import figures_of, sketch_of

_CLAIM_FIELDS = {
    "release": ("subject", "status", "variant", "access", "sizes", "licence", "terms"),
    "licence_change": ("subject", "status", "licence", "terms", "territory"),
    "policy_statement": ("speaker", "organisation", "stance", "venue", "topic", "commitment"),
}


def store_article(
    connection: Connection,
    article: Article,
    claims: Sequence[Claim],
    snapshot: Snapshot,
    kept: Kept,
    *,
    source: str | None,
    provenance: Provenance,
    reader: str,
    now: datetime,
    former: str | None = None,
) -> Appended:
    """Document, snapshot and events of one article, in the transaction of `connection`; twice adds nothing.

    An article is known by its text: the same text under two addresses, or in two feeds, is one.
    former: id of the coverage event of the article as it stood before, where this is a newer version of it
    """
    keep_snapshot(connection, snapshot, kept, provenance)
    documents.keep(connection, article.document, article.document_text, now)
    coverage = Draft(
        f"coverage/{article.document}" + (f"/after/{former}" if former else ""),
        CoverageCollected(
            url=article.url or snapshot.url,
            title=article.title,
            document=article.document,
            snapshot=snapshot.sha256,
            provenance=provenance,
            publisher=article.publisher,
            language=article.language,
            published_on=article.published_on,
            source=source,
            origin=credit_of(article.text) or agency_in(article.author),
            author=article.author,
            dated_by=article.dated_by,
            former=former,
            sketch=sketch_of(article.document_text),
            figures=figures_of(article.document_text),
        ),
    )
    first = store.append(connection, [coverage], now)
    seen = first.entries[0] if first.entries else store.entry_by_key(connection, coverage.key)
    assert seen is not None, "what was appended, or was there before, can be read"
    drafts = [claim_draft(claim, article, seen.id, provenance, reader) for claim in claims]
    second = store.append(connection, drafts, now)
    return Appended(first.entries + second.entries, first.known + second.known)


def keep_snapshot(connection: Connection, snapshot: Snapshot, kept: Kept, shelf: str | None = None) -> None:
    """Note where in the archive the bytes are, unless that is noted already. shelf: how long they are kept goes by it.

    Bytes that were purged, and came again, are there again.
    """
    statement = text(
        'INSERT INTO snapshot (sha256, url, final_url, fetched_at, status, content_type, file, "offset", length,'
        " shelf) VALUES (:sha256, :url, :final_url, :at, :status, :type, :file, :offset, :length, :shelf)"
        ' ON CONFLICT (sha256) DO UPDATE SET file = excluded.file, "offset" = excluded."offset",'
        " length = excluded.length, fetched_at = excluded.fetched_at, purged_at = NULL, purge_reason = NULL"
        " WHERE snapshot.purged_at IS NOT NULL"
    )
    connection.execute(
        statement,
        {
            "sha256": snapshot.sha256,
            "url": snapshot.url,
            "final_url": snapshot.final_url,
            "at": instant(snapshot.fetched_at),
            "status": snapshot.status,
            "type": snapshot.content_type,
            "file": kept.file,
            "offset": kept.offset,
            "length": kept.length,
            "shelf": shelf,
        },
    )


def note_reserved(connection: Connection, sha256: str, reserved: Sequence[str]) -> None:
    """Which opt-outs held for a snapshot when it was fetched."""
    statement = text("UPDATE snapshot SET reserved = :reserved WHERE sha256 = :sha256")
    connection.execute(statement, {"sha256": sha256, "reserved": json.dumps(list(reserved), ensure_ascii=False)})


def kept_snapshot(connection: Connection, sha256: str) -> Kept | None:
    """Where in the archive a snapshot is; None if that was never noted, or it was purged."""
    query = 'SELECT sha256, file, "offset", length FROM snapshot WHERE sha256 = :sha256 AND purged_at IS NULL'
    row = connection.execute(text(query), {"sha256": sha256}).one_or_none()
    return Kept(*row) if row else None


def claim_draft(claim: Claim, article: Article, coverage: str, provenance: Provenance, reader: str) -> Draft:
    """The event of one claim of an article, whose coverage event has this id."""
    payload = _payload(claim, article, coverage, provenance, reader)
    digest = sha256(canonical(payload)).hexdigest()[:24]
    return Draft(f"{claim.kind}/{article.document[:32]}/{reader}/{digest}", payload)


def _payload(claim: Claim, article: Article, coverage: str, provenance: Provenance, reader: str) -> ClaimPayload:
    own = {name: getattr(claim, name) for name in _CLAIM_FIELDS[claim.kind]}
    fields = {
        **{name: list(value) if isinstance(value, tuple) else value for name, value in own.items() if value},
        "provenance": provenance,
        "reader": reader,
        "main": claim.main,
        "confidence_permille": round(claim.confidence * 1000),
        "happened_on": claim.happened_on,
        "evidence": [{"quote": claim.quote, "start": claim.start, "end": claim.end}],
        "coverage": coverage,
        "document": article.document,
        "language": article.language,
        "published_on": article.published_on,
        "publisher": article.publisher,
        "url": article.url,
        "is_new_name": claim.is_new_name,
    }
    payload = payload_of(claim.kind, fields)
    assert isinstance(payload, ClaimPayload)
    return payload
