"""Sentences that are no bullets."""

from __future__ import annotations

import pytest

from dipx.bullets.passover import reason_against
from dipx.evaluation.summary import as_translations

PASSED_OVER = [
    ("bare-quote", '"We have waited for this for twenty years in vain."'),
    ("bare-quote", 'The minister said "we will never give up.'),
    ("question", "Will the trains of the region run on time?"),
    ("teaser", "Read also: the map of all regional lines."),
    ("teaser", "Also read our report on the strikes."),
    ("teaser", "Your e-mail address will not be published."),
    ("teaser", "The mandatory fields are indicated with *."),
    ("caption", "Photo: Jean Petit for the news agency."),
    ("caption", "Emmanuel Macron at the Élysée Palace / AFP"),
    ("fragment", "reports."),
    ("labels", "Departure: Barcelona at 10:01 a.m. Passengers: 150 and crew."),
    ("fragment", "The Chinese Minister for Foreign Affairs goes to North Korea"),
    ("fragment", "In the columns of the magazine available in kiosks this Wednesday."),
    ("fragment", "From Cinderella to Elsa, The Evolution of Disney Princesses."),
    (None, "Some even believe that the casualties hurt the movement."),
    (None, "The law gives prefects the right to do so."),
    (None, "The minister's gone to Rome by train."),
    (None, "Reading levels fell in most French schools last year."),
    (None, 'Macron said: "We have waited for this for twenty years."'),
    (None, "Photographers gathered before the court in Lyon on Monday."),
    (None, "Subscribers to the newspaper fell by half within two years."),
    (None, "Copyright law will change in May, the minister said."),
    (None, "Downloads of the app fell by half in France in May."),
]


@pytest.mark.parametrize(("reason", "text"), PASSED_OVER)
def test_what_is_no_bullet(reason: str | None, text: str) -> None:
    (item,) = as_translations(text)
    assert reason_against(item) == reason
