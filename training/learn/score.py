"""BLEU and chrF of a model folder on a development set, through the program's own engines.

``python -m training.learn.score FOLDER ../shared/eval/newstest2013.fr ../shared/eval/newstest2013.en``
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dipx.engines import load_engine
from dipx.errors import DipxError, InputError
from dipx.options import Decoding, EngineName, EngineOptions, SummaryOptions
from dipx.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class TestSet:
    """A source file and its reference, line by line."""

    __test__ = False  # not a test class, whatever its name

    source: Path
    reference: Path

    def lines(self) -> tuple[list[str], list[str]]:
        """Both sides. Raises ``InputError`` when they cannot be read or differ in length."""
        try:
            texts = [path.read_text("utf-8").splitlines() for path in (self.source, self.reference)]
        except OSError as error:
            raise InputError(f"Cannot read the test set: {error}.") from error
        if len(texts[0]) != len(texts[1]):
            raise InputError(f"{self.source} has {len(texts[0])} lines, {self.reference} {len(texts[1])}.")
        return texts[0], texts[1]

    def digest(self) -> str:
        """SHA-256 of both files, source first."""
        return hashlib.sha256(self.source.read_bytes() + self.reference.read_bytes()).hexdigest()


def score(folder: Path, test_set: TestSet, engine: EngineName = "ct2", device: str = "cpu") -> dict[str, Any]:
    """Translate the source with beam 4 and compare: scores, signatures, speed, what repeats it."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    sources, references = test_set.lines()
    decoding = Decoding(beam_size=4)
    with tempfile.TemporaryDirectory() as cache:
        options = EngineOptions(model=str(folder), engine=engine, device=device)
        translator = load_engine(options, Path(cache))
        began = time.monotonic()
        targets = [found.text for found in translator.generate([normalize(line) for line in sources], decoding)]
        seconds = time.monotonic() - began
    bleu, chrf = BLEU(), CHRF()
    return {
        "bleu": round(bleu.corpus_score(targets, [references]).score, 2),
        "chrf": round(chrf.corpus_score(targets, [references]).score, 2),
        "bleu_signature": str(bleu.get_signature()),
        "chrf_signature": str(chrf.get_signature()),
        "test_set_sha256": test_set.digest(),
        "engine": translator.signature.rsplit(":", 1)[0],
        "beam_size": decoding.beam_size,
        "lines": len(sources),
        "source_words_per_second": round(sum(len(line.split()) for line in sources) / seconds),
    }


def score_bullets(folder: Path, path: Path, engine: EngineName = "ct2", device: str = "cpu") -> dict[str, Any]:
    """The program's bullets of the stories in ``path`` with the rewriter and, by the same selection, without it."""
    from dipx.evaluation.summary import evaluate_summaries, read_stories

    stories, wanted = read_stories(path), SummaryOptions()
    with tempfile.TemporaryDirectory() as cache:
        rewriter = load_engine(EngineOptions(model=str(folder), engine=engine, device=device), Path(cache))
        found = evaluate_summaries(stories, wanted, rewriter)
        bare = evaluate_summaries(stories, wanted)
    shares = ("bullets", "words_per_bullet", "supported", "fallback", "novel_bigrams", "articles_per_second")
    return {
        **found.rouge,
        **{f"extracted_{metric}": value for metric, value in bare.rouge.items()},
        **{name: round(getattr(found, name), 3) for name in shares},
        "signature": found.signature,
        "test_set_sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "engine": rewriter.signature.rsplit(":", 1)[0],
        "stories": len(stories),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.learn.score", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("source", type=Path)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--engine", choices=("ct2", "hf"), default="ct2")
    parser.add_argument("--device", default="cpu")
    given = parser.parse_args(arguments)
    try:
        found = score(given.folder, TestSet(given.source, given.reference), given.engine, given.device)
        print(json.dumps(found, indent=1))
    except DipxError as error:
        print(f"score: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
