"""The second opinion on rare words: how many notes are real losses.

Usage: python benchmarks/words.py ../shared/eval/newstest2013 [--lines 300]

A note on the model's translation is real where the reference has the dictionary's English, or a word of its family; the
output has none, else there were no note. Notes on the human pairs (the references themselves) are false alarms, but for
free translations.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from dipx.checks.dictionary import english_stem
from dipx.checks.words import missing
from dipx.evaluation.testset import read_testset
from dipx.evaluation.translation import translate_testset
from dipx.options import Options
from dipx.text.words import tokens


def stems(text: str) -> set[str]:
    return set(map(english_stem, tokens(text)))


def main() -> None:
    parser = argparse.ArgumentParser(description="Notes on rare words, and how many are real.")
    parser.add_argument("test_set", type=Path, help="the path of a .fr and an .en file, without the ending")
    parser.add_argument("--lines", type=int, help="only the first lines")
    given = parser.parse_args()
    testset = read_testset(Path(f"{given.test_set}.fr"), Path(f"{given.test_set}.en"))
    testset = replace(testset, sources=testset.sources[: given.lines], references=testset.references[: given.lines])
    pairs = list(zip(testset.sources, testset.references, strict=True))
    human = sum(bool(missing(source, target)) for source, target in pairs)
    print(f"{human / len(pairs):.1%} of {len(pairs)} human pairs have a note")
    lost = [
        (word, reference)
        for (source, reference), line in zip(pairs, translate_testset(testset, Options()).lines, strict=True)
        for word in missing(source, line)
    ]
    real = sum(not stems(" ".join(word.english)).isdisjoint(stems(reference)) for word, reference in lost)
    print(f"{len(lost)} notes on the translations, {real} real ({real / max(1, len(lost)):.0%})")


if __name__ == "__main__":
    main()
