"""Terms as sentences: every term that a text can have is told in words, none by its key."""

from tracker.report.terms_told import changes, limits, told


def test_whether_it_may_be_built_upon_and_the_day_of_the_text_are_told_in_sentences() -> None:
    said = told({"derivatives": "forbidden", "version_date": "2026-06"})

    assert list(said.values()) == [
        "It must not be modified or built upon.",
        "This version of the text is of June 2026.",
    ]
    assert limits({"derivatives": "forbidden"}) == ["It must not be modified or built upon."]
    assert limits({"derivatives": "allowed"}) == []


def test_a_change_of_it_is_told_by_both_sentences_under_one_heading() -> None:
    [change] = changes({"derivatives": "forbidden"}, {"derivatives": "allowed"})

    assert (change.label, change.before, change.after) == (
        "Building upon it",
        "It must not be modified or built upon.",
        "It may be modified and built upon.",
    )
