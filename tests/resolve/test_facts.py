"""Corrections, retractions and dismissals apply on top of what was asserted."""

from typing import Any

from tests.facts import draft
from tracker.events import chain
from tracker.events.chain import Entry
from tracker.events.types import NAMES, Payload, payload_of
from tracker.resolve.facts import facts_of


def entry(position: int, payload: Payload) -> Entry:
    body = chain.canonical(payload).decode()
    return Entry(position, f"id-{position}", NAMES[type(payload)], 1, "2026", None, f"k{position}", body, b"")


def on_top(event_type: str, **fields: Any) -> Payload:
    return payload_of(event_type, fields)


RELEASE = draft("k", happened_on="2024-04", access="gated").payload


def test_a_correction_replaces_fields_and_null_takes_one_away() -> None:
    change = on_top("correction", event="id-1", replaces={"happened_on": "2024-04-18", "access": None}, reason="editor")

    [fact] = facts_of([entry(1, RELEASE), entry(2, change)])

    assert fact.says.happened_on == "2024-04-18"
    assert getattr(fact.says, "access", None) is None


def test_the_last_correction_counts() -> None:
    changes = [
        on_top("correction", event="id-1", replaces={"happened_on": on}, reason="editor") for on in ("2024", "2024-05")
    ]

    [fact] = facts_of([entry(1, RELEASE), *(entry(n, change) for n, change in enumerate(changes, 2))])

    assert fact.says.happened_on == "2024-05"


def test_what_is_retracted_or_dismissed_counts_no_more() -> None:
    retraction = on_top("retraction", event="id-1", reason="not about Meta")
    review = on_top("review", events=["id-2"], verdict="dismissed", who="an editor", why="satire")

    assert facts_of([entry(1, RELEASE), entry(2, RELEASE), entry(3, retraction), entry(4, review)]) == []


def reread(event: str, withdraws: bool, **replaces: Any) -> Payload:
    return on_top("correction", event=event, replaces=replaces, withdraws=withdraws, reason="reread", who="extract 9")


def test_what_a_later_reader_does_not_find_counts_no_more_until_one_finds_it_again() -> None:
    log = [entry(1, RELEASE), entry(2, reread("id-1", True))]

    assert facts_of(log) == []
    [fact] = facts_of([*log, entry(3, reread("id-1", False, happened_on="2024-05"))])
    assert fact.says.happened_on == "2024-05"


def test_what_a_person_said_outlives_what_a_program_reads() -> None:
    confirmed = on_top("review", events=["id-1"], verdict="confirmed", who="an editor", why="seen it")
    edited = on_top("correction", event="id-1", replaces={"happened_on": "2024-06"}, reason="editor")

    [one] = facts_of([entry(1, RELEASE), entry(2, confirmed), entry(3, reread("id-1", True))])
    [other] = facts_of(
        [entry(1, RELEASE), entry(2, edited), entry(3, reread("id-1", True, happened_on="2024-07", access="api"))]
    )

    assert one.confirmed
    assert (other.says.happened_on, getattr(other.says, "access", None)) == ("2024-06", "api")
