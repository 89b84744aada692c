"""``dipx run`` and ``dipx merge`` as commands: what they print, and how they end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from dipx.cli import app
from dipx.document import Hypothesis
from dipx.engines.fake import FakeEngine
from tests.conftest import ROOT

SCHEMA = json.loads((ROOT / "docs/schema/events.schema.json").read_text("utf-8"))
FAKE = ("--engine", "fake", "--lang", "fr")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "in"
    root.mkdir()
    for name in "abc":
        (root / f"{name}.txt").write_text(f"Le sommet {name} se tiendra à Pékin. Il attend 1500 visiteurs.", "utf-8")
    return root


def _dipx(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def _events(result: Result) -> list[dict[str, Any]]:
    events = [json.loads(line) for line in result.stdout.splitlines()]
    for event in events:
        jsonschema.validate(event, SCHEMA)
    return events


def test_events(folder: Path, tmp_path: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    result = _dipx("run", folder, "-o", tmp_path / "out", "--json", *FAKE)
    assert result.exit_code == 1
    start, *files, end = _events(result)
    assert start["files"] == len(files) == 4
    assert start["run"]["engine"] == "fake:1"
    assert [event["kind"] for event in files] == ["done", "done", "failed", "done"]
    assert (end["done"], end["failed"], end["whole"]) == (3, 1, True)
    again = _events(_dipx("run", folder, "-o", tmp_path / "out", "--json", *FAKE))
    assert sorted(event["kind"] for event in again[1:-1]) == ["failed", "unchanged", "unchanged", "unchanged"]


def test_plan(folder: Path, tmp_path: Path) -> None:
    result = _dipx("run", folder, "-o", tmp_path / "out", "--plan", *FAKE)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "3 files: 0 unchanged, 3 to do"
    assert "33 words to translate, 0% of them remembered" in result.stdout
    assert "a guess" in result.stdout
    assert not (tmp_path / "out").exists()
    _dipx("run", folder, "-o", tmp_path / "out", *FAKE)
    made = json.loads(_dipx("run", folder, "-o", tmp_path / "out", "--plan", "--force", "--json", *FAKE).stdout)
    assert (made["files"], made["unchanged"], made["words"], made["remembered"]) == (3, 0, 33, 33)


def test_findings_turn_the_exit_code(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeEngine, "_one", lambda self, text: Hypothesis("It awaits visitors."))
    words = ("run", folder, "-o", tmp_path / "out", *FAKE)
    assert _dipx(*words).exit_code == 0
    flagged = _dipx(*words, "--fail-on", "any")
    assert flagged.exit_code == 1
    assert "3 flagged" in flagged.stdout


def test_merge(folder: Path, tmp_path: Path) -> None:
    parts = [tmp_path / f"out-{index}" for index in (1, 2, 3)]
    for index, part in enumerate(parts, 1):
        assert _dipx("run", folder, "-o", part, "--shard", f"{index}/3", *FAKE).exit_code == 0
    result = _dipx("merge", *parts, "-o", tmp_path / "all", "--json")
    assert result.exit_code == 0, result.stderr
    start, *_, end = _events(result)
    assert (start["files"], end["done"]) == (3, 3)
    whole = _dipx("run", folder, "-o", tmp_path / "all", *FAKE)
    assert "0 done, 3 unchanged, 0 failed" in whole.stdout
    alone = _dipx("merge", tmp_path / "all")
    assert "0 done, 3 unchanged, 0 failed" in alone.stdout
    assert _dipx("merge", *parts).exit_code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--shard", "5/4"), "--shard is like 2/4"),
        (("--watch", "--jobs", "2"), "leave out --jobs"),
        (("--fail-on", "nonsense"), "--fail-on knows no"),
    ],
)
def test_usage(folder: Path, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    result = _dipx("run", folder, "-o", tmp_path / "out", *FAKE, *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (tmp_path / "out").exists()
