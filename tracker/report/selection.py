"""Which happenings somebody asks for, the same in reports, tables and exports.

What a row of any view rests on is a happening: it is shown if its happening is chosen. So `--speaker` on models finds
none, as no model rests on a statement, and that is the answer.
"""

import difflib
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, text

from tracker.db.views import VIEWS
from tracker.errors import UsageError
from tracker.vocabulary import Vocabulary

KINDS = {
    "release": "release",
    "licence": "licence_change",
    "licence_change": "licence_change",
    "statement": "policy_statement",
    "policy_statement": "policy_statement",
}
_DAY = "coalesce(happening.happened_on, happening.first_published_on)"
_SUBJECT = "(happening.subject = {0} OR happening.subject IN (SELECT name FROM model WHERE family = {0}))"
# A language stands for its regions too: pt finds pt-BR.
_LANGUAGE = "(' ' || lower(happening.languages) || ' ' LIKE {0} OR ' ' || lower(happening.languages) LIKE {1})"
_TOLD_BEFORE = "EXISTS (SELECT 1 FROM happening_evidence told WHERE told.happening = happening.id AND told.position <= :told_after)"
_CHOSEN = "SELECT happening.id FROM happening WHERE "
_BY_HAPPENING = "happening IN ({0})"
# What rests on a captured text alone is chosen with what is told of its model.
_BY_MODEL = "model IN (SELECT of.subject FROM happening of WHERE of.id IN ({0}))"
_VIEWS = {
    "v1_licences": f"({_BY_HAPPENING} OR (happening IS NULL AND {_BY_MODEL}))",
    "v1_terms": f"({_BY_HAPPENING} OR (happening IS NULL AND {_BY_MODEL}))",
    "v1_licence_texts": _BY_MODEL,
    "v1_disagreements": _BY_MODEL,
    "v1_models": f"({_BY_HAPPENING} OR licence_happening IN ({{0}}))",
    "v1_coverage": "document IN (SELECT document FROM happening_evidence WHERE happening IN ({0}))",
    "v1_events": "position IN (SELECT position FROM happening_evidence WHERE happening IN ({0}))",
}
_BY_COLUMN = {"happening": _BY_HAPPENING, "model": "model IN (SELECT subject FROM happening WHERE id IN ({0}))"}


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked for; the empty one is everything.

    since, until: YYYY-MM-DD; a happening of which only the month or year is known counts if it may have been then, an
                  undated one by its first coverage
    kinds:        as events are called; subjects: models, families or speakers; speakers: only what these said
    languages:    BCP 47, of the coverage
    min_origins:  independent voices
    after:        only what the log first held a word of after this position
    """

    since: str | None = None
    until: str | None = None
    kinds: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    min_origins: int = 0
    after: int | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing was asked for in particular."""
        return self == Selection()

    def of_states(self, *kinds: str) -> "Selection | None":
        """What a state is chosen by that such happenings make: it has no day of its own, and no kind. None: by nothing,
        as happenings of other kinds are asked for."""
        if self.kinds and not {*self.kinds} & {*kinds}:
            return None
        return replace(self, since=None, until=None, after=None, kinds=())

    def options(self) -> str:
        """As options of a command, to be printed and given again."""
        named = {"--since": self.since, "--until": self.until, "--after": self.after}
        given = [f"{name} {value}" for name, value in named.items() if value is not None]
        many = {"kind": self.kinds, "subject": self.subjects, "speaker": self.speakers, "language": self.languages}
        given += [f"--{name} {shlex.quote(value)}" for name, values in many.items() for value in values]
        return " ".join([*given, *([f"--min-origins {self.min_origins}"] if self.min_origins else [])])


EVERYTHING = Selection()


