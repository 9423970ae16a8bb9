"""How values read in a report for people, the same in every form."""

import unicodedata

from tracker.report.languages import language
from tracker.report.lines import (
    CommitmentLine,
    Contents,
    Contradiction,
    Disagreement,
    Line,
    ModelLine,
    SourceLine,
    Witness,
)

UNKNOWN = "?"


def plain(text: str | None, most: int | None = 500) -> str:
    """`text` on one line, without control and direction-changing characters that could disturb what stands around.

    most: characters that are kept; None: all. The joiners stay, which Persian or Hindi are misspelt without.
    """
    told = text or ""
    if not told.isprintable():  # which is false for every character that is not kept, and for a few that are
        told = "".join(" " if ch.isspace() else ch for ch in told if ch.isspace() or _is_safe(ch))
    line = " ".join(told.split())
    return line if most is None else short(line, most)


def short(text: str, most: int) -> str:
    """At most so many characters, cut between words where they are not too long for that; a mark stands for the rest."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    at = kept.rfind(" ") if not text[most - 1].isspace() else most
    return (kept[:at] if at > most * 3 // 4 else kept).rstrip() + "…"


def name(text: str | None) -> str:
    """A name (publisher, licence, venue) as a table has room for it."""
    return plain(text, 120)


def _is_safe(ch: str) -> bool:
    return ch in "\u200c\u200d" or unicodedata.category(ch) not in _UNSAFE


_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def day(on: str | None, tolerance_days: int = 0) -> str:
    """A partial date, with how far it may be off."""
    return (on or UNKNOWN) + (f" ±{tolerance_days}d" if on and tolerance_days else "")


def long_day(on: str | None) -> str:
    """A partial date in words: "18 April 2024", "April 2024", "2024"."""
    if not on:
        return "an unknown day"
    year, month, number = (*on.split("-"), "", "")[:3]
    if not month.isdigit() or not 1 <= int(month) <= 12:
        return on
    return " ".join(part for part in (number.lstrip("0"), _MONTHS[int(month) - 1], year) if part)


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def yes_no(value: bool | None) -> str:
    """yes, no or unknown."""
    return UNKNOWN if value is None else "yes" if value else "no"


def kind(line: Line) -> str:
    """The kind in one word."""
    return {"release": "release", "licence_change": "licence", "policy_statement": "statement"}[line.kind]


def founded(line: Line) -> str:
    """How well a happening is founded."""
    press = sum(1 for witness in line.witnesses if witness.provenance == "press")
    text = {"curated": "verified", "primary": "primary"}.get(line.standing, line.standing)
    return text + (f", {press} press" if press and text != "single source" else "")


def witness(of: Witness) -> str:
    """Who, in which language, when."""
    about = ", ".join(part for part in (of.language, of.published_on) if part)
    return f"{name(of.publisher) or 'unnamed publisher'}{f' ({about})' if about else ''}"


def coverage(line: Line) -> list[Witness]:
    """The press and primary sources among a line's witnesses: what a reader can go and look at."""
    return [of for of in line.witnesses if of.provenance != "curated"]


def commercial(line: ModelLine) -> str:
    """Whether the model may be used commercially, with the threshold where there is one."""
    threshold = line.terms.get("mau_threshold")
    if line.commercial_use == "conditional" and isinstance(threshold, int):
        return f"under {threshold / 1e6:g} M users"
    return {"allowed": "yes", "forbidden": "no", "conditional": "with conditions"}.get(
        line.commercial_use or "", UNKNOWN
    )


def territory(line: ModelLine) -> str:
    """Where the licence or policy gives no rights."""
    told = line.terms.get("excluded_territories", [])
    excluded = name(", ".join(told) if isinstance(told, list) else str(told))
    scope = name(str(line.terms.get("scope") or ""))
    return f"{excluded} ({scope})" if excluded and scope else excluded or "-"


def health(contents: Contents) -> str:
    """The sources in one line."""
    polled = [line for line in contents.sources if line.last_checked_at]
    failing = [line for line in polled if line.failing_since]
    return (
        f"{len(contents.sources)} sources, {len(polled)} polled, {len(failing)} failing;"
        f" {contents.documents} documents read, {contents.waiting} pages waiting, {contents.skipped} not relevant"
    )


def asked(contents: Contents) -> str:
    """Which moment a report is of, and what of it."""
    told = f"as of {contents.as_of or contents.today}"
    told += f", as known at {contents.known_at}" if contents.known_at else ""
    return told + (f"; only {contents.selection}" if contents.selection else "")


def status(line: ModelLine) -> str:
    """The status of a model, with a word where it rests on one report alone."""
    return line.status if line.confirmed else f"{line.status}, unconfirmed"


def verified(line: ModelLine) -> str:
    """The newest evidence for a model's state, and what keeps us from seeing more of its source."""
    told = f"{day(line.verified_on)} {name(line.verified_by)}".strip()
    return f"{told}; {line.unseen_because} since {line.unseen_since[:10]}" if line.unseen_since else told


def fate(line: CommitmentLine) -> str:
    """What became of a promise, and when."""
    due = f" (due {line.due})" if line.due else ""
    return f"{line.fate}{f' {line.settled_on}' if line.settled_on else ''}{due}"


def troubles(contents: Contents) -> list[str]:
    """The failing sources: one line each, or one for a whole class of failure where that has many."""
    classes: dict[str, list[SourceLine]] = {}
    for line in contents.sources:
        if line.failing_since:
            classes.setdefault(line.outcome or UNKNOWN, []).append(line)
    told: list[str] = []
    for outcome, lines in classes.items():
        if len(lines) <= _FEW:
            told += [f"{line.name}: {trouble(line)}" for line in lines]
        else:
            told.append(f"{outcome}: {len(lines)} sources ({', '.join(line.name for line in lines)})")
            told.append(f"  the first, {lines[0].name}: {trouble(lines[0])}")
    return told


_FEW = 5


def trouble(line: SourceLine) -> str:
    """Why a source fails, since when, and until when it was well."""
    last = f"well until {line.last_success_at[:16]}Z" if line.last_success_at else "never reached yet"
    return f"{line.outcome} since {(line.failing_since or '')[:16]}Z, {last}: {plain(line.detail)}"


def disagreement(one: Disagreement) -> str:
    """Two surfaces of a model that differ, with the words of both."""
    sides = [
        f"{surface} says {plain(value)}" + (f" (“{plain(quote, _QUOTE)}”)" if plain(quote) != plain(value) else "")
        for surface, value, quote in (
            (one.surface, one.value, one.quote),
            (one.other_surface, one.other_value, one.other_quote),
        )
    ]
    since = f"since {one.since}" if one.until is None else f"{one.since} to {one.until}"
    return f"{plain(one.model)}, {one.term.replace('_', ' ')}, {since}: {'; '.join(sides)}"


def contradiction(one: Contradiction) -> str:
    """What was called open, and what the licence of that day says."""
    by = plain(one.said_by) or "unnamed publisher"
    said = f"{plain(one.model)}: on {one.said_on} {by} called it {plain(one.claim)}: “{plain(one.quote, _QUOTE)}”"
    said += f" ({language(one.language)})" if one.language and not one.language.startswith("en") else ""
    words = f"“{plain(one.restriction_quote, _QUOTE)}”" if one.restriction_quote else plain(one.restriction_told)
    return f"{said}; in force was {plain(one.licence) or 'a licence'}: {words}"


_QUOTE = 240
