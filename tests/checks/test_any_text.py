"""A check never raises: whatever numbers, units, names and signs stand side by side, in whatever script."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dipx.checks import run_checks
from dipx.checks.said_otherwise import english_shares, french_shares
from dipx.document import Finding
from dipx.text.longhand import longhand

NUMBERS = """
3 25 25-40 3-odd 49-3 49.3 1,5 1.5 12,345.678,9 1.000.000 1'000 ٣ ١٢ ٣,٥ १२ ² ½ 3½ 1/2 0 00 000 24 24/24 7j/7 90
1990 1990s 90s 20h45 8h 8:45 9:9 20:00 1430 12.30 03/04/2024 +33612345678 2'13"45 9"92 14h30 XX IV XXe 1er 2e
Ier 3ème ᵉ ① Ⅷ 1e10 9999999999999999999999 six ſix sıx dıx cınq ſept deux vıngt quatre-vingt-dix mille cent
milliards sixième ſixième cınquième half fıfth ſixth ſeven nıne twelve thousand billion dozen hundred-odd score
tiers quart demi trıple double octuple moitié
""".split()
UNITS = """
% %. pour cent per ce pct € $ £ ¥ k€ Md€ M€ euros dollars km km² m2 m³ kg t °C ° degrés degrees h heures hours
min minutes s secondes mois semaines weeks ans years jours days points pb nœuds Mo /j /mois p. p.m. a.m. a.m GMT
millions billion fois times o'clock
""".split()
WORDS = """
janvier juın aoûT mars March may lundi Tuesday matin soir midi mıdi minuit noon night de à et ou sur entre vers
dès depuis about from to at in out of the a an le la les l' d' du au moins plus minus article Article section
art. al. alinéa vol. M. Mme Jean Étienne Étienne Noé Hugo Stephen John Paris Lyon Saint-Étienne ONU OTAN CDD CDİ
TİG SDF UN US NATO Mbappé Nguyễn Île-de-France İzmir champion vainqueur ago lasted took Москва 東京 ne pas not
jamais never il y a there were
""".split()
SIGNS = [*"-–—,.;:!?()[]«»“”\"'’‘/+=*_%°²½\u0301\u00a0\u202f\u00ad\u200b\ufffd", "...", " - ", "''", "https://a.fr/b"]
PIECES = st.sampled_from([*NUMBERS, *UNITS, *WORDS, *SIGNS])
GLUED = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", " ", "-", "\u00a0"])), max_size=12).map(
    lambda pieces: "".join(piece + glue for piece, glue in pieces)
)


@settings(max_examples=200, deadline=None)
@given(source=GLUED, target=GLUED)
def test_checks_take_what_is_glued_of_numbers_units_and_names(source: str, target: str) -> None:
    for finding in (*run_checks(source, target), *run_checks(longhand(source), target)):
        assert isinstance(finding, Finding)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Entre 25 et 40 % des voix.", "25-40 percent of the votes."),
        ("Environ 3 % des voix.", "3-odd percent of the votes."),
        ("Une ſixième victoire, soit un cınquième.", "A ſixth win, a fıfth."),
        ("À dıx heures, ſept heures et mıdi dix.", "At sıx o'clock, ſeven p.m."),
        ("Il y a sıx heures.", "It took sıx o'clock."),
        ("Le 1er juın, à midi cınq.", "On the 1st of June."),
        ("Le trıple champion du monde.", "The champion."),
        ("Il a couru sıx kilomètres.", "He ran sıx kilometers."),
        ("Il a couru ٣ km en ٣٫٥ h, soit 2² ½.", "He ran ٣ km."),
        (f"Les années {'9' * 5000}.", f"The {'9' * 5000}s."),
        (f"Il vaut {'9' * 5000} k€.", f"It is worth {'9' * 5000}K."),
    ],
)
def test_odd_letters_and_figures_are_no_crash(source: str, target: str) -> None:
    run_checks(source, target)
    run_checks(target, source)
    run_checks(longhand(source), target)


@pytest.mark.parametrize(
    "text", ["les 2eſ lundis du mois", "un CDİ et un TİG", "mıdi cınq", "à ſix heures et demie", "12 juıl. 2024"]
)
def test_shorthand_in_such_letters_is_no_crash(text: str) -> None:
    longhand(text)


def test_the_letters_of_turkish_and_of_old_print_are_read() -> None:
    assert [said.value for said in french_shares("un ſixième, un cınquième")] == [1 / 6, 1 / 5]
    assert [said.value for said in english_shares("a ſixth, a fıfth")] == [1 / 6, 1 / 5]


def test_of_a_range_the_last_is_a_share_and_a_number_with_another_word_is_none() -> None:
    assert [said.text for said in english_shares("25-40 percent, 3-odd per cent")] == ["40 percent"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("l'article 49-3, ", "Article 49-3, "),
        ("À 12 h, le maire a parlé, et vers midi il est parti. ", "At noon he spoke. "),
        ("Pour Jean, Noé et Hugo. ", "For John, Noah and Hugh. "),
    ],
)
def test_what_is_repeated_takes_linear_time(source: str, target: str) -> None:
    started = time.process_time()
    run_checks(source * 4000, target * 4000, ["numbers", "names"])
    assert time.process_time() - started < 5
