"""A plain text is an article as it stands: nothing of it is markup, and nothing is lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.collect.test_text import URL, snapshot
from tracker.collect.plain import folded
from tracker.collect.text import article_of
from tracker.records import Article


@pytest.mark.parametrize("sort", ["text/plain; charset=utf-8", "text/markdown"])
def test_of_plain_text_nothing_is_lost_or_reflowed(sort: str) -> None:
    text = "/\n\n13 July 2023\n\n  A <b>line</b>\tas it   stands\r\n\n\n# end\n"

    found = article_of(snapshot(text, sort), title="The title", published_on="2023-07-13", language="nl", publisher="P")

    assert found == Article("The title", text, URL, "nl", "2023-07-13", "P", dated_by="given")


def test_a_nul_in_a_plain_text_goes() -> None:
    assert article_of(snapshot(b"one\0 two", "text/plain"), title="t").text == "one two"


def test_the_first_line_of_a_plain_text_is_its_title_if_none_is_given() -> None:
    found = article_of(snapshot("\n# A title\n\nThe text.\n", "text/plain"))

    assert (found.title, found.text) == ("A title", "\nThe text.\n")


@settings(suppress_health_check=[HealthCheck.differing_executors])
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200).filter(folded))
def test_any_plain_text_comes_back_whole(text: str) -> None:
    body = text.encode("utf-8", "replace")

    assert article_of(snapshot(body, "text/plain; charset=utf-8"), title="t").text == body.decode().removeprefix(
        "\ufeff"
    )
