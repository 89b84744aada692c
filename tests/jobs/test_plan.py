"""What a run would do, without doing it."""

from __future__ import annotations

from pathlib import Path

from dipx.jobs.job import JobOptions
from dipx.jobs.plan import plan
from dipx.pipeline import Pipeline
from dipx.places import cache_dir
from tests.jobs.runs import FAKE, TEXTS, run_job, tree


def test_a_plan_writes_nothing(folder: Path, tmp_path: Path) -> None:
    before = tree(tmp_path, journal=True)
    made = plan([folder], tmp_path / "out", Pipeline(FAKE))
    assert (made.files, made.unchanged, made.todo, made.remembered, made.failures) == (3, 0, 3, 0, ())
    assert made.words == sum(len(text.split()) for text in TEXTS.values())
    assert made.seconds == made.words / made.words_per_second
    assert tree(tmp_path, journal=True) == before
    assert not (tmp_path / "out").exists()
    assert not cache_dir().exists()


def test_a_plan_knows_what_is_done_and_remembered(folder: Path, tmp_path: Path) -> None:
    run_job(folder, tmp_path / "out")
    (folder / "b.txt").write_text("Un texte neuf de six mots. " + TEXTS["b.txt"], "utf-8")
    (folder / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    before = tree(tmp_path, journal=True)
    made = plan([folder], tmp_path / "out", Pipeline(FAKE))
    assert (made.files, made.unchanged, made.todo) == (4, 2, 2)
    assert made.words - made.remembered == 6
    assert "PNG" in made.failures[0]
    assert tree(tmp_path, journal=True) == before
    assert plan([folder], tmp_path / "out", Pipeline(FAKE), JobOptions(force=True)).todo == 4
