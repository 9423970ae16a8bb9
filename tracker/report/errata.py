"""Facts we changed our mind about: what the log made of a happening before, what after, and which entries did it.

Computed from the log alone, by folding each subject's entries up to every moment at which some were appended. A date
that only became more precise, and a field that was unknown before, are no errata: nothing told before was wrong.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, text

from tracker.events.chain import Entry
from tracker.events.types import Correction, Retraction, Review
from tracker.events.upcast import payload_in
from tracker.projections import coverage, places, rows
from tracker.projections.subjects import happenings_of
from tracker.report import wording
from tracker.report.feed import MOST, Feed, Item, feed_of, urn
from tracker.report.headlines import headline
from tracker.report.selection import Selection, condition
from tracker.resolve.facts import Fact, facts_of
from tracker.resolve.matching import groups_of
from tracker.resolve.verdict import Happening, happening_of

_FIELDS = ("status", "access", "licence", "licence_before", "territory", "organisation", "stance", "venue")
_NESTED = ("terms", "commitment")


@dataclass(frozen=True, slots=True)
class Change:
    """One field: what stood, and what stands; after is None where nobody tells it any more."""

    field: str
    before: str
    after: str | None


@dataclass(frozen=True, slots=True)
class Erratum:
    """One happening of which the log says something else since `recorded_at`.

    happening: its id now; before: its id then. position: the last entry that did it. withdrawn: it does not count any
    more at all. reasons: why, in words.
    """

    happening: str
    before: str
    kind: str
    subject: str
    headline: str
    position: int
    recorded_at: str
    withdrawn: bool
    changes: tuple[Change, ...]
    reasons: tuple[str, ...]


def errata(connection: Connection, chosen: Selection) -> list[Erratum]:
    """Newest first. chosen: of the happenings it chooses by their names and kinds; its `after` is a position after
    which we changed our mind, its days are those at which the happening is, or was, thought to have been."""
    found: list[Erratum] = []
    for subject in _told_more_than_once(connection, chosen):
        group = places.together(connection, [subject])[subject]
        entries = places.entries_of(connection, sorted(group))
        documents = {document for entry in entries if (document := coverage.document_in(entry))}
        voices = coverage.voices_of(connection, documents)
        found += _of_subject(subject, entries, voices, chosen.after or 0)
    kept = [one for one in found if not chosen.kinds or one.kind in chosen.kinds]
    return sorted(kept, key=lambda one: (one.recorded_at, one.position, one.before), reverse=True)


def _told_more_than_once(connection: Connection, chosen: Selection) -> list[str]:
    """Subjects to look at: their entries came at several moments, some of them after `chosen.after`."""
    named = chosen.of_states(*chosen.kinds)
    where, values = condition(named) if named else ("1 = 1", {})
    wanted = (
        ""
        if named is None or named.is_everything
        else f" AND place.subject IN (SELECT subject FROM happening WHERE {where})"
    )
    query = text(
        "SELECT place.subject FROM place JOIN event ON event.position = place.position"
        f" WHERE 1 = 1{wanted} GROUP BY place.subject"
        " HAVING count(DISTINCT event.recorded_at) > 1 AND max(event.position) > :told_after ORDER BY place.subject"
    )
    return list(connection.execute(query, {**values, "told_after": chosen.after or 0}).scalars())


class Folded:
    """One subject's happenings after some of its entries, again and again with more of them.

    As long as nobody amended anything, a fact is the same whatever else is told, and so is a happening that rests on
    the same facts: it is the very same value then.
    """

    def __init__(self, subject: str, entries: Sequence[Entry], voices: Mapping[str, str]) -> None:
        self._subject, self._entries, self._voices = subject, entries, voices
        amended = (n for n, entry in enumerate(entries) if entry.type in places.AMENDMENTS)
        self._plain = next(amended, len(entries))
        self._facts = facts_of(entries[: self._plain], voices)
        self._known: dict[tuple[int, ...], Happening] = {}
        self._told, self._found = 0, list[Happening]()

    def after(self, count: int) -> list[Happening]:
        """The happenings that the first `count` entries give."""
        if count > self._plain:
            return happenings_of(self._subject, self._entries[:count], self._voices)
        last = self._entries[count - 1].position
        facts = [fact for fact in self._facts if fact.position <= last]
        if len(facts) != self._told:  # a captured text adds none
            groups = groups_of(facts)
            self._found = [one for group in groups if (one := self._happening(group)).subject == self._subject]
            self._told = len(facts)
        return self._found

    def _happening(self, group: Sequence[Fact]) -> Happening:
        key = tuple([fact.position for fact in group])
        if key not in self._known:
            self._known[key] = happening_of(group)
        return self._known[key]


def _of_subject(subject: str, entries: Sequence[Entry], voices: Mapping[str, str], after: int) -> Iterator[Erratum]:
    before: list[Happening] = []
    held, folded = 0, Folded(subject, entries, voices)
    for _, together in groupby(entries, key=lambda entry: entry.recorded_at):
        new = list(together)
        held += len(new)
        if new[-1].position <= after and held < len(entries) and entries[held].position <= after:
            continue  # only the state just before `after` is needed
        now = folded.after(held)
        if new[-1].position > after:
            yield from _compared(before, now, new, entries[:held])
        before = now


def _compared(
    before: Sequence[Happening], now: Sequence[Happening], new: Sequence[Entry], all_: Sequence[Entry]
) -> Iterator[Erratum]:
    homes = {fact.event: happening for happening in now for fact in happening.facts}
    taken: set[str] = set()
    for old in sorted(before, key=lambda one: (-len(one.facts), one.id)):
        now_in = [homes[fact.event] for fact in old.facts if fact.event in homes]
        if not now_in:
            yield _gone(old, new, all_)
            continue
        home = max(now_in, key=lambda one: (sum(1 for other in now_in if other is one), one.id == old.id, one.id))
        if home.id in taken:
            continue  # two that turned out to be one: the other one's values were compared
        taken.add(home.id)
        if home is not old and (changes := _changes(old, home)):
            yield _erratum(old, home, new, changes)


def _gone(old: Happening, new: Sequence[Entry], all_: Sequence[Entry]) -> Erratum:
    """What no happening of its subject tells of any more: it is about another subject now, or does not count."""
    events = {fact.event for fact in old.facts}
    moved = sorted({fact.subject for fact in facts_of(all_) if fact.event in events and fact.subject != old.subject})
    return _erratum(old, old, new, (Change("subject", old.subject, ", ".join(moved)),) if moved else ())


def _changes(old: Happening, new: Happening) -> tuple[Change, ...]:
    said, says = dict(_values(old)), dict(_values(new))
    return tuple(
        Change(name, was, says.get(name)) for name, was in said.items() if not _same(name, was, says.get(name))
    )


def _values(of: Happening) -> Iterator[tuple[str, str]]:
    if of.happened_on:
        yield "happened_on", of.happened_on
    for name in _FIELDS:
        if of.values.get(name) is not None:
            yield name, str(of.values[name])
    for name in _NESTED:
        for key, value in (of.values.get(name) or {}).items():
            yield f"{name}.{key}", _worded(value)


def _same(name: str, was: str, is_: str | None) -> bool:
    return was == is_ or (name == "happened_on" and is_ is not None and is_.startswith(was))


def _worded(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(sorted(map(str, value)))
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _erratum(old: Happening, new: Happening, entries: Sequence[Entry], changes: tuple[Change, ...]) -> Erratum:
    return Erratum(
        happening=new.id,
        before=old.id,
        kind=new.kind,
        subject=new.subject,
        headline=headline(SimpleNamespace(**rows.happening(new))),
        position=entries[-1].position,
        recorded_at=entries[-1].recorded_at,
        withdrawn=not changes,
        changes=changes,
        reasons=tuple(dict.fromkeys(_reasons(old, new, entries))),
    )


def _reasons(old: Happening, new: Happening, entries: Sequence[Entry]) -> Iterator[str]:
    bearing = {fact.event for happening in (old, new) for fact in happening.facts}
    added = {fact.event: fact for fact in new.facts}
    for entry in entries:
        payload = payload_in(entry)
        if bearing & set(places.events_in(payload)):
            yield _amended(payload)
        elif entry.id in added:
            says = added[entry.id].says
            yield f"told by {says.publisher or says.provenance} ({says.provenance})"


def _amended(payload: object) -> str:
    match payload:
        case Correction(reason=reason, who=who, why=why):
            return ": ".join(filter(None, (f"corrected ({reason}{f', {who}' if who else ''})", why)))
        case Retraction(reason=reason, who=who):
            return f"retracted{f' by {who}' if who else ''}: {reason}"
        case Review(verdict=verdict, who=who, why=why):
            return f"{verdict} by {who}: {why}"
    return "amended"


def errata_feed(connection: Connection, chosen: Selection, most: int = MOST, address: str | None = None) -> Feed:
    """The newest of them as a feed."""
    found = errata(connection, chosen)
    items = [_item(one) for one in found[:most]]
    about = f"facts we changed our mind about: {len(items)} of {len(found)}"
    return feed_of(connection, "Errata: where Meta stands on open AI", about, items, address, chosen)


def _item(one: Erratum) -> Item:
    told = [_sentence(change) for change in one.changes]
    if one.withdrawn:
        told.append("It does not count any more.")
    if one.happening != one.before:
        told.append(f"It was {one.before} before and is {one.happening} now.")
    told += [wording.plain(f"Because: {reason}") for reason in one.reasons]
    told.append(f"What it rests on: tracker why {one.happening if not one.withdrawn else f'e{one.position}'}")
    word = "Withdrawn" if one.withdrawn else "Corrected"
    return Item(
        id=urn(f"{one.before} {one.position}"),
        title=wording.plain(f"{word}: {one.headline}", 300),
        content="\n".join(told),
        published=one.recorded_at,
        updated=one.recorded_at,
        links=(),
        tags=("erratum", wording.plain(one.subject, 200)),
    )


def _sentence(change: Change) -> str:
    name = change.field.replace(".", ": ").replace("_", " ")
    return wording.plain(
        f"{name}: {change.before} -> {change.after if change.after is not None else 'not told any more'}"
    )
