"""A result that is not what the run wrote is made again, and kept beside where it may be somebody's work; one whose
source is gone stays; and all is said."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dipx.jobs import seals
from dipx.jobs.job import JobOptions
from dipx.jobs.journal import JOURNAL
from dipx.jobs.merge import merge
from dipx.jobs.shard import Shard
from dipx.options import EngineOptions, Options
from tests.jobs.runs import kinds_of, run_job, tree

AGAIN = {"a.txt": "done", "b.txt": "unchanged", "c.txt": "unchanged"}


def _same_size_and_times(path: Path) -> None:
    stat, size = path.stat(), path.stat().st_size
    path.write_bytes(b"x" * size)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "emptied": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-5]),
    "gone": lambda path: path.unlink(),
}
CHANGES: dict[str, Callable[[Path], object]] = {
    "overwritten": lambda path: path.write_text("FAUX", "utf-8"),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"\n"),
    "of zeros": lambda path: path.write_bytes(bytes(path.stat().st_size // 2)),
    "of the same size and times": _same_size_and_times,
}
ENDS = ("en.txt", "report.md", "report.json")
OTHER = Options(engine=EngineOptions(engine="fake"), quotes="curly")
SAID = "Not what the run wrote, and made again (1): "


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_result_is_made_again(
    folder: Path, tmp_path: Path, how: str, end: str, caplog: pytest.LogCaptureFixture
) -> None:
    out = tmp_path / "out"
    run_job(folder, out)
    before = tree(out)
    DAMAGE[how](out / f"a.{end}")
    assert kinds_of(run_job(folder, out)) == AGAIN
    assert tree(out) == before
    assert (f"{SAID}{out / 'a.'}{end}." in caplog.text) == (how != "gone")
    assert set(kinds_of(run_job(folder, out)).values()) == {"unchanged"}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("how", CHANGES)
def test_a_changed_result_is_kept_beside(
    folder: Path, tmp_path: Path, how: str, end: str, caplog: pytest.LogCaptureFixture
) -> None:
    out = tmp_path / "out"
    run_job(folder, out)
    before = tree(out)
    CHANGES[how](out / f"a.{end}")
    corrected = (out / f"a.{end}").read_bytes()
    assert kinds_of(run_job(folder, out)) == AGAIN
    assert tree(out) == before | {f"a.{end}.kept": corrected}
    assert f"{SAID}{out / 'a.'}{end} (kept as a.{end}.kept)." in caplog.text
    caplog.clear()
    assert set(kinds_of(run_job(folder, out)).values()) == {"unchanged"}
    assert not caplog.text


def _again_with_force(folder: Path, out: Path) -> None:
    run_job(folder, out, job=JobOptions(force=True))


def _again_with_other_options(folder: Path, out: Path) -> None:
    run_job(folder, out, OTHER)


def _again_with_another_source(folder: Path, out: Path) -> None:
    (folder / "a.txt").write_text("Il neige sur la ville.\n", "utf-8")
    run_job(folder, out)


def _again_after_a_failure(folder: Path, out: Path) -> None:
    right = (folder / "a.txt").read_bytes()
    (folder / "a.txt").unlink()
    (folder / "a.txt").symlink_to("nowhere")
    assert kinds_of(run_job(folder, out))["a.txt"] == "failed"
    (folder / "a.txt").unlink()
    (folder / "a.txt").write_bytes(right + b"\nIl neige.\n")
    run_job(folder, out)


def _again_without_a_journal(folder: Path, out: Path) -> None:
    (out / JOURNAL).unlink()
    run_job(folder, out)


def _again_with_processes(folder: Path, out: Path) -> None:
    run_job(folder, out, job=JobOptions(force=True, jobs=2))


AGAINS = [
    *(_again_with_force, _again_with_other_options, _again_with_another_source, _again_after_a_failure),
    *(_again_without_a_journal, _again_with_processes),
]


@pytest.mark.parametrize("again", AGAINS)
def test_a_correction_by_hand_is_kept_however_its_file_comes_to_be_done_again(
    folder: Path, tmp_path: Path, again: Callable[[Path, Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    out = tmp_path / "out"
    run_job(folder, out)
    for number, correction in enumerate((b"By hand.\n", b"By hand, once more.\n")):
        (out / "a.en.txt").write_bytes(correction)
        caplog.clear()
        again(folder, out)
        kept = f"a.en.txt.kept{'-2' * number}"
        assert (out / kept).read_bytes() == correction
        assert f"{SAID}{out / 'a.en.txt'} (kept as {kept})." in caplog.text
        assert (out / "a.en.txt").read_bytes() != correction
    assert sorted(path.name for path in out.rglob("*.kept*")) == ["a.en.txt.kept", "a.en.txt.kept-2"]


@pytest.mark.parametrize("again", AGAINS)
def test_what_a_run_wrote_is_not_kept(folder: Path, tmp_path: Path, again: Callable[[Path, Path], None]) -> None:
    run_job(folder, tmp_path / "out")
    again(folder, tmp_path / "out")
    assert not list((tmp_path / "out").rglob("*.kept*"))


def test_a_file_that_no_run_wrote_is_kept_where_a_result_goes(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a.en.txt").write_text("Somebody's.\n", "utf-8")
    run_job(folder, tmp_path / "out")
    assert (tmp_path / "out/a.en.txt.kept").read_text("utf-8") == "Somebody's.\n"
    assert "(kept as a.en.txt.kept)" in caplog.text


def test_what_was_kept_is_no_input(folder: Path, tmp_path: Path) -> None:
    out = folder / "out"
    run_job(folder, out)
    (out / "a.en.txt").write_text("By hand.\n", "utf-8")
    run_job(folder, out)
    assert (out / "a.en.txt.kept").exists()
    assert set(run_job(folder, out)) == set(run_job(folder, tmp_path / "another")) == set(AGAIN)


def test_results_from_before_a_failure_are_no_inputs(folder: Path, tmp_path: Path) -> None:
    run_job(folder, folder / "out")
    (folder / "a.txt").unlink()
    (folder / "a.txt").symlink_to("nowhere")
    assert kinds_of(run_job(folder, folder / "out"))["a.txt"] == "failed"
    assert set(run_job(folder, tmp_path / "another")) == set(AGAIN)


def test_what_cannot_be_kept_is_not_replaced(folder: Path, tmp_path: Path) -> None:
    name = "é" * ((255 - len(".report.json")) // 2)  # the longest that fits; with .kept it does not
    (folder / "a.txt").rename(folder / f"{name}.txt")
    run_job(folder, tmp_path / "out")
    corrected = tmp_path / "out" / f"{name}.report.json"
    corrected.write_text("{}", "utf-8")
    assert kinds_of(run_job(folder, tmp_path / "out"))[f"{name}.txt"] == "failed"
    assert corrected.read_text("utf-8") == "{}"


def test_merge_keeps_what_no_run_wrote(folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    run_job(folder, tmp_path / "one")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a.en.txt").write_text("Somebody's.\n", "utf-8")
    list(merge([tmp_path / "one"], tmp_path / "out"))
    assert (tmp_path / "out/a.en.txt").read_bytes() == (tmp_path / "one/a.en.txt").read_bytes()
    assert (tmp_path / "out/a.en.txt.kept").read_text("utf-8") == "Somebody's.\n"
    assert "Not what a run wrote, and replaced (1): " in caplog.text


def test_a_copied_folder_is_unchanged_and_its_damage_is_seen(folder: Path, tmp_path: Path) -> None:
    run_job(folder, tmp_path / "one")
    list(merge([tmp_path / "one"], tmp_path / "out"))
    assert set(kinds_of(run_job(folder, tmp_path / "out")).values()) == {"unchanged"}
    _same_size_and_times(tmp_path / "out/a.en.txt")
    assert kinds_of(run_job(folder, tmp_path / "out")) == AGAIN


def test_what_nobody_touched_is_not_read(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    run_job(folder, out)
    lines = [json.loads(line) for line in (out / JOURNAL).read_text("utf-8").splitlines()]
    later = [line | ({"time": line["time"] + 60} if "time" in line else {}) for line in lines]
    (out / JOURNAL).write_text("".join(json.dumps(line) + "\n" for line in later), "utf-8")
    monkeypatch.setattr(seals, "digest", lambda path: pytest.fail(f"{path} was read"))
    assert set(kinds_of(run_job(folder, out)).values()) == {"unchanged"}


def test_a_journal_of_an_earlier_version_has_no_seals(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_job(folder, out)
    lines = [json.loads(line) for line in (out / JOURNAL).read_text("utf-8").splitlines()]
    assert sum(len(line.pop("seals", [])) for line in lines) == 9
    (out / JOURNAL).write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert set(kinds_of(run_job(folder, out)).values()) == {"unchanged"}
    (out / "a.en.txt").unlink()
    assert kinds_of(run_job(folder, out)) == AGAIN


def test_results_of_files_that_are_gone_are_named(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    out = tmp_path / "out"
    run_job(folder, out)
    before = tree(out)
    assert "no longer there" not in caplog.text
    (folder / "a.txt").unlink()
    (folder / "sub/c.txt").unlink()
    run_job(folder, out)
    assert f"No longer there, but with results that stay in {out} (2): a, sub/c." in caplog.text
    assert tree(out) == before
    caplog.clear()
    run_job(folder / "b.txt", out)
    assert not caplog.text, "a file that was named says nothing of the others"
    for file in (*out.glob("a.*"), *out.glob("sub/c.*")):
        file.unlink()
    run_job(folder, out)
    assert "no longer there" not in caplog.text


def test_a_shard_says_nothing_of_the_others(folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for number in (1, 2):
        run_job(folder, tmp_path / "out", job=JobOptions(shard=Shard(number, 2)))
    assert "no longer there" not in caplog.text
