"""Sums of money, figure by figure: one that lost its currency, and one that was none ("€45 €3 May")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dipx.checks.english_numbers import ENGLISH
from dipx.checks.french_numbers import FRENCH
from dipx.checks.quantities import Numerals, figure_values

_MOST = 60  # figures of a text; more is a table, where a head has the currency
_FIGURE = re.compile(
    r"(?<![\w.,/:])\d{1,3}(?:[ ,.]\d{3})+(?!\d)(?:[.,]\d+)?|(?<![\d.,/:])\d+(?:[.,]\d+)?(?![/:]\d|[.,]\d)"
)
_SIGN_BEFORE = re.compile(r"(?:[€$£¥](?:US|CAN?|NZ|AU?)?|\b(?:EUR|USD|GBP|CHF|CAD|JPY|FCFA|CFA|FF?|DM|Rs|NZ)) ?$")
_CODES = r"[€$£¥]|(?:EUR|USD|GBP|CHF|CAD|JPY|FCFA|CFA|F ?CFA)\b"
_FRENCH_AFTER = re.compile(
    rf" ?(?:(?:k|K|M|Mds?|mds?|Mrds?|G)(?![^\W\d_])|mille\b|millions?\b|milliards?\b)?(?: de | d')? ?"
    rf"(?P<coin>{_CODES}|euros?\b|dollars?\b|livres? sterling\b|francs?\b|yens?\b|yuans?\b|roubles?\b|centimes?\b)"
)
_COIN = (
    rf"(?:{_CODES}|\b(?:euros?|dollars?|bucks|pounds?|sterling|francs?|yen|yuan|RMB|renminbi|ro?ubles?"
    r"|(?<!per )(?<!per-)cents|centimes?|pence|quid)\b)"
)
_ENGLISH_AFTER = re.compile(
    rf"(?P<scale>[ -]?(?:(?:k|K|m|M|Mds?|bn|b|hundred|thousand|million|billion|trillion)s?(?![^\W\d_]))?)"
    rf"(?P<far>(?:[ -]+(?!\b(?:and|or|to)\b)[\w.']+){{0,3}}?)[ -]?{_COIN}| ?(?:c|p|cent)\b(?!\.)",
    re.I,
)
_SCALE = re.compile(
    r"[ -]?(?:(?P<k>k|K|mille|thousand)|(?P<m>M|m|mn|millions?)|(?P<b>Mds?|mds?|Mrds?|G|bn|b|milliards?|billions?))"
    r"(?![^\W\d_])"
)
_FACTORS = {"k": 10**3, "m": 10**6, "b": 10**9}
# What may stand between two figures that share a currency.
_SHARED = re.compile(
    r"(?: ?(?:million|billion|milliard|thousand|mille|k|bn|m|M|Md)s?\b)?(?: ?[-–—/,;&+|] ?"
    r"|(?:,? ?(?:and|or|to|et|ou|à|through|of|y) )(?:\w+ ){0,2})"
)
_MONTH = r"janv|févr|mars|avril|mai|juin|juil|août|sept|octo|nove|déce"
_COUNTED = re.compile(
    rf" (?:(?:{_MONTH})\w*|(?:ans?|jours?|mois|semaines?|heures?|minutes?|km|mètres?|pages?|points?"
    r"|personnes?|enfants?|habitants?|places?)\b)"
    r"|(?:er|e|è[mr]e)s?\b| ?(?:%|h\b|km\b|m²|°)"
)
_TOGETHER = re.compile(r"(?<![€\d.,])\d(?:[\d.,]*\d)? ?€\d(?:[\d.,]*\d)?|€\d(?:[\d.,]*\d)? ?€(?:\d(?:[\d.,]*\d)?)?")


@dataclass(frozen=True, slots=True)
class _Figure:
    text: str
    start: int
    end: int
    values: frozenset[float]
    is_sum: bool
    is_near: bool  # a sum, or money stands some words behind it: "100 or so American dollars"


def lost_sums(source: str, target: str) -> Iterator[str]:
    """Sums of the French whose figures stand in the English without money, and share that of no neighbor."""
    ours = _figures(source, french=True)
    if not any(one.is_sum for one in ours):
        return
    theirs = _figures(target, french=False)
    bare = [one for one in ours if not one.is_sum]
    for one in ours:
        if not one.is_sum or any(not one.values.isdisjoint(other.values) for other in bare):
            continue
        same = [other for other in theirs if not one.values.isdisjoint(other.values)]
        if same and not any(other.is_near or _shares(other, theirs, target) for other in same):
            yield f"{_said(one, source)} lost its currency: the English has “{same[0].text}”"


def new_sums(source: str, target: str) -> Iterator[str]:
    """Sums of the English that are dates or counts in the French, or more than it has, or two that ran together."""
    theirs = _figures(target, french=False)
    if not any(one.is_sum for one in theirs):
        return
    ours = _figures(source, french=True)
    for one in theirs:
        same = [other for other in ours if not one.values.isdisjoint(other.values)]
        if not one.is_sum or not same:
            continue
        if not any(other.is_sum or _shares(other, ours, source) for other in same):
            yield from (
                f"a sum was made of “{other.text}{counted[0]}”: {one.text}"
                for other in same[:1]
                if (counted := _COUNTED.match(source, other.end))
            )
        elif sum(1 for other in theirs if other.is_sum and other.values == one.values) > len(same):
            yield f"a sum too many: {one.text}"
    if (found := _TOGETHER.search(target)) and not _TOGETHER.search(source):
        yield f"two sums ran together: {found[0]}"


def _said(one: _Figure, source: str) -> str:
    after = _FRENCH_AFTER.match(source, one.end)
    return source[one.start : after.end()] if after else source[max(0, one.start - 4) : one.end].strip()


def _shares(one: _Figure, others: tuple[_Figure, ...], text: str) -> bool:
    """Whether the figure stands beside a sum that it shares the currency with: "25 to €60", "€9 or 10"."""
    return any(
        other.is_sum
        and (
            (other.start >= one.end and _SHARED.fullmatch(text[one.end : other.start].rstrip("€$£¥")))
            or (other.end <= one.start and _SHARED.fullmatch(text[other.end : one.start]))
        )
        for other in others
    )


@lru_cache(maxsize=8)
def _figures(text: str, *, french: bool) -> tuple[_Figure, ...]:
    numerals, after = (FRENCH, _FRENCH_AFTER) if french else (ENGLISH, _ENGLISH_AFTER)
    found: list[_Figure] = []
    for match in _FIGURE.finditer(text):
        if len(found) == _MOST:
            return ()
        said = after.match(text, match.end())
        is_signed = _SIGN_BEFORE.search(text, max(0, match.start() - 6), match.start()) is not None
        is_sum = is_signed or (said is not None and not said.groupdict().get("far"))
        values = _values(match, text, numerals)
        found.append(_Figure(match[0], match.start(), match.end(), values, is_sum, is_signed or said is not None))
    return tuple(found)


def _values(match: re.Match[str], text: str, numerals: Numerals) -> frozenset[float]:
    values = figure_values(match[0], "", numerals)
    if (scale := _SCALE.match(text, match.end())) and scale.lastgroup:
        values |= {round(value * _FACTORS[scale.lastgroup], 4) for value in values}
    return frozenset(values)
