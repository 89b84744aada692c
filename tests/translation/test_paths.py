"""Paths, files, keys, telephones and numbers of accounts: which are behind a mark, and what only looks like one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.document import Hypothesis, Segment
from dipx.options import Decoding
from dipx.translation.protect import Shield
from dipx.translation.translate import translate_segments
from tests.translation.scripted import Scripted

PATHS = {
    r"Ouvrez D:\Photos\été 2024\plage.jpg, puis fermez.": [r"D:\Photos\été 2024\plage.jpg"],
    r"Copiez « C:\Mes documents\bilan final.xlsx » ici.": [r"C:\Mes documents\bilan final.xlsx"],
    r"De C:\a.txt à D:\b.txt.": [r"C:\a.txt", r"D:\b.txt"],
    r"Sur \\nas\films et %APPDATA%\dipx.": [r"\\nas\films", r"%APPDATA%\dipx"],
    r"La clé HKEY_CURRENT_USER\Software\Test est vide.": [r"HKEY_CURRENT_USER\Software\Test"],
    "Modifiez /etc/fstab, ~/.ssh/config et ../src/a.c.": ["/etc/fstab", "~/.ssh/config", "../src/a.c"],
    "Le dossier /opt est plein, /srv/www/site aussi.": ["/opt", "/srv/www/site"],
    "Dans $HOME/bin/outil.": ["$HOME/bin/outil"],
    "Ouvrez notes.txt, Budget.XLSX et src/main/app.py.": ["notes.txt", "Budget.XLSX", "src/main/app.py"],
    "Ajoutez .gitignore et ma_variable_2.": [".gitignore", "ma_variable_2"],
    "Le commit 9fceb02 et 0x7fff.": ["9fceb02", "0x7fff"],
    "Id 123e4567-e89b-12d3-a456-426614174000.": ["123e4567-e89b-12d3-a456-426614174000"],
    "MAC 00:1A:2B:3C:4D:5E, IP 192.168.1.10:8080.": ["00:1A:2B:3C:4D:5E", "192.168.1.10:8080"],
    "IPv6 2001:db8::ff00:42.": ["2001:db8::ff00:42"],
    "Clé : U2FsdGVkX1+abcdEFGH12345==": ["U2FsdGVkX1+abcdEFGH12345=="],
    "SHA-1 : da39a3ee5e6b4b0d3255bfef95601890afd80709": ["da39a3ee5e6b4b0d3255bfef95601890afd80709"],
    "Version v3.12 ou 2.0.1-beta, flask>=2.3.": ["v3.12", "2.0.1-beta", "flask>=2.3"],
    "Suivez @nom@piaille.fr et @jean.dupont.": ["@nom@piaille.fr", "@jean.dupont"],
    # What is none.
    "Il gagne 50 € /mois et/ou 3/4 du prix.": [],
    "12 €/m²/mois, 3 %/an/part, 5 $ /mois/poste, 20 °/min/cycle": [],
    "À 20h30, 12:30, 1er/2e étage, 24h/24.": [],
    "Il dort.Le chat aussi.": [],
    "La facade et le décade, 50 %.": [],
}
NUMBERS = {
    "Appelez le 0 805 999 111 ou le 0805 999 111.": ["0 805 999 111", "0805 999 111"],
    "Tél. : 04-91-00-00-00 / 0491000000": ["04-91-00-00-00", "0491000000"],
    "Au +41 22 345 67 89, +32 475 123 456, +1 514 555-0199, +33 (0)4 91 00 00 00": [
        "+41 22 345 67 89",
        "+32 475 123 456",
        "+1 514 555-0199",
        "+33 (0)4 91 00 00 00",
    ],
    "Le (418) 555-0134 et le 02/555.12.12.": ["(418) 555-0134", "02/555.12.12"],
    "Le 39 19, numéro d'écoute.": [],  # a capital begins no announcement
    "Appelez le 39 19.": ["39 19"],
    "TVA : FR 12 345 678 901, BE 0123.456.789.": ["FR 12 345 678 901", "BE 0123.456.789"],
    "Numéro de TVA : DE 123 456 789": ["DE 123 456 789"],
    "L'entreprise (SIREN 123 456 789) existe.": ["123 456 789"],
    "Compte n° 0001 2345 678 90.": ["0001 2345 678 90"],
    "Carte 4970 1234 5678 9012.": ["4970 1234 5678 9012"],
    "Sécurité sociale : 2 84 05 13 055 123 45.": ["2 84 05 13 055 123 45"],
    "12, rue Haute, 13 001 Marseille": ["13 001"],
    "13 100 Aix-en-Provence": ["13 100"],
    "Le dossier n° 2024/118-B.": ["2024/118-B"],
    "À 43° 17' N, 5° 22' O.": ["43° 17' N", "5° 22' O"],
    # Quantities.
    "Il y a 1 234 567 habitants et 12 000 à 15 000 morts.": [],
    "En 2012 300 000 personnes, +1 500 000 €.": [],
    "12 000 15 000 18 000": [],
    "10 000 Français, 75 000 Parisiens.": [],
    "Le 12-10-2013, le 1.2.13, à 6-4, 7-5.": [],
    "Il fait 30° Et alors ?": [],
}


@pytest.mark.parametrize("text", [*PATHS, *NUMBERS])
def test_tokens(text: str) -> None:
    shield = Shield()
    masked = shield.mask(text)
    assert [shield.slot(mark).surface for mark in shield.marks(masked)] == (PATHS | NUMBERS)[text]
    assert shield.source(masked) == text


@given(st.text(st.sampled_from("aé1 0./\\:-_~+@%=ABf,;\"«»°'"), max_size=60))
def test_masking_loses_nothing(text: str) -> None:
    shield = Shield()
    assert shield.source(shield.mask(text)) == text


@pytest.mark.parametrize(
    "unit", ["a/", "~/a.", "C:\\a ", "a_", "0 12 ", "a.b-", "+1 2", "1a", "::1", "rue , ", "n° 0 "]
)
def test_what_repeats_takes_no_longer_than_it_must(unit: str) -> None:
    Shield().mask(unit)
    begin = time.perf_counter()
    Shield().mask(unit * (20_000 // len(unit)))
    assert time.perf_counter() - begin < 5


def _made(text: str, answers: dict[str, str]) -> str:
    engine = Scripted(lambda asked, decoding: Hypothesis(answers.get(asked, "")))
    (made,) = translate_segments([Segment(text, 0, len(text), 0)], engine, Decoding())
    return made.target


def test_the_west_is_no_o() -> None:
    copied = {"Il est à 5° 22' O de nous.": "It is at 5° 22' O from us."}
    assert _made("Il est à 5° 22' O de nous.", copied) == "It is at 5° 22' W from us."
    assert _made("43° 17' N, 5° 22,5' O", {}) == "43° 17' N, 5° 22.5' W"


def test_a_number_that_only_its_word_announces_is_found_in_the_english() -> None:
    text = "Le SIREN est 123 456 789."
    assert _made(text, {text: "The SIREN is 123 456 789."}) == "The SIREN is 123 456 789."
    stand_in = {text: "The SIREN is 123,456,789.", "Le SIREN est [77].": "The SIREN is [77]."}
    assert _made(text, stand_in) == "The SIREN is 123 456 789."
