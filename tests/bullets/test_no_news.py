"""Bylines and the heads of tables are no news, and make no bullet however little else there is."""

from __future__ import annotations

import time

import pytest

from dipx.bullets.passover import TIERS, reason_against
from dipx.document import Segment, Translation


def _reason(text: str) -> str | None:
    return reason_against(Translation(Segment(text, 0, len(text), 0), text))


@pytest.mark.parametrize(
    "text",
    [
        "By Anne Le Goff – Published on November 3, 2023 at 8:15 a.m.",
        "By Luc Petit, released May 4, 2024 at 10:12 a.m., updated at 11:30 a.m.",
        "By Anne Roy and Luc Petit, published on Monday, May 4, 2024.",
        "BY ANNE ROY | UPDATED ON 04/05/2024 AT 10:12",
        "Anne Roy · Posted on 4 May 2024",
        "By Jean de La Tour, first published on March 1st, 2024, modified on March 2nd, 2024.",
        "By Anne Roy (updated at 6:30 p.m.)",
    ],
)
def test_bylines(text: str) -> None:
    assert _reason(text) == "byline"
    assert not any("byline" in tier for tier in TIERS)


@pytest.mark.parametrize("text", ["Post", "Statute", "Amount", "Unit price", "Paid"])
def test_heads_of_tables(text: str) -> None:
    assert _reason(text) == "label"
    assert not any("label" in tier for tier in TIERS)


@pytest.mark.parametrize(
    "text",
    [
        "By Monday, the port published its accounts for 2023.",
        "By May 2024 the port will have published 12 reports.",
        "Renault published its results on May 3, 2024, and its shares fell.",
        "Apple released on Monday 3 phones.",
        "Renault updated its forecast for 2024 on Monday.",
        "By Anne Roy's own account, published in 1999, the mayor was ill.",
    ],
)
def test_news_that_speaks_of_publishing(text: str) -> None:
    assert _reason(text) is None


@pytest.mark.parametrize("text", ["He died.", "Renault updated on Monday.", "Why not?", "Fire at the port of Brest"])
def test_short_texts_are_judged_as_before(text: str) -> None:
    assert _reason(text) in {"fragment", "question"}


def test_long_names_are_read_at_once() -> None:
    begun = time.process_time()
    for text in ("By " + "Anne " * 20_000, "By Anne, published 1 " + "on 4 " * 20_000 + "x", "Anne-" * 20_000):
        _reason(text + " y.")
    assert time.process_time() - begun < 5
