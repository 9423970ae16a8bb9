"""Grow tracker/extract/trees.json on the development part of the labelled articles: `make model`.

For everything that an article names, whether a careful reader finds a claim on it there; what is arguable is left out.
Gradient boosting by scikit-learn, with a fixed seed: the same articles, words and rules give the same file, bit for bit.
"""

import json
from collections import defaultdict
from typing import Any

import numpy
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer

from bench.calibrate import CORPUS
from tracker.extract import trees, weighing
from tracker.extract.corpus import Facts, Labelled, labelled_in
from tracker.extract.discourse import contexts
from tracker.extract.evaluate import plain
from tracker.extract.lexicons import lexicon_of
from tracker.extract.reading import read

TREES, LEAVES, RATE, FEWEST = 80, 10, 0.09, 10
SEEN_IN = 8  # candidates that a feature must be seen in

Row = tuple[weighing.Features, bool]


def rows() -> dict[str, list[Row]]:
    """By kind of claim: features of each candidate, and whether it is one."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for path in sorted(CORPUS.glob("*.yaml")):
        for labelled in labelled_in(path, "development"):
            for kind, subject, told in _candidates(labelled):
                answer = _is_claim(labelled, kind, subject)
                if answer is not None:
                    found[kind].append((told, answer))
    return found


def _candidates(labelled: Labelled) -> list[tuple[str, str, weighing.Features]]:
    lexicon = lexicon_of(labelled.article.language)
    reading = read(labelled.article, lexicon) if lexicon is not None else None
    if reading is None:
        return []
    return [
        (kind, subject, told)
        for name, subject, places in weighing.named(reading, contexts(reading), weighing.WORDS)
        for told in [weighing.features(reading, subject, places)]
        for kind in weighing.KINDS[name]
    ]


def _is_claim(labelled: Labelled, kind: str, subject: str) -> bool | None:
    if any(_is_on(facts, kind, subject) for facts in labelled.required):
        return True
    return None if any(_is_on(facts, kind, subject) for facts in labelled.optional) else False


def _is_on(facts: Facts, kind: str, subject: str) -> bool:
    return facts["kind"] == kind and plain(str(facts.get("subject") or facts.get("speaker"))) == plain(subject)


def grown(data: list[Row]) -> tuple[float, list[trees.Node]]:
    """Log-odds to begin with, and the trees whose leaves are added to them."""
    names = DictVectorizer(sparse=False, sort=True)
    matrix = names.fit_transform([told for told, _ in data])
    often = (matrix != 0).sum(axis=0) >= SEEN_IN
    kept = [name for name, enough in zip(names.feature_names_, often, strict=True) if enough]
    model = HistGradientBoostingClassifier(
        max_iter=TREES,
        learning_rate=RATE,
        max_leaf_nodes=LEAVES,
        max_features=0.3,
        min_samples_leaf=FEWEST,
        l2_regularization=5,
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


def main() -> None:
    data = rows()
    forests = {kind: grown(data[kind]) for kind in sorted(data)}
    text = json.dumps(forests, ensure_ascii=False, separators=(",", ":")).replace('["', '\n["')
    trees.FILE.write_text(text + "\n", "utf-8")
    for kind, some in sorted(data.items()):
        print(f"{trees.FILE.name}: {kind}: {len(some)} candidates, {sum(answer for _, answer in some)} claims")  # noqa: T201


if __name__ == "__main__":
    main()
