"""Which encoding the bytes of a text are in: by the label that came with them, by what is French, line by line.

A label means what it means to browsers and mail programs (the WHATWG's table): what calls itself ASCII or Latin-1 is
windows-1252, since that is what wrote it.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import compress

from dipx.text.plausible import sign_strangeness, strangeness

# French texts come in these; what an encoding has to be better by than the first, for it is the most common.
HANDICAPS = {"cp1252": 0.0, "iso8859_15": 0.4, "mac_roman": 1.0, "cp850": 1.0, "cp858": 1.2}
_FEW, _IN_FEW = 2, 1.0  # letters; what another encoding has to be better by besides where there are no more
# The WHATWG's labels where Python's codec of the same name is another, and names that only mail programs use.
_LABELS = {
    "cp1252": "ascii us-ascii ansi_x3.4-1968 iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 iso-ir-100 latin1"
    " l1 csisolatin1 cp819 ibm819 windows-1252 cp1252 x-cp1252 x-ansi ansi iso-8859-1-windows-3.1-latin-1",
    "cp1254": "iso-8859-9 iso8859-9 iso88599 iso_8859-9 latin5 l5 windows-1254 x-cp1254",
    "cp874": "iso-8859-11 iso8859-11 tis-620 windows-874 dos-874",
    "mac_roman": "macintosh mac x-mac-roman x-mac-romance macroman csmacintosh",
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 x-utf-8 utf-8-sig unicode11utf8 x-unicode20utf8",
    "gb18030": "gb2312 gbk x-gbk gb_2312-80 csgb2312 chinese",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j",
    "cp949": "euc-kr ks_c_5601-1987 ksc5601 ks_c_5601-1989 korean windows-949",
    "cp850": "ibm850 cp850 cp-850 850 dos-850",
}
_BY_LABEL = {label: encoding for encoding, labels in _LABELS.items() for label in labels.split()}
_HIGH = re.compile(rb"[\x80-\xff]")
# D5 begins Armenian letters, of which one alone is no word; in Mac Roman it is the apostrophe of l’été.
_MULTIBYTE = re.compile(
    rb"(?:[\xd4-\xd6][\x80-\xbf]){2,}|[\xc2-\xd4\xd6-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_UNDECODED = re.compile("[\udc80-\udcff]+")
# At a text's end: the beginning of a sign of French in UTF-8. C3 and C2 are no letters of French; E2 would be â.
_BEGUN = re.compile("[\udcc2\udcc3\udcc5]|\udce2[\udc80-\udcbf]?|\udcef[\udc80-\udcbf]?|\udcf0[\udc80-\udcbf]{0,2}")
_ORDINARY = re.compile("[\x00-\x7féèàêçôùâîûïëœÉ’«»\u00a0]*")  # which no other encoding's French looks like
_SAMPLE = 65_536  # bytes of the lines that decide on the encoding of all
_BORNE = 2.1  # a stray byte that is stranger than this in windows-1252 is broken, not of another encoding


@dataclass(frozen=True, slots=True)
class Mixture:
    """A text of lines in one encoding or several: the commonest, the lines by encoding, and single bytes amid UTF-8."""

    text: str
    encoding: str
    lines: Counter[str]
    stray: int = 0


def encoding_of(label: str) -> str | None:
    """Python's name of the encoding that a label means; ``None`` for one that nobody knows."""
    name = label.partition("(")[0].partition(";")[0].strip(" \t\r\n\"'").lower()
    if name in _BY_LABEL:
        return _BY_LABEL[name]
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return info.name if info._is_text_encoding else None


def decoded_as(raw: bytes, encoding: str) -> str:
    """``raw`` in an encoding of one byte a sign. windows-1252's five empty places stay what they are in Latin-1."""
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return raw.decode("latin-1").translate(_table(encoding))


