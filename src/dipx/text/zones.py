"""Whose time a time of day is: « 18h12 GMT », « 20h45, heure de Paris »; how a model reads it rightly,
and whether the English says it."""

from __future__ import annotations

import re

from dipx.text.words import SPACE as _S

_TIME = rf"(?<![\w.,:/-])\d{{1,2}}{_S}?(?:[hH]|heures?|:(?=\d))(?:{_S}?[0-5]\d)?(?:{_S}du{_S}(?:matin|soir))?"
_PLACE = r"[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}"
_UNIVERSAL = r"(?P<universal>GMT|UTC|TU)(?P<offset>[ \u00a0\u202f]?[+−-]\d{1,2}(?::\d\d)?)?(?![\w-])"
_CITY = rf"(?P<city>heure{_S}(?:de{_S}(?:la{_S}|l['’])?|d['’]|du{_S}|des{_S}){_PLACE}(?P<second>{_S}{_PLACE})?)"
_LOCAL = rf"(?P<local>heure{_S}(?:locale|[a-zà-ÿ]{{3,12}}(?:aise|ienne|oise|aine|elge|isse|que)))(?!\w)"
_ZONED = re.compile(rf"(?P<time>{_TIME}),?{_S}(?P<open>\(?)(?:{_UNIVERSAL}|{_CITY}|{_LOCAL})")
_HINT = re.compile(r"GMT|UTC|\bTU\b|\bheures?[ \u00a0\u202f][a-z]")
_BRACKETED = re.compile(
    r"(?P<before>[\dm.]) \( ?(?P<zone>(?:GMT|UTC)(?:[+−-]\d{1,2}(?::\d\d)?)?|(?:[A-Z][\w'’-]* ){1,3}[Tt]ime)\)"
)
_SAID = re.compile(
    r"\b(?:GMT|UTC|Greenwich|[Uu]niversal|Zulu|[Tt]ime|[Ll]ocal(?:ly)?|[A-Z]{1,3}[DS]T|CET|BST|IST|JST|MSK)\b|\dZ\b"
)
_LOCALLY = re.compile(r"\b(?:[Tt]ime|[Ll]ocal(?:ly)?|[A-Z]{1,2}[DS]T|CET|IST|JST|MSK)\b")
_UNIVERSALLY = re.compile(r"\b(?:GMT|UTC|Greenwich|[Uu]niversal|Zulu)\b|\dZ\b")


def bracketed(text: str) -> str:
    """For a model, which brings over in brackets what it turns to a place (« heure de Tokyo ») or to "YOU" (« TU »)."""
    return _ZONED.sub(_in_brackets, text) if _HINT.search(text) else text


def _in_brackets(match: re.Match[str]) -> str:
    before = match.string[: match.start()]
    is_within = before.count("(") > before.count(")")
    universal = match["universal"] and match["universal"].replace("TU", "UTC") + (match["offset"] or "")
    if match["city"] and not match["open"] and (is_within or match["second"]):
        return f"{match['time']}, {match['city']}"
    if match["open"] or match["local"] or is_within:
        zone = match["universal"]
        return match[0].replace(zone, zone.replace("TU", "UTC")) if zone else match[0]
    return f"{match['time']} ({universal or match['city']})"


def unbracketed(text: str, source: str) -> str:
    """The English without the brackets that ``bracketed`` put there. Idempotent."""
    if not _HINT.search(source):
        return text
    kept = {match["universal"] or "time" for match in _ZONED.finditer(source) if match["open"]}

    def bare(match: re.Match[str]) -> str:
        zone = match["zone"].removesuffix("Time") + "time" if match["zone"].endswith("Time") else match["zone"]
        is_kept = ("time" if zone.endswith("time") else zone[:3]) in kept
        return f"{match['before']} ({zone})" if is_kept else f"{match['before']} {zone}"

    return _BRACKETED.sub(bare, text)


def lost_zones(source: str, target: str) -> list[str]:
    """Whose time it is in the French, where the English does not say it."""
    if not _HINT.search(source):  # most texts
        return []
    found = list(_ZONED.finditer(source))
    said = _LOCALLY if any(match["universal"] for match in found) else _SAID
    return [match[0] for match in found if not (_UNIVERSALLY if match["universal"] else said).search(target)]
