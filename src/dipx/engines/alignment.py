"""Word alignment out of cross-attention: which source words each target word renders.

The heads that a model's ``model_info.json`` names were trained to point at the aligned source piece (guided
alignment: Chen et al. 2016, https://arxiv.org/abs/1607.01628). The attention of pieces is summed to words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from dipx.document import Alignment, CharSpan, Link
from dipx.text.links import words

SURE = 0.25  # share of a target word's attention from which a source word is linked to it
WORD_START = "\u2581"  # SentencePiece's mark for the space before a word
SPECIAL = frozenset({"</s>", "<pad>"})
BYTE = re.compile(r"<0x([0-9A-F]{2})>")  # a piece for one byte of a character that the vocabulary lacks


def aligned(
    texts: tuple[str, str], pieces: tuple[Sequence[str], Sequence[str]], attention: Sequence[Sequence[float]]
) -> Alignment | None:
    """Links between the words of (source, target) ``texts``; ``attention[t][s]`` runs over ``pieces``.

    ``None`` where the pieces spell other texts: no alignment is better than one that is a word off.
    """
    for source in dict.fromkeys((texts[0], unicodedata.normalize("NFKC", texts[0]))):  # as the tokenizer may do
        places = places_of(source, pieces[0]), places_of(texts[1], pieces[1])
        if places[0] is not None and places[1] is not None:
            return Alignment(source, texts[1], tuple(_links((source, texts[1]), (places[0], places[1]), attention)))
    return None


def _links(
    texts: tuple[str, str], places: tuple[list[CharSpan], list[CharSpan]], attention: Sequence[Sequence[float]]
) -> list[Link]:
    columns, rows = (
        [(word, _within(word, side)) for word in words(text)] for text, side in zip(texts, places, strict=True)
    )
    links: list[Link] = []
    for target, of_target in rows:
        mine = [attention[index] for index in of_target]
        shares = [(sum(row[index] for row in mine for index in of_source), source) for source, of_source in columns]
        sure = sorted((share, source) for share, source in shares if mine and share >= SURE * len(mine))
        links += [(source, target) for _, source in reversed(sure)]
    return links


def _within(word: CharSpan, places: Sequence[CharSpan]) -> list[int]:
    return [index for index, (start, end) in enumerate(places) if start < word[1] and end > word[0]]


def places_of(text: str, pieces: Sequence[str]) -> list[CharSpan] | None:
    """The characters that each piece spells (none for a special one); ``None`` if the whole is not the text."""
    raw = text.encode("utf-8", "surrogatepass")
    character = [index for index, char in enumerate(text) for _ in char.encode("utf-8", "surrogatepass")]
    places: list[CharSpan] = []
    position = 0
    for piece in pieces:
        byte = BYTE.fullmatch(piece)
        spelled = bytes([int(byte[1], 16)]) if byte else piece.replace(WORD_START, "").encode()
        if piece in SPECIAL or not spelled:
            places.append((len(text), len(text)))
            continue
        while raw[position : position + 1] == b" ":
            position += 1
        if not raw.startswith(spelled, position):
            return None
        places.append((character[position], character[position + len(spelled) - 1] + 1))
        position += len(spelled)
    return None if raw[position:].strip() else places
