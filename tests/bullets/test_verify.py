"""A report is checked against its sources later, and says what was changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import dipx
from dipx.bullets.verify import verify_report
from dipx.errors import InputError

FAKE = dipx.Options(engine=dipx.EngineOptions(engine="fake"))
ARTICLE = (
    "Le ministre se rend à Pékin\n\nIl est arrivé jeudi soir à Pyongyang avec Paul Durand.\n\nLaisser un commentaire\n"
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(ARTICLE, "utf-8")
    dipx.run(tmp_path / "in", tmp_path / "out", FAKE)
    return tmp_path / "out/a.report.json"


def test_a_fresh_report_holds(report: Path) -> None:
    assert json.loads(report.read_text("utf-8"))["documents"][0]["bullets"]
    assert verify_report(report) == []


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [("jeudi", "lundi", "not 'Il est"), ("Laisser", "Lisser", "not"), ("Le ministre", "Les ministres", "stands")],
)
def test_a_changed_source_is_told(report: Path, tmp_path: Path, old: str, new: str, word: str) -> None:
    (tmp_path / "in/a.txt").write_text(ARTICLE.replace(old, new), "utf-8")
    problems = verify_report(report)
    assert problems
    assert word in " ".join(problems)


def test_a_missing_source_is_told(report: Path, tmp_path: Path) -> None:
    (tmp_path / "in/a.txt").unlink()
    assert "cannot be read" in verify_report(report)[0]


def test_an_edited_bullet_is_told(report: Path) -> None:
    value = json.loads(report.read_text("utf-8"))
    value["documents"][0]["bullets"][0]["text"] += " Zanzibar sold 99 ships."
    report.write_text(json.dumps(value), "utf-8")
    (problem,) = verify_report(report)
    assert "support" in problem


def test_a_bullet_with_an_invented_source_is_told(report: Path) -> None:
    value = json.loads(report.read_text("utf-8"))
    value["documents"][0]["bullets"][0]["sources"][0]["target"] = "Something else."
    report.write_text(json.dumps(value), "utf-8")
    (problem,) = verify_report(report)
    assert "no segment" in problem


def test_relative_paths_are_found_below_a_root(report: Path, tmp_path: Path) -> None:
    value = json.loads(report.read_text("utf-8"))
    value["documents"][0]["path"] = "a.txt"
    report.write_text(json.dumps(value), "utf-8")
    assert verify_report(report, tmp_path / "in") == []


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"documents": [{}]}'])
def test_what_is_no_report_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(InputError, match="no JSON report"):
        verify_report(tmp_path / "x.json")
