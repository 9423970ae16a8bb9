"""Two states -> what differs between them, each with the happening that the newer one rests on."""

from typing import Any, NamedTuple

from sqlalchemy import Connection, text

_COMPARED = (
    ("model", "SELECT * FROM v1_models", "model", ("status", "access", "licence", "commercial_use"), "happening"),
    (
        "terms",
        (
            "SELECT model || ': ' || term AS what, licence, value, happening FROM v1_terms WHERE valid_to IS NULL"
            " AND term NOT IN ('commercial_use')"
        ),
        "what",
        ("value",),
        "happening",
    ),
    ("stance", "SELECT * FROM v1_positions WHERE is_current = 1", "speaker", ("stance",), "happening"),
    ("promise", "SELECT * FROM v1_commitments", "promise", ("fate",), "happening"),
)


class Difference(NamedTuple):
    """One field that is not what it was; before or after are None where there was, or is, nothing."""

    what: str
    field: str
    before: str | None
    after: str | None
    happening: str


def differences(old: Connection, new: Connection) -> list[Difference]:
    """Sorted by kind and name."""
    found: list[Difference] = []
    for kind, query, key, fields, happening in _COMPARED:
        before, after = _rows(old, query, key), _rows(new, query, key)
        for name in sorted(before.keys() | after.keys()):
            was, is_ = before.get(name, {}), after.get(name, {})
            rests_on = str((is_ or was)[happening])
            found += [
                Difference(f"{kind} {name}", field, was.get(field), is_.get(field), rests_on)
                for field in fields
                if was.get(field) != is_.get(field)
            ]
    return found


def _rows(connection: Connection, query: str, key: str) -> dict[str, dict[str, Any]]:
    """By name; a name with several rows (the members of a list) has their values together."""
    found: dict[str, dict[str, Any]] = {}
    for row in connection.execute(text(query)).mappings():
        held = found.get(str(row[key]))
        if held is not None and "value" in row:
            found[str(row[key])] = {**held, "value": ", ".join(sorted({*held["value"].split(", "), row["value"]}))}
        else:
            found[str(row[key])] = dict(row)
    return found
