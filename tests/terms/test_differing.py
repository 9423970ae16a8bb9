"""Runs of words that stayed, went and came, whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.terms.compare import compare
from tracker.terms.differing import opcodes

WORDS = st.lists(st.sampled_from(["you", "may", "not", "use", "outputs", "."]), max_size=60)


@given(WORDS, WORDS, st.sampled_from([1, 60]))
def test_runs_are_both_texts_whole_and_what_is_equal_is_equal(old: list[str], new: list[str], times: int) -> None:
    old, new = old * times, new * times
    runs = opcodes(old, new)

    assert [word for _, i, j, _, _ in runs for word in old[i:j]] == old
    assert [word for _, _, _, k, m in runs for word in new[k:m]] == new
    assert all(old[i:j] == new[k:m] for op, i, j, k, m in runs if op == "equal")


@pytest.mark.timeout(120)
def test_a_text_that_repeats_a_sentence_without_end_is_compared() -> None:
    text = "You may use the Model for research only. You must not train on outputs. Show the notice. " * 1_000

    told = compare(text, text.replace("research", "study"))

    assert [one.verdict for one in told.differences if one.verdict != "same"]
