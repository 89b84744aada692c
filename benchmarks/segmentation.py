"""Sentence splitters side by side on texts with known boundaries, ours among them.

    python benchmarks/segmentation.py EVALFILE [--json]

``EVALFILE`` is JSONL, ``{"text", "sentences": [[start, end], …], "kind"}``, such as
``../shared/eval/segmentation.jsonl`` or ``tests/text/data/segmentation_cases.jsonl``. A missing library is
named, not run (``pip install sentencex syntok pysbd PyICU``). Scores count exact spans. wtpsplit-lite
is left out: its model has to be downloaded first.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from importlib import import_module
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

from dipx.text.segmentation import sentences

Span = tuple[int, int]
Splitter = Callable[[str], list[Span]]
SPEED_CHARACTERS = 1_000_000
SPEED_SECONDS = 30.0  # a slow library is timed on what it manages in this time


@dataclass(frozen=True, slots=True)
class Case:
    text: str
    spans: tuple[Span, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Score:
    """Percent, except ``texts`` (their number)."""

    kind: str
    texts: int
    precision: float
    recall: float
    f1: float
    whole: float


def strip_spans(text: str, cuts: Iterable[Span]) -> list[Span]:
    """The spans without the white space around them, blank ones dropped: the shape of the gold spans."""
    spans = []
    for start, end in cuts:
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            spans.append((left, right))
    return spans


def dipx_splitter() -> Splitter:
    return sentences


def naive_splitter() -> Splitter:
    """The floor: a stop, white space, a capital."""
    boundary = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-Þ«])")

    def split(text: str) -> list[Span]:
        cuts = [0, *(match.end() for match in boundary.finditer(text)), len(text)]
        return strip_spans(text, pairwise(cuts))

    return split


def sentencex_splitter() -> Splitter:
    sentencex = import_module("sentencex")

    def split(text: str) -> list[Span]:
        found = sentencex.get_sentence_boundaries("fr", text)
        return strip_spans(text, ((x["start_index"], x["end_index"]) for x in found))

    return split


def syntok_splitter() -> Splitter:
    syntok = import_module("syntok.segmenter")

    def split(text: str) -> list[Span]:
        return [
            (tokens[0].offset, tokens[-1].offset + len(tokens[-1].value))
            for paragraph in syntok.process(text)
            for tokens in paragraph
        ]

    return split


def pysbd_splitter() -> Splitter:
    pysbd = import_module("pysbd")

    segmenter = pysbd.Segmenter(language="fr", clean=False, char_span=True)

    def split(text: str) -> list[Span]:
        return strip_spans(text, ((x.start, x.end) for x in segmenter.segment(text)))

    return split


def icu_splitter() -> Splitter:
    icu = import_module("icu")

    # "ss=standard" adds ICU's list of French abbreviations.
    iterator = icu.BreakIterator.createSentenceInstance(icu.Locale("fr-u-ss-standard"))

    def split(text: str) -> list[Span]:
        iterator.setText(text)
        units = [0]  # ICU counts UTF-16 units
        for character in text:
            units.append(units[-1] + (2 if ord(character) > 0xFFFF else 1))
        position = {unit: index for index, unit in enumerate(units)}
        cuts = [0, *(position[unit] for unit in iterator)]
        return strip_spans(text, pairwise(cuts))

    return split


SPLITTERS: dict[str, tuple[str, Callable[[], Splitter]]] = {
    "dipx": ("", dipx_splitter),
    "sentencex": ("sentencex", sentencex_splitter),
    "syntok": ("syntok", syntok_splitter),
    "pysbd": ("pysbd", pysbd_splitter),
    "icu": ("PyICU", icu_splitter),
    "naive": ("", naive_splitter),
}


def read_cases(path: Path) -> list[Case]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    return [Case(row["text"], tuple((a, b) for a, b in row["sentences"]), row["kind"]) for row in rows]


def score(cases: list[Case], split: Splitter, kind: str) -> Score:
    right = found = wanted = whole = 0
    for case in cases:
        spans = split(case.text)
        right += len(set(spans) & set(case.spans))
        found += len(spans)
        wanted += len(case.spans)
        whole += tuple(spans) == case.spans
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return Score(kind, len(cases), 100 * precision, 100 * recall, 100 * f1, 100 * whole / max(len(cases), 1))


def characters_per_second(cases: list[Case], split: Splitter) -> float:
    """One thread, text by text, best of three passes over the file repeated to ``SPEED_CHARACTERS``."""
    texts = [case.text for case in cases]
    texts *= 1 + SPEED_CHARACTERS // sum(map(len, texts))
    best = 0.0
    for _ in range(3):
        begin, done = time.perf_counter(), 0
        for text in texts:
            split(text)
            done += len(text)
            if time.perf_counter() - begin > SPEED_SECONDS / 3:
                break
        best = max(best, done / (time.perf_counter() - begin))
    return best


def measure(cases: list[Case]) -> list[dict[str, Any]]:
    """A row a splitter; one that is not installed has ``"missing"`` instead of scores."""
    kinds = sorted({case.kind for case in cases})
    rows: list[dict[str, Any]] = []
    for name, (package, make) in SPLITTERS.items():
        try:
            split = make()
        except ImportError as error:
            rows.append({"splitter": name, "missing": str(error)})
            continue
        by_kind = [score([case for case in cases if case.kind == kind], split, kind) for kind in kinds]
        rows.append(
            {
                "splitter": name,
                "version": version(package) if package else None,
                "scores": [asdict(found) for found in (*by_kind, score(cases, split, "all"))],
                "characters_per_second": round(characters_per_second(cases, split)),
            }
        )
    return rows


def as_table(rows: list[dict[str, Any]]) -> str:
    """The rows as a Markdown table: a pair of columns a kind, scores and share of texts wholly right."""
    kinds = [found["kind"] for row in rows if "scores" in row for found in row["scores"]]
    kinds = list(dict.fromkeys(kinds))
    header = [
        "splitter",
        *(f"{kind}: {label}" for kind in kinds for label in ("P / R / F1", "whole")),
        "characters/s",
    ]
    lines = [header, ["---"] * len(header)]
    for row in rows:
        if "missing" in row:
            lines.append([row["splitter"], *["not installed"] * (len(header) - 1)])
            continue
        cells = [f"{row['splitter']} {row['version'] or ''}".strip()]
        for found in row["scores"]:
            cells.append(f"{found['precision']:.1f} / {found['recall']:.1f} / {found['f1']:.1f}")
            cells.append(f"{found['whole']:.1f} %")
        lines.append([*cells, f"{row['characters_per_second']:,}"])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Compare sentence splitters on texts with known boundaries.")
    parser.add_argument("evalfile", type=Path)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a Markdown table")
    options = parser.parse_args(arguments)
    rows = measure(read_cases(options.evalfile))
    print(json.dumps(rows, ensure_ascii=False, indent=2) if options.json else as_table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
