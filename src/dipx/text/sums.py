"""Sums, pages and basis points that newsrooms shorten: ``3,75 Md€``, ``35 k€``, ``48 p.``, ``77 pb``.

The bundled model knows none of them: it leaves "3.75 Md€" and makes "48%" of « 48 p. ». It also makes two sums of
« 45 € le 3 mai » ("€45 €3 May"), and none of « 15 € (10 € …) », but reads « €45 » rightly: of 128 sentences of French
news (``training/corpora``, signs put for their « euros ») 76 kept all their sums, and 121 with the sign first.
"""

from __future__ import annotations

import re

from dipx.text.dates import MONTHS
from dipx.text.words import SPACE as _S

_NUMBER = r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?"
_MOST_FIGURES = 12  # nobody has more thousands
_BEGINS = rf"(?<![\w.,/€$£])(?<!\d{_S})"
_SCALES = {"k": "milliers", "m": "millions", "mio": "millions", "g": "milliards"}  # Md and its like: milliards
_COINS = {"EUR": "€", "USD": "$", "GBP": "£", "F": "francs"}
_OTHER_COINS = "CHF|CAD|JPY|SEK|NOK|DKK|FCFA|XOF|XAF|MAD|DZD|TND"  # which the model writes as they are
_FRANCS = r"(?<=[kKMd])F"  # « 12 MdF », « 450 kF », but not « 12 M F »
_COIN = rf"(?:€|\$|£|(?:EUR|USD|GBP|{_OTHER_COINS}|{_FRANCS})\b)"
_ANY_COIN = re.compile(rf"[€$£]|EUR|USD|GBP|{_OTHER_COINS}|[kKMd]F\b")
_SCALE = r"(?:k|K|M|Mio|G|Mds?|mds?|Mrds?)"
_SCALED = re.compile(
    rf"{_BEGINS}(?P<open>\(?)(?P<number>{_NUMBER})(?P<close>\)?){_S}?(?P<scale>{_SCALE}){_S}?(?:d['’]{_S}?)?(?P<coin>{_COIN})(?!\w)"
)
_SCALE_ALONE = re.compile(rf"(?<![\w.,'’-])(?P<scale>{_SCALE}){_S}?(?P<coin>€|EUR\b|\$)(?![\w/])")
# « 3 Mds d'euros », « 2 Md de dollars », « 12 M d'habitants »
_OF = re.compile(
    rf"{_BEGINS}(?P<number>{_NUMBER}){_S}?(?P<scale>Mds?|mds|Mrds?|M(?={_S}(?:d['’]|de{_S}(?!plus\b|moins\b))[a-zéê]{{2,}}[sx]\b))(?![\w€$£²³'’/.-])"
)
# « 48 p. » are pages; of fewer « p. » a flat has rooms, and a recipe eats as many persons.
_LEAST_PAGES = 20
_PAGES = re.compile(
    rf"{_BEGINS}(?<!\b[Pp]our{_S})(?<!\bà{_S})(?P<number>\d{{1,3}}(?:{_S}\d{{3}})?){_S}?p(?P<sure>p)?(?P<dot>\.|(?<={_S}p)(?=[,;)]))(?!{_S}?(?:\d|cent\b|ex\b|m\b)|\w)"
)
_ENDS = re.compile(rf"$|{_S}[A-ZÀ-Þ]")  # the sentence, where the stop is its own too
_CENT = re.compile(rf"(?<=\d){_S}?p\.{_S}?(?:100|cent)\b")
_POINTS = re.compile(rf"{_BEGINS}(?P<number>\d+(?:,\d+)?){_S}?(?:(?P<sure>pdb|bps)|pb)(?!\w)")
# « 3 pb » are three problems as well, but not where rates are spoken of.
_RATES = re.compile(
    r"%|\btaux\b|rendement|spread|obligat|\b(?:Bund|OAT|Fed|BCE|BNS|BTP|swap|Euribor|bons du Trésor)\b|\bécart|coupon"
    r"|prime de risque|(?<!\w)[+−–-] ?\d+ ?pb\b"
)
_FIRST = re.compile(r"(?<!\w)1er/(?P<month>0?[1-9]|1[0-2])(?:/(?P<year>(?:19|20)?\d\d))?(?![\d/]|\.\d)")
_EUROS = re.compile(rf"{_BEGINS}(?P<number>{_NUMBER}){_S}?(?:(?P<scale>millions?|milliards?){_S}d['’]{_S}?)?€(?!\w)")
_DASHED = re.compile(rf"{_BEGINS}(?P<first>{_NUMBER})(?P<dash>{_S}?[-–]{_S}?)(?P<last>{_NUMBER}){_S}?€(?!\w)")
_SPAN = re.compile(
    rf"\b(?P<opens>[Ee]ntre{_S}|[Dd]e{_S})(?P<first>{_NUMBER})(?P<to>{_S}(?:et|à){_S})(?P<last>(?:{_NUMBER}){_S}?(?:millions{_S}d['’]|milliards{_S}d['’])?€)(?!\w)"
)


