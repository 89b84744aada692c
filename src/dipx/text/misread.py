"""French that was read in another encoding than it was in, where each letter is one of some language: words tell.

``prÈsident`` (windows-1252 as Mac Roman), ``йtй`` (as Cyrillic), ``dĂ©jĂ`` (UTF-8 as the letters of Eastern Europe). A
word is proof where it then is one of the commonest with an accent (``accented.txt``), or where it cannot be a word: a
capital within it, two alphabets, a sign amid letters. It takes two of them, in a line or in all lines that nothing else
explains, and more where the line has French letters that the same mistake would have spoilt. So names of other
languages stay: ``Čapek`` is a word as it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from dipx.text.accents import FRENCH_SIGNS, WORD, known_words
from dipx.text.plausible import strangeness

_EVERYWHERE = frozenset("éèêëàâçîïôùûüœÉÀÇÂÎÔŒ’«»“”…€–—°\u00a0\u202f")  # È is among the others: é is that in Mac Roman
_ALSO = frozenset("äöñáíóúßÄÖ²³·½")  # what French texts have in names and measures
_EASTERN = "cp1250 cp1251 cp1253 cp1255 cp1256 cp1257 iso8859_2 iso8859_5 iso8859_7 koi8_r cp866".split()
_ASIAN = "gb18030 cp932 big5 cp949".split()
# What a text was in, and what it was read as. Other mistakes (UTF-8 or Mac Roman as windows-1252) are in damage.py.
_MISTAKES = (
    *product(["cp1252"], ["mac_roman", "cp850", "cp437", *_EASTERN, *_ASIAN]),
    *product(["utf-8"], [*_EASTERN, *_ASIAN]),
    *product(["mac_roman"], ["cp850", "cp437", *_EASTERN]),
    *product(["cp850"], ["mac_roman", *_EASTERN]),
    ("iso8859_15", "cp1252"),  # « c½ur »
)
_CONTROLS = {bytes([code]).decode("cp1252", "ignore"): code for code in range(0x80, 0xA0)}
_TOKEN = re.compile("[^ \t\r\n\x0b\x0c\x85\u2028\u2029]+")
_LETTER = re.compile(r"[^\W\d_]")
_OTHER_SCRIPT = "\u0370-\u052f\u0590-\u06ff\u2500-\u25ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff61-\uff9f"
_IMPOSSIBLE = re.compile(
    rf"[a-zà-ÿ][À-ÖØ-ÞĂĄĆČĎĐĘĚŁŃŇŐŔŘŚŞŠŢŤŮŰŹŻŽ]|[a-zA-Z][{_OTHER_SCRIPT}]|[{_OTHER_SCRIPT}][a-zA-Z]"
)
_SIGN_WITHIN = re.compile(r"[^\W\d_a-zA-Z][©¨§´®¢¤¦ª¬¯±¹\x80-\x9f]")
_MIXED = re.compile("[\u0400-\u052f\u0590-\u06ff\u2500-\u257f](?:(?<=[a-z]{2}.)|(?=[a-z]{2}))")
_PROOF, _LEAST_LETTERS, _LONGEST = 2, 3, 100
_WITHIN = re.compile("[ÉÀÇÂÎÔŒ](?<=[a-zß-ÿ].)")
_RUN = re.compile("[^\x00-\x7f]+")
_COMMONEST = 0.1  # of two readings with nothing strange the one with é
_NO_WORDS = frozenset("ŕą")  # alone, in no language


@dataclass(frozen=True, slots=True)
class _Reading:
    """A token as it was before a mistake (by number), how much that proves, and how much less strange it is."""

    mistake: int
    text: str
    proof: int
    gain: float


def reread(text: str) -> tuple[str, int]:
    """The text as it was before its encoding was mistaken, where that is sure, and how many words that concerned."""
    if not _is_odd(text):
        return text, 0
    lines = text.splitlines(keepends=True)
    mistakes: dict[int, int | None] = {}
    for index, line in enumerate(lines):
        if _is_odd(line):
            mistakes[index] = _mistake(line)
    waiting = [index for index, mistake in mistakes.items() if mistake is None]
    sure = {mistake for mistake in mistakes.values() if mistake is not None}
    together = _mistake("\n".join(lines[index] for index in waiting)) if len(waiting) > 1 else None
    places = 0
    for index, own in mistakes.items():
        mistake = own if own is not None else together if together is not None else _one_of(sure, lines[index])
        if mistake is not None:
            lines[index], found = _undone(lines[index], mistake)
            places += found
    return ("".join(lines), places) if places else (text, 0)


def _one_of(sure: Iterable[int], line: str) -> int | None:
    """Of the mistakes that other lines show the one that a line speaks for too."""
    found = {reading.mistake for token in _odd_tokens(line) for reading in _readings(token) if reading.proof}
    return min(found.intersection(sure), default=None)


def _odd_tokens(text: str) -> list[str]:
    return [token for token in _TOKEN.findall(text) if _is_odd(token)]


def has_mixed(text: str) -> bool:
    """Whether letters of two alphabets stand in one word, which is damage that no reading explains."""
    return bool(_MIXED.search(text))


def _mistake(text: str) -> int | None:
    """The mistake that explains a text's words best, if any is sure."""
    proof: defaultdict[int, int] = defaultdict(int)
    gain: defaultdict[int, float] = defaultdict(float)
    for token in set(_odd_tokens(text)):
        for reading in _readings(token):
            proof[reading.mistake] += reading.proof
            gain[reading.mistake] += reading.gain
    if not proof:
        return None
    best = max(proof, key=lambda mistake: (proof[mistake], gain[mistake], -mistake))
    if proof[best] < _PROOF:
        return None
    right = {word for word in WORD.findall(text.lower()) if word in known_words() and _spoilt(best).intersection(word)}
    return best if proof[best] >= _PROOF + len(right) else None


