"""A prefect is one, whatever the model made of him; other words stay."""

from __future__ import annotations

import pytest

from dipx.translation.offices import with_prefects


@pytest.mark.parametrize(
    ("source", "made", "right"),
    [
        ("Le préfet parle.", "The prefetor speaks.", "The prefect speaks."),
        ("Le préfet parle.", "The prefetched speaks.", "The prefect speaks."),
        ("Les préfets parlent.", "Prefits speak.", "Prefects speak."),
        ("La préfète parle.", "The female prefect speaks.", "The prefect speaks."),
        ("La préfète parle.", "The prefeet speaks.", "The prefect speaks."),
        ("Les sous-préfets parlent.", "The subpoenas speak.", "The sub-prefects speak."),
        ("Le sous-préfet parle.", "Underpréfet speaks.", "Sub-prefect speaks."),
        ("La sous-préfecture ferme.", "The underprefecture closes.", "The sub-prefecture closes."),
        ("Le sous-préfet et le préfet", "The subpoena and the prefet", "The sub-prefect and the prefect"),
        # As the model chose, and what the French does not say.
        ("Le préfet préfère", "The police chief prefers prefectures, prefixes", None),
        ("Les préfets", "The prefects", None),
        ("La préfecture de Lyon", "The prefecture of Lyon", None),
        ("Il est assigné.", "He got a subpoena, prefetched.", None),
    ],
)
def test_prefects(source: str, made: str, right: str | None) -> None:
    right = made if right is None else right
    assert with_prefects(made, source) == right
    assert with_prefects(right, source) == right