def written_out(text: str) -> str:
    """The text with such shorthand in words, and « le 1er/02 » as a date. Idempotent."""
    if _ANY_COIN.search(text):
        text = _SCALED.sub(_scaled, text)
        text = _SCALE_ALONE.sub(lambda m: f"{_scale(m['scale'])} {_of(m['coin'])}", text)
    if "M" in text or "mds" in text:
        text = _OF.sub(lambda m: f"{m['number']} {_in_number(_scale(m['scale']), m['number'])}", text)
    if "p" in text:
        text = _CENT.sub(" %", text)
        text = _PAGES.sub(_pages, text)
        if _POINTS.search(text):
            has_rates = _RATES.search(text) is not None
            text = _POINTS.sub(lambda m: _points(m, has_rates=has_rates), text)
    return _FIRST.sub(_first, text) if "1er/" in text else text


def signs_first(text: str) -> str:
    """The text with the sign of the euro before its figures, where the model reads it rightly. Idempotent."""
    if "€" not in text or not any(map(str.isalpha, text)):
        return text
    text = _DASHED.sub(lambda m: f"€{m['first']}{m['dash']}{m['last']}", text)
    text = _SPAN.sub(lambda m: f"{m['opens']}€{m['first']}{m['to']}{m['last']}", text)
    return _EUROS.sub(lambda m: f"€{m['number']}{' ' + m['scale'] if m['scale'] else ''}", text)


def _scale(short: str) -> str:
    return _SCALES.get(short.lower(), "milliards")


def _of(coin: str) -> str:
    known = {"€": "d'euros", "$": "de dollars", "£": "de livres sterling"}
    return known.get(_COINS.get(coin, coin), f"de {coin}")


def _scaled(match: re.Match[str]) -> str:
    number, scale, coin = match["number"], _scale(match["scale"]), _COINS.get(match["coin"], match["coin"])
    if match["open"] or match["close"]:
        return f"{match['open']}{number}{match['close']} {scale} {_of(coin)}"
    if scale == "milliers":
        whole, _, decimals = number.partition(",")
        figures = re.sub(r"\D", "", whole)
        if len(decimals) > 3 or len(figures) > _MOST_FIGURES:
            return match[0]
        return f"{int(figures + decimals.ljust(3, '0')):,} {coin}".replace(",", " ")
    of = "d'" if coin == "€" else "de "
    return f"{number} {_in_number(scale, number)} {of}{coin}"


def _in_number(scale: str, number: str) -> str:
    """``1,2 milliard`` but ``2 milliards``."""
    return scale.removesuffix("s") if re.fullmatch(r"[01](?:,\d+)?", number) else scale


def _pages(match: re.Match[str]) -> str:
    if int(re.sub(r"\D", "", match["number"])) < _LEAST_PAGES and not match["sure"]:
        return match[0]
    ends = match["dot"] == "." and _ENDS.match(match.string, match.end())
    return f"{match['number']} page{'s' * (match['number'] != '1')}{'.' if ends else ''}"


def _points(match: re.Match[str], *, has_rates: bool) -> str:
    if not (has_rates or match["sure"]):
        return match[0]
    return f"{match['number']} point{'s' * (match['number'] not in ('0', '1'))} de base"


def _first(match: re.Match[str]) -> str:
    year = " " + ("20" + match["year"])[-4:] if match["year"] else ""
    return f"1er {MONTHS[int(match['month']) - 1]}{year}"
