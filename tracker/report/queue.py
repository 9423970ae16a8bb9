"""What a person should look at, most useful first: where a second look changes most of what stands."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from tracker.report.headlines import headline

_LOW_PERMILLE = 850
_MOST = 200


@dataclass(frozen=True, slots=True)
class Case:
    """One happening to look at. reasons: why, weightiest first; weight: the sum that it is sorted by."""

    id: str
    on: str | None
    kind: str
    headline: str
    reasons: tuple[str, ...]
    weight: int


def queue(connection: Connection, most: int = _MOST) -> list[Case]:
    """Happenings that no editor confirmed and that something speaks against taking as they are."""
    query = (
        "SELECT * FROM happening WHERE standing <> 'confirmed' AND standing <> 'curated' AND (dissent IS NOT NULL"
        " OR NOT confirmed OR is_new_name OR confidence_permille < :low OR happened_on IS NULL"
        " OR length(happened_on) < 10) ORDER BY first_recorded_at DESC, id LIMIT 5000"
    )
    rows = connection.execute(text(query), {"low": _LOW_PERMILLE}).all()
    cases = [case for row in rows if (case := _case(row)).reasons]
    cases += [_differing(one) for one in connection.execute(text(_DIFFERING)).all()]
    return sorted(cases, key=lambda case: (-case.weight, case.id))[:most]


_DIFFERING = (
    "SELECT disagreement.*, licence_text.position FROM disagreement JOIN licence_text"
    " ON licence_text.event = disagreement.other_text WHERE disagreement.valid_to IS NULL"
)


def _differing(row: Any) -> Case:
    """Surfaces of one model that disagree: under the id of the event that captured the second one."""
    told = f"{row.model}: {row.term.replace('_', ' ')} is {row.value} ({row.surface}), {row.other_value} ({row.other_surface})"
    weight = 16 if row.term == "licence" else 10
    return Case(f"e{row.position}", row.valid_from, "licence_text", told, ("its surfaces disagree",), weight)


def _case(row: Any) -> Case:
    weighed = [reason for reason in _weighed(row) if reason[0]]
    weighed.sort(reverse=True)
    share = 2 if row.main else 1
    return Case(
        id=row.id,
        on=row.happened_on,
        kind=row.kind,
        headline=headline(row),
        reasons=tuple(words for _, words in weighed),
        weight=share * sum(weight for weight, _ in weighed),
    )


def _weighed(row: Any) -> list[tuple[int, str]]:
    changes_state = row.kind != "policy_statement" and row.status in ("released", "withdrawn", "in_force")
    return [
        (8 if row.dissent else 0, "sources contradict one another"),
        ((6 if changes_state else 3) if not row.confirmed else 0, "rests on a single voice"),
        (4 if row.is_new_name else 0, "a name never seen before"),
        (3 if row.confidence_permille < _LOW_PERMILLE else 0, "read with low confidence"),
        (2 if row.happened_on is None else 0, "no date"),
        (1 if row.happened_on and len(row.happened_on) < 10 else 0, "no day"),
    ]
