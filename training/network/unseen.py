"""Pieces that no target has: ``python -m training.network.unseen SHARDS FOLDER [--least N] [--free]``.

A joint vocabulary holds the pieces of both languages. Of the 12,000 of the bundled one, 3,463 are in none of the 48
million target pieces of the mix; the product with their rows is work for nothing. Their ids become
``suppress_tokens`` of the folder's ``generation_config.json``, which transformers heeds; dipx's conversion for
CTranslate2 leaves their rows out. Bytes and single characters stay: any name can be spelled with them.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from dipx.errors import DipxError, InputError
from training.network.folder import finish
from training.network.vocabulary import Vocabulary

FILE = "generation_config.json"
_SPELLING = re.compile(r"<0x[0-9A-F]{2}>|▁?.|</?s>|<unk>")


def unseen(shards: Path, vocabulary: Vocabulary, least: int) -> list[int]:
    """Ids of the pieces of two characters and more that the shards' targets have fewer than ``least`` times.

    Raises ``InputError`` where there are no shards.
    """
    path = shards / "target.npy"
    if not path.is_file():
        raise InputError(f"There is no {path}; prepare the shards first (python -m training.data.prepare).")
    counts = np.bincount(np.load(path, mmap_mode="r"), minlength=vocabulary.size)
    return [
        piece
        for piece in range(vocabulary.size - 1)
        if counts[piece] < least and not _SPELLING.fullmatch(vocabulary.pieces.id_to_piece(piece))
    ]


def suppress(folder: Path, ids: Sequence[int]) -> None:
    """Write the ids into the folder, and what ``model_info.json`` says of its files anew."""
    path = folder / FILE
    table = json.loads(path.read_text("utf-8")) | {"suppress_tokens": []}
    text = json.dumps(table, indent=1, sort_keys=True) + "\n"
    path.write_text(text.replace('"suppress_tokens": []', f'"suppress_tokens": {list(ids)}'), "utf-8")  # on one line
    finish(folder, json.loads((folder / "model_info.json").read_text("utf-8")))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.network.unseen", description=__doc__)
    parser.add_argument("shards", type=Path)
    parser.add_argument("folder", type=Path, help="the model folder to change")
    parser.add_argument("--least", type=int, default=1, help="pieces seen fewer times are suppressed")
    parser.add_argument("--free", action="store_true", help="suppress nothing new: a later stretch samples its pairs")
    given = parser.parse_args(arguments)
    try:
        vocabulary = Vocabulary(given.folder)
        ids = unseen(given.shards, vocabulary, given.least)
        if given.free:
            before = json.loads((given.folder / FILE).read_text("utf-8")).get("suppress_tokens", [])
            ids = sorted(set(ids) & set(before))
        suppress(given.folder, ids)
    except DipxError as error:
        print(f"unseen: {error}", file=sys.stderr)
        return error.exit_code
    print(f"{len(ids):,} of {vocabulary.size:,} pieces are not generated")
    return 0


if __name__ == "__main__":
    sys.exit(main())
