"""What the memory saves a job."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from dipx.document import Hypothesis
from dipx.engines.ct2 import CT2Engine
from dipx.engines.fake import FakeEngine
from dipx.options import Decoding, Options
from dipx.places import cache_dir
from dipx.review.triage import group, read_stories
from tests.conftest import SEEDS
from tests.jobs.runs import kinds_of, run_job, tree


def test_the_memory_serves_another_output_folder_without_the_model(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_job(folder, tmp_path / "one")
    monkeypatch.setattr(FakeEngine, "_one", lambda self, text: pytest.fail(f"asked for {text!r}"))
    assert set(kinds_of(run_job(folder, tmp_path / "two")).values()) == {"done"}


def test_wire_copy_is_translated_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two papers print one agency's text, each with its own first sentence: the model sees each sentence once."""
    asked: list[tuple[str, Decoding]] = []
    real = FakeEngine.generate

    def generate(self: FakeEngine, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
        asked.extend((text, decoding) for text in texts)
        return real(self, texts, decoding)

    monkeypatch.setattr(FakeEngine, "generate", generate)
    wire = [f"La région {name} vote dimanche pour élire son président." for name in ("Nord", "Sud", "Est", "Ouest")]
    for name, lead in (("monde", "Les électeurs sont appelés aux urnes."), ("figaro", "Quatre régions vont voter.")):
        path = tmp_path / "in" / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(" ".join([lead, *wire]) + "\n", "utf-8")
        run_job(path.parent, tmp_path / "out")  # the second one comes a run later
    assert {text for text, _ in asked} >= set(wire)
    assert len(asked) == len(set(asked))
    (story,) = group(read_stories(tmp_path / "out"))
    assert sorted(one.stem for one in (story.lead, *story.others)) == ["figaro", "monde"]


def test_remembered_seeds_load_no_model(bundled_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = Options()
    assert set(kinds_of(run_job(SEEDS, tmp_path / "one", options)).values()) == {"done"}
    monkeypatch.setattr(CT2Engine, "_load", lambda self: pytest.fail("the model was loaded"))
    assert set(kinds_of(run_job(SEEDS, tmp_path / "two", options)).values()) == {"done"}
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    heavy = {"ctranslate2", "sentencepiece", "torch", "transformers", "numpy", "py3langid"}
    run = ["dipx", "run", str(SEEDS), "-o", str(tmp_path / "three"), "--quiet"]
    code = (
        f"import sys, dipx.__main__ as d\nsys.argv = {run}\ntry: d.main()\nfinally: print({heavy} & {{*sys.modules}})"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert ended.stdout.endswith("set()\n"), "nor are the libraries imported"
    assert tree(tmp_path / "one") == tree(tmp_path / "three")


def test_a_corrupt_memory_costs_time_only(folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    run_job(folder, tmp_path / "one")
    for file in cache_dir().glob("memory.sqlite*"):
        file.unlink()
    (cache_dir() / "memory.sqlite").write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 20)
    assert set(kinds_of(run_job(folder, tmp_path / "two")).values()) == {"done"}
    assert "going on without it" in caplog.text
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
