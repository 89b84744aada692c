"""Times of day in one style, "10:30 a.m.": a model writes "10.30am", "2pm", "6:00 p.m", "11:45 p.M." and "22:30" beside
each other, and a page's times are to look alike."""

from __future__ import annotations

import re

from dipx.text.clock import french_clocks
from dipx.text.stamps import of_twelve
from dipx.text.words import plain

_HALF = re.compile(
    r"(?<![\w.,:/$€£-])(?P<hour>1[0-2]|0?\d)(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[apAP])\.? ?[mM](?!\w)\.?"
)
_PART = re.compile(
    r"(?<![\w.,:/$€£-])(?P<time>(?:1[0-2]|[1-9])(?::[0-5]\d)?)(?: o'clock)? in the "
    r"(?P<part>morning|afternoon|evening)\b\.?"
)
_PART_SAID = re.compile(r"\d ?(?:h|heures?) ?(?:\d\d )?(?:du matin|du soir|de l'après-midi)\b")
_IS_TIME = re.compile(r"\d ?(?:[hH]|:)|heure|midi|minuit", re.IGNORECASE)
_WHOLE = re.compile(r"\d ?(?:[hH]|:|heures?) ?00(?!\d)")
_ENGLISH_TIME = re.compile(r"\d ?[ap]\.?m\b", re.IGNORECASE)  # in the French: a name, a quotation
_BARE = re.compile(
    r"(?<![\w.,:/$€£-])(?P<hour>2[0-3]|1\d|0?\d):(?P<minute>[0-5]\d)"
    r"(?![\w%:]|[.,:-]\d| ?[ap]\.?m\b| ?\(?(?:GMT|UTC)| o'clock"
    r"| (?:in the|this|tomorrow|at night|tonight|minutes?|hours?)\b)"
)


def in_one_style(text: str, source: str) -> str:
    """The times of the English in one style, where the French has times. Idempotent."""
    source = plain(source)
    if not _IS_TIME.search(source) or _ENGLISH_TIME.search(source):
        return text
    has_whole = _WHOLE.search(source) is not None
    if _PART_SAID.search(source):
        text = _PART.sub(lambda match: f"{match['time']} {'a' if match['part'] == 'morning' else 'p'}.m.", text)
    text = _HALF.sub(lambda match: _styled(match, has_whole=has_whole), text)
    return _BARE.sub(lambda match: _of_twelve(match, source), text) if _BARE.search(text) else text


def _styled(match: re.Match[str], *, has_whole: bool) -> str:
    minute = match["minute"]
    minute = "" if minute is None or (minute == "00" and not has_whole) else f":{minute}"
    return f"{int(match['hour']) or 12}{minute} {match['half'].lower()}.m."


def _of_twelve(match: re.Match[str], source: str) -> str:
    """Where the French writes it with an h, and one half of the day is meant: « 16:45 » may be a score."""
    said = (int(match["hour"]), int(match["minute"]))
    for clock in french_clocks(source):
        written = re.match(r"(\d{1,2}) ?(?:h|heures?)\.? ?(\d\d)", clock.text, re.IGNORECASE)
        if written and (int(written[1]), int(written[2])) == said and clock.is_sure and len(clock.minutes) == 1:
            made = of_twelve(min(clock.minutes) // 60, match["minute"])
            return made[:-1] if match.string.startswith(".", match.end()) else made
    return match[0]
