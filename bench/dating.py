"""Grow tracker/extract/dates.json on the development part of the labelled articles: `make model`.

For each claim that the readers find and a careful reader dates, whether each date that it might have is the right one,
and whether the claim is news or background.
"""

from collections.abc import Iterator

from bench.grow import Row, write
from bench.lacking import CORPUS, readings_of
from tracker.extract import datechoice, newschoice, trees
from tracker.extract.claims import as_first_dated
from tracker.extract.corpus import Facts, Labelled, labelled_in
from tracker.extract.evaluate import canonical
from tracker.extract.reading import Reading
from tracker.records import Claim

READINGS = 2
"""Of each article: the first lacks no words, the second some of them (bench.lacking)."""
SIZE = (250, 24)
PACE = (0.06, 10, 8, 60)


def dates() -> Iterator[Row]:
    """Features of each date that a claim might have, and whether it is the right one."""
    for reading, claims, claim, facts in _known():
        right = str(facts["happened_on"]) if facts.get("happened_on") else None
        yield from ((told, value == right) for value, told in datechoice.features(reading, claim, claims))


def news() -> Iterator[Row]:
    """Features of each claim once it is dated (by the trees that are there then), and whether it is news."""
    for reading, first, claim, facts in _known():
        if "main" in facts:
            dated = datechoice.with_dates(reading, first)
            yield newschoice.features(reading, dated[first.index(claim)], dated), bool(facts["main"])


def _known() -> Iterator[tuple[Reading, list[Claim], Claim, Facts]]:
    """Each claim that is one by the labels too, among all that its article tells, and what they say of it."""
    for path in sorted(CORPUS.glob("*.yaml")):
        for labelled in labelled_in(path, "development"):
            for reading, _ in zip(readings_of(labelled), range(READINGS), strict=False):
                claims = as_first_dated(reading)
                for claim in claims:
                    facts = _told_of(labelled, claim)
                    if facts is not None:
                        yield reading, claims, claim, facts


def _told_of(labelled: Labelled, claim: Claim) -> Facts | None:
    """What the labels say of a claim, if it is one, and one alone."""
    found = [facts for facts in labelled.required if _is_of(facts, claim)]
    if len(found) > 1:
        found = [facts for facts in found if facts.get("status") == claim.status]
    if len(found) > 1 and claim.kind != "policy_statement":
        found = [facts for facts in found if facts.get("main") == claim.main]
    return found[0] if len(found) == 1 else None


def _is_of(facts: Facts, claim: Claim) -> bool:
    subject = str(facts.get("subject") or facts.get("speaker"))
    return facts["kind"] == claim.kind and canonical(subject) == canonical(claim.subject)


def main() -> None:
    grown = {datechoice.KIND: list(dates())}
    write(grown, trees.DATES_FILE, SIZE, PACE)
    trees.read_again()
    write(grown | {newschoice.KIND: list(news())}, trees.DATES_FILE, SIZE, PACE)


if __name__ == "__main__":
    main()
