"""Sums and percentages that came from elsewhere or lost their sign, what is missing and denied; and what is right."""

from __future__ import annotations

import time

import pytest

from dipx.checks import run_checks
from dipx.checks.negation import check as negation
from dipx.checks.percents import new_percents
from dipx.checks.sums import lost_sums, new_sums
from dipx.checks.units import check

FOUND = [
    ("error", "Il a payé 45 € le 3 mai.", "He paid €45 €3 May.", "A sum was made of “3 mai”"),
    ("error", "Acompte : 150 € le 12 juillet.", "Deposit: 150 €12 July.", "A sum was made of “12 juillet”"),
    ("error", "Elle a 12 ans et doit 30 €.", "She is €12 and owes €30.", "A sum was made of “12 ans”"),
    ("error", "Entrée : 15 € (10 € réduit).", "Entry: 15 €10 (€10 reduced).", "A sum too many: 10"),
    ("error", "Tarifs : 12 €, 8 € et 5 €.", "Prices: €12, 8 €5 and €5.", "8 €5"),
    ("error", "Le prix passe de 9 € à 11,50 €/m².", "The price goes from €9 to €11.50 €/m².", "ran together: €11.50 €"),
    ("error", "Amende de 68 € (45 € minorée).", "A fine of €68 € (€45 if paid early).", "ran together: €68 €"),
    ("error", "À 2,97 % (+3 pb), l'écart est à 77 pb.", "At 2.97% (+3 bp), the gap is at 77%.", "77% for 77 pb"),
    ("error", "Le bilan, 48 p., cite 3 % de cas.", "The report, 48%, cites 3% of cases.", "48% for 48 p."),
    ("error", "Les 120 pages et 5 % du reste.", "The 120% and 5% of the rest.", "120% for 120 pages"),
    ("warning", "15 € (10 € tarif réduit)", "€15 (10 reduced tariff)", "10 € lost its currency: the English has “10”"),
    ("warning", "2,80 €, le dimanche 3,20 €", "€2.80, Sunday 3.20", "3,20 € lost its currency: the English has “3.20”"),
    (
        "warning",
        "1 245 euros par habitant, contre 930 euros en moyenne",
        "€1,245 per capita, against an average of 930",
        "930 euros lost its currency: the English has “930”",
    ),
    ("warning", "Un don de 450 millions d'euros.", "A gift of 450 million.", "450 millions d'euros lost its currency"),
    ("warning", "Un don de 5 euros.", "A gift.", "5 euros is gone: the English names no money"),
    ("warning", "Une amende de 300 $ et 20 € de frais.", "A fine of 300 plus a fee of €20.", "300 $ lost its currency"),
]


@pytest.mark.parametrize(("severity", "source", "target", "said"), FOUND)
def test_units_says_what_is_lost_and_what_the_english_has(severity: str, source: str, target: str, said: str) -> None:
    finding = check(source, target)
    assert finding is not None
    assert finding.severity == severity
    assert said in finding.message


RIGHT = [
    ("De 25 à 60 €.", "From €25 to 60."),
    ("De 9 à 11 €.", "From €9 to €11."),
    ("Entre 25 et 60 euros.", "Between 25 and 60 euros."),
    ("Une aide de 100 millions de dollars américains.", "Aid of 100 million American dollars."),
    ("Un prix de 12 $US.", "A price of $US12."),
    ("Il doit 300 roubles.", "He owes 300 rubles."),
    ("Mercredi 11 juin vers 23 heures, il a perdu 40 €.", "On Wednesday, June 11 at around 11 p.m., he lost €40."),
    ("Il est mort à 60% des cas, pour 5 euros.", "He died in 60 per cent of cases, for 5 euros."),
    ("Trois fois 500 €, soit 1 500 €.", "Three times €500, that is €1,500."),
    ("3 Md€ de dette", "€3 billion in debt"),
    ("35 k€ de dette", "€35,000 in debt"),
    ("Il a 25 % du capital et un prêt sur 25 ans à 300 €.", "He holds 25% of the capital and has a 25-year €300 loan."),
    ("50 p. 100 des voix", "50% of the vote"),
    ("De 15 000, 17 000 et 21 000 €.", "€15,000, €17,000, and €21,000."),
]


