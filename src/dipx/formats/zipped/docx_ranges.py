"""The words that two marks of a Word paragraph bound (a comment's, a bookmark's), as something around them.

So they go onto the English of those words, wherever that is; a mark alone would go behind the word before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dipx.formats.zipped.ranges import Mark, mark_of
from dipx.formats.zipped.runs import Shell, Token


def ranged(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with a shell around those of each range that is properly nested and within one line."""
    found = list(tokens)
    open_: dict[Mark, int] = {}
    for index, token in enumerate(tokens):
        mark = mark_of(token.nodes[0]) if token.kind == "atom" and len(token.nodes) == 1 else None
        if mark is None:
            continue
        start = open_.pop(replace(mark, is_end=False), None) if mark.is_end else None
        if start is not None and _may_stand_around(tokens, start, index, list(open_.values())):
            _put_around(found, start, index)
        elif not mark.is_end:
            open_[mark] = index
    return [token for token in found if token.nodes]


def _may_stand_around(tokens: Sequence[Token], start: int, end: int, others: Sequence[int]) -> bool:
    shells = tokens[start].shells
    between = tokens[start + 1 : end]
    return (
        tokens[end].shells == shells
        and not any(start < other for other in others)  # it would cross a range that goes on
        and any(token.text.strip() for token in between)
        and all(token.kind != "space" and token.shells[: len(shells)] == shells for token in between)
    )


def _put_around(tokens: list[Token], start: int, end: int) -> None:
    """Take the two marks out of the tokens, and put them around those between."""
    begin, finish = tokens[start].nodes[0], tokens[end].nodes[0]
    depth = len(tokens[start].shells)

    def leave(parent: Any) -> None:
        parent.append(finish)

    def enter(parent: Any) -> Any:
        parent.append(begin)
        return parent

    shell = Shell("style", enter, leave, marks=(begin, finish))
    for index in range(start + 1, end):
        token = tokens[index]
        tokens[index] = replace(token, shells=(*token.shells[:depth], shell, *token.shells[depth:]))
    tokens[start] = tokens[end] = Token("atom", ())
