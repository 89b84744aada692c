"""Pairs that teach copying: addresses, names, numbers, signs and emoji must come out as they went in.

Templates are in ``templates.tsv`` (French, tab, English; ``{slot}`` names below). Names are invented: the
model must copy their pieces, not know them.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

from training.data.words import words

Pair = tuple[str, str]


def _pick(rng: Random, name: str) -> str:
    return rng.choice(words("copies", name))


def word(rng: Random) -> str:
    """An invented word, lower case."""
    syllables = [_pick(rng, "onsets") + _pick(rng, "vowels") for _ in range(rng.randint(1, 3))]
    return "".join(syllables) + (_pick(rng, "ends") if rng.random() < 0.9 else "")


def name(rng: Random) -> Pair:
    parts = [word(rng).capitalize() for _ in range(rng.choice((1, 2, 2, 2, 3)))]
    text = (rng.choice(("-", " ", " ")) if len(parts) == 3 else " ").join(parts)
    return text, text


def number(rng: Random) -> Pair:
    """A whole number: ``12 345`` in French, ``12,345`` in English."""
    value = rng.choice((rng.randint(2, 99), rng.randint(100, 9999), 10 ** rng.randint(4, 8) + rng.randint(0, 10**6)))
    return (f"{value:,}".replace(",", " "), f"{value:,}") if value >= 1000 else (str(value), str(value))


def decimal(rng: Random) -> Pair:
    text = f"{rng.randint(0, 999)}.{rng.randint(1, 99)}"
    return text.replace(".", ","), text


def amount(rng: Random) -> Pair:
    """Millions and milliards, with decimals or not."""
    ours, theirs = decimal(rng) if rng.random() < 0.5 else (str(value := rng.randint(2, 900)), str(value))
    unit = rng.choice((("millions", "million"), ("milliards", "billion")))
    return f"{ours} {unit[0]}", f"{theirs} {unit[1]}"


def date(rng: Random) -> Pair:
    day, year, month = rng.randint(2, 31), rng.randint(1900, 2030), rng.randrange(12)
    ours, theirs = words("copies", "french_months")[month], words("copies", "english_months")[month]
    return f"{day} {ours} {year}", rng.choice((f"{day} {theirs} {year}", f"{theirs} {day}, {year}"))


def clock(rng: Random) -> Pair:
    hour, minute = rng.randint(1, 23), rng.randint(1, 59)
    half = f"{hour % 12 or 12}:{minute:02d} {'a.m.' if hour < 12 else 'p.m.'}"
    return rng.choice((f"{hour} h {minute:02d}", f"{hour}h{minute:02d}")), half


def year(rng: Random) -> Pair:
    return (text := str(rng.randint(1850, 2035))), text


def url(rng: Random) -> Pair:
    path = "/".join(word(rng) for _ in range(rng.randint(0, 3)))
    tail = rng.choice(
        (
            "",
            "",
            f"?id={rng.randint(1, 99999)}",
            f"-{rng.randint(1, 9999)}.html",
            f"/{rng.randint(2000, 2030)}",
        )
    )
    start = rng.choice(("https://www.", "https://", "http://", "www.", ""))
    return (text := f"{start}{word(rng)}.{_pick(rng, 'domains')}/{path}{tail}".rstrip("/")), text


def email(rng: Random) -> Pair:
    text = f"{word(rng)}{rng.choice(('.', '-', '_', ''))}{word(rng)}@{word(rng)}.{_pick(rng, 'domains')}"
    return text, text


def hashtag(rng: Random) -> Pair:
    text = rng.choice("##@") + rng.choice((word(rng), word(rng).capitalize() + word(rng).capitalize())).replace(
        "é", "e"
    )
    return text, text


def emoji(rng: Random) -> Pair:
    return (text := "".join(_pick(rng, "emoji") for _ in range(rng.choice((1, 1, 2, 3))))), text


def sign(rng: Random) -> Pair:
    return (text := _pick(rng, "signs")), text


def code(rng: Random) -> Pair:
    """An identifier: ``A320``, ``COVID-19``, ``RN7``, ``2019/123``."""
    letters = "".join(rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(rng.randint(1, 4)))
    text = rng.choice(
        (
            f"{letters}{rng.randint(1, 999)}",
            f"{letters}-{rng.randint(1, 99)}",
            f"{rng.randint(1, 2030)}/{rng.randint(1, 999)}",
        )
    )
    return text, text


SLOTS: dict[str, Callable[[Random], Pair]] = {
    "name": name,
    "number": number,
    "decimal": decimal,
    "amount": amount,
    "date": date,
    "clock": clock,
    "year": year,
    "url": url,
    "email": email,
    "hashtag": hashtag,
    "emoji": emoji,
    "sign": sign,
    "code": code,
}


@functools.cache
def templates() -> tuple[Pair, ...]:
    """The template pairs beside this file."""
    lines = (Path(__file__).parent / "templates.tsv").read_text("utf-8").splitlines()
    return tuple((line.split("\t")[0], line.split("\t")[1]) for line in lines if line and not line.startswith("#"))


def generated_pair(rng: Random) -> Pair:
    """A template with its slots filled alike on both sides."""
    source, target = rng.choice(templates())
    for slot in dict.fromkeys(re.findall(r"{\w+}", source)):
        ours, theirs = SLOTS[slot.strip("{}0123456789")](rng)
        source, target = source.replace(slot, ours), target.replace(slot, theirs)
    return source, target


def insert_copy(pair: Pair, rng: Random) -> Pair:
    """The same token put in at places that correspond: the start, the end, before the last full stop, the one
    comma.
    """
    source, target = pair
    ours, theirs = SLOTS[rng.choice(("url", "email", "hashtag", "emoji", "emoji", "sign", "name", "code"))](rng)
    place = rng.choice(("start", "end", "bracket", "comma"))
    if place == "comma" and source.count(", ") == target.count(", ") == 1:
        return source.replace(", ", f" ({ours}), "), target.replace(", ", f" ({theirs}), ")
    if place == "bracket" and source.endswith(".") and target.endswith("."):
        return f"{source[:-1]} ({ours}).", f"{target[:-1]} ({theirs})."
    return (
        (f"{ours} {source}", f"{theirs} {target}") if place == "start" else (f"{source} {ours}", f"{target} {theirs}")
    )
