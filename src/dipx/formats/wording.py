"""Whether a short text beside the running text (a cell, an attribute, a field) is language at all."""

from __future__ import annotations

import re


def is_wording(text: str) -> bool:
    """Whether a short text is language: no number, code, address, file name or mark of a unit."""
    tokens = [token.strip("«»“”\"'’()[]{}.,;:!?…*•-–—/ ") for token in text.split()]
    words = [token for token in tokens if token.replace("'", "").replace("’", "").replace("-", "").isalpha()]
    if len(tokens) == 1:
        return bool(words) and _is_single_word(words[0])
    return any(len(word) > 2 for word in words) or sum(len(word) > 1 for word in words) > 1


def _is_single_word(word: str) -> bool:
    if word.isupper():
        return len(word) > 3 or word in ("OUI", "NON")
    parts = re.split(r"[-'’]", word)  # Saint-Denis, but no camelCase
    return any(len(part) > 2 for part in parts) and all(part[1:].islower() or len(part) < 2 for part in parts)
