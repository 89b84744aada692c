"""Amounts as French writes them: ``1 € 50``, ``1 m 80``, ``12.345,67``, ``1,789 €``, ``9"92``, in figures.

A French comma is a decimal one. Only copies of English agencies have thousands behind it (« 70,000 livres »), so
three digits after it are decimals before a measure, and before money unless they end in two zeros. Of a measure in
full, in the plural, nobody can say (of four in French news « 2,624 kilomètres » and two others were thousands, a run of
« 485,099 kilomètres » was not): there another decimal in the text tells, or a finding does.
"""

from __future__ import annotations

import re

from dipx.text.dates import ANY_MONTH
from dipx.text.words import SPACE as _S

_MONEY = r"€|euros?\b|\$|dollars?\b|£|livres?\ssterling\b|CHF\b|francs?\b|centimes?\b"
_MEASURE = (
    r"tonnes?\b|[kmcd]?m[²³23]?\b|kg\b|mg\b|g\b|t\b|[cm]?l\b|hl\b|litres?\b|kilos?\b|(?:kilo|milli)?grammes?\b|"
    r"(?:kilo|centi|milli)?mètres?\b|hectares?\b|ha\b|%|‰|pour\scent\b|°|degrés?\b|[kMG]?Wh?\b|[kMG]o\b|secondes?\b|s\b|"
    r"millions?\b|milliards?\b|points?\b"
)
_IN_FULL = re.compile(r"(?:tonne|litre|kilo|hectare|(?:kilo|milli)?gramme|(?:kilo|centi|milli)?mètre)s")
_SURE_DECIMAL = re.compile(r"(?<![\d.,])\d+,\d{1,2}(?![\d]|[.,]\d)")
_PRICE = re.compile(
    r"\b(?:litre|gazole|essence|sans-plomb|SP\d\d|diesel|kWh|MWh|baril|kilo|taux de change|parité)\b|/ ?l\b"
)
_THREE = re.compile(
    rf"(?<![\d.,])(?<!\d[ \u00a0\u202f])(?P<number>\d{{1,3}},\d{{3}})(?![\d]|[.,]\d|{_S}\d)"
    rf"(?:{_S}?(?:(?P<money>{_MONEY})|(?P<measure>{_MEASURE})))?"
)
# What follows a sum and is counted (« 12 € 50 personnes »): its number is another one.
_COUNTED = (
    rf"(?!\d|[.,]\d|{_S}?(?:[€$%£°]|[kcm]?m\b|kg\b|g\b|h\b|euros?\b)"
    rf"|{_S}{ANY_MONTH}\b"
    rf"|{_S}(?!(?:les|des|dans|pas|plus|mais|puis|depuis|sans|vers|après|alors|très|moins|hors|sous|aux|ces|ses|nos|vos|"
    rf"mes|tes|chez|toujours|lors|selon|près)\b)[a-zà-ÿ]{{2,}}[sx]\b)"
)
# « 10 km 500 m plus loin », but not « 10 km 100 m haies ».
_ENDS = rf"(?!{_S}(?!(?:de|plus|et|ou|à|au|en|sur|par|pour|avec|avant|après|environ)\b)[a-zà-ÿ])"
_COINS = re.compile(
    rf"(?<![\w.,])(?<!\d[ \u00a0\u202f])(?P<whole>\d{{1,3}}){_S}?(?P<coin>€|euros?|francs?|(?<={_S})F(?={_S})){_S}?"
    r"(?P<cents>\d\d)"
    rf"(?:{_S}?(?:centimes?|cts?|c)\b|{_COUNTED})"
)
_METERS = re.compile(
    rf"(?<![\w.,])(?<!\d[ \u00a0\u202f])(?P<whole>\d{{1,2}}){_S}?(?P<unit>m|mètres?){_S}?(?P<cm>\d\d)"
    rf"(?:{_S}?cm\b|{_COUNTED})"
)
_KILOS = re.compile(
    rf"(?<![\w.,])(?P<whole>\d{{1,3}}){_S}?(?P<unit>kg|km){_S}?(?P<small>\d{{3}})(?:{_S}?(?:g|m)\b{_ENDS}|{_COUNTED})"
)
_DOTTED = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?=,\d+(?!\d|[.,]\d))")
_FRACTIONS = {"½": "5", "¼": "25", "¾": "75"}
_MIXED = re.compile(rf"(?<![\w.,])(?P<whole>\d{{1,3}}){_S}?(?P<part>[½¼¾])(?!\w)")
_LESS_THAN_TWO = re.compile(
    rf"((?<![\d.,])[01],\d{{3}}{_S}(?:tonne|euro|kilo|litre|mètre|kilomètre|gramme|hectare|dollar))\b(?!s)"
)
# The times of a race: 9"92, 1'54"2; not a screen of 15"6, nor what is north of 48°51'24"1.
_RACE = re.compile(
    rf"(?<![\w.,'’′\"°])(?<!°{_S})(?:(?P<minutes>\d{{1,2}})['’′]{_S}?)?(?P<seconds>[0-5]?\d)(?:[\"″”]|''|’’)(?P<part>\d{{1,2}})(?![\w\"'’]|[.,]\d)"
)
_INCHES = re.compile(
    r"\b(?:pouces?|po|écrans?|dalles?|diagonales?|moniteurs?|téléviseurs?|télés?|TV|LCD|OLED|tablettes?|smartphones?|"
    r"téléphones?|PC|ordinateurs?|portables?|liseuses?|jantes?|roues?|pneus?|VTT|disques?|vinyles?|tuyaux?|vis|"
    r"(?:iP(?:ad|hone)|MacBook|iMac|Galaxy)\w*)\b",
    re.I,
)
_NEAR = 60  # characters
# What these need: a look costs less.
_COINED = re.compile(rf"(?:€|euros?|francs?|F){_S}?\d")
_UNITED = re.compile(rf"\d{_S}?(?:kg|km|m|mètres?){_S}?\d")


