#!/usr/bin/env python3
"""Fits the confidence to the evidence of lookups: prints the constants of `ConfidenceModel.swift`.

    swift run -c release --disable-default-traits Measure accuracy --corpus FOLDER --seed 78 --count 1000 \\
        --books treasure-island,walden,anne-of-green-gables,tom-sawyer,jekyll-and-hyde --evidence FILE
    Benchmarks/confidence.py FILE

A logistic regression of whether the best place is the page's on its points, up to 100 and up to 40, and on the share of
the page's letters that are equal there; half of the weight on hard lookups, a quarter on those of other books, a
quarter on easy ones. Needs NumPy.
"""
import collections
import csv
import sys

import numpy

SHARES = {"hard": 0.5, "foreign": 0.25, "easy": 0.25}
ROUNDS = 60


def main() -> None:
    rows = list(csv.DictReader(open(sys.argv[1])))
    parts = [row["part"] for row in rows]
    counts = collections.Counter(parts)
    weights = numpy.array([SHARES[part] / counts[part] * len(rows) for part in parts])
    is_right = numpy.array([float(row["best_right"]) for row in rows])
    points = numpy.array([float(row["score"]) for row in rows])
    share = numpy.array([min(1, float(row["equal"]) / max(1, float(row["running"]))) for row in rows])
    features = numpy.stack(
        [numpy.ones(len(rows)), numpy.minimum(points, 100) / 100, numpy.minimum(points, 40) / 40, share], 1)
    factors = numpy.zeros(features.shape[1])
    for _ in range(ROUNDS):
        told = 1 / (1 + numpy.exp(-numpy.clip(features @ factors, -40, 40)))
        slope = features.T @ (weights * (is_right - told)) - 0.01 * factors
        curve = (features.T * (weights * told * (1 - told))) @ features + 0.01 * numpy.eye(len(factors))
        factors += numpy.clip(numpy.linalg.solve(curve, slope), -3, 3)
    told = 1 / (1 + numpy.exp(-numpy.clip(features @ factors, -40, 40)))
    print(f"constant {factors[0]:.2f}, per point to 100 {factors[1] / 100:.4f}, per point to 40 {factors[2] / 40:.4f}, "
          f"per share {factors[3]:.2f}")
    for low, high in [(0, 0.1), (0.1, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 0.99), (0.99, 1.01)]:
        inside = (told >= low) & (told < high)
        if inside.any():
            weight = weights[inside].sum()
            print(f"{low:.2f}-{min(high, 1):.2f}: {inside.sum()} lookups, told "
                  f"{(weights * told)[inside].sum() / weight:.3f}, true {(weights * is_right)[inside].sum() / weight:.3f}")


if __name__ == "__main__":
    main()
