"""The answers that a report begins with: what can be used, where, what is said now, what was promised. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.report.lines import CommitmentLine, Contents, ModelLine, PositionLine

Use = Literal["yes", "own", "conditions", "partly", "no", "service", "unknown"]
USES: tuple[Use, ...] = ("yes", "own", "conditions", "partly", "no", "service", "unknown")
_OPEN = frozenset({"open_weights", "gated"})
_CLOSED = frozenset({"api", "product"})


@dataclass(frozen=True, slots=True)
class Brief:
    """Where Meta stands, in short. newest_open, newest_closed: the newest confirmed model that can, or cannot, be
    downloaded. out, others: models that are released, and those that are not, or not any more. in_eu: those that are
    out by their commercial use in the European Union. voices: who last said what about openness, newest first. fates:
    promises by what became of them. lately: the confirmed models released in the year before; of these with_weights and
    kept (API or product only); approved: of those with weights, under a licence that the Open Source Initiative
    approved."""

    newest_open: ModelLine | None
    newest_closed: ModelLine | None
    out: tuple[ModelLine, ...]
    others: tuple[ModelLine, ...]
    in_eu: dict[Use, tuple[ModelLine, ...]]
    voices: tuple[PositionLine, ...]
    fates: dict[str, int]
    unsettled: tuple[CommitmentLine, ...]
    lately: tuple[ModelLine, ...]
    with_weights: tuple[ModelLine, ...]
    approved: tuple[ModelLine, ...]
    kept: tuple[ModelLine, ...]


def brief(contents: Contents) -> Brief:
    """Out of what the report says anyway."""
    released = [line for line in contents.models if line.status == "released"]
    lately = _lately(released, contents.as_of or contents.today)
    with_weights = tuple(line for line in lately if line.access in _OPEN)
    fates = Counter(line.fate for line in contents.commitments)
    return Brief(
        newest_open=_newest(line for line in released if line.access in _OPEN),
        newest_closed=_newest(line for line in released if line.access in _CLOSED),
        out=tuple(released),
        others=tuple(line for line in contents.models if line.status != "released"),
        in_eu=_grouped(released, "EU"),
        voices=tuple(line for line in contents.positions if line.is_current and line.stance),
        fates=dict(sorted(fates.items(), key=lambda pair: (-pair[1], pair[0]))),
        unsettled=tuple(line for line in contents.commitments if line.fate in {"open", "overdue"}),
        lately=lately,
        with_weights=with_weights,
        approved=tuple(line for line in with_weights if line.osi_approved),
        kept=tuple(line for line in lately if line.access in _CLOSED),
    )


def use(line: ModelLine, territory: str | None = None) -> Use:
    """Whether a model may be used commercially, there or anywhere.

    yes: by a licence that is approved as open source; own: by one that is not, of which no condition for it is known;
    partly: the licence leaves the territory out, but not for all members or uses; service: no weights to use, but an
    API or product on terms of its own
    """
    if line.commercial_use == "forbidden":
        return "no"
    if line.commercial_use not in {"allowed", "conditional"}:
        return "service" if line.access in _CLOSED else "unknown"
    if territory is not None and territory in line.terms.get("excluded_territories", ()):
        return "partly" if exceptions(line, territory) else "no"
    if line.commercial_use == "conditional":
        return "conditions"
    return "yes" if line.osi_approved else "own"


def exceptions(line: ModelLine, territory: str) -> list[str]:
    """For what the exclusion of a territory does not hold, as the terms say."""
    start = f"{territory} exclusion: "
    return [told.removeprefix(start) for told in line.terms.get("exceptions", ()) if str(told).startswith(start)]


def _lately(lines: Iterable[ModelLine], day: str) -> tuple[ModelLine, ...]:
    """Released in the year that ends with `day` (or what part of it is known)."""
    year_before = f"{int(day[:4]) - 1:04}{day[4:]}"
    return tuple(
        line
        for line in lines
        if line.confirmed and line.released_on and year_before[: len(line.released_on)] < line.released_on <= day
    )


def _newest(lines: Iterable[ModelLine]) -> ModelLine | None:
    known = [line for line in lines if line.confirmed and line.released_on]
    return max(known, key=lambda line: (line.released_on or "", line.name), default=None)


def _grouped(lines: Sequence[ModelLine], territory: str | None) -> dict[Use, tuple[ModelLine, ...]]:
    return {one: tuple(line for line in lines if use(line, territory) == one) for one in USES}
