"""A formula (MathML) amid the text of an article: as the model reads it, and as the clean page has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from dipx.formats.html.items import decoded
from dipx.formats.html.tokens import Token, tokens

_ANNOTATION = re.compile(r"<(annotation(?:-xml)?)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_STACKED = re.compile(r"<m(?:frac|sup|sub|subsup|over|under|underover|root|sqrt|table)\b", re.IGNORECASE)
_ELEMENTS = frozenset(
    "math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom msub msup msubsup munder mover"
    " munderover mmultiscripts mprescripts none mtable mtr mtd semantics".split()
)
_ATTRIBUTES = frozenset(
    "display mathvariant stretchy fence separator linethickness columnalign rowspan columnspan accent alttext".split()
)
_SPACE = re.compile(r"\s+")
_VALUE = re.compile(r"[^<>\"'`]*")


def shown(source: str) -> str:
    """The formula in one line: what it says of itself where its parts do not stand in a line, else those parts."""
    is_stacked = _STACKED.search(source) is not None
    if is_stacked:
        math = next((token for token in tokens(source) if token.kind == "open"), None)
        told = [attribute.value for attribute in (math.attributes if math else ()) if attribute.name == "alttext"]
        told += [decoded(text) for _, said, text in _ANNOTATION.findall(source) if "tex" in said.lower()]
        if spoken := next(filter(None, map(_folded, told)), ""):
            return spoken
    bare = _ANNOTATION.sub("", source)
    parts = [_folded(decoded(bare[token.start : token.end])) for token in tokens(bare) if token.kind == "text"]
    return (" " if is_stacked else "").join(filter(None, parts))


def written(source: str) -> str:
    """The formula with the elements and attributes of MathML alone: no script and no address gets into the page."""
    bare = _ANNOTATION.sub("", source)
    return "".join(_parts(bare))


def _parts(source: str) -> Iterator[str]:
    opened: list[str] = []
    for token in tokens(source):
        if token.kind == "text":
            yield escape(_SPACE.sub(" ", decoded(source[token.start : token.end])), quote=False)
        elif token.kind == "open" and token.tag in _ELEMENTS:
            yield f"<{token.tag}{_told(token)}>"
            if token.is_empty:
                yield f"</{token.tag}>"
            else:
                opened.append(token.tag)
        elif token.kind == "close" and token.tag in opened:
            while (tag := opened.pop()) != token.tag:
                yield f"</{tag}>"
            yield f"</{token.tag}>"
    yield from (f"</{tag}>" for tag in reversed(opened))


def _told(token: Token) -> str:
    return "".join(
        f' {attribute.name}="{escape(attribute.value)}"'
        for attribute in token.attributes
        if attribute.name in _ATTRIBUTES and _VALUE.fullmatch(attribute.value)
    )


def _folded(text: str) -> str:
    return " ".join(text.split())
