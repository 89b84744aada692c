"""What a rewriting left out of its sentence, and whether a sentence can do without: a cautious guess, not a parse.

A rewriter trained on bullets leaves words out, and few of its faults are inventions: it stops before the verb
("Lakhvi, a top leader of the group."), in the middle of a noun phrase ("has a young."), or loses what a claim hangs
on ("if", "allegedly", "police said"). Of 1,779 rewritings of development stories a third is refused, some wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from dipx.bullets.shorten import OPENERS
from dipx.bullets.words import STOP, stem
from dipx.document import Finding

_WORD: Final = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:[.'’-][^\W_]+)*")  # no cut within 2,300
_MARK: Final = re.compile(r"[,;:()–—]|--")

_DAYS: Final = "monday tuesday wednesday thursday friday saturday sunday"
# What a rewriting may add to the words that it keeps, and how much of it.
_GLUE: Final = frozenset(
    "a an the is are was were has have had be been and that of in on to for by at with who".split()
)
_MOST_GLUE: Final = 3
_HEDGES: Final = frozenset(
    "allegedly alleged reportedly suspected purportedly purported apparently probably possibly perhaps may might could "
    "nearly almost partly unlikely likely hardly rarely seldom".split()
)
_CONDITIONS: Final = frozenset("if unless although though but except until provided".split())
_SAYS: Final = frozenset(
    "said says say told tells according claimed claims reported reports alleged alleges announced argued argues".split()
)
# What may begin where a cut has no mark: it adds to a clause that is whole.
_ADDS: Final = frozenset(
    "after before during while when where as because since amid despite following with without including which who "
    "and or in on at by from over under near inside outside between against through across about so earlier last next "
    f"this {_DAYS}".split()
)
FINITE: Final = frozenset(
    "is are was were has have had will would can could may might must shall should does did do says said told met won "
    "lost gave took made came went saw led held kept left put set found began became rose fell hit sent brought "
    "built broke ran spoke shot killed died got knew thought stood sat wrote drew drove flew grew threw wore "
    "chose ate bought caught fought sold taught wins gets takes makes comes goes sees leads".split()
)
_RELATIVES: Final = frozenset("who which that whose where when".split())
_OPEN: Final = frozenset("a an the its his her their our my your more most very this these those".split())
_PRONOUNS: Final = frozenset("he she they it his her their him them".split())  # a name may stand for one
_LIGHT: Final = frozenset(f"the a an now also just then later that on last this next {_DAYS}".split())


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    mark: str  # what stands between it and the word before: a comma, a dash, a bracket

    @property
    def low(self) -> str:
        return self.text.lower()


def check_cuts(text: str, sentence: str, context: str = "") -> Finding | None:
    """What is wrong with ``text`` as ``sentence`` with words left out, a name of ``context`` put in for a pronoun."""
    problem = _problem(text, sentence, context)
    return Finding("bullet-cuts", "note", problem, sentence, text) if problem else None


def _problem(text: str, sentence: str, context: str) -> str | None:
    if any(text.count(a) != text.count(b) for a, b in (("(", ")"), ("“", "”"))) or text.count('"') % 2:
        return "a quotation or bracket is left open"
    words, source = _words(text), _words(sentence)
    places = _kept(words, source)
    known = {stem(word.text) for word in _words(context)}
    others = [word for word, place in zip(words, places, strict=True) if place is None]
    added = [word.low for word in others if stem(word.text) not in known]
    if strange := [word for word in added if word not in _GLUE]:
        return f"says {strange[0]!r}, or says it elsewhere"
    if len(added) > _MOST_GLUE:
        return f"adds {', '.join(added)}"
    kept = [place for place in places if place is not None]
    stopped = _tail(words, source, kept) or _main_clause(words, source, kept)
    light = _LIGHT | _PRONOUNS if len(added) < len(others) else _LIGHT
    return stopped or _middle(source, kept, light) or _start(source, kept, light)


def _words(text: str) -> list[_Word]:
    found, end = [], 0
    for match in _WORD.finditer(text):
        found.append(_Word(match[0], "".join(_MARK.findall(text, end, match.start()))))
        end = match.end()
    return found


def _kept(words: Sequence[_Word], source: Sequence[_Word]) -> list[int | None]:
    """Where in ``source`` each word stands, in order: the longest common subsequence, content words before others."""
    ours, theirs = [stem(word.text) for word in words], [stem(word.text) for word in source]
    best = [[0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for i in range(len(ours) - 1, -1, -1):
        weight = 1 if words[i].low in STOP else 3
        for j in range(len(theirs) - 1, -1, -1):
            taken = best[i + 1][j + 1] + weight if ours[i] == theirs[j] else 0
            best[i][j] = max(taken, best[i + 1][j], best[i][j + 1])
    places: list[int | None] = []
    j = 0
    for i in range(len(ours)):
        while j < len(theirs) and best[i][j] == best[i][j + 1]:
            j += 1
        if j < len(theirs) and ours[i] == theirs[j] and best[i][j] > best[i + 1][j]:
            places.append(j)
            j += 1
        else:
            places.append(None)
    return places


def _tail(words: Sequence[_Word], source: Sequence[_Word], kept: Sequence[int]) -> str | None:
    """What is wrong with where the text stops."""
    if not kept or kept[-1] == len(source) - 1:
        return None
    gone = source[kept[-1] + 1 :]
    if hung := _hung(gone):
        return hung
    following = gone[0]
    if following.low in FINITE:
        return f"stops before {following.text!r}"
    if following.low in _ADDS:
        return None
    if not following.mark:
        return f"stops before {following.text!r}"
    is_open = len(words) > 1 and words[-2].low in _OPEN and following.mark == ","
    starts_anew = following.text[0].isupper() or following.low in _OPEN or following.low.endswith("ing")
    return f"stops before {following.text!r}" if is_open and not starts_anew else None


def _main_clause(words: Sequence[_Word], source: Sequence[_Word], kept: Sequence[int]) -> str | None:
    """What is wrong with a text that stops early and may have stopped before what its sentence says."""
    if not kept or kept[-1] == len(source) - 1:
        return None
    opens = words[0].low in OPENERS or words[0].low.endswith("ing")
    if opens and not any(word.mark and word.low not in _RELATIVES for word in words[1:]):
        return "stops before the main clause"
    verbs = sum(word.low in FINITE or word.low.endswith("ed") for word in words)
    if 0 < sum(word.text in _RELATIVES for word in words) >= verbs:
        return "may have lost its verb"
    return None


def _middle(source: Sequence[_Word], kept: Sequence[int], light: Set[str]) -> str | None:
    """What is wrong with what was left out between words that were kept."""
    for before, after in pairwise(kept):
        gone = source[before + 1 : after]
        if not gone:
            continue
        if hung := _hung(gone):
            return hung
        is_apart = bool(gone[0].mark and source[after].mark)
        if not is_apart and not all(word.low in light or word.low.endswith("ly") for word in gone):
            return f"leaves out {' '.join(word.text for word in gone)!r}"
    return None


def _start(source: Sequence[_Word], kept: Sequence[int], light: Set[str]) -> str | None:
    if not kept or kept[0] == 0:
        return None
    gone = source[: kept[0]]
    if hung := _hung(gone):
        return hung
    is_apart = bool(source[kept[0]].mark) or gone[-1].low == "that" or all(word.low in light for word in gone)
    return None if is_apart else f"leaves out {' '.join(word.text for word in gone)!r}"


def _hung(gone: Sequence[_Word]) -> str | None:
    """What the claim hung on and is gone."""
    lost = [word.text for word in gone if word.low in _HEDGES | _CONDITIONS | _SAYS]
    return f"drops {lost[0]!r}" if lost else None
