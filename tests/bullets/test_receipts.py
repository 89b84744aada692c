"""What a rewriting may not lose or repeat."""

from __future__ import annotations

import pytest

from dipx.bullets.receipts import check_rewriting


def test_a_dropped_denial_is_found() -> None:
    source = "Claire Morel said that the state will not close the regional lines before 2030."
    finding = check_rewriting("Claire Morel said the state will close the regional lines before 2030.", source)
    assert finding is not None
    assert finding.code == "bullet-negation"
    assert check_rewriting("The state will not close the regional lines.", source) is None
    assert check_rewriting("Claire Morel said lines.", source) is None


def test_a_loop_of_the_source_is_no_loop() -> None:
    source = "New York, New York, New York: the singer of New York sang New York four times there."
    assert check_rewriting("The singer of New York sang New York four times.", source) is None


def test_a_denial_of_another_thing_is_a_lie() -> None:
    source = "Morel announced a plan on Tuesday and said that no station would close."
    finding = check_rewriting("Morel announced no plan on Tuesday.", source)
    assert finding is not None
    assert (finding.code, finding.message) == ("bullet-negation", "denies 'plan', which the source does not")
    assert check_rewriting("Morel said that no station would close.", source) is None


@pytest.mark.parametrize(
    "text",
    [
        "Roy cut the tax from 25% to 15.",
        "Roy cut the tax from 25 to 15%.",
        "Roy paid €5 million for a house of $3 million.",
        "Roy paid $3 million for a house.",
        "Roy paid 5 for a house.",
    ],
)
def test_a_number_keeps_its_sign_and_scale(text: str) -> None:
    source = "Roy cut the tax from 25% to 15% and paid $5 million for a house of €3 million."
    finding = check_rewriting(text, source)
    assert finding is not None
    assert finding.code == "bullet-amount"


def test_an_amount_may_be_written_otherwise() -> None:
    source = "Roy cut the tax to 15% and paid 5 million dollars for a house, which has three floors."
    assert check_rewriting("Roy cut the tax to 15 percent and paid 5 million dollars.", source) is None


def test_a_sign_is_no_other() -> None:
    source = "The CFA franc (€1 = 655.957 F) is not called into question, said the minister."
    finding = check_rewriting("The CFA franc (€1 + 655.957 F) is not called into question.", source)
    assert finding is not None
    assert (finding.code, finding.message) == ("bullet-sign", "sign not in the source: +")
    assert check_rewriting("The CFA franc (€1 = 655.957 F) is not called into question.", source) is None
