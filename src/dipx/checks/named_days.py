"""Days that one language names and the other dates: Bastille Day, « le 14 juillet »: for ``numbers.py``."""

from __future__ import annotations

_FRENCH = {
    "nouvel an": 1, "jour de l'an": 1, "toussaint": 1, "fête du travail": 1, "saint-sylvestre": 31, "noël": 25,
    "armistice": 11, "fête nationale": 14, "assomption": 15, "épiphanie": 6, "saint-valentin": 14,
}  # fmt: skip
_ENGLISH = {
    "bastille day": 14, "new year's eve": 31, "new year's day": 1, "christmas day": 25, "christmas eve": 24,
    "boxing day": 26, "all saints": 1, "may day": 1, "labor day": 1, "labour day": 1, "armistice day": 11, "ve day": 8,
    "v-e day": 8, "victory day": 8, "assumption": 15, "valentine's day": 14, "april fools": 1,
    "women's day": 8, "d-day": 6, "independence day": 4, "epiphany": 6,
}  # fmt: skip


def french_days(text: str) -> set[float]:
    """The days of the month that a French text with plain apostrophes means by a name."""
    return _days(text, _FRENCH)


def english_days(text: str) -> set[float]:
    """The same of an English text."""
    return _days(text, _ENGLISH)


def _days(text: str, names: dict[str, int]) -> set[float]:
    text = text.lower()
    return {float(day) for name, day in names.items() if name in text}
