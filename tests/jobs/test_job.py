"""A folder is a job: its outputs, what is done again, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dipx.checks.fail_on import parse_fail_on
from dipx.document import Hypothesis
from dipx.engines.fake import FakeEngine
from dipx.errors import UsageError
from dipx.jobs.job import JobOptions
from dipx.jobs.journal import JOURNAL
from dipx.options import EngineOptions, Options, SummaryOptions
from tests.jobs.runs import kinds_of, run_job, tree


def test_three_files_an_article_and_the_tree_is_kept(folder: Path, tmp_path: Path) -> None:
    outcomes = run_job(folder, tmp_path / "out")
    assert kinds_of(outcomes) == {"a.txt": "done", "b.txt": "done", "c.txt": "done"}
    names = set(tree(tmp_path / "out"))
    stems = ("a", "b", "sub/c")
    assert names == {f"{stem}.{end}" for stem in stems for end in ("en.txt", "report.md", "report.json")}
    report = json.loads((tmp_path / "out/a.report.json").read_text("utf-8"))
    assert report["documents"][0]["english"] == (tmp_path / "out/a.en.txt").read_text("utf-8")
    assert outcomes["a.txt"].segments == 2


def test_a_second_run_does_nothing_and_a_third_only_what_changed(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_job(folder, out)
    before = tree(out, journal=True)
    second = run_job(folder, out)
    assert set(kinds_of(second).values()) == {"unchanged"}
    assert second["a.txt"].segments == 2, "the counts of what was done before are still told"
    assert tree(out, journal=True).keys() == before.keys()
    assert (out / JOURNAL).read_bytes() == before[JOURNAL], "nothing is added"
    (folder / "b.txt").write_text("Un autre texte est arrivé.\n", "utf-8")
    (out / "sub/c.report.md").unlink()
    assert kinds_of(run_job(folder, out)) == {"a.txt": "unchanged", "b.txt": "done", "c.txt": "done"}
    assert (out / "sub/c.report.md").exists()


@pytest.mark.parametrize(
    "options",
    [
        Options(engine=EngineOptions(engine="fake"), summary=SummaryOptions(bullets=1)),
        Options(engine=EngineOptions(engine="fake"), clean=False),
        Options(engine=EngineOptions(engine="fake"), lang="fr"),
    ],
)
def test_other_options_do_it_again(folder: Path, tmp_path: Path, options: Options) -> None:
    run_job(folder, tmp_path / "out")
    assert set(kinds_of(run_job(folder, tmp_path / "out", options)).values()) == {"done"}


def test_force(folder: Path, tmp_path: Path) -> None:
    run_job(folder, tmp_path / "out")
    assert set(kinds_of(run_job(folder, tmp_path / "out", job=JobOptions(force=True))).values()) == {"done"}


def test_equal_runs_give_equal_bytes(folder: Path, tmp_path: Path) -> None:
    run_job(folder, tmp_path / "one")
    run_job(folder, tmp_path / "two")
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_output_into_the_input_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is the input folder"):
        run_job(folder, folder)
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="is a file"):
        run_job(folder, tmp_path / "file")


def test_an_output_below_the_input_is_not_taken_for_articles(folder: Path) -> None:
    out = folder / "out"
    assert len(run_job(folder, out)) == 3
    assert set(kinds_of(run_job(folder, out)).values()) == {"unchanged"}


@pytest.mark.parametrize(
    ("fail_on", "kind"), [("none", "done"), ("any", "flagged"), ("numbers", "flagged"), ("loops", "done")]
)
def test_findings_that_must_not_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fail_on: str, kind: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("Le sommet attend 1500 visiteurs à Pékin.", "utf-8")
    monkeypatch.setattr(FakeEngine, "_one", lambda self, text: Hypothesis("The summit awaits visitors in Pékin."))
    job = JobOptions(fail_on=parse_fail_on(fail_on))
    outcome = run_job(tmp_path / "in", tmp_path / "out", job=job)["a.txt"]
    assert outcome.kind == kind
    assert "numbers:error" in outcome.found
    again = run_job(tmp_path / "in", tmp_path / "out", job=job)["a.txt"]
    assert again.kind == ("unchanged" if kind == "done" else kind), "it is not good because it was done before"
    assert (tmp_path / "out/a.en.txt").exists()


def test_a_format_is_written_as_it_was_read(folder: Path, tmp_path: Path) -> None:
    (folder / "d.md").write_text("# Le sommet\n\nLes experts restent **prudents**.\n", "utf-8")
    outcome = run_job(folder, tmp_path / "out")["d.md"]
    assert outcome.outputs == ("en.txt", "report.md", "report.json", "en.md")
    assert (tmp_path / "out/d.en.md").read_text("utf-8").startswith("# ")
    (tmp_path / "out/d.en.md").unlink()
    assert kinds_of(run_job(folder, tmp_path / "out"))["d.md"] == "done"
