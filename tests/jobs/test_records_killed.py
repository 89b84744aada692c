"""A run that is killed within a record file goes on there, and nobody sees it in the bytes."""

from __future__ import annotations

import contextlib
import json
import random
import signal
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dipx.jobs import parts
from dipx.jobs.job import run_folder
from dipx.jobs.parts import Parts, TakenError
from dipx.pipeline import Pipeline
from tests.jobs.process import Run
from tests.jobs.record_files import RECORDS, article, lines, run_records, write_records
from tests.jobs.runs import tree
from tests.jobs.slow_dipx import PART

KILLS, SEED, NUMBER = 10, 11, 300


def _mixed(numbers: range) -> list[Any]:
    return ["{broken" if number % 50 == 7 else article(number % 290) for number in numbers]


@pytest.mark.parametrize("out_format", ["jsonl", "jsonl.zst"])
def test_killed_at_random_moments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out_format: str) -> None:
    monkeypatch.setattr(parts, "RECORDS", PART)
    rng, out = random.Random(SEED), tmp_path / "out"
    write_records(tmp_path / "in/a.jsonl.gz", _mixed(range(NUMBER)))
    write_records(tmp_path / "in/b.jsonl", _mixed(range(400, 430)))
    words = [tmp_path / "in", "-o", out, "--out-format", out_format, "--id-field", "id", "--no-memory"]
    killed = 0
    for number in range(KILLS):
        with Run(tmp_path, *words, milliseconds=1) as run:
            if number % 4:  # after some parts, at any moment of the next ones
                _wait_for_parts(out, rng.randrange(1, 5), run)
                time.sleep(rng.uniform(0, 0.05))
            else:  # while it starts, or reads on to where it was
                time.sleep(rng.uniform(0, 1.5))
            run.process.kill()
            killed += run.end()[0] == -signal.SIGKILL
    assert killed > KILLS / 2, "the kills came before the end"
    with Run(tmp_path, *words, milliseconds=0) as run:
        code, err = run.end()
    assert (code, err) == (1, ""), "some records are broken"
    assert not [path for path in out.iterdir() if ".part" in path.name]
    options = replace(RECORDS, out_format=out_format, id_field="id")  # type: ignore[arg-type]
    outcomes = list(run_folder([tmp_path / "in"], tmp_path / "undisturbed", Pipeline(options)))
    assert tree(out) == tree(tmp_path / "undisturbed")
    last = {Path(event["path"]).name: event for event in run.events if event["event"] == "file"}
    for outcome in outcomes:
        event = last[Path(outcome.path).name]
        assert (event["records"], event["failed"]) == (outcome.records, outcome.failed)
        assert event["segments"] == outcome.segments, "counts go on too"


