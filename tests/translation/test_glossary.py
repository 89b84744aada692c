"""Glossaries: the forms of a term that are found, which of two wins."""

from __future__ import annotations

from typing import Literal
from unicodedata import normalize

import pytest

from dipx.translation.glossary import Entry, Glossary
from dipx.translation.protect import Shield

# entry, text, what is found of it
FOUND = [
    ("taxe carbone", "les taxes carbone", "taxes carbone"),
    ("taxe carbone", "La Taxe Carbone !", "Taxe Carbone"),
    ("taxe carbone", "UNE TAXE\nCARBONE", "TAXE\nCARBONE"),
    ("taxe carbone", "la taxe, carbone", None),
    ("taxe carbone", "surtaxe carbone", None),
    ("cheval", "les chevaux", "chevaux"),
    ("bateau", "des bateaux", "bateaux"),
    ("travail", "les travaux", "travaux"),
    ("prix", "les prix", "prix"),
    ("président", "les présidentes", "présidentes"),
    ("acteur", "une actrice", "actrice"),
    ("ouvrier", "l'ouvrière", "ouvrière"),
    ("élu", "les élus", "élus"),
    ("député européen", "la députée européenne", "députée européenne"),
    ("chambre nationale", "chambres nationales", "chambres nationales"),
    ("conseil municipal", "conseils municipaux", "conseils municipaux"),
    ("conseil municipal", "conseil municipale", "conseil municipale"),
    ("port", "la porte", None),
    ("parlement", "il parlemente", None),
    ("point de vue", "points de vue", "points de vue"),
    ("État", "l'État de droit", "État"),
    ("État", "un état second", None),
    ("État", "L'ÉTAT", "ÉTAT"),
    ("ONU", "l’ONU", "ONU"),
    ("ONU", "onu", None),
    ("garde des Sceaux", "Garde des Sceaux", "Garde des Sceaux"),
    ("garde des Sceaux", "garde des sceaux", None),
    ("chef d'État", "le chef d’État", "chef d’État"),
    ("chef d'État", "les chefs d'État", "chefs d'État"),
    ("vice-président", "la vice‑présidente", "vice‑présidente"),
    ("C++", "en C++ aussi", "C++"),
    ("C++", "le C est", None),
    ("COP26", "à la COP26.", "COP26"),
]


@pytest.mark.parametrize(("term", "text", "found"), FOUND)
def test_a_term_is_found_in_its_forms(term: str, text: str, found: str | None) -> None:
    matches = Glossary([Entry(term, "x")]).find(text)
    assert [text[m.start : m.end] for m in matches] == ([found] if found else [])


@pytest.mark.parametrize(
    ("entry", "text", "count"),
    [
        (Entry("taxe", "levy", frozenset({"exact"})), "taxe, taxes, Taxe", 2),
        (Entry("Taxe", "levy", frozenset({"any-case"})), "taxe, taxes, Taxe", 3),
        (Entry("taxe", "levy", frozenset({"case"})), "taxe, taxes, Taxe", 2),
        (Entry("Libération", ""), "Libération et libération, Libérations", 1),
    ],
)
def test_flags(entry: Entry, text: str, count: int) -> None:
    assert len(Glossary([entry]).find(text)) == count


def test_the_longest_term_wins_and_none_is_within_another() -> None:
    glossary = Glossary([Entry("banque", "a"), Entry("banque centrale", "b"), Entry("centrale nucléaire", "c")])
    text = "La banque centrale nucléaire et une banque."
    assert [(m.entry.target, text[m.start : m.end]) for m in glossary.find(text)] == [
        ("b", "banque centrale"),
        ("a", "banque"),
    ]


@pytest.mark.parametrize("typed", ["NFC", "NFD"])
@pytest.mark.parametrize("read", ["NFC", "NFD"])
def test_accents_may_be_signs_of_their_own_in_either(typed: Literal["NFC", "NFD"], read: Literal["NFC", "NFD"]) -> None:
    entry = Entry(normalize(typed, "député de l’été"), normalize(typed, "café deputy"))
    shield = Shield(Glossary([entry]))
    masked = shield.mask(normalize(read, "les députés de l'été"))
    assert [(shield.slot(mark).surface, shield.slot(mark).target) for mark in shield.marks(masked)] == [
        ("députés de l'été", normalize(typed, "café deputies"))
    ]
    assert Entry(normalize(typed, "Libération"), normalize(read, "Libération")).verbatim


def test_plurals_are_said() -> None:
    glossary = Glossary([Entry("taxe", "levy"), Entry("prix", "price")])
    assert [m.plural for m in glossary.find("une taxe, des taxes, des prix")] == [False, True, False]


def test_the_digest_is_of_the_entries() -> None:
    one, two = Entry("a1", "b"), Entry("c1", "d")
    assert Glossary([one, two]).digest == Glossary([one, two]).digest != Glossary([one]).digest
    assert Glossary([one]).digest != Glossary([Entry("a1", "b", frozenset({"exact"}))]).digest
