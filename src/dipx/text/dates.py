"""The names of months, days of the week and ordinals in French, in order, and what they are in English."""

from __future__ import annotations

MONTHS = tuple("janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split())
WEEKDAYS = tuple("lundi mardi mercredi jeudi vendredi samedi dimanche".split())
ORDINALS = tuple("premier deuxième troisième quatrième cinquième".split())
ENGLISH_MONTHS = dict(
    zip(
        MONTHS,
        "January February March April May June July August September October November December".split(),
        strict=True,
    )
)
ENGLISH_WEEKDAYS = dict(zip(WEEKDAYS, "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(), strict=True))
ENGLISH_ORDINALS = dict(zip(ORDINALS, "first second third fourth fifth".split(), strict=True))
ANY_MONTH, ANY_WEEKDAY = f"(?:{'|'.join(MONTHS)})", f"(?:{'|'.join(WEEKDAYS)})"
