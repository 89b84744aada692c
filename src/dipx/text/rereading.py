"""Damage whose signs are letters and ASCII themselves, so that no sign betrays it, but words do.

French whose windows-1252 was read as Mac Roman, DOS letters, or the letters of Eastern Europe (``prÈsident``, ``trčs``,
``йtй``); letters written out for a page, an address or a program (``&eacute;``, ``%C3%A9``, ``\\u00e9``, ``=E9``); and
letters that are gone (``prsident``, ``?t?``), which nothing brings back. ``accented.txt`` has the words that tell.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from importlib.resources import files
from itertools import product
from urllib.parse import unquote_to_bytes

from dipx.text.plausible import strangeness

_FRENCH = frozenset("éèêëàâçîïôùûüÿœæÉÈÊËÀÂÇÎÏÔÙÛÜŒÆ’‘«»“”…€–—°\u00a0\u202f")
_EVERYWHERE = frozenset("éèêëàâçîïôùûüœÉÀÇÂÎÔŒ’«»“”…€–—°\u00a0\u202f")  # È is among the others: é is that in Mac Roman
_VIEWS = ("mac_roman", "cp850", "cp437", "cp1250", "cp1251", "cp1253", "koi8_r")
_SURE = 5  # letters of the one word that is enough
_WORD = re.compile(r"[^\W\d_]+")

# Letters written out. What they stand for has to be French, and a lone "&amp;" is no damage.
_WRITTEN = re.compile(
    r"&(?:[A-Za-z]{3,6}|#\d{3,4}|#x[\dA-Fa-f]{2,4});"
    r"|(?:%[\dA-Fa-f]{2})+"
    r"|\\u(?:00[c-fC-F][\da-fA-F]|20[1-3][\da-fA-F]|20[aA][cC]|015[23])|\\x[c-f][\da-f]"
    r"|(?:(?<=[a-z]{2})|(?<==[\dA-F]{2}[a-z]))(?:=[\dA-F]{2})+(?=[\s.,;:!?'’)]|$)|(?<=[a-z])(?:=[\dA-F]{2})+(?=[a-z])"
    r"|(?<![^\s'’(])(?:=[\dA-F]{2})+(?=[a-z])"
)
_MARKUP = re.compile("&(?:amp|lt|gt|quot|apos|#39);")
_IN_ADDRESS = re.compile(r"https?://|www\.|\w[/@]\w|\?\w+=|^/\w")
_TOKEN = re.compile(r"\S+")


def spelled(text: str) -> tuple[str, int]:
    """The text with letters for what is written out, and in how many places. Addresses stay as they are."""
    if not any(sign in text for sign in "&%\\=") or not _WRITTEN.search(text):
        return text, 0
    places = 0

    def token(match: re.Match[str]) -> str:
        nonlocal places
        if _IN_ADDRESS.search(match[0]):
            return match[0]
        made, found = _spelled_word(match[0])
        places += found
        return made

    made = _TOKEN.sub(token, text)
    if not places:
        return text, 0
    if "&" in text:  # a page's, all of it
        made = _MARKUP.sub(lambda match: unescape(match[0]), made)
    made, more = spelled(made)  # what was written out twice; each time it is shorter
    return made, places + more


def _spelled_word(word: str) -> tuple[str, int]:
    places = 0

    def letter(match: re.Match[str]) -> str:
        nonlocal places
        made = _letters(match[0])
        if made and set(made) <= _FRENCH:
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


def reread(text: str) -> str:
    """The text with those lines read again whose words were French before their encoding was mistaken; no longer.

    A line is read again where it then has two words more with accents as French has them, or a long one.
    """
    if not _foreign().search(text):
        return text
    return "".join(_reread_line(line) if _foreign().search(line) else line for line in text.splitlines(keepends=True))


def _reread_line(line: str) -> str:
    best, most = line, 0
    had, strange = _known(line), strangeness(line)
    for view in _VIEWS:
        try:
            other = line.encode(view).decode("cp1252")
        except UnicodeError:
            continue
        more = [word for word in _known(other) if word not in had]
        gain = len(more) + (len(more) == 1 and len(more[0]) >= _SURE)
        if gain > max(1, most) and strangeness(other) < strange:
            best, most = other, gain
    return best


def _known(text: str) -> list[str]:
    words, _, _ = _accented()
    return [word for word in _WORD.findall(text.lower()) if word in words]


def losses(text: str) -> set[str]:
    """Those words of the text, in small letters, that have lost their accented letters, or have ``?`` for them."""
    _, stumps, questions = _accented()
    found = set(stumps.intersection(_WORD.findall(text.lower())))
    if "?" in text:
        found |= {word for token in text.lower().split() if (word := token.strip(".,;:!()«»\"'’")) in questions}
    return found


@cache
def _accented() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words; what is left of them without their accented letters; and with a question mark for each of these."""
    lines = files("dipx.text").joinpath("accented.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.partition("\t") for line in lines if not line.startswith("#")]
    words = frozenset(word for word, _, _ in pairs)
    stumps = frozenset(stump for _, _, stump in pairs if stump)
    questions = frozenset("".join(letter if letter.isascii() else "?" for letter in word) for word in words) - {"?"}
    return words, stumps, frozenset(word for word in questions if len(word) > 2)


@cache
def _foreign() -> re.Pattern[str]:
    """What the letters of French look like in the other encodings, less what French has everywhere: one class of signs,
    which is looked for in every text."""
    seen: set[str] = set()
    for sign, view in product(sorted(_FRENCH), _VIEWS):
        try:
            seen.add(sign.encode("cp1252").decode(view))
        except UnicodeError:
            continue
    odd = {sign for sign in seen if sign > "\x7f"} - _EVERYWHERE
    return re.compile(f"[{re.escape(''.join(sorted(odd)))}]")
