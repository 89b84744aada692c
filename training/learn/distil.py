"""What the model says at its best, as pairs to learn from: no foreign style, and words where it had none.

    python -m training.learn.distil nearest ../shared/data/bitext/newstest20*.tsv.xz --out nearest.tsv
    python -m training.learn.distil plain ../shared/data/news-fr --take 16000 --out plain.tsv
    python -m training.learn.distil told training/corpora/expert-news-*.tsv.xz --out told.tsv

``nearest``: of the beam's translations the one that is worth most beside the reference (``candidates.reward``). Learned
in the references' place they are to keep the likeness to newstest that expected risk gave and references take again.
``plain``: sentences of French news with a word or an idiom that the model gets wrong, and what the program makes of
them, which tells the model in plain words (``dipx.text.idioms``) or by a dictionary: so that it needs neither. None is
of an article that nobody is to learn from (``gaps.is_aside``), and a pair that a check objects to is left out.
``told``: pairs in those plain words, some of which are English, so that the model goes on to follow them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeVar

from dipx.document import Segment
from dipx.engines import load_engine
from dipx.errors import DipxError
from dipx.files import json_text
from dipx.models.generation import read_generation
from dipx.options import Decoding, EngineOptions
from dipx.text.idioms import plain_words
from dipx.text.normalize import normalize
from dipx.translation.translate import translate_segments
from training.data.corpora import read_index, read_pairs
from training.data.filters import FilterSettings, why_bad
from training.data.forbidden import forbidden_sentences
from training.data.gaps import documents, sentences
from training.learn.candidates import Judge
from training.network.grow import shape_of_folder
from training.network.vocabulary import Vocabulary
from training.network.weights import Weights, load_folder
from training.settings import RiskSettings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from training.data.corpora import Pair

T = TypeVar("T")
BLOCK = 2000
LONGEST = 120  # pieces of either side


def nearest(pairs: Iterable[Pair], folder: Path) -> Iterator[Pair]:
    """Each French with the translation of the beam that is worth most beside its English; pairs with a longer side than
    ``LONGEST`` are left out."""
    vocabulary, weights = Vocabulary(folder), Weights(shape_of_folder(folder))
    load_folder(weights, folder)
    judge = Judge(vocabulary, read_generation(folder).suppressed, RiskSettings())
    for block in _blocks(pairs):
        ids = [(vocabulary.encode(normalize(one)), vocabulary.encode(normalize(other))) for one, other in block]
        fits = [i for i, both in enumerate(ids) if max(map(len, both)) <= LONGEST]
        for i, found in zip(fits, judge.candidates(weights, [ids[i] for i in fits]), strict=True):
            best = max(found, key=lambda candidate: candidate.reward)
            yield block[i][0], vocabulary.pieces.decode(best.ids[:-1])


def plain(texts: Sequence[str], folder: Path) -> Iterator[Pair]:
    """Each text with the program's English, but for those that a filter or a check objects to."""
    with tempfile.TemporaryDirectory() as cache:
        engine = load_engine(EngineOptions(str(folder)), Path(cache))
        for block in _blocks(texts):
            segments = [Segment(text, 0, len(text), i) for i, text in enumerate(block)]
            for made in translate_segments(segments, engine, Decoding(beam_size=4)):
                french, english = made.segment.text, " ".join(made.target.split())
                objected = any(finding.severity != "note" for finding in made.findings)
                if not objected and not why_bad(french, english, FilterSettings(), noisy=True):
                    yield french, english


def told(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """The pairs whose French has plain words for something, in these."""
    for french, english in pairs:
        if (words := plain_words(french)) != french:
            yield words, english


def hard(paths: Iterable[Path], take: int, seed: int, forbid: Sequence[Path] = ()) -> list[str]:
    """``take`` sentences of French news that plain words would change, drawn; of no article that a file has a sentence
    of that is to ``forbid`` it."""
    forbidden = forbidden_sentences(forbid)
    found = dict.fromkeys(text for text in sentences(documents(paths), forbidden) if plain_words(text) != text)
    return Random(seed).sample(list(found), min(take, len(found)))


def _blocks(items: Iterable[T]) -> Iterator[list[T]]:
    block: list[T] = []
    for item in items:
        block.append(item)
        if len(block) == BLOCK:
            yield block
            block = []
    if block:
        yield block


def _say_origin(out: Path, model: Path) -> None:
    """Beside the corpus, for the cards of the models that learn from it."""
    index = out.with_name("INDEX.json")
    origin = f"French of other corpora; English by this project's own {model.name} (training.learn.distil)"
    licence = "English: this project's own; French: as those corpora"
    rows = {**read_index(index), out.stem: {"licence": licence, "origin": origin}}
    index.write_text(json_text(rows), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("nearest", "plain", "told"))
    parser.add_argument("inputs", nargs="+", type=Path, help="plain: French news; else corpora of pairs")
    parser.add_argument("--model", type=Path, default=Path("models/marian-fr-en"))
    parser.add_argument("--take", type=int, default=16000, help="sentences to draw for plain")
    parser.add_argument("--forbid", nargs="*", type=Path, default=[Path("../shared/eval")])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    given.out.parent.mkdir(parents=True, exist_ok=True)
    try:
        if given.kind == "plain":
            made = plain(hard(given.inputs, given.take, given.seed, given.forbid), given.model)
        else:
            pairs = (pair for path in given.inputs for pair in read_pairs(path))
            made = told(pairs) if given.kind == "told" else nearest(pairs, given.model)
        part = given.out.with_suffix(".part")  # what breaks off is made again
        with part.open("w", encoding="utf-8") as stream:
            for count, (french, english) in enumerate(made, start=1):
                stream.write(f"{french}\t{english}\n")
                if not count % BLOCK:
                    print(count, "pairs", file=sys.stderr, flush=True)
        part.replace(given.out)
        _say_origin(given.out, given.model)
    except (DipxError, OSError) as error:
        sys.exit(f"distil: {error}")


if __name__ == "__main__":
    main()
