"""How well a model's guided heads tell which words belong together.

Usage: PYTHONPATH=. python benchmarks/alignment.py ../shared/eval/newstest2013.fr --shard SHARD

The sentences are translated; the statistical aligner of ``training/`` (which never sees attention) is learned on the
shard and links the same pairs of sentence and translation; its confident piece links, as links of words, are looked for
among the engine's. Reproduced: the engine has the link. Surest: it is the engine's first one for that English word.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from training.data.align import Aligner, AlignSettings
from training.data.shards import NO_LINK, Shard, block, read_shard

from dipx.document import Alignment, CharSpan, Link
from dipx.engines import load_engine
from dipx.engines.alignment import places_of
from dipx.engines.pieces import MarianPieces
from dipx.models import resolve
from dipx.options import Decoding, EngineOptions
from dipx.places import cache_dir
from dipx.text.links import words
from dipx.translation import for_model

Pieces = tuple[list[list[str]], list[list[str]]]


def aligner_links(pieces: Pieces, ids: dict[str, int], learned_on: Path) -> Iterator[Sequence[int]]:
    """For each pair the source piece of each target piece, or ``NO_LINK``."""
    shard = read_shard(learned_on)
    learner = Aligner(shard, AlignSettings(), learned_on.parent / "build")
    with ThreadPoolExecutor(2) as pool:
        forward, backward = pool.map(learner.learn, (learner.forward, learner.backward))
    rows = [[[ids[piece] for piece in side] for side in pair] for pair in zip(*pieces, strict=True)]
    made = block([(source, target) for source, target in rows], [0] * len(rows))
    starts = [np.concatenate([[0], np.cumsum(lengths)]) for lengths in made.lengths]
    pairs = Shard(made.sides[0], made.sides[1], starts[0], starts[1], made.corpus, None, shard.info)
    links = Aligner(pairs, AlignSettings(), learned_on.parent / "build").links(forward, backward)
    return (links[start:end].tolist() for start, end in zip(starts[1], starts[1][1:], strict=False))


def word_links(alignment: Alignment, pieces: tuple[list[str], list[str]], links: Sequence[int]) -> set[Link] | None:
    """Piece links as links of the same words that the alignment is of."""
    places = places_of(alignment.source, pieces[0]), places_of(alignment.target, pieces[1])
    if places[0] is None or places[1] is None:
        return None
    found = set()
    for target, source in enumerate(links):
        if source != NO_LINK:
            ends = _word(alignment.source, places[0][source]), _word(alignment.target, places[1][target])
            if ends[0] and ends[1]:
                found.add((ends[0], ends[1]))
    return found


def _word(text: str, place: CharSpan) -> CharSpan | None:
    return next((word for word in words(text) if word[0] < place[1] and word[1] > place[0]), None)


def measure(sentences: Sequence[str], options: EngineOptions, shard: Path) -> dict[str, Any]:
    """The counts that the shares are of."""
    made = load_engine(options, cache_dir()).generate(sentences, Decoding(alignments=True))
    known = [h.alignment for h in made if h.alignment]
    vocabulary = MarianPieces(resolve(options.model).path)
    pieces = vocabulary.encode([a.source for a in known]), vocabulary.encode([a.target for a in known])
    counts = {"sentences": len(sentences), "aligned": len(known), "confident": 0, "reproduced": 0, "surest": 0}
    found = aligner_links(pieces, vocabulary.vocabulary, shard)
    for alignment, links, *pair in zip(known, found, *pieces, strict=True):
        wanted = word_links(alignment, (pair[0], pair[1]), links)
        surest: dict[CharSpan, CharSpan] = {}
        for source, target in alignment.links:
            surest.setdefault(target, source)
        for source, target in wanted or ():
            counts["confident"] += 1
            counts["reproduced"] += (source, target) in alignment.links
            counts["surest"] += surest.get(target) == source
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path, help="French, one sentence a line")
    parser.add_argument("--shard", type=Path, required=True, help="what the aligner learns from")
    parser.add_argument("--model", default=EngineOptions().model)
    parser.add_argument("--engine", choices=("ct2", "hf"), default="ct2")
    given = parser.parse_args()
    lines = [for_model(line) for line in given.sentences.read_text("utf-8").splitlines()]
    counts = measure(lines, EngineOptions(model=given.model, engine=given.engine), given.shard)
    shares = {name: f"{counts[name] / counts['confident']:.1%}" for name in ("reproduced", "surest")}
    print(counts, shares)


if __name__ == "__main__":
    main()
