"""Whether padding leaves a trace on the machine at hand: tried, not believed.

CTranslate2 masks what is padded, and its int8 products, norms and soft maxima are of a row each: the longest text of a
batch could only change the order of a sum in the float32 products of attention. Where oneDNN is its arithmetic (4.8.5,
AMD, AVX-512), the order changes as that text reaches 16 pieces and again at 101: below, above and in between, each of
1,919 texts, of newstest2013, beginnings of its lines and several together, had the same score to the last bit beside
others as alone, across an edge many had not.

Another machine has other edges: with AVX2 alone (AMD EPYC 7003) a text of 24 pieces depends on a longer neighbour, if
at all, for int8 rounds most of it away: two of six had other scores after four steps. So texts of many lengths are
tried before any are put together, several of each: of 40 trials with the lengths of 16 to 100 below none missed it
there, with two long texts and eight of 16 pieces 29 did. A trial takes a second, and its outcome is remembered.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
from collections.abc import Callable, Sequence
from itertools import chain, cycle, groupby, islice
from pathlib import Path
from typing import Any

from dipx.files import write_atomically

SENTENCES = range(16, 101)
SPANS = {
    SENTENCES: (100, 80, 50, *[40] * 4, *[33] * 4, *[24] * 6, *[20] * 4, *[16] * 4),
    range(101, 257): (256, 200, *[160] * 3, *[140] * 3, *[120] * 3, *[110] * 3, *[101] * 3),
    range(1, 16): tuple(length for length in (15, 13, 11, 10, 9, 8, 7, 5, 3, 2) for _ in range(3)),
}
"""Lengths that may go together, with those that are tried for it."""
TRIED_STEPS = 4  # pieces of English
FILE = "padding.json"
MOST = 100  # outcomes remembered
_CPU = Path("/proc/cpuinfo")
_TELLING = ("CT2_", "DNNL_", "ONEDNN_", "MKL_")  # variables

Ask = Callable[[list[list[str]]], Sequence[Any]]


def remembered(cache_dir: Path, engine: str, trial: Callable[[], bool]) -> bool:
    """What the ``trial`` said of the engine with this signature the last time, on such a processor."""
    from importlib.metadata import version

    asked = f"{engine}\nctranslate2 {version('ctranslate2')}\n{_arithmetic()}"
    key = hashlib.sha256(asked.encode()).hexdigest()[:32]
    known = _load(cache_dir / FILE)
    if key not in known:
        known[key] = trial()
        with contextlib.suppress(OSError):  # tried again next time
            write_atomically(cache_dir / FILE, json.dumps(dict(list(known.items())[-MOST:]), indent=0))
    return known[key]


def _load(file: Path) -> dict[str, bool]:
    try:
        value = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) and all(isinstance(outcome, bool) for outcome in value.values()) else {}


def _arithmetic() -> str:
    """What decides the kernels that are chosen: the processor, and what the libraries are told."""
    told = sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith(_TELLING))
    try:
        first = _CPU.read_text("utf-8").partition("\n\n")[0].splitlines()
        processor = [
            line for line in first if line.startswith(("model name", "cpu family", "model\t", "flags", "Features"))
        ]
    except OSError:
        processor = [platform.machine(), platform.processor()]
    return "\n".join([*processor, *told])


def leaves_no_trace(ask: Ask, sources: Sequence[Sequence[str]], lengths: Sequence[int]) -> bool:
    """Whether texts of these lengths, made of any pieces, get the same scores in one batch as apart, and the same word
    links where ``ask`` wants some."""
    pieces = cycle(chain(*sources))
    texts = [list(islice(pieces, length)) for length in lengths]
    together = ask(texts)
    apart = [answer for _, same in groupby(texts, key=len) for answer in ask(list(same))]
    return list(map(_made, together)) == list(map(_made, apart))


def _made(answer: Any) -> tuple[list[str], float, Any]:
    """With the attention, to the last bit too, where that is asked for."""
    result = answer.result()
    return result.hypotheses[0], result.scores[0], result.attention and result.attention[0]
