"""Which language a text is in, as far as dipx needs to know: French, English, or another."""

from __future__ import annotations

import functools
from typing import Any

SAMPLE = 20_000  # characters: more does not change the answer
SURE_WORDS = 12  # below this many words a guess is not trusted, and French is assumed
SURE = 0.9
CANDIDATES = (
    "fr",
    "en",
    "de",
    "es",
    "it",
    "nl",
    "pt",
    "ro",
    "ca",
    "pl",
    "ru",
    "ar",
    "zh",
    "ja",
    "tr",
    "sv",
    "ht",
    "oc",
)


def detect(text: str) -> str:
    """The ISO 639-1 code of ``text``'s language; ``fr`` when the text is too short or too mixed to tell."""
    sample = text[:SAMPLE]
    if len(sample.split()) < SURE_WORDS:
        return "fr"
    lang, probability = _identifier().classify(sample)
    return str(lang) if probability >= SURE else "fr"


def identifier() -> str:
    """What tells languages apart, and its version."""
    from importlib.metadata import version

    return f"py3langid {version('py3langid')}"


@functools.cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(CANDIDATES)
    return identifier
