"""Finished readings are served as they were until something changes that decides them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dipx import formats
from dipx.document import Document
from dipx.memory.store import Memory
from dipx.options import Options
from dipx.reading import finished as finished_readings
from dipx.reading import prepared
from dipx.reading.finished import FinishedReadings
from dipx.reading.prepared import prepare

PAGE = """Accueil

Le ministre a annoncé douze mesures pour aider les entreprises. Elles entrent en vigueur jeudi dans tout le pays.

Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *
"""


@pytest.mark.parametrize("options", [Options(), Options(lang="fr"), Options(lang="en"), Options(clean=False)])
def test_a_document_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: Options) -> None:
    memory, document = Memory(tmp_path), formats.parse(PAGE)
    first = prepare(document, options, FinishedReadings(memory, options))
    assert first == prepare(document, options)
    assert bool(first.document.left_out) == options.clean
    for name in ("detect", "reasons", "segment_document"):
        monkeypatch.setattr(prepared, name, lambda *_, name=name: pytest.fail(f"{name} was asked"))
    assert prepare(document, options, FinishedReadings(memory, options)) == first


def test_what_decides_a_reading_is_its_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory, document, options = Memory(tmp_path), formats.parse(PAGE), Options()
    reading = prepare(document, options, FinishedReadings(memory, options))
    assert reading.document.lang == "fr"

    def known(document: Document = document, options: Options = options) -> bool:
        return FinishedReadings(memory, options).get(document) is not None

    assert known()
    assert known(replace(document, path="elsewhere.txt")), "wherever it lies"
    assert not known(options=replace(options, clean=False))
    assert not known(options=replace(options, lang="fr"))
    assert not known(document=replace(document, blocks=document.blocks[1:]))
    assert not known(document=formats.parse(PAGE + "Fin."))
    monkeypatch.setattr(finished_readings, "identifier", lambda: "another")
    assert not known()
    monkeypatch.undo()
    monkeypatch.setattr(finished_readings, "code_digest", lambda: "another")
    assert not known()
