"""How much each sentence of an article deserves to be a bullet: features of its English, and learned weights.

The weights are learned by ``training/bullets/selector.py``; everything here is arithmetic on plain Python values, so
that importing the summary costs nothing and a 60-sentence article is scored in a few milliseconds.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from dipx.bullets.words import content, names, numbers, tokens

FORMAT: Final = 2

_PRONOUN_WORDS: Final = """
    he she it they this that these those his her its their him them such both here there
"""
_PRONOUNS: Final = frozenset(_PRONOUN_WORDS.split())
_CONNECTIVE_WORDS: Final = """
    and but or so also yet then however moreover furthermore additionally meanwhile therefore thus
    besides instead still nevertheless nonetheless finally indeed otherwise consequently similarly
"""
_CONNECTIVES: Final = frozenset(_CONNECTIVE_WORDS.split())
_FIRST_PERSON: Final = frozenset({"i", "we", "my", "our", "me", "us", "you", "your"})
_SPEECH_WORDS: Final = """
    said says say told tells added adds announced announces explained explains according warned
    warns stated states declared reported reports confirmed denied
"""
_SPEECH: Final = frozenset(_SPEECH_WORDS.split())
# What is to come, and what brought it about: editors want both.
_COMING: Final = re.compile(
    r"\b(?:will|would|(?:is|are) (?:due|expected|set)|plans? to|next (?:week|month|year)|scheduled|until)\b"
)
_CAUSE: Final = re.compile(r"\b(?:because|after|following|due to|over|amid)\b")
_APOSTROPHE: Final = re.compile(r"['’]")
_DIGIT: Final = re.compile(r"\d")
_QUOTED: Final = re.compile(r"[\"“«][^\"”»]*(?:[\"”»]|$)")


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight a feature, and how much likeness to what is already chosen costs (``redundancy``)."""

    values: Mapping[str, float]
    redundancy: float


@dataclass(frozen=True, slots=True)
class Vector:
    """A sentence as weighted stems with its Euclidean length, for cosines."""

    terms: Mapping[str, float]
    length: float


@cache
def load_weights() -> Weights:
    """The weights in the package."""
    stored = json.loads(files("dipx.bullets").joinpath("selector.json").read_text(encoding="utf-8"))
    if stored["format"] != FORMAT:
        raise ValueError(f"selector.json has format {stored['format']}, this version reads {FORMAT}")
    return Weights(stored["weights"], stored["redundancy"])


def score(texts: Sequence[str], blocks: Sequence[int], title: str | None, vectors: Sequence[Vector]) -> list[float]:
    """A score for each sentence of one document, in order; only their differences mean anything."""
    weights = load_weights().values
    return [
        sum(weights[name] * value for name, value in row.items() if value)
        for row in features(texts, blocks, title, vectors)
    ]


def features(
    texts: Sequence[str], blocks: Sequence[int], title: str | None, vectors: Sequence[Vector]
) -> list[dict[str, float]]:
    """What is known of each sentence: position, centrality, names, numbers, length, quotes, how it starts.

    ``blocks`` holds the index of each sentence's paragraph, ``vectors`` what ``vectorize`` makes of them.
    Without a title the first sentence stands for it.
    """
    centroid = _centroid(vectors)
    # Cosines to the centroid grow as articles shrink; what counts is how a sentence stands among its own.
    centrality = _standardized([cosine(vector, centroid) for vector in vectors])
    lead = _as_vector(Counter(content(title))) if title else (vectors[0] if vectors else _as_vector({}))
    named = [set(names(text)) for text in texts]
    spread = Counter(name for found in named for name in found)
    known = set[str]()
    rows = []
    for index, text in enumerate(texts):
        row = _position(index, len(texts), blocks)
        row["centrality"] = centrality[index]
        row["lead"] = cosine(vectors[index], lead) if title or index else 0.0
        row["second"] = cosine(vectors[index], vectors[1]) if index > 1 else 0.0
        row["main-names"] = sum(spread[name] - 1 for name in named[index]) / len(texts)
        row["names"] = min(len(named[index]), 6) / 6
        row["new-names"] = min(len(named[index] - known), 5) / 5
        row["likeness"] = _mean_likeness(vectors[index], centroid, len(texts))
        row["likeness-before"] = cosine(vectors[index], vectors[index - 1]) if index else 0.0
        known |= named[index]
        rows.append(row | _wording(text))
    return rows


