"""dipx as a library."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import dipx

FAKE = dipx.Options(engine=dipx.EngineOptions(engine="fake"))
ARTICLE = "Le ministre se rend à Pékin\n\nIl est arrivé jeudi. Kim l'a reçu à Pyongyang.\n\nLaisser un commentaire\n"


def test_translate_one_or_many() -> None:
    one = dipx.translate("Le chat de Paul dort.", FAKE)
    assert isinstance(one, str)
    assert "Paul" in one
    assert "\n" not in one
    assert dipx.translate(["Le chat de Paul dort.", "", "Oui."], FAKE)[:2] == [one, ""]
    assert dipx.translate([], FAKE) == []


def test_translate_leaves_nothing_out_and_keeps_paragraphs() -> None:
    english = dipx.translate(ARTICLE, FAKE)
    assert english.count("\n\n") == 2
    assert len(english.split("\n\n")[2].split()) == 3


def test_english_comes_back_as_it_is() -> None:
    text = "The minister arrived on Thursday in the capital, where talks began.\n\nHe left on Friday."
    assert dipx.translate(text, FAKE) == text


def test_another_language_is_an_error_unless_insisted_on() -> None:
    german = "Der Minister ist am Donnerstag in der Hauptstadt angekommen und hat mit den Beamten gesprochen."
    with pytest.raises(dipx.InputError, match="'de'"):
        dipx.translate(german, FAKE)
    assert dipx.translate(german, dipx.Options(engine=dipx.EngineOptions(engine="fake"), lang="fr"))


def test_summarise_gives_bullets_with_their_sources() -> None:
    report = dipx.summarise(ARTICLE, FAKE)
    assert [span.text for span in report.document.left_out] == ["Laisser un commentaire"]
    assert report.bullets
    for bullet in report.bullets:
        for source in bullet.sources:
            segment = source.segment
            assert ARTICLE[segment.start : segment.end] == segment.text
    assert dipx.summarize is dipx.summarise
    assert dipx.summarise("", FAKE).bullets == ()


def test_segment() -> None:
    assert [s.text for s in dipx.segment(ARTICLE)][1:3] == [
        "Il est arrivé jeudi.",
        "Kim l'a reçu à Pyongyang.",
    ]


def test_run(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(ARTICLE, "utf-8")
    assert [o.kind for o in dipx.run(tmp_path / "in", tmp_path / "out", FAKE)] == ["done"]
    assert [o.kind for o in dipx.run(str(tmp_path / "in"), str(tmp_path / "out"), FAKE)] == ["unchanged"]


def test_unknown_options_are_errors() -> None:
    with pytest.raises(TypeError):
        dipx.Options(beam=3)  # type: ignore[call-arg]
    with pytest.raises(dipx.ModelError, match="no-such-model"):
        dipx.translate("Oui.", dipx.Options(engine=dipx.EngineOptions(model="no-such-model")))


def test_importing_loads_no_engine() -> None:
    code = (
        "import sys, dipx\n"
        "heavy = {'torch', 'transformers', 'ctranslate2', 'sentencepiece', 'huggingface_hub', 'numpy', 'typer'}\n"
        "sys.exit(' '.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_name_has_a_home() -> None:
    assert set(dipx.__all__) <= set(dir(dipx))
    assert all(getattr(dipx, name).__module__.startswith("dipx.") for name in dipx.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        dipx.nothing  # noqa: B018


def test_the_engine_loads_the_half_of_its_library_that_it_needs() -> None:
    dipx.translate("Oui.")  # the conversion, which needs the other half
    code = (
        "import sys, dipx\n"
        "dipx.translate('Bonjour.', dipx.Options(lang='fr', memory=False))\n"
        "assert 'asyncio' not in sys.modules and 'sqlite3' not in sys.modules\n"
        "mine = sys.modules['ctranslate2._ext'].Translator\n"
        "import ctranslate2\n"
        "assert ctranslate2.Translator is mine\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
