"""What ``kill -9`` takes from a window at work: some seconds, and no more."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from dipx.document import Hypothesis
from dipx.engines import cached
from dipx.engines.cached import CachedEngine
from dipx.engines.fake import FakeEngine
from dipx.memory import Memory
from dipx.options import Decoding
from tests.conftest import ROOT
from tests.jobs.slow_window import SECONDS

SENTENCES, MILLISECONDS = 400, 10


def _start(tmp_path: Path, milliseconds: float) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.jobs.slow_window", str(milliseconds), str(tmp_path / "engine.log")]
    command += ["run", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--engine", "fake", "--lang", "fr", "-q"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _asked(tmp_path: Path) -> list[str]:
    log = tmp_path / "engine.log"
    return log.read_text("utf-8").splitlines() if log.exists() else []


def test_a_killed_run_translates_only_the_rest(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = "\n\n".join(f"Les experts du dossier {number} restent prudents." for number in range(SENTENCES))
    (tmp_path / "in" / "a.txt").write_text(text, "utf-8")
    process = _start(tmp_path, MILLISECONDS)
    deadline = time.monotonic() + 60
    while len(_asked(tmp_path)) < SENTENCES * 2 // 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.kill()
    assert process.wait() == -signal.SIGKILL
    before = _asked(tmp_path)
    assert SENTENCES * 2 // 3 <= len(before) < SENTENCES
    assert not (tmp_path / "out" / "a.en.txt").exists(), "it was amid its only window"
    assert _start(tmp_path, 0).wait(timeout=60) == 0
    asked = _asked(tmp_path)
    assert len(set(asked)) == SENTENCES
    again = len(asked) - len(set(asked))
    assert again <= 2 * cached.PARTS * SECONDS * 1000 / MILLISECONDS, "no more than what some moments were worth"
    assert (tmp_path / "out" / "a.en.txt").exists()


@pytest.mark.parametrize(("milliseconds", "most"), [(0.0, cached.COMMIT_EVERY), (20.0, cached.FEWEST)])
def test_a_part_is_as_long_as_the_engine_is_fast(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, milliseconds: float, most: int
) -> None:
    monkeypatch.setattr(cached, "COMMIT_SECONDS", 0.1)
    sizes: list[int] = []

    class Timed(FakeEngine):
        def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis]:
            sizes.append(len(texts))
            time.sleep(milliseconds * len(texts) / 1000)
            return super().generate(texts, decoding)

    engine = CachedEngine(Timed(), Memory(tmp_path))
    engine.generate([f"Le texte {number}." for number in range(400)], Decoding())
    assert sizes[: cached.PARTS] == [cached.FIRST] * cached.PARTS
    assert max(sizes[cached.PARTS :]) == most
    assert sum(sizes) == 400
