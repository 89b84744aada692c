"""Lengths of time in French: ``2 h`` and « deux heures » that last, and are no time of day.

« 1 h 30 de marche », « il y a 2 h » and « comptez 3 h » are lengths; « à 20 h de nombreux habitants » and « 8 h » by
itself are not: what nobody can say is no length here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dipx.text.dates import ANY_WEEKDAY, MONTHS, WEEKDAYS
from dipx.text.words import small

HOURS = {
    word: hour
    for hour, word in enumerate(
        "zéro une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
        "dix-huit dix-neuf vingt vingt-et-une vingt-deux vingt-trois".split()
    )
}
_MARKS = str.maketrans("’\u00a0\u202f", "'  ")
_DAY = 24  # hours
_SHORT, _LONG = 5, 12  # hours; the shorter, the sooner one says how long a thing is, not when
_NEAR = 48  # characters before that say what it is
WORDED = "|".join(sorted(HOURS.keys() - {"zéro"}, key=len, reverse=True))
_HOURS = re.compile(
    rf"(?<![\w.,:/–-])(?:(?P<hour>\d{{1,3}}) ?(?:h|heures?)|(?P<word>{WORDED}) heures?)(?![^\W\d_])"
    rf"(?: ?(?P<minute>[0-5]?\d)(?P<said> ?(?:(?P<short>min|mn)|minutes?)(?![^\W\d_]))(?:\.(?= (?-i:[a-zà-ÿ\d])))?"
    rf"(?: ?(?P<second>[0-5]?\d) ?s(?:ec|econdes?)?\b)?"
    rf"| ?(?P<bare>[0-5]\d)(?![\w%/]|[.,:]\d| ?[%€°])| et (?P<more>demie?|quart)\b)?(?![\w/–-])",
    re.I,
)

# What is before a length: « a duré 2 h », « il y a 2 h », « plus de 3 h »; « comptez 1 h 30 », but hardly 14 h 30.
_ABOUT = (
    r"(?: (?:environ|encore|entre|quelques?|au (?:moins|plus)|à peine))?(?: (?:près|plus|moins) de)?"
    r"(?: \d{1,2} (?:à|ou))?"
)
_LASTS = re.compile(
    rf"(?:\b(?:dur(?:ée?s?|er?|ait|era|ent|aient|eront|ant)|pendant|y (?:a|avait)|(?:chronos?|temps|records?) "
    rf"(?:de|:)|toutes les|sous|au bout de){_ABOUT}(?: ?:)?"
    rf"|(?<!est )(?<!était )(?<!sera )\b(?:plus|moins|près) de) $"
)
_TAKES = re.compile(
    r"\b(?:compt(?:ez|er|ons|e)|prévo(?:ir|yez|yons|it)|fau(?:t|dra|drait)|fall(?:u|ait)|met(?:s|tent|tre|tait)?|mis|"
    r"attend(?:u|re|ent|ez)?|pass(?:é|er|ent)|rest(?:ée?s?|er)|(?:bloqu|coinc)ée?s?|dormi|travaillé|parlé|discuté|"
    r"débattu|lutté|tenu|joué|couru|patienté|perd(?:u|re)?|gagn(?:é|er)|roul(?:é|er)|march(?:é|er)|"
    r"pren(?:d|dre|dra|drait)|pris|demand(?:e|er|era)|(?:suspend|interromp)ue?s?|"
    r"(?:retardée?s?|avancée?s?|reculée?s?|prolongée?s?|décalée?s?|avance|retard) de|"
    r"depuis (?:déjà|bientôt|maintenant|presque)|(?:temps|durée) (?:du |de |d')[a-zà-ÿœ-]+|"
    rf"trajet|attente|retard|cuisson|préparation){_ABOUT}(?: ?:)? $"
)
_IN = re.compile(rf"\b(?P<word>en|dans){_ABOUT} $")
_ONE = re.compile(r"\bune? (?P<what>[a-zà-ÿœ'’-]+)(?: (?:de |d')?[a-zà-ÿœ-]+)? (?:de|d'environ) $")
_LONG_THINGS = frozenset("vol trajet voyage marche grève marathon garde traversée attente retard débat combat".split())
_SINCE = re.compile(r"\baprès (?:environ )?$")
# Before a time of day, or its name: « à 20 h », « le train de 8 h », « le 20 h ».
TO_A_TIME = "(?:à|dès|vers|jusqu'à|(?:autour|partir|alentours|environs) de)"
_TO = re.compile(rf"\b{TO_A_TIME} (?:environ )?$")
_AT = re.compile(
    rf"\b(?:{TO_A_TIME}|de|du|au|aux|le|midi|matin|soir|{ANY_WEEKDAY})"
    r" (?:environ )?$"
)

# What is behind a length: what one does so long (« 12 h d'attente »), or so many a day.
_SPENT = (
    r"(?:attente|avance|retard|route|vol|train|trajet|voiture|marche|avion|bus|car|bateau|course|travail|cours|débats?|"
    r"garde|repos|sommeil|jeu|direct|combats?|grève|négociations?|réunions?|discussions?|audience|audition|procès|"
    r"recherches?|fouilles?|repas|formation|conduite|retenue|programme|musique|spectacle|concert|lecture|pause|décalage|"
    r"voyage|traversée|vélo|randonnée|cuisson|montée|descente|film|queue|bouchons?|embouteillages?|interrogatoires?)"
    r"(?![\w-])"
)
_SPENT_OF = re.compile(rf" (?:de |d'){_SPENT}")
_OF = re.compile(r" (?:de |d')(?P<noun>[a-zà-ÿœ-]+)(?P<elided>')?")
# What is behind « de » and is nothing one does so long: a part of the day, a date, an article, and what begins another
# phrase (« 20 h de nombreux habitants »).
_NO_NOUN = frozenset(
    """la le les ce cet cette ces un une des mon ma mes son sa ses notre nos votre vos leur leurs chaque tout toute
    toutes demain hier nuit jour matin soir soirée matinée après après-midi avant abord ailleurs ici là habitude
    ordinaire été hiver urgence nombreux nombreuses autres nouveau nouveaux
    nouvelle nouvelles grands grandes petits petites jeunes gros grosses violents violentes façon manière
    préférence sorte quoi par chez source sources retour même""".split()
).union(WEEKDAYS, MONTHS)
_SO = re.compile(
    r" (?:(?:par (?:jour|semaine|mois|an|nuit)|sur 24|d'affilée|durant|non-stop|chrono)\b|plus t(?:ard|ôt)\b(?! que))"
)
_EDGE = re.compile(r" (?:avant|après) ")
_BY = re.compile(r" (?:à (?:pied|vélo|cheval)|en (?:voiture|train|TGV|bus|car|tram|métro|avion|bateau|ferry))\b")
_IS_AT = re.compile(r"\b(?:est|sont|située?s?|trouve(?:nt)?|perchée?s?) à (?:environ )?$")
_NO_LENGTH = re.compile(
    r" (?:du (?:matin|soir)|de l'après-midi|de la (?:nuit|matinée)|précises?|pile|GMT|UTC|heure (?:locale|de Paris))"
)
_JOINT = re.compile(r" (?:à|ou|et) ")


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time as written, and where it stands. ``is_digits``: all of it is in figures."""

    text: str
    start: int
    hours: int
    minutes: int
    is_digits: bool
    seconds: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@lru_cache(maxsize=8)
