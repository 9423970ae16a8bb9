"""Grow tracker/extract/dates.json on the development part of the labelled articles: `make model`.

For each claim that the readers find and a careful reader dates, whether each date that it might have is the right one.
"""

from collections.abc import Iterator

from bench.grow import Row, write
from bench.lacking import CORPUS, readings_of
from tracker.extract import trees
from tracker.extract.claims import as_first_dated
from tracker.extract.corpus import Facts, Labelled, labelled_in
from tracker.extract.datechoice import KIND, features
from tracker.extract.evaluate import canonical
from tracker.records import Claim

READINGS = 2
"""Of each article: the first lacks no words, the second some of them (bench.lacking)."""
SIZE = (250, 24)
PACE = (0.06, 10, 8, 60)


def rows() -> Iterator[Row]:
    """Features of each date that a claim might have, and whether it is the right one."""
    for path in sorted(CORPUS.glob("*.yaml")):
        for labelled in labelled_in(path, "development"):
            for reading, _ in zip(readings_of(labelled), range(READINGS), strict=False):
                claims = as_first_dated(reading)
                for claim in claims:
                    facts = _told_of(labelled, claim)
                    if facts is None:
                        continue
                    right = str(facts["happened_on"]) if facts.get("happened_on") else None
                    yield from ((told, value == right) for value, told in features(reading, claim, claims))


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
    write({KIND: list(rows())}, trees.DATES_FILE, SIZE, PACE)


if __name__ == "__main__":
    main()
