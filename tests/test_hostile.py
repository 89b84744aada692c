"""Texts made to be slow: every stage ends soon on them, whatever is repeated.

A quadratic stage needs minutes where a linear one needs a tenth of a second (``normalize`` needed 233 s for 100,000
full stops), so the alarm is far from both.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from dipx import formats
from dipx.checks import CHECKS
from dipx.checks.base import Check
from dipx.clean import clean
from dipx.normalize import normalize
from dipx.repair import halves
from dipx.segmentation import sentences
from dipx.shorten import shorten, tidy
from dipx.typography import english


def _against_its_reverse(check: Check) -> Callable[[str], Any]:
    return lambda text: check(text, text[::-1])


STAGES: dict[str, Callable[[str], Any]] = {
    "parse": formats.parse,
    "clean": lambda text: clean(formats.parse(text)),
    "sentences": sentences,
    "normalize": normalize,
    "english": lambda text: english(text, text),
    "halves": halves,
    "tidy": tidy,
    "shorten": lambda text: shorten(text, 20),
    **{name: _against_its_reverse(check) for name, check in CHECKS.items()},
}
PIECES = (
    "Nord|a |. | .|- |-\n|e-|1 |1,|1|«|« |»|\"|'|(|A|M. |!?|"
    "\t|\u00a0|\u00ad|#|@a.|http://a|É |mille |ne |, |et, |\r|\u2028"
).split("|")
SIZE = 60_000  # characters
SECONDS = 25


@pytest.fixture
def alarm() -> Iterator[None]:
    def ring(*_: object) -> None:
        raise TimeoutError(f"not done after {SECONDS} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_is_done_soon_with_all_of_them(stage: str) -> None:
    for piece in PIECES:
        STAGES[stage]((piece * SIZE)[:SIZE] + "a")
