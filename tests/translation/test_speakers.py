"""Who speaks is named as the caption has it, or asked apart, and the model sees only what is said."""

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
        ("[ANNE] Attends !", "[ANNE] "),
        ("- [JEAN-PAUL] : Oui.", "- [JEAN-PAUL]: "),
        ("[Mme DUPONT] Oui.", "[Mrs DUPONT] "),
        ("VOIX OFF : Oui.", "VOICEOVER: "),
        ("TOURS : un homme arrêté", "TOURS: "),
        ("LE HAVRE : grève au port", "LE HAVRE: "),
        ("CONTRE : 12 voix", "AGAINST: "),
    ],
)
def test_who_speaks_is_known(text: str, said: str) -> None:
    who = speaker(text)
    assert who
    assert (who.asked, who.english()) == ("", said)


@pytest.mark.parametrize(
    ("text", "asked", "said"),
    [
        ("LE MAIRE : Oui.", "le maire.", "X: "),
        ("LA MÈRE : Oui.", "la mère.", "X: "),
        ("- LA MERE : Oui.", "la mère.", "- X: "),
        ("[LE MAIRE] Oui.", "le maire.", "[X] "),
        ("LE MAIRE DE LA VILLE : Oui.", "le maire de la ville.", "X: "),
        ("JOURNALISTE : Oui ?", "journaliste.", "X: "),
        ("M. LE MAIRE : Oui.", "le maire.", "Mr. X: "),
        ("MM. LES JURÉS : Oui.", "les jurés.", "X: "),
        ("- [Mme LA MINISTRE] : Oui.", "la ministre.", "- [Madam X]: "),
        ("TÉMOIN 2 : Oui.", "témoin.", "X 2: "),
        ("[LE MAIRE (RIANT)] Oui.", "le maire (riant).", "[X (RIANT)] "),
    ],
)
def test_words_are_asked_in_small_letters(text: str, asked: str, said: str) -> None:
    who = speaker(text)
    assert who
    assert (who.asked, who.english("x.")) == (asked, said)


@pytest.mark.parametrize(
    "text",
    [
        "N° 5 : Oui.",
        "RER 2 : Oui.",
        "ONU : oui.",
        "PCF-LFI : oui.",
        "Anne : Oui.",
        "Le maire : Oui.",
        "ANNE :",
        "ANNE",
        "[ANNE]",
        "[Rires] Oui.",
        "[1] Oui.",
    ],
)
def test_others_do_not_speak(text: str) -> None:
    assert speaker(text) is None


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("OUI : 54 %", "YES: 54%"),
        ("- NON : 1 234 !", "- NO: 1,234!"),
        ("[LE MAIRE] « 12 »", '[The Mayor] "12"'),
        ("a) « 54 % »", 'a) "54%"'),
        ("b) (54)", "b) (54)"),
    ],
)
def test_figures_alone_are_no_question(text: str, english: str) -> None:
    said = {"oui.": "Yes.", "non.": "No.", '[Le maire] "12"': '[The mayor] "12"'}
    engine = Scripted(lambda asked, decoding: Hypothesis(said.get(asked, "")))
    (made,) = translate_segments([Segment(text, 0, len(text), 0)], engine, Decoding())
    assert (made.target, made.findings) == (english, ())


def test_only_what_is_said_is_asked() -> None:
    engine = Scripted(lambda asked, decoding: Hypothesis({"Attends !": "Wait!"}.get(asked, "wrong")))
    (made,) = translate_segments([Segment("PIERRE : Attends !", 0, 18, 0)], engine, Decoding())
    assert (made.target, made.findings) == ("PIERRE: Wait!", ())


def test_of_who_speaks_nothing_is_lost() -> None:
    for text, made, english in (
        ("M. LE MAIRE : Oui.", "The mayor.", "Mr. MAYOR: "),
        ("LE MAIRE (RIANT) : Oui.", "The mayor (laughing).", "THE MAYOR (LAUGHING): "),
        ("LE MAIRE : Oui.", "", "LE MAIRE: "),
    ):
        who = speaker(text)
        assert who
        assert who.english(made) == english


def test_hours_behind_a_label_are_no_question() -> None:
    engine = Scripted(lambda asked, decoding: Hypothesis({"mairie.": "Town hall."}.get(asked, "wrong")))
    for text, english in (
        ("MAIRIE : samedi 7h-20h", "TOWN HALL: Saturday from 7 a.m. to 8 p.m."),
        ("a) samedi 7h-20h", "a) Saturday from 7 a.m. to 8 p.m."),
    ):
        (made,) = translate_segments([Segment(text, 0, len(text), 0)], engine, Decoding())
        assert made.target == english


def test_words_that_speak_are_asked_apart() -> None:
    said = {"Viens !": "Come!", "la mère.": "The mother."}
    engine = Scripted(lambda asked, decoding: Hypothesis(said.get(asked, "wrong")))
    (made,) = translate_segments([Segment("LA MÈRE : Viens !", 0, 17, 0)], engine, Decoding())
    assert (made.target, made.findings) == ("THE MOTHER: Come!", ())
