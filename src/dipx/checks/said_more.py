"""A death that only the English has, and a minister whom it makes the prime minister. For ``opposites.py``, which says
it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_KILLED = re.compile(r"\b(?:shot dead|murdered|stabbed to death|beaten to death|assassinated|killed)\b", re.I)
# How French says or hints at it; rather too much than too little.
_DEATH = re.compile(
    r"mort|meur|mour|\btu(?:e|é|ai|a\b|er|ant)|\bs'entretu|décéd|décès|assassin|victim|pér[iî]|dispar|abatt|perd|perte|suicid|fusill|"
    r"exécut|létal|funè|obsèq|cadavr|corps|dépouill|noy|poignard|homicid|massacr|crim|défunt|\bfeu\b|attentat|bless|guerre|"
    r"fatal|égorg|\bvies?\b|lynch|bilan|fauch|sang|inanim|trépas|succomb|éteint|anéant|élimin|liquid|exterm|couteau|"
    r"supprim|détrui|sacrif|coûté|enterr|abrog|tomb|frapp|bomb|attaqu|explos|accident|écras|emport|veuf|veuve|orphelin|"
    r"descend|neutralis|foudroy|électrocut|asphyxi|butt?é|flingu|renvers|percut|heurt|étrangl|torpill|coul",
    re.I,
)
_PRIME_MINISTER = re.compile(r"\bprime minister", re.I)
_MINISTER = re.compile(r"\b(?:ex-)?ministre\b(?!-)", re.I)
_ANY_HEAD = re.compile(
    r"pr?emi[eè]?r?e?s?[ -]+minist|\bpremiers?\b|\bPM\b|chef\w* d[eu']|primature|Matignon|Downing|"
    r"président|chancel",
    re.I,
)


def said_more(french: str, english: str) -> Iterator[str]:
    """What the English says and the French gives no occasion for."""
    if (killed := _KILLED.search(english)) and not _DEATH.search(french):
        yield f"{killed[0]}, of which the source says nothing"
    head = _PRIME_MINISTER.search(english)
    if head and (minister := _MINISTER.search(french)) and not _ANY_HEAD.search(french):
        yield f"{head[0]} for {minister[0]}"
