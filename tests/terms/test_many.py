"""Texts of a thousand clauses, most of which differ: each still finds its own, at a cost that grows with their number."""

import random
import re
import time

from tracker.terms.compare import compare

THINGS = re.findall(
    r"\w+",
    "weights outputs copies notices recipients services products reports records audits fees regions courts parties breaches"
    " consents names displays users months revenues patents claims periods servers drivers sensors archives",
)


def text_of(count: int, end: str) -> str:
    """As many numbered clauses of nearly the same words, each with a few of its own."""
    dice = random.Random(count)
    clauses = (
        f"{at}. You must keep {' and '.join(dice.sample(THINGS, 5))} of part {at} apart, {end}."
        for at in range(1, count + 1)
    )
    return "\n\n".join(("Gannet Model License", "You may use the Model under this license.", *clauses))


def test_each_of_many_clauses_stands_for_the_one_it_was() -> None:
    old = text_of(600, "unless the licensor agrees")
    new = text_of(600, "if the licensor demands it in writing")

    pairs = [(one.old, one.new) for one in compare(old, new).differences if one.verdict != "same"]

    assert len(pairs) == 600
    assert all(len(a) == len(b) == 1 and a[0].label == b[0].label for a, b in pairs)


def test_parts_of_many_clauses_are_found_in_their_wholes() -> None:
    old = text_of(400, "unless the licensor agrees. You must also tell the licensor about every loss within ten days")
    new = old.replace("agrees. You", "agrees to it.\n\nYou").replace("days.", "days of it.")

    verdicts = [one.verdict for one in compare(old, new).differences]

    assert verdicts.count("added") == verdicts.count("removed") == 0


def test_twice_as_many_clauses_cost_about_twice_as_much() -> None:
    def cost(count: int) -> float:
        old, new = text_of(count, "unless the licensor agrees"), text_of(count, "if the licensor demands it")
        start = time.process_time()
        compare(old, new)
        return time.process_time() - start

    cost(100)

    assert cost(1_600) < 4 * cost(800) + 0.5
