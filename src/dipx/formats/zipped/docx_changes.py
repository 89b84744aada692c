"""Word's tracked changes: what was deleted stands beside what was inserted in its place, and never within it.

Who rejects all changes loses what is within an insertion: a deleted text there would be gone for good.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from dipx.formats.zipped.mixed import local
from dipx.formats.zipped.runs import Shell, Token

INSERTED = frozenset({"ins", "moveTo"})
DELETED = frozenset({"del", "moveFrom"})


def beside_insertions(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, where a deletion next to an insertion goes wherever the English of that insertion goes."""
    runs = [list(run) for _, run in groupby(tokens, key=_group)]
    for index, run in enumerate(runs):
        depth = _depth(run[0]) if _is_insertion(run) else None
        if depth is None:
            continue
        around = run[0].shells[:depth]
        before = _taken(runs[index - 1], around) if index else []
        behind = _taken(runs[index + 1], around) if index + 1 < len(runs) and not before else []
        if before or behind:
            shell = replace(run[0].shells[depth], before=tuple(before), behind=tuple(behind))
            runs[index] = [replace(token, shells=(*around, shell, *token.shells[depth + 1 :])) for token in run]
    return [token for run in runs for token in run]


def _group(token: Token) -> object:
    """What holds tokens together: the insertion that they are in, or that they are deletions."""
    depth = _depth(token)
    if depth is not None:
        return id(token.shells[depth])
    return "deleted" if _is_deletion(token) else "other"


def _depth(token: Token) -> int | None:
    return next((depth for depth, shell in enumerate(token.shells) if shell.is_strict), None)


def _is_deletion(token: Token) -> bool:
    return token.kind == "atom" and len(token.nodes) == 1 and local(token.nodes[0]) in DELETED


def _is_insertion(run: Sequence[Token]) -> bool:
    """Whether these tokens are an insertion that is written once: it has words, and is all in one line."""
    return (
        bool(run)
        and _depth(run[0]) is not None
        and any(token.text.strip() for token in run)
        and all(token.kind != "space" for token in run)
    )


def _taken(run: list[Token], around: tuple[Shell, ...]) -> list[Any]:
    """The deleted elements of a run of deletions that stand within the same as the insertion; they leave the run."""
    if not all(_depth(token) is None and _is_deletion(token) and token.shells == around for token in run):
        return []
    nodes = [node for token in run for node in token.nodes]
    run.clear()
    return nodes
