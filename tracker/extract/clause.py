"""What one sentence says of the terms of a family, and whether such clauses are told as an event."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.extract.discourse import is_oblique
from tracker.extract.ellipsis import is_foreign
from tracker.extract.folding import Mark
from tracker.extract.reading import Reading, Sentence
from tracker.extract.terms import Term
from tracker.extract.when import When
from tracker.records import Claim, LicenceStatus

_OPENING = 2
_RULED = tuple(f"licence.{key}" for key in ("allow", "ask", "forbid", "noncommercial", "naming", "exclude"))


@dataclass(frozen=True, slots=True)
class Clause:
    """What one sentence says of the terms of one family; changes: it says that they are new; by_meta: and by whom;
    begins: from what day about now they hold."""

    subject: str
    terms: tuple[Term, ...]
    sentence: Sentence
    status: LicenceStatus
    when: str | None
    changes: bool
    by_meta: bool
    begins: bool


def names_family(clause: Clause, name: str) -> bool:
    """Whether the sentence of a clause names the family itself."""
    return any(mark.value == name for mark in clause.sentence.all("model"))


def is_told(reading: Reading, clauses: Sequence[Clause], release: Claim | None) -> bool:
    """Whether terms are told as an event: with a release, as a change, by Meta's own act; not as a reminder."""
    if all(term.key == "fee" for clause in clauses for term in clause.terms):
        ours = any(s.rank == 0 and _is_on_ours(reading, s) for s in reading.sentences)
        told = any(one.by_meta or one.begins or _is_fresh(one) or _is_graded(one) for one in clauses)
        on_model = [one for one in clauses if one.sentence.has("noun.model", "model")]
        return ours and told and bool(on_model) and not any(one.sentence.has("access.api") for one in clauses)
    if release is not None and (release.main or release.happened_on is not None):
        return True
    if any(clause.changes or clause.begins or _is_headed(clause) or _grants(clause) for clause in clauses):
        return True
    if any(
        clause.when and clause.sentence.has("model") and any(when.is_complete for when in clause.sentence.dates)
        for clause in clauses
    ):
        return True
    headed = any(s.rank == 0 and s.has("meta", "person", "model", "variant") for s in reading.sentences)
    return headed and any(
        (clause.by_meta or clause.sentence.rank <= _OPENING)
        and not _is_of_generation(clause.sentence)  # what "the first version" was for is told as a reminder
        and clause.sentence.has(*_RULED)
        for clause in clauses
    )


def _is_on_ours(reading: Reading, head: Sentence) -> bool:
    """Whether a headline is on Meta or its model, and not only on who comes from there."""
    return head.has("person", "model") or any(not is_oblique(reading, head, meta) for meta in head.all("meta"))


def _is_graded(clause: Clause) -> bool:
    """Whether who has to pay is told by a sum: "firms with more than 10 million in revenue"."""
    return clause.sentence.has("amount") and clause.sentence.has("licence.over")


def _is_fresh(clause: Clause) -> bool:
    """Whether terms hold now, or from some time to come: "from the summer large customers will have to pay"."""
    planned = clause.status == "planned" and clause.sentence.has("date.since", "date.from")
    return planned or clause.sentence.has("modality.now")


def _is_of_generation(sentence: Sentence) -> bool:
    """Whether one of several versions is meant, and no day or sum: "from 1 June", "from 10 million"."""
    counted: list[Mark | When] = [*sentence.dates, *sentence.all("amount")]
    return any(
        not any(one.start < other.end and other.start < one.end for other in counted)
        for one in sentence.all("generation")
    )


def _is_headed(clause: Clause) -> bool:
    """Whether the headline itself says what may be done with a model: "VGGT may be used commercially"."""
    said = clause.sentence.has("licence.allow", "licence.forbid", "licence.exclude", "licence.commercial")
    return clause.sentence.rank == 0 and said and clause.sentence.has("model") and not is_foreign(clause.sentence)


def _grants(clause: Clause) -> bool:
    """Whether Meta lets somebody in who was kept out, which it does at some time and not as a rule."""
    return clause.by_meta and any(term.key == "exceptions" for term in clause.terms)
