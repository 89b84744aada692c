"""Letters that were damaged before the text came here: repaired where only one reading makes sense, else told.

Three things happen to French on its way. Its UTF-8 is read as another encoding (``Ã©`` for é): the pairs and triples
that this makes of the signs of French are in a table, which knows no other. Its windows-1252 is read as Latin-1, so
that ’ “ … œ € are control characters. Its Mac Roman or its DOS letters are read as windows-1252 (``prŽsident``): the
whole text is read again where that leaves next to nothing strange. What only words betray is in ``misread.py`` and
``rereading.py``.

ftfy knows more ways; on 312,000 lines of clean French it changed four that were right (``écrasé»«Ils``), and it takes
0.2 s to load.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from functools import cache
from itertools import product

from dipx.text.misread import has_mixed, reread
from dipx.text.plausible import strangeness
from dipx.text.rereading import losses, spelled

_WINDOWS = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_BYTES = {ord(sign): code for code, sign in _WINDOWS.items()}
_CONTROL = re.compile("[\x80-\x9f]")
_NOT_A_LINE_END = re.compile("[\x80-\x84\x86-\x9f\n\r]|\x85[\\s»”\"')\\]]|[^.!?…:»”\"'\x85]\x85$")

# What UTF-8's first bytes look like in windows-1252, Mac Roman, cp850 and cp437, before another sign beyond ASCII.
# Each pattern of this file that is tried on every text begins with one rare sign: ten times as fast as an alternation.
_HINT = re.compile("[ÂÃÄÅâðËï√¬‚≈├┬┼ÔΓ](?:[^\x00-\x7f]|(?<=[ÃÂ]) )")
_SUSPECT = re.compile("[\x80-\x9fÂÃÄÅâðËï√¬‚≈├┬┼ÔΓŽÕˆŠ‡ƒŒÏž™Ò…]")  # all that the patterns of this file begin with
_LOST_BYTE = re.compile("Ã(?: (?= )|(?= ))")  # à, whose second byte was a no-break space once
# A no-break space of which only the first byte is seen, behind a word, a number or a mark: « 3Â 000Â € », « ditÂ : ».
_LOST_SPACE = re.compile(r"Â(?= )(?:(?<=[a-zß-ÿ\d»€%…’'.,;:!?)\]]Â)|(?<=[«“\"(\[]Â)(?= [^»”\"\s]))")
_GENERIC = re.compile("ð[Ÿ\x9f][^\x00-\x7f]{2}(?:ï¸[\x8f]?)?")
_TARGETS = (
    "".join(map(chr, range(0xA0, 0x100)))
    + "ŒœŸŠšŽžĆćČčĐđĞğİıŁłŃńŐőŘřŚśŞşŢţŰűŻżāēīōū‘’‚“”„†‡•…‰‹›€™–—‐‑\u2009\u200b\u202f−ﬁﬂ\ufeff\ufffd"
)
_VIEWS = ("cp1252", "mac_roman", "cp850", "cp437")
_LAYERS = 3
_REPAIRS = 5  # passes over a text at most

# Mac Roman or DOS letters in windows-1252: a capital or a mark behind a small letter, or a control character.
_MISREAD = re.compile(
    "[ŽÕˆ‚Š‡ƒŒÏž™Ò…\x80-\x9f]"
    "(?:(?<=[\x80-\x9f])|(?<=[a-zà-ÿ'’][^…])|(?<=[a-z]…)(?=[a-z])|(?<!\\w[Ž‚ˆ…])(?<=[Ž‚ˆ…])(?=[a-z ]))"
)
_OTHERS = ("mac_roman", "cp850")

_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"https?://|www\.|[/@&]")
_AROUND = ".,;:!()«»\"'’"
_PARTS = re.compile(r"[\W\d_]+")
_TRACES = re.compile(
    r"[\ufffd\x80-\x84\x86-\x9f?=\\Ããâ√├┬ŽÕ‡‚ƒ½]"
    r"(?:(?<=[\ufffd\x80-\x84\x86-\x9f])|(?<=[^\W\d_][├┬])"
    r"|(?<=[a-zà-ÿ][?ŽÕ‡‚ƒ½])(?=[a-zà-ÿ])"  # d?mission, s½ur
    r"|(?:(?<=[a-zà-ÿ]=)|(?<=\W=))(?:C3=[89AB][\dA-F]|[CE][\dA-F])(?=[a-z=]|\b)"  # quoted-printable
    r"|(?<=\\)(?:u00[c-f][\da-f]|u20(?:1[89]|ac))"
    r"|(?<=Ã)[^\x00-\x7f\s]|(?<=ã)[©¨ª§´®¹¢]|(?<=â)€|(?<=√)©)"
)


def mended(text: str, *, is_markup: bool = False) -> tuple[str, int]:
    """The text with its damaged letters repaired, and in how many places. Right text is what it was.

    ``is_markup``: a page's source, in which letters are rightly written out.

    What one repair makes may show another one (a control character that is a sign, and with its neighbor a letter).
    """
    text, places = (text, 0) if is_markup else spelled(text)
    for _ in range(_REPAIRS):
        if text.isascii() or not _SUSPECT.search(text):
            break
        again, found = _mended_once(text)
        if again == text:
            break
        text, places = again, places + found
    again, found = reread(text)
    return again, places + found


def _mended_once(text: str) -> tuple[str, int]:
    places = 0
    for _ in range(_LAYERS):
        if not _HINT.search(text):
            break
        text, found = _without_mojibake(text)
        places += found
        if not found:
            break
    if _MISREAD.search(text):
        again = _read_again(text)
        if again != text:
            return again, places + _changes(text, again)
    signed = windows_signs(text)
    return signed, places + _changes(text, signed)


def windows_signs(text: str) -> str:
    """The text with the windows-1252 signs for the control characters U+0080 to U+009F, as browsers read them.

    One sign for one. U+0085 is an ellipsis unless it ends the text's lines; five of them mean nothing, and stay.
    """
    if not _CONTROL.search(text):
        return text
    if "\x85" in text and not _NOT_A_LINE_END.search(text):
        return text
    return text.translate(_WINDOWS)


def traces(text: str) -> list[str]:
    """The words that are damaged and that ``mended`` does not repair, in order.

    Their letters may be in two signs each, as file systems write them (e and U+0301), which is no damage.
    """
    text = unicodedata.normalize("NFC", mended(text)[0])
    lost = losses(text)
    if not lost and not _TRACES.search(text) and not has_mixed(text):
        return []
    return [match[0] for match in _WORD.finditer(text) if _is_damaged(match[0], lost)]


def _is_damaged(word: str, lost: Container[str]) -> bool:
    if "?" in word and _ADDRESS.search(word):
        return False
    return (
        bool(_TRACES.search(word))
        or has_mixed(word)
        or any(part in lost for part in (word.lower().strip(_AROUND), *_PARTS.split(word.lower())))
    )


def _changes(before: str, after: str) -> int:
    return 0 if before == after else sum(a != b for a, b in zip(before, after, strict=True))


def _without_mojibake(text: str) -> tuple[str, int]:
    table, pattern = _mojibake()
    text, found = pattern.subn(lambda match: table[match[0]], text)
    text, emoji = _GENERIC.subn(_emoji, text)
    text, lost = _LOST_BYTE.subn("à", text)
    text, spaces = _LOST_SPACE.subn("", text)
    return text, found + emoji + lost + spaces


def _emoji(match: re.Match[str]) -> str:
    try:
        return match[0][:4].translate(_BYTES).encode("latin-1").decode("utf-8") + match[0][4:]
    except UnicodeError:
        return match[0]


@cache
def _mojibake() -> tuple[dict[str, str], re.Pattern[str]]:
    """What the signs of French look like when their UTF-8 is read in another encoding, and a pattern for all of it."""
    table: dict[str, str] = {}
    for sign, view in product(_TARGETS, _VIEWS):
        for seen in _seen(sign.encode("utf-8"), view):
            if all(character > "\x7f" for character in seen):
                table.setdefault(seen, sign)
    keys = sorted(table, key=len, reverse=True)
    return table, re.compile("|".join(map(re.escape, keys)))


def _seen(raw: bytes, view: str) -> set[str]:
    """The bytes in an encoding; windows-1252's second reading leaves its control characters as they are."""
    if view == "cp1252":
        latin = raw.decode("latin-1")
        return {latin, latin.translate(_WINDOWS)}
    return {raw.decode(view)}


def _read_again(text: str) -> str:
    """The text in the encoding that its bytes were in, where that is sure: strange before, hardly strange after.

    Names that begin with Ž or Š (Željko) are no sign of it alone.
    """
    if all(
        match[0] in "ŽŠ" and not text[match.start() - 1 : match.start()].isalpha() for match in _MISREAD.finditer(text)
    ):
        return text
    try:
        raw = b"".join(_byte(sign) for sign in text)
    except UnicodeEncodeError:
        return text
    signs = sum(byte > 0x7F for byte in raw)
    best, least = text, strangeness(windows_signs(text))
    if least < 2.2 * signs or least < 3:
        return text
    for encoding in _OTHERS:
        other = raw.decode(encoding)
        if (strange := strangeness(other)) < min(least, 0.7 * signs):
            best, least = other, strange
    return best


def _byte(sign: str) -> bytes:
    return sign.encode("latin-1") if sign < "\xa0" else sign.encode("cp1252")
