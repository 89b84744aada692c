"""Sheets on which readers judge several systems without knowing which is which, and what their scores come to.

    python benchmarks/blind.py sheets ITEMS.jsonl --out DIR --each 20      DIR/sheet-01.txt …, and DIR/key.json
    python benchmarks/blind.py scores DIR                                  means, ranks, wins, from DIR/sheet-01*.tsv …

An item is ``{"id", "source", "outputs": {"name of a system": "its text", …}}``. On a sheet each item has its source and
the texts as A, B, C …, shuffled for each item anew; equal texts are one. A reader writes a line an item and letter:
``item<TAB>letter<TAB>criterion=score<TAB>criterion=score …``; several readers of a sheet write ``sheet-01.NAME.tsv``. A
criterion named ``rank`` is better when it is less, every other one when it is more.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from itertools import combinations, count
from pathlib import Path
from random import Random
from statistics import fmean
from string import ascii_uppercase
from typing import Any

Scores = dict[str, dict[str, dict[str, float]]]
"""Item, system, criterion: the mean of its readers."""


def sheets(items: list[dict[str, Any]], out: Path, each: int, seed: int) -> int:
    """Write the sheets and their key; how many sheets there are."""
    out.mkdir(parents=True, exist_ok=True)
    rng = Random(seed)
    rng.shuffle(items)
    key: dict[str, dict[str, list[str]]] = {}
    pages = [items[start : start + each] for start in range(0, len(items), each)]
    for number, page in enumerate(pages, start=1):
        parts = []
        for item in page:
            texts = list(dict.fromkeys(item["outputs"].values()))
            rng.shuffle(texts)
            lettered = dict(zip(texts, ascii_uppercase, strict=False))
            letters: dict[str, list[str]] = defaultdict(list)
            for system, text in item["outputs"].items():
                letters[lettered[text]].append(system)
            key[item["id"]] = dict(letters)
            versions = "".join(f"--- {lettered[text]}\n{text}\n" for text in texts)
            parts.append(f"### {item['id']}\n{item['source']}\n{versions}\n")
        (out / f"sheet-{number:02}.txt").write_text("".join(parts), "utf-8")
    (out / "key.json").write_text(json.dumps(key, indent=1) + "\n", "utf-8")
    return len(pages)


def read(folder: Path) -> Scores:
    """The readers' scores by system. Raises ``ValueError`` for a line that says nothing of an item of the key."""
    key: dict[str, dict[str, list[str]]] = json.loads((folder / "key.json").read_text("utf-8"))
    found: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for path in sorted(folder.glob("sheet-*.tsv")):
        for number, line in zip(count(1), path.read_text("utf-8").splitlines(), strict=False):
            if not line.strip():
                continue
            item, letter, *given = line.split("\t")
            if letter not in key.get(item, {}):
                raise ValueError(f"{path.name}, line {number}: there is no {item} {letter}")
            for system in key[item][letter]:
                for score in given:
                    criterion, _, value = score.partition("=")
                    found[item, system, criterion.strip()].append(float(value))
    scores: Scores = defaultdict(lambda: defaultdict(dict))
    for (item, system, criterion), values in found.items():
        scores[item][system][criterion] = fmean(values)
    return scores


def told(scores: Scores) -> str:
    """A table of means by system, and of each two systems how often either was better."""
    systems = sorted({system for of_item in scores.values() for system in of_item})
    criteria = sorted({name for of_item in scores.values() for of_system in of_item.values() for name in of_system})
    lines = ["| system | items | " + " | ".join(criteria) + " |", "|---|--:|" + "--:|" * len(criteria)]
    for system in systems:
        own = [of_item[system] for of_item in scores.values() if system in of_item]
        means = (fmean(score[name] for score in own if name in score) for name in criteria)
        lines.append(f"| {system} | {len(own)} | " + " | ".join(f"{mean:.2f}" for mean in means) + " |")
    lines.append("")
    for one, other in combinations(systems, 2):
        for name in criteria:
            won = Counter(_better(of_item, one, other, name) for of_item in scores.values())
            lines.append(f"{name}: {one} better {won[one]}, {other} better {won[other]}, equal {won['']}")
    return "\n".join(lines)


def _better(of_item: dict[str, dict[str, float]], one: str, other: str, name: str) -> str | None:
    """Which of two systems is better on an item; empty where neither is, ``None`` where one was not judged."""
    a, b = (of_item.get(system, {}).get(name) for system in (one, other))
    if a is None or b is None:
        return None
    if a == b:
        return ""
    return one if (a < b) == (name == "rank") else other


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("sheets")
    making.add_argument("items", type=Path)
    making.add_argument("--out", type=Path, required=True)
    making.add_argument("--each", type=int, default=20)
    making.add_argument("--seed", type=int, default=1)
    scoring = commands.add_parser("scores")
    scoring.add_argument("folder", type=Path)
    given = parser.parse_args()
    if given.command == "sheets":
        items = [json.loads(line) for line in given.items.read_text("utf-8").splitlines() if line.strip()]
        print(f"{len(items)} items on {sheets(items, given.out, given.each, given.seed)} sheets in {given.out}")
    else:
        print(told(read(given.folder)))


if __name__ == "__main__":
    main()
