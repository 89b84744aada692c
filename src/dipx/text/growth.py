"""What results say that a model misreads: growth to an amount, and quarters.

Of sixteen sentences like « a progressé de 6,4 % à 312 millions » the bundled model made "from 6.4% to 312 million" of
fourteen, and of none with « pour atteindre ». « T3 2024 » it leaves, and « Q3 2024 » it reads.
"""

from __future__ import annotations

import re

from dipx.text.words import SPACE as _S

_MOVES = (
    r"(?<!\w)(?:progress|recul|augment|(?:re|a)?baiss|hauss|(?:re)?bond|grimp|chut|croiss|cr[uû](?!\w)|accr|gagn|perd|céd|cèd|"
    r"repli|dimin|relev|relèv|rédui|réduct|améliorat|amélior|dégrad|contract|tomb|mont(?!ant|agn|re)|descend|appréci|dépréci|ralenti|accélér|"
    r"avan[cç]|flamb|envol|plong|fléchi|effrit|abaiss|allég|gonfl|explos|fond(?=ent|u|re)|éro[ds]|tass|revaloris|doubl|étoff)\w*"
)
_ABOUT = rf"(?:environ|près{_S}de|plus{_S}de|moins{_S}de|quelque|presque){_S}"
_PERCENT = rf"(?:{_ABOUT})?(?P<percent>\d{{1,3}}(?:,\d{{1,3}})?){_S}?(?:%|pour{_S}cent\b)"
_POINTS = rf"(?P<points>\d{{1,2}}(?:,\d{{1,2}})?){_S}points?(?:{_S}de{_S}pourcentage)?"
_WITHIN = (
    rf"(?:,?{_S}(?:(?:sur|en)(?:{_S}(?:un|une|le|la|les)|{_S}l['’])?{_S}?(?:ans?|année|mois|trimestre|semestre|période|exercice)\b"
    rf"|en{_S}(?:données|rythme|glissement|organique|moyenne|volume|valeur)(?:{_S}[a-zéè]+){{0,2}}?"
    rf"|à{_S}(?:périmètre|taux|changes?|données|jours)(?:{_S}(?:de|et|comparables?|constants?|change|périmètre)){{0,4}}"
    rf"|(?:au|du|sur{_S}le){_S}\w+{_S}(?:trimestre|semestre)|l['’]an{_S}(?:dernier|passé)))"
)
_NUMBER = rf"\d{{1,3}}(?:{_S}\d{{3}})*(?:,\d+)?"
_COUNT = (
    rf"(?:€|\$|£){_S}?\d|{_NUMBER}{_S}?(?:(?:k|M|Mds?|Md){_S}?)?(?:€|\$|£)|{_NUMBER}{_S}(?:millions?|milliards?|milliers|euros?|"
    rf"dollars?|livres|francs?|yens?|yuans?|roubles?|centimes?|cents|EUR|USD|MW|GW|[GT]Wh|tonnes?)\b"
    rf"|\d{{1,3}}(?:{_S}\d{{3}})+(?:,\d+)?(?![\d,]|{_S}?(?:%|h\b|heures?\b|pour{_S}cent\b|ans?\b|mois\b|jours?\b))"
    rf"|\d{{3}}(?:,\d+)?{_S}(?:points|unités|exemplaires)\b"
)
# Who gets it: « une hausse de 3 % à 125 000 salariés ».
_RECEIVERS = (
    rf"(?:{_NUMBER}{_S}(?:(?:millions?|milliards?|milliers?){_S}(?:de{_S}|d['’]))?"
    r"(?:salarié|retraité|client|ménage|fonctionnaire|agent|foyer|habitant|abonné|famille|personne|employé|étudiant|élève|"
    r"assuré|locataire|patient|enseignant|soignant|ouvrier|cadre|propriétaire|contribuable|agriculteur|entreprise))"
)
_GROWTH = re.compile(
    rf"(?P<said>{_MOVES}[^.;:!?%\d\n]{{0,60}}?(?<![\w'’])d(?:e{_S}|['’]){_PERCENT}(?:{_S}environ)?{_WITHIN}?)"
    rf"(?P<to>,?{_S}(?:à|pour{_S}atteindre){_S})(?=(?:{_ABOUT})?(?:{_COUNT}))(?!(?:{_ABOUT})?{_RECEIVERS})",
    re.I,
)
_OF_POINTS = re.compile(
    rf"(?P<said>{_MOVES}[^.;:!?%\d\n]{{0,60}}?(?<![\w'’])d(?:e{_S}|['’])(?:{_ABOUT})?{_POINTS}{_WITHIN}?),?{_S}à{_S}"
    rf"(?=(?:{_ABOUT})?\d{{1,3}}(?:,\d+)?{_S}?(?:%|pour{_S}cent\b))",
    re.I,
)
_QUARTER = re.compile(rf"(?<![\w.,'’/-])[Tt](?P<number>[1-4])(?P<year>(?:{_S}|[-/ ])(?:20)\d\d)(?![\w/]|[.,]\d|{_S}\d)")
_QUARTER_TOO = re.compile(rf"(?<!\w)(?P<at>(?:[Aa]u|[Dd]u|[Ll]e|[Ee]n){_S})T(?P<number>[1-4])(?![\w/-]|[.,]\d|{_S}\d)")
# A T3 is a tram and a flat as well.
_RESULTS = re.compile(
    r"chiffre d['’]affaires|\bCA\b|\bPIB\b|bénéfice|\brésultats?\b|\bEbitda\b|\bEBITDA\b|\bmarges?\b|trimestr|semestr"
    r"|\bcroissance\b|\bcommandes\b|\brecettes\b|\bventes\b|\bbudget|\bQ[1-4]\b",
    re.I,
)
_FLATS = re.compile(
    r"\b(?:tram\w*|ligne|appartements?|pièces|loyers?|m²|studios?|terminal|aéroport|bus|immobilier\w*)\b", re.I
)

