"""Learn the weights of the sentence selector from stories whose editors wrote bullets for them.

    python -m training.bullets.selector --stories ../shared/data/summaries/cnn-dm.jsonl.xz

A linear ranker: within each story, softmax(features · weights) is fitted to a target that is partly the
greedy oracle (the sentences that together come closest to the editors' bullets by ROUGE-1 + ROUGE-2) and
partly each sentence's own ROUGE. Full-batch Adam from zero: no randomness, the same weights every time.
"""

from __future__ import annotations

import argparse
import itertools
import json
import lzma
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dipx.bullets.selector import FORMAT, features, vectorize
from dipx.bullets.shorten import tidy
from dipx.bullets.words import stem, tokens
from dipx.text.segmentation import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Grams: TypeAlias = tuple[Counter[str], Counter[tuple[str, str]]]
Array: TypeAlias = NDArray[np.float64]

# Chosen on the development stories.
ORACLE_SHARE = 0.7
TEMPERATURE = 0.15
REDUNDANCY = 3.0
STEPS = 250
RATE = 0.05
DECAY = 1e-3


@dataclass(frozen=True, slots=True)
class Story:
    """A story's features (sentences × features), each sentence's ROUGE, and the oracle's choice (0 or 1)."""

    rows: Array
    gains: Array
    chosen: Array


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.bullets.selector", description=__doc__.partition("\n")[0])
    parser.add_argument("--stories", type=Path, required=True, help="JSON lines, xz: id, document, bullets")
    parser.add_argument("--out", type=Path, default=Path("src/dipx/bullets/selector.json"))
    parser.add_argument("--limit", type=int, help="read only so many stories")
    arguments = parser.parse_args()
    names, stories = _prepare(arguments.stories, arguments.limit)
    weights = learn(stories)
    stored = {
        "format": FORMAT,
        "trained_on": {"stories": len(stories), "sentences": sum(len(story.rows) for story in stories)},
        "redundancy": REDUNDANCY,
        "weights": {name: round(float(value), 4) for name, value in zip(names, weights, strict=True)},
    }
    arguments.out.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    print(f"{len(stories)} stories -> {arguments.out}")


def learn(stories: Sequence[Story]) -> Array:
    """One weight a feature, scaled so that the scores of all sentences have standard deviation 1."""
    rows = np.concatenate([story.rows for story in stories])
    sizes = np.array([len(story.rows) for story in stories])
    which = np.repeat(np.arange(len(stories)), sizes)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    scale = rows.std(axis=0) + 1e-9
    rows = (rows - rows.mean(axis=0)) / scale

    def share(values: Array) -> Array:
        powers = np.exp(values - np.maximum.reduceat(values, starts)[which])
        return np.asarray(powers / np.bincount(which, powers)[which], dtype=np.float64)

    chosen = np.concatenate([story.chosen for story in stories])
    gains = np.concatenate([story.gains for story in stories])
    oracle = chosen / np.bincount(which, chosen)[which]
    target = ORACLE_SHARE * oracle + (1 - ORACLE_SHARE) * share(gains / TEMPERATURE)
    weights = mean = square = np.zeros(rows.shape[1])
    for step in range(1, STEPS + 1):
        slope = rows.T @ (share(rows @ weights) - target) / len(stories) + DECAY * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return np.asarray(weights / scale / (rows @ weights).std(), dtype=np.float64)


def _prepare(path: Path, limit: int | None) -> tuple[list[str], list[Story]]:
    names: list[str] = []
    stories = []
    for story in _read(path, limit):
        texts, blocks = split(story["document"])
        rows = features(texts, blocks, None, vectorize(texts))
        chosen, gains = _label(texts, story["bullets"])
        if not any(chosen):
            continue
        names = list(rows[0])
        matrix = np.array([list(row.values()) for row in rows])
        stories.append(Story(matrix, np.array(gains), np.array(chosen)))
    return names, stories


def _read(path: Path, limit: int | None) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for index, line in enumerate(lines):
            if limit is not None and index >= limit:
                return
            yield json.loads(line)


def split(document: str) -> tuple[list[str], list[int]]:
    """The sentences of a story and the index of each one's paragraph; a paragraph is a line."""
    texts, blocks = [], []
    for block, line in enumerate(document.splitlines()):
        for start, end in sentences(line):
            texts.append(tidy(line[start:end]))
            blocks.append(block)
    return texts, blocks


def _label(texts: Sequence[str], bullets: Sequence[str]) -> tuple[list[float], list[float]]:
    wanted = _grams(" . ".join(bullets))
    grams = [_grams(text) for text in texts]
    gains = [_likeness(found, wanted) for found in grams]
    chosen: list[int] = []
    total: Grams = (Counter(), Counter())
    reached = 0.0
    while len(chosen) < len(texts):
        left = [index for index in range(len(texts)) if index not in chosen and gains[index] > 0]
        best = max(((_likeness(_sum(total, grams[index]), wanted), -index) for index in left), default=(0.0, 0))
        if best[0] <= reached:
            break
        reached = best[0]
        chosen.append(-best[1])
        total = _sum(total, grams[-best[1]])
    return [float(index in chosen) for index in range(len(texts))], gains


def _grams(text: str) -> Grams:
    words = [stem(word) for word in tokens(text)]
    return Counter(words), Counter(itertools.pairwise(words))


def _sum(a: Grams, b: Grams) -> Grams:
    return a[0] + b[0], a[1] + b[1]


def _likeness(found: Grams, wanted: Grams) -> float:
    """ROUGE-1 F plus ROUGE-2 F, on stems."""
    return _overlap(found[0], wanted[0]) + _overlap(found[1], wanted[1])


def _overlap(found: Counter[Any], wanted: Counter[Any]) -> float:
    both = sum(min(n, wanted[gram]) for gram, n in found.items())
    return 2 * both / max(1, found.total() + wanted.total())


if __name__ == "__main__":
    main()
