"""The memory: what is put is got, several processes share it, and no failure of it stops the work."""

from __future__ import annotations

import logging
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dipx.document import Alignment, Finding, Hypothesis, Link, Pair, Segment, Severity, Translation
from dipx.memory.store import FILE, SCHEMA, Memory
from tests.strategies import LINKS, SCORES

HYPOTHESES = st.builds(Hypothesis, st.text(), SCORES, st.booleans())


@settings(max_examples=50, deadline=None)
@given(entries=st.dictionaries(st.text(), HYPOTHESES, max_size=20))
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, entries: dict[str, Hypothesis]) -> None:
    memory = Memory(tmp_path_factory.mktemp("memory"))
    memory.put("a", entries)
    assert memory.get("a", list(entries)) == entries
    assert memory.get("b", list(entries)) == {}
    assert memory.stats().entries == len(entries)
    memory.close()


@settings(max_examples=50, deadline=None)
@given(text=st.text(), links=st.none() | LINKS, seen=st.none() | st.text(min_size=1))
def test_alignments_are_kept_where_they_were_asked_for(
    tmp_path_factory: pytest.TempPathFactory, text: str, links: tuple[Link, ...] | None, seen: str | None
) -> None:
    memory = Memory(tmp_path_factory.mktemp("memory"))
    plain = Hypothesis("made")
    memory.put("a", {text: plain})
    assert memory.get("a", [text], aligned=True) == {}, "the model was not asked"
    alignment = None if links is None else Alignment(seen or text, "made", links)
    memory.put("a", {text: Hypothesis("made", alignment=alignment)}, aligned=True)
    assert memory.get("a", [text], aligned=True) == {text: Hypothesis("made", alignment=alignment)}
    assert memory.get("a", [text]) == {text: plain}
    memory.close()


def test_more_keys_than_one_query_takes(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    entries = {f"texte {n}": Hypothesis(f"text {n}") for n in range(2_345)}
    memory.put("a", entries)
    assert Memory(tmp_path).get("a", [*entries, "autre"]) == entries


WRITER = """
import sys
from pathlib import Path
from dipx.document import Hypothesis
from dipx.memory.store import Memory
from tests.strategies import LINKS, SCORES
memory = Memory(Path(sys.argv[1]))
for n in range(40):
    memory.put("a", {f"{sys.argv[2]} {n} {i}": Hypothesis("x") for i in range(25)})
"""


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), str(n)], stderr=subprocess.PIPE, text=True)
        for n in range(4)
    ]
    errors = [writer.communicate()[1] for writer in writers]
    assert errors == [""] * 4
    assert Memory(tmp_path).stats().entries == 4 * 40 * 25


def _warned(memory: Memory, caplog: pytest.LogCaptureFixture) -> str:
    """Use the memory twice as a run does; the one warning that this gave."""
    with caplog.at_level(logging.WARNING):
        assert memory.get("a", ["x"]) == {}
        memory.put("a", {"x": Hypothesis("y")})
        assert memory.get("a", ["x"]) == {}
    (record,) = caplog.records
    return record.getMessage()


def test_corrupt(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / FILE).write_bytes(b"this is no database" * 100)
    memory = Memory(tmp_path)
    message = _warned(memory, caplog)
    assert "memory" in message
    assert "dipx cache clear" in message
    memory.clear()
    memory.put("a", {"x": Hypothesis("y")})
    assert memory.get("a", ["x"]) == {"x": Hypothesis("y")}


def test_corrupt_in_the_middle(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    memory = Memory(tmp_path)
    memory.put("a", {f"texte {n}": Hypothesis("y" * 100) for n in range(2000)})
    memory.close()
    file = tmp_path / FILE
    raw = bytearray(file.read_bytes())
    raw[4096:] = b"\xff" * (len(raw) - 4096)
    file.write_bytes(raw)
    assert "memory" in _warned(Memory(tmp_path), caplog)


def test_locked(tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dipx.memory.store.BUSY_SECONDS", 0.1)
    Memory(tmp_path).put("a", {})
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("begin exclusive")
    memory = Memory(tmp_path)
    with caplog.at_level(logging.WARNING):
        memory.put("a", {"x": Hypothesis("y")})
    assert "locked" in caplog.text
    other.close()


def test_a_place_that_cannot_be_written(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")
    assert "memory" in _warned(Memory(tmp_path / "file" / "below"), caplog)


def test_another_schema_starts_afresh(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.put("a", {"x": Hypothesis("y")})
    memory.close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute(f"pragma user_version = {SCHEMA + 1}")
    connection.close()
    assert Memory(tmp_path).get("a", ["x"]) == {}


def test_asking_for_stats_makes_nothing(tmp_path: Path) -> None:
    assert Memory(tmp_path / "none").stats().entries == 0
    assert not (tmp_path / "none").exists()


def _made(source: str, target: str, step: str | None = None, severity: Severity | None = None) -> Translation:
    findings = (Finding("numbers", severity, "", source, target),) if severity else ()
    return Translation(Segment(source, 0, len(source), 0), target, findings, step)


def test_finished_pairs_are_kept_for_export(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.keep([_made("Un.", "One."), _made("Deux.", "Tow.", severity="error"), _made("1 234", "1,234")])
    memory.keep([_made("Trois.", "Three.", step="correction"), _made("Un.", "One!", severity="warning")])
    assert memory.pairs() == [Pair("Un.", "One!", "engine")]
    assert memory.pairs(errors=True) == [Pair("Deux.", "Tow.", "engine"), Pair("Un.", "One!", "engine")]
    memory.clear()
    assert memory.pairs() == []
