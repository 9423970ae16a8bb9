"""What became of one request: a typed outcome and one line for a person. Pure."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Literal

from tracker.collect.decoding import media_type, text_of
from tracker.collect.jsonfeed import looks_like_json_feed
from tracker.collect.plain import folded
from tracker.collect.pretences import error_in, missing_in
from tracker.collect.walls import wall_at, wall_in

Kind = Literal["feed", "list", "article", "terms"]
Outcome = Literal[
    "new",
    "changed",
    "not_modified",
    "gone",
    "moved",
    "blocked",
    "throttled",
    "timeout",
    "unreachable",
    "server_error",
    "too_large",
    "not_a_feed",
    "not_terms",
    "empty",
    "forbidden_by_robots",
    "refused_address",
]
CONTENT: frozenset[Outcome] = frozenset({"new", "changed"})  # only these can ever reach extraction
WELL: frozenset[Outcome] = CONTENT | {"not_modified"}

_LONGEST_WAIT_S = 31 * 24 * 3600
_START = 1_000_000  # bytes of a page that are looked at
_FEED_ROOT = re.compile(r"<(?:[\w-]{1,20}:)?(?:rss|feed|RDF|channel)[\s>/]", re.IGNORECASE)
_SECONDS = re.compile(r"(\d+)(?:\.\d+)? *(?:s|secs?|seconds?)?(?:$|,)", re.ASCII | re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_FIRST_TAG = re.compile(r"<(?:!DOCTYPE\s+)?([A-Za-z][\w:.-]*)")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request came to: an HTTP answer, or the trouble that stood in its place.

    url, final_url: asked for, and what answered after redirects (equal if nothing did)
    status:    of the last answer; None if there was none
    headers:   as they came; body: with transfer and content coding undone
    trouble:   the outcome, where it is known without looking at an answer; why says more, for a person
    moved_to:  where permanent redirects (301, 308) alone led; None if a temporary one was among them, or none at all
    """

    url: str
    final_url: str
    elapsed_ms: int = 0
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = field(default=b"", repr=False)
    trouble: Outcome | None = None
    why: str = ""
    moved_to: str | None = None

    def header(self, name: str) -> str | None:
        """The last value under `name`, as sent; None if there is none."""
        return next((value for key, value in reversed(self.headers) if key.lower() == name), None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome, and one line that says what and where; empty when all is well."""

    outcome: Outcome
    detail: str = ""


def classified(answer: Answer, kind: Kind, *, known: bool, known_sha256: str | None = None) -> Verdict:
    """The verdict on one answer.

    known:        we have had content from this address before; then fresh content is "changed", else "new"
    known_sha256: the body (hex) we had last; the same again is "not_modified", whatever the status says
    """
    verdict = _by_trouble(answer) or _by_status(answer) or _by_body(answer, kind)
    if verdict is not None:
        return verdict
    if known_sha256 is not None and sha256(answer.body).hexdigest() == known_sha256:
        return Verdict("not_modified")
    return Verdict("changed" if known else "new")


def retry_after_s(answer: Answer, now: datetime) -> int | None:
    """How long the server asks us to wait (RFC 9110, 10.2.3), at most 31 days; None if it does not, or not clearly."""
    value = (answer.header("retry-after") or "").strip()
    seconds = _SECONDS.match(value)
    if seconds is not None:
        return min(int(seconds[1][:9]), _LONGEST_WAIT_S)
    return _seconds_until(value, now)


def fresh_for_s(answer: Answer, now: datetime) -> int | None:
    """How long the answer says that it stays true (RFC 9111, 4.2.1), at most 31 days; None if it does not say.

    A server that forbids to store an answer, or to use it unasked, says nothing of the kind.
    """
    said = [part.strip().lower() for part in (answer.header("cache-control") or "").split(",")]
    if {"no-cache", "no-store", "max-age=0"} & set(said):
        return None
    for part in said:
        name, _, value = part.partition("=")
        if name == "max-age" and value.strip('"').isdecimal() and value.isascii():
            aged = answer.header("age") or ""
            age = int(aged[:9]) if aged.isascii() and aged.isdecimal() else 0
            return min(max(int(value.strip('"')[:12]) - age, 0), _LONGEST_WAIT_S) or None
    return _seconds_until(answer.header("expires") or "", now) or None


def _seconds_until(value: str, now: datetime) -> int | None:
    try:
        until = datetime.fromisoformat(value) if value[:4].isdigit() else parsedate_to_datetime(value)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return min(max(0, round((until - now).total_seconds())), _LONGEST_WAIT_S)


def looks_like_feed(text: str) -> bool:
    """Whether the first element says RSS, RDF or Atom; noise before it (a server's warnings) is forgiven."""
    start = text[:65_536]
    root = _FEED_ROOT.search(start)
    if root is None:
        return False
    first = _FIRST_TAG.search(start)
    return first is None or first.start() >= root.start() or first[1].lower() not in ("html", "head", "body")


def _looks_right(start: str) -> bool:
    return looks_like_feed(start) or looks_like_json_feed(start)


def _by_trouble(answer: Answer) -> Verdict | None:
    if answer.trouble is None:
        return None
    return Verdict(answer.trouble, f"{answer.url}: {answer.why or answer.trouble}")


def _by_status(answer: Answer) -> Verdict | None:
    """The verdict where the status alone, or with a look for a wall, decides."""
    status = answer.status or 0
    where = f"{answer.final_url}: answered {status}"
    if status == 304:
        return Verdict("not_modified")
    if status in (404, 410):
        return Verdict("gone", where)
    if status == 429 or (status == 503 and answer.header("retry-after") is not None):
        wait = answer.header("retry-after")
        return Verdict("throttled", f"{where}{f', retry after {wait[:40]}' if wait else ''}")
    if status >= 400:
        return _refusal(answer, where)
    if 300 <= status < 400:
        return _led_nowhere((answer.header("location") or "").strip(), where)
    return None


def _led_nowhere(location: str, where: str) -> Verdict:
    """The verdict on a redirect that was not followed."""
    scheme = _SCHEME.match(location)
    if scheme is not None and scheme[1].lower() not in ("http", "https"):
        return Verdict("refused_address", f"{where} and leads to {folded(location)[:200]}, no address of a web page")
    return Verdict("moved", f"{where}, and its redirect leads nowhere: {folded(location)[:200] or 'none'}")


def _refusal(answer: Answer, where: str) -> Verdict:
    wall = _wall(answer)
    if answer.status is not None and answer.status >= 500 and wall is None:
        return Verdict("server_error", where)
    return Verdict("blocked", f"{where}{f', {wall}' if wall else ''}")


def _by_body(answer: Answer, kind: Kind) -> Verdict | None:
    if not answer.body.strip():
        return Verdict("empty", f"{answer.final_url}: answered {answer.status} with nothing in it")
    wall = wall_at(answer.url, answer.final_url) or _wall(answer)
    if wall is not None:
        return Verdict("blocked", f"{answer.final_url}: {wall}")
    meant = _pretence(answer)
    if meant is not None:
        return Verdict(meant[0], f"{answer.final_url}: answered {answer.status}, but {meant[1]}")
    if kind == "feed" and not _looks_right(text_of(answer.body[:65_536], answer.header("content-type") or "")):
        sort = media_type(answer.header("content-type") or "") or "no content type"
        return Verdict(
            "not_a_feed", f"{answer.final_url}: expected RSS, Atom or a JSON Feed, got something else ({sort})"
        )
    return None


def _pretence(answer: Answer) -> tuple[Outcome, str] | None:
    """The outcome that an answer means which only says that all is well, and by what it is known."""
    page = _page(answer)
    missing = missing_in(page) if page else None
    return ("gone", missing) if missing else error_in(answer.body)


def _wall(answer: Answer) -> str | None:
    return wall_in(_page(answer), answer.headers)


def _page(answer: Answer) -> str:
    """The start of the answer, if it is HTML; else nothing."""
    start = answer.body[:_START]
    content_type = answer.header("content-type") or ""
    if b"<" not in start or media_type(content_type) == "text/plain":
        return ""
    page = text_of(start, content_type)
    return "" if looks_like_feed(page) else page
