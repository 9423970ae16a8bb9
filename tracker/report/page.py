"""What the HTML page holds beside the contents of every report: licences from version to version, and the figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from tracker.report.brief import Brief, brief
from tracker.report.contents import lines
from tracker.report.licence_versions import Step, Version, steps, versions
from tracker.report.lines import Contents, Line
from tracker.report.openness import Share, openness
from tracker.report.selection import EVERYTHING, Selection
from tracker.report.spread import LanguageSpread, PublisherSpread, languages, publishers
from tracker.resolve.aliases import family_of
from tracker.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page says. happenings: those of the timeline, and behind them older ones that other parts of the
    page rest on. families: of those that tell of a model, by id."""

    contents: Contents
    brief: Brief
    happenings: tuple[Line, ...]
    families: dict[str, str]
    versions: tuple[Version, ...]
    steps: tuple[Step, ...]
    shares: tuple[Share, ...]
    languages: tuple[LanguageSpread, ...]
    publishers: tuple[PublisherSpread, ...]


def page(connection: Connection, contents: Contents, vocabulary: Vocabulary, selection: Selection = EVERYTHING) -> Page:
    """Gathered from the projections as they stand, of the same moment and selection as `contents`."""
    of_licences = selection.of_states("release", "licence_change")
    licences = steps(connection, of_licences) if of_licences else ()
    stands = versions(connection, of_licences) if of_licences else ()
    happenings = (*contents.timeline, *_missing(connection, contents, licences, stands))
    about = {line.id: family_of(line.subject, vocabulary) for line in happenings if line.kind != "policy_statement"}
    return Page(
        contents=contents,
        brief=brief(contents),
        happenings=happenings,
        families={id_: family for id_, family in about.items() if family},
        versions=stands,
        steps=licences,
        shares=openness(connection, contents.as_of or contents.today, {line.name for line in contents.models}),
        languages=languages(connection, selection),
        publishers=publishers(connection, selection),
    )


def _missing(
    connection: Connection, contents: Contents, licences: Sequence[Step], stands: Sequence[Version]
) -> tuple[Line, ...]:
    """The happenings that the page links to and the timeline does not show."""
    shown = {line.id for line in contents.timeline}
    linked = [one for model in contents.models for one in (model.id, model.licence_id)]
    linked += [line.id for line in contents.positions] + [line.id for line in contents.changed]
    linked += [one for promise in contents.commitments for one in (promise.id, promise.settled_by)]
    linked += [one.happening for one in contents.contradictions]
    linked += [id_ for step in licences for id_, _, _ in step.happenings] + [one.id for one in stands]
    wanted = sorted({one for one in linked if one and one not in shown})
    found: list[Line] = []
    for start in range(0, len(wanted), _PART):
        values = {f"id{n}": one for n, one in enumerate(wanted[start : start + _PART])}
        found += lines(connection, f"id IN ({', '.join(f':{name}' for name in values)})", _PART, **values)
    return tuple(found)


_PART = 400
