"""French initials in plain words, for the model's eyes."""

from __future__ import annotations

import pytest

from dipx.text.initials import in_words


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("Elle enchaîne les CDD.", "Elle enchaîne les contrats temporaires."),
        ("Il est en CDI.", "Il est en contrat permanent."),
        ("CDI ou CDD : que choisir ?", "contrat permanent ou contrat temporaire : que choisir ?"),
        (
            "L'entreprise propose 40 CDI et 1 CDD.",
            "L'entreprise propose 40 contrats permanents et 1 contrat temporaire.",
        ),
        ("Sa GAV a été prolongée.", "Sa garde à vue a été prolongée."),
        ("Il fait l'objet d'une OQTF.", "Il fait l'objet d'une obligation de quitter le territoire français."),
        ("Les JO de Paris", "Les Jeux olympiques de Paris"),
    ],
)
def test_initials_become_words(said: str, plain: str) -> None:
    assert in_words(said) == plain
    assert in_words(plain) == plain


@pytest.mark.parametrize(
    "said",
    [
        "Un contrat à durée déterminée (CDD) a été signé.",
        "Le CDI du collège est fermé.",
        "Le décret est paru au JO.",
        "Les SDF ont repris la ville aux djihadistes en Syrie.",
        "Le match se joue au stade de France (SDF).",
        "CDD-2024/17",
        "cdd",
    ],
)
def test_other_initials_stay(said: str) -> None:
    assert in_words(said) == said
