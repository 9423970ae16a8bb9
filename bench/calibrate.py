"""Fit tracker/extract/calibration.json to the development part of the labelled articles: `make model`.

Plain logistic regression with a small penalty, by Newton's method in pure Python: the same articles and rules give the
same file, bit for bit.
"""

import json
from collections.abc import Sequence
from math import exp

from bench.lacking import CORPUS, readings_of
from tracker.extract import calibration, claims
from tracker.extract.corpus import labelled_in
from tracker.extract.evaluate import judged

STEPS = 30
PENALTY = 1.0

Row = tuple[list[float], float]


def rows() -> tuple[list[str], list[Row]]:
    """Names of the features, and for each claim found their values and 1 for right, 0 for wrong."""
    names: list[str] = []
    found: list[Row] = []
    for path in sorted(CORPUS.glob("*.yaml")):
        for labelled in labelled_in(path, "development"):
            for reading in readings_of(labelled):
                told = claims.uncalibrated(reading)
                outcome = judged(labelled, lambda _, told=told: told)
                for claim in told:
                    values = calibration.features(claim, reading, told, calibration.others_in(reading))
                    names = list(values)
                    found.append((list(values.values()), float(not any(claim is one for one in outcome.surplus))))
    return names, found


def fitted(data: Sequence[Row]) -> list[float]:
    """Weights that make the data most likely, less a penalty on their squares."""
    size = len(data[0][0])
    weights = [0.0] * size
    for _ in range(STEPS):
        slope = [-PENALTY * weight for weight in weights]
        curve = [[PENALTY * (a == b) for b in range(size)] for a in range(size)]
        for values, right in data:
            expected = 1 / (1 + exp(-sum(weight * value for weight, value in zip(weights, values, strict=True))))
            for a in range(size):
                slope[a] += (right - expected) * values[a]
                for b in range(size):
                    curve[a][b] += expected * (1 - expected) * values[a] * values[b]
        step = solved(curve, slope)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
    return weights


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a system of linear equations, by elimination with pivots."""
    size = len(right)
    whole = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at in range(size):
        pivot = max(range(at, size), key=lambda row: abs(whole[row][at]))
        whole[at], whole[pivot] = whole[pivot], whole[at]
        for row in range(size):
            if row != at:
                factor = whole[row][at] / whole[at][at]
                whole[row] = [value - factor * base for value, base in zip(whole[row], whole[at], strict=True)]
    return [whole[at][size] / whole[at][at] for at in range(size)]


def main() -> None:
    names, data = rows()
    weights = {name: round(weight, 4) for name, weight in zip(names, fitted(data), strict=True)}
    calibration.WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", "utf-8")
    print(f"{calibration.WEIGHTS.name}: {len(data)} claims, {sum(right for _, right in data):.0f} right")  # noqa: T201


if __name__ == "__main__":
    main()
