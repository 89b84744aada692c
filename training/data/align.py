"""Word alignments of a shard over its subword ids: ``python -m training.data.align training/runs/fr-en/shards/train``.

IBM model 1 with a diagonal prior in both directions, posteriors combined by their geometric mean, confident
links only; written beside the shard as ``links.npy``. No aligner on PyPI has a wheel that is as quick
(eflomal and fast-align have none), so the inner loops are 100 lines of C, compiled when first used.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dipx.errors import DipxError, InputError
from training.data.shards import NO_LINK, Shard, read_shard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Table = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class AlignSettings:
    """``pairs`` are learned from, all are aligned. ``least``: the geometric mean below which a link is not
    kept.
    """

    pairs: int = 500_000
    rounds: int = 5
    tension: float = 4.0
    null: float = 0.08
    least: float = 0.4
    threads: int = 2


class _Bitext(ctypes.Structure):
    _fields_ = (
        ("given", ctypes.c_void_p),
        ("word", ctypes.c_void_p),
        ("given_starts", ctypes.c_void_p),
        ("word_starts", ctypes.c_void_p),
        ("words", ctypes.c_int64),
        ("tension", ctypes.c_float),
        ("null", ctypes.c_float),
    )


def compiled(build: Path) -> ctypes.CDLL:
    """The library, compiled into ``build`` unless this very source already is. Raises ``InputError`` without
    a cc.
    """
    source = Path(__file__).with_name("aligner.c")
    library = build / f"aligner-{hashlib.sha256(source.read_bytes()).hexdigest()[:12]}.so"
    if not library.is_file():
        compiler = next((found for name in ("cc", "gcc", "clang") if (found := shutil.which(name))), None)
        if compiler is None:
            raise InputError("No C compiler (cc, gcc, clang) for training/data/aligner.c; install one, such as gcc.")
        build.mkdir(parents=True, exist_ok=True)
        command = [
            compiler,
            "-O3",
            "-march=native",
            "-ffast-math",
            "-shared",
            "-fPIC",
            str(source),
            "-o",
            str(library),
            "-lm",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise InputError(f"{compiler} could not compile {source}: {done.stderr.strip()[:300]}")
    return ctypes.CDLL(str(library))


def _pointer(array: NDArray[Any]) -> ctypes.c_void_p:
    return ctypes.c_void_p(array.ctypes.data)


class Aligner:
    """A shard's arrays, held in memory for the C code, and the two tables that are learned."""

    def __init__(self, shard: Shard, settings: AlignSettings, build: Path) -> None:
        self.settings, self.pairs, self.words = settings, len(shard), int(shard.info["vocab_size"])
        self.library = compiled(build)
        names = ("source", "target", "source_starts", "target_starts")
        self.arrays = {name: np.ascontiguousarray(getattr(shard, name)) for name in names}
        self.forward, self.backward = self._bitext("source", "target"), self._bitext("target", "source")

    def _bitext(self, given: str, word: str) -> _Bitext:
        places = [_pointer(self.arrays[name]) for name in (given, word, f"{given}_starts", f"{word}_starts")]
        return _Bitext(*places, self.words, self.settings.tension, self.settings.null)

    def learn(self, bitext: _Bitext) -> Table:
        """The translation table of one direction, [given, word], by expectation maximization."""
        count = min(self.settings.pairs, self.pairs)
        prob, counts = (np.zeros((self.words, self.words), dtype=np.float32) for _ in range(2))
        stride = max(self.pairs // max(count, 1), 1)  # spread over all corpora, which lie one after the other
        spans = [(start, min(start + 1000, self.pairs)) for start in range(0, self.pairs, 1000 * stride)]
        for turn in range(self.settings.rounds):
            for first, last in spans:
                self.library.expect(
                    ctypes.byref(bitext),
                    _pointer(prob) if turn else None,
                    _pointer(counts),
                    ctypes.c_int64(first),
                    ctypes.c_int64(last),
                )
            self.library.maximize(_pointer(prob), _pointer(counts), ctypes.c_int64(self.words))
        return prob

    def links(self, forward: Table, backward: Table) -> NDArray[np.uint8]:
        """One source position for each target id of the shard, or 255."""
        found = np.full(len(self.arrays["target"]), NO_LINK, dtype=np.uint8)

        def link(first: int) -> None:
            self.library.link_pairs(
                ctypes.byref(self.forward),
                _pointer(forward),
                _pointer(backward),
                ctypes.c_float(self.settings.least),
                ctypes.c_int64(first),
                ctypes.c_int64(min(first + 20_000, self.pairs)),
                _pointer(found),
            )

        _each(link, range(0, self.pairs, 20_000), self.settings.threads)
        return found


def _each(work: Callable[[int], None], items: Sequence[int], threads: int) -> None:
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, items))


def align(folder: Path, settings: AlignSettings) -> float:
    """Write ``links.npy`` for the shard in ``folder``; returns the share of target ids that have a link."""
    shard = read_shard(folder)
    aligner = Aligner(shard, settings, folder.parent / "build")
    began = time.monotonic()
    with ThreadPoolExecutor(2) as pool:  # one direction a thread: no two write to one table
        tables = list(pool.map(aligner.learn, (aligner.forward, aligner.backward)))
    learned = time.monotonic()
    links = aligner.links(tables[0], tables[1])
    np.save(folder / "links.npy", links)
    share = float((links != NO_LINK).mean()) if len(links) else 0.0
    seconds = (learned - began, time.monotonic() - learned)
    told = f"{len(shard)} pairs: learned in {seconds[0]:.0f} s, linked in {seconds[1]:.0f} s"
    print(f"{told}; {share:.1%} of the target pieces have a link", file=sys.stderr)
    return share


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.data.align", description=__doc__)
    parser.add_argument("shard", type=Path)
    usual = AlignSettings()
    parser.add_argument("--pairs", type=int, default=usual.pairs, help="learn from about this many")
    parser.add_argument("--rounds", type=int, default=usual.rounds)
    parser.add_argument("--least", type=float, default=usual.least, help="the least confident link kept")
    parser.add_argument("--threads", type=int, default=usual.threads)
    given = parser.parse_args(arguments)
    try:
        chosen = AlignSettings(pairs=given.pairs, rounds=given.rounds, least=given.least, threads=given.threads)
        align(given.shard, chosen)
    except DipxError as error:
        print(f"align: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
