"""French shorthand written out for the model, which takes « le lun. et le mar. » for the moon and the tide.

Days and months, times of day and lengths of time, ``env.`` and its like, volumes and articles, « une quinzaine de »,
amounts, sums, growth, what is below zero, what was before Christ, initials (CDD), and idioms in plain words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from dipx.text import and_a_half, below_zero, eras, growth, idioms, initials, nonstop, notices, rates, sums
from dipx.text.amounts import figured
from dipx.text.clock import FRENCH_MINUTES, PAST_NOON
from dipx.text.dates import WEEKDAYS
from dipx.text.lengths import HOURS, TO_A_TIME, WORDED, written_out
from dipx.text.words import SPACE as _S
from dipx.text.words import small

_DAYS = {day[:3]: day for day in WEEKDAYS}
_MONTHS = {
    "janv": "janvier", "jan": "janvier", "févr": "février", "fevr": "février", "fév": "février", "fev": "février",
    "avr": "avril", "juill": "juillet", "juil": "juillet", "aoû": "août", "sept": "septembre", "oct": "octobre",
    "nov": "novembre", "déc": "décembre", "dec": "décembre",
}  # fmt: skip
_ANY_MONTH = r"(?:janv|jan|févr|fév|mars|avr|mai|juin|juil|août|sept|oct|nov|déc)"
_DAY = r"(?:[Ll]und?|[Mm]ard?|[Mm]erc?|[Jj]eud?|[Vv]en(?:dr?)?|[Ss]am|[Dd]im)"
_WHOLE_DAY = r"(?:[Ll]undi|[Mm]ardi|[Mm]ercredi|[Jj]eudi|[Vv]endredi|[Ss]amedi|[Dd]imanche)"
_JOINT = rf"{_S}?(?:[,/–-]|{_S}(?:et|ou|au|à)(?:{_S}le)?){_S}?"
_TIME = (
    rf"{_S}?(?:,{_S})?(?:de|à|dès|:)?{_S}?\d{{1,2}}(?:{_S}?[hH](?:{_S}?[0-5]\d)?\b|:[0-5]\d\b)|{_S}(?:matin|midi|soir|après-midi|prochain|dernier)\b"
    rf"|{_S}(?:[Ff]ermé|[Oo]uvert)e?s?\b"
)
# A name of a day that is a word too (mer, jeu, mar) needs a neighbor: another day, a date or a time.
_SHORT_DAY = re.compile(
    rf"(?<![\w.'’-])(?P<day>{_DAY})\.(?={_S}?\d{{1,2}}(?:er)?(?:{_S}{_ANY_MONTH}|{_S}(?:et|ou|au){_S}(?:le{_S})?{_DAY}\.)"
    rf"|{_TIME}|{_JOINT}(?:{_DAY}\.|{_WHOLE_DAY}\b))"
    rf"|(?P<joint>\b(?:{_DAY}\.|{_WHOLE_DAY})(?:{_S}\d{{1,2}})?{_JOINT})(?P<after>{_DAY})\."
    rf"|^(?P<alone>{_DAY})\.$"
    rf"|(?<![\w.'’-])(?P<sure>lun|ven|sam|dim)\.(?=$|[,;:)]|{_S}[^\W_A-ZÀ-Þ])"
    rf"|\b(?P<the>[Ll]es?|[Dd]u|[Aa]u|[Cc]e|[Cc]haque|[Dd]ès){_S}(?P<his>lun|mar|mer|ven|sam|dim)\.(?=$|[,;:)]|{_S})"
)
_SPAN_OF_DAYS = re.compile(
    rf"(?<![\w.'’-])(?P<du>[Dd][ue]{_S})?(?P<first>{_DAY}(?:\.|\b)|{_WHOLE_DAY}){_S}?[–-]{_S}?(?P<last>{_DAY}\b\.?+|{_WHOLE_DAY})(?![\w–-])"
)
_OPENS = re.compile(r"(?:^|[.!?:(«\n])\s*$")
_SHORT_MONTH = re.compile(
    rf"(?P<before>\b\d{{1,2}}(?:er)?{_S}|\b(?:en|fin|début|depuis|de|à|et|dès){_S}|mi-|(?<!\w))"
    rf"(?P<month>{'|'.join(_MONTHS)})(?P<dot>\.?)(?P<year>{_S}(?:1[5-9]|20)?\d\d(?!\d))?(?!\w)",
    re.I,
)
_NUMBER = "(?:\\d|une?\\b|deux|trois|quatre|cinq|six|sept|huit|dix|vingt|trente|cent|mille)"
_NUMERAL = "(?![A-Z]\\. ?[A-Z])(?:[IVXLC]{1,7}|\\d{1,4})(?![\\w%€$'’])"  # no initials: Al. C. Martin
# Initials are no volumes: T.V., T. L.
_AFTER_T = rf"(?:{_S}?\d{{1,4}}|{_S}[IVX]{{1,7}})(?![\w%€$'’])"
_CAPITAL = "[A-ZÀ-Þ\U000f0000-\U0010fffd]"  # or the mark of something protected
_WORDS = (
    (re.compile(rf"(?<!\w)([Ee])nv\.(?={_S}?{_NUMBER})"), r"\1nviron"),
    (re.compile(rf"(?<!\w)([Pp])\.{_S}?ex\."), r"\1ar exemple"),
    (re.compile(r"(?<!\w)([Cc])\.?-à-d\.?(?!\w)"), r"\1'est-à-dire"),
    (re.compile(r"(?<![\w.])(?:RDV|rdv)(?!\w)"), "rendez-vous"),
    (re.compile(r"(?<![\w.])(?:SVP|svp|s\.v\.p\.)(?!\w)"), "s'il vous plaît"),
    (re.compile(rf"(?<![\w.'’-])(?:c|(?<!{_S})C){_S}pas\b(?!{_S}à{_S}pas)"), "ce n'est pas"),
    (re.compile(rf"(?<![\w.])(?<!\d{_S})(?:(?:vol\.|tome\b)(?={_S}?{_NUMERAL})|t\.(?={_AFTER_T})){_S}?"), "volume "),
    (re.compile(rf"(?<![\w.])(?:(?:Vol\.|Tome\b)(?={_S}?{_NUMERAL})|T\.(?={_AFTER_T}(?!\.))){_S}?"), "Volume "),
    (re.compile(rf"(?<![\w.])([Cc]hap)\.{_S}?(?={_NUMERAL})"), r"\1itre "),
    (re.compile(rf"(?<![\w.])([Aa]rt)\.{_S}?(?={_NUMERAL})"), r"\1icle "),
    (re.compile(rf"(?<![\w.])([Aa]l)\.{_S}?(?={_NUMERAL})"), r"\1inéa "),
    (re.compile(rf"(?<![\w.])([Ff]ig)\.{_S}?(?={_NUMERAL})"), r"\1ure "),
    (
        re.compile(rf"(?<![\w.,])(\d{{1,2}}){_S}?(?:min|mn){_S}?([0-5]?\d){_S}?s(?:ec)?\b(?!{_S}?[/.]\w)"),
        lambda match: f"{match[1]} minute{'s' * (int(match[1]) > 1)} {match[2]} secondes",
    ),
    (re.compile(rf"(?<=\d{_S})hab\.?(?=[ /)]|$)"), "habitants"),
    (re.compile(rf"(?<=\d{_S})pers\.?(?=[ /):,;]|$)"), "personnes"),
    (re.compile(rf"(?<=\d{_S})env\.?(?=$|{_S}?[,;:)]|{_S}[–-]{_S})"), "environ"),
    (re.compile(rf"(?<=\d{_S})cl\b(?=$|{_S}?[.,;:)]|{_S}d[e'’])"), "centilitres"),
    (re.compile(rf"(?<![\w.])Rens\.(?={_S}?:)"), "Renseignements"),
    (re.compile(rf"(?<![\w.])Prép\.(?={_S}?:)"), "Préparation"),
    # In the language of results; models leave "bat" between two names.
    (
        re.compile(rf"(\b[A-ZÀ-Þ][\w'’-]{{0,40}}{_S})bat(?={_S}(?:l[ae]{_S}|l['’])?[A-ZÀ-Þ\U000f0000-\U0010fffd])"),
        r"\1a battu",
    ),
)
# Of comments and short messages, which models copy.
_TYPED = {
    "bcp": "beaucoup", "tjs": "toujours", "tjrs": "toujours", "dvt": "devant", "qqn": "quelqu'un",
    "qqch": "quelque chose", "slt": "bonjour", "pcq": "parce que", "tt le monde": "tout le monde",
    "tte la journée": "toute la journée",
}  # fmt: skip
_TYPED_WORD = re.compile(rf"(?<![\w.@#/'’-])(?:{'|'.join(_TYPED)})(?![\w/'’-]|\.\w)")
# S.N.C.F., but for a person's initials; the last stop may be the sentence's too.
_DOTTED = re.compile(r"(?<![\w.])((?:[A-ZÀ-Þ]\.){2,}[A-ZÀ-Þ])\.(?![\w.]| ?[A-ZÀ-Þ][a-zà-ÿ])($)?")
_SOME = {"dizaine": "dix", "quinzaine": "quinze"}
_ABOUT = re.compile(
    rf"\b(?P<near>[Pp]rès{_S}d['’]|[Pp]lus{_S}d['’]|[Mm]oins{_S}d['’]|[Ee]nviron{_S})?(?<!utour{_S}d['’])(?<!ordre{_S}d['’])(?P<one>[Uu]ne){_S}(?P<small>petite{_S})?"
    rf"(?P<some>dizaine|quinzaine)(?:{_S}(?P<of>de{_S}|d['’])(?!(?:jours?|milliers|millions|milliards)\b))"
)
_WERE = re.compile(
    rf"\b(?P<were>(?:sont|étaient|serons|seront|êtes|sommes|étions){_S})une{_S}(?P<some>dizaine|quinzaine)\b(?!{_S}d[e'’])"
)
_HOURS = HOURS | {"midi": 12, "minuit": 0}
_CLOCK = re.compile(
    rf"\b(?:(?P<name>midi|minuit)|(?P<hour>{WORDED}){_S}heures?){_S}(?:et{_S}(?P<more>demie?|quart)"
    rf"|moins{_S}(?P<less>le{_S}quart|vingt-cinq|vingt|dix|cinq))\b(?!{_S}(?:minutes?|euros?|secondes?)\b)",
    re.I,
)
_NEAR = 40  # characters before a time or a span of days that say what it is
_AT = re.compile(rf"\b(?:{TO_A_TIME}|est|était){_S}$", re.I)
_DURING = re.compile(rf"\b(?:en|pendant|durant|dur[a-zé]+|il{_S}y{_S}a|d['’]){_S}?$", re.I)
_LASTS = re.compile(rf"{_S}de{_S}(?!l'après|la{_S}nuit|la{_S}matinée|demain)")
_FROM_TO = re.compile(
    rf"(?<![\w.,:/–-])(?P<de>(?:[Dd]e|[Ee]ntre){_S})?(?P<from>\d{{1,2}}{_S}?[hH](?:{_S}?[0-5]\d)?){_S}?[-–]{_S}?"
    rf"(?P<to>\d{{1,2}}{_S}?[hH](?:{_S}?[0-5]\d)?)(?![\w/–-])"
)

# Of « 9 s 58 » the model keeps just that; behind minutes it reads the seconds.
_HUNDREDTHS = re.compile(
    rf"(?<![\w.,:])(?<!min{_S})(?<!mn{_S})(?<!\d{_S})(?P<s>\d{{1,2}}){_S}?s{_S}?(?P<h>\d\d)"
    rf"(?!\w|[.,:]\d|{_S}?[%€$]|{_S}[a-zà-ÿ'’-]{{2,30}}[sx]\b)"
)


@lru_cache(maxsize=1 << 12)  # of two windows: asked for the model first, and again when its English is checked
def longhand(text: str) -> str:
    """The text as one would read it out, where that is certain. Idempotent."""
    text = notices.written_out(text)
    for hint, step in _STEPS:
        if hint.search(text):
            text = step(text)
    return idioms.plain_words(initials.in_words(growth.written_out(sums.written_out(figured(text)))))


def _days(text: str) -> str:
    text = _SPAN_OF_DAYS.sub(_span, text)
    return _SHORT_DAY.sub(_day, _SHORT_DAY.sub(_day, text))  # « mar., mer. et jeu. »: one is the other's neighbor


def _words(text: str) -> str:
    for pattern, word in _WORDS:
        text = pattern.sub(word, text)
    return _DOTTED.sub(lambda match: match[1].replace(".", "") + "." * (match[2] is not None), text)


def _approximate(text: str) -> str:
    text = _ABOUT.sub(_some, text)
    return _WERE.sub(lambda m: f"{m['were']}environ {_SOME[m['some']]}", text)


def _span(match: re.Match[str]) -> str:
    near = max(0, match.start() - _NEAR), match.start()
    opens = match["du"] or _OPENS.search(match.string, *near)  # « ouvert Sam-Dim »: no capital within
    du = "Du" if opens and match[0][0].isupper() else "du"
    return f"{du} {_whole_day(match['first']).lower()} au {_whole_day(match['last']).lower()}"


def _whole_day(short: str) -> str:
    day = _DAYS[short[:3].lower()]
    return day.capitalize() if short[0].isupper() else day


def _day(match: re.Match[str]) -> str:
    short = match["day"] or match["after"] or match["sure"] or match["his"] or match["alone"]
    day = _whole_day(short)
    before = match["joint"] or (f"{match['the']} " if match["the"] else "")
    rest = match.string[match.end() :]
    ends = match[0].endswith(".") and not rest.strip()  # the sentence ends there too
    glue = " " if match[0].endswith(".") and rest[:1].isdigit() else ""
    return f"{before}{day}{'.' if ends else glue}"


def _month(match: re.Match[str]) -> str:
    before, dot, year = match["before"], match["dot"], match["year"] or ""
    is_dated = before[:1].isdigit() or len(year.strip()) == 4
    if not (is_dated or (dot and before and match["month"].lower() not in ("sept", "oct", "jan", "dec"))):
        return match[0]
    if match["month"].lower() == "sept" and not dot and not year and match.string[match.end() :].strip(" ,;:!?.)"):
        return match[0]  # « à 20 h 30 sept personnes »
    ends = dot and not year and not match.string[match.end() :].strip()
    return f"{before}{_MONTHS[small(match['month'])]}{'.' if ends else ''}{year}"


def _some(match: re.Match[str]) -> str:
    near = (match["near"] or "").rstrip("'’")
    number = _SOME[match["some"]]
    if near.lower().endswith(" d"):
        return f"{near[:-1]}de {number} "
    if match["small"]:
        return f"{'Près' if match['one'] == 'Une' else 'près'} de {number} "
    capital = match[0][0].isupper()
    return f"{'Environ' if capital else 'environ'} {number} "


def _clock(match: re.Match[str]) -> str:
    """A time, not a length: « moins le quart » is one but for what lasts, « et demie » where it is said to be at it."""
    hour = _HOURS[small(match["name"] or match["hour"])]
    before = max(0, match.start() - _NEAR), match.start()
    if _DURING.search(match.string, *before) and not match["name"]:
        return match[0]
    if match["less"]:
        hour = 13 if match["hour"] and hour == 1 else hour  # ten to one: after noon
        hour, minute = (hour - 1) % 24, 60 - FRENCH_MINUTES[" ".join(small(match["less"]).split())]
    else:
        minute = FRENCH_MINUTES[small(match["more"])]
        if not match["name"] and not (
            _AT.search(match.string, *before) and not _LASTS.match(match.string, match.end())
        ):
            return match[0]
    return f"{hour} h {minute}"


def _past_noon(match: re.Match[str]) -> str:
    """« midi dix », of which the model makes "10 noon"."""
    return f"{_HOURS[small(match['name'])]} h {FRENCH_MINUTES[small(match['minutes'])]:02}"


def _from_to(match: re.Match[str]) -> str:
    opening = match["de"] or "de "
    return f"{opening}{match['from']} {'à' if opening.lower().startswith('de') else 'et'} {match['to']}"


# A look at what a step needs costs less than the step.
_STEPS: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (re.compile(rf"{_DAY}(?:\.|[a-z]{{0,5}}{_S}?[–-])"), _days),
    (re.compile(rf"(?:{'|'.join(_MONTHS)})(?!\w)", re.I), lambda text: _SHORT_MONTH.sub(_month, text)),
    (
        re.compile(
            r"(?:vol|chap|art|al|fig|\bt)\.|\btome[ \u00a0\u202f]|env\.|ex\.|-à-d|rdv|svp|\dmi?n|\d[ \u00a0\u202f]mi?n"
            r"|\bc\spas\b|s\.v\.p|hab\b|\bbat\b|\bpers\b|\benv\b|\bcl\b|\brens\.|\bprép\.|[a-zà-þ]\.[a-zà-þ]\.[a-zà-þ]\.",
            re.I,
        ),
        _words,
    ),
    (_TYPED_WORD, lambda text: _TYPED_WORD.sub(lambda match: _TYPED[match[0]], text)),
    (re.compile("izaine|uinzaine"), _approximate),
    (re.compile("moins|demi|quart"), lambda text: _CLOCK.sub(_clock, text)),
    (re.compile("[Mm]i(?:di|nuit)"), lambda text: PAST_NOON.sub(_past_noon, text)),
    (below_zero.HINT, below_zero.written_out),
    (re.compile(rf"\d{_S}?s{_S}?\d\d"), lambda text: _HUNDREDTHS.sub(r"\g<s>,\g<h> secondes", text)),
    (eras.HINT, eras.written_out),
    (and_a_half.HINT, and_a_half.written_out),
    (rates.HINT, rates.written_out),
    (nonstop.HINT, nonstop.written_out),
    (re.compile(rf"\d{_S}?[hH](?:\d\d)?{_S}?[-–]"), lambda text: _FROM_TO.sub(_from_to, text)),
    (re.compile(rf"\d{_S}?h(?![^\W\d_])|\d{_S}heures?{_S}\d", re.I), written_out),
)
