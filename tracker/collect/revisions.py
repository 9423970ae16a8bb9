"""The commits that touched a file -> the newest one: JSON as forges answer it, or Atom. Pure.

The committer's day counts, not the author's: authors' days lie before publication where history was squashed.
"""

import re
from dataclasses import dataclass
from typing import Any

import msgspec

from tracker.collect.decoding import text_of
from tracker.collect.feeds import entries_of
from tracker.errors import UnreadableFeed
from tracker.records import check_partial_date

_SHA = re.compile(r"\b[0-9a-f]{7,64}\b")


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit. committed_on: the committer's day, a partial date, or None."""

    id: str
    committed_on: str | None
    subject: str


def newest_revision(body: bytes, content_type: str, url: str) -> Revision | None:
    """The newest commit that an answer lists; None where it lists none, or is no list of commits at all."""
    told = text_of(body, content_type).lstrip()
    return _of_json(told) if told[:1] in ("[", "{") else _of_atom(body, content_type, url)


def _of_json(told: str) -> Revision | None:
    try:
        commits = msgspec.json.decode(told)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None
    found = [one for one in commits if isinstance(one, dict)] if isinstance(commits, list) else []
    revisions = [revision for one in found if (revision := _commit(one))]
    return max(revisions, key=lambda one: one.committed_on or "", default=None)


def _commit(one: dict[str, Any]) -> Revision | None:
    """GitHub nests the commit (docs.github.com/rest/commits), GitLab and Hugging Face do not."""
    inner = one.get("commit")
    commit = inner if isinstance(inner, dict) else one
    committer = commit.get("committer")
    when = committer.get("date") if isinstance(committer, dict) else commit.get("committed_date") or commit.get("date")
    name = one.get("sha") or one.get("id")
    message = str(commit.get("message") or commit.get("title") or "")
    return Revision(str(name)[:64], _day(when), _first_line(message)) if name else None


def _of_atom(body: bytes, content_type: str, url: str) -> Revision | None:
    try:
        entries = entries_of(body, content_type, url).entries
    except UnreadableFeed:
        return None
    if not entries:
        return None
    newest = max(entries, key=lambda entry: entry.published_on or "")
    sha = _SHA.search(newest.url.rpartition("/")[2])
    return Revision(sha[0] if sha else newest.url[-64:], newest.published_on, _first_line(newest.title))


def _day(when: object) -> str | None:
    try:
        return check_partial_date(str(when)[:10])
    except ValueError:
        return None


def _first_line(message: str) -> str:
    return " ".join((message.strip().splitlines() or [""])[0].split())[:200]
