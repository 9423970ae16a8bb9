"""What facts come to together: the best-founded value wins, and dissent stays beside it."""

from tests.facts import fact
from tracker.resolve.verdict import happening_of


def test_primary_wins_over_press_and_the_press_is_kept_as_dissent() -> None:
    primary = fact(1, provenance="primary", access="gated", happened_on="2024-07-23")
    press = [fact(n, access="open_weights", happened_on="2024-07-23", publisher=f"Paper {n}") for n in (2, 3, 4)]

    verdict = happening_of([*press, primary])

    assert verdict.values["access"] == "gated"
    assert verdict.dissent["access"] == [{"value": "open_weights", "events": ["id-2", "id-3", "id-4"]}]
    assert verdict.standing == "primary"


def test_several_independent_origins_win_over_one_that_repeats_itself() -> None:
    one = [fact(n, access="api", publisher="The Same") for n in (1, 2, 3)]
    two = [fact(n, access="gated", publisher=f"Paper {n}") for n in (4, 5)]

    assert happening_of([*one, *two]).values["access"] == "gated"


def test_a_day_wins_over_the_month_it_lies_in_even_if_the_month_is_better_founded() -> None:
    month = fact(1, provenance="primary", happened_on="2024-07")
    day = fact(2, happened_on="2024-07-23")

    assert happening_of([month, day]).happened_on == "2024-07-23"


def test_a_day_elsewhere_does_not_overrule_a_better_founded_month() -> None:
    month = fact(1, provenance="primary", happened_on="2024-07")
    day = fact(2, happened_on="2024-08-02")

    verdict = happening_of([month, day])

    assert verdict.happened_on == "2024-07"
    assert verdict.dissent["happened_on"] == [{"value": "2024-08-02", "events": ["id-2"]}]


def test_one_press_report_stands_as_single_source() -> None:
    assert happening_of([fact(1, publisher="Somewhere")]).standing == "single source"
    assert happening_of([fact(1, publisher="A"), fact(2, publisher="A")]).standing == "single source"
    assert happening_of([fact(1, publisher="A"), fact(2, publisher="B")]).standing == "reported"


def test_press_that_names_one_size_does_not_narrow_the_family() -> None:
    whole = fact(1, provenance="curated", sizes=["8B", "405B"])

    assert "variant" not in happening_of([fact(2, variant="405B"), whole]).values
    assert happening_of([fact(2, variant="405B")]).values["variant"] == "405B"


def test_the_heading_under_which_a_statement_is_filed_contradicts_nobody() -> None:
    told = {"kind": "policy_statement", "stance": "open"}
    verdict = happening_of([fact(1, topic="openness", venue="letter", **told), fact(2, topic="rules", **told)])

    assert verdict.values["topic"] == "openness"
    assert verdict.dissent == {}
