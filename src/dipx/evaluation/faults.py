"""Faults made on purpose in human translations: what the checks are measured on, and one of them is fitted on."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from dipx.checks.nations import nations
from dipx.text.dates import ANY_MONTH, ENGLISH_MONTHS, ENGLISH_WEEKDAYS
from dipx.text.words import stems

Pair = tuple[str, str]
_CLAUSE = re.compile(r"[,;:]| - ")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_LONG = re.compile(r"(?<= )[^\W\d_A-Z]{7,}(?=[ ,.])")
_WORD = re.compile(r"[A-Z][a-z]+")


def drop_last_third(source: str, target: str, _: random.Random) -> str | None:
    """The last third of the words goes; the final mark stays."""
    words = target.split()
    return " ".join(words[: 2 * len(words) // 3]) + "." if len(words) >= 9 else None


def cut_last_third(source: str, target: str, _: random.Random) -> str | None:
    """The last third of the words goes with the final mark, as where a decoder hits its length bound."""
    words = target.split()
    return " ".join(words[: 2 * len(words) // 3]) if len(words) >= 9 else None


def drop_last_clause(source: str, target: str, _: random.Random) -> str | None:
    """What follows the last comma, colon or dash goes, if it is four words or more."""
    starts = [match.start() for match in _CLAUSE.finditer(target) if match.start() > 10]
    starts = [start for start in starts if len(target[start:].split()) >= 4]
    return target[: starts[-1]] + "." if starts else None


def change_digit(source: str, target: str, choice: random.Random) -> str | None:
    """One digit becomes another, in a pair whose source has digits too."""
    places = [match.start() for match in re.finditer(r"\d", target)]
    if not places or not re.search(r"\d", source):
        return None
    place = choice.choice(places)
    other = choice.choice([digit for digit in "123456789" if digit != target[place]])
    return target[:place] + other + target[place + 1 :]


def change_name(source: str, target: str, choice: random.Random) -> str | None:
    """One capitalized word inside the sentence, which the source has too, becomes another."""
    names = [match for match in _NAME.finditer(target) if match[0] in source]
    if not names:
        return None
    match = choice.choice(names)
    return target[: match.start()] + "Zweckbronn" + target[match.end() :]


def make_up_a_word(source: str, target: str, choice: random.Random) -> str | None:
    """A long word inside the sentence loses two letters of its middle, like one that a model put together."""
    words = list(_LONG.finditer(target))
    if not words:
        return None
    match = choice.choice(words)
    middle = match.start() + len(match[0]) // 2
    return target[: middle - 1] + target[middle + 1 :]


def leave_a_word(source: str, target: str, choice: random.Random) -> str | None:
    """A word becomes one of the source, which the target has not."""
    ours, theirs = _LONG.findall(source), list(_LONG.finditer(target))
    ours = [word for word in ours if word not in target]
    if not ours or not theirs:
        return None
    match = choice.choice(theirs)
    return f"{target[: match.start()]}{choice.choice(ours)}{target[match.end() :]}"


def exchange_nation(source: str, target: str, choice: random.Random) -> str | None:
    """A country or people becomes another one, of which the source does not speak."""
    ours = [word for word in _WORD.findall(target) if word in nations()]
    strange = [word for word in nations() if not nations()[word] & stems(source)]
    return target.replace(choice.choice(ours), choice.choice(strange)) if ours else None


def repeat_phrase(source: str, target: str, choice: random.Random) -> str | None:
    """A phrase of one to five words stands there three times more."""
    words = target.split()
    size = choice.randint(1, 5)
    if len(words) < size + 2:
        return None
    start = choice.randrange(len(words) - size)
    phrase = words[start : start + size]
    return " ".join([*words[: start + size], *phrase * 3, *words[start + size :]])


def leave_source(source: str, target: str, _: random.Random) -> str | None:
    """The French itself, its typography made English."""
    if len(source.split()) < 3:
        return None
    return re.sub(r"\s+([!?;:])", r"\1", source.replace("«", '"').replace("»", '"'))


def leave_half(source: str, target: str, _: random.Random) -> str | None:
    """The first half in English, the second in French."""
    ours, theirs = source.split(), target.split()
    return " ".join([*theirs[: len(theirs) // 2], *ours[len(ours) // 2 :]]) if len(ours) >= 16 else None


_DAYS, _MONTHS = list(ENGLISH_WEEKDAYS.values()), list(ENGLISH_MONTHS.values())
_CURRENCIES = ("euros", "dollars", "pounds", "yen", "roubles", "francs")
_UNITS = {
    "kilometres": "miles", "kilometers": "miles", "km": "miles", "kg": "pounds", "tonnes": "pounds", "tons": "pounds",
    "metres": "feet", "meters": "feet", "hectares": "acres", "litres": "gallons", "miles": "km", "feet": "metres",
    "acres": "hectares", "pounds": "kg",
}  # fmt: skip


def turn_the_day(source: str, target: str, _: random.Random) -> str | None:
    """a.m. becomes p.m., and the other way round."""
    return _exchanged(target, r"(?<=\d )[ap](?=\.?m\b)|(?<=\d)[ap](?=\.?m\b)", lambda half: "p" if half == "a" else "a")


def exchange_weekday(source: str, target: str, choice: random.Random) -> str | None:
    """A weekday becomes another, everywhere; the French has one too."""
    return _another(target, _DAYS, choice) if _FRENCH_DAY.search(source) else None


def exchange_month(source: str, target: str, choice: random.Random) -> str | None:
    """A month becomes another, everywhere; the French has one too."""
    return _another(target, _MONTHS, choice) if _FRENCH_MONTH.search(source) else None


def exchange_currency(source: str, target: str, choice: random.Random) -> str | None:
    """A currency becomes another, everywhere, in words or as a sign; the French has one too."""
    if not _FRENCH_MONEY.search(source):
        return None
    signs = {"€": "£", "$": "€", "£": "$"}
    changed = _exchanged(target, "[€$£]", signs.__getitem__)
    return changed or _another(target, _CURRENCIES, choice)


def exchange_unit(source: str, target: str, _: random.Random) -> str | None:
    """A unit becomes another of its kind, and its number stays; the French has the right one."""
    if not _FRENCH_UNIT.search(source):
        return None
    return _exchanged(target, rf"(?<=\d )(?:{'|'.join(_UNITS)})\b", _UNITS.__getitem__)


def points_for_percent(source: str, target: str, _: random.Random) -> str | None:
    """Percent become points."""
    return _exchanged(target, r"%| per ?cent\b", lambda _: " points") if "%" in source else None


_FRENCH_DAY = re.compile(r"\b(?:lun|mar|mercre|jeu|vendre|same)di\b|\bdimanche\b")
_FRENCH_MONTH = re.compile(rf"\b{ANY_MONTH}\b")
_FRENCH_MONEY = re.compile(r"[€$£]|\b(?:euro|dollar|livre|yen|rouble|franc)s?\b")
_FRENCH_UNIT = re.compile(r"\d (?:km|kilomètres?|kg|kilos|tonnes|mètres|m|hectares|litres|miles|pieds|acres|livres)\b")


def _exchanged(text: str, pattern: str, other: Callable[[str], str]) -> str | None:
    changed = re.sub(pattern, lambda match: other(match[0]), text)
    return changed if changed != text else None


def _another(text: str, words: Sequence[str], choice: random.Random) -> str | None:
    """One of the words that are in the text, everywhere another that is not."""
    ours = [word for word in words if re.search(rf"\b{word}\b", text)]
    if not ours:
        return None
    word, other = choice.choice(ours), choice.choice([word for word in words if word not in ours])
    return re.sub(rf"\b{word}\b", other, text)


def lose_everything(source: str, target: str, _: random.Random) -> str | None:
    """An empty target."""
    return ""


def lose_negation(source: str, target: str, _: random.Random) -> str | None:
    """``not`` and ``n't`` go, where the French negates."""
    if not re.search(r"\bn(?:e |')\S+ (?:pas|jamais)\b", source):
        return None
    changed = re.sub(r"n't\b|\b(?:not|never) |(?<=can)not\b", "", target)
    return changed if changed != target else None


