"""Rare words in English for the model's eyes: of « une laundry room commune » it makes "a common laundry room", of
« une buanderie commune » "a common burial".

The bundled model copies an English word as it copies a name, and lets the rest of the sentence agree with it. Song et
al. ("Code-Switching for Enhancing NMT with Pre-Specified Translation", NAACL 2019) train models for such sources.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dipx.checks.dictionary import english_stem
from dipx.checks.glosses import gloss, in_form
from dipx.checks.words import Missing, doubted
from dipx.engines.base import Engine
from dipx.options import Decoding
from dipx.translation.repair import Candidate, Judge, is_long

STEP = "dictionary"


def switched(
    candidates: Mapping[str, Candidate], texts: Mapping[str, str], engine: Engine, decoding: Decoding, judge: Judge
) -> dict[str, Candidate]:
    """The candidates of the masked sources, of which the model saw the ``texts``.

    Where a rare word left no trace, or the model made up a word for it, what it makes of the sentence with the
    dictionary's English in that place is taken, if that is there then and no check says more.
    """
    short = [source for source in candidates if not is_long(source)]
    lost = {source: words for source in short if (words := _lost(texts[source], candidates[source]))}
    asked = [_with_english(texts[source], words) for source, words in lost.items()]
    best = dict(candidates)
    for source, hypothesis in zip(lost, engine.generate(asked, decoding), strict=True):
        made = judge(source, hypothesis, STEP)
        if made.rank <= best[source].rank and len(_lost(texts[source], made)) < len(lost[source]):
            best[source] = made
    return best


def _lost(text: str, candidate: Candidate) -> list[Missing]:
    made_up = [Missing(one.french, (one.english,)) for one in candidate.put]
    return made_up + doubted(text, candidate.target)


def _form(word: Missing) -> str:
    """The likeliest English, in the form of the French word where a dictionary has that."""
    likeliest, same = word.english[0], gloss(word.word)
    if same and english_stem(same.split()[-1]) == english_stem(likeliest.split()[-1]):
        return same
    return in_form(likeliest, word.word)


def _with_english(text: str, words: Sequence[Missing]) -> str:
    english = {word.word: _form(word) for word in words}
    any_of_them = "|".join(map(re.escape, english))
    return re.sub(rf"(?<![\w-])(?:{any_of_them})(?![\w-])", lambda match: english[match[0]], text)
