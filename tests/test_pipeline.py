"""The flow as a whole: inline marks and word links from a file to its English."""

from __future__ import annotations

import json
from pathlib import Path

from dipx import formats
from dipx.engines.cached import CachedEngine
from dipx.engines.fake import FakeEngine
from dipx.formats.inline import Placed
from dipx.memory.none import NoMemory
from dipx.options import Options
from dipx.pipeline import FIRST_WINDOW, WINDOW, Pipeline, _windows
from dipx.reading.files import load
from dipx.report import Failure, Report, to_json
from dipx.text.assemble import block_targets

MARKDOWN = "Le ministre **chinois** est [parti](http://a.fr) hier.\n\nPekin *encore* et toujours.\n"


def _report(path: Path, options: Options) -> Report:
    pipeline = Pipeline(options)
    pipeline.engine = CachedEngine(FakeEngine(), NoMemory())
    made = next(iter(pipeline.run([load(path, options)], bullets=False)))
    assert isinstance(made, Report)
    return made


def test_markdown_keeps_its_marks_through_the_pipeline(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(MARKDOWN)
    report = _report(path, Options(lang="fr"))
    out = tmp_path / "a.en.md"
    placed = formats.write(report.document, block_targets(report.document, report.translations), out, report.parts)
    assert placed == Placed()
    assert "**siohnihc**" not in out.read_text()
    assert f"**{'chinois'[::-1]}**" in out.read_text()
    assert "[itrap](http://a.fr)" in out.read_text()
    assert "*erocne*" in out.read_text()


def test_only_who_asks_gets_alignments_in_the_json(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(MARKDOWN)
    assert "alignment" not in json.dumps(to_json([_report(path, Options(lang="fr"))]))
    asked = Options(lang="fr")
    asked = Options(lang="fr", decoding=asked.decoding.with_(alignments=True))
    segment = to_json([_report(path, asked)])["documents"][0]["segments"][0]
    words_of = [(segment["source"][a:b], segment["target"][c:d]) for a, b, c, d in segment["alignment"]]
    assert ("chinois", "sionihc") in words_of
    assert len(words_of) == 6


def test_a_short_jobs_windows_are_small() -> None:
    """So that one is checked while the model is at work on the next; long jobs have those that fill batches."""
    items = [Failure(str(number), "no") for number in range(FIRST_WINDOW + 2 * FIRST_WINDOW + 2 * WINDOW + 1)]
    windows = list(_windows(items))
    assert [len(window) for window in windows] == [FIRST_WINDOW, 2 * FIRST_WINDOW, WINDOW, WINDOW, 1]
    assert [item for window in windows for item in window] == items
