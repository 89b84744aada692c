"""``dipx evaluate``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import dipx
from tests.evaluation.toy import write_toy


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_toy(tmp_path)


def test_the_command(folder: Path) -> None:
    words = ("evaluate", "translation", folder / "toy", "--engine", "fake")
    result = dipx(*words, "--json", "--predictions", folder / "made.en")
    value = json.loads(result.stdout)
    assert {s["metric"] for s in value["scores"]} == {"BLEU", "chrF2++"}
    assert len((folder / "made.en").read_text("utf-8").splitlines()) == 4
    assert dipx(*words, "--gate", folder / "floors.json", "--raise-floors").returncode == 0
    assert dipx(*words, "--gate", folder / "floors.json").returncode == 0
    floors = json.loads((folder / "floors.json").read_text("utf-8"))
    floors["toy"]["floors"]["BLEU"] = 99.0
    (folder / "floors.json").write_text(json.dumps(floors), "utf-8")
    assert dipx(*words, "--gate", folder / "floors.json").returncode == 1


def test_the_summary_command(tmp_path: Path) -> None:
    story = {
        "id": "1",
        "document": "Kim met Paul in Rome on 3 May 2024.\nThey spoke of peace.",
        "bullets": ["Kim met Paul."],
    }
    (tmp_path / "stories.jsonl").write_text(json.dumps(story) + "\n", "utf-8")
    words = ("evaluate", "summary", tmp_path / "stories.jsonl")
    value = json.loads(dipx(*words, "--json", "--predictions", tmp_path / "made.jsonl").stdout)
    assert value["stories"] == 1
    assert value["supported"] == 1.0
    made = json.loads((tmp_path / "made.jsonl").read_text("utf-8"))
    source = made["bullets"][0]["sources"][0]
    assert story["document"][source["start"] : source["end"]] == source["source"]
    assert b"rougeLsum" in dipx(*words).stdout
    (tmp_path / "stories.jsonl").write_text("{}\n", "utf-8")
    assert dipx(*words).returncode == 1
