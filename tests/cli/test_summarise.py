"""Bullets by a model folder, through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
from typer.testing import CliRunner

from dipx.cli import app
from tests.bullets.articles import article
from tests.conftest import ROOT


def test_the_command_line_takes_a_folder(bart: Path, tmp_path: Path) -> None:
    source = tmp_path / "article.txt"
    source.write_text(" ".join(item.target for item in article(6)), encoding="utf-8")
    words = ["summarise", str(source), "--lang", "en", "--summary-model", str(bart), "--json", "-q"]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    written = json.loads(result.stdout)
    jsonschema.validate(written, json.loads((ROOT / "docs/schema/documents.schema.json").read_text("utf-8")))
    assert written["documents"][0]["bullets"]
    assert "window=1024" in written["run"]["summary_model"]
    stories = tmp_path / "stories.jsonl"
    story = {"id": "one", "document": source.read_text("utf-8"), "bullets": ["The vote was lost."]}
    stories.write_text(json.dumps(story) + "\n", encoding="utf-8")
    measured = CliRunner().invoke(app, ["evaluate", "summary", str(stories), "--summary-model", str(bart), "--json"])
    assert json.loads(measured.stdout)["fallback"] == 1.0, "random weights say nothing that the article says"
    refused = CliRunner().invoke(app, [*words, "--summary-model", "marian-fr-en"])
    assert refused.exit_code == 3
    assert "not for bullets" in refused.output