def lengths(text: str) -> tuple[Length, ...]:
    """The lengths of time of a French text that have whole hours, in order. Of « 2 h à 3 h de marche » both are."""
    return tuple(_length(match, text) for match, is_length in _hours_of(text) if is_length)


def written_out(text: str) -> str:
    """The text with the lengths that have figures as ``1 heure 30 minutes``, and « à 20 h 45 min » as a time."""
    parts: list[str] = []
    end = 0
    for match, is_length in _hours_of(text):
        length = _length(match, text)
        if is_length and length.is_digits and (length.hours or length.minutes or length.seconds):
            made = spelled(length.hours, length.minutes, length.seconds)
        elif match["short"] and match["hour"]:
            made = f"{match['hour']} h {length.minutes:02d}"
        else:
            continue
        parts += [text[end : match.start()], made]
        end = match.end()
    return "".join([*parts, text[end:]])


def spelled(hours: int, minutes: int, seconds: int = 0) -> str:
    """``1 heure 30 minutes``."""
    parts = ((hours, "heure"), (minutes, "minute"), (seconds, "seconde"))
    return " ".join(f"{number} {unit}{'s' * (number > 1)}" for number, unit in parts if number)


@lru_cache(maxsize=8)
def _hours_of(text: str) -> list[tuple[re.Match[str], bool]]:
    """All that may be a length, and whether it is one."""
    plain = text.translate(_MARKS)
    matches = list(_HOURS.finditer(plain))
    found = [_is_length(match) for match in matches]
    for i in range(1, len(matches)):
        if found[i - 1] != found[i] and _JOINT.fullmatch(plain, matches[i - 1].end(), matches[i].start()):
            other = matches[i if found[i - 1] else i - 1]
            if _hours(other) <= _SHORT and not _NO_LENGTH.match(plain, other.end()):
                found[i - 1] = found[i] = True
    return list(zip(matches, found, strict=True))


def _hours(match: re.Match[str]) -> int:
    return int(match["hour"]) if match["hour"] else HOURS[small(match["word"])]


def _length(match: re.Match[str], text: str) -> Length:
    more = (match["more"] or "").lower()
    minutes = int(match["minute"] or match["bare"] or 0) + (15 if more == "quart" else 30 if more else 0)
    is_digits = match["hour"] is not None and not more
    said = text[match.start() : match.end()]
    return Length(said, match.start(), _hours(match), minutes, is_digits, int(match["second"] or 0))


def _is_length(match: re.Match[str]) -> bool:
    text, hours = match.string, _hours(match)
    near, end = text[max(0, match.start() - _NEAR) : match.start()].lower(), match.end()
    if near.endswith(" d'"):
        near = f"{near[:-1]}e "  # plus d'1 h
    if _NO_LENGTH.match(text, end):
        return False
    if match["second"] or hours > _DAY or _SPENT_OF.match(text, end) or _LASTS.search(near):
        return True
    if match["said"] and not _TO.search(near):
        return True
    is_late = hours > _LONG
    if _TAKES.search(near):
        return not is_late
    if found := _IN.search(near):  # « passe en 20 h 50 » on the radio
        return not is_late or (found["word"] == "dans" and not match["bare"])
    if found := _ONE.search(near):
        return hours <= _SHORT or found["what"] in _LONG_THINGS
    return _is_length_by_what_follows(match, hours, near)


def _is_length_by_what_follows(match: re.Match[str], hours: int, near: str) -> bool:
    text, end = match.string, match.end()
    if _SO.match(text, end):
        return not _TO.search(near)
    is_at = _AT.search(near) is not None
    if _EDGE.match(text, end):
        return hours <= _SHORT and not is_at
    if _BY.match(text, end):
        return hours <= _SHORT and (not is_at or _IS_AT.search(near) is not None)
    of = _OF.match(text, end)
    if of is None or (is_at and hours > _SHORT):
        return False
    if of["noun"] in ("un", "une"):
        return _SINCE.search(near) is not None
    return not of["elided"] and of["noun"] not in _NO_NOUN
