"""Glossaries: their files, the forms of a term that are found, the English that is looked for."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from dipx.errors import DipxError, InputError, UsageError
from dipx.translation.glossary import Entry, Glossary
from dipx.translation.glossary_files import load_glossary
from dipx.translation.inflection import english_plural, occurs
from dipx.translation.protect import TOKEN, Shield

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


def test_plurals_are_said() -> None:
    glossary = Glossary([Entry("taxe", "levy"), Entry("prix", "price")])
    assert [m.plural for m in glossary.find("une taxe, des taxes, des prix")] == [False, True, False]


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("carbon levy", "carbon levies"),
        ("day", "days"),
        ("point of order", "points of order"),
        ("business", "businesses"),
        ("church", "churches"),
        ("chairman", "chairmen"),
        ("German", "Germans"),
        ("armed forces", "armed forces"),
        ("COP26", "COP26"),
    ],
)
def test_english_plurals(one: str, many: str) -> None:
    assert english_plural(one) == many


@pytest.mark.parametrize(
    ("term", "text", "there"),
    [
        ("carbon levy", "Carbon levies rise.", True),
        ("carbon levy", "The carbon  levy.", True),
        ("levy", "Levying taxes", False),
        ("C++", "in C++.", True),
        ("ECB", "the ECB's rate", True),
        ("cat", "concatenate a cat", True),
        ("cat", "concatenate", False),
    ],
)
def test_occurs(term: str, text: str, there: bool) -> None:
    assert occurs(term, text) is there


TBX = """<?xml version="1.0"?>
<{root} xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic"><text><body>
<{concept} id="1">
 <{lang} xml:lang="fr"><{term}><term>taxe <hi>carbone</hi></term></{term}><{term}><term>TC</term></{term}></{lang}>
 <{lang} xml:lang="en-GB"><{term}><term>carbon levy</term></{term}><{term}><term>carbon tax</term></{term}></{lang}>
</{concept}>
<{concept} id="2"><{lang} xml:lang="fr"><{term}><term>sans anglais</term></{term}></{lang}></{concept}>
</body></text></{root}>"""
OLD = {"root": "martif", "concept": "termEntry", "lang": "langSet", "term": "tig"}
NEW = {"root": "tbx", "concept": "conceptEntry", "lang": "langSec", "term": "termSec"}
LEVY = [Entry("taxe carbone", "carbon levy"), Entry("TC", "carbon levy")]
FILES = {
    "plain.tsv": ("taxe carbone\tcarbon levy\nTC\tcarbon levy\n", LEVY),
    "heading.tsv": ("source\ttarget\tflags\r\n# a comment\n\ntaxe carbone\tcarbon levy\r\nTC\tcarbon levy\t\r\n", LEVY),
    "comma.csv": ('source,target\n"taxe carbone","carbon levy"\nTC,carbon levy\n', LEVY),
    "semicolon.csv": ("\ufefftaxe carbone;carbon levy;\nTC;carbon levy;\n", LEVY),
    "old.tbx": (TBX.format(**OLD), LEVY),
    "new.tbx": (TBX.format(**NEW), LEVY),
    "keep.tsv": ("#climat\nLibération\t\tcase", [Entry("#climat", ""), Entry("Libération", "", frozenset({"case"}))]),
    "quotes.csv": ('"l\'""État""","the ""State""",exact', [Entry('l\'"État"', 'the "State"', frozenset({"exact"}))]),
    "empty.tsv": ("", []),
}


@pytest.mark.parametrize("name", FILES)
def test_files(tmp_path: Path, name: str) -> None:
    text, entries = FILES[name]
    (tmp_path / name).write_text(text, "utf-8", newline="")
    assert list(load_glossary(tmp_path / name).entries) == entries


def test_windows_encoding(tmp_path: Path) -> None:
    text = "président\tchairman\nélève\tpupil\nÉtat français\tFrench State\n" * 5
    (tmp_path / "g.tsv").write_bytes(text.encode("cp1252"))
    assert load_glossary(tmp_path / "g.tsv").entries[0].source == "président"


BAD = [
    ("g.tsv", "a b\tc\n\tx\n", "line 2", "letter"),
    ("g.tsv", "…\tx", "line 1", "letter"),
    ("g.tsv", "a\tb\texact\td", "line 1", "three columns"),
    ("g.tsv", "a\tb\texcat", "line 1", "flag"),
    ("g.tsv", "a " * 50 + "\tb", "line 1", "too long"),
    ("g.tsv", "a\t" + "b" * 1000, "line 1", "too long"),
    ("g.csv", 'a,b\n"c', "line 2", "not CSV"),
    ("g.csv", 'a,"b"c', "line 1", "not CSV"),
    ("g.tbx", "<martif>\n<body>", "line 2", "well-formed"),
    ("g.tbx", "\n<html/>", "line 2", "not a TBX"),
    ("g.tsv", "\x89PNG\r\n", "g.tsv", "PNG"),
    ("g.tsv", "".join(f"mot{n}\tword\n" for n in range(50_001)), "line 50001", "entries"),
]


