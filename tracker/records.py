"""Values that cross rooms: frozen, no behaviour but their own checks.

A *partial date* is text: "2024-07-23", "2024-07" or "2024"; its length is its precision. Unknown is None.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Literal

Kind = Literal["release", "licence_change", "policy_statement"]
Provenance = Literal["primary", "press", "curated", "editor"]
SourceKind = Literal[
    "feed", "sitemap", "listing", "search", "repository", "hub", "package", "page", "file", "licence", "policy", "card"
]
ReleaseStatus = Literal["released", "announced", "planned", "rumoured", "withdrawn", "leaked"]
LicenceStatus = Literal["in_force", "planned"]
Stance = Literal["open", "conditional", "closed"]
Access = Literal["open_weights", "gated", "research", "api", "product"]

LONGEST_QUOTE = 300
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def check_partial_date(text: str) -> str:
    """`text` itself, if it is a partial date of a real day between 1900 and 2199; else ValueError."""
    match = _PARTIAL_DATE.fullmatch(text)
    if match is None or not 1900 <= int(match[1]) < 2200:
        raise ValueError(f"{text!r} is no date: YYYY, YYYY-MM or YYYY-MM-DD")
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError as impossible:
        raise ValueError(f"{text!r} is no day of the calendar") from impossible
    return text


@dataclass(frozen=True, slots=True)
class Hints:
    """Where on a source's pages things stand, as CSS selectors, for pages that the general rules misread.

    text: the element that holds the main text, instead of looking for it; without: elements that are no part of it
    title, day, author: whose text (for day also an attribute datetime or content) wins over what the markup says
    """

    text: str | None = None
    without: str | None = None
    title: str | None = None
    day: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A place that publishes, as `seeds/sources.toml` lists it.

    language:   BCP 47 primary tag of what it mostly publishes, or None for mixed
    provenance: "primary" for Meta's own pages and repositories, else "press"
    rhythm_s:   how long to wait between two polls
    links:      of a listing or sitemap: pattern of the addresses of articles, "*" for anything; None for the usual ones
    within:     of a listing: CSS selector of the part of the page to look in; None for all of it
    models:     of a licence, policy or card: the models or families whose terms it holds; a hub's records name them
    surface:    of a licence or policy: where it stands
    history:    of a licence, policy or card: address of the commits that touched the file (JSON of a forge, or Atom)
    hints:      where things stand on its pages
    """

    name: str
    url: str
    kind: SourceKind
    publisher: str
    provenance: Literal["primary", "press"]
    rhythm_s: int
    language: str | None = None
    links: str | None = None
    within: str | None = None
    models: tuple[str, ...] = ()
    surface: Literal["repository", "vendor"] = "repository"
    history: str | None = None
    hints: Hints = Hints()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes as they came, named by their SHA-256 (hex), and where they came from.

    url is what was asked for, final_url what answered after redirects; fetched_at is UTC.
    """

    sha256: str
    url: str
    final_url: str
    fetched_at: datetime
    status: int
    content_type: str
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Article:
    """Title and text read out of one snapshot; offsets in claims count code points of `document_text`.

    published_on is a partial date or None, language a BCP 47 primary tag ("nl") or None.
    dated_by: what names that day: hint, json-ld, meta, time, feed, url, script, text, or given by whoever handed it in
    author:   names as the page writes them, parted by "; "
    """

    title: str
    text: str
    url: str | None = None
    language: str | None = None
    published_on: str | None = None
    publisher: str | None = None
    author: str | None = None
    dated_by: str | None = None

    def __post_init__(self) -> None:
        if self.published_on is not None:
            check_partial_date(self.published_on)

    @property
    def document_text(self) -> str:
        """What is stored as the document, and what every quote is a slice of."""
        return f"{self.title}\n{self.text}"

    @property
    def document(self) -> str:
        """SHA-256 (hex) of `document_text` in UTF-8."""
        return sha256(self.document_text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one article says happened, with the words it stands on. Meaning: docs/claims.md.

    subject:     canonical model or family; for a policy_statement the speaker
    status:      ReleaseStatus for a release, LicenceStatus for a licence_change, None for a statement
    happened_on: partial date or None
    main:        the article is about this; False for background
    terms:       licence terms by the keys of docs/claims.md ("mau_threshold": 700000000)
    commitment:  {"promise": what was promised, "due": partial date or None}
    start, end:  half-open range of `quote` in Article.document_text, in code points
    confidence:  0..1, the share of claims like this one that are right
    is_new_name: the subject was not in the list of known names
    """

    kind: Kind
    subject: str
    quote: str
    start: int
    end: int
    confidence: float
    main: bool = True
    variant: str | None = None
    status: str | None = None
    happened_on: str | None = None
    access: Access | None = None
    sizes: tuple[str, ...] = ()
    licence: str | None = None
    terms: Mapping[str, Any] | None = None
    territory: str | None = None
    speaker: str | None = None
    organisation: str | None = None
    stance: Stance | None = None
    venue: str | None = None
    topic: str | None = None
    commitment: Mapping[str, Any] | None = None
    is_new_name: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.quote):
            raise ValueError(f"no text of {len(self.quote)} code points at [{self.start}, {self.end})")
        if len(self.quote) > LONGEST_QUOTE:
            raise ValueError(f"a quote has at most {LONGEST_QUOTE} code points, not {len(self.quote)}")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence is between 0 and 1, not {self.confidence}")
        if self.happened_on is not None:
            check_partial_date(self.happened_on)
