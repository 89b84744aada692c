"""Training pairs from one language alone, the other side by a model: back-translation and distillation.

    python -m training.data.backtranslate ../shared/data/news-en/*.jsonl.xz --from en \\
        --model training/runs/en-fr/model --out training/runs/back/news-en.tsv
    python -m training.data.backtranslate ../shared/data/bitext/europarl.tsv.xz --from fr \\
        --model FOLDER --out distilled.tsv

In two halves, for a machine with a GPU between them (``training.network.generate``):

    python -m training.data.backtranslate ../shared/data/news-en/*.jsonl.xz --ids ids.npz
    python -m training.data.backtranslate ../shared/data/news-en/*.jsonl.xz --made made.npz --out greedy.tsv

Reads stories (.jsonl, their sentences), bitext (.tsv, the side of ``--from``) or lines of text, each also as .xz, and
appends ``French<TAB>English`` lines as the corpora have them, block by block. Killed, it goes on after the last whole
block when started again; FILE.json beside the TSV says how far it is, and what became of the sentences.

French that a machine wrote begins with a tag (Caswell et al. 2019), so that the model learns English from such pairs
but not that French sounds like this. A data config takes the TSV up as a corpus with ``noise = false`` (noise would
write the tag in capitals) and not ``ordered`` (it would stand within joined sentences).
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from dipx.checks import run_checks
from dipx.document import Hypothesis
from dipx.engines import load_engine
from dipx.errors import DipxError, InputError, UsageError
from dipx.files import digest, json_text, write_atomically
from dipx.options import Decoding, EngineOptions
from dipx.text.normalize import normalize
from dipx.text.segmentation import sentences
from training.data.corpora import Pair, read_pairs
from training.data.filters import FilterSettings, key, why_bad
from training.network.generate import join, load, save
from training.network.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dipx.engines import Engine

TAG = "Marionette"
"""A whole piece of the bundled vocabulary that none of the 1.67 million pairs of the mix holds, on either side (French
has *marionnette*), and a word, which the normalizer leaves alone: the other pieces never seen are quotation marks.
"""


@dataclass(frozen=True, slots=True)
class BackSettings:
    """``lang``: the language that is there, en or fr. ``words``: the least and the most of a sentence worth its time.
    ``block`` sentences are translated and stored together.
    """

    lang: str = "en"
    tag: str = TAG
    beam_size: int = 1
    words: tuple[int, int] = (4, 80)
    block: int = 2000
    minutes: float = 0.0


@dataclass(slots=True)
class Done:
    """``taken`` sentences are done, the TSV then had ``bytes`` bytes; ``counts``: what became of them."""

    made_by: dict[str, Any]
    taken: int
    bytes: int
    counts: Counter[str]


def texts(paths: Sequence[Path], settings: BackSettings) -> Iterator[str]:
    """What is worth translating in the files, in order, each sentence once."""
    seen: set[int] = set()
    for path in paths:
        for text in _read(path, settings.lang):
            line = " ".join(text.split())
            mark = hash(key(line))  # within this process alone: a restart reads all again
            if settings.words[0] <= line.count(" ") + 1 <= settings.words[1] and mark not in seen:
                seen.add(mark)
                yield line


def _read(path: Path, lang: str) -> Iterator[str]:
    name = path.name.removesuffix(".xz")
    if name.endswith(".tsv"):
        yield from (pair[lang == "en"] for pair in read_pairs(path))
        return
    opener: Any = lzma.open if path.suffix == ".xz" else open
    try:
        with opener(path, "rt", encoding="utf-8", errors="replace", newline="\n") as lines:
            for line in lines:
                yield from _sentences(json.loads(line)) if name.endswith(".jsonl") else (line,)
    except (OSError, lzma.LZMAError, ValueError, KeyError) as error:
        raise InputError(f"Cannot read {path}: {error}; it holds lines of text, or stories with .jsonl.") from error


def _sentences(story: dict[str, str]) -> Iterator[str]:
    for line in (story.get("headline", ""), *story["document"].splitlines()):
        yield from (line[start:end] for start, end in sentences(line))


def translate(lines: Sequence[str], engine: Engine, settings: BackSettings) -> tuple[list[Pair], Counter[str]]:
    """(French, English) of the lines that pass the filters, and how many were kept or why not."""
    from_french, counts = settings.lang == "fr", Counter[str]()
    sources = [normalize(line) for line in lines] if from_french else lines  # as each model's training had it
    pairs = []
    for line, made in zip(lines, engine.generate(sources, Decoding(beam_size=settings.beam_size)), strict=True):
        told = " ".join(made.text.split())
        french, english = (line, told) if from_french else (told, line)
        reason = "cut" if made.cut else _why_bad(french, english)
        counts[reason or "kept"] += 1
        if not reason:
            pairs.append((f"{settings.tag} {french}".strip(), english))
    return pairs, counts


def _why_bad(french: str, english: str) -> str:
    """The filter that objects, or the check that would, were the English the translation: who learns from a pair that
    loses a number loses numbers.
    """
    found = (finding.code for finding in run_checks(french, english) if finding.severity != "note")
    return why_bad(french, english, FilterSettings(), noisy=True) or next(found, "")


def backtranslate(lines: Iterable[str], engine: Engine, settings: BackSettings, out: Path, inputs: Any = None) -> Done:
    """Append the pairs of ``lines`` to ``out`` from where it stopped, to their end or for ``minutes``.

    Raises ``InputError`` when ``out`` was begun with other ``inputs``, another model or other settings.
    """
    told = {"from": settings.lang, "tag": settings.tag, "words": list(settings.words), "inputs": inputs}
    done = _resume(out, {**told, "engine": engine.signature, "beam_size": settings.beam_size})
    began, first = time.monotonic(), done.taken
    remaining = islice(lines, done.taken, None)
    with out.open("ab") as stream:
        stream.truncate(done.bytes)  # what a kill left of a block
        while block := list(islice(remaining, settings.block)):
            pairs, counts = translate(block, engine, settings)
            _append(stream, pairs)
            done = Done(done.made_by, done.taken + len(block), out.stat().st_size, done.counts + counts)
            _store(out, done)
            seconds = time.monotonic() - began
            pace = f"{done.taken} sentences, {(done.taken - first) / seconds:.0f} a second"
            print(f"{pace}: {dict(done.counts)}", file=sys.stderr, flush=True)
            if 0 < settings.minutes * 60 <= seconds:
                break
    return done


def _append(stream: BinaryIO, pairs: Sequence[Pair]) -> None:
    stream.write("".join(f"{french}\t{english}\n" for french, english in pairs).encode())
    stream.flush()
    os.fsync(stream.fileno())  # before the record says that it is there


def _state(out: Path) -> Path:
    return out.with_name(f"{out.name}.json")


def _store(out: Path, done: Done) -> None:
    facts = {"made_by": done.made_by, "taken": done.taken, "bytes": done.bytes, "counts": dict(done.counts)}
    write_atomically(_state(out), json_text(facts))


def _resume(out: Path, made_by: dict[str, Any]) -> Done:
    out.parent.mkdir(parents=True, exist_ok=True)
    path = _state(out)
    if not path.is_file():
        if out.is_file() and out.stat().st_size:
            raise InputError(f"{out} is there, but not {path.name}, which says how far it is; choose another --out.")
        return Done(made_by, 0, 0, Counter())
    found = json.loads(path.read_text("utf-8"))
    if found["made_by"] != made_by or not out.is_file() or out.stat().st_size < found["bytes"]:
        raise InputError(f"{out} was begun otherwise than {path.name} or this call says; choose another --out.")
    return Done(made_by, found["taken"], found["bytes"], Counter(found["counts"]))


class Made:
    """An engine that knows by heart what ``training.network.generate`` made of these sentences. Raises ``InputError``
    where it made more or fewer.
    """

    def __init__(self, path: Path, vocabulary: Vocabulary, lines: Sequence[str]) -> None:
        self.made, self.pieces = load(path), vocabulary.pieces
        if (count := len(self.made.starts) - 1) != len(lines):
            other = "more" if count < len(lines) else "fewer"
            raise InputError(f"{path} has {count} texts, and there are {other}; were they these?")
        self.places = {line: i for i, line in enumerate(lines)}
        self.signature = f"made:{digest(path)}"

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        starts = [self.made.starts[self.places[text] :][:2] for text in texts]
        rows = [self.made.ids[a:b].tolist() for a, b in starts]
        return [Hypothesis(self.pieces.decode(row[:-1]), cut=not row) for row in rows]


def _write_ids(lines: Iterable[str], vocabulary: Vocabulary, out: Path) -> int:
    """Store the lines as ids; returns how many they are."""
    rows = [np.array(vocabulary.encode(line), dtype=np.uint16) for line in lines]
    save(out, join(rows))
    return len(rows)


def _check_tag(tag: str, vocabulary: Vocabulary) -> None:
    """Raises ``UsageError`` unless the vocabulary has the tag as one piece."""
    if tag and len(vocabulary.encode(tag)) != 2:
        raise UsageError(
            f"The tag {tag} is not one piece of {vocabulary.folder}; choose a rare one from its vocab.json."
        )


def main(arguments: Sequence[str] | None = None) -> int:
    usual = BackSettings()
    parser = argparse.ArgumentParser(
        prog="python -m training.data.backtranslate", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("inputs", type=Path, nargs="+")
    parser.add_argument(
        "--from", dest="lang", choices=("en", "fr"), default=usual.lang, help="the language they are in"
    )
    how = parser.add_mutually_exclusive_group(required=True)
    how.add_argument("--model", help="the folder that translates")
    how.add_argument("--ids", type=Path, help="only write the sentences as ids, for training.network.generate")
    how.add_argument("--made", type=Path, help="what training.network.generate made of them")
    parser.add_argument("--out", type=Path, help="the TSV, French first")
    parser.add_argument("--tag", help=f"before French that the model made ({TAG}; none with --from fr)")
    parser.add_argument("--vocabulary", type=Path, default=Path("models/marian-fr-en"), help="has the tag as a piece")
    parser.add_argument("--beam", type=int, default=usual.beam_size)
    parser.add_argument("--engine", choices=("ct2", "hf", "fake"), default="ct2")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--block", type=int, default=usual.block, help="sentences stored together")
    parser.add_argument("--max-minutes", type=float, default=0.0, help="stop after this long; 0: no bound")
    given = parser.parse_args(arguments)
    tag = given.tag if given.tag is not None else TAG if given.lang == "en" else ""
    settings = BackSettings(given.lang, tag, given.beam, usual.words, given.block, given.max_minutes)
    try:
        vocabulary = Vocabulary(given.vocabulary)
        lines: Iterable[str] = texts(given.inputs, settings)
        _check_tag(tag, vocabulary)
        if given.ids:
            print(json.dumps({"sentences": _write_ids(lines, vocabulary, given.ids)}))
            return 0
        if not given.out:
            raise UsageError("--out names the TSV to write.")
        with tempfile.TemporaryDirectory() as cache:
            options = EngineOptions(given.model or "", given.engine, given.device, threads=given.threads)
            if given.made:
                lines = known = list(lines)
                engine: Engine = Made(given.made, vocabulary, known)
            else:
                engine = load_engine(options, Path(cache))
            inputs = [digest(path) for path in given.inputs]
            done = backtranslate(lines, engine, settings, given.out, inputs)
        print(json.dumps({"sentences": done.taken, **dict(done.counts)}))
    except DipxError as error:
        print(f"backtranslate: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
