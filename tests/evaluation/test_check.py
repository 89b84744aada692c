"""Pairs that anybody translated: what is found of them, and what is none of a translator's faults."""

from __future__ import annotations

import unicodedata

import pytest

from dipx.checks import run_checks
from dipx.evaluation.check import check_pairs


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Il a signé un CDD de six mois.", "He signed a six-month temporary contract."),
        ("Il a été condamné à un TIG.", "He was sentenced to community service."),
        ("Deux SDF ont été secourus.", "Two homeless people were rescued."),
        ("Elle est en GAV depuis lundi.", "She has been in police custody since Monday."),
        ("Le marché est ouvert lun. et mar. matin.", "The market is open on Monday and Tuesday mornings."),
    ],
)
def test_what_the_english_writes_out_is_no_fault(source: str, target: str) -> None:
    assert list(check_pairs([(1, source, target)])) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Il a signé un CDD de six mois.", "He signed a six-month CDD."),
        ("Le meurtrier court toujours, dit-on.", "The killer is still at large, they say."),
        ("Ils sont qualifiés pour les 8es de finale.", "They qualified for the last 16."),
    ],
)
def test_nor_is_what_it_keeps_of_the_french_as_it_stands(source: str, target: str) -> None:
    assert list(check_pairs([(1, source, target)])) == []


def test_what_both_readings_lack_is_found_as_the_pair_stands() -> None:
    source, target = "Il a signé un CDD de 6 mois avec Hubert Lambert.", "He signed a 7-month temporary contract."
    found = [found.finding for found in check_pairs([(1, source, target)])]
    assert [(finding.code, finding.severity) for finding in found] == [("numbers", "error"), ("names", "warning")]
    assert {(finding.source, finding.target) for finding in found} == {(source, target)}
    assert "CDD" not in found[1].message


def test_accents_in_signs_of_their_own_are_no_other_letters() -> None:
    source, target = "Étienne Mbappé n'a pas été élu à Orléans.", "Étienne Mbappé was elected in Orléans."
    apart = unicodedata.normalize("NFD", source)
    (found,) = check_pairs([(1, apart, unicodedata.normalize("NFD", target))])
    assert [found.finding.message] == [finding.message for finding in run_checks(source, target)]
    assert found.finding.source == apart
