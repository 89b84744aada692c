"""Numbers the other way round, a first Sunday that is any, tons in kilos, and a line that lost its only word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.checks import run_checks

WRONG = [
    ("Metz – Brest : 3-1", "Metz – Brest: 1-3", "numbers"),
    ("Metz – Brest : 3-1 (2-0)", "Metz – Brest: 3-1 (0-2)", "numbers"),
    ("Ils ont gagné 25-18, 25-21 hier.", "They won 18-25, 21-25 yesterday.", "numbers"),
    ("Score final : 78–82", "Final score: 82-78", "numbers"),
    ("Lyon a gagné à Nice (2-1)", "Lyon won 1-2 in Nice", "numbers"),
    ("Le match Nice – Lyon (1-2) a été beau.", "The Nice – Lyon match (2-1) was beautiful.", "numbers"),
    ("Page 7 sur 30", "Page 30 of 7", "numbers"),
    ("La note est de 14 sur 20.", "The mark is 20 out of 14.", "numbers"),
    ("Le taux passe de 2,5 à 4 %.", "The rate goes from 4 to 2.5%.", "numbers"),
    ("Une brocante le 1er dimanche du mois", "A flea market on Sunday of the month", "numbers"),
    ("Fermé le deuxième mardi de mai", "Closed on Tuesday in May", "numbers"),
    ("Une cargaison de 2,5 t", "A cargo of 2.5 kg", "units"),
    ("Le parti perd 0,8 point.", "The party loses 0.8%.", "units"),
    ("Thé 3 €", "€3", "completeness"),
    ("Plat du jour : 12,50 €.", "€12.50.", "completeness"),
    ("Population : 1 250", "1,250", "completeness"),
]
RIGHT = [
    ("Metz – Brest : 3-1 (2-0)", "Metz - Brest 3-1 (2-0)"),
    ("Metz, battu 1-3 à domicile", "Metz, beaten 3-1 at home"),
    ("Brest s'est incliné 0-2.", "Brest lost 2-0."),
    ("Lyon a gagné à Nice (1-2)", "Lyon won 2-1 in Nice"),
    ("Lyon s'est imposé à Nice (1-2).", "Lyon won 2-1 in Nice."),
    ("Victoire de Lyon à Nice, 0-3.", "Lyon won 3-0 in Nice."),
    ("Lyon l'emporte 1-2 à Nice.", "Lyon prevailed 2-1 in Nice."),
    ("À la pause, Lyon mène 0-1 à Nice.", "At half-time Lyon lead 1-0 in Nice."),
    ("Lyon vainqueur à Nice : 1-2.", "Lyon victorious in Nice: 2-1."),
    ("Nice, défait 1-2 par Lyon", "Nice, defeated 2-1 by Lyon"),
    ("6-4, 4-6, 7-5", "6-4, 4-6, 7-5"),
    ("Page 7 sur 30", "Page 7 of 30"),
    ("Trois dimanches sur 4", "3 of 4 Sundays"),
    ("Le taux passe de 5 à 10 %.", "The rate rises to 10% from 5%."),
    ("Fermé le 1er dimanche du mois", "Closed on the first Sunday of the month"),
    ("Une cargaison de 2,5 t", "A cargo of 2.5 tons"),
    ("Une hausse de 0,5 point, à 3 %", "A rise of half a point, to 3%"),
    ("12 euros", "€12"),
    ("Page 12", "12"),
    ("Mardi 3 mars 2026", "3/3/2026"),
]


@pytest.mark.parametrize(("source", "target", "code"), WRONG)
def test_is_found(source: str, target: str, code: str) -> None:
    assert code in {finding.code for finding in run_checks(source, target) if finding.severity == "error"}


@pytest.mark.parametrize(("source", "target"), RIGHT)
def test_is_right(source: str, target: str) -> None:
    assert not run_checks(source, target, ["numbers", "units", "completeness"])


def test_a_score_turned_in_a_sentence_that_speaks_of_no_winner_is_doubtful() -> None:
    (found,) = run_checks("Le match entre Nice et Lyon a fini sur 1-2.", "The match between Nice and Lyon ended 2-1.")
    assert (found.code, found.severity) == ("numbers", "warning")
    assert "2-1 for 1-2" in found.message


@given(st.integers(0, 99), st.integers(0, 99))
def test_a_score_is_itself_and_not_its_reverse(one: int, other: int) -> None:
    source = f"Sens – Gap : {one}-{other}"
    assert not run_checks(source, f"Sens – Gap: {one}-{other}", ["numbers"])
    assert bool(run_checks(source, f"Sens – Gap: {other}-{one}", ["numbers"])) == (one != other)


NESTED = "« On nous a crié : \"Partez d'ici, tout va s'effondrer\" », raconte un voisin du quartier."


def test_a_quotation_within_a_quotation_is_missed() -> None:
    (found,) = run_checks(NESTED, '"Leave, all will collapse," says a neighbor.', ["quotes"])
    assert found.severity == "error"
    whole = "\"They shouted at us: 'Get out of here, it will all collapse,'\" says a neighbor from the area."
    assert not run_checks(NESTED, whole, ["quotes"])
    assert not run_checks(NESTED, whole.replace("'", ""), ["quotes"])
