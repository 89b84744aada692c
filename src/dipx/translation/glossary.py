"""A user's terms: what a French term is called in English, found in a text in its inflected forms.

``docs/glossary.md`` describes the files. A glossary is a tree of words, so a text is searched once, however many
terms there are; of terms that begin at one place the longest is taken.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from dipx.text.composed import composed
from dipx.translation.inflection import FUNCTION_WORDS, french_forms

MAX_TOKENS = 24  # words and marks of a term; what is longer is a sentence
FLAGS = frozenset({"exact", "case", "any-case"})

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_SAME = str.maketrans("’‘ʼ‐‑−", "'''---")


@dataclass(frozen=True, slots=True)
class Entry:
    """A term. A target that is empty or equals its source says: do not translate.

    Flags: ``exact`` (no plural, no feminine), ``case`` (capitals exactly as written), ``any-case``. Without the last
    two the entry's own capitals must be in the text, and what it writes in lower case may have any.
    """

    source: str
    target: str
    flags: frozenset[str] = frozenset()

    @property
    def verbatim(self) -> bool:
        return not self.target or composed(self.target) == self.key

    @property
    def key(self) -> str:
        """The source as it is looked for: a term may be typed with its accents apart (e and U+0301), a text never
        comes here so."""
        return composed(self.source)


@dataclass(frozen=True, slots=True)
class Match:
    """A term in a text; ``plural`` says that its head stands in a plural form that the entry does not have."""

    start: int
    end: int
    entry: Entry
    plural: bool = False


@dataclass(slots=True)
class _Node:
    """A place in the tree. ``edges``: from a token's form to the next places, each with how the token was written."""

    children: dict[tuple[str, bool, bool, str], _Node] = field(default_factory=dict)
    edges: dict[tuple[str, bool], list[_Edge]] = field(default_factory=dict)
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class _Edge:
    node: _Node
    written: str
    capitals: str  # "case", "any-case" or ""
    plural_head: bool


class Glossary:
    """Terms to look for. Of entries with one source and flags the last counts."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries = tuple(entries)
        self._root = _Node()
        for entry in self.entries:
            self._plant(entry)

    @property
    def digest(self) -> str:
        """What decides the matches and their English: the entries, whatever file they came in."""
        lines = (f"{e.source}\0{e.target}\0{','.join(sorted(e.flags))}\n" for e in self.entries)
        return hashlib.sha256("".join(lines).encode("utf-8", "replace")).hexdigest()[:16]

    def find(self, text: str) -> list[Match]:
        """The terms in a text from left to right, none within another."""
        if not self.entries:
            return []
        tokens = _tokens(text)
        found: list[Match] = []
        at = 0
        while at < len(tokens):
            is_start = (tokens[at].form, False) in self._root.edges
            match, size = self._longest(tokens, at) if is_start else (None, 1)
            if match:
                found.append(match)
            at += size
        return found

    def _longest(self, tokens: list[_Token], at: int) -> tuple[Match | None, int]:
        best: tuple[Match | None, int] = None, 1
        places = [(self._root, False)]
        for size, token in enumerate(tokens[at : at + MAX_TOKENS], start=1):
            glued = token.glued if size > 1 else False
            places = [
                (edge.node, plural or edge.plural_head)
                for node, plural in places
                for edge in node.edges.get((token.form, glued), ())
                if _capitals_agree(token.text, edge)
            ]
            if not places:
                break
            for node, plural in places:
                if node.entry:
                    best = Match(tokens[at].start, token.end, node.entry, plural), size
        return best

    def _plant(self, entry: Entry) -> None:
        node = self._root
        tokens = _tokens(entry.key)
        head = next((i for i, token in enumerate(tokens) if token.form not in FUNCTION_WORDS), 0)
        capitals = next((flag for flag in ("case", "any-case") if flag in entry.flags), "")
        for index, token in enumerate(tokens):
            glued = token.glued if index else False
            key = (token.text, glued, "exact" in entry.flags, capitals)
            child = node.children.get(key)
            if child is None:
                child = node.children[key] = _Node()
                for form, plural in _forms(token, entry, is_head=index == head).items():
                    edge = _Edge(child, token.text, capitals, plural and index == head)
                    node.edges.setdefault((form, glued), []).append(edge)
            node = child
        node.entry = entry


class _Token(NamedTuple):  # many are made of each text: a dataclass takes twice as long
    """A word or a mark; ``glued`` where no space is before it. ``form`` is how it is looked for."""

    text: str
    form: str
    start: int
    end: int
    glued: bool


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        text, start = match[0], match.start()
        form = text.lower() if text.isascii() else text.translate(_SAME).lower()
        found.append(_Token(text, form, start, match.end(), start == end))
        end = match.end()
    return found


def _forms(token: _Token, entry: Entry, *, is_head: bool) -> dict[str, bool]:
    # An acronym (ONU) has no plural; nor has a name that stays as it is.
    acronym = len(token.text) > 1 and token.text.isupper()
    if acronym or entry.verbatim or "exact" in entry.flags:
        return {token.form: False}
    return french_forms(token.form, is_head=is_head)


def _capitals_agree(text: str, edge: _Edge) -> bool:
    if edge.capitals == "any-case":
        return True
    if edge.capitals == "case":
        return all(a.isupper() == b.isupper() for a, b in zip(text, edge.written, strict=False))
    return all(a.isupper() for a, b in zip(text, edge.written, strict=False) if b.isupper())


def word_count(term: str) -> int:
    """Words and marks of a term; none where it has no letter or digit to be found by."""
    tokens = _tokens(composed(term))
    return len(tokens) if any(token.text.isalnum() for token in tokens) else 0


NO_TERMS = Glossary()
