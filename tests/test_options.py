"""Options say of themselves what a memory's key needs; places can be moved."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from dipx.options import Decoding, SummaryOptions
from dipx.places import cache_dir, data_dir, models_dir


@pytest.mark.parametrize("field", [field.name for field in fields(Decoding)])
def test_no_way_to_search_is_left_out_of_the_key(field: str) -> None:
    plain = Decoding()
    changed = plain.with_(**{field: True if field == "alignments" else 7})
    assert changed.signature() != plain.signature()
    assert getattr(plain, field) != getattr(changed, field), "the first is as it was"


def test_what_is_not_set_is_not_in_a_signature() -> None:
    assert SummaryOptions(model=None).signature() == "bullets=3,max_words=28"


@pytest.mark.parametrize(
    ("variable", "place"),
    [("DIPX_CACHE_DIR", cache_dir), ("DIPX_MODELS_DIR", models_dir), ("DIPX_DATA_DIR", data_dir)],
)
def test_places_are_moved_by_the_environment(variable: str, place: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert callable(place)
    monkeypatch.setenv(variable, "~/elsewhere")
    assert place() == Path.home() / "elsewhere"
    monkeypatch.setenv(variable, "")
    assert "dipx" in str(place())
