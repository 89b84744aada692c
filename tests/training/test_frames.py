"""Words and names within sentences."""

from __future__ import annotations

from random import Random

import pytest
from training.data.frames import _frames as frames
from training.data.frames import framed, kind_of


@pytest.mark.parametrize(
    ("pair", "kind"),
    [
        (("la buanderie", "the laundry room"), "noun"),
        (("l'abaca", "the abaca"), "noun"),
        (("leurs tondeuses", "their mowers"), "noun"),
        (("Sergueï Choïgou", "Sergei Shoigu"), "name"),
        (("avancement", "progress"), "term"),
        (("La Haye", "The Hague"), "noun"),
    ],
)
def test_kinds(pair: tuple[str, str], kind: str) -> None:
    assert kind_of(pair) == kind
    french, english = framed(pair, Random(3))
    assert pair[0] in french
    assert pair[1] in english
    assert len(french.split()) > len(pair[0].split())


def test_a_sentence_is_no_word() -> None:
    pair = ("Il est parti.", "He left.")
    assert framed(pair, Random(1)) == pair


def test_every_frame_has_one_slot_on_either_side() -> None:
    for kind, rows in frames().items():
        assert len(rows) >= 8, kind
        for row in rows:
            assert [side.count("{}") for side in row] == [1, 1], row
            assert not any(part.endswith((" de ", " que ", " à le ")) for part in row[0].split("{}")[:1]), row
