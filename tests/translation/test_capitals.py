"""Lines in CAPITALS: what the model sees of them, and that they are translated as their lower-case twins are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.document import Segment
from dipx.engines import load_engine
from dipx.options import Decoding, EngineOptions
from dipx.translation.capitals import for_model, headline, is_shouted, lowered, lowered_runs
from dipx.translation.translate import translate_segments

TWINS = [
    "Le ministre chinois des affaires étrangères en Corée du Nord",
    "L'ONU condamne les tirs de missiles",
    "L'OTAN renforce sa présence en mer Baltique",
    "Grève à la SNCF : un train sur trois ce jeudi",
    "Le PIB recule de 0,5 % au deuxième trimestre",
    "Lundi, 4 octobre 2021",
    "Afrique centrale",
    "Télécoms",
    "Mort d'un journaliste en Ukraine",
    "Tous les résultats des élections municipales",
    "La banque centrale relève ses taux",
    "Accord sur le climat à Paris",
    "Le président a reçu les syndicats.",
    "Il n'y a pas de solution militaire, dit le médiateur.",
    "Qui succédera au premier ministre ?",
    "Les prix flambent, les salaires stagnent",
    "Emmanuel Macron en visite à Pékin",
    "Le Sénat adopte le budget",
    "États-Unis : nouvelles sanctions contre Moscou",
    "Publicité",
    "Guerre en Syrie : trois morts et des centaines de blessés",
    "Coupe du monde 2026 : le calendrier complet",
]
LOWERED = [
    ("ETATS-UNIS : BIDEN A WASHINGTON", "États-Unis : Biden à Washington"),
    ("LE COVID-19 A TUÉ 3 MILLIONS DE PERSONNES", "Le covid-19 a tué 3 millions de personnes"),
    ("QU'EST-CE QUE L'ÉTAT D'URGENCE", "Qu'est-ce que l'État d'urgence"),
    ("LOUIS XIV ET LA BCE", "Louis XIV et la BCE"),
    ("LES ÉLUS SERONT CEUX ET CELLES QUE CHOISIT CELUI-CI", "Les élus seront ceux et celles que choisit celui-ci"),
    ("XXIE SIECLE", "XXIe siècle"),
    ("MACRON ANNONCE UNE REFORME", "Macron annonce une réforme"),
]
HEADLINES = [
    ("The war of the prices", "LA GUERRE DES PRIX", "The War of the Prices"),
    ("France-Germany: a match", "FRANCE-ALLEMAGNE : UN MATCH", "France-Germany: A Match"),
    ("the minister has left.", "LE MINISTRE EST PARTI.", "The minister has left."),
    ("MACRON SAYS NATO IS NOT DEAD", "MACRON PARLE DE L'OTAN", "Macron Says NATO Is Not Dead"),
    ("the war of the prices", "La guerre des prix", "the war of the prices"),
    ("UN", "ONU", "UN"),
    ("Immersion Journal: 27a", "JOURNAL D'IMMERSION : 27A", "Immersion Journal: 27A"),
    ("appendix a – official brands", "ANNEXE A – MARQUES OFFICIELLES", "Appendix A – Official Brands"),
    ('open 5m from a "market"', "OUVERT À 5M D'UN « MARCHÉ »", 'Open 5m from a "Market"'),
    ("open from 8 a.m. to 8 p.m.", "OUVERT DE 8 H À 20 H", "Open from 8 a.m. to 8 p.m."),
]
MIXED = "aàAÀeéEÉxX .,'’-:!?1«»\"\U000f0000\n"


@pytest.mark.parametrize("twin", TWINS)
def test_capitals_become_what_a_writer_writes(twin: str) -> None:
    assert lowered(twin.upper()) == twin


@pytest.mark.parametrize(("text", "expected"), LOWERED)
def test_lowered(text: str, expected: str) -> None:
    assert lowered(text) == expected


@pytest.mark.parametrize(("target", "source", "expected"), HEADLINES)
def test_headline(target: str, source: str, expected: str) -> None:
    assert headline(target, source) == expected


@pytest.mark.parametrize("text", ["ONU", "CAC 40", "L'ONU et l'OTAN", "3-1", "", "Le PSG gagne", "LOUIS XIV a dit"])
def test_acronyms_are_no_lines_in_capitals(text: str) -> None:
    assert not is_shouted(text)
    assert for_model(text) == text


def test_a_run_within_a_sentence_is_lowered_on_request() -> None:
    assert lowered_runs("ATTENTAT À PARIS selon l'AFP et la CGT") == "Attentat à Paris selon l'AFP et la CGT"


def test_capitals_are_translated_as_their_twins_are(converted_cache: Path) -> None:
    texts = [text for twin in TWINS for text in (twin, twin.upper())]
    engine = load_engine(EngineOptions(), converted_cache)
    made = translate_segments([Segment(text, 0, len(text), 0) for text in texts], engine, Decoding())
    for twin, shouted in zip(made[::2], made[1::2], strict=True):
        assert shouted.target.casefold() == twin.target.casefold()
        assert not shouted.target.isupper()
        assert shouted.target[0] == shouted.target[0].upper()


@given(st.text(st.one_of(st.sampled_from(MIXED), st.characters()), max_size=40), st.text(MIXED, max_size=30))
def test_any_text_can_be_lowered_and_set(target: str, source: str) -> None:
    once = headline(target, source)
    assert headline(once, source) == once
    assert len(once) == len(target) or target.isupper()
    lowered_runs(source)
    assert not is_shouted(for_model(source)) or not source.isascii()


@pytest.mark.parametrize(("text", "shown"), [("anne", "Anne"), ("rose", "rose"), ("anne dort", "anne dort")])
def test_a_name_alone_has_its_capital(text: str, shown: str) -> None:
    assert for_model(text) == shown
