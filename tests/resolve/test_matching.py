"""Which facts tell of the same happening, and that the order of arrival decides nothing."""

import itertools
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.facts import fact
from tracker.resolve.facts import Fact
from tracker.resolve.matching import groups_of
from tracker.resolve.verdict import happening_of


def grouped(*facts: Fact) -> list[set[int]]:
    return [{one.position for one in group} for group in groups_of(facts)]


def together(*facts: Fact) -> bool:
    return len(grouped(*facts)) == 1


def test_a_plan_told_in_two_languages_is_one_happening() -> None:
    dutch = fact(1, subject="LLaMA", status="planned", happened_on="2023-07", published_on="2023-07-13", language="nl")
    german = fact(2, subject="LLaMA", status="planned", happened_on="2023-07", published_on="2023-07", language="de")

    assert together(dutch, german)


def test_a_plan_is_not_the_release_that_follows_it() -> None:
    plan = fact(1, status="planned", happened_on="2024-04", published_on="2024-04-02")
    release = fact(2, status="released", happened_on="2024-04-18")

    assert not together(plan, release)


def test_plans_told_months_apart_are_two() -> None:
    assert not together(
        fact(1, status="planned", published_on="2023-07-13"), fact(2, status="planned", published_on="2024-03-01")
    )


def test_a_report_that_names_one_size_tells_of_the_release_of_the_family() -> None:
    whole = fact(1, happened_on="2024-07-23", provenance="curated", sizes=["8B", "70B", "405B"])

    assert together(whole, fact(2, happened_on="2024-07", variant="405B"), fact(3, happened_on="2024-07", variant="8B"))


def test_another_variant_with_a_name_is_another_release() -> None:
    assert not together(
        fact(1, variant="Scout", happened_on="2025-04-05"), fact(2, variant="Behemoth", happened_on="2025-04-05")
    )


def test_a_member_only_shown_is_not_the_release_of_its_family() -> None:
    family = fact(1, status="released", happened_on="2025-04-05")

    assert not together(family, fact(2, status="announced", variant="Behemoth", happened_on="2025-04-05"))
    assert together(family, fact(3, status="released", variant="Scout", happened_on="2025-04-05"))
    assert together(family, fact(4, status="announced", happened_on="2025-04-05"))


def test_the_history_tells_each_happening_once() -> None:
    assert not together(
        fact(1, "licence_change", licence="A", happened_on="2023-07-18", provenance="curated"),
        fact(2, "licence_change", licence="A", happened_on="2023-07-21", provenance="curated"),
    )


def test_recently_in_a_late_translation_moves_no_date() -> None:
    dated = fact(1, happened_on="2024-04-18", provenance="curated")
    late = fact(2, happened_on="2024-07", published_on="2024-07-30")

    [group] = groups_of([late, dated])

    assert happening_of(group).happened_on == "2024-04-18"


def test_a_stated_month_is_not_bent_to_another() -> None:
    assert not together(
        fact(1, happened_on="2024-04-18", provenance="curated"),
        fact(2, happened_on="2024-07", published_on="2024-09-01"),
    )


def test_what_is_told_as_past_cannot_lie_after_the_telling() -> None:
    early = fact(1, happened_on=None, published_on="2023-03-01")
    later = fact(2, happened_on="2024-04-18", published_on="2024-04-18")

    assert not together(early, later)


def test_two_occasions_of_one_speaker_on_one_day_stay_two() -> None:
    letter = fact(1, "policy_statement", venue="letter", stance="conditional", happened_on="2025-07-30")
    call = fact(2, "policy_statement", venue="investor call", stance="open", happened_on="2025-07")

    assert not together(letter, call)


def test_a_letter_and_a_blog_post_can_be_the_same_text() -> None:
    letter = fact(1, "policy_statement", venue="letter", stance="open", happened_on="2024-07-23", provenance="curated")
    post = fact(2, "policy_statement", venue="blog post", stance="open", happened_on="2024-07")

    assert together(letter, post)


def test_licences_with_two_names_are_two_changes() -> None:
    assert not together(
        fact(1, "licence_change", licence="MIT", happened_on="2024-03-09"),
        fact(2, "licence_change", licence="CC-BY-NC-4.0", happened_on="2024-03-09"),
    )


def test_a_fact_joins_the_group_it_fits_best() -> None:
    first = fact(1, "licence_change", happened_on="2024-01-10", provenance="curated")
    second = fact(2, "licence_change", happened_on="2024-01-20", provenance="curated")
    near = fact(3, "licence_change", happened_on="2024-01-19")

    assert grouped(first, second, near) == [{1}, {2, 3}]


DATES = st.sampled_from([None, "2024", "2024-04", "2024-07", "2024-04-18", "2024-04-20", "2024-07-23"])
FACTS = st.lists(
    st.tuples(
        st.sampled_from(["released", "planned", "announced", "withdrawn"]),
        DATES,
        st.sampled_from([None, "2024-04-19", "2024-08"]),
        st.sampled_from([None, "405B", "8B", "Behemoth"]),
        st.sampled_from(["press", "primary"]),
        st.sampled_from([None, "gated", "api"]),
    ),
    max_size=7,
)


@given(FACTS, st.randoms(use_true_random=False))
def test_the_order_of_arrival_decides_nothing(rows: list[tuple[str | None, ...]], random: Random) -> None:
    facts = [
        fact(n, status=status, happened_on=on, published_on=told, variant=variant, provenance=who, access=access)
        for n, (status, on, told, variant, who, access) in enumerate(rows, 1)
    ]
    shuffled = facts[:]
    random.shuffle(shuffled)

    one = [happening_of(group) for group in groups_of(facts)]
    other = [happening_of(group) for group in groups_of(shuffled)]

    assert one == other
    assert sorted(f.position for h in one for f in h.facts) == list(range(1, len(facts) + 1))


def test_every_order_of_four_sources_gives_one_verdict() -> None:
    facts = [
        fact(1, happened_on="2024-07-23", provenance="primary", access="gated", licence="A"),
        fact(2, happened_on="2024-07", published_on="2024-07-24", access="open_weights", publisher="One"),
        fact(3, happened_on="2024-07-24", published_on="2024-07-24", access="open_weights", publisher="Two"),
        fact(4, happened_on="2024", licence="B", publisher="Three"),
    ]

    verdicts = {repr(happening_of(groups_of(order)[0])) for order in itertools.permutations(facts)}

    assert len(verdicts) == 1