def test_what_was_done_is_not_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the memory: each text goes to the engine once, but for those of a part and two windows."""
    monkeypatch.setattr(parts, "RECORDS", PART)
    write_records(tmp_path / "a.jsonl", map(article, range(100)))
    words = [tmp_path / "a.jsonl", "-o", tmp_path / "out", "--out-format", "jsonl", "--no-memory"]
    with Run(tmp_path, *words, milliseconds=3) as run:
        run.wait_for("start")
        _wait_for_parts(tmp_path / "out", 2, run)  # the log's first line says what it is of
        run.process.kill()
        run.end()
    with Run(tmp_path, *words, milliseconds=0) as run:
        assert run.end() == (0, "")
    asked = Counter(json.loads(line) for line in (tmp_path / "engine.log").read_text().splitlines())
    twice = sum(count - 1 for text, count in asked.items() if "sommet" in text)
    assert asked["Le sommet 0 se tiendra à Pékin."] == 1
    assert twice <= PART + 4 * PART


def test_another_option_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "RECORDS", PART)
    source = write_records(tmp_path / "a.jsonl", map(article, range(40)))
    _stop_within(source, tmp_path / "out", monkeypatch)
    run_records([source], tmp_path / "out", replace(RECORDS, quotes="curly"))
    run_records([source], tmp_path / "undisturbed", replace(RECORDS, quotes="curly"))
    assert tree(tmp_path / "out") == tree(tmp_path / "undisturbed")


@pytest.mark.parametrize("where", ["data", "log", "log is gone", "data is gone", "log is no text"])
def test_what_is_damaged_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    monkeypatch.setattr(parts, "RECORDS", PART)
    source = write_records(tmp_path / "a.jsonl", map(article, range(60)))
    out = tmp_path / "out"
    _stop_within(source, out, monkeypatch)
    (data,), (log,) = out.glob(".dipx-*.part"), out.glob(".dipx-*.parts")
    if where == "data":
        raw = bytearray(data.read_bytes())
        raw[len(raw) // 2] ^= 1
        data.write_bytes(raw)
    elif where == "log":
        log.write_bytes(log.read_bytes()[:-9])
    elif where == "log is no text":
        log.write_bytes(b"\xff" * 50 + b"\n[]\n")
    else:
        (log if where.startswith("log") else data).unlink()
    run_records([source], out)
    run_records([source], tmp_path / "undisturbed")
    assert tree(out) == tree(tmp_path / "undisturbed")


def test_a_source_that_changed_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "RECORDS", PART)
    source = write_records(tmp_path / "a.jsonl", map(article, range(40)))
    _stop_within(source, tmp_path / "out", monkeypatch)
    write_records(source, map(article, range(100, 120)))
    run_records([source], tmp_path / "out")
    first, *others = lines(tmp_path / "out/a.report.jsonl")
    assert (first["segments"][0]["source"], len(others)) == ("Le sommet 100 se tiendra à Pékin.", 19)


def test_a_kill_between_the_name_and_the_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write_records(tmp_path / "a.jsonl", map(article, range(20)))
    step = run_folder([source], tmp_path / "out", Pipeline(RECORDS))
    next(step)
    step.close()
    (tmp_path / "out/.dipx-journal.jsonl").unlink()
    monkeypatch.setattr("dipx.engines.fake.FakeEngine._one", lambda *_: pytest.fail("asked again"))
    assert run_records([source], tmp_path / "out")["a.jsonl"].records == 20


def test_two_writers_never_mix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "RECORDS", 1)
    late, next_one = (Parts(tmp_path / "a.report.jsonl", "same", is_packed=False) for _ in range(2))
    late.resume()
    late.add(b"1\n")
    next_one.resume()
    next_one.add(b"2\n")
    with pytest.raises(TakenError, match="another process"):
        late.add(b"X\n")
    next_one.end()
    assert next_one.data.read_bytes() == b"1\n2\n"


@given(
    st.lists(st.binary(min_size=1, max_size=9), max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 60), st.integers(0, 400)), max_size=5),
    st.booleans(),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_cut_is_resumed(
    tmp_path_factory: pytest.TempPathFactory, made: list[bytes], cuts: list[tuple[int, int, int]], is_packed: bool
) -> None:
    """Whatever a crash leaves of both files, what comes of it is what comes without one."""

    def done(folder: Path, crashes: list[tuple[int, int, int]]) -> bytes:
        target = folder / "a"
        for until, data, log in [*crashes, (len(made), 0, 0)]:
            writer = Parts(target, "of", is_packed=is_packed)
            writer.resume()
            if writer.is_whole:
                break
            for line in made[writer.tally.records : until]:
                writer.tally.records += 1
                writer.add(line)
            if until >= len(made):
                writer.end()
            for path, cut in ((writer.data, data), (writer.log, log)):
                with path.open("r+b") as file:
                    file.truncate(max(0, path.stat().st_size - cut))
        return writer.data.read_bytes()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "RECORDS", 4)
        assert done(tmp_path_factory.mktemp("a"), cuts) == done(tmp_path_factory.mktemp("b"), [])


def _wait_for_parts(out: Path, more: int, run: Run) -> None:
    """Until so many parts more are on the disk, or the run is over."""
    begun = _parts(out)
    while _parts(out) < begun + more and run.process.poll() is None:
        time.sleep(0.005)


def _parts(out: Path) -> int:
    total = 0
    for path in out.glob(".dipx-*.parts"):
        with contextlib.suppress(FileNotFoundError):
            total += path.read_bytes().count(b"\n")
    return total


def _stop_within(source: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a crash leaves it: some parts, and no end."""
    with monkeypatch.context() as patch:
        patch.setattr("dipx.pipeline.WINDOW", 8)
        real = Parts.add

        def add(self: Parts, line: bytes) -> bool:
            if self.tally.records > 3 * PART:
                raise KeyboardInterrupt
            return real(self, line)

        patch.setattr(Parts, "add", add)
        with pytest.raises(KeyboardInterrupt):
            run_records([source], out)
    assert list(out.glob(".dipx-*.part"))
