"""What models get wrong in small things, set right by the source: quotation marks around a whole text, signs that
their pieces do not have (½, m²), the dozen that is fifteen."""

from __future__ import annotations

import re
import unicodedata

_QUOTES = re.compile("[\"«»“”„‟‹›]|''|``")
_SINGLE = re.compile(r"(?<!\w)['‘’]|['‘’](?!\w)")
_WRAPPED = re.compile(r"\"[^\"]*\"|'[^'\"]*'|“[^“”\"]*”")
_WHOLLY = re.compile(r"(?:«\s*([^«»\"“”]*[^«»\"“”\s])\s*»|“([^“”\"«»]+)”|\"([^\"«»“”]+)\")")
_SIGN = re.compile("[²³¹⁰⁴-⁹₀-₉½¼¾⅐-⅞]")
_SIGNED = re.compile(r"\w*[²³¹⁰⁴-⁹₀-₉½¼¾⅐-⅞][\w²³₀-₉]*")
_DOZEN = re.compile(r"\b(?:(about|around|some|roughly) )?(a|one) (dozen)\b(?: of\b)?", re.I)


def touched_up(text: str, source: str) -> str:
    """The English with such things as ``source`` has them. Idempotent."""
    text = _quoted_as(text, source)
    if _SIGN.search(source):
        for token in dict.fromkeys(_SIGNED.findall(source)):
            known = unicodedata.normalize("NFKC", token)
            text = re.sub(rf"(?<![\w⁄]){re.escape(known)}(?![\w⁄])", token, text)
    if "quinzaine" in source and "douzaine" not in source and "dizaine" not in source:
        text = _DOZEN.sub(lambda match: "About fifteen" if match[0][0].isupper() else "about fifteen", text)
    return text


def _quoted_as(text: str, source: str) -> str:
    """No quotation marks around all of a text that has none, or a lone one in it; and those of one that is quoted."""
    has_double, has_any = _QUOTES.search(source), _SINGLE.search(source)
    if not has_double and not has_any:
        if _WRAPPED.fullmatch(text) and len(text) > 2:
            return text[1:-1]
        return text.replace('"', "") if text.count('"') == 1 and not re.search(r"\d\"", text) else text
    whole = _WHOLLY.fullmatch(source.strip())
    if whole and text and not _QUOTES.search(text) and not _SINGLE.search(text):
        return f'"{text}"'
    return text
