"""A number that is right and means another thing: dollars for euros, miles for kilometers, 3 for −3."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dipx.checks.base import sentence
from dipx.checks.english_numbers import ENGLISH
from dipx.checks.french_numbers import FRENCH
from dipx.checks.kinds import Exchange, exchanges
from dipx.checks.measures import exchanged_units, units_gone
from dipx.checks.numbers import unmatched
from dipx.checks.percents import new_percents
from dipx.checks.phrases import exchanged
from dipx.checks.rare_units import lost_units
from dipx.checks.reader import french_quantities
from dipx.checks.said_otherwise import said_otherwise
from dipx.checks.sums import lost_sums, new_sums
from dipx.document import Finding, Severity
from dipx.text import below_zero
from dipx.text.growth import growths
from dipx.text.words import plain

_CONVERTED = frozenset("length weight volume area temperature power".split())  # a translator may, with its numbers
_RATES = frozenset({"per"})  # of phrases.tsv
_MEASURED = _CONVERTED | {"span"}  # what measures.tsv has too

_POINTS = re.compile(r"(?<![\d,])(\d{1,3}(?:,\d{1,3})?) points?\b")
_PERCENT = re.compile(r"(?<!\d)\d+(?:,\d+)? ?(?:%|pour ?cent\b)")
_ANY_PERCENT = re.compile(r"%|‰|\bsur\b|\bcents?\b|pourcent|\bp\. ?1?0?0?|/ ?100|\bpoints?\b|\btaux\b")
_ENGLISH_PERCENT = re.compile(r"(?<!\d)\d+(?:\.\d+)? ?(?:%|per ?cent\b)")
_PERCENTS = re.compile(r"(?<![\d,])(\d{1,3}(?:,\d{1,3})?) ?(?:%|pour ?cent\b)")
_BASIS = re.compile(r"(?<![\d,])(\d{1,3}(?:,\d)?) (?:points? de base|pb|pdb)\b")
_ENGLISH_BASIS = re.compile(r"\bbas(?:is|e|ic)\b|\bbps?\b|hundredth", re.I)
_RANGE = re.compile(r"\b(?:depuis|de) (\d{1,3}(?:,\d+)?) ?(?:%|pour cent) à \d{1,3}(?:,\d+)? ?(?:%|pour cent)")
_FROM_PERCENT = re.compile(
    r"\bfrom (?:about |around |nearly |almost |more than |less than )?(\d+(?:\.\d+)?)(?: ?%| per ?cent\b)", re.I
)
_MIXED_RANGE = re.compile(
    r"\bfrom \d+(?:\.\d+)? (?:percentage )?points? to \d+(?:\.\d+)?(?:%| per ?cent)"
    r"|\bfrom \d+(?:\.\d+)?(?:%| per ?cent) to "
    r"(?:[€$£] ?\d[\d,.]*|\d[\d,.]* (?:million|billion|euros?|dollars?)\b|\d{1,2}(?::\d\d)? [ap]\.?m\b)",
    re.I,
)
# How else an English text says a share.
_SHARE = re.compile(
    r"%|per ?-?cent|\bpct\b|\bp\.?c\b|points?\b|\bin (?:\d|ten|five|four|three|a hundred)|out of|\bof\b|\bper\b"
    r"|third|quarter|half|halv|fifth|tenth|share|rate|proportion|majority|twice|double|triple|hundred|\ball\b|every|full|total|complete",
    re.I,
)
_NEGATIVE = re.compile(
    r"(?<![\w.,:/%)\]°-])(?<!\d )(?:-|− ?|– ?)\d+(?:,\d+)? ?(?:°|%|degrés?\b)"
    r"|(?<!au )(?<!du )(?<!plus ou )\bmoins (?:\d+(?:,\d+)?|un|deux|trois|quatre|cinq|dix|quinze|vingt|trente) ?"
    r"(?:°|degrés?\b|%|pour ?cent)",
    re.I,
)
_BELOW = re.compile(
    r"(?<!\w)[−–-] ?\d|\b(?:minus|below|under|sub|negative|down|off|behind|fewer|less|lower|cheaper|smaller|worse|"
    r"weaker|fall|fell|drop|los[est]|lost|declin|decreas|reduc|cut|shrank|shr[iu]nk|slid|slip|slump|contract|retreat|discount|"
    r"deficit|tumbl|plung|drag|shed|sav|freez|froze|frost|cold)",
    re.I,
)
# Of a sum or a count: right before its figures, so that no dash (« 2019-20 », « - 12 euros » in a list) is one.
_MINUS_SUM = re.compile(
    r"(?<=[\s(])[-−](?P<number>\d{1,3}(?: \d{3})*(?:,\d+)?) ?(?:(?:k|M|Mds?) ?)?"
    r"(?:[€$£]|(?:(?:millions?|milliards?) (?:d'|de ))?(?:euros?|dollars?|francs?|points?|personnes|emplois|"
    r"postes|habitants)\b)"
)
_LOSS = re.compile(
    r"(?<!\w)[−–-] ?[€$£]?\d|\b(?:minus|negative|deficit|shortfall|loss\w*|los[est]|lost|"
    r"down|below|under|fewer|less|lower|in the red|"
    r"fall|fell|drop\w*|declin\w*|decreas\w*|reduc\w*|cut\w*|shed\w*|sav\w+|debt|debit|overdr\w+|owe\w*|gap|hole|contract\w*|"
    r"shr[aiu]nk|slump\w*|plung\w*|tumbl\w*|gone|remov\w*|withdr\w*|outflow\w*|slid\w*|shav\w*|off|slip\w*)\b|\([€$£]?\d",
    re.I,
)
_LESS_THAN = re.compile(r"\b(?:no |at )?(?:less|fewer|least|lower) than\b", re.I)  # two degrees: no minus
_ENGLISH_NEGATIVE = re.compile(r"(?<![\w.,:/%)\]°-])(?<!\d )[−-]\d+(?:\.\d+)? ?(?:°|%|degrees?\b)|\bminus \d")
_ANY_SIGN = re.compile(r"[−–-]|\bmoins\b|négati|sous|\bzéro\b|\brecul|baiss|perte|perd")
# Sums of money, and how either language may say that there is money.
_FRENCH_SUM = re.compile(
    r"(?<![\d,.])(?<!\d )\d{1,3}(?:[ .,]?\d{1,3}){0,8} ?"
    r"(?:(?:k|K|M|Mds?|millions?|milliards?) ?(?:d'|de )?)?(?:[€$£¥]|(?:euros?|dollars?)\b)"
)
_ENGLISH_SUM = re.compile(
    r"[€$£¥] ?\d[\d,.]*|(?<![\d,.])\d[\d,.]*+(?<![,.]) (?:million |billion |thousand )?(?:euros?|dollars?)\b"
)
_POUNDS = re.compile(r"(?<![\w,.])(?:\d[\d,.]*|two|three|four|five|six|ten|hundred|thousand|million) (?:pounds|lbs?)\b")
_WEIGHT = re.compile(
    r"(?:\b|(?<=\d))(?:k?gs?|kilo\w*|grammes?|tonnes?|livres?|lbs?|poids|p[èe]s\w+|quint\w+|maigri\w*|grossi\w*|gros"
    r"|lourde?s?|quid|pounds?)\b",
    re.I,
)
_TIMES = re.compile(r"\b(?:multipli|divis)[ée]\w{0,3} par \w{1,12}\b(?! (?:an|mois|jour))")
_BY = re.compile(
    r"\b(?:increas|r[io]se|grow|grew|up|decreas|reduc|f[ae]ll|cut|declin|drop)\w* by "
    r"(?:\d+|two|three|four|five|six|ten|hundred|a hundred)"
    r"(?!\w|[.,]\d|%| ?per ?cent)"
)
_ANY_TIMES = re.compile(r"\btimes\b|fold|multipl|divid|factor|doubl|tripl|twice|half|halv|third|quarter|tenth", re.I)
_ANY_MONEY = re.compile(
    r"[€$£¥]|(?<![^\W_])(?:euros?|dollars?|pounds?|sterling|francs?|yen|yuan|bucks?|penn(?:y|ies)|pence|cents?|notes?|bills?|"
    r"currenc(?:y|ies)|EUR|USD|GBP|CHF|CAD|JPY|C?FCFA|CFA|pric(?:e|es|ed|ing)|worth|costs?|costing|paid|pay(?:s|ing|ments?)?|"
    r"money|fees?|grand)\b",
    re.I,
)
_ANY_FRENCH_MONEY = re.compile(
    r"[€$£¥]|(?<![^\W_])(?:euros?|dollars?|livres?|sterling|francs?|yens?|yuans?|centimes?|cents?|EUR|USD|GBP|CHF|CAD|JPY|FCFA|"
    r"CFA|F|fr|prix|co[uû]t\w{0,6}|argent|billets?|pa(?:y[eéa]|ie)\w{0,6}|valeur|piastres?)\b",
    re.I,
)


def check(source: str, target: str) -> Finding | None:
    """An error where a currency, a unit or points came out as another of its kind while the numbers are the same, or
    a sum or a percentage was made of what is none; a warning where a currency, a percent sign or a minus sign went or
    came.

    A unit whose numbers changed with it was converted: what is not right about those is for ``numbers`` to say.
    """
    measured = exchanged_units(source, target)
    said = measured + [
        f"{found.new} for {found.lost}"
        for found in exchanges(source, target)
        if not (measured and found.family in _MEASURED) and _is_wrong(found, source, target)
    ]
    said += [f"{found.new} for {found.lost}" for found in exchanged(source, target, _RATES)]
    said = said or _points(plain(source), target)
    french, english = plain(source), plain(target)
    said += [*new_percents(french, english), *new_sums(french, english), *_mixed_ranges(french, english)]
    severity: Severity = "error" if said else "warning"
    said += _signs(french, english)
    if not said:
        return None
    return Finding("units", severity, sentence(said), source, target)


def _is_wrong(found: Exchange, source: str, target: str) -> bool:
    if found.family in ("currency", "rate", "fraction"):
        return True
    if found.family == "span":
        ours = _counted(source, found.lost, FRENCH.cardinals)
        return not ours.isdisjoint(_counted(target, found.new, ENGLISH.cardinals))
    if found.family not in _CONVERTED:
        return False
    lost, new = unmatched(source, target)
    return not lost and not new and any(quantity.is_demanded for quantity in french_quantities(source))


def _counted(text: str, unit: str, cardinals: Mapping[str, int]) -> set[int]:
    """The numbers right before a unit."""
    said = re.findall(rf"(?<!\w)(\w{{1,20}})[ -]{unit}\b", plain(text).lower())
    figures = {int(word) for word in said if word.isdecimal()}
    return figures.union(cardinals[word] for word in said if word in cardinals)


def _signs(source: str, target: str) -> list[str]:
    return [
        *_percent(source, target),
        *_minus(source, target),
        *_money(source, target),
        *lost_units(source, target),
        *(f"the unit of {measure} is gone" for measure in units_gone(source, target)),
        *_multiplied(source, target),
    ]


def _multiplied(source: str, target: str) -> Iterator[str]:
    """« multiplié par dix » that "increased by ten"."""
    if (ours := _TIMES.search(source)) and (theirs := _BY.search(target)) and not _ANY_TIMES.search(target):
        yield f"{theirs[0]} for {ours[0]}"


def _points(source: str, target: str) -> list[str]:
    """« 0,5 point » that is 0.5%, 40 % that are a "40-point", « 5 points de base » that are 5 points."""
    if found := _BASIS.search(source):
        number = found[1].replace(",", ".")
        said = re.search(rf"(?<![\d.,]){number}[ -]points?\b", target)
        return [f"{said[0]} for {found[0]}"] if said and not _ENGLISH_BASIS.search(target) else []
    if "point" in target and "point" not in source and "%" not in target and "cent" not in target:
        shares = [match[1].replace(",", ".") for match in _PERCENTS.finditer(source)]
        return [
            f"{said[0]} for {number}%"
            for number in shares
            if (said := re.search(rf"(?<![\d.,]){number}[ -](?:percentage[ -])?points?\b", target))
        ]
    if "%" not in target or "%" in source or "point" not in source or "point" in target or "pour cent" in source:
        return []
    numbers = [match[1].replace(",", ".") for match in _POINTS.finditer(source)]
    return [f"{number}% for {number} point" for number in numbers if re.search(rf"(?<![\d.,]){number}%", target)]


def _mixed_ranges(source: str, target: str) -> Iterator[str]:
    """« de 6,4 % à 312 millions » that is "from 6.4% to 312 million": a percentage and an amount make no range."""
    if "from " not in target:
        return
    changes = set(growths(source)) - {match[1].replace(",", ".") for match in _RANGE.finditer(source)}
    found = next((match for match in _FROM_PERCENT.finditer(target) if match[1] in changes), None)
    if found:
        yield f"“{found[0]}” where something changed by {found[1]}%"
    elif (found := _MIXED_RANGE.search(target)) and ("%" in source or "cent" in source):
        yield f"“{found[0]}” is no range"


def _percent(source: str, target: str) -> Iterator[str]:
    if "%" in source or "cent" in source:
        if (found := _PERCENT.search(source)) and not _SHARE.search(target):
            yield f"the percent sign of {found[0]} is gone"
    elif "%" in target or "cent" in target:
        found = _ENGLISH_PERCENT.search(target)
        if found and not _ANY_PERCENT.search(source) and not said_otherwise(source, target):
            yield f"{found[0]} is no percentage in the source"


def _minus(source: str, target: str) -> Iterator[str]:
    source = below_zero.written_out(source) if "oins" in source else source
    if _is_measured(source) and (found := _NEGATIVE.search(source)):
        if not _BELOW.search(_LESS_THAN.sub("", target) if "°" in found[0] or "deg" in found[0] else target):
            yield f"the minus of {found[0]} is gone"
        else:
            yield from (f"the minus of -{number}° is gone" for number in below_zero.minus_lost(source, target))
    elif "-" in source and (found := _MINUS_SUM.search(source)) and not _LOSS.search(target):
        yield f"the minus of {found[0]} is gone"
    elif "minus" in target or _is_measured(target):
        found = _ENGLISH_NEGATIVE.search(target)
        if found and not _ANY_SIGN.search(source):
            yield f"{found[0]} is not negative in the source"


def _money(source: str, target: str) -> Iterator[str]:
    """« 71,35 dollars » that is a bare 71.35, and the 2.3 points that are "€2.3"."""
    if lost := list(lost_sums(source, target)):
        yield from lost
    elif found := _FRENCH_SUM.search(source):
        if not _ANY_MONEY.search(target):
            yield f"{found[0]} is gone: the English names no money"
    elif (found := _ENGLISH_SUM.search(target)) and not _ANY_FRENCH_MONEY.search(source):
        yield f"{found[0]} is no sum in the source"
    elif (found := _POUNDS.search(target)) and not (_ANY_FRENCH_MONEY.search(source) or _WEIGHT.search(source)):
        yield f"{found[0]} are none in the source"


def _is_measured(text: str) -> bool:
    """Whether a sign could matter; four looks cost less than one pattern."""
    return "%" in text or "°" in text or "degr" in text or "pour cent" in text
