"""The head of a table with its unit in brackets, « Budget (k€) »: the unit needs no model."""

from __future__ import annotations

import re

# As ``text/sums.py`` has written them out: k€ are « milliers d'euros ».
_SCALES = {"milliers": "thousand", "millions": "million", "milliards": "billion"}
_COINS = {
    "d'euros": "€", "d'€": "€", "de dollars": "$", "de livres sterling": "£", "de $": "$", "de £": "£", "euros": "€",
    "EUR": "€",
}  # fmt: skip
_COIN = "|".join(map(re.escape, _COINS))
_SIGN = r"[€$£%‰]|USD|GBP|CHF|k?m[²³]?|[cm]m|k?g|t|ha|hl|l|[kMGT]?Wh?|kWc|km/h|[gt]/ha|°C"
_PER = {
    " par an": " per year", " par mois": " per month", " par semaine": " per week", " par jour": " per day",
    " par heure": " per hour", " par habitant": " per inhabitant", " par personne": " per person",
    " HT": ", before tax", " TTC": ", including tax",
}  # fmt: skip
_HEAD = re.compile(
    rf"(?P<label>[^\W\d][^().;:!?€$£%]{{0,80}}?) \((?P<in>en )?(?:(?P<scale>{'|'.join(_SCALES)})(?: (?P<coin>{_COIN}))?"
    rf"|(?P<whole>euros|EUR)|(?P<sign>{_SIGN}))(?P<per>{'|'.join(_PER)})?\)"
)


def headed(text: str) -> tuple[str, str] | None:
    """The label of a table's head and its unit in English, brackets and all; nothing of what is no head."""
    found = _HEAD.fullmatch(text)
    if found is None:
        return None
    coin = "€" if found["whole"] else _COINS.get(found["coin"] or "")
    said = found["sign"] or coin or ""
    if scale := _SCALES.get(found["scale"] or ""):
        said = f"{coin} {scale}" if coin else f"{scale}s"
    return found["label"], f" ({'in ' if found['in'] else ''}{said}{_PER.get(found['per'] or '', '')})"