def _undone(line: str, mistake: int) -> tuple[str, int]:
    places = 0

    def token(match: re.Match[str]) -> str:
        nonlocal places
        for reading in _readings(match[0]):
            if reading.mistake == mistake:
                places += 1
                return reading.text
        return match[0]

    return _TOKEN.sub(token, line), places


@lru_cache(maxsize=1 << 12)
def _readings(token: str) -> tuple[_Reading, ...]:
    """What the token may have been: French letters, and less strange than it is."""
    if token.isascii() or len(token) > _LONGEST:
        return ()
    strange = strangeness(token)
    found = []
    for number, (was, seen) in enumerate(_MISTAKES):
        other = _before(token, was, seen)
        if other is None or other == token:
            continue
        signs = [sign for sign in other if sign > "\x7f"]
        now = strangeness(other)
        if FRENCH_SIGNS.issuperset(set(signs) - _ALSO) and now <= 0.7 * len(signs) and now < strange:
            gain = strange - now + _COMMONEST * other.count("é")
            found.append(_Reading(number, other, _proof(token, other, was), gain))
    return tuple(found)


def _proof(token: str, other: str, was: str) -> int:
    """How much it proves that a token would be the other one."""
    had = set(_known(token))
    is_letter = len(_LETTER.findall(other)) == 1  # "à" is a word alone
    more = [word for word in _known(other) if word not in had and (len(word) > 1 or is_letter)]
    if more:
        return 1 + (max(map(len, more)) > 2 or token in _NO_WORDS)
    if was == "utf-8" and _SIGN_WITHIN.search(token):
        return 2
    letters = _LETTER.findall(other)
    is_word = len(letters) >= _LEAST_LETTERS and 2 * sum("a" <= letter <= "z" for letter in letters) >= len(letters)
    return int(is_word and "é" in other and bool(_IMPOSSIBLE.search(token)))  # "Poblacht na hÉireann" is no "hêireann"


def _known(text: str) -> Iterable[str]:
    return (word for word in WORD.findall(text.lower()) if word in known_words())


def _before(token: str, was: str, seen: str) -> str | None:
    """The token as it was; of UTF-8 only some letters, where others are right already. The second byte of à, a no-break
    space, may be lost."""
    raw = _bytes(token, seen)
    if raw is not None:
        for whole in (raw, raw + b"\xa0") if raw.endswith(b"\xc3") else (raw,):
            try:
                return whole.decode(was)
            except UnicodeDecodeError:
                continue
    if was != "utf-8" or seen in _ASIAN or _RUN.fullmatch(token):
        return None
    return _RUN.sub(lambda run: _before(run[0], was, seen) or run[0], token)


def _bytes(token: str, seen: str) -> bytes | None:
    try:
        return token.encode(seen)
    except UnicodeEncodeError:
        if seen in _ASIAN:
            return None
    made = bytearray()
    for sign in token:
        try:
            made += sign.encode(seen)
        except UnicodeEncodeError:  # one of the places that are empty there, read as windows-1252 has it
            code = _CONTROLS.get(sign, ord(sign))
            if not 0x80 <= code < 0xA0:
                return None
            made.append(code)
    return bytes(made)


@cache
def _spoilt(mistake: int) -> frozenset[str]:
    """The letters of French that the mistake changes."""
    was, seen = _MISTAKES[mistake]
    return frozenset(
        sign for sign in FRENCH_SIGNS if sign.isalpha() and sign.encode(was, "ignore") != _bytes(sign, seen)
    )


def _is_odd(text: str) -> bool:
    return bool(_foreign().search(text) or _WITHIN.search(text))


@cache
def _foreign() -> re.Pattern[str]:
    """What the letters of French look like after these mistakes, less what French has everywhere: one class of signs,
    which is looked for in every text."""
    seen = {
        sign
        for letter, (was, view) in product(sorted(FRENCH_SIGNS), _MISTAKES)
        for sign in letter.encode(was, "ignore").decode(view, "ignore")
        if view not in _ASIAN
    }
    odd = "".join(sorted(sign for sign in seen - _EVERYWHERE if sign > "\x7f"))
    return re.compile(f"[{re.escape(odd)}{_OTHER_SCRIPT}]")
