"""A folder is a job: outputs, resume, journal, and that one bad file does not stop the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dipx import job
from dipx.engines.ct2 import CT2Engine
from dipx.engines.fake import FakeEngine
from dipx.errors import UsageError
from dipx.job import JOURNAL, Outcome, run_folder
from dipx.options import EngineOptions, Options, SummaryOptions
from dipx.pipeline import Pipeline
from tests.conftest import SEEDS

FAKE = Options(engine=EngineOptions(engine="fake"))
TEXTS = {
    "a.txt": "Le ministre chinois se rend en Corée du Nord.\n\nIl est arrivé jeudi dans la capitale.\n",
    "b.txt": "La délégation a rencontré les responsables à Pékin. Le rapport est bref.\n",
    "sub/c.txt": "Le sommet se tiendra en septembre. Les experts restent prudents.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "in"
    for name, text in TEXTS.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


def _run(folder: Path, out: Path, options: Options = FAKE, *, force: bool = False) -> dict[str, Outcome]:
    outcomes = list(run_folder([folder], out, Pipeline(options), force=force))
    return {Path(o.path).name: o for o in outcomes}


def _tree(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


def _kinds(outcomes: dict[str, Outcome]) -> dict[str, str]:
    return {name: outcome.kind for name, outcome in outcomes.items()}


def test_three_files_an_article_and_the_tree_is_kept(folder: Path, tmp_path: Path) -> None:
    outcomes = _run(folder, tmp_path / "out")
    assert _kinds(outcomes) == {"a.txt": "done", "b.txt": "done", "c.txt": "done"}
    names = set(_tree(tmp_path / "out")) - {JOURNAL}
    stems = ("a", "b", "sub/c")
    assert names == {f"{stem}.{end}" for stem in stems for end in ("en.txt", "report.md", "report.json")}
    report = json.loads((tmp_path / "out/a.report.json").read_text("utf-8"))
    assert report["documents"][0]["english"] == (tmp_path / "out/a.en.txt").read_text("utf-8")
    assert outcomes["a.txt"].segments == 2


def test_a_second_run_does_nothing_and_a_third_only_what_changed(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    _run(folder, out)
    before = _tree(out)
    second = _run(folder, out)
    assert set(_kinds(second).values()) == {"unchanged"}
    assert second["a.txt"].segments == 2, "the counts of what was done before are still told"
    assert _tree(out) == before
    (folder / "b.txt").write_text("Un autre texte est arrivé.\n", "utf-8")
    (out / "sub/c.report.md").unlink()
    assert _kinds(_run(folder, out)) == {"a.txt": "unchanged", "b.txt": "done", "c.txt": "done"}
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
    _run(folder, tmp_path / "out")
    assert set(_kinds(_run(folder, tmp_path / "out", options)).values()) == {"done"}


def test_force(folder: Path, tmp_path: Path) -> None:
    _run(folder, tmp_path / "out")
    assert set(_kinds(_run(folder, tmp_path / "out", force=True)).values()) == {"done"}


def test_equal_runs_give_equal_bytes(folder: Path, tmp_path: Path) -> None:
    _run(folder, tmp_path / "one")
    _run(folder, tmp_path / "two")
    assert _tree(tmp_path / "one") == _tree(tmp_path / "two")


def test_the_memory_serves_another_output_folder_without_the_model(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _run(folder, tmp_path / "one")
    monkeypatch.setattr(FakeEngine, "_one", lambda self, text: pytest.fail(f"asked for {text!r}"))
    assert set(_kinds(_run(folder, tmp_path / "two")).values()) == {"done"}


def test_remembered_seeds_load_no_model(bundled_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = Options()
    assert set(_kinds(_run(SEEDS, tmp_path / "one", options)).values()) == {"done"}
    monkeypatch.setattr(CT2Engine, "_load", lambda self: pytest.fail("the model was loaded"))
    assert set(_kinds(_run(SEEDS, tmp_path / "two", options)).values()) == {"done"}
    assert _tree(tmp_path / "one") == _tree(tmp_path / "two")


def test_a_bad_file_fails_and_the_others_are_done(folder: Path, tmp_path: Path) -> None:
    (folder / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    outcomes = _run(folder, tmp_path / "out")
    assert _kinds(outcomes) == {"a.txt": "done", "b.txt": "failed", "c.txt": "done"}
    assert "PNG" in outcomes["b.txt"].why
    assert _kinds(_run(folder, tmp_path / "out"))["b.txt"] == "failed", "it is tried again, and said again"


def test_an_interrupted_run_goes_on_where_it_was(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    monkeypatch.setattr("dipx.pipeline.WINDOW", 1)  # an article at a time, so that there is a middle
    steps = run_folder([folder], out, Pipeline(FAKE))
    assert next(steps).kind == "done"
    steps.close()  # type: ignore[attr-defined]
    assert sorted(_kinds(_run(folder, out)).values()) == ["done", "done", "unchanged"]
    _run(folder, tmp_path / "undisturbed")
    assert {k: v for k, v in _tree(out).items() if k != JOURNAL} == {
        k: v for k, v in _tree(tmp_path / "undisturbed").items() if k != JOURNAL
    }


def test_a_broken_journal_costs_time_only(folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    out = tmp_path / "out"
    _run(folder, out)
    journal = out / JOURNAL
    lines = journal.read_text("utf-8").splitlines()
    journal.write_text("\n".join(["{half a li", "[]", *lines[1:]]), "utf-8")
    kinds = _kinds(_run(folder, out))
    assert sorted(kinds.values()) == ["done", "unchanged", "unchanged"]
    assert "2 broken lines" in caplog.text


def test_nothing_half_written_is_left(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        _run(folder, tmp_path / "out")
    assert not [name for name in _tree(tmp_path / "out") if name != JOURNAL]


def test_output_into_the_input_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is the input folder"):
        _run(folder, folder)
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="is a file"):
        _run(folder, tmp_path / "file")


def test_an_output_below_the_input_is_not_taken_for_articles(folder: Path) -> None:
    out = folder / "out"
    assert len(_run(folder, out)) == 3
    assert set(_kinds(_run(folder, out)).values()) == {"unchanged"}


def test_counts_are_those_of_the_outcome() -> None:
    assert set(job.COUNTS) <= set(Outcome.__dataclass_fields__)
