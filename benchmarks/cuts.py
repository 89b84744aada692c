"""What the checks of a rewriting let through, held against what editors said of real rewritings.

    python benchmarks/cuts.py [benchmarks/results/graded-rewritings.jsonl]

A line of the file has ``text`` (a rewriting by the bundled model), ``sentence`` and ``context`` (what it was made of),
``grade`` (2: an editor would print it; 1: true and whole, but weak; 0: spoilt), ``why``, and ``batch``. The checks were
written with both batches at hand, batch 1 first: figures of development.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from dipx.bullets.context import evidence
from dipx.bullets.cuts import check_cuts
from dipx.bullets.receipts import check_rewriting

GRADED = Path(__file__).parent / "results" / "graded-rewritings.jsonl"


def passes(row: dict[str, str]) -> bool:
    text, sentence, context = row["text"], row["sentence"], row["context"]
    return check_rewriting(text, evidence(sentence, context)) is None and check_cuts(text, sentence, context) is None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graded", nargs="?", type=Path, default=GRADED)
    rows = [json.loads(line) for line in parser.parse_args().graded.read_text("utf-8").splitlines()]
    print("| batch | rewritings | pass | of these true and whole | of those that an editor would print, pass |")
    print("|--:|--:|--:|--:|--:|")
    for batch in sorted({row["batch"] for row in rows}):
        graded = [(row["grade"], passes(row)) for row in rows if row["batch"] == batch]
        passed = Counter(grade for grade, ok in graded if ok)
        good = sum(grade == 2 for grade, _ in graded)
        share = (passed[1] + passed[2]) / max(1, passed.total())
        print(f"| {batch} | {len(graded)} | {passed.total()} | {share:.1%} | {passed[2] / max(1, good):.0%} |")


if __name__ == "__main__":
    main()
