"""Which languages there are, and which one a text is in, with a confidence as LibreTranslate's clients expect one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dipx.text.language import SURE, SURE_WORDS, detect, weighed

NAMES = {"en": "English", "fr": "French"}
TARGETS = {"en": ["en"], "fr": ["en"]}  # English comes back as it is
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Detected:
    """``confidence`` in per cent."""

    language: str
    confidence: float


def detected(text: str) -> list[Detected]:
    """The likeliest languages, the best first; of a text without letters English, with a confidence of 0.

    Of a few words only those languages are thought of that there are, unless they are plainly of another.
    """
    if not any(character.isalpha() for character in text):
        return [Detected("en", 0.0)]
    shares = dict(weighed(text))
    best = max(shares, key=lambda lang: shares[lang])
    if len(text.split()) < SURE_WORDS:
        if best in NAMES or shares[best] < SURE:
            both = sum(shares[lang] for lang in NAMES)
            shares = {lang: shares[lang] / both for lang in NAMES}
    elif (known := detect(text)) != best:  # small words tell more than letters
        shares[known] = max(shares.values()) + (1 - max(shares.values())) / 2
        shares[best] = 1 - shares[known]
    ordered = sorted(shares.items(), key=lambda pair: -pair[1])
    return [Detected(lang, round(100 * share, 1)) for lang, share in ordered[:SHOWN] if share >= 0.01]


def voted(texts: Sequence[str]) -> Detected:
    """The one language of texts that came together: all of them vote."""
    return detected("\n".join(texts))[0]