def lose_quotes(source: str, target: str, _: random.Random) -> str | None:
    """All quotation marks go, where the French has some."""
    changed = re.sub(r"[\"“”]", "", target)
    return changed if changed != target and re.search(r"[\"«“]", source) else None


# The fault, and the checks that may report it.
FAULTS: dict[str, tuple[Callable[[str, str, random.Random], str | None], frozenset[str]]] = {
    "last third dropped": (drop_last_third, frozenset({"completeness"})),
    "last third cut off, no period": (cut_last_third, frozenset({"completeness"})),
    "last clause dropped": (drop_last_clause, frozenset({"completeness"})),
    "a digit changed": (change_digit, frozenset({"numbers"})),
    "a name replaced": (change_name, frozenset({"names"})),
    "a nation exchanged": (exchange_nation, frozenset({"names"})),
    "a phrase repeated three times": (repeat_phrase, frozenset({"loops"})),
    "a.m. and p.m. exchanged": (turn_the_day, frozenset({"numbers"})),
    "a weekday exchanged": (exchange_weekday, frozenset({"dates"})),
    "a month exchanged": (exchange_month, frozenset({"dates"})),
    "a currency exchanged": (exchange_currency, frozenset({"units"})),
    "a unit exchanged, its number kept": (exchange_unit, frozenset({"units"})),
    "points for percent": (points_for_percent, frozenset({"units"})),
    "left in French": (leave_source, frozenset({"copied", "untranslated"})),
    "second half left in French": (leave_half, frozenset({"untranslated"})),
    "a word made up": (make_up_a_word, frozenset({"invented"})),
    "a word left in French": (leave_a_word, frozenset({"invented"})),
    "nothing translated": (lose_everything, frozenset({"empty"})),
    "negation lost": (lose_negation, frozenset({"negation"})),
    "quotation marks lost": (lose_quotes, frozenset({"quotes"})),
}
