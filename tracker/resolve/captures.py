"""Captured texts as they count today -> the terms of a model over time, and where its surfaces disagree. Pure.

The order of captures is that of the instants at which they were fetched, whatever order they came into the log in.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from tracker.events.chain import Entry
from tracker.events.types import Correction, LicenceTextCaptured, Retraction, Review, payload_of
from tracker.events.upcast import payload_in

CAPTURED = "licence_text_captured"
_ADDED_UP = ("excluded_territories", "excluded_uses")
# Of what a text is, not of what it demands: surfaces may differ in it without disagreeing.
_OF_ITSELF = frozenset({"name", "version_date", "mau_reference_date", "nearest", "nearest_permille", "licensor"})
_COMPARED = (
    "commercial_use",
    "mau_threshold",
    "display_notice",
    "name_prefix",
    "outputs_to_improve_other_models",
    "redistribution",
    "derivatives",
    "governing_law",
)
_RANK = {"repository": 0, "vendor": 1, "hub": 2, "card": 3}


@dataclass(frozen=True, slots=True)
class Capture:
    """One captured text. on: the day from which it stands; until: that of the next text of its surface, None: still."""

    event: str
    position: int
    recorded_at: str
    says: LicenceTextCaptured
    on: str
    until: str | None

    @property
    def url(self) -> str:
        """Where the text stands; of old entries that did not say, what they call the surface."""
        return self.says.url or self.says.surface


@dataclass(frozen=True, slots=True)
class TextTerms:
    """What all texts of a model say together from a day until the day before `until` (None: still).

    licence_by: the capture that names the licence; by: term -> the capture whose words it stands on
    full:       one of them lays the licence down, so that what it does not say is not so
    """

    on: str
    until: str | None
    licence: str | None
    licence_by: Capture | None
    terms: dict[str, Any]
    by: dict[str, Capture]
    full: bool


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two surfaces of one model that say different things of one term, from a day until the day before `until`."""

    on: str
    until: str | None
    term: str
    one: Capture
    one_says: Any
    other: Capture
    other_says: Any


def began_on(fields: Mapping[str, Any], before: str | None) -> str:
    """From when on a text stood. fields: of its payload; before: the day of the surface's text before it, if any.

    The commit that made it says so; else a date of the text itself that is new; else the day on which it was seen.
    """
    seen = str(fields.get("captured_at") or "")[:10]
    version = (fields.get("terms") or {}).get("version_date")
    committed = fields.get("revised_on")
    if before is None:
        return version or committed or seen
    told = [day for day in (committed, version) if day and day > before and (not seen or day <= seen)]
    return told[0] if told else max(seen, before)


def captures_of(entries: Iterable[Entry], subject: str) -> list[Capture]:
    """The texts of one model that stand after all of `entries`, by surface and time."""
    said: dict[str, tuple[Entry, LicenceTextCaptured]] = {}
    gone: set[str] = set()
    changes: list[Correction] = []
    for entry in entries:
        payload: Any = payload_in(entry)
        match payload:
            case LicenceTextCaptured():
                said[entry.id] = (entry, payload)
            case Correction():
                changes.append(payload)
            case Retraction(event=event):
                gone.add(event)
            case Review(verdict="dismissed", events=events):
                gone.update(events)
    for change in sorted(changes, key=lambda one: one.reason == "editor"):  # a person's word is applied last
        if change.event in said:
            entry, payload = said[change.event]
            said[change.event] = (entry, _corrected(payload, change))
    standing = [one for event, one in said.items() if event not in gone and one[1].subject == subject]
    return _dated(standing)


def _corrected(payload: LicenceTextCaptured, change: Correction) -> LicenceTextCaptured:
    lifted: Any = payload_of(CAPTURED, {**msgspec.to_builtins(payload), **change.replaces})
    return lifted  # type: ignore[no-any-return]


