"""What real articles do to a sentence, done to training pairs by chance: the model learns to read it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass
from random import Random

Pair = tuple[str, str]
Noise = Callable[[str, str, Random], Pair]


@dataclass(frozen=True, slots=True)
class NoiseSettings:
    """The chance of each noise for a pair; ``joined``, ``copied`` and ``sampled`` are made outside this table.

    ``sampled``: the source is cut into pieces by chance, wilder with a smaller ``alpha`` (``Vocabulary.sample``).
    """

    accents: float = 0.02
    capitals: float = 0.02
    title: float = 0.01
    lower: float = 0.005
    quotes: float = 0.03
    spaces: float = 0.03
    heading: float = 0.02
    typo: float = 0.01
    joined: float = 0.06
    copied: float = 0.03
    sampled: float = 0.0
    alpha: float = 0.2


def strip_accents(source: str, target: str, _: Random) -> Pair:
    """``élu à Orléans`` → ``elu a Orleans``: typed on a foreign keyboard, or lost by a bad conversion."""
    plain = unicodedata.normalize("NFKD", source.replace("œ", "oe").replace("Œ", "OE"))
    return "".join(character for character in plain if not unicodedata.combining(character)), target


def all_capitals(source: str, target: str, rng: Random) -> Pair:
    """Headings. Half of them lose their accents too, as French capitals often do."""
    source = strip_accents(source, target, rng)[0] if rng.random() < 0.5 else source
    return source.upper(), target.upper()


def title_case(source: str, target: str, _: Random) -> Pair:
    return _titled(source), _titled(target)


def _titled(text: str) -> str:
    return re.sub(r"(?<![\w'’@#/.])[^\W\d_]\w{3,}", lambda match: match[0][0].upper() + match[0][1:], text)


def lower_case(source: str, target: str, _: Random) -> Pair:
    """A source without capitals; the target keeps its own."""
    return source.lower(), target


def vary_quotes(source: str, target: str, rng: Random) -> Pair:
    """Straight, curly and French quotes in turn (most are unified again where the normalizer is used)."""
    opening, closing = rng.choice(
        [("« ", " »"), ("«\u00a0", "\u00a0»"), ("“", "”"), ("«\u202f", "\u202f»"), ('"', '"')]
    )
    source = re.sub(
        r'"([^"]+)"|“([^”]+)”|«\s*([^»]+?)\s*»', lambda m: opening + (m[1] or m[2] or m[3]) + closing, source
    )
    return source.replace("'", "’") if rng.random() < 0.5 else source.replace("’", "'"), target


def vary_spaces(source: str, target: str, rng: Random) -> Pair:
    """No-break spaces before high punctuation and in numbers, or no space at all."""
    space = rng.choice(["\u00a0", "\u202f", "", " "])
    source = re.sub(r"(?<=\w)\s?(?=[;:!?](?:\s|$))", space, source)
    return re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3})", space or "\u00a0", source), target


def as_heading(source: str, target: str, _: Random) -> Pair:
    """Both sides without their full stop."""
    if source.endswith(".") and target.endswith(".") and not source.endswith(".."):
        return source[:-1].rstrip(), target[:-1].rstrip()
    return source, target


def one_typo(source: str, target: str, rng: Random) -> Pair:
    """Two letters of a longer word change places, or one is lost."""
    words = [match for match in re.finditer(r"[^\W\d_]{5,}", source) if match[0].islower()]
    if not words:
        return source, target
    at = rng.choice(words).start() + rng.randint(1, 3)
    swapped = source[at + 1] + source[at] if rng.random() < 0.5 else source[at + 1]
    return source[:at] + swapped + source[at + 2 :], target


NOISES: dict[str, Noise] = {
    "lower": lower_case,
    "accents": strip_accents,
    "title": title_case,
    "quotes": vary_quotes,
    "spaces": vary_spaces,
    "heading": as_heading,
    "typo": one_typo,
    "capitals": all_capitals,
}


def add_noise(pair: Pair, settings: NoiseSettings, rng: Random) -> Pair:
    """Each noise by its own chance; the random numbers drawn do not depend on what applies."""
    chances = asdict(settings)
    drawn = {name: rng.random() < chances[name] for name in NOISES}
    for name, noise in NOISES.items():
        if drawn[name]:
            pair = noise(*pair, rng)
    return pair
