"""The inline marks of Markdown: a paragraph's text with its spans, and how each was written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dipx.document import SpanKind
from dipx.formats.html.tree import BLOCKS
from dipx.formats.inline import Marked, RunningText

MARKS: dict[str, SpanKind] = {"strong": "bold", "em": "italic", "s": "style", "link": "link", "raised": "raised",
    "kept": "kept"}  # fmt: skip
BREAK = "\0"  # a hard break: what begins the next line only the source's lines tell
BROKEN = re.compile(r"(?:\0|<br\s*/?>)\Z", re.IGNORECASE)
TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)[^>]*?(/?)>")
TEXTS = frozenset({"text", "text_special", "code_inline"})
STRUCK = re.compile(
    r"(?P<open>~~|\{--|<(?P<tag>del|s|strike)\b[^>]*>)(?P<text>.*)(?:~~|--\}|</(?P=tag)\s*>)", re.IGNORECASE | re.DOTALL
)
INLINE_NOTE = re.compile(r"\^\[(?P<text>[^*_`<>&\[\]]+)\]")  # without marks in it
_STRIKING = re.compile(r"<(?:del|s|strike)\b", re.IGNORECASE)
_CODE = frozenset("code kbd samp tt var".split())
_SAYS_NO = re.compile(r"\stranslate\s*=\s*[\"']?no\b|\bnotranslate\b|\slang\s*=\s*[\"']?(?!fr)[a-z]", re.IGNORECASE)
_WORD = re.compile(r"\$|\\[(\[]|\{\{(?![<%{!#/])")  # begins an atom that stands for a word: a formula, {{ name }}
SPECIAL = re.compile(r"([\\`*_\[\]<~])")
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass(frozen=True, slots=True)
class Raw:
    """How a mark was written, and whether white space stood beside it. ``label``: the words that a link is known by,
    ``short`` what closed it then. ``last``: the first key of those that do not begin within it."""

    open: str
    close: str = ""
    before: bool = False
    after: bool = False
    label: str | None = None
    short: str = ""
    last: int = 0


def running(children: Sequence[Any]) -> tuple[Marked, list[Raw]]:
    """The text of inline tokens with its spans, and how these were written, by their keys."""
    reading = _Reading(children)
    for index in range(len(children)):
        reading.take(index)
    return reading.line.done(), reading.raws


def is_word(atom: str) -> bool:
    """Whether an atom stands in the text; one of two lines, say, would be folded."""
    return _WORD.match(atom) is not None and atom == " ".join(atom.split())


def signs(children: Sequence[Any]) -> dict[str, str]:
    """How the source writes the characters that it escapes, all of them: ``\\*``, ``&amp;``."""
    special = [token for token in children if token.type == "text_special" and len(token.content) == 1]
    plain = "".join(token.content for token in children if token.type == "text")
    return {
        token.content: token.markup for token in special if token.content not in plain and not token.content.isspace()
    }


class _Reading:
    """A line on its way: its text, how its marks were written, those that are open."""

    def __init__(self, children: Sequence[Any]) -> None:
        self.line = RunningText()
        self.raws: list[Raw] = []
        self._children = children
        self._pairs = _pairs(children)
        self._openings = set(self._pairs.values())
        self._struck = _struck(children, self._pairs, self._openings)
        self._passed = {inner for begin, end in self._struck.items() for inner in range(begin + 1, end + 1)}
        self._begun: dict[int, tuple[int, int]] = {}  # where the tags of HTML opened, and their keys, by their tokens
        self._opened: list[tuple[int, int, Any]] = []

    def take(self, index: int) -> None:
        """The next token."""
        token = self._children[index]
        if index in self._passed:
            return
        before, behind = _parting(token)
        self.line.add(before)
        self._take(index, token)
        self.line.add(behind)

    def _take(self, index: int, token: Any) -> None:
        if index in self._struck:
            self._strike(index, self._struck[index])
        elif token.type in ("text", "text_special"):
            self.line.add(token.content)
        elif token.type == "softbreak":
            self.line.add(" ")
        elif token.type == "code_inline":
            start = self.line.position
            self.line.add(token.content)
            self._mark(start, "code", Raw(""))
        elif index in self._openings:
            self._begun[index] = self.line.position, self._key()
        elif index in self._pairs:
            opening = self._pairs[index]
            start, key = self._begun[opening]
            kind: SpanKind = "kept" if _stays(self._children, opening, index) else "style"
            self._mark(start, kind, Raw(self._children[opening].content, token.content), key)
        elif token.nesting:
            self._nested(index, token)
        else:
            self._atom(index, token)

    def _strike(self, begin: int, end: int) -> None:
        """What is struck out amid a line is no part of its sentence: it is kept beside it, a text of its own."""
        inner = "".join(token.content or " " for token in self._children[begin + 1 : end])
        marks = [token.markup or token.content for token in (self._children[begin], self._children[end])]
        raw = marks[0] + SPECIAL.sub(r"\\\1", inner) + marks[1]
        before, after = self._spaced(begin, -1), self._spaced(end, 1)
        self._mark(self.line.position, "object", Raw(raw, before=before, after=after))

    def _nested(self, index: int, token: Any) -> None:
        if token.nesting == 1:
            self._opened.append((self.line.position, self._key(), token))
            if _is_bare(self._children, index):
                self._mark(self.line.position, "object", Raw(_raw(token).open, before=self._spaced(index, -1)))
            return
        start, key, opening = self._opened.pop()
        if start == self.line.position:
            self._mark(start, "object", Raw(_raw(opening).close, after=self._spaced(index, 1)))
        else:
            kind = MARKS.get(opening.type.removesuffix("_open"), "style")
            self._mark(start, kind, _raw(opening), key, str((opening.attrs or {}).get("href", "")) or None)

    def _atom(self, index: int, token: Any) -> None:
        if token.type == "hardbreak":
            raw = ("\\" if token.markup == "\\" else "  ") + BREAK
        else:
            raw = str(token.meta.get("raw", token.content))
        if token.type == "atom" and is_word(raw):
            start = self.line.position
            self.line.add(raw)
            self._mark(start, "kept", Raw(""))
            return
        before = not raw.endswith(BREAK) and self._spaced(index, -1)
        after = token.type != "hardbreak" and self._spaced(index, 1)
        kind: SpanKind = "note" if token.type == "footnote" else "object"
        self._mark(self.line.position, kind, Raw(raw, before=before, after=after))
        self.line.add(" " if BROKEN.search(raw) else "")

    def _key(self) -> int:
        """The key of a mark that opens."""
        self.raws.append(Raw(""))
        return len(self.raws) - 1

    def _mark(self, start: int, kind: SpanKind, raw: Raw, key: int | None = None, href: str | None = None) -> None:
        key = self._key() if key is None else key
        self.line.mark(start, kind, href, key=key)
        self.raws[key] = replace(raw, last=len(self.raws))

    def _spaced(self, index: int, side: int) -> bool:
        """Whether white space stands on one side of a token."""
        if not 0 <= index + side < len(self._children):
            return False
        beside = self._children[index + side]
        if beside.type in ("softbreak", "hardbreak"):
            return True
        return beside.type == "text" and bool(beside.content) and bool(beside.content[-1 if side < 0 else 0].isspace())


def _parting(token: Any) -> tuple[str, str]:
    """What stands before and behind a tag through which no word goes on: of « <li>un</li><li>deux</li> » in a table's
    cell, say."""
    tag = TAG.fullmatch(token.content) if token.type == "html_inline" else None
    if tag is None or (name := tag[2].lower()) not in BLOCKS:
        return "", ""
    return "" if tag[1] else " ", " " if tag[1] or name in VOID else ""


def _pairs(children: Sequence[Any]) -> dict[int, int]:
    """Tags of HTML that go around words: the token of each opening one by that of its closing one."""
    found: dict[int, int] = {}
    opened: list[tuple[str, int, int, int]] = []  # with how many texts stood before it
    texts = 0
    for index, token in enumerate(children):
        texts += token.type in TEXTS
        match = TAG.fullmatch(token.content) if token.type == "html_inline" else None
        if not match or match[3] or match[2].lower() in VOID:
            continue
        name = match[2].lower()
        if not match[1]:
            opened.append((name, token.level, index, texts))
        elif opened and opened[-1][:2] == (name, token.level):
            *_, begin, before = opened.pop()
            if texts > before:
                found[index] = begin
    return found


def _stays(children: Sequence[Any], begin: int, end: int) -> bool:
    """Whether a tag of HTML and what stands in it come out as they are: plain words that are code, or so marked."""
    tag = TAG.fullmatch(children[begin].content)
    is_kept = tag and (tag[2].lower() in _CODE or _SAYS_NO.search(tag[0]))
    return bool(is_kept) and all(children[inner].type in ("text", "softbreak") for inner in range(begin + 1, end))


def _struck(children: Sequence[Any], pairs: dict[int, int], openings: set[int]) -> dict[int, int]:
    """What is struck out amid a line, and holds nothing but text: the token that closes it by the one that opens it."""
    found: dict[int, int] = {}
    outside, begin = False, -1
    for index, token in enumerate(children):
        is_end = pairs.get(index, -1) == begin >= 0 or (token.type == "s_close" and token.level == 0)
        if is_end and begin >= 0:
            inner = children[begin + 1 : index]
            if all(part.type in ("text", "text_special", "softbreak") for part in inner):
                found[begin] = index
            begin = -1
        elif begin < 0 and token.level == 0 and (token.type == "s_open" or _is_striking(token, index, openings)):
            begin = index
        elif begin < 0:
            outside |= token.type in TEXTS and any(map(str.isalnum, token.content))
    return found if outside else {}


def _is_striking(token: Any, index: int, openings: set[int]) -> bool:
    return token.type == "html_inline" and index in openings and _STRIKING.match(token.content) is not None


def _is_bare(children: Sequence[Any], index: int) -> bool:
    """Whether there is no text in the mark that opens here: only a picture, say."""
    depth = 0
    for place in range(index, len(children)):
        token = children[place]
        depth += token.nesting
        if not depth:
            return True
        if token.type in TEXTS and token.content.strip():
            return False
    return False


def _raw(opening: Any) -> Raw:
    meta = opening.meta
    if opening.type == "link_open" and opening.markup == "autolink":
        return Raw("<", ">")
    if "open" in meta:
        return Raw(meta["open"], meta["close"], label=meta.get("label"), short=meta.get("short", ""))
    return Raw(opening.markup, opening.markup)
