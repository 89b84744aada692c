"""Words in scripts that neither French nor English is written in: Arabic, Hebrew, Cyrillic, Greek, Chinese …"""

from __future__ import annotations

import re
from functools import cache

# Blocks of letters, not the phonetic and raised ones (XXᵉ); U+02B0 to U+036F are signs and accents of Latin words.
_ALIKE = "\u0370-\u052f\u1f00-\u1fff"  # Greek and Cyrillic have letters that look like Latin ones
_UNLIKE = (
    "\u0530-\u1cff\u2c00-\u2c5f\u2c80-\u2ddf\u2e80-\u2fdf\u3005-\u3007\u3021-\u312f\u3130-\ua71f\ua800-\uab2f"
    "\uab70-\ud7ff\uf900-\ufaff\ufb13-\ufdff\ufe70-\ufefc\uff66-\uffdc\U00010000-\U0001cfff\U00020000-\U0003ffff"
)
_LETTERS = _ALIKE + _UNLIKE
_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_RUN = f"[{_LETTERS}\u0300-\u036f\u200c\u200d]"
# A run of words with what stands between them; a lone letter of Greek or Cyrillic within a Latin word is a slip of the
# keyboard, one of another script is never that (« 東京Tower »).
_WORDS = rf"{_RUN}*+(?:[ ,،、'’·-]{{1,2}}[{_LETTERS}]{_RUN}*+)*+"
FOREIGN = rf"(?:(?<![{_LATIN}{_LETTERS}])[{_ALIKE}]{_WORDS}(?![{_LATIN}])|[{_UNLIKE}]{_WORDS})"
# Signs of all texts, quotation marks and narrow spaces among them. A set of letters takes 4 ms to compile, and
# ``FOREIGN`` 13 ms, a fifth of what a first sentence takes: both wait for a text that has something else.
_USUAL = re.compile("[\\x00-\u036f\u1e00-\u1eff\u2000-\u22ff\U0001f300-\U0001faff\U000f0000-\U0010fffd]*+")


def has_foreign(text: str) -> bool:
    """Whether there is a letter of another script."""
    return _USUAL.fullmatch(text) is None and _any().search(text) is not None


def foreign(text: str) -> list[str]:
    """The stretches in other scripts, in order."""
    return _foreign().findall(text) if has_foreign(text) else []


@cache
def _any() -> re.Pattern[str]:
    return re.compile(f"[{_LETTERS}]")


@cache
def _foreign() -> re.Pattern[str]:
    return re.compile(FOREIGN)
