"""Cut files into pieces small enough for a narrow road, and join them at its end, checked by SHA-256.

``python -m training.data.pieces cut FOLDER OUT --mib 15`` packs a folder (tar, xz) into ``OUT/00.piece`` and so
on; ``python -m training.data.pieces join OUT FOLDER`` unpacks it.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

from dipx.errors import DipxError, InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

INDEX = "pieces.json"


def cut(folder: Path, out: Path, size: int) -> int:
    """Pack ``folder`` into pieces of at most ``size`` bytes; returns how many. Raises ``InputError``."""
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder; give the one to carry.")
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:xz", preset=6) as archive:
        archive.add(folder, arcname=".")
    whole = packed.getvalue()
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("*.piece"):
        old.unlink()
    starts = range(0, len(whole), size)
    for number, start in enumerate(starts):
        (out / f"{number:02d}.piece").write_bytes(whole[start : start + size])
    told = {"pieces": len(starts), "bytes": len(whole), "sha256": hashlib.sha256(whole).hexdigest()}
    (out / INDEX).write_text(json.dumps(told) + "\n", "utf-8")
    return len(starts)


def join(pieces: Path, folder: Path) -> None:
    """Unpack what ``cut`` made. Raises ``InputError`` when a piece is missing or damaged."""
    try:
        told = json.loads((pieces / INDEX).read_text("utf-8"))
        whole = b"".join((pieces / f"{number:02d}.piece").read_bytes() for number in range(told["pieces"]))
    except OSError as error:
        raise InputError(f"{error.filename} is not here; bring all pieces and {INDEX} into {pieces}.") from error
    if hashlib.sha256(whole).hexdigest() != told["sha256"]:
        raise InputError(f"The pieces in {pieces} are damaged (SHA-256 differs); bring them again.")
    with tarfile.open(fileobj=io.BytesIO(whole), mode="r:xz") as archive:
        archive.extractall(folder, filter="data")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.data.pieces", description=__doc__)
    parser.add_argument("action", choices=("cut", "join"))
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--mib", type=float, default=15.0, help="the largest piece")
    given = parser.parse_args(arguments)
    try:
        if given.action == "cut":
            count = cut(given.source, given.target, int(given.mib * 2**20))
            print(f"{count} pieces in {given.target}", file=sys.stderr)
        else:
            join(given.source, given.target)
    except DipxError as error:
        print(f"pieces: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
