"""Units that a model loses or takes for other words: nœuds, "nodes"; toises, "toys"; « 3 mois », "3"; 2 Mo, "Mo"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from dipx.text.words import lowered

_METRIC = r"met(?:er|re)s?|km|kilomet|cm|centimet|\d ?m\b|mile|feet|foot|yards?|inch"
_WEIGHT = r"kg|kilo|tons?\b|tonne|pound|lbs?\b"
_AREA = r"acre|hectare|square|\bha\b"
_TIME = (
    r"time|year|month|week|fortnight|day|dai|hour|minute|second|quarter|semester|half|night|decade|centur|term|season|\bago\b|late|earl|soon|"
    r"o'clock|\b[ap]\.?m\b|\d[:.]\d\d|-old\b|spring|summer|autumn|winter|\d['′]|pregnan"
)
# A French unit behind a number, and what English may have for it.
_UNITS = {
    r"n(?:œ|oe)uds?": rf"knots?|kts?\b|mph|kph|km/h|{_METRIC}",
    r"toises?": rf"toises?|fathom|{_METRIC}",
    r"lieues?": rf"leagues?|lieues?|{_METRIC}",
    r"encablures?": rf"cables?|encablure|hundred|{_METRIC}",
    r"aunes?": rf"ells?\b|aunes?|{_METRIC}",
    r"quint(?:al|aux)": rf"quintal|hundredweight|cwt|{_WEIGHT}",
    r"setiers?": "setier|bushel|pint|lit(?:er|re)",
    r"boisseaux?": "bushel|boisseau|lit(?:er|re)",
    r"stères?": "steres?|cubic|m³|m3|cords?",
    r"arpents?": rf"arpent|{_AREA}",
    r"hectolitres?|hl": r"hectolit|\bhl\b|lit(?:er|re)|gallon|barrel",
    r"décalitres?": r"decalit|dekalit|lit(?:er|re)|gallon",
    r"becquerels?": r"becquerel|\bbq\b",
    r"octets?": r"bytes?|octet",
    r"carats?": r"[ck]arat|\bct\b",
    r"pouces?": rf"inch|[\"″]|\bin\b|thumb|{_METRIC}",
    r"mois": rf"month|{_TIME}",
    r"semaines?": rf"week|{_TIME}",
    r"jours?(?! sur )": rf"day|{_TIME}",
    r"minutes?|min": rf"minute|\bmins?\b|{_TIME}",
}
_NUMBER = (
    r"(?<![\w.,])(?:\d{1,3}(?:[ .]\d{3}){0,5}(?:,\d+)?|deux|trois|quatre|cinq|six|sept|huit|dix|vingt|trente|cent)"
)
_FOUND = re.compile(
    rf"{_NUMBER} (?:{'|'.join(f'(?P<u{place}>{unit})' for place, unit in enumerate(_UNITS))})(?![\w-])", re.I
)
_SOME = frozenset(
    "nœud nœuds noeud noeuds toise toises lieue lieues encablure encablures aune aunes quintal quintaux setier setiers "
    "boisseau boisseaux stère stères arpent arpents hectolitre hectolitres hl décalitre décalitres "
    "becquerel becquerels octet octets carat carats pouce pouces mois semaine semaines jour jours "
    "minute minutes min ko mo go to po".split()
)
_ENGLISH = tuple(re.compile(english, re.I) for english in _UNITS.values())
_NETWORK = re.compile(
    r"réseau|serveur|ordinateur|informati|graphe|calculateur|de calcul|cluster|grappe|ferroviai|routi|autorout|"
    r"blockchain",
    re.I,
)
_BYTES = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)?[ -]?)([kKMGTP])o(?=/s\b|ps\b|(?![\w'-]))")
_ENGLISH_BYTES = re.compile(r"\d ?[kKMGTP]i?[Bb]\b|bytes?\b|\b[KMGT]i?B|\b(?:gig|meg|octet)s?\b")


def is_of_networks(text: str) -> bool:
    """Whether nœuds are nodes in a French text."""
    return _NETWORK.search(text) is not None


def lost_units(source: str, target: str) -> Iterator[str]:
    """Units behind a number for which the English has no word of theirs, and bytes in French letters."""
    if _SOME.isdisjoint(lowered(source)):  # most texts
        return
    is_network = is_of_networks(source)
    for match in islice(_FOUND.finditer(source), 50):
        place = int((match.lastgroup or "u0")[1:])
        if not _is_said(_ENGLISH[place], source, target) and not (place == 0 and is_network):
            yield f"the unit of {match[0]} is gone"
    if found := _BYTES.search(source):
        if not _ENGLISH_BYTES.search(target) and not _BYTES.search(target):
            yield f"the unit of {found[0]} is gone"
        for left in islice(_BYTES.finditer(target), 50):
            if left[0] in source:
                yield f"{left[0]} is {left[1]}{left[2].replace('K', 'k')}B in English"


def _is_said(english: re.Pattern[str], source: str, target: str) -> bool:
    """Whether the target has a word for the unit that is not there for another measure: « 65 nœuds (120 km/h) »."""
    rest = _FOUND.sub(" ", source).lower()
    return any(match[0].lower() not in rest for match in english.finditer(target))
