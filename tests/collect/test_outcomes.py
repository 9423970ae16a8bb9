"""What an answer is worth, decided from the answer alone."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.collect.outcomes import CONTENT, WELL, Answer, Outcome, classified, looks_like_feed, retry_after_s

NOW = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)
URL = "https://example.org/a"
RSS = b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>"


def answer(status: int = 200, body: bytes = RSS, **headers: str) -> Answer:
    return Answer(URL, URL, 5, status, tuple((name.replace("_", "-"), value) for name, value in headers.items()), body)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, "new"),
        (203, "new"),
        (304, "not_modified"),
        (300, "moved"),
        (302, "moved"),
        (400, "blocked"),
        (401, "blocked"),
        (402, "blocked"),
        (403, "blocked"),
        (404, "gone"),
        (410, "gone"),
        (429, "throttled"),
        (451, "blocked"),
        (500, "server_error"),
        (502, "server_error"),
        (503, "server_error"),
        (520, "server_error"),
        (999, "server_error"),
    ],
)
def test_a_status_has_its_outcome(status: int, outcome: str) -> None:
    assert classified(answer(status), "feed", known=False).outcome == outcome


def test_503_is_throttling_only_where_it_says_when_to_come_back() -> None:
    assert classified(answer(503, Retry_After="60"), "feed", known=False).outcome == "throttled"


def test_a_challenge_behind_a_server_error_is_a_block() -> None:
    challenge = answer(503, b"<html><title>Just a moment...</title></html>")

    assert classified(challenge, "article", known=False).outcome == "blocked"


@pytest.mark.parametrize(("known", "hash_of", "outcome"), [
    (False, None, "new"),
    (True, None, "changed"),
    (True, b"before", "changed"),
    (True, RSS, "not_modified"),
])  # fmt: skip
def test_content_is_new_changed_or_the_same(known: bool, hash_of: bytes | None, outcome: str) -> None:
    known_sha256 = sha256(hash_of).hexdigest() if hash_of else None

    assert classified(answer(), "feed", known=known, known_sha256=known_sha256).outcome == outcome


@pytest.mark.parametrize("kind", ["feed", "article"])
@pytest.mark.parametrize("body", [b"", b" \n\t ", b"\r\n"])
def test_nothing_is_empty(kind: str, body: bytes) -> None:
    assert classified(answer(200, body), kind, known=False).outcome == "empty"  # type: ignore[arg-type]


def test_a_feed_about_challenges_is_a_feed() -> None:
    body = b"<rss version='2.0'><channel><title>Just a moment...</title><item><title>x</title></item></channel></rss>"

    assert classified(answer(200, body), "feed", known=False).outcome == "new"


def test_only_content_and_its_absence_of_change_need_no_words() -> None:
    assert sorted(CONTENT) == ["changed", "new"]
    assert sorted(WELL) == ["changed", "new", "not_modified"]


@given(
    st.integers(100, 999),
    st.binary(max_size=200),
    st.lists(st.tuples(st.text(max_size=12), st.text(max_size=20)), max_size=3),
    st.sampled_from(["feed", "article"]),
    st.booleans(),
    st.sampled_from([None, *get_args(Outcome)]),
)
def test_any_answer_has_an_outcome_and_failures_one_line(
    status: int, body: bytes, headers: list[tuple[str, str]], kind: str, known: bool, trouble: Outcome | None
) -> None:
    whole = Answer(URL, URL, 0, status, tuple(headers), body, trouble, why="why")
    verdict = classified(whole, kind, known=known)  # type: ignore[arg-type]

    assert verdict.outcome in get_args(Outcome)
    if verdict.outcome not in WELL:
        assert verdict.detail.startswith(URL)
        assert len(verdict.detail.splitlines()) == 1


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Sat, 21 Nov 2026 17:10:00 GMT", 600),
        ("Sat, 21 Nov 2026 16:00:00 GMT", 0),
        ("Sat, 21 Nov 2026 17:10:00 -0000", 600),
        ("999999999999999999", 31 * 86_400),
        ("Sat, 21 Nov 2099 17:10:00 GMT", 31 * 86_400),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("7200.5", 7_200),
        ("7200s", 7_200),
        ("7200, 60", 7_200),
        ("7200 minutes", None),
        ("2026-11-21T17:10:00Z", 600),
        ("2026-13-21T17:10:00Z", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_and_at_most_a_month(value: str, seconds: int | None) -> None:
    assert retry_after_s(answer(429, Retry_After=value), NOW) == seconds


def test_without_retry_after_there_is_no_wait() -> None:
    assert retry_after_s(answer(429), NOW) is None


@pytest.mark.parametrize(
    "text",
    [
        "<rss version='2.0'>",
        "<?xml version='1.0'?>\n<!-- made by hand -->\n<feed xmlns='http://www.w3.org/2005/Atom'>",
        "<rdf:RDF xmlns:rdf='x'>",
        "<!DOCTYPE rss PUBLIC '-//Netscape'>\n<rss version='0.91'>",
        "Warning: mysql_connect() failed in feed.php on line 3\n<br /><rss version='2.0'>",
        "\n\n  <RSS>",
    ],
)
def test_feeds_look_like_feeds(text: str) -> None:
    assert looks_like_feed(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html><body>see our <rss> feed</body></html>",
        "<!DOCTYPE html><p>How to write &lt;rss&gt;</p>",
        "<!doctype html>\n<html><feed>",
        '{"version": "https://jsonfeed.org/version/1.1"}',
        "<rssfoo>",
        "%PDF-1.7",
    ],
)
def test_other_things_do_not(text: str) -> None:
    assert not looks_like_feed(text)
