"""Who speaks is named as the caption has it, and the model sees only what is said."""

from __future__ import annotations

import pytest

from dipx.document import Hypothesis, Segment
from dipx.options import Decoding
from dipx.translation.speakers import speaker
from dipx.translation.translate import translate_segments
from tests.translation.scripted import Scripted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ANNE : Attends !", "ANNE: "),
        ("- ROSE : Oui.", "- ROSE: "),
        ("JEAN-PAUL: Oui.", "JEAN-PAUL: "),
        ("CLAIRE DUPONT : Oui.", "CLAIRE DUPONT: "),
        ("CHARLES DE GAULLE : Français !", "CHARLES DE GAULLE: "),
        ("JEAN DE LA FONTAINE : Oui.", "JEAN DE LA FONTAINE: "),
        ("MARIE LE GUEN : Oui.", "MARIE LE GUEN: "),
        ("- Mme DUPONT : Oui.", "- Mrs DUPONT: "),
        ("M. MARTIN : Oui.", "Mr. MARTIN: "),
        ("Mme LE GUEN : Oui.", "Mrs LE GUEN: "),
        ("Mme LE PEN : Oui.", "Mrs LE PEN: "),
        ("LE MAIRE : Oui.", ""),
        ("M. LE MAIRE : Oui.", ""),
        ("ANNE DE LA MAIRIE : Oui.", ""),
        ("LE MAIRE DE LA VILLE : Oui.", ""),
        ("JOURNALISTE : Oui ?", ""),
        ("NOTE : fermé.", ""),
        ("Anne : Oui.", ""),
        ("ANNE :", ""),
        ("ANNE", ""),
    ],
)
def test_who_speaks(text: str, said: str) -> None:
    assert speaker(text)[1] == said


def test_only_what_is_said_is_asked() -> None:
    engine = Scripted(lambda asked, decoding: Hypothesis({"Attends !": "Wait!"}.get(asked, "wrong")))
    (made,) = translate_segments([Segment("PIERRE : Attends !", 0, 18, 0)], engine, Decoding())
    assert (made.target, made.findings) == ("PIERRE: Wait!", ())
