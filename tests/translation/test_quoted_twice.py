"""A quotation within a quotation: single marks for the model, and none when it lost what was between them."""

from __future__ import annotations

from dipx.document import Hypothesis, Segment
from dipx.options import Decoding
from dipx.text.normalize import normalize
from dipx.translation.translate import translate_segments
from tests.translation.scripted import Scripted

FRENCH = "« On nous a crié : \"Partez d'ici, tout va s'effondrer\" », raconte un voisin du quartier."
LOST = '"Leave, all will collapse," says a neighbor.'
WHOLE = '"They shouted at us: leave from here, it will all collapse," says a neighbor from the area.'


def test_marks_within_marks_are_single() -> None:
    made = normalize(FRENCH)
    assert made == "\"On nous a crié : 'Partez d'ici, tout va s'effondrer'\", raconte un voisin du quartier."
    assert normalize(made) == made


def test_a_lost_quotation_is_asked_without_its_marks() -> None:
    engine = Scripted(lambda text, _: Hypothesis(WHOLE if "crié : partez d'ici" in text else LOST))
    (made,) = translate_segments([Segment(FRENCH, 0, len(FRENCH), 0)], engine, Decoding())
    assert (made.target, made.step) == (WHOLE, "unquoted")
