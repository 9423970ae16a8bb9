"""What the seeds come to: the given articles alone, beside the history, and day by day."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.projections.calendar import calendar
from tests.projections.seeded import all_seeds, articles_alone
from tracker.db.session import reading
from tracker.pipeline.seeding import history_of
from tracker.places import bundled
from tracker.report.contents import contents
from tracker.report.lines import Moment
from tracker.report.queue import queue
from tracker.report.why import why

SUPPORTED = {
    ("release", "LLaMA", "commercial version", "planned", "2023-07"),
    ("release", "LLaMA", None, "released", "2023"),
    ("release", "Llama 3", None, "released", "2024"),
    ("release", "Llama 3.1", "405B", "released", "2024-07"),
    ("licence_change", "Llama 3", None, "in_force", "2024"),
    ("policy_statement", "Nick Clegg", None, None, "2023-07"),
    ("policy_statement", "Mark Zuckerberg", None, None, "2024"),
    ("policy_statement", "Mark Zuckerberg", None, None, "2024-07"),
    ("policy_statement", "Mark Zuckerberg", None, None, "2025-07"),
}
ARGUABLE = {
    ("licence_change", "LLaMA", None, "planned", "2023-07"),
    ("policy_statement", "Meta", None, None, "2023-07"),
    ("policy_statement", "Meta", None, None, "2024"),
    ("policy_statement", "Meta", None, None, "2025-07"),
    ("release", "LLaMA", None, "leaked", "2023"),
    ("release", "Llama 2", None, "released", None),
}


def happenings(engine: Engine, where: str = "1 = 1") -> list[Any]:
    with reading(engine) as connection:
        query = f"SELECT * FROM v1_timeline WHERE {where} ORDER BY happened_on, happening"
        return list(connection.execute(text(query)).all())


def test_the_articles_alone_give_exactly_what_they_support(engine: Engine, tmp_path: Path) -> None:
    articles_alone(engine, tmp_path)

    told = [(row.kind, row.subject, row.variant, row.status, row.happened_on) for row in happenings(engine)]

    assert set(told) >= SUPPORTED
    assert set(told) - SUPPORTED <= ARGUABLE
    letter_and_call = [one for one in told if one[1:] == ("Mark Zuckerberg", None, None, "2025-07")]
    assert len(letter_and_call) == 2
    assert len(told) - len(set(told)) == 1, "nothing else is there twice"
    [plan] = happenings(engine, "variant = 'commercial version'")
    assert (plan.status, plan.languages, plan.origins, plan.is_confirmed) == ("planned", "de nl", 2, 1)


def test_beside_the_history_the_same_happenings_are_found_again(engine: Engine, tmp_path: Path) -> None:
    all_seeds(engine, tmp_path)

    [llama_3] = happenings(engine, "kind = 'release' AND subject = 'Llama 3' AND status = 'released'")
    [llama_31] = happenings(engine, "kind = 'release' AND subject = 'Llama 3.1' AND status = 'released'")
    [first] = happenings(engine, "kind = 'release' AND subject = 'LLaMA' AND status = 'released'")
    letters = happenings(engine, "subject = 'Mark Zuckerberg' AND happened_on LIKE '2024-07%'")
    assert (llama_3.happened_on, llama_3.standing) == ("2024-04-18", "curated")
    assert (llama_31.happened_on, first.happened_on) == ("2024-07-23", "2023-02-24")
    assert [row.happened_on for row in letters] == ["2024-07-23"]
    assert "id" in llama_3.languages.split(), "the late translation tells of the same release"
    assert "de" in llama_31.languages.split()


def licences_by_day(engine: Engine, model: str) -> list[Any]:
    with reading(engine) as connection:
        query = text("SELECT * FROM v1_licences WHERE model = :model ORDER BY valid_from")
        return list(connection.execute(query, {"model": model}).all())


def in_force(rows: list[Any], day: str) -> Any:
    found = [row for row in rows if row.valid_from <= day and (row.valid_to is None or day < row.valid_to)]
    assert len(found) <= 1, "one licence at a time"
    return found[0] if found else None


@pytest.mark.parametrize(
    ("model", "since", "licence", "commercial", "threshold", "in_the_eu"),
    [
        ("LLaMA", "2023-02-24", "LLaMA Research License", "forbidden", None, True),
        ("Llama 2", "2023-07-18", "Llama 2 Community License", "conditional", 700_000_000, True),
        ("Llama 3", "2024-04-18", "Meta Llama 3 Community License", "conditional", 700_000_000, True),
        ("Llama 3.1", "2024-07-23", "Llama 3.1 Community License", "conditional", 700_000_000, True),
        ("Llama 3.2", "2024-09-25", "Llama 3.2 Community License", "conditional", 700_000_000, False),
        ("Llama 3.3", "2024-12-06", "Llama 3.3 Community License", "conditional", 700_000_000, False),
        ("Llama 4", "2025-04-05", "Llama 4 Community License", "conditional", 700_000_000, False),
        ("Muse Spark", "2026-04-08", "proprietary", None, None, True),
        ("Muse Glimmer", "2026-08-10", "Apache-2.0", "allowed", None, True),
    ],
)
def test_the_licence_in_force_on_each_day(
    engine: Engine,
    tmp_path: Path,
    model: str,
    since: str,
    licence: str,
    commercial: str | None,
    threshold: int | None,
    in_the_eu: bool,
) -> None:
    all_seeds(engine, tmp_path)
    rows = licences_by_day(engine, model)

    day = date(2023, 1, 1)
    while day <= date(2026, 11, 21):
        found = in_force(rows, day.isoformat())
        if day.isoformat() < since:
            assert found is None, day
        else:
            assert (found.licence, found.commercial_use, found.mau_threshold) == (licence, commercial, threshold), day
        day += timedelta(days=1)
    assert ("EU" not in (rows[-1].terms or "")) is in_the_eu


def test_each_line_ends_at_words_and_their_source(engine: Engine, tmp_path: Path) -> None:
    all_seeds(engine, tmp_path)
    lines = happenings(engine)
    assert len(lines) > 100

    with reading(engine) as connection:
        for line in lines:
            chain = why(connection, line.happening)
            assert chain is not None
            assert chain.happening is not None
            assert chain.links
            for link in chain.links:
                if link.payload["provenance"] == "curated":
                    assert link.payload["summary"]
                    assert link.payload["pages"]
                else:
                    assert link.document is not None
                    assert link.snapshot is not None
                    for words in link.payload["evidence"]:
                        assert link.document["text"][words["start"] : words["end"]] == words["quote"]


def test_each_id_that_a_report_prints_is_one_that_why_explains(engine: Engine, tmp_path: Path) -> None:
    all_seeds(engine, tmp_path)
    with reading(engine) as connection:
        said = contents(connection, (), Moment(date(2026, 11, 22), date(2026, 8, 24)))
        ids = {one for model in said.models for one in (model.id, model.licence_id)}
        ids |= {one for promise in said.commitments for one in (promise.id, promise.settled_by)}
        ids |= {one.id for one in (*said.positions, *said.changed, *said.timeline)}
        ids |= {one.happening for one in said.contradictions} | {case.id for case in queue(connection)}
        ids -= {None}
        chains = [why(connection, str(one)) for one in sorted(map(str, ids))]

    assert len(ids) > 100
    assert all(chain is not None and chain.links for chain in chains)


def test_every_entry_of_the_history_stands_in_a_happening(engine: Engine, tmp_path: Path) -> None:
    all_seeds(engine, tmp_path)
    history = history_of(bundled("seeds/history.yaml"))

    with reading(engine) as connection:
        query = "SELECT count(*) FROM v1_happening_evidence WHERE provenance = 'curated'"
        assert connection.execute(text(query)).scalar() == len(history)


def test_the_page_of_ten_days_is_that_of_the_database(engine: Engine, tmp_path: Path) -> None:
    all_seeds(engine, tmp_path)

    said = (Path(__file__).parent.parent.parent / "docs" / "licences-over-time.md").read_text("utf-8")
    assert said == calendar(engine), "python -m tests.projections.calendar > docs/licences-over-time.md"
