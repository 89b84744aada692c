"""Markers of lists and units in a head's brackets: written without a model, and what is neither goes to it whole."""

from __future__ import annotations

import pytest

from dipx.checks import run_checks
from dipx.document import Hypothesis, Segment
from dipx.options import Decoding
from dipx.text.entries import marker
from dipx.translation.capitals import for_model
from dipx.translation.heads import headed
from dipx.translation.translate import translate_segments
from tests.translation.scripted import Scripted

ENGLISH = {
    "dépenses": "expenses",
    "Planning": "(2) Planning",
    "salaires": "wages",
    "Les salaires montent.": "wages rise.",
}
MADE = {
    "Dépenses (kEUR)": "Expenses (€ thousand)",
    "Dépenses (k€)": "Expenses (€ thousand)",
    "Dépenses (en M€)": "Expenses (in € million)",
    "Dépenses (Md€)": "Expenses (€ billion)",
    "Dépenses (K$)": "Expenses ($ thousand)",
    "Dépenses (€ HT)": "Expenses (€, before tax)",
    "Dépenses (k€/an)": "Expenses (€ thousand per year)",
    "Dépenses (en milliers)": "Expenses (in thousands)",
    "Dépenses (€/mois)": "Expenses (€ per month)",
    "Dépenses (%)": "Expenses (%)",
    "Dépenses (km²)": "Expenses (km²)",
    "1) Dépenses (M€)": "1) Expenses (€ million)",
    "a) Salaires": "a) Wages",
    "iv)\u00a0salaires": "iv) wages",
    "C) Les salaires montent.": "C) Wages rise.",
}
NO_HEAD = [
    "Paul (k)",
    "Budget (mois)",
    "Le pain (3 €)",
    "Budget (M€) et dépenses (k€)",
    "Tout (%) va bien",
    "(k€)",
    "Lu. Vu (t)",
]
NO_MARKER = [
    "a ) Salaires",
    "a)",
    "a) 3",
    "(a) Salaires",
    "ab) Salaires",
    "123) Salaires",
    "a)Salaires",
    "Salaires a) b",
]


@pytest.mark.parametrize(("source", "target"), MADE.items())
def test_what_stands_around_a_heading_is_kept(source: str, target: str) -> None:
    engine = Scripted(lambda text, decoding: Hypothesis(ENGLISH[text]))
    (made,) = translate_segments([Segment(source, 0, len(source), 0)], engine, Decoding())
    assert made.target == target
    assert not [finding for finding in made.findings if finding.severity == "error"]


@pytest.mark.parametrize("text", NO_HEAD)
def test_what_is_no_head(text: str) -> None:
    assert headed(for_model(text)) is None


@pytest.mark.parametrize("text", NO_MARKER)
def test_what_has_no_marker(text: str) -> None:
    assert marker(text) == ""


def test_a_checked_entry_begins_behind_its_marker() -> None:
    assert run_checks("b) Salaires", "b) Wages") == ()
    (finding, *_) = run_checks("b) Il y a 12 salaires.", "b) There are 13 wages.")
    assert (finding.source, finding.target) == ("b) Il y a 12 salaires.", "b) There are 13 wages.")
