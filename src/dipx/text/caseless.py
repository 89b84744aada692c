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
_OPENERS = {
    **dict.fromkeys("alors donc puis ensuite enfin mais voilà bon bah ben cependant pourtant or ainsi bref".split(), 4),
    **dict.fromkeys("et car parce quand lorsque puisque tandis après depuis pendant comme aujourd'hui hier".split(), 3),
    **dict.fromkeys("je tu il elle on nous vous ils elles ça c'est c'était j'ai j'étais il y".split(), 2),
    **dict.fromkeys("dans pour sur avec sans par chez contre entre selon malgré".split(), 1),
}
_HOLDS_ON = frozenset(
    "que qu' qui où dont si et ou ni mais donc car le la les un une des de du d' l' au aux à en dans sur pour par avec "
    "sans ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs très plus moins ne se me te "
    "y quand lorsque comme parce puisque quel quelle tout tous toute est sont a ont était".split()
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
    before, word = words[index - 1][0].lower().replace("’", "'"), words[index][0].lower().replace("’", "'")
    if before[-1] in ",;:":
        return 5
    if before in _HOLDS_ON:
        return -1
    return _OPENERS.get(word.strip(",;:"), 0)
