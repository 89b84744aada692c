"""A shard without the pairs that a training config never lets in: ``python -m training.data.narrow CONFIG SHARDS OUT``.

For the road to a machine with a GPU, which is narrow: ``[data] keep`` is applied here, and the scores stay at home.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dipx.errors import DipxError, UsageError
from training.data.relevance import ids_of, places_of
from training.data.selection import make_selection
from training.data.shards import Array, Block, read_shard, write_shard
from training.settings import at_progress, train_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.settings import DataSettings


def narrow(shards: Path, settings: DataSettings, out: Path) -> int:
    """Copy ``shards`` to ``out`` with the best share of the training pairs, as at the run's start; returns how many.

    Raises ``UsageError`` where the settings name no scores, ``InputError`` where the shard has no scores.
    """
    shard = read_shard(shards / "train")
    selection = make_selection(replace(settings, focus=0.0), shard, shards / "train")
    if selection is None:
        raise UsageError("[data] scores and keep say what to leave behind; this config has none.")
    rows = np.flatnonzero(selection.place < at_progress(settings.keep, 0.0, 1.0))
    sides = tuple(ids_of(shard, side, rows)[0] for side in ("source", "target"))
    lengths = tuple(np.diff(starts)[rows] for starts in (shard.source_starts, shard.target_starts))
    block = Block((sides[0], sides[1]), (lengths[0], lengths[1]), np.asarray(shard.corpus)[rows])
    count = write_shard(out / "train", [block], _told(shard.info, block.corpus))
    if shard.links is not None:
        np.save(out / "train" / "links.npy", shard.links[places_of(shard.target_starts, rows)[0]])
    for name in ("valid", "vocabulary"):
        if (shards / name).is_dir():
            shutil.copytree(shards / name, out / name, dirs_exist_ok=True)
    return count


def _told(info: dict[str, Any], corpus: Array) -> dict[str, Any]:
    """What the shard says of itself, with the pairs that are left, which a model's card will name."""
    pairs = np.bincount(corpus, minlength=len(info["corpora"])).tolist()
    left = dict(zip(info["corpora"], pairs, strict=True))
    counts = {name: {**counts, "rendered": left[name]} for name, counts in info.get("counts", {}).items()}
    return {**{name: info[name] for name in info if name != "pairs"}, "counts": counts}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.data.narrow", description=__doc__.partition("\n")[0])
    parser.add_argument("config", type=Path)
    parser.add_argument("shards", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args(arguments)
    try:
        count = narrow(given.shards, train_settings(given.config).data, given.out)
        print(f"{count} pairs in {given.out}", file=sys.stderr)
    except DipxError as error:
        print(f"narrow: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
