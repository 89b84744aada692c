"""Quotation marks, signs and dozens as the source has them; a code alone stays as it is."""

from __future__ import annotations

import pytest

from dipx.document import Hypothesis, Segment
from dipx.options import Decoding
from dipx.translation.capitals import is_code
from dipx.translation.touch_up import touched_up
from dipx.translation.translate import translate_segments
from tests.translation.scripted import Scripted


@pytest.mark.parametrize(
    ("made", "source", "right"),
    [
        ('"Yes"', "oui", "Yes"),
        ("'yes'", "oui", "yes"),
        ('"Hello!"', "Bonjour !", "Hello!"),
        ('From 8 a.m. to 6 p.m."', "De 8 h à 18 h.", "From 8 a.m. to 6 p.m."),
        ("Yes", "« Oui »", '"Yes"'),
        ("Yes.", "“Oui.”", '"Yes."'),
        ('"Yes"', "« Oui »", '"Yes"'),
        ('He says "yes"', "Il dit oui", 'He says "yes"'),
        ('"A" and "B"', "A et B", '"A" and "B"'),
        ('a 27" screen', "un écran de 27 pouces", 'a 27" screen'),
        ("'90s", "'90", "'90s"),
        ("It cost €5 million HT.", "Coût : 5 M€ HT.", "It cost €5 million before tax."),
        ("€18,700 TTC", "18 700 € TTC", "€18,700 including tax"),
        (
            "4.1 billion, down from 3.2% on 2024.",
            "4,1 milliards, en baisse de 3,2 % sur 2024.",
            "4.1 billion, down 3.2% on 2024.",
        ),
        ("2%, down from 3% in 2024.", "2 %, en baisse : 3 % en 2024.", "2%, down from 3% in 2024."),
        ("1⁄2 cup and 3⁄4", "½ tasse et ¾", "½ cup and ¾"),
        ("25 m2 and H2O", "25 m² et H₂O", "25 m² and H₂O"),
        ("25 m2", "25 m2", "25 m2"),
        ("10 m2 and m2", "10 m² et m2", "10 m2 and m2"),
        ("102 is 102", "10² est 102", "102 is 102"),
        ("m2 m2 m2", "m² m²", "m² m² m2"),
        ("a dozen of 12", "une quinzaine sur 12", "a dozen of 12"),
        ("a dozen and a dozen", "une quinzaine et deux", "about fifteen and a dozen"),
        ("A dozen of cars", "Une quinzaine de voitures", "About fifteen cars"),
        ("about a dozen", "une quinzaine", "about fifteen"),
        ("a dozen", "une douzaine", "a dozen"),
        ("born in 1952, she sings", "Née en 1952, elle chante", "Born in 1952, she sings"),
        ('"no"', "« Non »", '"No"'),
        ("iPhone 5 sold", "Vente d'iPhone 5", "iPhone 5 sold"),
        ("a.fr is down", "Le site a.fr est en panne", "a.fr is down"),
        ("TR: budget", "TR : budget", "Fwd: budget"),
        ("RE: Tr: budget", "RE: Tr: budget", "RE: Fwd: budget"),
        ("Tr: x", "Le TR : x", "Tr: x"),
        ("The 'deal' of the 'wise'", "L'« accord » des « sages »", 'The "deal" of the "wise"'),
        ("Over.", "Fini ?!", "Over?!"),
        ("Octuple winner of it", "Octuple vainqueure de la course", "Eight-time winner of it"),
        ("He is a octuple champion.", "Il est octuple champion.", "He is an eight-time champion."),
        ("a fivefold Oscar winner", "un quintuple oscarisé", "a five-time Oscar winner"),
        ("the seventh European champion", "la septuple championne d'Europe", "the seven-time European champion"),
        ("Seven-time and 7th champion", "septuple championne, la 7e", "Seven-time and 7th champion"),
        ("an quadruple medallist", "une quadruple médaillée", "a four-time medallist"),
        ("decuple title holder", "décuple tenante du titre", "ten-time title holder"),
        ("Le quay is closed", "Le quai est fermé", "The quay is closed"),
        ("Le quai is a film", "Le quai est un film", "Le quai is a film"),
        ("Le Pen wins", "Le Pen gagne", "Le Pen wins"),
        ("Photo du quay", "Photo du quai", "Photo of the quay"),
        ("The Café du port", "Le Café du port", "The Café du port"),
        ("Port Cue", "Vue du port", "Port View"),
        ("The cue, on Cue", "Le signal", "The cue, on Cue"),
        ("He is relieved-", "Il est soulagé…", "He is relieved..."),
        ("He said 'no' twice.", 'Il a dit "non" deux fois.', 'He said "no" twice.'),
        ("The word 'it's' and 'no'", "Le mot « c'est » et « non »", 'The word "it\'s" and "no"'),
        ("the '90s and 'no'", "les années 90 et « non »", "the '90s and 'no'"),
        ("He said 'no'.", "Il a dit 'non'.", "He said 'no'."),
        ("the boys' club and 'no'", "le club et « non »", "the boys' club and 'no'"),
        ("She is sevenuple champion", "Elle est septuple championne", "She is seven-time champion"),
        ("a couple of nouple winners", "deux nonuples lauréats", "a couple of nine-time winners"),
        ("a quadruple murder", "un quadruple meurtre", "a quadruple murder"),
        ("a quadruple jump", "le quadruple saut du quadruple champion", "a quadruple jump"),
        ("the sixth champion", "sextuple champion et sixième championne", "the sixth champion"),
        ("a triple champion", "une triple championne", "a triple champion"),
        ("Watch out.", "Attention !", "Watch out!"),
        ("Important: the bridge", "*Important* : le pont", "*Important*: the bridge"),
        ("The bridge is closed", "_Le pont est fermé_", "_The bridge is closed_"),
        ("a very old bridge", "un *très* vieux pont", "a very old bridge"),
        ("It is long**.", "Il est long*.", "It is long*."),
        ('"Are they here."', "« Sont-ils là ? »", '"Are they here?"'),
        ("Long live the U.S.", "Vive les États-Unis !", "Long live the U.S.!"),
        ('"What?" he asks.', "Il demande : « Quoi ? »", '"What?" he asks.'),
        ("Well...", "Ah bon !", "Well..."),
    ],
)
def test_touched_up(made: str, source: str, right: str) -> None:
    assert touched_up(made, source) == right
    assert touched_up(right, source) == right


