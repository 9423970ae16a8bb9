"""Grow tracker/extract/trees.json on the development part of the labelled articles, and on the briefs: `make model`.

For everything that an article names, whether a careful reader finds a claim on it there; what is arguable is left out.
Gradient boosting by scikit-learn, with a fixed seed: the same articles, words and rules give the same file, bit for bit.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy
import yaml
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer

from bench.lacking import CORPUS, READINGS, readings_of
from tracker.extract import trees, weighing
from tracker.extract.corpus import Facts, Labelled, labelled_in
from tracker.extract.discourse import contexts
from tracker.extract.evaluate import canonical
from tracker.records import Article

BRIEFS = CORPUS.parent / "extract"
TREES, LEAVES = 300, 30
SMALL = (120, 14)  # trees, leaves: of steps and traits
PACE = (0.09, 8 * READINGS, 5 * READINGS, 8 * READINGS)
"""Learning rate, fewest candidates of a leaf, penalty on the squares of leaves; candidates that a feature must be seen in."""

Row = tuple[weighing.Features, bool]
Pace = tuple[float, int, int, int]


def rows() -> dict[str, list[Row]]:
    """By kind of claim: features of each candidate, and whether it is one."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for labelled in learned_from():
        for kind, subject, told in _candidates(labelled):
            answer = _is_claim(labelled, kind, subject)
            if answer is not None:
                found[kind].append((told, answer))
    return found


def learned_from() -> Iterator[Labelled]:
    """The articles of the development part, and the briefs."""
    for path in sorted(CORPUS.glob("*.yaml")):
        yield from labelled_in(path, "development")
    for path in (BRIEFS / "briefs.yaml", *sorted((BRIEFS / "wordings").glob("*.yaml"))):
        for number, brief in enumerate(yaml.safe_load(path.read_text("utf-8"))):
            text, published = brief["text"], str(brief["published"])
            article = Article(brief["title"], text, language=brief["language"], published_on=published)
            yield Labelled(f"{path.stem}/{number}", None, article, tuple(map(_facts, brief["told"])), ())


def _facts(told: str) -> Facts:
    """Of "release Llama 5 planned"; a statement has no status."""
    kind, subject = told.split(" ", 1)
    if kind == "policy_statement":
        return {"kind": kind, "subject": subject}
    subject, status = subject.rsplit(" ", 1)
    return {"kind": kind, "subject": subject, "status": status}


def _candidates(labelled: Labelled) -> Iterator[tuple[str, str, weighing.Features]]:
    for reading in readings_of(labelled):
        for name, subject, places in weighing.named(reading, contexts(reading), lambda _: weighing.WORDS):
            told = weighing.features(reading, subject, places)
            yield from ((kind, subject, told) for kind in weighing.KINDS[name])


def _is_claim(labelled: Labelled, kind: str, subject: str) -> bool | None:
    if kind in weighing.TRAITS:
        return _is_only_shown(labelled, kind, subject)
    if any(_is_on(facts, kind, subject) for facts in labelled.required):
        return True
    return None if any(_is_on(facts, kind, subject) for facts in labelled.optional) else False


def _is_only_shown(labelled: Labelled, trait: str, subject: str) -> bool | None:
    """Whether the releases of a subject were but announced, if they agree; None where there are none."""
    told = [facts for facts in labelled.required if _is_on(facts, trait.split(" ")[0], subject)]
    found = {facts["status"] == "announced" for facts in told if facts.get("status") in weighing.STEPS["release out"]}
    return found.pop() if len(found) == 1 else None


def _is_on(facts: Facts, kind: str, subject: str) -> bool:
    if kind in weighing.STEPS and facts.get("status") not in weighing.STEPS[kind]:
        return False
    return facts["kind"] == kind.split(" ")[0] and canonical(
        str(facts.get("subject") or facts.get("speaker"))
    ) == canonical(subject)


def grown(data: list[Row], size: tuple[int, int], pace: Pace = PACE) -> tuple[float, list[trees.Node]]:
    """Log-odds to begin with, and the trees whose leaves are added to them. size: how many, of how many leaves at most"""
    rate, fewest, penalty, seen_in = pace
    names = DictVectorizer(sparse=False, sort=True, dtype=numpy.float32)
    matrix = names.fit_transform([told for told, _ in data])
    often = (matrix != 0).sum(axis=0) >= seen_in
    kept = [name for name, enough in zip(names.feature_names_, often, strict=True) if enough]
    model = HistGradientBoostingClassifier(
        max_iter=size[0],
        learning_rate=rate,
        max_leaf_nodes=size[1],
        max_features=0.3,
        min_samples_leaf=fewest,
        l2_regularization=penalty,
        early_stopping=False,
        random_state=1,
    ).fit(matrix[:, often], numpy.array([answer for _, answer in data]))
    base = float(model._baseline_prediction.ravel()[0])  # no public way to the trees
    return round(base, 4), [_node(one[0].nodes, 0, kept) for one in model._predictors]


def _node(nodes: Any, at: int, names: list[str]) -> trees.Node:
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), 4)
    left, right = (_node(nodes, int(node[side]), names) for side in ("left", "right"))
    return [names[node["feature_idx"]], round(float(node["num_threshold"]), 4), left, right]


def write(data: dict[str, list[Row]], file: Path, size: tuple[int, int] = (TREES, LEAVES), pace: Pace = PACE) -> None:
    """Grow the trees of each kind, and keep them."""
    forests = {kind: grown(data[kind], size if " " not in kind else SMALL, pace) for kind in sorted(data)}
    text = json.dumps(forests, ensure_ascii=False, separators=(",", ":")).replace('["', '\n["')
    file.write_text(text + "\n", "utf-8")
    for kind, some in sorted(data.items()):
        print(f"{file.name}: {kind}: {len(some)} candidates, {sum(answer for _, answer in some)} right")  # noqa: T201


def main() -> None:
    write(rows(), trees.FILE)


if __name__ == "__main__":
    main()