@pytest.mark.parametrize(("name", "text", "place", "reason"), BAD)
def test_malformed(tmp_path: Path, name: str, text: str, place: str, reason: str) -> None:
    (tmp_path / name).write_bytes(text.encode("latin-1", "replace"))
    with pytest.raises(InputError) as error:
        load_glossary(tmp_path / name)
    assert place in str(error.value)
    assert reason in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(("name", "reason"), [("no.tsv", "no glossary"), ("g.xlsx", r"\.tsv, \.csv or \.tbx")])
def test_no_such_glossary(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        load_glossary(tmp_path / name)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "g.tsv").open("wb") as file:
        file.truncate(100 * 2**20)
    with pytest.raises(DipxError, match="larger"):
        load_glossary(tmp_path / "g.tsv")


def test_of_two_targets_the_last_wins_with_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "g.tsv").write_text("taxe\ttax\nimpôt\ttax\ntaxe\tlevy\n", "utf-8")
    with caplog.at_level(logging.WARNING):
        glossary = load_glossary(tmp_path / "g.tsv")
    assert [m.entry.target for m in glossary.find("taxe")] == ["levy"]
    (record,) = caplog.records
    assert "line 3" in record.getMessage()


def test_the_digest_is_of_the_entries() -> None:
    one, two = Entry("a1", "b"), Entry("c1", "d")
    assert Glossary([one, two]).digest == Glossary([one, two]).digest != Glossary([one]).digest
    assert Glossary([one]).digest != Glossary([Entry("a1", "b", frozenset({"exact"}))]).digest


TOKENS = {
    "Voir https://www.lemonde.fr/a?id=1234567&b=c, puis": "https://www.lemonde.fr/a?id=1234567&b=c",
    "(https://fr.wikipedia.org/wiki/Mur_(jeu)).": "https://fr.wikipedia.org/wiki/Mur_(jeu)",
    "« www.a.fr »": "www.a.fr",
    "sur lemonde.fr.": "lemonde.fr",
    "écrire à jean-marc.dupont+x@presse.gouv.fr !": "jean-marc.dupont+x@presse.gouv.fr",
    "selon @le_monde.": "@le_monde",
    "le #Climat2021 !": "#Climat2021",
    "le #1 mondial": None,
    "`x = f(1)` donne": "`x = f(1)`",
    "Bonjour {user.name},": "{user.name}",
    "il y a %d messages": "%d",
    "il y a %(n)s messages": "%(n)s",
    "50 % des gens, 50 %d'élus": None,
    "les 12 %s": "%s",
    "un <br/> ici": "<br/>",
    '<a href="https://x.fr/a">': '<a href="https://x.fr/a">',
    "a < b et c > d": None,
    "dans $HOME,": "$HOME",
    "12 $US ou 15 $CAN, 3 $": None,
    "Bravo 👩‍👩‍👧🎉 !": "👩‍👩‍👧🎉",
    "M. Dupont, 12 rue de la Paix. Non.": None,
    "U.E. et S.A. et a.m.": None,
    "icône \U000f0000 ici": "\U000f0000",
}


@pytest.mark.parametrize("text", TOKENS)
def test_tokens(text: str) -> None:
    shield = Shield()
    masked = shield.mask(text)
    assert [shield.slot(mark).surface for mark in shield.marks(masked)] == ([TOKENS[text]] if TOKENS[text] else [])
    assert shield.source(masked) == text


def test_a_term_within_a_token_is_left_alone() -> None:
    shield = Shield(Glossary([Entry("climat", "climate"), Entry("#climat", "#climate")]))
    text = "le climat, #climat, https://climat.fr"
    slots = [shield.slot(mark) for mark in shield.marks(shield.mask(text))]
    assert [slot.target for slot in slots] == ["climate", "#climate", "https://climat.fr"]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("A ~ is voted.", "An eco-tax is voted."),
        ("said a ~", "said an eco-tax"),
        ("with an ~", "with an eco-tax"),
        ("~ is voted", "Eco-tax is voted"),
        ("the ~ !", "the eco-tax!"),
        ("plan a~", "plan aeco-tax"),
        ("d'a ~", "d'a eco-tax"),
    ],
)
def test_a_term_in_its_sentence(text: str, english: str) -> None:
    shield = Shield(Glossary([Entry("écotaxe", "eco-tax")]))
    mark = shield.mask("écotaxe")
    assert shield.finish(text.replace("~", mark)) == english


def test_more_tokens_than_marks() -> None:
    shield = Shield()
    text = " ".join(f"#a{n}" for n in range(131_200))
    assert shield.source(shield.mask(text)) == text
    assert TOKEN.search(shield.mask(text)), "the last ones stay as they are"