@pytest.mark.parametrize("text", "NULL ISBN IBAN TRUE SKU-42 AB12 N/A nan true KWXZ".split())
def test_a_code_alone_asks_nobody(text: str) -> None:
    engine = Scripted(lambda asked, decoding: Hypothesis("wrong"))
    (made,) = translate_segments([Segment(text, 0, len(text), 0)], engine, Decoding())
    assert (made.target, engine.asked) == (text, [])


@pytest.mark.parametrize(
    "text",
    [
        "PRIX",
        "VILLE",
        "DATE",
        "BONJOUR",
        "PARIS",
        "ÉTAT",
        "oui",
        "NULL et vide",
        "N",
        "OTAN",
        "ONU",
        "AVANT-PROPOS",
        "RDV",
    ],
)
def test_a_word_alone_is_translated(text: str) -> None:
    assert not is_code(text)


@pytest.mark.parametrize(
    ("text", "seen", "made", "right"),
    [
        ("« Bonjour »", "Bonjour", "Hello", '"Hello"'),
        ('"oui"', "oui", '"yes"', '"yes"'),
        ("OUI", "Oui", "Yes", "Yes"),
        ("NOM", "Nom", "name", "Name"),
    ],
)
def test_short_fields(text: str, seen: str, made: str, right: str) -> None:
    engine = Scripted(lambda asked, decoding: Hypothesis(made if asked == seen else "wrong"))
    (translation,) = translate_segments([Segment(text, 0, len(text), 0)], engine, Decoding())
    assert translation.target == right


def test_a_number_alone_is_written_as_english_does() -> None:
    engine = Scripted(lambda asked, decoding: Hypothesis("wrong"))
    (made,) = translate_segments([Segment("1 234,5", 0, 7, 0)], engine, Decoding())
    assert (made.target, engine.asked) == ("1,234.5", [])


@pytest.mark.parametrize(
    ("english", "source", "right"),
    [
        ("See a) and (b) below.", "Voir a) et b) ci-dessous.", "See a) and b) below."),
        ("(1) the mayor; (2) the prefect", "1) le maire ; 2) le préfet", "1) the mayor; 2) the prefect"),
        ("The mayor (see (b)).", "Le maire (voir b).", "The mayor (see (b))."),
        ("See (b).", "Voir (b) et 2).", "See (b)."),
    ],
)
def test_the_markers_of_a_list_stay(english: str, source: str, right: str) -> None:
    assert touched_up(english, source) == right
    assert touched_up(right, source) == right


@pytest.mark.parametrize(
    ("source", "made", "wanted"),
    [
        ("— Et alors donc ? dit-il.", "What then? he said.", "— What then? he said."),
        ("— Et alors ?", "— What then?", "— What then?"),
        ("– Et alors ?", "- What then?", "– What then?"),
        ("—Et alors ?", "What then?", "— What then?"),
        ("—\u00a0Et alors ?", "What then?", "— What then?"),
        ("― Et alors ?", "What then?", "― What then?"),
        ("- Du pain", "Bread", "- Bread"),
        ("— « Et alors ? »", '"What then?"', '— "What then?"'),
        ("— … Et alors ?", "... What then?", "— ... What then?"),
        ("— 12 personnes sont là.", "12 people are there.", "— 12 people are there."),
        # Nothing that begins a turn.
        ("-5 °C ce matin", "5°C this morning", "-5°C this morning"),
        ("De -12 °C à -5 °C", "From -12°C to 5°C", "From -12°C to -5°C"),
        ("De -12 à -5 °C", "Minus 12 to 5°C", "Minus 12 to 5°C"),
        ("−5 °C ce matin", "−5°C this morning", "−5°C this morning"),
        ("Il dort — enfin.", "He sleeps at last.", "He sleeps at last."),
        ("— Et alors ?", "", ""),
    ],
)
def test_the_dash_that_says_who_speaks(source: str, made: str, wanted: str) -> None:
    assert touched_up(made, source) == wanted
    assert touched_up(wanted, source) == wanted


@pytest.mark.parametrize(
    ("source", "made", "wanted"),
    [
        ("Née en 1952, la chanteuse part.", "born in 1952, the singer leaves.", "Born in 1952, the singer leaves."),
        ("« Née en 1952 »", '"born in 1952"', '"Born in 1952"'),
        ("Un iPhone", "iPhones", "iPhones"),
        ("Le pH baisse", "pH falls", "pH falls"),
        ("La commande ls marche", "ls works", "ls works"),
        ("en 2025 : oui", "in 2025: yes", "in 2025: yes"),
    ],
)
def test_a_capital_at_the_beginning(source: str, made: str, wanted: str) -> None:
    assert touched_up(made, source) == wanted
    assert touched_up(wanted, source) == wanted


@pytest.mark.parametrize(
    ("made", "wanted"),
    [("12nd, 5nd", "12th, 5th"), ("1th and 22th", "1st and 22nd"), ("the 3rd of 113", "the 3rd of 113")],
)
def test_an_ordinal_ends_as_its_number_asks(made: str, wanted: str) -> None:
    assert touched_up(made, "le 12e") == wanted
