"""``--fail-on``: the codes that it knows."""

from __future__ import annotations

import re

import pytest

from dipx.checks import CHECKS
from dipx.checks.fail_on import CODES, parse_fail_on
from dipx.errors import UsageError
from tests.conftest import ROOT


@pytest.mark.parametrize("text", ["", "nmbers", "none,numbers", "any,error", ","])
def test_fail_on_that_makes_no_sense(text: str) -> None:
    with pytest.raises(UsageError, match="--fail-on"):
        parse_fail_on(text)


def test_every_code_that_the_program_has_can_be_named() -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "src/dipx").rglob("*.py")]
    codes = {code for source in sources for code in re.findall(r"Finding\(\s*\"([\w-]+)\"", source)}
    assert {code for code in codes if not code.startswith("bullet-")} <= set(CODES)
    assert set(CHECKS) < set(CODES)
