"""Runs, as docx, pptx and xlsx have them, to lines of running text with marks; ``paragraphs.py`` writes them again.

A run whose formatting is not that of most of its line is a mark; so is what is around runs (a link, an insertion).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Any, Literal

from dipx.document import SpanKind
from dipx.errors import InputError
from dipx.formats.inline import Marked, RunningText
from dipx.formats.subword import is_note_mark
from dipx.formats.zipped.linebreaks import MAX_LINES, is_own_line

_MARKS: dict[str, SpanKind] = {"b": "bold", "i": "italic", "u": "underline"}


def mark_of(tags: Container[str]) -> SpanKind:
    """What kind of mark a run with these properties is: the first of bold, italic and underlined, else its style."""
    return next((kind for tag, kind in _MARKS.items() if tag in tags), "style")


@dataclass(frozen=True, slots=True, eq=False)
class Shell:
    """What is around runs: ``enter`` puts it into its parent and gives what its runs go into; ``leave`` ends it.

    ``node`` is the element that it was, where it is one: kept whole where it holds no text. ``marks`` are the two
    elements that it puts before and behind its runs; ``before`` and ``behind`` go with it and stand outside it. None of
    them must get lost with it. One that ``is_strict`` is around nothing but what it was around: a tracked insertion,
    of which a reader may reject all.
    """

    kind: SpanKind
    enter: Callable[[Any], Any]
    leave: Callable[[Any], None] = lambda parent: None
    href: str | None = None
    node: Any = None
    marks: tuple[Any, ...] = ()
    before: tuple[Any, ...] = ()
    behind: tuple[Any, ...] = ()
    is_strict: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a paragraph, in order.

    ``text``: a run's text, with its formatting. ``atom``: kept whole, and ``text`` is what it shows. ``space``: a tab
    or line break. ``nodes`` are the run, or what is kept. ``lifted`` says that a raised text is so above the line,
    ``struck`` that it is struck out. ``inner`` is what an atom holds that is a text of its own.
    """

    kind: Literal["text", "atom", "space"]
    nodes: tuple[Any, ...]
    text: str = ""
    look: str = ""
    mark: SpanKind = "object"
    shells: tuple[Shell, ...] = ()
    lifted: bool = False
    struck: bool = False
    inner: Line | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Running text: the tokens and shells of its spans by key, and a run that looks like most of it."""

    marked: Marked
    keyed: tuple[Token | Shell, ...] = ()
    base: Token | None = None


def lines_of(tokens: Sequence[Token]) -> list[Line | Token]:
    """The lines of a paragraph, with the tabs and breaks between them that part texts of their own."""
    found: list[Line | Token] = []
    start = 0
    spaces = [index for index, token in enumerate(tokens) if token.kind == "space"]
    edges = [-1, *spaces, len(tokens)]
    texts = ["".join(token.text for token in tokens[a + 1 : b]) for a, b in pairwise(edges)]
    for index, (before, after) in zip(spaces, pairwise(texts), strict=True):
        if is_own_line(before, after):
            found += [_line(tokens[start:index]), tokens[index]]
            start = index + 1
    if len(found) > 2 * MAX_LINES:
        raise InputError(f"holds a paragraph of more than {MAX_LINES:,} lines")
    return [*found, _line(tokens[start:])]


def _line(tokens: Sequence[Token]) -> Line:
    return _running(_with_struck(_with_note_marks(tokens)))


def _running(tokens: Sequence[Token]) -> Line:
    tokens = _with_whole_shells(tokens)
    base = _base(tokens)
    line = RunningText()
    keyed: list[Token | Shell] = []
    opened: list[tuple[int, int, Shell]] = []
    style: tuple[int, int, Token] | None = None

    def end_style() -> None:
        nonlocal style
        if style:
            line.mark(style[0], style[2].mark, key=style[1])
            style = None

    for token in (*tokens, Token("atom", ())):
        common = _common([shell for _, _, shell in opened], token.shells)
        if len(opened) > common or len(token.shells) > common:
            end_style()
        while len(opened) > common:
            start, key, shell = opened.pop()
            line.mark(start, shell.kind, shell.href, key)
        for shell in token.shells[common:]:
            opened.append((line.position, len(keyed), shell))
            keyed.append(shell)
        if token.kind == "text":
            if style and style[2].look != token.look:
                end_style()
            if style is None and base and token.look != base.look:
                style = (line.position, len(keyed), token)
                keyed.append(token)
            line.add(token.text)
        elif token.nodes or token.inner:
            if token.text or style:
                end_style()
            _add_atom(line, token, len(keyed))
            keyed.append(token)
    end_style()
    return Line(line.done(), tuple(keyed), base)


def _add_atom(line: RunningText, token: Token, key: int) -> None:
    if token.kind == "space":
        line.space(key)
        return
    start = line.position
    line.add(token.text)
    line.mark(start, token.mark, key=key)


def _with_note_marks(tokens: Sequence[Token]) -> list[Token]:
    """Raised numbers behind words are notes' marks, which no model is to read as part of the word."""
    found: list[Token] = []
    before = ""
    for token in tokens:
        if token.lifted and is_note_mark(before, token.text):
            token = replace(token, kind="atom", text="", mark="note")
        before = (before + (" " if token.kind == "space" else token.text))[-40:]
        found.append(token)
    return found