def figured(text: str) -> str:
    """The text with such amounts as figures and a unit: ``1,50 €``, ``1,5 kg``, ``12 345,67``. Idempotent."""
    if not any(map(str.isdigit, text)):
        return text
    if _COINED.search(text):
        text = _COINS.sub(lambda m: f"{m['whole']},{m['cents']} {m['coin']}", text)
    if _UNITED.search(text):
        text = _METERS.sub(lambda m: f"{m['whole']},{m['cm']} {m['unit']}", text)
        text = _KILOS.sub(lambda m: f"{m['whole']},{m['small'].rstrip('0') or '0'} {m['unit']}", text)
    if "," in text:
        text = _DOTTED.sub(lambda m: m[0].replace(".", " "), text)
        text = _LESS_THAN_TWO.sub(r"\1s", text)  # singular in French, plural in English
    if '"' in text or "″" in text or "”" in text or "''" in text or "’’" in text:
        text = _RACE.sub(_race, text)
    return text if text.isascii() else _MIXED.sub(lambda m: f"{m['whole']},{_FRACTIONS[m['part']]}", text)


def _race(match: re.Match[str]) -> str:
    minutes, text = match["minutes"], match.string
    if not minutes and _INCHES.search(text, max(0, match.start() - _NEAR), match.end() + _NEAR):
        return match[0]
    before = f"{minutes} minute{'s' * (int(minutes) > 1)} " if minutes else ""
    return f"{before}{match['seconds']},{match['part']} seconde{'s' * (int(match['seconds']) > 1)}"


def thousandths(text: str) -> set[str]:
    """The numbers of a French text with three digits behind a comma that are decimals."""
    if "," not in text:
        return set()
    is_priced, has_others = _PRICE.search(text) is not None, _SURE_DECIMAL.search(text) is not None
    return {m["number"] for m in _THREE.finditer(text) if _is_decimal(m, is_priced=is_priced, has_others=has_others)}


def undecided(text: str) -> list[str]:
    """The measures of a French text with a comma and three digits that may be thousands as well."""
    if "," not in text or _SURE_DECIMAL.search(text):
        return []
    return [m[0] for m in _THREE.finditer(text) if _is_open(m)]


def _is_decimal(match: re.Match[str], *, is_priced: bool, has_others: bool) -> bool:
    number = match["number"]
    if number.startswith("0"):
        return True
    if match["measure"]:
        return not number.endswith("000") and (has_others or not _is_open(match))
    return match["money"] is not None and (is_priced or not number.endswith("00"))


def _is_open(match: re.Match[str]) -> bool:
    is_round = match["number"].startswith("0") or match["number"].endswith("000")
    return not is_round and match["measure"] is not None and _IN_FULL.fullmatch(match["measure"]) is not None
