"""What we changed our mind about: told with before, after and the reason; what was only learnt is no erratum."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.facts import draft
from tests.projections.made import append, made
from tests.projections.test_laws import fresh, projected
from tracker.db.session import reading, writing
from tracker.events import store
from tracker.events.chain import Entry
from tracker.events.store import Draft
from tracker.events.types import payload_of
from tracker.projections import places
from tracker.projections.replay import project
from tracker.projections.subjects import happenings_of
from tracker.report.errata import Change, Erratum, Folded, errata, errata_feed
from tracker.report.selection import EVERYTHING, Selection
from tracker.vocabulary import vocabulary

START = datetime(2026, 11, 1, tzinfo=UTC)
RELEASE: dict[str, Any] = {"subject": "Llama 9", "happened_on": "2026-10-02", "licence": "MIT", "publisher": "One"}


class Desk:
    """Appends an hour apart, and says what the errata are."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.hour = engine, 0

    def append(self, *drafts: Draft) -> list[Entry]:
        self.hour += 1
        with writing(self.engine) as connection:
            added = store.append(connection, drafts, START + timedelta(hours=self.hour)).entries
            project(connection, vocabulary())
        return added

    def say(self, event_type: str, **fields: Any) -> list[Entry]:
        return self.append(Draft(f"{event_type} {self.hour}", payload_of(event_type, fields)))

    def errata(self, chosen: Selection = EVERYTHING) -> list[Erratum]:
        with reading(self.engine) as connection:
            return errata(connection, chosen)


@pytest.fixture
def desk(engine: Engine) -> Desk:
    return Desk(engine)


def test_what_is_added_or_made_precise_is_no_erratum(desk: Desk) -> None:
    desk.append(draft("a", **{**RELEASE, "happened_on": "2026-10"}))
    desk.append(draft("b", **{**RELEASE, "access": "gated", "publisher": "Two"}))
    desk.append(draft("c", subject="Llama 10", happened_on="2026-10-02"))

    assert desk.errata() == []


def test_a_better_source_that_says_otherwise_is_one(desk: Desk) -> None:
    desk.append(draft("a", **RELEASE))
    [primary] = desk.append(
        draft("b", **{**RELEASE, "licence": "Apache-2.0", "provenance": "primary", "publisher": "Meta"})
    )

    [told] = desk.errata()
    assert told.changes == (Change("licence", "MIT", "Apache-2.0"),)
    assert (told.position, told.recorded_at, told.withdrawn) == (primary.position, primary.recorded_at, False)
    assert told.reasons == ("told by Meta (primary)",)
    assert told.happening != told.before, "its id is that of its best source"


def test_a_correction_tells_each_field_and_the_reason(desk: Desk) -> None:
    terms = {"mau_threshold": 700_000_000, "commercial_use": "conditional"}
    [wrong] = desk.append(
        draft("a", "licence_change", subject="Llama 9", happened_on="2026-10-02", licence="MIT", terms=terms)
    )
    replaces = {"happened_on": "2026-10-05", "terms": {"mau_threshold": 1_000_000, "commercial_use": "conditional"}}
    desk.say("correction", event=wrong.id, replaces=replaces, reason="editor", who="ann", why="read the text")

    [told] = desk.errata()
    assert set(told.changes) == {
        Change("happened_on", "2026-10-02", "2026-10-05"),
        Change("terms.mau_threshold", "700000000", "1000000"),
    }
    assert told.reasons == ("corrected (editor, ann): read the text",)


def test_what_does_not_count_any_more_is_withdrawn(desk: Desk) -> None:
    [wrong, _] = desk.append(draft("a", **RELEASE), draft("z", subject="Llama 9", status="planned", happened_on="2025"))
    desk.say("retraction", event=wrong.id, reason="another company's", who="ann")

    [told] = desk.errata()
    assert (told.withdrawn, told.changes, told.subject) == (True, (), "Llama 9")
    assert told.reasons == ("retracted by ann: another company's",)


def test_what_is_about_another_subject_now_says_which(desk: Desk) -> None:
    [wrong] = desk.append(draft("a", **RELEASE))
    desk.say("correction", event=wrong.id, replaces={"subject": "Llama 8"}, reason="reread")

    [told] = desk.errata()
    assert told.changes == (Change("subject", "Llama 9", "Llama 8"),)


def test_the_selection_bounds_what_is_told(desk: Desk) -> None:
    for name in ("Llama 8", "Llama 9"):
        [wrong] = desk.append(draft(name, **{**RELEASE, "subject": name}))
        [last] = desk.say("correction", event=wrong.id, replaces={"licence": "X"}, reason="editor", who="ann")

    assert [one.subject for one in desk.errata()] == ["Llama 9", "Llama 8"]
    assert [one.subject for one in desk.errata(Selection(subjects=("Llama 8",)))] == ["Llama 8"]
    assert [one.subject for one in desk.errata(Selection(after=last.position - 1))] == ["Llama 9"]
    assert desk.errata(Selection(after=last.position)) == []
    assert desk.errata(Selection(kinds=("policy_statement",))) == []


def test_the_feed_says_before_and_after(desk: Desk) -> None:
    [wrong] = desk.append(draft("a", **RELEASE))
    desk.say("correction", event=wrong.id, replaces={"licence": "Apache-2.0"}, reason="editor", who="ann", why="so")
    with reading(desk.engine) as connection:
        feed = errata_feed(connection, EVERYTHING)
        again = errata_feed(connection, EVERYTHING)

    [item] = feed.items
    assert item.title == "Corrected: Llama 9: released, Apache-2.0"
    assert "licence: MIT -> Apache-2.0\nBecause: corrected (editor, ann): so" in item.content
    assert feed == again


@pytest.mark.parametrize("seed", range(4))
def test_what_is_remembered_from_moment_to_moment_is_what_would_be_computed_anew(seed: int) -> None:
    with fresh() as engine:
        append(engine, made(Random(seed), happenings=6, articles=40, amendments=6))
        projected(engine)
        with reading(engine) as connection:
            subjects = connection.execute(text("SELECT DISTINCT subject FROM place ORDER BY subject")).scalars().all()
            for subject in subjects:
                entries = places.entries_of(connection, [subject])
                folded = Folded(subject, entries, {})
                for count in range(1, len(entries) + 1):
                    assert folded.after(count) == happenings_of(subject, entries[:count], {})
    assert len(subjects) > 3
