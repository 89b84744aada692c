"""Word alignment out of cross-attention: which source word each target word renders.

The heads that a model's ``model_info.json`` names were trained to point at the aligned source piece (guided
alignment: Chen et al. 2016, https://arxiv.org/abs/1607.01628). Pieces are summed to words that white space parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Span = tuple[int, int]
Link = tuple[Span, Span]
"""Characters [start, end) of the source text, and of the target text that renders them."""

SURE = 0.25  # share of a target word's attention from which a source word is linked to it
WORD = re.compile(r"\S+")
WORD_START = "\u2581"  # SentencePiece's mark for the space before a word
SPECIAL = frozenset({"</s>", "<pad>"})


def word_links(
    texts: tuple[str, str], pieces: tuple[Sequence[str], Sequence[str]], attention: Sequence[Sequence[float]]
) -> tuple[Link, ...] | None:
    """Links between the words of (source, target) ``texts``, in target order; ``attention[t][s]`` runs over ``pieces``.

    ``None`` where the pieces do not spell the texts' words (the tokenizer's own normalisation may split or join
    some, "½" say): no alignment is better than one that is a word off.
    """
    source_spans, target_spans = ([match.span() for match in WORD.finditer(text)] for text in texts)
    source_words, target_words = (_word_of_piece(side) for side in pieces)
    if (max(source_words, default=-1) + 1, max(target_words, default=-1) + 1) != (len(source_spans), len(target_spans)):
        return None
    links: list[Link] = []
    for word, span in enumerate(target_spans):
        shares = [0.0] * len(source_spans)
        rows = [row for row, of in zip(attention, target_words, strict=False) if of == word]
        for row in rows:
            for weight, of in zip(row, source_words, strict=False):
                if of >= 0:
                    shares[of] += weight / len(rows)
        links += [(source_spans[index], span) for index, share in enumerate(shares) if share >= SURE]
    return tuple(links)


def _word_of_piece(pieces: Sequence[str]) -> list[int]:
    """The index of the word that each piece is of; -1 for special pieces."""
    words: list[int] = []
    current = -1
    for piece in pieces:
        if piece in SPECIAL:
            words.append(-1)
            continue
        if piece.startswith(WORD_START) or current < 0:
            current += 1
        words.append(current)
    return words
