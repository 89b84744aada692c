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
    ("teaser", "Here is why the trains of the region run late."),
    ("teaser", "Here are the five towns that lose their station."),
    ("teaser", "What you need to know about the strike of Monday."),
    ("teaser", "For more information, see our general conditions of sale."),
    ("teaser", "The opinions expressed in this article are those of its author."),
    ("caption", "FILE - The mayor of Lyon spoke to the press in May."),
    ("caption", "In this photo of May 4, the mayor of Lyon speaks to the unions."),
    ("caption", "A file photo of the mayor of Lyon in his office was shown."),
    ("caption", "A farmer drives a tractor near Rennes, France, May 4, 2024."),
    ("fragment", "reports."),
    ("fragment", "Because the movement of the farmers is an illustration of it."),
    ("fragment", "Which is why the trains of the region run late."),
    ("fragment", "A scenario for which the party says that it is ready, and has been for years."),
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
    (None, "Here in Lyon, the trains of the region were late."),
    (None, "Because the bridge is closed, the trains of the region run late."),
    (None, "Because of the strike the trains of the region were late."),
    (None, "A file on the mayor of Lyon was found in his office."),
    (None, "Farmers drove their tractors to Rennes on May 4, 2024."),
    (None, "A world in which nobody works is what the author describes."),
    (None, "The views expressed by the deputies show how far apart they are."),
    (None, "What we know is that the driver was from Lyon, the prosecutor said."),
    (None, "Swipe fees will fall by half in May, the minister said."),
    (None, "Copyright law will change in May, the minister said."),
    (None, "Downloads of the app fell by half in France in May."),
]


@pytest.mark.parametrize(("reason", "text"), PASSED_OVER)
def test_what_is_no_bullet(reason: str | None, text: str) -> None:
    (item,) = as_translations(text)
    assert reason_against(item) == reason
