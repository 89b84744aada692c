"""Marks around words that CommonMark does not know but Pandoc and its kin: H~2~O, 2^e^, ==bright==, ++new++."""

from __future__ import annotations

import re
from typing import Any

MARKS = {"~": "raised", "^": "raised", "==": "style", "++": "style", "^^": "style", "||": "style", "!!": "style"}
# Each is read once, whatever it is repeated: no mark holds another one of its kind.
_PAIR = re.compile(
    r"(?P<sub>~)(?!~)[^\s~]{1,60}~(?!~)|(?P<sup>\^)(?!\^)[^\s^]{1,60}\^(?!\^)"
    r"|(?P<bright>==)(?=[^\s=])(?:(?!==)[^\n]){0,500}(?<=[^\s=])==(?!=)"
    r"|(?P<set>\^\^)(?=[^\s^])(?:(?!\^\^)[^\n]){0,500}(?<=[^\s^])\^\^(?!\^)"
    r"|(?P<hidden>\|\|)(?=[^\s|])(?:(?!\|\|)[^\n]){0,500}(?<=[^\s|])\|\|(?!\|)"
    r"|(?P<spoiler>!!)(?=[^\s!])(?:(?!!!)[^\n]){0,500}(?<=[^\s!])!!(?!!)"
    r"|(?P<added>\+\+)(?=[^\s+])(?:(?!\+\+)[^\n]){0,500}(?<=[^\s+])\+\+(?!\+)"
)


def paired(state: Any, silent: bool) -> bool:
    """A pair of such marks, with what is between them read as text."""
    sign = state.src[state.pos]
    before = state.src[state.pos - 1] if state.pos else ""
    if sign not in "~^=+|!" or before == sign or (sign in "=+|!" and before.isalnum()):  # C++, a==b
        return False
    found = _PAIR.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        mark = found[str(found.lastgroup)]
        begin, end, last = state.pos + len(mark), found.end() - len(mark), state.posMax
        state.push(f"{MARKS[mark]}_open", "span", 1).markup = mark
        state.pos, state.posMax = begin, end
        state.md.inline.tokenize(state)
        state.pos, state.posMax = found.end(), last
        state.push(f"{MARKS[mark]}_close", "span", -1).markup = mark
    state.pos = found.end()
    return True