@pytest.mark.parametrize(("source", "target"), RIGHT)
def test_what_is_said_in_other_words_is_right(source: str, target: str) -> None:
    assert check(source, target) is None


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (
            "Il manque au moins un professeur dans 56 % des collèges.",
            "There is at least one teacher in 56% of schools.",
        ),
        ("Il leur manquait un gardien.", "They had a goalkeeper."),
        ("c pas possible, on ferme à 14h30 !!!", "You're closing at 2:30 p.m.!!!"),
        ("C'est pas vrai.", "That is true."),
        ("Pas de bus demain.", "Buses tomorrow."),
        ("On sait pas.", "We know."),
        ("Il n'est pas exclu qu'il ne vienne pas.", "He may come."),
        ("Ce n'est pas rare.", "This is rare."),
        ("Ce n'est pas très rare en mai.", "This is very rare in May."),
        ("L'effet n'est pas négligeable.", "The effect is negligible."),
        ("Ce n'est pas faux.", "This is false."),
        ("C'est pas faux.", "It's wrong."),
        ("Il n'a pas tout à fait tort.", "He is quite wrong."),
        ("Ce n'est pas impossible.", "It is impossible."),
        ("Ce n'est pas totalement exclu.", "It is totally excluded."),
        ("Ce n'est pas sans risque.", "It is without risk."),
        ("Il n'est pas interdit de rêver.", "It is forbidden to dream."),
        ("Le visage ne lui était pas inconnu.", "The face was unknown to him."),
        ("Il n'y a pas moins de 30 blessés.", "There are less than 30 injured."),
        ("Pas moins de 30 blessés.", "Less than 30 injured."),
    ],
)
def test_what_is_missing_or_denied_as_it_is_spoken(source: str, target: str) -> None:
    finding = negation(source, target)
    assert finding is not None
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Il n'est pas exclu que le match soit reporté.", "The match may yet be postponed."),
        ("Ce n'est pas impossible.", "It may be."),
        ("Ce n'est pas impossible.", "It is not impossible."),
        ("Ce n'est pas rare.", "This is not rare."),
        ("Ce n'est pas si rare.", "It is quite common."),
        ("L'effet n'est pas négligeable.", "The effect is considerable."),
        ("Il n'a pas tort.", "He has a point."),
        ("C'est pas faux.", "That's true."),
        ("Ce n'est pas sans risque.", "It is risky."),
        ("Ce n'est pas sans risque.", "It is not without risk."),
        ("Il n'y a pas moins de 30 blessés.", "No fewer than 30 people are injured."),
        ("Il manque deux voix.", "Two votes are missing."),
        ("Il manque deux voix à la majorité.", "The majority is two votes short."),
        ("Il manquera trois joueurs.", "Three players will be absent."),
        ("Un pas de plus vers la paix.", "A step further toward peace."),
        ("À pas de loup, il entre.", "He comes in on tiptoe."),
        ("Pas moins de 30 blessés.", "As many as 30 injured."),
        ("Pas plus tard qu'hier.", "As recently as yesterday."),
    ],
)
def test_what_is_denied_twice_or_not_at_all(source: str, target: str) -> None:
    assert negation(source, target) is None


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ('Il a couru le 100 m en 9"92.', "He ran the 100 m in 9.92 seconds."),
        ("Un chrono de 2'13\"45.", "A time of 2:13.45."),
        ("Un chrono de 2’13’’45.", "A time of 2 minutes 13.45 seconds."),
        ("Record : 3'45.", "Record: 3 minutes 45."),
        ("Contact : presse@valmont.example", "Contact: presse@valmont.example"),
        ("Contact : www.ville.fr, presse@ville.fr", "Contact: www.ville.fr, presse@ville.fr"),
        ("La Saint-Sylvestre est fêtée à Lyon.", "New Year's Eve is celebrated in Lyon."),
        ("Une perte de 35 k€.", "A loss of €35,000."),
    ],
)
def test_right_pairs_have_no_finding(source: str, target: str) -> None:
    assert run_checks(source, target) == ()


@pytest.mark.parametrize(("source", "target"), [('En 9"92.', "In 9.29."), ("En 2'13\"45.", "In 2:31.45.")])
def test_another_time_of_a_race_is_an_error(source: str, target: str) -> None:
    assert [finding.severity for finding in run_checks(source, target, ["numbers"])] == ["error"]


def test_a_copy_that_lost_an_accent_is_one() -> None:
    assert [finding.code for finding in run_checks("Évacués", "Evacués")] == ["copied"]


def test_half_a_letter_in_the_english_is_an_error() -> None:
    assert [f.code for f in run_checks("Le 2e lot.", "The 2nd �AS� lot.") if f.severity == "error"] == ["damaged"]


@pytest.mark.parametrize(
    "text", ["1 € " * 20_000, "1 " * 40_000 + "€", "(" * 40_000 + "€1", "1,1." * 20_000 + "€", "3 to " * 20_000 + "$"]
)
def test_long_texts_are_read_at_once(text: str) -> None:
    begun = time.perf_counter()
    list(lost_sums(text, text))
    list(new_sums(text, text))
    list(new_percents(text, text + "%"))
    assert time.perf_counter() - begun < 2
