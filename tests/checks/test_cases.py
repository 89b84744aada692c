"""Every check, on pairs written for it: what it must report, how gravely, and what it must leave in peace."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dipx.checks import CHECKS, run_checks
from dipx.document import Finding
from dipx.errors import UsageError

DATA = Path(__file__).parent / "data"
LEAST_CASES = 40  # of each check, of which so many must be found, and so many left in peace:
LEAST_OF_A_KIND = 10


def _cases() -> list[tuple[str, str, str, str]]:
    cases = []
    for name in CHECKS:
        for line in (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                severity, source, target = line.split("\t")
                cases.append((name, severity, source, target))
    return cases


@pytest.mark.parametrize(("name", "severity", "source", "target"), _cases())
def test_check(name: str, severity: str, source: str, target: str) -> None:
    finding = CHECKS[name](source, target)
    if severity == "ok":
        assert finding is None
        return
    assert finding is not None
    assert (finding.code, finding.severity) == (name, severity)
    assert (finding.source, finding.target) == (source, target)
    assert finding.message.endswith(".")


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_has_cases_of_both_kinds(name: str) -> None:
    cases = [case for case in _cases() if case[0] == name]
    assert len(set(cases)) == len(cases)
    severities = [case[1] for case in cases]
    assert len(severities) >= LEAST_CASES
    assert LEAST_OF_A_KIND <= severities.count("ok") <= len(severities) - LEAST_OF_A_KIND


def test_numbers_message_names_what_is_lost_and_what_is_new() -> None:
    finding = CHECKS["numbers"]("Il y a 12 morts et 30 blessés.", "There are 13 dead and 30 wounded.")
    assert finding is not None
    assert finding.message == "Not in the translation: 12; not in the source: 13."


def test_names_message_names_what_is_lost_and_what_is_new() -> None:
    finding = CHECKS["names"]("Il a vu Hubert Lambert à Lyon.", "He saw a Swiss friend in Lyon.")
    assert finding is not None
    assert finding.message == "Not found in the translation: Hubert, Lambert; not in the source: Swiss."


def test_run_checks_finds_several_things_worst_first() -> None:
    source = "Le maire, Hubert Lambert, n'a pas payé 12 000 euros."
    target = "The mayor paid paid paid paid 300 euros."
    assert [finding.code for finding in run_checks(source, target)] == ["loops", "numbers", "names", "negation"]


def test_run_checks_by_name_and_in_the_order_of_the_table() -> None:
    findings = run_checks("Il a 12 ans et n'a pas peur.", "He is afraid.", names=["negation", "numbers"])
    assert [finding.code for finding in findings] == ["numbers", "negation"]
    assert run_checks("Il a 12 ans.", "He is 13.", names=["quotes"]) == ()


def test_nothing_more_is_said_of_an_empty_or_copied_target() -> None:
    assert [f.code for f in run_checks("Le maire a payé 12 000 euros.", "")] == ["empty"]
    source = "Le maire n'a pas payé les 12 000 euros."
    assert [f.code for f in run_checks(source, source)] == ["copied"]


def test_a_label_left_in_french_hides_nothing_else() -> None:
    found = run_checks("Carte : les 3 lignes du nord.", "Carte: the 4 lines of the north.")
    assert [finding.code for finding in found] == ["copied", "numbers"]


def test_a_blank_source_has_nothing_to_lose() -> None:
    assert run_checks(" \n", "") == ()
    assert run_checks("", "Something") == ()


def test_unknown_check_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"'nmbers'.*numbers"):
        run_checks("a", "b", names=["nmbers"])


@given(st.text(max_size=60), st.text(max_size=60))
def test_checks_take_any_text(source: str, target: str) -> None:
    for finding in run_checks(source, target):
        assert isinstance(finding, Finding)


@given(st.integers(0, 10**12))
def test_a_grouped_number_is_the_same_in_both_languages(number: int) -> None:
    french = f"Il y a {number:,} voix".replace(",", "\u202f")
    english = f"There are {number:,} votes"
    assert CHECKS["numbers"](french, english) is None
    assert CHECKS["numbers"](french, f"There are {number + 1:,} votes") is not None


@pytest.mark.parametrize("number", ["million milliard billion trillion " * 60, "dix-" * 400, "9" * 5000])
def test_a_number_that_nobody_counts_to_is_no_crash(number: str) -> None:
    run_checks(f"Il y a {number} là.", f"There are {number} here.")
