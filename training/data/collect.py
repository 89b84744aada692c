"""Batches that were translated by hand to a corpus: ``python -m training.data.collect FOLDER --out NAME.tsv.xz``.

``gaps.py`` writes ``b001.fr``, a person ``b001.en`` beside it with the same numbers, and ``-`` for what cannot be
translated. What comes out is shuffled single sentences, each French one once, none that a development set holds.
"""

from __future__ import annotations

import argparse
import lzma
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from dipx.errors import DipxError, InputError
from training.data.filters import key
from training.data.forbidden import fingerprint, forbidden_sentences

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from training.data.corpora import Pair

NOT_TRANSLATED = "-"


def read_batch(french: Path) -> Iterator[Pair]:
    """The pairs of a batch. Raises ``InputError`` where a line lacks its number, its other half or a language."""
    ours, theirs = _numbered(french), _numbered(french.with_suffix(".en"))
    if list(ours) != list(theirs):
        odd = sorted(set(ours) ^ set(theirs), key=int)
        raise InputError(f"{french} and its English have other numbers: {', '.join(odd[:5]) or 'in another order'}.")
    return ((text, theirs[number]) for number, text in ours.items() if theirs[number] != NOT_TRANSLATED)


def _numbered(path: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for at, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        number, tab, text = line.partition("\t")
        if not number.isdecimal() or not tab or not text.strip() or "\t" in text or number in found:
            raise InputError(f"{path} line {at} is no new number, tab and text: {line[:60]!r}")
        found[number] = " ".join(text.split())
    return found


def collected(folder: Path, forbidden: Container[int]) -> list[Pair]:
    """The pairs of all batches that have their English, shuffled."""
    pairs: dict[str, Pair] = {}
    for french in sorted(folder.glob("*.fr")):
        if french.with_suffix(".en").exists():
            for pair in read_batch(french):
                if not any(fingerprint(side) in forbidden for side in pair):
                    pairs.setdefault(key(pair[0]), pair)
    found = list(pairs.values())
    Random(13).shuffle(found)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--forbid", nargs="*", type=Path, default=[Path("../shared/eval")])
    given = parser.parse_args()
    try:
        pairs = collected(given.folder, forbidden_sentences(given.forbid))
        given.out.parent.mkdir(parents=True, exist_ok=True)
        with lzma.open(given.out, "wt", encoding="utf-8", preset=9) as out:
            out.writelines(f"{french}\t{english}\n" for french, english in pairs)
    except (DipxError, OSError) as error:
        sys.exit(f"collect: {error}")
    print(f"{len(pairs):,} pairs in {given.out}")


if __name__ == "__main__":
    main()
