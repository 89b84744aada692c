"""Shorthand as the model sees it: days, months, times, amounts; and what stays as it is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.text.amounts import thousandths
from dipx.text.longhand import longhand
from dipx.text.typography import english, figures

WRITTEN = {
    "en 9 s 58 à Berlin, 10s85 (11 s 02).": "en 9,58 secondes à Berlin, 10,85 secondes (11,02 secondes).",
    "Ouvert le lun. et le jeu. de 9 h à 12 h": "Ouvert le lundi et le jeudi de 9 h à 12 h",
    "Ouvert mar., mer. et jeu. matin.": "Ouvert mardi, mercredi et jeudi matin.",
    "Ouvert Sam-Dim": "Ouvert du samedi au dimanche",
    "après 12 h d'attente": "après 12 heures d'attente",
    "48 h de garde à vue": "48 heures de garde à vue",
    "un chrono de 1h12": "un chrono de 1 heure 12 minutes",
    "ouvert entre 14h-16h": "ouvert entre 14h et 16h",
    "Record : 1h12": "Record : 1 heure 12 minutes",
    "la S.N.C.F. a dit": "la SNCF a dit",
    "à la S.N.C.F.": "à la SNCF.",
    "à une heure moins le quart": "à 12 h 45",
    "Fermé le sam. et le dim.": "Fermé le samedi et le dimanche.",
    "Le concert aura lieu vend. 12 juin": "Le concert aura lieu vendredi 12 juin",
    "relâche le jeud. 9 juin": "relâche le jeudi 9 juin",
    "Lun.-ven. : 9 h": "Du lundi au vendredi : 9 h",
    "sam-dim, 10 h": "du samedi au dimanche, 10 h",
    "le mar. 3 et le mer. 4 mars": "le mardi 3 et le mercredi 4 mars",
    "rdv jeu. à 18 h": "rendez-vous jeudi à 18 h",
    "La séance du mer. 7 janvier": "La séance du mercredi 7 janvier",
    "Lun.\u00a05 sept. : fermé": "Lundi\u00a05 septembre : fermé",
    "Le 12 janv. et le 3 févr. 2024.": "Le 12 janvier et le 3 février 2024.",
    "en déc. 1998": "en décembre 1998",
    "fini le 3 oct.": "fini le 3 octobre.",
    "slt tt le monde, bcp de pluie dvt la mairie": "bonjour tout le monde, beaucoup de pluie devant la mairie",
    "Spectateurs : 14 320 env.": "Spectateurs : 14 320 environ",
    "Pour 6 pers. – Prép. : 25 min": "Pour 6 personnes – Préparation : 25 min",
    "30 cl d'eau, rens. : ici. Rens. : 04 90": "30 centilitres d'eau, rens. : ici. Renseignements : 04 90",
    "payé pour 35 h/semaine, 60 € net/mois": "payé pour 35 heures par semaine, 60 € net par mois",
    "Env. 300 lits, env. deux ans": "Environ 300 lits, environ deux ans",
    "p. ex. ici, c.-à-d. là, svp": "par exemple ici, c'est-à-dire là, s'il vous plaît",
    "une dizaine d'élus, plus d’une quinzaine de cas": "environ dix élus, plus de quinze cas",
    "Une petite dizaine de lits": "Près de dix lits",
    "Ils étaient une quinzaine.": "Ils étaient environ quinze.",
    "à midi et quart": "à 12 h 15",
    "à 2 min 30 s du vainqueur, en 1mn05s": "à 2 minutes 30 secondes du vainqueur, en 1 minute 05 secondes",
    "un million et demi d'élus, 2 milliards et demi, 3 ans et demi": "1,5 million d'élus, 2,5 milliards, 3,5 ans",
    "vol. II, t. 3, Tome IV, chap. 4, art. 222-33, al.2, fig. 1": "volume II, volume 3, Volume IV, chapitre 4, "
    "article 222-33, alinéa 2, figure 1",
    "en 52 av. J.-C., puis 2 500 ans av. J.-C.": "en 52 BC, puis 2 500 ans BC.",
    "de 206 avant Jésus-Christ à 14 ap. J.-C.": "de 206 BC à 14 AD.",
    "en 77 après J.C. Nous partons. En 44 av. J.-C. César part, en 52 avant J.C.Il part": "en 77 AD. Nous partons. "
    "En 44 BC César part, en 52 BC.Il part",
    "au premier siècle de notre ère.": "au premier siècle A.D.",
    "voir T. II et t. V, mais T. V. et T.V, T. L.": "voir Volume II et volume V, mais T. V. et T.V, T. L.",
    "du Ve s. avant notre ère au IIe siècle apr. J.-C., dit-il": "du Ve siècle B.C. au IIe siècle A.D., dit-il",
    "au premier siècle de notre ère": "au premier siècle A.D.",
    "à minuit et demi": "à 0 h 30",
    "à une heure moins dix": "à 12 h 50",
    "sam. 10h-12h, dim. de 14h30 – 18h": "samedi de 10h à 12h, dimanche de 14h30 à 18h",
    "à trois heures moins le\u202fquart": "à 2 h 45",
    "La visite dure 2 h 35 min.": "La visite dure 2 heures 35 minutes.",
    "minuit moins le quart": "23 h 45",
    "à neuf heures moins le quart du soir": "à 8 h 45 du soir",
    "Il est six heures et demie": "Il est 6 h 30",
    "à 23 h 59 min": "à 23 h 59",
    "en 2 h 35 min": "en 2 heures 35 minutes",
    "en 1 h 02 min 15 s": "en 1 heure 2 minutes 15 secondes",
    "1 € 50, 3€20 le kilo, 2 euros 50": "1,50 €, 3,20 € le kilo, 2,50 euros",
    "5 € 50 centimes": "5,50 €",
    "1 m 80, 1m80, 2 m 05 cm": "1,80 m, 1,80 m, 2,05 m",
    "1 kg 500 et 3 km 200": "1,5 kg et 3,2 km",
    "12.345,67 et 1.234.567,89 €": "12 345,67 et 1 234 567,89 €",
    "2½ heures, 3 ¾ tours": "2,5 heures, 3,75 tours",
    "1,234 tonne": "1,234 tonnes",
    "12 €/m²/mois": "12 € par m² par mois",
    "3 fois/j pendant 10 j.": "3 fois par jour pendant 10 jours.",
    "5 mg/kg/j, 15 €/pers": "5 mg par kg par jour, 15 € par personne",
    "200 L/j/hab. en 1 j": "200 L par jour par habitant en 1 jour",
}
SAME = """
12 fois/mois, 90 km/h
A/B/j, 3 mg/kg
J-10, 10 j'ai
C'est un jeu. Le chat dort.
Il a vu la mer. 7 hommes l'attendaient
Il vit au bord de la mer.
Ils étaient sept. Le huitième est parti.
Sam. Altman et Dim.
une quinzaine de jours
autour d'une dizaine de dollars
deux heures et demie de route
à trois heures et demie de Paris
à midi
12 € 50 personnes
12 € 50 fois
12 € 14 juillet
10 km 100 m haies
Le film passe en 20 h 50.
5 euros 20 ans plus tard
en une heure moins le quart
dure une heure moins dix minutes
14 h de l'après-midi
à 20 h de lundi
J.R.R. Tolkien, T. C. Boyle, T.I. et Al. C. Martin
au vol. Trois blessés, 3 t. 5 blessés, l'art. Il rit
les règles de l'art. C'est ici, de l’art. L’ami
la pire crise de notre ère, la vie avant Jésus-Christ
J.-C.
le 100 m 50 athlètes
en 12 s 30 coureurs, 9,58 s 30
au 60 m 20 concurrents
10 € 20 €
à 20 h 30 sept personnes
20 F16 ont décollé
70,000 livres
12.345 habitants
½ tasse
"""


@pytest.mark.parametrize("text", WRITTEN)
def test_written_out(text: str) -> None:
    assert longhand(text) == WRITTEN[text]
    assert longhand(WRITTEN[text]) == WRITTEN[text]


@pytest.mark.parametrize("text", SAME.strip().splitlines())
def test_what_may_mean_another_thing_stays(text: str) -> None:
    assert longhand(text) == text


@given(st.text(st.sampled_from("lun. mar jeu déc 12hmin€,½etdizaine'’ \u00a0k"), max_size=40))
def test_no_text_stops_it(text: str) -> None:
    made = longhand(text)
    assert longhand(made) == made
    assert isinstance(thousandths(text), set)


@pytest.mark.parametrize(
    ("text", "decimals"),
    [
        ("1,234 tonne", {"1,234"}),
        ("à 1,789 €", {"1,789"}),
        ("le litre à 1,500 €", {"1,500"}),
        ("2,500 kg", {"2,500"}),
        ("0,125 point", {"0,125"}),
        ("12,345 %", {"12,345"}),
        ("un tour de 5,793 km", {"5,793"}),
        ("5,793 kilomètres en 1,5 heure", {"5,793"}),
        # Nobody can say.
        ("2,624 kilomètres", set()),
        ("2,386 mètres d'altitude", set()),
        # Copies of English agencies.
        ("2,500 euros", set()),
        ("70,000 livres", set()),
        ("1,450 emplois", set()),
        ("1,234,567 €", set()),
    ],
)
def test_three_digits_behind_a_comma(text: str, decimals: set[str]) -> None:
    assert thousandths(text) == decimals


@pytest.mark.parametrize(
    ("made", "source", "english_text"),
    [
        ("He paid 12.345.67 euros.", "Il a payé 12.345,67 euros.", "He paid 12,345.67 euros."),
        ("It is 1,234 567.89 €.", "C'est 1 234 567,89 €.", "It is €1,234,567.89."),
        ("It weighs 1,234 tonnes.", "Il pèse 1,234 tonne.", "It weighs 1.234 tonnes."),
        ("From 10 to 20 €.", "De 10 à 20 €.", "From 10 to €20."),
        ("10-20 €", "10-20 €", "10-20 €"),
        ("at 12.15 p.m.", "à 12 h 15", "at 12:15 p.m."),
        ("at 3.5 am", "", "at 3.5 am"),
        ("from 8 a.m. to 20 p.m.", "de 8 h à 20 h", "from 8 a.m. to 8 p.m."),
        ("appeal 22-10.456", "pourvoi 22-10.456", "appeal 22-10.456"),
        ("10-12.000 people", "10 000-12.000 personnes", "10-12,000 people"),
        ("123 " * 30 + "456,5", "123 " * 30 + "456,5", None),
    ],
)
def test_numbers_in_the_english(made: str, source: str, english_text: str) -> None:
    once = english(made, source)
    assert english_text is None or once == english_text
    assert english(once, source) == once


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1 234,5", "1,234.5"),
        ("1\u202f234\u202f567", "1,234,567"),
        ("12,5 %", "12.5%"),
        ("1 450 €", "€1,450"),
        ("1.234.567,89", "1,234,567.89"),
        ("-3,2", "-3.2"),
        ("(1 234,5)", "(1,234.5)"),
        ("1,789", "1.789"),
        ("2,500", "2,500"),
        ("1.234", "1.234"),
        ("12.10.2013", "12.10.2013"),
        ("01 42 68 53 00", "01 42 68 53 00"),
        ("2024", "2024"),
        ("3-1", "3-1"),
        ("— 12 —", "— 12 —"),
    ],
)
def test_a_number_alone(text: str, shown: str) -> None:
    assert figures(text) == shown


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("La réunion a duré 2 h.", "La réunion a duré 2 heures."),
        ("Il a couru en 1h12.", "Il a couru en 1 heure 12 minutes."),
        ("Durée : 1h30", "Durée : 1 heure 30 minutes"),
        ("Il a attendu pendant près de 3h", "Il a attendu pendant près de 3 heures"),
        ("En 2024, à 14 h 30, en 0 h", "En 2024, à 14 h 30, en 0 h"),
        ("Rendez-vous pendant la nuit, à 3 h", "Rendez-vous pendant la nuit, à 3 h"),
        ("Rendez-vous en mairie, 14h", "Rendez-vous en mairie, 14h"),
        ("Il travaille 35 h par semaine", "Il travaille 35 heures par semaine"),
        ("Un délai de 72h, 12 h par jour", "Un délai de 72 heures, 12 heures par jour"),
        ("Ouvert 24 h sur 24", "Ouvert 24 heures par jour"),
        ("À 130 km/h, à 23 h, à 24 h 30", "À 130 km/h, à 23 h, à 24 h 30"),
    ],
)
def test_what_lasts_is_no_time_of_day(text: str, written: str) -> None:
    assert longhand(text) == written


@pytest.mark.parametrize("said", ["à une heure et demie ", "deux heures et quart, ", "en une heure moins dix "])
def test_time_is_linear_in_the_times(said: str) -> None:
    start = time.perf_counter()
    longhand(said * (200_000 // len(said)) + "midi et demi")
    assert time.perf_counter() - start < 5
