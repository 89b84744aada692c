"""The bundled model on what it used to get wrong: what is given to it, and what is made of its answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from dipx.document import Segment
from dipx.engines import load_engine
from dipx.engines.base import Engine
from dipx.options import Decoding, EngineOptions
from dipx.translation.translate import translate_segments


@pytest.fixture(scope="module")
def bundled(converted_cache: Path) -> Engine:
    return load_engine(EngineOptions(), converted_cache)


SAID = {
    "Appelez le 0 805 999 111 avant jeudi.": ["0 805 999 111"],
    "Le numéro de TVA est FR 12 345 678 901.": ["FR 12 345 678 901"],
    r"Ouvrez C:\Photos\été.jpg pour voir.": [r"C:\Photos\été.jpg"],
    "L'identifiant est 123e4567-e89b-12d3-a456-426614174000.": ["123e4567-e89b-12d3-a456-426614174000"],
    "Le thé coûte 2 € 40.": ["€2.40"],
    "Il a gagné 54.321,98 euros.": ["54,321.98"],
    "Le litre est passé à 1,659 € hier.": ["€1.659"],
    "Prenez ½ tasse de lait.": ["½"],
    "La pièce fait 14 m².": ["14 m²"],
    "Il est arrivé à midi et quart.": ["12:15 p.m."],
    "Le bateau est à 3° 12' O.": ["3° 12' W"],
    "Fermé le lun. et le mar.": ["Monday", "Tuesday"],
    "Une quinzaine de lits sont vides.": ["About fifteen"],
    "OUI": ["Yes"],
}


@pytest.mark.parametrize("text", SAID)
def test_what_the_english_says(bundled: Engine, text: str) -> None:
    (made,) = translate_segments([Segment(text, 0, len(text), 0)], bundled, Decoding())
    assert [part for part in SAID[text] if part not in made.target] == [], made.target
    assert not [finding for finding in made.findings if finding.severity == "error"]
