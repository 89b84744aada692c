"""Texts that do not show where their sentences begin: automatic transcripts, lower-cased archives, no stops at all.

A text without capitals is cut at its stops, whatever follows them; where there are next to no stops, by length, before
words that open clauses in speech. That is a guess, and the reading says so (``reading/prepared.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

LEAST_LETTERS = 60  # of a text that is judged
MOST_CAPITALS = 0.006  # of its letters: French prose has 0.02 and more, a transcript a few acronyms at most
RUN_ON = 45  # words between two stops: past it a piece is cut by length
ENDLESS = 200  # the same where there are capitals: longer than the sentences of laws and judgments
PIECE = range(8, 31)  # words of such a piece

_STOP = re.compile(r"[.!?…]")
_BEGINNING = re.compile(r"(?:^|[.!?…]\s)\W*+([^\W\d_]?)")  # of signs without a letter behind them once
_WORD = re.compile(r"\S+")
# How well a piece begins with the word, and what must not stand before it: "parce que | nous" is no place to cut.
# What says when, where or how long (depuis, hier, dans) mostly belongs to what is before it.
_OPENERS = {
    **dict.fromkeys("alors donc puis ensuite enfin mais voilà bon bah ben cependant pourtant or ainsi bref".split(), 4),
    **dict.fromkeys(
        "et car parce quand lorsque puisque tandis selon aujourd'hui je tu il elle on nous ils elles".split(), 3
    ),
    **dict.fromkeys("vous ça c'est c'était j'ai j'étais y".split(), 2),
}
_SUBJECT = frozenset("le la les un une des ce cette ces mon ma mes son sa ses notre nos votre vos leur leurs".split())
_ELIDED = re.compile(r"[lcj]'\w")  # l'hôpital
_VERB = re.compile(
    r"(?:a|ont|est|sont|va|vont|avait|avaient|était|étaient|doit|doivent|peut|peuvent|veut|fait|(?:n'|s')\w+|ne|se"
    r"|\w{2,}(?:era|ira|eront|iront|erait|eraient|aient))"
)
_NO_SUBJECT = frozenset("qui que qu' où dont il elle on ils elles je tu nous et ou mais".split())
_SUBJECT_WORDS = 6
_HOLDS_ON = frozenset(
    "que qu' qui où dont si et ou ni mais donc car le la les un une des de du d' l' au aux à en dans sur pour par avec "
    "sans ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs très plus moins ne se me te "
    "y quand lorsque comme parce puisque quel quelle tout tous toute est sont a ont était "
    "selon malgré contre entre chez vers depuis pendant après avant sous chaque plusieurs quelques deux trois".split()
)


def lacks_capitals(text: str) -> bool:
    """Whether a text has next to no capital among its letters; too few letters say nothing."""
    most = int(MOST_CAPITALS * len(text))
    if sum(1 for _ in islice(filter(str.isupper, text), most + 1)) > most:  # most texts are known by their beginning
        return False
    # One long sentence may have its first letter alone.
    begun = [letter for letter in _BEGINNING.findall(text) if letter]
    if sum(map(str.isupper, begun)) > len(begun) / 4:
        return False
    letters = sum(map(str.isalpha, text))
    # A script without case has no capitals to lack.
    return letters >= LEAST_LETTERS and sum(map(str.islower, text)) > letters / 2


def lacks_stops(text: str, longest: int) -> bool:
    """Whether some run between two stops has more than ``longest`` words."""
    return any(len(run.split()) > longest for run in _STOP.split(text))


def pieces(text: str, longest: int) -> Iterator[int]:
    """Where a sentence of more than ``longest`` words may be cut: offsets of words that begin a piece, in order."""
    words = list(_WORD.finditer(text)) if len(text) > 2 * longest else []
    if len(words) <= longest:
        return
    first = 0
    while len(words) - first > RUN_ON:
        choices = range(first + PIECE.start, min(first + PIECE.stop, len(words) - PIECE.start))
        first = max(choices, key=lambda index: (_fitness(words, index), index))
        yield words[first].start()


def _fitness(words: list[re.Match[str]], index: int) -> int:
    """How likely a clause begins at the word: 0 where nothing says so, less where the word before holds on to it."""
    before, word = (_folded(words[at]) for at in (index - 1, index))
    if before[-1] in ",;:":
        return 5
    if before in _HOLDS_ON or "virgule" in (before, word) or word in ("pour", "pourcent", "cent"):
        return -1
    if (word in _SUBJECT or _ELIDED.match(word)) and not _VERB.fullmatch(before) and _has_verb(words, index):
        return 4
    return _OPENERS.get(word.strip(",;:"), 0)


def _has_verb(words: list[re.Match[str]], index: int) -> bool:
    """Whether a verb follows what may be its subject: « la bourse de paris | a perdu »."""
    for word in map(_folded, words[index + 1 : index + 1 + _SUBJECT_WORDS]):
        if word in _NO_SUBJECT:
            return False
        if _VERB.fullmatch(word):
            return True
    return False


def _folded(word: re.Match[str]) -> str:
    return word[0].lower().replace("’", "'")
