"""Whether the validators of a source tell the truth."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from tracker.collect.fetching import Fetched
from tracker.collect.outcomes import CONTENT
from tracker.db.session import reading
from tracker.pipeline import memory, pages
from tracker.pipeline.batch import Batch, answers_to, written
from tracker.pipeline.memory import Taken
from tracker.pipeline.surfaces import TEXTS
from tracker.records import Source


async def audit(batch: Batch, audited: Sequence[Taken], answers: Sequence[Fetched]) -> None:
    """Whether validators tell the truth: where a request without them brought news, one with those of before must not
    be answered with "not modified". Bytes that differ are no news: many feeds hold the time of day."""
    if not audited or batch.stop.is_set():
        return
    came = {fetched.wanted.source: fetched for fetched in answers}
    with reading(batch.engine) as connection:
        other = [one for one in audited if _has_news(connection, one.source, came.get(one.source.name))]
    again = [memory.wanted_of(one.source, replace(one.state, audited=False)) for one in other]
    asked = [replace(wanted, sha256=came[wanted.source].sha256) for wanted in again]  # what came needs no second copy
    told = await answers_to(batch, asked)
    lying = {fetched.wanted.source for fetched in told if fetched.status == 304}
    await written(batch.engine, partial(_note_audits, audited=audited, lying=lying, now=batch.now()))


def _has_news(connection: Connection, source: Source, fetched: Fetched | None) -> bool:
    if fetched is None or fetched.outcome not in CONTENT:
        return False
    return source.kind in TEXTS or pages.seen_since(connection, source, fetched.fetched_at)


def _note_audits(connection: Connection, audited: Sequence[Taken], lying: set[str], now: datetime) -> None:
    for one in audited:
        memory.note_audit(connection, one.source, now, lies=one.source.name in lying)
