"""MediaWiki's bold, as pasted into Markdown: ``'''so'''``, ``'''''so'''''``. CommonMark knows none of it."""

from __future__ import annotations

import re
from typing import Any

from dipx.text import elided

# Where the library's own rule for text stops, and before three apostrophes, which it would read over.
_TEXT = re.compile(r"(?:[^\n!#$%&*+\-:<=>@\[\\\]^_`{}~']++|'(?!''))++")
_RUN = re.compile(r"'{3,}")
# Each is read to its end or 500 characters: linear in whatever is repeated.
_PAIR = re.compile(r"(?P<mark>'{3}|'{5})(?=[^\s'])(?P<words>(?:(?!(?P=mark))[^\n]){1,500})(?<=[^\s'])(?P=mark)(?!')")


def text(state: Any, silent: bool) -> bool:
    """Characters that begin no mark, in place of the library's rule for them."""
    found = _TEXT.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.append_pending(found[0])
    state.pos = found.end()
    return True


def wiki(state: Any, silent: bool) -> bool:
    """A pair of such marks, with what is between them read as text; what is no pair is text too."""
    run = _RUN.match(state.src, state.pos, state.posMax)
    if not run:
        return False
    length = len(run[0])
    is_elided = length == 3 and elided.begins(state.src, state.pos)
    found = _PAIR.match(state.src, state.pos, state.posMax) if length in (3, 5) and not is_elided else None
    if not found:
        # « l''''État''' »: an apostrophe, and then bold.
        end = state.pos + (1 if length == 4 else length)
        if not silent:
            state.append_pending(state.src[state.pos : end])
        state.pos = end
        return True
    if not silent:
        _push(state, found)
    state.pos = found.end()
    return True


def _push(state: Any, found: re.Match[str]) -> None:
    last = state.posMax
    state.push("strong_open", "strong", 1).markup = found["mark"]
    state.pos, state.posMax = found.span("words")
    state.md.inline.tokenize(state)
    state.posMax = last
    state.push("strong_close", "strong", -1).markup = found["mark"]