def _dated(standing: Iterable[tuple[Entry, LicenceTextCaptured]]) -> list[Capture]:
    surfaces: dict[str, list[tuple[Entry, LicenceTextCaptured]]] = defaultdict(list)
    for entry, says in standing:
        surfaces[says.url or says.surface].append((entry, says))
    found: list[Capture] = []
    for url in sorted(surfaces):
        before: str | None = None
        ordered = sorted(surfaces[url], key=lambda one: (one[1].captured_at or one[0].recorded_at, one[0].key))
        days: list[str] = []
        for entry, says in ordered:
            fields = {"captured_at": says.captured_at or entry.recorded_at, "terms": says.terms}
            before = began_on({**fields, "revised_on": says.revised_on}, before)
            days.append(before)
        for (entry, says), on, until in zip(ordered, days, [*days[1:], None], strict=True):
            found.append(Capture(entry.id, entry.position, entry.recorded_at, says, on, until))
    return found


def text_terms(captures: Sequence[Capture], as_of: str | None = None) -> list[TextTerms]:
    """What the texts of one model say together, by day. as_of: only what stood by the end of that day."""
    days = sorted({one.on for one in captures if as_of is None or one.on <= as_of})
    return [_together(captures, day, until) for day, until in zip(days, [*days[1:], None], strict=True)]


def disagreements(captures: Sequence[Capture], as_of: str | None = None) -> list[Disagreement]:
    """Where surfaces that speak of the same model differ, each once for as long as it lasts."""
    found: list[Disagreement] = []
    running: dict[tuple[str, str, str, str], Disagreement] = {}
    for period in text_terms(captures, as_of):
        now: dict[tuple[str, str, str, str], Disagreement] = {}
        for one in _differing(_standing(captures, period.on), period):
            key = (one.term, one.one.url, one.other.url, repr((one.one_says, one.other_says)))
            held = running.get(key)
            now[key] = replace(held, until=period.until) if held else one
        found += [one for key, one in running.items() if key not in now]
        running = now
    return sorted([*found, *running.values()], key=lambda one: (one.on, one.term, one.one.url, one.other.url))


def _standing(captures: Iterable[Capture], day: str) -> list[Capture]:
    standing = [one for one in captures if one.on <= day and (one.until is None or day < one.until)]
    return sorted(standing, key=_founded)


def _founded(one: Capture) -> tuple[int, int, str]:
    """The licence's own text first, then policies, then what only names a licence; the repository before others."""
    return {"licence": 0, "policy": 1, "card": 2}[one.says.part], _RANK.get(one.says.surface, 9), one.url


def _together(captures: Sequence[Capture], day: str, until: str | None) -> TextTerms:
    terms: dict[str, Any] = {}
    by: dict[str, Capture] = {}
    licence: Capture | None = None
    standing = _standing(captures, day)
    for one in standing:
        if licence is None and one.says.licence is not None:
            licence = one
        # What only names a licence says nothing of its terms that the licence itself does not say.
        only_names = one.says.part == "card" and any(other.says.part == "licence" for other in standing)
        for key, value in one.says.terms.items():
            if only_names and key != "gated":
                continue
            if key in _ADDED_UP and isinstance(value, list):
                held = terms.get(key, [])
                terms[key] = [*held, *(item for item in value if item not in held)]
                by.setdefault(key, one)
            elif key not in terms and not (one.says.part == "policy" and key in _OF_ITSELF):
                terms[key], by[key] = value, one
    full = any(one.says.part == "licence" for one in standing)
    return TextTerms(day, until, licence.says.licence if licence else None, licence, terms, by, full)


def _differing(standing: Sequence[Capture], period: TextTerms) -> Iterable[Disagreement]:
    speaking = [one for one in standing if one.says.part != "policy"]
    for at, one in enumerate(speaking):
        for other in speaking[at + 1 :]:
            for term, mine, theirs in _unlike(one.says, other.says):
                yield Disagreement(period.on, period.until, term, one, mine, other, theirs)


def _unlike(one: LicenceTextCaptured, other: LicenceTextCaptured) -> Iterable[tuple[str, Any, Any]]:
    """The licence that they name, or if they name the same one its terms, where both speak of them."""
    if one.licence and other.licence and one.licence != other.licence:
        yield "licence", one.licence, other.licence
        return
    for key in _COMPARED:
        mine, theirs = one.terms.get(key), other.terms.get(key)
        if mine is not None and theirs is not None and mine != theirs:
            yield key, mine, theirs
