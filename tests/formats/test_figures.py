"""A mark over an amount goes over the amount, its sign with it, whatever the word links say."""

from __future__ import annotations

import pytest

from dipx.document import Block, Span
from dipx.formats.placing import carry

CASES = [
    ("Il coûte [55 €] ici.", "It costs [€55] here."),
    ("Il coûte [55] € ici.", "It costs €[55] here."),
    ("Soit [1 245,50 €] de plus.", "That is [€1,245.50] more."),
    ("Soit [12 000 euros] de plus.", "That is [€12,000] more."),
    ("Soit [12 000 euros] de plus.", "That is [EUR 12,000] more."),
    ("Soit [12 000 euros] de plus.", "That is [12,000 euros] more."),
    ("Une hausse de [3,4 %] en mai.", "An increase of [3.4%] in May."),
    ("En mai, [3,4 %] de hausse.", "A [3.4 percent] increase in May."),
    ("De 60 € à [55 €] ici.", "From €60 to [€55] here."),
    ("De [9h] à 18h30.", "From [9 a.m.] to 6:30 p.m."),
    ("De 9h à [18h30], le 6.", "From 9 a.m. to [6:30 p.m.] on the 6th."),
    ("De [18 h] à 19 h.", "From [6] to 7 p.m."),
]


@pytest.mark.parametrize(("french", "english"), CASES)
def test_the_amount_is_marked_with_its_sign(french: str, english: str) -> None:
    source = french.replace("[", "").replace("]", "")
    block = Block(source, 0, len(source), spans=(Span(french.index("["), french.index("]") - 1, "bold"),))
    made, placed = carry(block, english.replace("[", "").replace("]", ""))
    span = made.spans[0]
    shown = made.text[: span.start] + "[" + made.text[span.start : span.end] + "]" + made.text[span.end :]
    assert shown == english
    assert not placed.by_position


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Il a [55] et 55 ans.", "He is 55 and 55."),
        ("Le [12],5 % dit.", "The 12.5% said."),
        ("En [mai] ici.", "In May"),
    ],
)
def test_what_is_no_single_amount_goes_another_way(french: str, english: str) -> None:
    from dipx.formats.figures import amount

    source = french.replace("[", "").replace("]", "")
    assert amount(source, english, Span(french.index("["), french.index("]") - 1, "bold")) is None
