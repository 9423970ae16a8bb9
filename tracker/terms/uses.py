"""Which uses a licence or policy rules out, by short names. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache

from tracker.terms.clauses import Sentence
from tracker.terms.forbidden import COVERS, FORBIDDEN_USES

_HIDING = "hiding known dangers from end users"
_FORBIDS = re.compile(
    r"\b(?:not|never|don't|cannot) (?:to )?(?:\w+,? (?:or )?){0,6}?(?:use|used|let|deploy|allow|permit|employ|enable|facilitate|engage)\b"
    r"|prohibited (?:uses?|from|to|purposes|activities|applications)|(?:is|are) (?:strictly |expressly )?(?:prohibited|forbidden)"
    r"|\bfollowing (?:uses|purposes|activities)[^.]{0,40}?(?:not|prohibited|forbidden|excluded)|refrain from"
    r"|\bno ?(?:one|body|person|user)s? (?:may|shall|can|is) |may not be used|must not be used|shall not be used|no use (?:for|in)|out[- ]of[- ]scope|do not use",
    re.IGNORECASE,
)
_NEEDED = (
    "not",
    "no one",
    "nobody",
    "no person",
    "don't",
    "never",
    "prohibit",
    "forbid",
    "refrain",
    "no use",
    "out of scope",
    "out-of-scope",
)
_SECTION = re.compile(
    r"prohibited|restricted uses?|use(?:-based)? restrictions|usage restrictions|unacceptable|disallowed|forbidden|not (?:be )?(?:permitted|allowed|tolerated)|(?:not|never|don't) (?:allow|permit|do|tolerate|use)|off[- ]limits|out[- ]of[- ]scope",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:report|notify|e-?mail|contact) (?:any|us|reporting)|^report(?:ing)?\b|https?://\S+$", re.IGNORECASE
)
_PURPOSE = re.compile(r"\buses?\b|\bused\b|deploy|generat|engag|purpos|activit|applicat", re.IGNORECASE)


def uses_of(sentences: Sequence[Sentence], policy: bool) -> tuple[list[str], tuple[int, int] | None]:
    """Names of uses that are ruled out, in the order of FORBIDDEN_USES; and the range of the first that says so.

    policy: the text is a use policy as a whole.
    """
    listed = policy and any(_FOLLOWING.search(one.own) for one in sentences)
    headings = {one.clause.heading for one in sentences} if policy else set()
    section = (
        False  # a policy's headings under one that forbids are parts of it, until one that speaks of something else
    )
    told: set[str] = set()
    where: tuple[int, int] | None = None
    for one in sentences:
        clause = one.clause
        section = policy and _in_section(clause.heading, section)
        forbids = _rules_out(one.own, one.low, clause.heading, clause.lead, bool(clause.lead or clause.label))
        if not forbids and not ((listed or section) and clause.text not in headings and _is_item(one)):
            continue
        found = _named(one)
        if found and where is None:
            where = one.start, one.end
        told |= found
    return [name for name, _ in FORBIDDEN_USES if name in told], where


def _in_section(heading: str, before: bool) -> bool:
    """Whether what stands under a heading is ruled out; before: what stood under the one before it was."""
    if _SECTION.search(heading):
        return True
    return before and not _ELSE.search(heading)


_ELSE = re.compile(
    r"\b(?:fine|allowed|permitted|encouraged|welcome|except\w*|report\w*|tell\w* us|enforce\w*|contact\w*|definitions?|scope|where|change\w*"
    r"|responsib\w+|disclos\w*|questions?|updates?|about|consequences?|breach\w*|violations?|what (?:happens|you (?:may|can)))\b",
    re.IGNORECASE,
)


# A policy that says once what nobody may do, and lists it under headings.
_FOLLOWING = re.compile(
    r"\b(?:not|never)\b[^.]{0,60}?\b(?:use|do|engage|allow)\b[^.]{0,60}?\bfollowing\b|\bfollowing\b[^.]{0,60}?\b(?:prohibited|forbidden|not (?:permitted|allowed))",
    re.IGNORECASE,
)
_NO_ITEM = re.compile(
    r"^(?:you|we|if|by|please|this|these|the|report|when|for|our|see|unless|however)\b|\b(?:permitted|allowed|encourage)",
    re.IGNORECASE,
)


def _is_item(one: Sentence) -> bool:
    return (
        bool(one.clause.heading) and len(one.own) < 250 and not _NO_ITEM.search(one.own) and not _OTHER.search(one.own)
    )


@lru_cache(maxsize=4096)
def _rules_out(own: str, low: str, heading: str, lead: str, item: bool) -> bool:
    """Whether a sentence under this heading and these leading words forbids; item: it stands in a list."""
    listed = _SECTION.search(heading) if heading else None
    if not listed and not any(word in low for word in _NEEDED):
        return False
    if _OTHER.search(own) or re.search(
        r"\bcomply with\b|\bwarrant|\bliab|\bwe (?:will|do|shall|may|can) ?not\b", own, re.IGNORECASE
    ):
        return False
    if item and lead and _FORBIDS.search(lead):
        return True
    if item and listed and len(own) < 700 and not own.endswith(":"):
        return True
    forbids = _FORBIDS.search(own)
    return forbids is not None and _PURPOSE.search(own) is not None


def _named(one: Sentence) -> frozenset[str]:
    own = one.own
    forbids = _FORBIDS.search(own)
    if forbids and not one.clause.lead and not own.lower().startswith(("use of", "using", "uses")):
        before, after = own[: forbids.start()], own[forbids.start() :]
        own = after if len(after) > 40 else before + after
    found = _uses_in(own)
    covered = any(pattern.search(one.clause.lead) for (pattern,) in COVERS)
    return found & {_HIDING} if covered else found


@lru_cache(maxsize=4096)
def _uses_in(own: str) -> frozenset[str]:
    """Remembered, as most sentences of a text stand in the version before it too."""
    return frozenset(name for name, pattern in FORBIDDEN_USES if pattern.search(own))
