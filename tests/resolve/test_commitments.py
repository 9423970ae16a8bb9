"""What becomes of a promise."""

from typing import Any

import pytest

from tracker.resolve.commitments import Promise, Step, settled


def promise(**fields: Any) -> Promise:
    given = {"promised_on": "2026-08-10", "due": None, "subject": "Muse Spark", "access": "open_weights", **fields}
    return Promise(happening="h1", speaker="Meta", promise="publish the weights", **given)


def step(
    on: str, subject: str = "Muse Spark Open", access: str | None = "open_weights", status: str = "released"
) -> Step:
    return Step(f"h-{on}", subject, status, access, on)


@pytest.mark.parametrize(
    ("made", "steps", "fate", "settled_on"),
    [
        (promise(), [], "open", None),
        (promise(), [step("2026-10-15")], "kept", "2026-10-15"),
        (promise(due="2026-10"), [step("2026-10-31")], "kept", "2026-10-31"),
        (promise(due="2026-10"), [step("2026-11-01")], "late", "2026-11-01"),
        (promise(), [step("2026-09-01", access="research")], "narrowed", "2026-09-01"),
        (promise(), [step("2026-09-01", access="research"), step("2026-10-01")], "kept", "2026-10-01"),
        (promise(), [step("2026-09-01", access="api")], "open", None),
        (promise(), [step("2026-09-01", status="withdrawn"), step("2026-10-01")], "reversed", "2026-09-01"),
        (promise(), [step("2026-07-01")], "open", None),
        (promise(), [step("2026-09-01", subject="Muse Sparkle")], "open", None),
        (promise(subject=None), [step("2026-09-01")], "open", None),
        (promise(promised_on=None), [step("2026-09-01")], "open", None),
        (promise(access=None), [step("2026-09-01", access="api")], "kept", "2026-09-01"),
        (promise(access="api"), [step("2026-09-01", access="api")], "kept", "2026-09-01"),
    ],
)
def test_the_fate_of_a_promise(made: Promise, steps: list[Step], fate: str, settled_on: str | None) -> None:
    for order in (steps, steps[::-1]):
        found = settled(made, order)
        assert (found.fate, found.settled_on) == (fate, settled_on)
