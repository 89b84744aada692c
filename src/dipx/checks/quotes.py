"""Direct speech that lost its quotation marks."""

from __future__ import annotations

import re

from dipx.document import Finding
from dipx.text.words import plain

_ANY_MARK = re.compile(r"[\"“”„«»‹›]|(?<!\w)['‘]\w|''")
# Up to the first word character no part can match two ways: a mark that is never closed costs one look at what follows.
_QUOTED = re.compile(
    r"«[^\w«»]*\w[^«»]*»|“[^\w“”]*\w[^“”]*”|„[^\w„“”]*\w[^„“”]*[“”]|‹[^\w‹›]*\w[^‹›]*›|\"[^\w\"]*\w[^\"]*\""
)


def check(source: str, target: str) -> Finding | None:
    """A note where the source quotes words and the target has no quotation mark of any kind."""
    quoted = _QUOTED.search(source)
    if quoted is None or _ANY_MARK.search(plain(target)):
        return None
    shown = quoted[0] if len(quoted[0]) <= 40 else quoted[0][:39] + "…"
    return Finding("quotes", "note", f"The quotation marks of {shown} are gone.", source, target)
