"""What a rewriting may not lose or repeat."""

from __future__ import annotations

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
