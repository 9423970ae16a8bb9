"""Contents -> Markdown that renders on a forge."""

import re
from collections.abc import Iterable, Sequence

from tracker.report import wording
from tracker.report.lines import Contents, Line

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|#~&]|^[-+=]|(?<=^\d)[.)])")


def to_markdown(contents: Contents) -> str:
    """The whole report; what comes from outside is escaped."""
    parts = [
        "# Where Meta stands on open AI\n",
        _head(contents),
        "## Models and licences now\n",
        _models(contents),
        "## Positions of Meta\n",
        _positions(contents),
        "## Commitments of Meta\n",
        _commitments(contents),
        *_disputed(contents),
        f"## Changed since {contents.since}\n",
        _lines(contents.changed) or "Nothing.\n",
        "## Timeline\n",
        _timeline(contents),
        *([f"And {contents.earlier:,} earlier.\n"] if contents.earlier else []),
        *(["## Sources\n", _sources(contents)] if contents.with_sources else []),
        f"This report again:\n\n```\n{wording.plain(contents.again, most=None)}\n```\n",
    ]
    return "\n".join(parts)


def _head(contents: Contents) -> str:
    asked = wording.asked(contents)
    head = f"Log head: position {contents.position}, link `{contents.link}`; {contents.program}."
    return f"{asked[0].upper()}{_safe(asked[1:])}. {head}\n"


def _models(contents: Contents) -> str:
    rows = [
        (
            line.name,
            wording.status(line),
            wording.day(line.released_on),
            (line.access or wording.UNKNOWN).replace("_", " "),
            wording.name(line.licence) or wording.UNKNOWN,
            wording.commercial(line),
            wording.territory(line),
            wording.yes_no(line.osi_approved),
            wording.verified(line),
            _ids(line.id, line.licence_id),
        )
        for line in contents.models
    ]
    heads = (
        "Model",
        "Status",
        "Released",
        "Access",
        "Licence",
        "Commercial use",
        "Excluded",
        "OSI",
        "Newest evidence",
        "Why",
    )
    return _table(heads, rows)


def _positions(contents: Contents) -> str:
    rows = [
        (
            wording.day(line.on),
            f"{line.speaker}{' (current)' if line.is_current else ''}",
            line.stance or "-",
            wording.name(line.venue) or "-",
            line.summary,
            line.id,
        )
        for line in contents.positions
    ]
    return _table(("Day", "Speaker", "Stance", "Venue", "What was said", "Why"), rows)


def _commitments(contents: Contents) -> str:
    rows = [
        (
            wording.day(line.promised_on),
            line.speaker,
            line.promise,
            wording.fate(line),
            _ids(line.id, line.settled_by),
        )
        for line in contents.commitments
    ]
    return _table(("Day", "Speaker", "What was promised", "Fate", "Why"), rows)


def _lines(lines: Sequence[Line]) -> str:
    return "".join(_line(line) for line in lines)


def _timeline(contents: Contents) -> str:
    if contents.timeline and contents.timeline == contents.changed:
        return f"The {len(contents.timeline):,} above.\n"
    return _lines(contents.timeline) or "Nothing.\n"


def _line(line: Line) -> str:
    head = (
        f"- **{_safe(wording.day(line.on, line.tolerance_days))}** {wording.kind(line)}: {_safe(line.headline)}"
        f" ({wording.founded(line)}, `{line.id}`)\n"
    )
    said = f"  - {_safe(line.summary)}\n" if line.summary else ""
    said += "".join(f"  - {_safe(one)}\n" for one in line.clauses)
    return head + said + "".join(f"  - source: {_safe(wording.witness(of))}\n" for of in wording.coverage(line))


def _disputed(contents: Contents) -> list[str]:
    """Sections that are there only where surfaces disagree, or something was called open against its terms."""
    differing = "".join(f"- {_safe(wording.disagreement(one))}\n" for one in contents.disagreements)
    called = "".join(f"- {_safe(wording.contradiction(one))} (`{one.happening}`)\n" for one in contents.contradictions)
    parts = ["## Where a model's file, card, hub and vendor page disagree\n", differing] if differing else []
    return parts + (["## Called open, against the terms of that day\n", called] if called else [])


def _sources(contents: Contents) -> str:
    listed = "".join(f"- {_safe(line)}\n" for line in wording.troubles(contents))
    return f"{wording.health(contents)}\n{listed and f'{chr(10)}{listed}'}"


def _ids(*ids: str | None) -> str:
    """Each happening once: release and licence often rest on the same."""
    return " ".join(dict.fromkeys(one for one in ids if one))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    body = "".join(f"| {' | '.join(_safe(cell) for cell in row)} |\n" for row in rows)
    return "Nothing.\n" if not body else f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}\n{body}"


def _safe(text: str) -> str:
    return _MARKUP.sub(r"\\\1", wording.plain(text))
