"""A folder is a job: outputs, resume, journal, and that one bad file does not stop the others."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from dipx.checks.fail_on import parse_fail_on
from dipx.document import Hypothesis
from dipx.engines.ct2 import CT2Engine
from dipx.engines.fake import FakeEngine
from dipx.errors import UsageError
from dipx.jobs.job import JOB, JobOptions, run_folder
from dipx.jobs.journal import COUNTS, JOURNAL
from dipx.jobs.merge import merge
from dipx.jobs.plan import plan
from dipx.jobs.progress import Progress
from dipx.jobs.shard import Shard, parse_shard
from dipx.jobs.work import Outcome
from dipx.options import Decoding, EngineOptions, Options, SummaryOptions
from dipx.pipeline import Pipeline
from dipx.places import cache_dir
from dipx.reading import files as reading
from dipx.reading.finished import FinishedReadings
from dipx.reading.prepared import Prepared
from dipx.report import Failure
from dipx.review.triage import group, read_stories
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


def _run(folder: Path, out: Path, options: Options = FAKE, job: JobOptions = JOB) -> dict[str, Outcome]:
    return {Path(o.path).name: o for o in run_folder([folder], out, Pipeline(options), job)}


def _tree(out: Path, *, journal: bool = False) -> dict[str, bytes]:
    """The results; or all files, with the journal and the lock, but for the index in which SQLite notes its readers."""
    hidden = "-shm" if journal else ".dipx-"
    files = (p for p in sorted(out.rglob("*")) if p.is_file() and hidden not in p.name)
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in files}


def _kinds(outcomes: dict[str, Outcome]) -> dict[str, str]:
    return {name: outcome.kind for name, outcome in outcomes.items()}


def test_three_files_an_article_and_the_tree_is_kept(folder: Path, tmp_path: Path) -> None:
    outcomes = _run(folder, tmp_path / "out")
    assert _kinds(outcomes) == {"a.txt": "done", "b.txt": "done", "c.txt": "done"}
    names = set(_tree(tmp_path / "out"))
    stems = ("a", "b", "sub/c")
    assert names == {f"{stem}.{end}" for stem in stems for end in ("en.txt", "report.md", "report.json")}
    report = json.loads((tmp_path / "out/a.report.json").read_text("utf-8"))
    assert report["documents"][0]["english"] == (tmp_path / "out/a.en.txt").read_text("utf-8")
    assert outcomes["a.txt"].segments == 2


def test_a_second_run_does_nothing_and_a_third_only_what_changed(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    _run(folder, out)
    before = _tree(out, journal=True)
    second = _run(folder, out)
    assert set(_kinds(second).values()) == {"unchanged"}
    assert second["a.txt"].segments == 2, "the counts of what was done before are still told"
    assert _tree(out, journal=True).keys() == before.keys()
    assert (out / JOURNAL).read_bytes() == before[JOURNAL], "nothing is added"
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
    assert set(_kinds(_run(folder, tmp_path / "out", job=JobOptions(force=True))).values()) == {"done"}


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
        _run(path.parent, tmp_path / "out")  # the second one comes a run later
    assert {text for text, _ in asked} >= set(wire)
    assert len(asked) == len(set(asked))
    (story,) = group(read_stories(tmp_path / "out"))
    assert sorted(one.stem for one in (story.lead, *story.others)) == ["figaro", "monde"]


def test_remembered_seeds_load_no_model(bundled_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = Options()
    assert set(_kinds(_run(SEEDS, tmp_path / "one", options)).values()) == {"done"}
    monkeypatch.setattr(CT2Engine, "_load", lambda self: pytest.fail("the model was loaded"))
    assert set(_kinds(_run(SEEDS, tmp_path / "two", options)).values()) == {"done"}
    assert _tree(tmp_path / "one") == _tree(tmp_path / "two")
    heavy = {"ctranslate2", "sentencepiece", "torch", "transformers", "numpy", "py3langid"}
    run = ["dipx", "run", str(SEEDS), "-o", str(tmp_path / "three"), "--quiet"]
    code = (
        f"import sys, dipx.__main__ as d\nsys.argv = {run}\ntry: d.main()\nfinally: print({heavy} & {{*sys.modules}})"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert ended.stdout.endswith("set()\n"), "nor are the libraries imported"
    assert _tree(tmp_path / "one") == _tree(tmp_path / "three")


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
    steps.close()
    assert sorted(_kinds(_run(folder, out)).values()) == ["done", "done", "unchanged"]
    _run(folder, tmp_path / "undisturbed")
    assert _tree(out) == _tree(tmp_path / "undisturbed")


def test_a_broken_journal_costs_time_only(folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    out = tmp_path / "out"
    _run(folder, out)
    journal = out / JOURNAL
    lines = journal.read_text("utf-8").splitlines()
    assert len(lines) == 4, "what the signature stands for, and three files"
    broken = ["{half a li", "[]", '{"stem": 1}', "[" * 100_000, *lines[2:]]
    journal.write_bytes("\n".join(broken).encode() + b"\n\xff\x00 half a line without an end")
    kinds = _kinds(_run(folder, out))
    assert sorted(kinds.values()) == ["done", "unchanged", "unchanged"]
    assert "5 broken lines" in caplog.text
    assert set(_kinds(_run(folder, out)).values()) == {"unchanged"}, "what was added is on a line of its own"


def test_nothing_half_written_is_left(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        _run(folder, tmp_path / "out")
    assert not _tree(tmp_path / "out")
    assert not list(tmp_path.rglob("*.tmp"))


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
    assert set(COUNTS) <= set(Outcome.__dataclass_fields__)


def test_a_long_journal_is_written_anew(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    _run(folder, out)
    journal = out / JOURNAL
    before = journal.read_bytes()
    journal.write_bytes(before * 50)
    assert set(_kinds(_run(folder, out)).values()) == {"unchanged"}
    assert journal.read_bytes() == before


def test_a_corrupt_memory_costs_time_only(folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    _run(folder, tmp_path / "one")
    for file in cache_dir().glob("memory.sqlite*"):
        file.unlink()
    (cache_dir() / "memory.sqlite").write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 20)
    assert set(_kinds(_run(folder, tmp_path / "two")).values()) == {"done"}
    assert "going on without it" in caplog.text
    assert _tree(tmp_path / "one") == _tree(tmp_path / "two")


def test_a_plan_writes_nothing(folder: Path, tmp_path: Path) -> None:
    before = _tree(tmp_path, journal=True)
    made = plan([folder], tmp_path / "out", Pipeline(FAKE))
    assert (made.files, made.unchanged, made.todo, made.remembered, made.failures) == (3, 0, 3, 0, ())
    assert made.words == sum(len(text.split()) for text in TEXTS.values())
    assert made.seconds == made.words / made.words_per_second
    assert _tree(tmp_path, journal=True) == before
    assert not (tmp_path / "out").exists()
    assert not cache_dir().exists()


def test_a_plan_knows_what_is_done_and_remembered(folder: Path, tmp_path: Path) -> None:
    _run(folder, tmp_path / "out")
    (folder / "b.txt").write_text("Un texte neuf de six mots. " + TEXTS["b.txt"], "utf-8")
    (folder / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    before = _tree(tmp_path, journal=True)
    made = plan([folder], tmp_path / "out", Pipeline(FAKE))
    assert (made.files, made.unchanged, made.todo) == (4, 2, 2)
    assert made.words - made.remembered == 6
    assert "PNG" in made.failures[0]
    assert _tree(tmp_path, journal=True) == before
    assert plan([folder], tmp_path / "out", Pipeline(FAKE), JobOptions(force=True)).todo == 4


@pytest.mark.parametrize(
    ("fail_on", "kind"), [("none", "done"), ("any", "flagged"), ("numbers", "flagged"), ("loops", "done")]
)
def test_findings_that_must_not_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fail_on: str, kind: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("Le sommet attend 1500 visiteurs à Pékin.", "utf-8")
    monkeypatch.setattr(FakeEngine, "_one", lambda self, text: Hypothesis("The summit awaits visitors in Pékin."))
    job = JobOptions(fail_on=parse_fail_on(fail_on))
    outcome = _run(tmp_path / "in", tmp_path / "out", job=job)["a.txt"]
    assert outcome.kind == kind
    assert "numbers:error" in outcome.found
    again = _run(tmp_path / "in", tmp_path / "out", job=job)["a.txt"]
    assert again.kind == ("unchanged" if kind == "done" else kind), "it is not good because it was done before"
    assert (tmp_path / "out/a.en.txt").exists()


def _changing(monkeypatch: pytest.MonkeyPatch, changes: int) -> None:
    """The file changes behind the back of the one who reads it, so many times."""
    real, done = reading.load, iter(range(changes))

    def load(path: Path, options: Options, readings: FinishedReadings | None) -> Prepared | Failure:
        loaded = real(path, options, readings)
        if (number := next(done, None)) is not None:
            path.write_text(f"Un autre texte, le numéro {number}, est arrivé.", "utf-8")
        return loaded

    monkeypatch.setattr("dipx.jobs.work.load", load)


def test_a_file_that_changes_while_it_is_read(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    _changing(monkeypatch, 1)
    assert set(_kinds(_run(folder, out)).values()) == {"done"}
    assert "0" in (out / "a.en.txt").read_text("utf-8"), "what was there at last"
    assert set(_kinds(_run(folder, out)).values()) == {"unchanged"}
    (folder / "a.txt").write_text("Un troisième texte.", "utf-8")
    _changing(monkeypatch, 2)
    outcome = _run(folder, out)["a.txt"]
    assert outcome.kind == "failed"
    assert "changes while it is read" in outcome.why
    monkeypatch.undo()


def test_a_file_that_vanishes(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = reading.load

    def load(path: Path, options: Options, readings: FinishedReadings | None) -> Prepared | Failure:
        path.unlink(missing_ok=path.name == "b.txt")
        return real(path, options, readings) if path.name == "b.txt" else Failure(str(path), "not asked")

    monkeypatch.setattr("dipx.jobs.work.load", load)
    outcome = _run(folder, tmp_path / "out")["b.txt"]
    assert outcome.kind == "failed"
    assert "No such file" in outcome.why


def test_a_fault_of_ours_costs_one_file(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = reading.load

    def load(path: Path, options: Options, readings: FinishedReadings | None) -> Prepared | Failure:
        if path.name == "b.txt":
            raise RecursionError("too deep")
        return real(path, options, readings)

    monkeypatch.setattr("dipx.jobs.work.load", load)
    outcomes = _run(folder, tmp_path / "out")
    assert _kinds(outcomes) == {"a.txt": "done", "b.txt": "failed", "c.txt": "done"}
    assert "RecursionError: too deep" in outcomes["b.txt"].why


def test_a_target_that_cannot_be_written_costs_one_file(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out/a.en.txt").mkdir(parents=True)
    outcomes = _run(folder, tmp_path / "out")
    assert _kinds(outcomes) == {"a.txt": "failed", "b.txt": "done", "c.txt": "done"}
    assert "cannot be written" in outcomes["a.txt"].why
    assert not list(tmp_path.rglob("*.tmp"))


def test_fail_fast(folder: Path, tmp_path: Path) -> None:
    (folder / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert _kinds(_run(folder, tmp_path / "out", job=JobOptions(fail_fast=True))) == {
        "a.txt": "done",
        "b.txt": "failed",
    }


def test_a_format_is_written_as_it_was_read(folder: Path, tmp_path: Path) -> None:
    (folder / "d.md").write_text("# Le sommet\n\nLes experts restent **prudents**.\n", "utf-8")
    outcome = _run(folder, tmp_path / "out")["d.md"]
    assert outcome.outputs == ("en.txt", "report.md", "report.json", "en.md")
    assert (tmp_path / "out/d.en.md").read_text("utf-8").startswith("# ")
    (tmp_path / "out/d.en.md").unlink()
    assert _kinds(_run(folder, tmp_path / "out"))["d.md"] == "done"


def test_shards_are_disjoint_and_whole() -> None:
    stems = [Path(f"a/{number}") for number in range(1000)]
    parts = [{stem for stem in stems if Shard(index, 4).holds(stem)} for index in range(1, 5)]
    assert sum(map(len, parts)) == len(set.union(*parts)) == 1000
    assert min(map(len, parts)) > 200
    assert Shard(3, 4).holds(Path("a/0")) == (Path("a/0") in parts[2]), "a function of the name alone"


@pytest.mark.parametrize("text", ["0/4", "5/4", "1", "a/b", "1/0", "-1/2", "1/2/3", ""])
def test_a_shard_that_makes_no_sense(text: str) -> None:
    with pytest.raises(UsageError, match="--shard is like 2/4"):
        parse_shard(text)


def test_merge_of_folders_is_the_whole_run(folder: Path, tmp_path: Path) -> None:
    shards = [tmp_path / f"out-{index}" for index in (1, 2)]
    for index, out in enumerate(shards, 1):
        _run(folder, out, job=JobOptions(shard=Shard(index, 2)))
    kinds = [outcome.kind for outcome in merge(shards, tmp_path / "all")]
    assert kinds == ["done"] * 3
    _run(folder, tmp_path / "whole")
    assert _tree(tmp_path / "all") == _tree(tmp_path / "whole")
    assert set(_kinds(_run(folder, tmp_path / "all")).values()) == {"unchanged"}
    assert [outcome.kind for outcome in merge(shards, tmp_path / "all")] == ["unchanged"] * 3


def test_merge_says_what_does_not_fit(folder: Path, tmp_path: Path) -> None:
    _run(folder, tmp_path / "one")
    (folder / "b.txt").write_text("Un autre texte est là.", "utf-8")
    _run(folder, tmp_path / "two")
    (tmp_path / "one/a.report.md").unlink()
    outcomes = {o.path: o for o in merge([tmp_path / "one", tmp_path / "two"], tmp_path / "all")}
    assert "a.report.md is gone" in next(
        o.why for o in merge([tmp_path / "one"], tmp_path / "other") if o.kind == "failed"
    )
    assert outcomes[str(tmp_path / "two/b")].kind == "failed"
    assert "other bytes or with other options" in outcomes[str(tmp_path / "two/b")].why
    assert outcomes["a"].kind == "done", "the second folder had it whole"
    with pytest.raises(UsageError, match="no output of dipx run"):
        list(merge([folder], tmp_path / "all"))


def test_progress_counts_bytes_and_ends_whole(folder: Path, tmp_path: Path) -> None:
    lines: list[str] = []
    progress = Progress(lambda progress: lines.append(progress.line()))
    list(run_folder([folder], tmp_path / "out", Pipeline(FAKE), progress=progress))
    assert lines[-1].startswith("3 of 3 files, 100%")
    assert progress.words == progress.model_words > 20
    shares = [int(line.split("%")[0].split()[-1]) for line in lines]
    assert shares == sorted(shares), "it never goes back"
    assert any(0 < share < 100 for share in shares)
