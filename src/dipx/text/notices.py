"""What notices, price lists and captions abbreviate, written out: « (à g.) », « 15 €/mois », « tlj sf lun. »,
« le 1er dimanche », « le 11-Novembre »."""

from __future__ import annotations

import re

from dipx.text.dates import ANY_MONTH, ANY_WEEKDAY, ORDINALS
from dipx.text.words import SPACE as _S
from dipx.text.words import small

_DAY = rf"(?:{ANY_WEEKDAY}|week-end|lun\.|mar\.|mer\.|jeu\.|ven\.|sam\.|dim\.)"
_ORDINALS = {f"{number}{'er' if number == 1 else 'e'}": word for number, word in enumerate(ORDINALS, start=1)}
_NTH = r"(?:1er|[2-5](?:e|ème|è))s?(?!\w)"
_ORDINAL = re.compile(rf"(?<![\w.,-]){_NTH}(?:(?:,{_S}?|{_S}(?:et|ou){_S}){_NTH}){{0,4}}(?={_S}{_DAY}s?(?!\w))", re.I)
_SIDES = {"g": "gauche", "d": "droite", "dr": "droite", "dte": "droite", "c": "centre", "h": "haut", "b": "bas"}
_FROM_LEFT = re.compile(rf"\b([Dd])e{_S}(g|d|dr|dte)\.{_S}?à{_S}(d|dr|dte|g)(?:\.|(?=,|{_S}?[:)]))")
_SIDE = re.compile(
    rf"(?P<before>\b(?:[Àà]|de{_S}la|à{_S}l'extrême){_S})(?P<side>dr|dte|g|d)\.(?=$|{_S}?[,;:)(]|{_S}[^\W\d_])"
    rf"|(?P<at>\b(?:[Aa]u{_S}(?=c)|[Ee]n{_S}(?=[hb])))(?P<place>c|h|b)\.(?={_S}?[,;:)]|{_S}à{_S}(?:g|d|dr)\.)"
)
_COUNTED = (
    r"mois|année|an|semaine|jour|heure|nuit|personne|pers\.|pers\b|séance|enfant|enf\.|enf\b|adulte|place|billet|trimestre|famille|participant|"
    r"élève|étudiant|foyer|habitant|hab\.|repas|cours|trajet|unité|pièce|lot|titre"
)
_RATE = re.compile(rf"(?<=[\d€$£%)]){_S}?/{_S}?(?:(?P<what>{_COUNTED})(?![\w/])|(?<=[€$£]/)(?P<hour>h)(?![\w/]))")
_SHORT = {"pers.": "personne", "pers": "personne", "hab.": "habitant", "enf.": "enfant", "enf": "enfant"}
_FEAST = re.compile(
    rf"(?<![\w-])(?P<day>[12]?\d|3[01]|1er)-(?P<month>{ANY_MONTH})(?:-(?P<year>(?:1[789]|20)\d\d))?(?![\w-])", re.I
)
_EVERY = re.compile(r"(?<![\w.])[Tt](?:lj|\.l\.j|\.l\.j\.|LJ)\b\.?")
# « Un film de sf », « Simon et JF Copé »: what stands on both sides says whether it is a notice's.
_FREE_DAYS = rf"(?:j\.{_S}?f\.|(?:JF|jf)\b\.?)"
_BUT = re.compile(
    rf"(?P<before>(?:^|[(,]|(?:(?i:{_DAY})s?|jours?|semaine|année|ouverte?s?|midi|minuit|matin|soir|\d(?:{_S}?h(?:\d\d)?|:\d\d)"
    rf"|[\dj]/(?:7|24))(?=[ \u00a0\u202f,])),?{_S}?)\bsf(?:\.|\b)"
    rf"(?={_S}(?:les?{_S})?(?:(?i:{_DAY})|jours?{_S}fériés?|{_FREE_DAYS}|(?:1er|[12]?\d|3[01]){_S}{ANY_MONTH}))"
)
_FREE = re.compile(
    rf"(?P<behind>(?:(?i:{_DAY})s?|sauf){_S}?(?:,|et\b|&|/)?{_S}?(?:les{_S})?)(?:JF|jf)\b\.?"
    rf"(?=$|{_S}?[,;:)/–-]|{_S}(?:de{_S}|dès{_S}|à{_S})?\d|{_S}(?:fermé|ouvert|inclus|compris|matin))"
    rf"|\bj\.{_S}?f\."
)
_HINT = re.compile(
    r"/|\b(?:sf|JF|[Tt]lj|TLJ)\b|\.l\.j|\bjf\b|\bj\. ?f\.|\b(?:g|d|dr|dte|c|h|b)\.|\d-[A-Za-zÀ-ÿ]|\d(?:er|e|ème|è)s?\b"
)


def written_out(text: str) -> str:
    """The text with these in full. Idempotent."""
    if not _HINT.search(text):
        return text
    text = _EVERY.sub(lambda m: f"{'T' if m[0][0] == 'T' and not m.start() else 't'}ous les jours", text)
    text = _BUT.sub(lambda m: f"{m['before']}sauf", text)
    text = _FREE.sub(_free_days, text)
    text = _FROM_LEFT.sub(lambda match: f"{match[1]}e {_SIDES[match[2]]} à {_SIDES[match[3]]}", text)
    text = _SIDE.sub(_side, text)
    text = _RATE.sub(lambda m: f" par {_SHORT.get(m['what'], m['what']) if m['what'] else 'heure'}", text)
    text = _FEAST.sub(lambda m: f"{m['day']} {m['month'].lower()}{' ' + m['year'] if m['year'] else ''}", text)
    return _ORDINAL.sub(lambda match: re.sub(_NTH, _ordinal, match[0], flags=re.I), text)


def _free_days(match: re.Match[str]) -> str:
    ends = match[0].endswith(".") and match.end() == len(match.string)
    return f"{match['behind'] or ''}jours fériés{'.' * ends}"


def _side(match: re.Match[str]) -> str:
    ends = "." * (match.end() == len(match.string))
    return f"{match['before'] or match['at']}{_SIDES[match['side'] or match['place']]}{ends}"


def _ordinal(match: re.Match[str]) -> str:
    said = small(match[0])
    plural = "s" * said.endswith("s")
    return _ORDINALS[re.sub(r"(?<=\d)è(?:me)?$", "e", said.removesuffix("s"))] + plural
