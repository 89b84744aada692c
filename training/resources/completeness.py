"""The weights of the completeness check's score: ``python -m training.resources.completeness ../shared/data/bitext``.

A logistic regression that tells human pairs from the same pairs with their last third or last clause dropped.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dipx.checks.completeness import LEAST_LENGTH, witnesses
from dipx.errors import DipxError
from dipx.evaluation.faults import cut_last_third, drop_last_clause, drop_last_third
from training.data.corpora import Pair, read_pairs

# Corpus, and which of its pairs: none that coverage.py learned its lexicon from.
CORPORA = {
    "newstest2011": (0, 9999),
    "newstest2012": (0, 9999),
    "europarl": (300_000, 302_500),
    "hansard36": (60_000, 61_500),
}
FAULTS = (drop_last_third, cut_last_third, drop_last_clause)
FAULT_WEIGHT = 1 / len(FAULTS)  # so that sound and faulty pairs weigh alike
ROUNDS, RIDGE = 30, 1e-3
Matrix = NDArray[np.float64]


def examples(pairs: Sequence[Pair]) -> tuple[Matrix, Matrix]:
    """What the check sees of the pairs, and of the pairs with a fault: one row each, the last column is 1."""
    choice = random.Random(1)
    faulty = [(source, made) for source, target in pairs for fault in FAULTS if (made := fault(source, target, choice))]
    return tuple(np.array([[*witnesses(*pair), 1.0] for pair in some]) for some in (pairs, faulty))  # type: ignore[return-value]


def fitted(sound: Matrix, faulty: Matrix) -> Matrix:
    """The weights, by Newton's method."""
    rows = np.concatenate([sound, faulty])
    truth = np.concatenate([np.zeros(len(sound)), np.ones(len(faulty))])
    weight = np.concatenate([np.ones(len(sound)), np.full(len(faulty), FAULT_WEIGHT)])
    weights: Matrix = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (weight * (truth - chance)) - RIDGE * weights
        curvature = (rows * (weight * chance * (1 - chance))[:, None]).T @ rows + RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(curvature, slope)
    return weights


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.resources.completeness", description=__doc__)
    parser.add_argument("bitext", type=Path)
    given = parser.parse_args(arguments)
    pairs: list[Pair] = []
    try:
        for name, span in CORPORA.items():
            pairs += itertools.islice(read_pairs(given.bitext / f"{name}.tsv.xz"), *span)
    except DipxError as error:
        print(f"completeness: {error}", file=sys.stderr)
        return error.exit_code
    pairs = [pair for pair in pairs if len(pair[0]) >= LEAST_LENGTH and pair[1]]
    sound, faulty = examples(pairs)
    weights = fitted(sound, faulty)
    print("weights:", ", ".join(f"{weight:.2f}" for weight in weights))
    scores: Any = np.sort(sound @ weights)
    for share in (0.03, 0.02, 0.015, 0.01, 0.005, 0.002, 0.001):
        least = scores[int(len(scores) * (1 - share))]
        found = np.mean(faulty @ weights > least)
        print(f"{share:.1%} of the sound pairs and {found:.1%} of the faulty are above {least:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
