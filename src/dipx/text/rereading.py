"""Damage whose signs are ASCII themselves, so that no sign betrays it.

Letters written out for a page, an address or a program (``&eacute;``, ``%C3%A9``, ``\\u00e9``, ``=E9``); and letters
that are gone (``prsident``, ``?t?``), which nothing brings back: words tell (``accents.py``).
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote_to_bytes

from dipx.text.accents import FRENCH_SIGNS, WORD, stumps, with_questions

# Letters written out. What they stand for has to be French, and a lone "&amp;" is no damage.
_WRITTEN = re.compile(
    r"&(?:[A-Za-z]{3,6}|#\d{3,4}|#x[\dA-Fa-f]{2,4});"
    r"|(?<=[A-Za-z])&(?:#0{0,2}39|#[xX]27|apos);(?=[A-Za-zÀ-ÿ&])"  # within a word: alone it may be meant
    r"|(?<!\d)(?:%[\dA-Fa-f]{2})+"
    r"|\\u(?:00[c-fC-F][\da-fA-F]|20[1-3][\da-fA-F]|20[aA][cC]|015[23])|\\x[c-f][\da-f]"
    r"|(?:(?<=[a-z]{2})|(?<==[\dA-F]{2}[a-z]))(?:=[\dA-F]{2})+(?=[\s.,;:!?'’)]|$)|(?<=[a-z])(?:=[\dA-F]{2})+(?=[a-z])"
    r"|(?<![^\s'’(])(?:=[\dA-F]{2})+(?=[a-z])"
)
_MARKUP = re.compile("&(?:amp|lt|gt|quot|apos|#0{0,2}39|#[xX]27|#34);")
_IN_ADDRESS = re.compile(r"https?://|www\.|\w[/@]\w|\?\w+=|^/\w|\b[A-Za-z]:\\|^\\\\")
_TOKEN = re.compile(r"\S+")
_AROUND = ".,:!?()[]«»\"“”'’"  # a semicolon may be the reference's own
_NEAR = 100  # characters in which a word stands beside a letter that is spoken of; with all, a line is read for each
_ARE_WORDS = frozenset("àÀôÔ")  # of French: alone they are meant as that


def spelled(text: str) -> tuple[str, int]:
    """The text with letters for what is written out, and in how many places. Addresses stay as they are.

    What stands alone in a text that is right otherwise (« tapez &eacute; ou &nbsp; ») is spoken of, and no damage.
    """
    if not any(sign in text for sign in "&%\\=") or not _WRITTEN.search(text):
        return text, 0
    places = alone = 0

    def token(match: re.Match[str]) -> str:
        nonlocal places, alone
        if _IN_ADDRESS.search(match[0]):
            return match[0]
        made, found = _spelled_word(match[0])
        places += found
        alone += bool(found) and _is_spoken_of(match)
        return made

    made = _TOKEN.sub(token, text)
    if places == alone:
        return text, 0
    if "&" in text:  # a page's, all of it
        made = _MARKUP.sub(lambda match: unescape(match[0]), made)
    made, more = spelled(made)  # what was written out twice; each time it is shorter
    return made, places + more


def _is_spoken_of(token: re.Match[str]) -> bool:
    """Whether a token is a letter or a space written out, and nothing else, in a line with words."""
    written = token[0].strip(_AROUND)
    made = _letters(written) if _WRITTEN.fullmatch(written) else ""
    text, (start, end) = token.string, token.span()
    is_lone_sign = made.isspace() or (made.isalpha() and made not in _ARE_WORDS)
    if not made or not (is_lone_sign or made in text):  # « € s'écrit &euro; »
        return False
    before = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
    after = text[end : end + _NEAR].partition("\n")[0]
    return bool(re.search(r"[^\W\d_]{2}", _WRITTEN.sub("", f"{before} {after}")))


def _spelled_word(word: str) -> tuple[str, int]:
    places = 0

    def letter(match: re.Match[str]) -> str:
        nonlocal places
        made = _letters(match[0])
        if made == "'" or (made and set(made) <= FRENCH_SIGNS):
            places += 1
            return made
        return match[0]

    return _WRITTEN.sub(letter, word), places


def _letters(written: str) -> str:
    """What is written out; empty where it is nothing."""
    if written[0] == "&":
        made = unescape(written)
        return made if made != written else ""
    if written[0] == "\\":
        return chr(int(written[2:], 16))
    raw = unquote_to_bytes(written.replace("=", "%"))
    for encoding in ("utf-8", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def losses(text: str) -> set[str]:
    """Those words of the text, in small letters, that have lost their accented letters, or have ``?`` for them."""
    found = set(stumps().intersection(WORD.findall(text.lower())))
    if "?" in text:
        found |= {word for token in text.lower().split() if (word := token.strip(".,;:!()«»\"'’")) in with_questions()}
    return found
