"""An editor's marks (CriticMarkup): ``{++new++}``, ``{--old--}``, ``{~~old~>new~~}``, ``{==word==}{>>a remark<<}``.

What is new or bright is a part of its sentence; what is old, and a remark, are texts of their own.
"""

from __future__ import annotations

import re
from typing import Any

# Each is read to its end or 1,000 characters: linear in whatever is repeated.
_MARK = re.compile(
    r"(?P<new>\{\+\+)(?:(?!\+\+\})[\s\S]){1,1000}\+\+\}|(?P<old>\{--)(?:(?!--\})[\s\S]){1,1000}--\}"
    r"|(?P<bright>\{==)(?:(?!==\})[\s\S]){1,1000}==\}"
    r"|(?P<other>\{~~(?:(?!~>|~~\})[\s\S]){0,1000}~>)(?:(?!~~\})[\s\S]){0,1000}~~\}"
)
REMARK = re.compile(r"\{>>(?P<text>(?:(?!<<\})[\s\S]){1,1000})<<\}")
INSTEAD = re.compile(r"\{~~(?P<text>(?:(?!~>)[\s\S])*)~>")
_CLOSES = {"++": "++}", "--": "--}", "==": "==}", "~~": "~~}", ">>": "<<}"}
_NAMES = {"old": "s"}  # it is struck out


def critic(state: Any, silent: bool) -> bool:
    """A pair of such marks, with what is between them read as text; a remark is an atom."""
    if state.src[state.pos] != "{":
        return False
    closes = _CLOSES.get(state.src[state.pos + 1 : state.pos + 3])
    if closes is None or _last(state)[closes] < state.pos:
        return False
    if remark := REMARK.match(state.src, state.pos, state.posMax):
        if not silent:
            state.push("atom", "", 0).content = remark[0]
        state.pos = remark.end()
        return True
    found = _MARK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        _push(state, found)
    state.pos = found.end()
    return True


def _last(state: Any) -> dict[str, int]:
    """Where each closing mark stands last: a line of nothing but beginnings would be read on from each."""
    known = state.env.get("critic")
    if known is None or known[0] is not state.src:
        known = state.env["critic"] = state.src, {closes: state.src.rfind(closes) for closes in _CLOSES.values()}
    found: dict[str, int] = known[1]
    return found


def _push(state: Any, found: re.Match[str]) -> None:
    kind = str(found.lastgroup)
    marks = found[kind], found[0][-3:]
    opening = state.push(f"{_NAMES.get(kind, 'span')}_open", "span", 1)
    opening.meta = {"open": marks[0], "close": marks[1]}
    opening.markup, last = marks[0], state.posMax
    state.pos, state.posMax = found.end(kind), found.end() - 3
    state.md.inline.tokenize(state)
    state.posMax = last
    state.push(f"{_NAMES.get(kind, 'span')}_close", "span", -1).markup = marks[1]
