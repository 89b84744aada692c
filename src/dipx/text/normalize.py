"""French newsroom typography, made into what the translation model knows; the document keeps its own.

Each rule was kept or dropped by measurement on newstest2013 (3,000 lines, bundled model, int8, beam 2):

- guillemets and curly quotes to straight ones: 24.3 → 25.7 BLEU on the 473 lines with quotation marks;
- a quotation within a quotation has single marks, as in English: 32.7 → 33.5 BLEU on the 26 of 27,000 news sentences
  that have one (with two double marks in a row, what was between them was lost);
- apostrophes, no-break spaces, ellipses, dashes, a space before ``; : ! ?``: within ±0.3 BLEU on the lines concerned.
  Apostrophes and spaces are unified so that one sentence has one place in the memory; dashes and the French
  space before a mark stay as they are;
- letters that were damaged on their way (``Ã©``, U+0092) are read as what they were (``damage.py``);
- marks that people type for bold and italics go (of « _fermé_ » the model made nothing, « *très* » it copied);
- an hour alone loses its space (of « 10 h » the model made "10.m.", of « 10h » "10 a.m.");
- long numbers without separators are grouped: of 360 numbers of six digits and more the model copied 235 as
  ``395000`` and 316 as ``395 000``.
"""

from __future__ import annotations

import re
import unicodedata

from dipx.text.controls import parted
from dipx.text.damage import mended
from dipx.text.elided import quoted
from dipx.text.escapes import without_escapes

VERSION = 8
"""Part of the memory's key: raise it whenever ``normalize`` gives another text for any input."""

_CHARACTERS = {
    **dict.fromkeys("’‘ʼ‛′＇", "'"),
    **dict.fromkeys("“”„‟″＂", '"'),
    **dict.fromkeys("‐‑−", "-"),
    "…": "...",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}
_UNIFIED = re.compile(f"[{''.join(_CHARACTERS)}]")  # ``str.translate`` takes ten times as long

# A hyphen at a line's end belongs to the word when what follows is a pronoun or starts a known compound.
_KEEP_BEFORE = frozenset("il ils elle elles on je tu nous vous ce moi toi y en t même mêmes être ci là dire".split())
_KEEP_AFTER = frozenset(
    "vice ex anti non mi demi semi micro néo post pré pro sud nord est ouest franco sino russo israélo américano "
    "euro afro gréco germano anglo italo peut quelques avant après arrière sous contre porte haut bas grand "
    "grande petit saint sainte quatre soixante vingt trente quarante cinquante rendez celui celle ceux c-est".split()
)
# The bound and the look-behind keep it linear in a text without spaces (4 s for 20,000 letters without them).
_LINE_END_HYPHEN = re.compile(
    r"(?<![\w-])(?P<first>[\w-]{0,48}[^\W\d_])-[ \t]*\n[ \t]*(?P<second>[^\W\d_]+)(?P<after>-?)"
)
# Controls that stand for no sign, soft hyphen, zero-width and bidirectional marks, byte-order mark, and lone
# surrogates, which no tokenizer can encode.
_INVISIBLE = re.compile(
    "[\x80-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
# These begin with what is rare: a look-behind or an optional space first would be tried at every character.
_ACCENT = re.compile(r"[`´](?<=[^\W\d_].)(?=[^\W\d_])")
_QUOTED_TWICE = re.compile(r'(«[^«»"]{0,300})"([^«»"]{1,300})"(?=[^«»"]{0,300}»)')
_GUILLEMETS = re.compile("« ?| »|»")
# « *so* », « __so it is__ »; no product (2 * 3), no name of a program (snake_case, __init__), no letter alone.
EMPHASIS = re.compile(
    r"(?<![\w*_])(?P<mark>\*\*?|__?)(?=[^\W\d_])(?!(?<=__)[a-z]+__)(?P<words>[^*_\n]{1,200}[^\s*_])(?P=mark)(?![\w*_])"
)
_LONG_NUMBER = re.compile(r"(?<![\w.,/°#+'-])(?<!n° )[1-9]\d{5,11}(?![\w/'-]|[.,]\d)")
_HOUR = re.compile(r"(\d{1,2}) h")


def normalize(text: str) -> str:
    """The text as the model should see it: one line, straight quotes, plain spaces. Idempotent."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text, _ = without_escapes(text)
    text = re.sub(r"[\x00-\x08\x0e-\x1f\x7f]", "", parted(text).replace("\x1e", "-"))
    text = _mended(text)
    if not text.isascii():
        text = _unify_characters(text)
    if "\n" in text:
        text = _LINE_END_HYPHEN.sub(_join_line_end, text)
    while ("*" in text or "_" in text) and EMPHASIS.search(text):  # one may be within another
        text = EMPHASIS.sub(lambda match: match["words"], text)
    text = _ACCENT.sub("'", text)
    text = re.sub(r"''|``", '"', quoted(text))
    text = " ".join(text.split())
    if "«" in text and '"' in text:
        text = _QUOTED_TWICE.sub(r"\1'\2'", text)
    text = _GUILLEMETS.sub('"', text)
    text = _tidy_end(text)
    text = _LONG_NUMBER.sub(lambda match: f"{int(match[0]):,}".replace(",", " "), text)
    text = unicodedata.normalize("NFC", text)
    if alone := _HOUR.fullmatch(text):
        text = f"{alone[1]}h"
    # Straight quotes and plain spaces can show a damaged letter beside them.
    return normalize(text) if mended(text)[1] else text


def _mended(text: str) -> str:
    """Without what has no width. Letters are mended before, as it may be a part of them, and after."""
    text = re.sub(r"\u00ad[ \t]*\n[ \t]*", "", mended(text)[0])
    seen = _INVISIBLE.sub("", text)
    return _mended(seen) if seen != text else text


def _unify_characters(text: str) -> str:
    """Quotes, apostrophes, ligatures by table (``split`` knows the other spaces)."""
    return _UNIFIED.sub(lambda match: _CHARACTERS[match[0]], text)


def _join_line_end(match: re.Match[str]) -> str:
    first, second, after = match["first"], match["second"], match["after"]
    is_compound = (
        second[0].isupper()
        or bool(after)
        or "-" in first
        or second.lower() in _KEEP_BEFORE
        or first.lower() in _KEEP_AFTER
    )
    return f"{first}{'-' if is_compound else ''}{second}{after}"


def _tidy_end(text: str) -> str:
    """``limitées. .`` and ``limitées .`` both end ``limitées.``; an ellipsis keeps its place."""
    head = text.rstrip(" .")
    first, *strays = text[len(head) :].split(" ")
    if not strays or strays[-1] != ".":
        return text
    return head + (first or ("" if head.endswith(("!", "?")) else "."))
