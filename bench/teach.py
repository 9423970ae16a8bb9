"""Fit tracker/terms/learnt.json to sentences that state terms of licences, and to others that look alike: `make model`.

    python -m bench.teach [--check]

The sentences of bench/licence_sentences are our own; those of the texts of the tests count by half: where a text states
a term, the sentence that it stands on, and where it does not, none of them. Logistic regression by scikit-learn: the
same sentences give the same file, bit for bit. --check: of five parts each is judged by what the other four taught; nothing is written.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy
import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from tracker.terms import learnt
from tracker.terms.clauses import Sentence, sentences_of
from tracker.terms.markup import plain_text
from tracker.terms.read import NOTHING, terms_in
from tracker.terms.second import BAN, LONGEST, NAMED, QUESTIONS, Question, stated

SENTENCES = Path(__file__).with_name("licence_sentences")
TEXTS = Path(__file__).parent.parent / "tests" / "terms" / "texts"
MOST = 5  # sentences that a line with alternatives stands for
FOLDS = 5
PENALTY, OF_TEXTS = 1.0, 0.5  # what a sentence of a text counts
FEWEST, LEAST = 4, 4  # sentences that a feature is in; weight, in hundredths, that is kept
_EITHER = re.compile(r"\[([^\]]*)\]")


class Taught(NamedTuple):
    """A sentence in lower case, what it states ("redistribution allowed"), and of what it may or may not; its fold."""

    low: str
    states: frozenset[str]
    unsure: frozenset[str]
    own: bool
    fold: int


def sentences() -> Iterator[Taught]:
    """All that is learnt from."""
    line = 0
    for file in sorted(SENTENCES.glob("*.yaml")):
        for states, lines in yaml.safe_load(file.read_text("utf-8")).items():
            told = frozenset() if states == "none" else frozenset(states.split(", "))
            for one in lines.splitlines():
                line += 1
                yield from (Taught(low, told, frozenset(), True, line % FOLDS) for low in variants(one))
    expected = yaml.safe_load((TEXTS / "expected.yaml").read_text("utf-8"))
    for number, name in enumerate(sorted(expected)):
        yield from _of_text((TEXTS / name).read_text("utf-8"), expected[name], number % FOLDS)


def variants(line: str) -> list[str]:
    """The sentences that a line stands for, in lower case: each alternative in one of them."""
    either = [found.split("|") for found in _EITHER.findall(line)]
    some = []
    for at in range(min(MOST, max(map(len, either), default=1))):
        chosen = iter(
            one[(at + at * place // len(one) + (place if at else 0)) % len(one)] for place, one in enumerate(either)
        )
        told = _EITHER.sub(lambda _: next(chosen), line)  # noqa: B023 used up at once
        some.append(re.sub(r" (?=[,.;])", "", " ".join(told.split())).lower())
    return list(dict.fromkeys(some))


def _of_text(raw: str, wanted: dict[str, Any], fold: int) -> Iterator[Taught]:
    plain = plain_text(raw)
    read = terms_in(plain, sentences_of(plain))  # by the patterns alone
    for one in sentences_of(plain):
        states, unsure = set[str](), set[str]()
        for question in QUESTIONS.values():
            value = wanted.get(question.key, NOTHING[question.key])
            if value != NOTHING[question.key]:
                words = read.words.get(question.key)
                here = words is not None and words.start < one.end and one.start < words.end
                for other, name in labels(question).items():
                    (states if here and other == value else unsure).add(name)
        if len(one.low) <= 2 * LONGEST:
            yield Taught(one.low, frozenset(states), frozenset(unsure), False, fold)


def labels(question: Question) -> dict[object, str]:
    """By value, as what it stands in the lists of sentences."""
    key = question.key.removesuffix("_to_improve_other_models")
    return {value: key if value in (True, NAMED) else f"{key} {value}" for value in question.values}


def answers(all_: list[Taught]) -> dict[str, list[bool | None]]:
    """By question, whether each sentence states it; None where that is not known."""
    told: dict[str, list[bool | None]] = {}
    for name, question in QUESTIONS.items():
        names = set(labels(question).values())
        told[name] = [bool(one.states & names) or (None if one.unsure & names else False) for one in all_]
    told[BAN] = [_bans(one.states) for one in all_]
    return told


def _bans(states: frozenset[str]) -> bool | None:
    ends = {one.rsplit(" ", 1)[-1] for one in states} & {"allowed", "forbidden"}
    return ends == {"forbidden"} if len(ends) == 1 else None


def _weighed(low: str) -> dict[str, float]:
    told = sorted(learnt.features(low))
    return dict.fromkeys(told, learnt.weight_of(len(told)))


def fitted(matrix: Any, told: list[bool | None], weights: Any, among: Any) -> LogisticRegression:
    known = among & numpy.array([one is not None for one in told])
    rows = numpy.flatnonzero(known)
    model = LogisticRegression(C=PENALTY, solver="liblinear", random_state=1)
    return model.fit(matrix[rows], numpy.array([bool(told[at]) for at in rows]), sample_weight=weights[rows])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    all_ = list(sentences())
    names = DictVectorizer(sort=True)
    matrix = names.fit_transform([_weighed(one.low) for one in all_]).tocsr()
    weights = numpy.array([1.0 if one.own else OF_TEXTS for one in all_])
    told = answers(all_)
    if check:
        _check(all_, matrix, told, weights)
        return
    often = numpy.asarray((matrix > 0).sum(axis=0)).ravel() >= FEWEST
    kept = [name for name, enough in zip(names.feature_names_, often, strict=True) if enough]
    base: dict[str, int] = {}
    by_feature: dict[str, list[int]] = {}
    for place, (question, some) in enumerate(told.items()):
        model = fitted(matrix[:, often], some, weights, numpy.ones(len(all_), bool))
        base[question] = round(float(model.intercept_[0]) * learnt.PARTS)
        for name, weight in zip(kept, model.coef_[0], strict=True):
            if abs(rounded := round(float(weight) * learnt.PARTS)) >= LEAST:
                by_feature.setdefault(name, []).extend((place, rounded))
    text = json.dumps({"base": base, "weights": by_feature}, ensure_ascii=False, separators=(",", ":"))
    learnt.FILE.write_text(text.replace("],", "],\n") + "\n", "utf-8")
    own = sum(one.own for one in all_)
    print(f"{learnt.FILE.name}: {own} sentences of our own, {len(all_) - own} of texts, {len(by_feature)} features")  # noqa: T201


def _check(all_: list[Taught], matrix: Any, told: dict[str, list[bool | None]], weights: Any) -> None:
    """How often what is likely enough is right, of our own sentences that were not learnt from."""
    folds = numpy.array([one.fold for one in all_])
    likely = {question: numpy.zeros(len(all_)) for question in told}
    for question, some in told.items():
        for fold in range(FOLDS):
            model = fitted(matrix, some, weights, folds != fold)
            likely[question][folds == fold] = model.predict_proba(matrix[folds == fold])[:, 1]
    own = [(at, one) for at, one in enumerate(all_) if one.own]
    for name, question in QUESTIONS.items():
        hits: Counter[tuple[object, bool]] = Counter()
        for at, one in own:
            ask = {some: float(share[at]) for some, share in likely.items()}
            for value, share in stated(name, _alone(one.low), lambda _, ask=ask: ask):  # type: ignore[misc]
                hits[value, labels(question)[value] in one.states] += share >= 1
        for value, label in labels(question).items():
            told_of = sum(label in one.states for _, one in own)
            right, wrong = hits[value, True], hits[value, False]
            print(f"{name:10} {value!s:12} {right + wrong:4} found, {right:4} right, of {told_of:4}")  # noqa: T201


def _alone(low: str) -> Sentence:
    """A sentence as if it were a text."""
    return sentences_of("You may use it.")[0]._replace(own=low, full=low, low=low, end=len(low))


if __name__ == "__main__":
    main()
