"""The word lexicon of the completeness check: ``python -m training.resources.coverage ../shared/data/bitext``.

Words are cut to stems as the check cuts them and aligned with ``aligner.c``. A French stem keeps the English stems that
it was linked to, and what their presence or absence in a target is worth: the logarithm of how much likelier that is
where the word's clause was dropped than where it was translated.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np

from dipx.checks.coverage import english_stems, french_stems
from dipx.errors import DipxError
from training.data.align import Aligner, AlignSettings
from training.data.corpora import read_pairs
from training.data.shards import NO_LINK, Shard, block

# Corpus and how many of its pairs. newstest2011 and newstest2012 stay out: the check's score is fitted on them.
CORPORA = {
    "news-test2008": 9_999,
    "newssyscomb2009": 9_999,
    "newstest2009": 9_999,
    "newstest2010": 9_999,
    "newsdiscussdev2015": 9_999,
    "news_commentary_10k": 9_999,
    "lig_postedit": 19_999,
    "un-sample": 9_999,
    "giga-fren-sample": 9_999,
    "unesco-whc": 9_999,
    "gc_web": 9_999,
    "tatoeba-manythings": 40_000,
    "opus_mixed_4k": 4_000,
    "freedict-fra-eng": 20_000,
    "hansard36": 50_000,
    "europarl": 250_000,
}
VOCABULARY = 14_000
LONGEST = 60  # stems a side
LEAST_LINKS, LEAST_SHARE, MOST_STEMS = 3, 0.012, 9
EVERYWHERE = 0.06  # an English stem in so many targets witnesses nothing
SMOOTHING = 10.0
Stems = tuple[list[str], list[str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A French stem's English stems, and the weight of finding none of them, and one."""

    stems: tuple[str, ...]
    absent: float
    present: float


def stem_pairs(folder: Path) -> Iterator[Stems]:
    """The stems of the pairs of all corpora."""
    for name, count in CORPORA.items():
        for source, target in itertools.islice(read_pairs(folder / f"{name}.tsv.xz"), count):
            ours, theirs = french_stems(source), english_stems(target)
            if ours and theirs and max(len(ours), len(theirs)) <= LONGEST:
                yield ours, theirs


def linked(pairs: Sequence[Stems], build: Path) -> dict[str, Counter[str]]:
    """How often each French stem is linked to each English one."""
    sides = [[pair[side] for pair in pairs] for side in (0, 1)]
    names = [[stem for stem, _ in Counter(itertools.chain(*side)).most_common(VOCABULARY - 2)] for side in sides]
    ids = [{stem: index for index, stem in enumerate(known)} for known in names]
    rare, end = VOCABULARY - 2, VOCABULARY - 1
    coded = [tuple([*(ids[side].get(stem, rare) for stem in pair[side]), end] for side in (0, 1)) for pair in pairs]
    made = block([(pair[0], pair[1]) for pair in coded], [0] * len(coded))
    starts = [np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)]) for lengths in made.lengths]
    shard = Shard(*made.sides, starts[0], starts[1], made.corpus, None, {"vocab_size": VOCABULARY})
    aligner = Aligner(shard, AlignSettings(least=0.3), build)
    with ThreadPoolExecutor(2) as pool:
        tables = list(pool.map(aligner.learn, (aligner.forward, aligner.backward)))
    links = aligner.links(tables[0], tables[1])
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for pair, (ours, theirs) in enumerate(pairs):
        first = starts[1][pair]
        for stem, link in zip(theirs, links[first : first + len(theirs)], strict=True):
            if link != NO_LINK and link < len(ours):
                counts[ours[link]][stem] += 1
    return counts


def choices(counts: dict[str, Counter[str]], pairs: Sequence[Stems]) -> dict[str, tuple[str, ...]]:
    """The English stems that each French stem keeps."""
    spread: Counter[str] = Counter(itertools.chain.from_iterable(set(pair[1]) for pair in pairs))
    usual = {stem for stem, count in spread.items() if count > EVERYWHERE * len(pairs)}
    kept = {}
    for stem, found in counts.items():
        least = max(LEAST_LINKS, LEAST_SHARE * found.total())
        good = [other for other, count in found.most_common(3 * MOST_STEMS) if count >= least and other not in usual]
        if good and len(stem) > 2:
            kept[stem] = tuple(good[:MOST_STEMS])
    return kept


def weighed(kept: dict[str, tuple[str, ...]], pairs: Sequence[Stems]) -> dict[str, Entry]:
    """The entries, the most telling first. A word of the last quarter stands for one whose clause was dropped: there
    its stems are looked for in the first half of the target only."""
    seen: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    strays: Counter[str] = Counter()
    for ours, theirs in pairs:
        whole, half = set(theirs), set(theirs[: len(theirs) // 2])
        for place, stem in enumerate(ours):
            if stem not in kept:
                continue
            seen[stem] += 1
            hits[stem] += not whole.isdisjoint(kept[stem])
            if len(ours) >= 8 and 4 * place >= 3 * len(ours):
                dropped[stem] += 1
                strays[stem] += not half.isdisjoint(kept[stem])
    usual_hit, usual_stray = hits.total() / seen.total(), strays.total() / dropped.total()
    entries = {}
    for stem, stems in kept.items():
        hit = _inside((hits[stem] + SMOOTHING * usual_hit) / (seen[stem] + SMOOTHING))
        stray = _inside((strays[stem] + SMOOTHING * usual_stray) / (dropped[stem] + SMOOTHING))
        absent, present = log((1 - stray) / (1 - hit)), log(stray / hit)
        if absent > 0.3:
            entries[stem] = Entry(stems, absent, present)
    return dict(sorted(entries.items(), key=lambda item: -seen[item[0]]))


def _inside(share: float) -> float:
    """A share whose logarithm, and that of the rest, is finite."""
    return min(max(share, 0.001), 0.999)


def lines(entries: dict[str, Entry], size: int) -> str:
    """As many of the commonest entries as fit ``size`` characters, in alphabetical order."""
    made: list[str] = []
    total = 0
    for stem, entry in entries.items():
        line = f"{stem} {entry.absent:.1f} {entry.present:.1f} {' '.join(entry.stems)}\n"
        if total + len(line) > size:
            break
        total += len(line)
        made.append(line)
    return "".join(sorted(made))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.resources.coverage", description=__doc__)
    parser.add_argument("bitext", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/dipx/checks/lexicon.txt"))
    parser.add_argument("--size", type=int, default=390_000, help="characters of the file at most")
    parser.add_argument("--build", type=Path, default=Path("training/runs/build"))
    given = parser.parse_args(arguments)
    try:
        pairs = list(stem_pairs(given.bitext))
        random.Random(1).shuffle(pairs)
        entries = weighed(choices(linked(pairs, given.build), pairs), pairs)
    except DipxError as error:
        print(f"coverage: {error}", file=sys.stderr)
        return error.exit_code
    given.out.write_text(lines(entries, given.size), "utf-8")
    print(f"{len(pairs)} pairs, {len(entries)} stems", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
