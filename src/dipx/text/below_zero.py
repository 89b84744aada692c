"""Temperatures whose minus is a word, with the sign for the model: of « moins deux degrés » it makes "less than two
degrees", and of « Il fait moins quinze » "He is 15"; « -2 degrés » it reads."""

from __future__ import annotations

import re

from dipx.text.words import SPACE as _S

_UNITS = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_NUMBERS = {
    **{word: number for number, word in enumerate(_UNITS)},
    **{f"dix-{word}": 10 + _UNITS.index(word) for word in ("sept", "huit", "neuf")},
    **_TENS,
    **{f"{ten}{joint}un": number + 1 for ten, number in _TENS.items() for joint in (" et ", "-et-")},
    **{f"{ten}-{_UNITS[one]}": number + one for ten, number in _TENS.items() for one in range(2, 10)},
}
_NUMBER = rf"(?P<number>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}|\d{{1,2}}(?:,\d)?)"
# « au moins deux degrés », « plus ou moins », « pour le moins », « huit heures moins dix »
_MINUS = (
    rf"(?<![\w'’-])(?<!\bau{_S})(?<!\bdu{_S})(?<!\bou{_S})(?<!\ble{_S})(?<!\bni{_S})(?<!\bpas{_S})(?<!\d{_S})"
    rf"(?<!heures{_S})(?<!heure{_S})(?<!\bh{_S})(?<!midi{_S})(?<!minuit{_S})(?<!degrés{_S})moins{_S}"
)
_DEGREES = re.compile(rf"{_MINUS}{_NUMBER}(?P<unit>{_S}degrés?\b|{_S}?°)", re.I)
_ENDS = (
    rf"(?=$|{_S}?[.,;:!?)»\"]|{_S}(?:à|au|aux|en|dans|sur|sous|ce|cette|hier|demain|aujourd['’]hui|et|ou|la{_S}nuit|le{_S}matin|"
    rf"dehors|ici|là-bas|chez|avec|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b)"
)
_WEATHER = re.compile(
    rf"(?P<it>\bil{_S}(?:ne{_S})?(?:va{_S}|doit{_S}|devrait{_S}|peut{_S}|pourrait{_S}|a{_S})?"
    rf"(?:fait|fera|faisait|ferait|faire)(?:{_S}(?:jusqu'à|environ|encore|déjà|presque|près{_S}de|même|toujours))?{_S})"
    rf"{_MINUS}{_NUMBER}{_ENDS}",
    re.I,
)
# Of « Il fait -15 degrés » a model makes "He does -15 degrees".
_IT_IS = re.compile(
    rf"(?<![\w'’-])(?P<il>[Ii])l{_S}(?:(?P<verb>fait|fera|faisait|ferait|a{_S}fait)|(?P<may>va|doit|devrait|peut|pourrait){_S}faire){_S}"
    rf"(?=-\d{{1,2}}(?:,\d)?(?:{_S}degrés?\b|{_S}?°))"
)
_IS = {"fait": "est", "fera": "sera", "faisait": "était", "ferait": "serait"}
_COLD = re.compile(r"°|\bdegrés?\b|\btempératures?\b|\bthermomètre|\bmercure\b|\bcelsius\b", re.I)
_ALONE = re.compile(rf"{_MINUS}(?!une?\b){_NUMBER}{_ENDS}", re.I)
HINT = re.compile(r"[Mm]oins|\bil (?:\w+ )?\w+ -\d", re.I)
"""Without this there is nothing to write out."""

_COUNTED = r"(?P<number>\d{1,2}(?:[.,]\d)?)(?= ?(?:°|degr))"
_SIGNED = re.compile(rf"(?<![\w.,°-])(?<![\d°CF] )(?:[-−] ?|–){_COUNTED}")
_BARE = re.compile(rf"(?<![\w.,])(?<![-−–])(?<![-−–] ){_COUNTED}")
_SAID = re.compile(r"\b(?:minus|below|sub|negative|drop\w*|fell|fall\w*)\b", re.I)
# A temperature "dropped to 12" is above zero, whatever the verb.
_TO = re.compile(
    r"\b(?:drop\w*|fell|fall\w*)(?: (?:down|back|as low as))? to (?:about |around |nearly |almost |a low of )?$", re.I
)
_BACK = 24  # characters before a number, or after it, that say that it is below zero


def written_out(text: str) -> str:
    """The text with such temperatures in figures and with their sign. Idempotent."""
    text = _DEGREES.sub(lambda match: f"-{_figure(match)}{match['unit']}", text)
    text = _WEATHER.sub(lambda match: f"{match['it']}-{_figure(match)} degrés", text)
    text = _IT_IS.sub(_it_is, text)
    return _ALONE.sub(lambda match: f"-{_figure(match)}", text) if _COLD.search(text) else text


def _it_is(match: re.Match[str]) -> str:
    verb = f"{match['may']} être" if match["may"] else _IS.get(match["verb"], "a été")
    return f"{'La' if match['il'] == 'I' else 'la'} température {verb} de "


def _figure(match: re.Match[str]) -> str:
    number = " ".join(match["number"].lower().split())
    return str(_NUMBERS.get(number, number))


def minus_lost(source: str, target: str) -> list[str]:
    """The degrees below zero of the French, with plain spaces, that are above it in the English."""
    return [match["number"] for match in _above_zero(source, target)]


def with_minus(text: str, source: str) -> str:
    """The English with the minus of such degrees. Idempotent."""
    for match in reversed(_above_zero(source, text)):
        text = f"{text[: match.start()]}-{text[match.start() :]}"
    return text


def _above_zero(source: str, target: str) -> list[re.Match[str]]:
    if "°" not in source and "degr" not in source:
        return []
    signed = {match["number"].replace(",", ".") for match in _SIGNED.finditer(source)}
    signed -= {match["number"].replace(",", ".") for match in _BARE.finditer(source)}
    return [
        match
        for match in _BARE.finditer(target)
        if match["number"] in signed
        and not _SAID.search(_TO.sub("", target[max(0, match.start() - _BACK) : match.start()]))
        and not re.match(r"[^.;]{0,14}\b(?:below|Fahrenheit)\b", target[match.end() : match.end() + _BACK])
    ]
