"""The dictionary's word in place of what a model made of a rare one: the last rung of the ladder.

Where ``checks/words.py`` finds no trace of a word, the word links show what the model said in its place, and the
dictionary's English is put there. The model is then made to say that target: a prefix that is all of it costs one step
where a search takes one a token, and gives its score and its links. It is kept where the model finds it hardly less
likely, and no check has more to say than before. What has no links (a word that was left out) stays a note.

To let the model go on by itself from the dictionary's word was tried, and said other things worse than before
(``docs/evaluation.md``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from dipx.ahead import ahead
from dipx.checks.words import Missing, missing
from dipx.document import Alignment, Hypothesis
from dipx.engines.base import Engine
from dipx.engines.cores import usable_cores
from dipx.options import Decoding
from dipx.text.small_words import ENGLISH
from dipx.translation.capitals import for_model
from dipx.translation.protect import MARK
from dipx.translation.repair import Candidate, Judge

STEP = "dictionary"
MOST_LOST = 0.6  # of the mean log-probability of a token
_ARTICLE = re.compile(r"\b(a)n?$", re.I)


def with_second_opinion(
    best: Mapping[str, Candidate], made: Mapping[str, Hypothesis], engine: Engine, decoding: Decoding, judge: Judge
) -> dict[str, Candidate]:
    """The candidates, those with lost words with the dictionary's where that is no worse. ``made`` is what the engine
    said first of each source; what was repaired since, or has marks, is left as it is."""
    doubtful = [
        source
        for source in made
        if not best[source].step
        and not MARK.search(source)
        and any(found.code == "words" for found in best[source].findings)
    ]
    answers = ahead(
        lambda source: _mended(source, best[source], made[source], engine, decoding, judge), doubtful, usable_cores()
    )
    return {**best, **dict(zip(doubtful, answers, strict=True))}


def _mended(
    source: str, best: Candidate, said: Hypothesis, engine: Engine, decoding: Decoding, judge: Judge
) -> Candidate:
    text, score = for_model(source), said.score
    exactly = decoding.with_(beam_size=1, alignments=True)
    lost = missing(text, said.text)
    if lost and said.alignment is None:
        said = engine.generate([text], exactly.with_(prefix=said.text))[0]
    for word in lost:
        targets = list(substituted(said, word))
        tried = [engine.generate([text], exactly.with_(prefix=target))[0] for target in targets]
        likely = [one for one, target in zip(tried, targets, strict=True) if one.text == target]
        found = max(likely, key=lambda one: one.score, default=None)
        if found is None or found.score < score - MOST_LOST:
            continue
        candidate = judge(source, found, STEP)
        if candidate.rank <= best.rank and _notes(candidate) < _notes(best):
            best, said = candidate, found
    return best


def substituted(said: Hypothesis, lost: Missing) -> Iterator[str]:
    """The translation with the dictionary's first word in the place of what is linked to the lost one, which must be
    one stretch; and with that word's plural where the French word may be one."""
    place = _place(said.alignment, lost) if said.alignment else None
    if place is None:
        return
    before, after = said.text[: place[0]], said.text[place[1] :]
    english = lost.english[0]
    forms = [english]
    if lost.word[-1] in "sx" and not english.endswith("s"):
        forms.append(re.sub("y$", "ie", english) + "s")
    for form in forms:
        if not before:
            yield form[:1].upper() + form[1:] + after
        else:
            yield _article(before, form) + form + after


def _place(alignment: Alignment, lost: Missing) -> tuple[int, int] | None:
    """The stretch of the target that is linked to the lost word, without articles and such if there is more to it."""
    start, end = lost.start, lost.start + len(lost.word)
    if alignment.source[start:end] != lost.word:
        return None
    linked = sorted({theirs for ours, theirs in alignment.links if ours[0] < end and ours[1] > start})
    linked = [span for span in linked if alignment.target[slice(*span)].lower() not in ENGLISH] or linked
    if not linked or any(after[0] - before[1] > 1 for before, after in pairwise(linked)):
        return None
    return linked[0][0], linked[-1][1]


def _article(before: str, english: str) -> str:
    """What comes before the word, with "a" or "an" as it wants."""
    bare = before.rstrip()
    space = before[len(bare) :]
    return _ARTICLE.sub(lambda found: found[1] + ("n" if english[0].lower() in "aeiou" else ""), bare) + space


def _notes(candidate: Candidate) -> int:
    """How many words the check names."""
    return sum(found.message.count("?") for found in candidate.findings if found.code == "words")
