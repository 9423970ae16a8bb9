"""From happenings to what stands."""

from msgspec.structs import replace

from tests.facts import fact
from tracker.resolve.facts import Fact
from tracker.resolve.matching import groups_of
from tracker.resolve.states import (
    LicencePeriod,
    ModelState,
    licence_periods,
    model_periods,
    model_states,
    positions,
    stories,
)
from tracker.resolve.verdict import happening_of


def states(*facts: Fact) -> tuple[list[ModelState], list[LicencePeriod]]:
    happenings = [happening_of(group) for group in groups_of(facts)]
    periods = licence_periods(happenings)
    return model_states(happenings, periods), periods


def test_the_licence_of_the_release_stands_until_it_is_changed() -> None:
    [model], periods = states(
        fact(1, happened_on="2023-06-09", licence="CC-BY-NC-4.0", terms={"commercial_use": "forbidden"}),
        fact(2, "licence_change", happened_on="2023-09-01", licence="MIT", terms={"commercial_use": "allowed"}),
    )

    assert [(p.licence, p.valid_from, p.valid_to) for p in periods] == [
        ("CC-BY-NC-4.0", "2023-06-09", "2023-09-01"),
        ("MIT", "2023-09-01", None),
    ]
    assert model.licence is not None
    assert model.licence.terms == {"commercial_use": "allowed"}


def test_release_and_licence_of_one_day_are_one_period_with_the_terms() -> None:
    _, periods = states(
        fact(1, happened_on="2024-04-18", licence="L3"),
        fact(2, "licence_change", happened_on="2024-04-18", licence="L3", terms={"mau_threshold": 700_000_000}),
    )

    assert [(p.licence, p.terms) for p in periods] == [("L3", {"mau_threshold": 700_000_000})]


def test_a_licence_for_the_code_only_is_not_that_of_the_model() -> None:
    _, periods = states(
        fact(1, happened_on="2023-08-22", licence="CC-BY-NC-4.0"),
        fact(2, "licence_change", happened_on="2023-11-30", licence="MIT", terms={"scope": "code"}),
    )

    assert [p.licence for p in periods] == ["CC-BY-NC-4.0"]


def test_a_planned_licence_is_not_in_force() -> None:
    _, periods = states(fact(1, "licence_change", status="planned", happened_on="2024-05-01", licence="MIT"))

    assert periods == []


def test_a_leak_does_not_change_what_meta_offers() -> None:
    [model], _ = states(fact(1, happened_on="2023-02-24"), fact(2, status="leaked", happened_on="2023-03-03"))

    assert (model.status, model.released_on) == ("released", "2023-02-24")


def test_a_plan_alone_is_a_planned_model_and_a_later_release_makes_it_released() -> None:
    plan = fact(1, status="planned", happened_on="2025-12-10", subject="Avocado")

    assert states(plan)[0][0].status == "planned"
    assert states(plan, fact(2, happened_on="2026-04-08", subject="Avocado"))[0][0].status == "released"


def test_a_withdrawn_model_is_withdrawn() -> None:
    [model], _ = states(fact(1, happened_on="2022-11-15"), fact(2, status="withdrawn", happened_on="2022-11-17"))

    assert model.status == "withdrawn"


def test_the_newest_stance_of_a_speaker_is_current() -> None:
    told = [
        fact(1, "policy_statement", stance="open", happened_on="2024-07-23"),
        fact(2, "policy_statement", stance="conditional", happened_on="2025-07-30"),
        fact(3, "policy_statement", happened_on="2026-01-28"),
        fact(4, "policy_statement", speaker="Nick Clegg", happened_on="2024-11-04"),
    ]
    happenings = [happening_of(group) for group in groups_of(told)]

    current = {(p.happening.subject, p.happening.happened_on) for p in positions(happenings) if p.is_current}

    assert current == {("Mark Zuckerberg", "2025-07-30"), ("Nick Clegg", "2024-11-04")}


def test_one_wrong_report_does_not_become_the_state_of_a_model() -> None:
    found, periods = states(
        fact(1, subject="Llama 4", happened_on="2025-04-05", provenance="primary", access="gated", licence="Llama 4"),
        fact(2, "licence_change", subject="Llama 4", happened_on="2025-09-01", licence="MIT", publisher="One"),
        fact(3, subject="Llama 4", status="withdrawn", happened_on="2025-10-01", publisher="One"),
        fact(4, subject="Llama 5", happened_on="2025-11-01", publisher="One"),
    )
    by_name = {state.name: state for state in found}

    assert (by_name["Llama 4"].status, by_name["Llama 4"].is_confirmed) == ("released", True)
    assert [period.licence for period in periods] == ["Llama 4"]
    assert (by_name["Llama 5"].status, by_name["Llama 5"].is_confirmed) == ("released", False)


def test_two_voices_are_enough_and_an_editor_too() -> None:
    told = fact(1, subject="Llama 5", happened_on="2025-11-01", publisher="One")
    again = fact(2, subject="Llama 5", happened_on="2025-11-01", publisher="Two")
    [reported], _ = states(told, again)
    [confirmed], _ = states(replace(told, confirmed=True))

    assert (reported.is_confirmed, confirmed.is_confirmed) == (True, True)


def test_the_status_of_a_model_over_time() -> None:
    facts = [
        fact(1, subject="Galactica", happened_on="2022-11-15", provenance="primary"),
        fact(2, subject="Galactica", status="withdrawn", happened_on="2022-11-17", provenance="primary"),
        fact(3, subject="Galactica", status="planned", happened_on="2022-10", provenance="primary"),
    ]
    happenings = [happening_of(group) for group in groups_of(facts)]

    periods = [(p.valid_from, p.valid_to, p.happening.status) for p in model_periods(happenings)]
    assert periods == [("2022-11-15", "2022-11-17", "released"), ("2022-11-17", None, "withdrawn")]
    steps = stories(happenings)
    assert len({story for story, _ in steps.values()}) == 1
    order = sorted(happenings, key=lambda h: h.happened_on or "")
    assert [steps[h.id][1] for h in order] == [None, order[0].id, order[1].id]