# « En baisse de 3,2 % par rapport à 2024 », of which a model makes "down from 3.2% compared with 2024".
_BY = re.compile(
    rf"\ben{_S}(?:(?:nette|forte|légère|net|fort|léger){_S})?(?:baisse|hausse|recul|repli|progression|augmentation|diminution|"
    rf"chute|croissance){_S}d(?:e{_S}|['’]){_PERCENT}(?!{_S}à{_S}\d[\d,]*{_S}?%)",
    re.I,
)
_FROM = re.compile(
    r"\b(?P<move>up|down|ris(?:e|ing)|fall(?:ing)?|drop(?:ping)?) from (?=(?P<percent>\d+(?:\.\d+)?) ?%(?! to\b))"
)


def written_out(text: str) -> str:
    """The text with such growth so that a model reads it rightly, and with the quarters' English letter. Idempotent."""
    if "%" in text or "pour cent" in text:
        text = _GROWTH.sub(lambda match: f"{match['said']} pour atteindre ", text)
        text = _OF_POINTS.sub(lambda match: f"{match['said']} pour atteindre ", text)
    if "T" in text:
        is_results, is_flat = bool(_RESULTS.search(text)), bool(_FLATS.search(text))
        if is_results or not is_flat:
            text = _QUARTER.sub(lambda match: f"Q{match['number']}{match['year']}", text)
        if is_results and not is_flat:
            text = _QUARTER_TOO.sub(lambda match: f"{match['at']}Q{match['number']}", text)
    return text


def growths(text: str) -> list[str]:
    """The percentages by which something grew or shrank to an amount, with an English point: 6.4."""
    if "%" not in text and "pour cent" not in text:
        return []
    grown = [match["percent"].replace(",", ".") for match in _GROWTH.finditer(text)]
    return [*grown, *(percent for percent in _changes(text) if percent not in grown)]


def changed_by(text: str, source: str) -> str:
    """The English with "down 3.2%" for the "down from 3.2%" of something that is lower by that. Idempotent."""
    if " from " not in text or "%" not in source:
        return text
    changes = _changes(source)

    def by(match: re.Match[str]) -> str:
        if match["percent"] not in changes:
            return match[0]
        return f"{match['move']} {'' if match['move'] in ('up', 'down') else 'by '}"

    return _FROM.sub(by, text) if changes else text


def _changes(text: str) -> list[str]:
    """The percentages of « en baisse de 3,2 % » that the text has only once."""
    found = [match["percent"] for match in _BY.finditer(text)]
    return [
        percent.replace(",", ".")
        for percent in found
        if len(re.findall(rf"(?<![\d,]){re.escape(percent)}(?![\d]|,\d)", text)) == 1
    ]