def mixed(raw: bytes) -> Mixture:
    """The text of bytes that are not UTF-8 as a whole.

    Each line is UTF-8 where it can be; the others are in the encoding in which they, taken together, are the best
    French, but for a line that is bad in it and good in another.
    """
    lines = raw.splitlines(keepends=True)
    are_legacy = [not line.isascii() and _is_legacy(line) for line in lines]
    legacy = list(compress(lines, are_legacy))
    common = best(legacy, has_old_mac_ends=b"\r" in raw and b"\n" not in raw)
    is_utf8 = len(legacy) < sum(not line.isascii() for line in lines)
    texts: list[str] = []
    seen: Counter[str] = Counter()
    stray = 0
    for index, line in enumerate(lines):
        text, encoding, strays = _line(line, common, is_last=index == len(lines) - 1, is_utf8=is_utf8)
        texts.append(text)
        stray += strays
        if encoding:
            seen[encoding] += 1
    return Mixture("".join(texts), seen.most_common(1)[0][0] if seen else "utf-8", seen, stray)


def best(lines: list[bytes], *, has_old_mac_ends: bool = False) -> str:
    """The one-byte encoding in which the lines are the best French."""
    sample = b"\n".join(lines)[:_SAMPLE]
    doubt = _IN_FEW if len(_HIGH.findall(sample)) <= _FEW else 0.0
    costs = {}
    for encoding, handicap in HANDICAPS.items():
        likely = 2 * (has_old_mac_ends and "mac" in encoding)
        handicap += doubt * (handicap > 0)
        costs[encoding] = strangeness(decoded_as(sample, encoding)) + handicap - likely
    return min(costs, key=lambda encoding: costs[encoding])


def _is_legacy(line: bytes) -> bool:
    """Whether most of its high bytes are none of UTF-8."""
    high = len(_HIGH.findall(line))
    whole = sum(len(match) for match in _MULTIBYTE.findall(line))
    return high - whole > whole


def _line(line: bytes, common: str, *, is_last: bool, is_utf8: bool) -> tuple[str, str, int]:
    """A line's text, its encoding (none for ASCII), and how many of its bytes were strays amid UTF-8.

    ``is_utf8`` says that other lines are: then bytes that make no sense are broken ones.
    """
    if line.isascii():
        return line.decode("ascii"), "", 0
    if not _is_legacy(line):
        text, strays = _utf8_with_strays(line, is_last=is_last)
        return text, "utf-8", strays
    text = decoded_as(line, common)
    if not _ORDINARY.fullmatch(text) and strangeness(text) > _BORNE * len(_HIGH.findall(line)):
        other = best([line])
        better = decoded_as(line, other)
        if strangeness(better) + 3 < strangeness(text):
            return better, other, 0
        if is_utf8:
            return _utf8_with_strays(line, is_last=is_last)[0], "utf-8", 0
    return text, common, 0


def _utf8_with_strays(line: bytes, *, is_last: bool) -> tuple[str, int]:
    """UTF-8 in which single bytes are windows-1252, where that makes French of them; else they are U+FFFD."""
    text = line.decode("utf-8", "surrogateescape")
    read = 0

    def mend(match: re.Match[str]) -> str:
        nonlocal read
        if is_last and match.end() == len(text) and _BEGUN.fullmatch(match[0]):
            return "\ufffd"
        signs = decoded_as(bytes(ord(sign) - 0xDC00 for sign in match[0]), "cp1252")
        around = [text[match.start() - 1 : match.start()], *signs, text[match.end() : match.end() + 1]]
        worst = max(sign_strangeness(*around[place : place + 3]) for place in range(len(signs)))
        if worst > _BORNE:
            return "\ufffd"
        read += len(signs)
        return signs

    return _UNDECODED.sub(mend, text), read


@cache
def _table(encoding: str) -> dict[int, str]:
    table = {}
    for byte in range(0x80, 0x100):
        try:
            table[byte] = bytes([byte]).decode(encoding)
        except UnicodeDecodeError:
            continue
    return table
