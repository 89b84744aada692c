"""What is so much a day, a person, a square metre a month, read out for the model, which copies « 3 fois/j » and makes
"/moir" of a second « /mois »."""

from __future__ import annotations

import re

from dipx.text.words import SPACE as _S

_SHORT = {"j": "jour", "jr": "jour", "pers": "personne", "hab": "habitant", "sem": "semaine", "trim": "trimestre"}
_WORDS = "jour|semaine|mois|trimestre|an|année|personne|habitant|utilisateur|foyer|ménage|nuit|heure|part|enfant"
_MEASURE = "m²|m2|m³|m3|ha|kg|t|l|L|km"
# After a number and at most one unit: « mort/an » is no rate, « 3 morts/an » is one.
_RATE = re.compile(
    rf"(?<![\w/.,])(?P<number>\d[\d.,]*(?:{_S}\d{{3}})*{_S}?(?:[€$£%](?:{_S}(?:net|brut)s?\b)?|[^\W\d_]{{1,12}}[²³]?)){_S}?"
    rf"(?P<first>/(?:{_MEASURE}|{_WORDS}|{'|'.join(_SHORT)}))?/(?P<last>(?:{'|'.join(_SHORT)})\b\.?|(?:{_WORDS})\b)(?![\w/²³])"
)
_DAYS = re.compile(rf"(?<![\w.,/+-])(?P<number>\d{{1,3}}){_S}j(?:\.(?={_S}[a-zà-ÿ])|(?![\w'’/-]|\.\w))")
_LEFT = re.compile(rf"\d{_S}?h$|[€$£]{_S}(?:net|brut)s?$")  # before a whole word: left in French
HINT = re.compile(rf"/[a-zé]|\d{_S}j\b")


def written_out(text: str) -> str:
    """« 3 fois par jour », « 12 € par m² par mois », « 10 jours ». Idempotent."""
    text = _RATE.sub(_rate, text)
    return _DAYS.sub(lambda match: f"{match['number']} jour{'s' * (int(match['number']) > 1)}", text)


def _rate(match: re.Match[str]) -> str:
    last, first = match["last"].rstrip("."), (match["first"] or "").removeprefix("/")
    if last not in _SHORT and not first and not _LEFT.search(match["number"]):
        return match[0]  # « 12 €/mois » is read rightly
    before = f" par {_SHORT.get(first, first)}" if first else ""
    ends = match["last"].endswith(".") and not match.string[match.end() :].strip()
    return f"{match['number']}{before} par {_SHORT.get(last, last)}{'.' * ends}"
