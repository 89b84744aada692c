"""Learn the weights of the sentence selector from stories and their editors' bullets.

    python -m training.bullets.selector

A linear ranker: within each story, softmax(features · weights) is fitted to what its editor wanted. Where bullets cite
their sentences, those that they are mainly made of, and with less weight what they cite besides and what the editor
ranked. Where they do not (highlights), partly the greedy oracle (the sentences that together come closest to the
bullets by ROUGE-1 + ROUGE-2) and partly each sentence's own ROUGE. Full-batch Adam from zero: no randomness, the same
weights every time.
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
from training.bullets.editor import EDITED, EditedStory, read_edited

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Grams: TypeAlias = tuple[Counter[str], Counter[tuple[str, str]]]
Array: TypeAlias = NDArray[np.float64]

HIGHLIGHTS = Path("../shared/data/summaries/cnn-dm.jsonl.xz")
# Of a main sentence: what one counts that is only cited, and one that is only ranked.
CITED, RANKED = 0.3, 0.15
ORACLE_SHARE = 0.7
TEMPERATURE = 0.15
# How much all highlights count to all edited stories. At 0 the choice is nearest to the editors' and no nearer to
# highlights than the first sentences are; at 3 it gives up 0.02 of F1 to the editors and nothing to the highlights.
SHARE = 3.0
# Chosen by cross-validation, a quarter of the stories at a time.
REDUNDANCY = 2.0
STEPS = 250
RATE = 0.03
DECAY = 1e-3


@dataclass(frozen=True, slots=True)
class Story:
    """A story's features (sentences × features), and how much each sentence is wanted (they sum to 1)."""

    rows: Array
    wanted: Array


def main() -> None:
    parser = argparse.ArgumentParser("python -m training.bullets.selector", description=__doc__.partition("\n")[0])
    parser.add_argument("--edited", type=Path, nargs="*", default=EDITED, help="stories whose bullets cite sentences")
    parser.add_argument("--stories", type=Path, default=HIGHLIGHTS, help="JSON lines, xz: document, bullets")
    parser.add_argument("--out", type=Path, default=Path("src/dipx/bullets/selector.json"))
    parser.add_argument("--limit", type=int, help="read only so many stories with highlights")
    arguments = parser.parse_args()
    edited = [prepared(story) for story in read_edited(arguments.edited)]
    highlights = list(_highlighted(arguments.stories, arguments.limit))
    stories = [*edited, *highlights]
    weights = learn(stories, [1 / len(edited)] * len(edited) + [SHARE / max(1, len(highlights))] * len(highlights))
    (names,) = {tuple(row) for row in features(["One."], [0], None, vectorize(["One."]))}
    stored = {
        "format": FORMAT,
        "trained_on": {"stories": len(stories), "sentences": sum(len(story.rows) for story in stories)},
        "redundancy": REDUNDANCY,
        "weights": {name: round(float(value), 4) for name, value in zip(names, weights, strict=True)},
    }
    arguments.out.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    print(f"{len(edited)} edited stories, {len(highlights)} with highlights -> {arguments.out}")


def prepared(story: EditedStory) -> Story:
    """What is to be learned of one story. Its paragraphs are not known: all is one."""
    texts = [tidy(text) for text in story.sentences]
    rows = features(texts, [0] * len(texts), None, vectorize(texts))
    wanted = np.zeros(len(texts))
    for places, worth in (
        (story.rank, RANKED),
        ([at for bullet in story.bullets for at in bullet.others], CITED),
        ([bullet.main for bullet in story.bullets], 1.0),
    ):
        for at in places:
            wanted[at] = max(wanted[at], worth)
    return Story(_matrix(rows), wanted / wanted.sum())


def learn(stories: Sequence[Story], shares: Sequence[float]) -> Array:
    """One weight a feature, scaled so that the scores of all sentences have standard deviation 1; ``shares``: how much
    each story counts."""
    rows = np.concatenate([story.rows for story in stories])
    sizes = np.array([len(story.rows) for story in stories])
    which = np.repeat(np.arange(len(stories)), sizes)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    scale = rows.std(axis=0) + 1e-9
    rows = (rows - rows.mean(axis=0)) / scale

    def share(values: Array) -> Array:
        powers = np.exp(values - np.maximum.reduceat(values, starts)[which])
        return np.asarray(powers / np.bincount(which, powers)[which], dtype=np.float64)

    target, counts = np.concatenate([story.wanted for story in stories]), np.array(shares)[which]
    weights = mean = square = np.zeros(rows.shape[1])
    for step in range(1, STEPS + 1):
        slope = rows.T @ ((share(rows @ weights) - target) * counts) + DECAY * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return np.asarray(weights / scale / (rows @ weights).std(), dtype=np.float64)


def _matrix(rows: Sequence[dict[str, float]]) -> Array:
    return np.array([list(row.values()) for row in rows])


def _highlighted(path: Path, limit: int | None) -> Iterator[Story]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in itertools.islice(lines, limit):
            story: dict[str, Any] = json.loads(line)
            texts, blocks = split(story["document"])
            chosen, gains = map(np.array, _label(texts, story["bullets"]))
            if chosen.any():
                powers = np.exp((gains - gains.max()) / TEMPERATURE)
                wanted = ORACLE_SHARE * chosen / chosen.sum() + (1 - ORACLE_SHARE) * powers / powers.sum()
                yield Story(_matrix(features(texts, blocks, None, vectorize(texts))), wanted)


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
