"""The prefect, of whom French news speak every day and of whom a model makes what it likes: prefetor, prefets, "the
prefetched", a subpoena for the sous-préfet."""

from __future__ import annotations

import re
from collections.abc import Callable

_PREFECT = re.compile(r"(?<![\w-])(?:préfets?|préfètes?)(?![\w-])", re.I)
_SUB = re.compile(r"(?<![\w-])sous-préf(?P<what>ets?|ètes?|ectures?)(?!\w)", re.I)
_MADE = re.compile(r"(?<![\w-])(?:female )?(?P<p>[Pp])r[eé]f(?:e?et\w*?|it|essor|ect)(?P<many>s?)(?![\w-])")
_SUB_MADE = re.compile(
    r"(?<![\w-])(?P<s>[SsUu])(?:ubpoena|(?:ub|nder)[ -]?pr[eé]f(?:e?et|ect|its?|ecture)\w*?)(?P<many>s?)(?![\w-])"
)


def with_prefects(text: str, source: str) -> str:
    """The English with "prefect" and "sub-prefect" where the source has them and it has a word made up for them.
    Idempotent."""
    if "préf" not in source.lower():
        return text
    if found := _SUB.search(source):
        noun = "prefecture" if found["what"].startswith("ect") else "prefect"
        text = _SUB_MADE.sub(_written("s", f"ub-{noun}"), text)
    return _MADE.sub(_written("p", "refect"), text) if _PREFECT.search(source) else text


def _written(first: str, rest: str) -> Callable[[re.Match[str]], str]:
    def write(match: re.Match[str]) -> str:
        is_capital = match[first].isupper()
        return f"{first.upper() if is_capital else first}{rest}{match['many']}"

    return write
