"""An entry of a listing, as it is remembered. Apart from the database, which who reads pages need not load."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """An entry of a feed. state: waiting, read, skipped or failed (tables.PageTable).

    text: of an entry that needs no page, what it says; snapshot (SHA-256) is what it was listed in.
    Of one that was read, document and snapshot are those of the last look, with the validators of its answer.
    """

    url: str
    source: str
    state: str
    title: str
    summary: str
    published_on: str | None
    tries: int = 0
    text: str | None = None
    snapshot: str | None = None
    document: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    looks: int = 0
