"""Where a sentence that is too long is cut: between its main clauses, else at commas, else anywhere."""

from __future__ import annotations

import re

# The best place first.
BOUNDARIES = (
    re.compile(r"(?<=[.!?…;:]) "),
    re.compile(r"(?<=,) (?=(?:et|mais|ou|car|or|donc|alors|tandis|qui|où|dont|ce)\b)| (?=[–—] )"),
    re.compile(r"(?<=[,)»]) "),
    re.compile(r" (?=(?:et|mais|ou|car|qui|que|où|dont|pour|afin|alors|lorsque|quand|si)\b)"),
    re.compile(r" "),
)


def halves(text: str) -> list[str]:
    """``text`` cut in two at the best boundary near its middle; in mid-word only where it has no space."""
    text = " ".join(text.split())
    middle = len(text) / 2
    for boundary in BOUNDARIES:
        places = [match for match in boundary.finditer(text) if match.start() > 0 and match.end() < len(text)]
        near = [match for match in places if abs(match.start() - middle) < len(text) / 4]
        if near:
            match = min(near, key=lambda match: abs(match.start() - middle))
            return [text[: match.start()].strip(), text[match.end() :].strip()]
    if len(text) < 2:
        return [text]
    return [text[: len(text) // 2].strip(), text[len(text) // 2 :].strip()]
