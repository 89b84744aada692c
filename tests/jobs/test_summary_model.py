"""The model of the bullets decides whether a job is done."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import dipx
from dipx import api
from dipx.models.folder import open_folder
from tests.bullets.articles import article
from tests.models.tiny_summarizers import options_for


def test_a_job_is_done_again_when_the_summary_model_changes(bart: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(bart, tmp_path / "model"))
    source = tmp_path / "in" / "article.txt"
    source.parent.mkdir()
    source.write_text(" ".join(item.target for item in article(6)), encoding="utf-8")

    def run() -> tuple[str, dict[str, str]]:
        (outcome,) = dipx.run(source, tmp_path / "out", options_for("ct2", folder, tmp_path / "cache"))
        report = json.loads((tmp_path / "out" / "article.report.json").read_text("utf-8"))
        return outcome.kind, report["run"]

    kind, first = run()
    assert kind == "done"
    assert open_folder(folder).weights_digest[:32] in first["summary_model"]
    assert run() == ("unchanged", first)
    settings = folder / "generation_config.json"
    settings.write_text(settings.read_text("utf-8").replace('"max_length": 12', '"max_length": 11'), encoding="utf-8")
    api._kept.cache_clear()  # what a new process has
    kind, second = run()
    assert kind == "done"
    assert {name for name in first if first[name] != second[name]} == {"summary_model"}
