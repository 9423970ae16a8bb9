"""What two readings of one article differ in: the claims that are new, changed or gone. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from tracker.events.types import ClaimPayload

Fields = dict[str, Any]
_NOT_SAID = frozenset(
    {"reader", "coverage", "document", "confidence_permille", "language", "published_on", "publisher", "url"}
)
_SURER = 100  # permille: by how much confidence must move to be a change of its own


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim as it was read last: its event's id and type, and the fields that programs left it with."""

    event: str
    kind: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class Difference:
    """One change. event: what it changes, None for a new claim. now: the place of the claim in the new reading, None
    for one that is gone. replaces: the fields that a correction of the event holds."""

    change: Literal["new", "changed", "gone"]
    event: Standing | None
    now: int | None
    replaces: Fields


def differences(
    before: Sequence[Standing], after: Sequence[tuple[str, ClaimPayload]], *, places: bool = True
) -> list[Difference]:
    """From one reading to the next; after: kind and payload of each claim, in the order of the text.

    places: whether where the words stand counts; it does not between two versions of a text.
    """
    left = list(before)
    fields = [msgspec.to_builtins(payload) for _, payload in after]
    found: dict[int, Standing] = {}
    for ask in (_is_same, _is_alike, _is_about_the_same):
        for number, (kind, _) in enumerate(after):
            if number not in found:
                match = next((one for one in left if one.kind == kind and ask(one.fields, fields[number])), None)
                if match is not None:
                    found[number] = match
                    left.remove(match)
    out = [Difference("gone", one, None, {}) for one in left]
    for number in range(len(after)):
        if number not in found:
            out.append(Difference("new", None, number, {}))
        elif replaces := _replaced(found[number].fields, fields[number], places=places):
            out.append(Difference("changed", found[number], number, replaces))
    return out


def _said(fields: Mapping[str, Any], names: Iterable[str]) -> list[Any]:
    return [fields.get(name) for name in names]


def _is_same(one: Fields, other: Fields) -> bool:
    names = (one.keys() | other.keys()) - _NOT_SAID
    return _said(one, sorted(names)) == _said(other, sorted(names))


def _is_alike(one: Fields, other: Fields) -> bool:
    names = ("subject", "speaker", "variant", "status", "stance")
    return _said(one, names) == _said(other, names)


def _is_about_the_same(one: Fields, other: Fields) -> bool:
    return _said(one, ("subject", "speaker")) == _said(other, ("subject", "speaker"))


def _replaced(one: Fields, other: Fields, *, places: bool) -> Fields:
    """The fields of a correction that makes `other` of `one`; empty where nothing worth one differs."""
    ignored = _NOT_SAID if places else _NOT_SAID | {"evidence"}
    names = sorted((one.keys() | other.keys()) - ignored)
    replaces = {name: other.get(name) for name in names if one.get(name) != other.get(name)}
    sure, surer = one.get("confidence_permille", 1000), other.get("confidence_permille", 1000)
    if places and (replaces or abs(sure - surer) >= _SURER):
        replaces |= {"confidence_permille": surer, "reader": other["reader"]}
    return replaces
