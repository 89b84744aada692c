"""``benchmarks/fuzz.py`` sees what is lost, doubled or broken: faults are planted, and each must be found."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dipx import formats
from dipx.document import Document
from dipx.text import idioms
from dipx.text.longhand import longhand
from dipx.translation import translate
from tests.conftest import ROOT
from tests.formats.makers import MAKERS

LOSABLE = sorted(set(MAKERS) - {"pdf"})  # which no other library here reads


@pytest.fixture(autouse=True)
def fuzz(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import fuzz

    monkeypatch.setattr(translate, "glossed", lambda text, source: (text, ()))
    monkeypatch.setattr(translate, "switched", lambda candidates, *_: dict(candidates))
    monkeypatch.setattr(idioms, "plain_words", lambda text: text)
    longhand.cache_clear()
    yield fuzz
    longhand.cache_clear()
    for name in [name for name in sys.modules if name.startswith("fuzz")]:
        monkeypatch.delitem(sys.modules, name)


def _faults(fuzz: Any, folder: Path, suffix: str) -> list[str]:
    raw = MAKERS[suffix]()
    file = folder / f"a.{suffix}"
    file.write_bytes(raw)
    inner = suffix.removesuffix(".gz")
    case = fuzz.Case(file, raw if inner == suffix else MAKERS[inner](), inner, "utf-8", True)
    return list(fuzz.faults(case, Counter()))


@pytest.mark.parametrize("suffix", LOSABLE)
def test_right_files_have_no_fault_and_a_lost_block_is_one(
    fuzz: Any, tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _faults(fuzz, tmp_path, suffix) == []
    _plant(monkeypatch, suffix, lambda document: replace(document, blocks=(*document.blocks[:2], *document.blocks[3:])))
    assert any("in no block" in fault for fault in _faults(fuzz, tmp_path, suffix))


@pytest.mark.parametrize("suffix", LOSABLE)
def test_what_a_reader_never_sees_is_a_fault(
    fuzz: Any, tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The document agrees with itself; only another library knows that there was more."""
    _plant(monkeypatch, suffix, _without_the_longest)
    assert any("neither in" in fault for fault in _faults(fuzz, tmp_path, suffix))


def _without_the_longest(document: Document) -> Document:
    gone = max(document.blocks, key=lambda block: len(block.text))
    text = document.text[: gone.start] + " " * len(gone.text) + document.text[gone.end :]
    return replace(document, text=text, blocks=tuple(block for block in document.blocks if block is not gone))


def _plant(monkeypatch: pytest.MonkeyPatch, suffix: str, change: Callable[[Document], Document]) -> None:
    module: Any = formats.FORMATS[f".{suffix.removesuffix('.gz')}"]
    load = module.load
    monkeypatch.setattr(module, "load", lambda source: change(load(source)))


@pytest.mark.parametrize(("made", "fault"), [
    (b"", "are gone"), (MAKERS["srt"]() * 2, "more often"), (MAKERS["srt"]().replace(b"Brest", b""), "are gone"),
])  # fmt: skip
def test_a_file_that_lacks_or_doubles_words_is_a_fault(
    fuzz: Any, tmp_path: Path, made: bytes, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module: Any = formats.FORMATS[".srt"]
    monkeypatch.setattr(module, "dump", lambda source, document, english: made)
    assert any(fault in one for one in _faults(fuzz, tmp_path, "srt"))


@pytest.mark.parametrize(("error", "fault"), [(KeyError("x"), "KeyError"), (SystemExit(3), "exit code 3")])
def test_a_traceback_or_another_exit_code_is_a_fault(
    fuzz: Any, tmp_path: Path, error: BaseException, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(source: object) -> Document:
        raise error

    monkeypatch.setattr(formats.FORMATS[".txt"], "load", load)
    assert any(fault in one for one in _faults(fuzz, tmp_path, "txt"))


@pytest.mark.parametrize("suffix", sorted(set(MAKERS) - {"pdf"}))
def test_changes_of_structure_leave_a_file_of_its_kind(fuzz: Any, suffix: str) -> None:
    """Most of them change the file, and most of what they make is still read by another library."""
    import fuzz_mutations
    from fuzz_words import said

    inner = suffix.removesuffix(".gz")
    raw = MAKERS[inner]()
    made = [fuzz_mutations.structured(raw, inner, random.Random(seed)) for seed in range(40)]
    assert sum(one != raw for one in made) > 25
    assert sum(bool(said(one, inner)) for one in made) > 30
