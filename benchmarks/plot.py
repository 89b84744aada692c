"""The table of ``speed.py`` as a picture: ``python benchmarks/plot.py RESULT.json PICTURE.svg`` (extra: ``plot``)."""

from __future__ import annotations

import json
import statistics
import sys
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt

NAMES = {
    "a": "transformers, file order",
    "b": "transformers, by length",
    "c": "CTranslate2's own tools",
    "d": "dipx translate, all included",
    "e": "CTranslate2 as Argos asks",
    "f": "CTranslate2, dipx's conversion",
}
DIPX, OTHER = "#1a6b54", "#9fb3ad"


def draw(value: dict[str, Any], picture: Path) -> None:
    """A bar a system: the words a second of the median round, whiskers to the slowest and the fastest."""
    results = sorted(value["results"], key=lambda result: -statistics.median(result["seconds"]))
    medians = [value["words"] / statistics.median(result["seconds"]) for result in results]
    least = [m - value["words"] / max(result["seconds"]) for m, result in zip(medians, results, strict=True)]
    most = [value["words"] / min(result["seconds"]) - m for m, result in zip(medians, results, strict=True)]
    plt.rcParams.update({"svg.hashsalt": "dipx", "svg.fonttype": "none"})  # same numbers, same bytes
    figure, axes = plt.subplots(figsize=(8, 3.4), layout="constrained")
    colors = [DIPX if result["system"] == "d" else OTHER for result in results]
    names = [NAMES[result["system"]] for result in results]
    axes.barh(names, medians, color=colors, xerr=(least, most), error_kw={"ecolor": "#444", "capsize": 3, "lw": 1})
    for row, (result, median, above) in enumerate(zip(results, medians, most, strict=True)):
        label = f"{median:,.0f}   BLEU {result['bleu']:.1f}, {result['megabytes']:,.0f} MB"
        axes.annotate(label, (median + above, row), (6, 0), textcoords="offset points", va="center", fontsize=9)
    axes.set_xlim(0, 1.45 * max(medians))
    axes.set_xlabel(f"source words a second, {value['articles']} articles, {value['words']:,} words, beam 3")
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(picture, metadata={"Date": None} if picture.suffix == ".svg" else None, dpi=150)


if __name__ == "__main__":
    draw(json.loads(Path(sys.argv[1]).read_text("utf-8")), Path(sys.argv[2]))
