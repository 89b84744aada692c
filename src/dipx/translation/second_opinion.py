"""The dictionary's word in place of what a model made of a rare one: the last rung of the ladder.

Where ``checks/words.py`` finds no trace of a word, the word links show what the model said in its place, and the
dictionary's English is put there. That is kept where the model, asked how likely it finds it, finds it hardly less so,
and where no check has more to say than before. What has no links (a word that was left out) stays a note.

To let the model go on by itself from the dictionary's word was tried: it lost other words on the way, and took four
times as long (``docs/evaluation.md``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from dipx.ahead import ahead
from dipx.checks.words import Missing, missing
from dipx.document import Alignment, CharSpan, Hypothesis
from dipx.engines.base import Engine
from dipx.engines.cores import usable_cores
from dipx.options import Decoding
from dipx.text.small_words import ENGLISH
from dipx.translation.capitals import for_model
from dipx.translation.protect import MARK
from dipx.translation.repair import Candidate, Judge

STEP = "dictionary"
MOST_LOST = 0.6  # of the mean log-probability of a token
_SMALL = ENGLISH | {"a"}
_ARTICLE = re.compile(r"\b(a)n? $", re.I)


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
    french, text = for_model(source), said.text
    lost = missing(french, text)
    if lost and said.alignment is None:
        said = replace(said, alignment=_alignment(french, text, engine, decoding))
    # From the end: what is put in moves no place that is still to come.
    for (start, end), word in sorted(_places(said.alignment, lost), key=lambda found: found[0], reverse=True):
        targets = [substituted(text, (start, end), english) for english in forms(word)]
        tried = [engine.generate([french], decoding.with_(target=target))[0] for target in targets]
        found = max(tried, key=lambda one: one.score)
        if found.score < said.score - MOST_LOST:
            continue
        candidate = judge(source, found, STEP)
        if candidate.rank <= best.rank and _notes(candidate) < _notes(best):
            best, text = candidate, found.text
    return best


def _alignment(french: str, text: str, engine: Engine, decoding: Decoding) -> Alignment | None:
    return engine.generate([french], decoding.with_(target=text, alignments=True))[0].alignment


def forms(lost: Missing) -> list[str]:
    """The dictionary's first English, and its plural where the French word may be one."""
    english = lost.english[0]
    if lost.word[-1] in "sx" and not english.endswith("s"):
        return [english, re.sub("y$", "ie", english) + "s"]
    return [english]


def substituted(text: str, place: CharSpan, english: str) -> str:
    """The text with the word in that place, "a" or "an" before it as it wants, and a capital where it comes first."""
    before, after = text[: place[0]], text[place[1] :]
    if not before:
        return english[:1].upper() + english[1:] + after
    article = "an " if english[0].lower() in "aeiou" else "a "
    return _ARTICLE.sub(lambda found: found[1] + article[1:], before) + english + after


def _places(alignment: Alignment | None, lost: list[Missing]) -> Iterator[tuple[CharSpan, Missing]]:
    for word in lost:
        if alignment and (place := _place(alignment, word)):
            yield place, word


def _place(alignment: Alignment, lost: Missing) -> CharSpan | None:
    """The stretch of the target that is linked to the lost word, without articles and such if there is more to it."""
    start, end = lost.start, lost.start + len(lost.word)
    if alignment.source[start:end] != lost.word:
        return None
    linked = sorted({theirs for ours, theirs in alignment.links if ours[0] < end and ours[1] > start})
    linked = [span for span in linked if alignment.target[slice(*span)].lower() not in _SMALL] or linked
    if not linked or any(after[0] - before[1] > 1 for before, after in pairwise(linked)):
        return None
    return linked[0][0], linked[-1][1]


def _notes(candidate: Candidate) -> int:
    """How many words the check names."""
    return sum(found.message.count("(") for found in candidate.findings if found.code == "words")