def condition(chosen: Selection) -> tuple[str, dict[str, Any]]:
    """SQL on the table `happening`, with the values of its names."""
    parts, values = ["1 = 1"], _Values()
    if chosen.since:
        mark = values.add(chosen.since)
        parts.append(f"substr({mark}, 1, length({_DAY})) <= {_DAY}")
    if chosen.until:
        parts.append(f"{_DAY} <= {values.add(chosen.until)}")
    if chosen.kinds:
        parts.append(f"happening.kind IN ({', '.join(map(values.add, chosen.kinds))})")
    if chosen.subjects:
        parts.append(_any(_SUBJECT.format(values.add(name)) for name in chosen.subjects))
    if chosen.speakers:
        parts.append(f"happening.speaker IN ({', '.join(map(values.add, chosen.speakers))})")
    if chosen.languages:
        tags = [tag.lower() for tag in chosen.languages]
        parts.append(_any(_LANGUAGE.format(values.add(f"% {tag} %"), values.add(f"% {tag}-%")) for tag in tags))
    if chosen.min_origins:
        parts.append(f"happening.origins >= {values.add(chosen.min_origins)}")
    if chosen.after is not None:
        parts.append(f"NOT {_TOLD_BEFORE}")
        values["told_after"] = chosen.after
    return " AND ".join(parts), dict(values)


def rows_chosen(view: str, chosen: Selection) -> tuple[str, dict[str, Any]]:
    """SQL on one of the promised views, with the values of its names: by the happening that a row rests on, else by its
    model; all of a view that has neither, as v1_sources."""
    if chosen.is_everything:
        return "1 = 1", {}
    where, values = condition(chosen)
    fitting = _VIEWS.get(view) or next((_BY_COLUMN[name] for name in _columns_of(view) if name in _BY_COLUMN), None)
    return (fitting.format(_CHOSEN + where), values) if fitting else ("1 = 1", {})


def _columns_of(view: str) -> list[str]:
    """happening before model, where both are there."""
    return sorted(column.name for one in VIEWS if one.name == view for column in one.columns)


def settled(connection: Connection, asked: Selection, vocabulary: Vocabulary) -> Selection:
    """`asked` with every name as this log has it, whatever its case or known alias.

    Raises UsageError for a subject or speaker that no happening is about, with the nearest names there are.
    """
    if not (asked.subjects or asked.speakers):
        return asked
    subjects = _column(connection, "SELECT DISTINCT subject FROM happening")
    families = _column(connection, "SELECT DISTINCT family FROM model WHERE family IS NOT NULL")
    speakers = _column(connection, "SELECT DISTINCT speaker FROM happening WHERE speaker IS NOT NULL")
    listed = [
        *((one.name, one.aliases) for one in vocabulary.models),
        *((p.name, p.aliases) for p in vocabulary.people),
    ]
    aliases = {alias.casefold(): name for name, spellings in listed for alias in spellings}
    return replace(
        asked,
        subjects=tuple(_known(name, "subject", [*subjects, *families], aliases) for name in asked.subjects),
        speakers=tuple(_known(name, "speaker", speakers, aliases) for name in asked.speakers),
    )


def nearest_name(name: str, names: Sequence[str], aliases: Mapping[str, str]) -> tuple[str | None, list[str]]:
    """Which of `names` is meant, whatever its case or alias (in small letters); None and those near it, if none is."""
    folded = {known.casefold(): known for known in names}
    wanted = " ".join(name.split()).casefold()
    for candidate in (wanted, aliases.get(wanted, "").casefold()):
        if candidate in folded:
            return folded[candidate], []
    return None, [folded[close] for close in difflib.get_close_matches(wanted, folded, n=3, cutoff=0.5)]


def _known(name: str, what: str, names: Sequence[str], aliases: Mapping[str, str]) -> str:
    found, near = nearest_name(name, names, aliases)
    if found is not None:
        return found
    hint = f"did you mean {', '.join(near)}?" if near else "tracker timeline names those there are"
    raise UsageError(f"--{what} {name[:80]!r}: nothing in this log is about it; {hint}")


def _column(connection: Connection, query: str) -> list[str]:
    return sorted(str(value) for value in connection.execute(text(query)).scalars())


def _any(parts: Iterable[str]) -> str:
    return f"({' OR '.join(parts)})"


class _Values(dict[str, Any]):
    """Values by the names that stand for them in SQL."""

    def add(self, value: Any) -> str:
        name = f"chosen_{len(self)}"
        self[name] = value
        return f":{name}"
