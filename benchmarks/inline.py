"""How much inline markup lands on the right English words.

Usage: python benchmarks/inline.py [--model NAME] [--engine ct2|hf] [--without-alignment]

``inline_cases.tsv`` has French with ``**bold words**`` or a footnote's ``[^n]``, and a pattern for what must be bold in
the English, or stand before the footnote. The patterns were written before any of it was translated.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from pathlib import Path

from dipx import formats
from dipx.document import Block
from dipx.options import EngineOptions, Options
from dipx.pipeline import Pipeline
from dipx.reading import load
from dipx.report import Report
from dipx.text.assemble import block_targets

CASES = Path(__file__).with_name("inline_cases.tsv")


def marked(block: Block) -> str:
    """What the block's one mark is over; for a footnote, what stands before it."""
    spans = [
        block.text[: span.start] if span.kind == "note" else block.text[span.start : span.end] for span in block.spans
    ]
    return " … ".join(spans).strip().casefold()


def measure(options: Options, *, aligned: bool) -> tuple[list[tuple[str, str, bool]], formats.Placed]:
    """(French, what is marked in the English, whether that is right) of each case; how the marks were placed."""
    cases = [line.split("\t") for line in CASES.read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "cases.md", Path(folder) / "english.md"
        source.write_text("\n\n".join(french for french, _ in cases) + "\n\n[^n]: Une note\n", "utf-8")
        (report,) = Pipeline(options).run([load(source, options)], bullets=False)
        assert isinstance(report, Report), report
        english = block_targets(report.document, report.translations)
        placed = formats.write(report.document, english, target, report.parts if aligned else ())
        blocks = formats.read(target).blocks
    found = [marked(block) for block in blocks[: len(cases)]]
    rows = [(french, got, bool(re.fullmatch(wanted, got))) for (french, wanted), got in zip(cases, found, strict=True)]
    return rows, placed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default=EngineOptions().model)
    parser.add_argument("--engine", choices=("ct2", "hf"), default="ct2")
    parser.add_argument("--without-alignment", action="store_true", help="by words alike and by position alone")
    given = parser.parse_args()
    options = Options(EngineOptions(model=given.model, engine=given.engine), lang="fr", clean=False, memory=False)
    rows, placed = measure(options, aligned=not given.without_alignment)
    for french, got, is_right in rows:
        print(f"{'right' if is_right else 'WRONG'}\t{french}\t{got}")
    right = sum(is_right for _, _, is_right in rows)
    print(f"{right} of {len(rows)} right; by position {placed.by_position}, lost {placed.lost}")


if __name__ == "__main__":
    main()
