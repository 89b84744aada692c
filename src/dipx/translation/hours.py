"""Opening hours: « du lundi au vendredi de 8h30 à 19h, samedi de 9h à 13h, dimanche fermé » as a table of words.

A model moves such hours to other days. What is made of days, times and the few words of a notice needs none; a text
with any other word is left to it.
"""

from __future__ import annotations

import re

from dipx.text.dates import ANY_MONTH, ANY_WEEKDAY, ENGLISH_MONTHS, ENGLISH_ORDINALS, ENGLISH_WEEKDAYS
from dipx.text.stamps import of_twelve
from dipx.text.words import small

_MOST = 400  # characters
_NTH = {**ENGLISH_ORDINALS, "dernier": "last"}
_WORDS = {
    "du mois": "of the month", "de chaque mois": "of each month", "tous les jours": "every day",
    "7 jours par semaine": "7 days a week", "24 heures par jour": "24 hours a day", "sauf": "except",
    "sauf le": "except", "sauf les": "except", "y compris": "including", "jours fériés": "public holidays",
    "les jours fériés": "public holidays", "jour férié": "public holiday", "le week-end": "on weekends",
    "week-end": "weekend", "fermé": "closed", "fermée": "closed", "fermés": "closed", "fermées": "closed",
    "ouvert": "open", "ouverte": "open", "ouverts": "open", "ouvertes": "open", "fermeture": "closed",
    "ouverture": "open",
    "fermé le": "closed on", "fermé les": "closed on", "ouvert le": "open on", "ouvert les": "open on",
    "horaires": "hours", "et": "and", "ou": "or", "puis": "then", "matin": "morning", "le matin": "in the morning",
    "après-midi": "afternoon", "l'après-midi": "in the afternoon", "soir": "evening", "le soir": "in the evening",
    "midi": "noon", "minuit": "midnight", "à midi": "at noon", "sans interruption": "without a break",
    "non-stop": "without a break", "en continu": "without a break", "toute la journée": "all day",
    "sur rendez-vous": "by appointment", "uniquement": "only", "seulement": "only", "à": "at", "dès": "from",
    "à partir de": "from", "jusqu'à": "until", "jusqu'au": "until", "de": "from", "au": "to", "du": "from", "le": "on",
    "les": "on",
}  # fmt: skip
_TIME = r"(?:[01]?\d|2[0-4])(?: ?h(?: ?[0-5]\d)?(?!\w)|:[0-5]\d)"
NTH = rf"(?:{'|'.join(_NTH)})"
_DATE = rf"(?:1er|[12]?\d|3[01]) {ANY_MONTH}(?: (?:19|20)\d\d)?"
_TOKEN = re.compile(
    rf"(?:du )?(?P<first>{ANY_WEEKDAY}) au (?P<last>{ANY_WEEKDAY})(?!\w)"
    rf"|(?P<nth>(?:les? )?{NTH}s?(?: et {NTH}s?)?) (?P<his>{ANY_WEEKDAY})s?(?!\w)"
    rf"|(?P<day>{ANY_WEEKDAY})(?P<plural>s?)(?!\w)|(?P<date>{_DATE})(?!\w)"
    rf"|(?P<from>{_TIME}|midi|minuit) ?(?:[-–]|à) ?(?P<to>{_TIME}|midi|minuit)(?!\w)|(?P<time>{_TIME})"
    rf"|(?P<word>{'|'.join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))})(?!\w)"
    r"|(?P<mark> ?[:;]| ?/(?= ?\d)|/(?=[a-z])|-(?=[a-z])|[,.()])|(?P<space> )",
    re.IGNORECASE,
)
_HINT = re.compile(rf"{ANY_WEEKDAY}|jours par semaine|heures par jour", re.I)
_STATE = re.compile(r"\b(?:ferm|ouvert)", re.I)
_ALWAYS = re.compile(r"^ouvert.*(?:24|7)", re.I)
_STOPS = re.compile(r"(?<=[ap]\.m)\.\.(?!\.)")
_TWICE = re.compile(r"\bfrom (?=from\b)|\bon (?=(?:the|public)\b)|(?<=\bexcept )on |(?<=\band )on (?=\w+day)")


def in_english(text: str) -> str | None:
    """The English of opening hours (after ``longhand``); none for any other text."""
    if len(text) > _MOST:
        return None
    parts: list[str] = []
    kinds = set[str]()
    end = 0
    while end < len(text):
        match = _TOKEN.match(text, end)
        if match is None or match.end() == end:
            return None
        kinds.add(match.lastgroup or "")
        parts.append(_part(match))
        end = match.end()
    if not _HINT.search(text):
        return None
    says_when = {"last", "day", "plural"} & kinds and ({"to", "time"} & kinds or _STATE.search(text))
    if not says_when and "his" not in kinds and not _ALWAYS.search(text):
        return None
    made = _STOPS.sub(".", _TWICE.sub("", "".join(parts)))
    return made[0].upper() + made[1:] if text[0].isupper() else made


def _part(match: re.Match[str]) -> str:
    if match["first"]:
        return f"{ENGLISH_WEEKDAYS[small(match['first'])]} to {ENGLISH_WEEKDAYS[small(match['last'])]}"
    if match["nth"]:
        said = [_NTH[word.removesuffix("s")] for word in small(match["nth"]).split() if word.removesuffix("s") in _NTH]
        return f"the {' and '.join(said)} {ENGLISH_WEEKDAYS[small(match['his'])]}{'s' * (len(said) > 1)}"
    if match["day"]:
        return ENGLISH_WEEKDAYS[small(match["day"])] + match["plural"]
    if match["date"]:
        day, month, *year = small(match["date"]).split()
        return f"{ENGLISH_MONTHS[month]} {day.removesuffix('er')}{''.join(f', {one}' for one in year)}"
    if match["from"]:
        return f"{_time(match['from'])} to {_time(match['to'])}"
    if match["time"]:
        return _time(match["time"])
    if word := match["word"]:
        return _WORDS[small(word)]
    is_between_times = match[0].strip() == "/" and match.string[match.end() :].lstrip()[:1].isdigit()
    return " and " if is_between_times else match[0].lstrip() if match["mark"] else match[0]


def _time(text: str) -> str:
    if text[0].isalpha():
        return _WORDS[small(text)]
    hour, minute = int(re.findall(r"\d+", text)[0]), re.findall(r"\d+", text)[1:]
    if ":" in text:
        return text
    if hour % 24 == 0 and minute in ([], ["00"]):
        return "midnight"
    return of_twelve(hour, minute[0] if minute and minute[0] != "00" else None)
