"""A name that a model made into another word is set right, where it is certain; other English is not touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.document import Segment
from dipx.engines.fake import FakeEngine
from dipx.options import Decoding
from dipx.translation import translate_segments
from dipx.translation.own_names import is_signature, with_french_names


@pytest.mark.parametrize(
    ("source", "made", "right"),
    [
        ("Loïc a signé.", "Leoc signed.", "Loïc signed."),
        ("Dr Bénédicte Quéméner", "Dr. Benedict Quarter", "Dr. Bénédicte Quéméner"),
        ("Loïc et Loïc", "Loik and Loik", "Loïc and Loïc"),
        ("MAIRIE DE PLOUVORN", "Pluvern Town Hall", "Plouvorn Town Hall"),
        ("Nantes – Le Havre 0-2", "Nantes – Havre 0-2", "Nantes – Le Havre 0-2"),
        ("Le port du Havre", "The port of Havs", "The port of Le Havre"),
        ("Il va au Mans.", "He goes to the Mans.", "He goes to Le Mans."),
        ("Il va au Mans.", "He goes to Le Mans.", None),
        ("Loire-Atlantique", "Loire-Atlant", "Loire-Atlantique"),
        ("Saint-Brieuc accueille", "Saint Brieuc welcomes", "Saint-Brieuc welcomes"),
        ("Piriac-sur-Mer", "Piriac-Sur-Mer", "Piriac-sur-Mer"),
        ("Le SNU est critiqué.", "The UNSC is criticized.", "The SNU is criticized."),
        ("Le RGPD s'applique.", "The CGPD applies.", "The GDPR applies."),
        ("MM. Le Dû et Rivoal", "Mr. Le Dè and Rivoal", "Mr. Le Dû and Rivoal"),
        # Of two that begin alike, who knows which is which.
        ("Loïc et Loïck", "Leoc", None),
        # Not alike, or known in English, or a word.
        ("Loïc a signé.", "He signed.", None),
        ("Nicolas Maduro", "Nicholas Maduro", None),
        ("Il vit à Genève.", "He lives in Geneva.", None),
        ("M. Poutine est là.", "Mr. Putin is here.", None),
        ("Le caporal Kevin Ali", "Corporal Kevin Ali", None),
        ("Mgr Kpodzro", "Monsignor Kpodzro", None),
        ("Saint-Pétersbourg", "Saint Petersburg", None),
        ("Tel-Aviv et Port-Louis", "Tel Aviv and Port Louis", None),
        ("Roland-Garros, le hip-hop", "Roland Garros, hip hop", None),
        ("", "", None),
    ],
)
def test_names_set_right(source: str, made: str, right: str | None) -> None:
    once = with_french_names(made, source)
    assert once == (made if right is None else right)
    assert with_french_names(once, source) == once


@given(st.text("Loïckabe LM-.'", max_size=40), st.text("Loïckabe LM-.'", max_size=40))
def test_a_second_time_changes_nothing(source: str, text: str) -> None:
    once = with_french_names(text, source)
    assert with_french_names(once, source) == once


def test_a_signature_is_copied() -> None:
    texts = ["Claire Dubois", "Zoé", "Pascal DUCHÊNE", "Pierre Mendès France."]
    made = translate_segments([Segment(text, 0, len(text), 0) for text in texts], FakeEngine(), Decoding())
    assert [translation.target for translation in made] == texts
    assert not any(translation.findings for translation in made)


def test_a_name_that_english_spells_otherwise_is_no_signature() -> None:
    assert not is_signature("Achille Tatius")


@pytest.mark.parametrize("token", ["PSG", "OM", "APE", "N 12", "AFP-AA11", "+++", "Ouest-France"])
def test_acronyms_and_codes_are_protected(token: str) -> None:
    from dipx.translation.protect import Shield

    text = {"APE": "Le code APE est connu.", "N 12": "La N 12 est fermée."}.get(token, f"Le {token} gagne.")
    assert token not in Shield().mask(text)
