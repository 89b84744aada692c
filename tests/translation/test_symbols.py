"""Letters that stand for something: which are behind a mark, and what only looks like one."""

from __future__ import annotations

import pytest

from dipx.translation.protect import Shield

SYMBOLS = {
    "Si la dépense atteint d, la taxe baisse.": ["d"],
    "Le point M est sur la droite d.": ["M", "d"],
    "Lire le rapport prend n minutes.": ["n"],
    "Soit n le nombre de jours et p le prix.": ["n", "p"],
    "La variable t vaut n + 1.": ["t", "n"],
    "x vaut 3 et y vaut 4, si a < b": ["x", "y", "a", "b"],
    "Le RER B et le plan C, sous X.": ["B", "C", "X"],
    # What is none.
    "Il y a à boire, l'eau, l' eau, d'un, j\"étais, combien d 'entre eux, d?un": [],
    "l eau, n est, c est, j ai, n pas, s il, M Dupont, M le maire, C est": [],
    "3 m, 12 g, 8 h, 20° C, p. 12, v. 1920, n° 3, n °3, R & D, XX e siècle": [],
    "b) le pont, (b) la gare, T-shirt, V-e sommet, 5 €/h, de la m…e": [],
    "A Paris, O. Dupont, le jour J": [],
    "++ajouté++, ||caché||, +++ Alerte +++, ## Titre, ::: note": ["++", "++", "||", "||", "+++", "+++", "##", ":::"],
    "Le '''maire''' de l''''État''' et '''''lui''''', 5' 30'', ''un''": ["'''"] * 4 + ["'''''"] * 2,
    "l'''Humanité'', qu'''Antigone'', d'''ici'' ou l'''État'''": ["'''"] * 2,
    "de la m***e, 3 * 4, vrai/faux": [],
    "Réf. ##NOM## et @@NUM_1@@, ##Nom##": ["##NOM##", "@@NUM_1@@", "##", "##"],
    "il rejette l' »index », d´un mot, l’’impôt, c'[était] lui, (l')arrêter": [],
}


@pytest.mark.parametrize("text", SYMBOLS)
def test_symbols(text: str) -> None:
    shield = Shield()
    masked = shield.mask(text)
    assert [shield.slot(mark).surface for mark in shield.marks(masked)] == SYMBOLS[text]


@pytest.mark.parametrize(
    ("text", "english", "lost"),
    [
        ("Lire le rapport prend n minutes.", "Reading the report takes no minutes.", ["n"]),
        ("Lire le rapport prend n minutes.", "Reading the report takes n minutes.", []),
        ("La variable x vaut 3.", "x's value is 3.", []),
        ("Les rayons X soignent.", "X-rays heal.", []),
        ("Si a < b, il tombe.", "If a < b, a price falls.", []),
    ],
)
def test_what_the_english_lost(text: str, english: str, lost: list[str]) -> None:
    shield = Shield()
    assert [slot.surface for slot in shield.missing(shield.mask(text), english)] == lost
