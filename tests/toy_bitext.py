"""A bitext small enough to learn in seconds: animals of some color see some animals of another."""

from __future__ import annotations

from random import Random

NOUNS = (("chien", "dog"), ("chat", "cat"), ("lapin", "rabbit"), ("canard", "duck"))
COLORS = (("rouge", "red"), ("noir", "black"), ("jaune", "yellow"), ("vert", "green"))
NUMBERS = (("deux", "two"), ("trois", "three"), ("quatre", "four"), ("cinq", "five"))
VERBS = (("voit", "sees"), ("cherche", "seeks"), ("aime", "likes"))


def toy_pairs(count: int = 240, seed: int = 5) -> list[tuple[str, str]]:
    """``count`` different pairs; the adjective changes its side, so that order must be learned too."""
    rng = Random(seed)
    pairs: dict[str, str] = {}
    while len(pairs) < count:
        (noun, a), (color, b), (verb, c) = rng.choice(NOUNS), rng.choice(COLORS), rng.choice(VERBS)
        (number, d), (other, e), (paint, f) = rng.choice(NUMBERS), rng.choice(NOUNS), rng.choice(COLORS)
        source = f"Le {noun} {color} {verb} {number} {other}s {paint}s."
        pairs[source] = f"The {b} {a} {c} {d} {f} {e}s."
    return list(pairs.items())