def vectorize(texts: Sequence[str]) -> list[Vector]:
    """TF-IDF vectors of the sentences, the inverse document frequency taken over the sentences themselves."""
    counts = [Counter(content(text)) for text in texts]
    frequency = Counter(term for found in counts for term in found)
    rarity = {term: math.log(1 + len(texts) / seen) for term, seen in frequency.items()}
    return [_as_vector({term: n * rarity[term] for term, n in found.items()}) for found in counts]


def cosine(a: Vector, b: Vector) -> float:
    """Likeness from 0 to 1; 0 where either has no content."""
    if not a.length or not b.length:
        return 0.0
    if len(a.terms) > len(b.terms):
        a, b = b, a
    return sum(value * b.terms.get(term, 0.0) for term, value in a.terms.items()) / (a.length * b.length)


def dangles(text: str) -> bool:
    """Whether a sentence needs another: it starts with a pronoun or connective, or says "I", "we" or "you"."""
    words = _parts(tokens(text))
    if not words:
        return False
    if words[0] in _PRONOUNS or words[0] in _CONNECTIVES or "also" in words[1:3]:
        return True
    return not _FIRST_PERSON.isdisjoint(_parts(tokens(_QUOTED.sub("", text))))


def quoted_share(text: str) -> float:
    """The share of the characters that stand in quotation marks."""
    return sum(len(match) for match in _QUOTED.findall(text)) / max(1, len(text))


def _parts(words: Sequence[str]) -> list[str]:
    """Lower-cased words without what follows an apostrophe: "She's" is "she"; the country US is not "us"."""
    bare = [_APOSTROPHE.split(word, maxsplit=1)[0] if "'" in word or "’" in word else word for word in words]
    return [word if word == "US" else word.lower() for word in bare]


def _mean_likeness(vector: Vector, centroid: Vector, total: int) -> float:
    """The mean of its cosines with all others: the centroid is the sum of all unit vectors, its own among them."""
    return (cosine(vector, centroid) * centroid.length - bool(vector.length)) / max(1, total - 1)


def _position(index: int, total: int, blocks: Sequence[int]) -> dict[str, float]:
    opens = blocks[0] != blocks[-1] and (index == 0 or blocks[index] != blocks[index - 1])
    return {
        "position-1": float(index == 0),
        "position-2": float(index == 1),
        "position-3": float(index == 2),
        "position-4-5": float(index in (3, 4)),
        "position-inverse": 1 / (index + 1),
        "position-log": math.log(index + 1),
        "position-relative": index / max(1, total - 1),
        "position-end": float(total > 4 and index == total - 1),
        "block-start": float(opens),
    }


def _wording(text: str) -> dict[str, float]:
    words = tokens(text)
    lower = _parts(words)
    size = len(words)
    return {
        "length": min(size, 40) / 40,
        "length-under-8": float(size < 8),
        "length-8-12": float(8 <= size < 13),
        "length-13-30": float(13 <= size <= 30),
        "length-over-30": float(size > 30),
        "length-over-40": float(size > 40),
        "numbers": float(bool(_DIGIT.search(text))),
        "number-count": min(len(numbers(text)), 4) / 4,
        "coming": float(bool(_COMING.search(text))),
        "cause": float(bool(_CAUSE.search(text))),
        "quoted": quoted_share(text),
        "quote-start": float(text[:1] in '"“«'),
        "question": float(text.rstrip('"”» ').endswith("?")),
        "pronoun-start": float(bool(lower) and lower[0] in _PRONOUNS),
        "connective-start": float(bool(lower) and lower[0] in _CONNECTIVES),
        "first-person": float(not _FIRST_PERSON.isdisjoint(lower)),
        "speech": float(not _SPEECH.isdisjoint(lower)),
        "fragment": float(text.rstrip("\"”»’') ")[-1:] not in (".", "!", "?", "…")),
    }


def _centroid(vectors: Sequence[Vector]) -> Vector:
    total: Counter[str] = Counter()
    for vector in vectors:
        if vector.length:
            total.update({term: value / vector.length for term, value in vector.terms.items()})
    return _as_vector(total)


def _standardized(values: Sequence[float]) -> list[float]:
    if not values:
        return []
    mean = sum(values) / len(values)
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))
    return [(value - mean) / spread if spread > 1e-9 else 0.0 for value in values]


def _as_vector(terms: Mapping[str, float]) -> Vector:
    return Vector(terms, math.sqrt(sum(value * value for value in terms.values())))