def _with_struck(tokens: Sequence[Token]) -> Sequence[Token]:
    """What is struck out amid a line is no part of its sentence, but a text of its own in it."""
    others = [token for token in tokens if not (token.struck and token.kind == "text")]
    if len(others) == len(tokens) or not any(token.kind == "text" and token.text.strip() for token in others):
        return tokens
    around = {id(shell) for token in others for shell in token.shells}

    def group(token: Token) -> tuple[bool, tuple[int, ...]]:
        outer = tuple(id(shell) for shell in token.shells if id(shell) in around)
        return token.struck and token.kind == "text", outer

    found: list[Token] = []
    for (is_struck, outer), grouped in groupby(tokens, key=group):
        run = list(grouped)
        found += _struck_out(run, len(outer)) if is_struck else run
    return found


def _struck_out(run: Sequence[Token], depth: int) -> list[Token]:
    """A stretch that is struck out as one thing in the line, with the white space at its ends outside it.

    ``depth`` is the number of shells that it shares with the line; the others are around its own text.
    """
    text = "".join(token.text for token in run)
    if not text.strip():
        return list(run)
    inner = _running([replace(token, shells=token.shells[depth:]) for token in run])
    kept = Token("atom", (), shells=run[0].shells[:depth], inner=inner)
    before, behind = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    spaces = [replace(kept, kind="text", nodes=run[0].nodes, text=space, inner=None) for space in (before, behind)]
    return [token for token in (spaces[0], kept, spaces[1]) if token.inner or token.text]


def _with_whole_shells(tokens: Sequence[Token]) -> list[Token]:
    """What is around no text (a link around a picture or a note's mark) is kept whole."""
    worded = {id(shell) for token in tokens if token.text.strip() for shell in token.shells}
    found: list[Token] = []
    whole: Shell | None = None
    for token in tokens:
        depth = next(
            (n for n, shell in enumerate(token.shells) if shell.node is not None and id(shell) not in worded), None
        )
        if depth is None:
            found.append(token)
            whole = None
        elif whole is not token.shells[depth]:
            whole = token.shells[depth]
            mark: SpanKind = "note" if token.mark == "note" else "object"
            found.append(Token("atom", (whole.node,), mark=mark, shells=token.shells[:depth]))
    return found


def _common(opened: Sequence[Shell], shells: Sequence[Shell]) -> int:
    count = 0
    while count < min(len(opened), len(shells)) and opened[count] is shells[count]:
        count += 1
    return count


def _base(tokens: Sequence[Token]) -> Token | None:
    """A run that looks like most of the text outside links; or, where all is inside, of that."""
    texts = [token for token in tokens if token.kind == "text"]
    outside = [token for token in texts if not any(shell.kind == "link" for shell in token.shells)] or texts
    counts: dict[str, int] = {}
    for token in outside:
        counts[token.look] = counts.get(token.look, 0) + len(token.text)
    best = max(counts, key=lambda look: counts[look], default=None)
    return next((token for token in outside if token.look == best), None)
