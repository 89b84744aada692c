"""Pairs that need no editor: sentences of the news with something to leave out, or with a name to find again.

They are the rewriter's denoising: there are only some thousand highlights, too few to learn copying from.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dipx.bullets.context import around, evidence, nearest, rewriter_input
from dipx.bullets.receipts import check_rewriting
from dipx.bullets.shorten import count_words, shorten
from dipx.bullets.words import STOP, tokens
from training.bullets.highlights import MOST_WORDS, sentence_case, why_no_bullet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from training.bullets.highlights import Outcome
    from training.bullets.stories import Story

_LEAST_WORDS = 8
_KEPT_CHANCE = 0.2
# A name that opens its sentence as the subject: "Claire Morel said …". A plural would need "they".
_SUBJECT = re.compile(
    r"(?P<name>(?:[A-Z][\w'-]+ ){0,2}(?P<last>[A-Z][\w-]*[^\Ws]))(?= (?:said|says|told|was|is|has|had|will|[a-z]+ed)\b)"
)
_SUBJECT_WORDS = 6
_TELLING = {"he": ("He",), "his": ("He",), "him": ("He",), "she": ("She",), "her": ("She",)}


def made(story: Story, rng: Random) -> Iterator[tuple[str, Outcome]]:
    """(how, outcome) for each sentence that stands alone and is short or can be made so.

    ``restored``: a name for a pronoun. ``shortened``: by ``dipx.bullets.shorten``. ``padded``: without a clause
    that was taken from another sentence of the story. ``kept``: as it is.
    """
    tails = {index: found for index, item in story.passages.items() if (found := tail(item.sentence))}
    for index, passage in story.passages.items():
        short = shorten(passage.sentence, MOST_WORDS)
        if not story.alone[index] or not _LEAST_WORDS <= count_words(short) <= MOST_WORDS:
            continue
        strange = [found for at, found in tails.items() if at != index]
        if given := restored(story, index, short, rng):
            yield "restored", judged(*given, short, story.named)
        elif short != passage.sentence:
            yield "shortened", judged(passage.source, passage.evidence, short, story.named)
        elif '"' in short or sentence_case(short, story.named) != short:
            continue
        elif strange and rng.random() > _KEPT_CHANCE:
            longer = short[:-1] + rng.choice(strange) + "."
            given = rewriter_input(longer, passage.context), evidence(longer, passage.context)
            yield "padded", judged(*given, short, story.named)
        else:
            yield "kept", judged(passage.source, passage.evidence, short, story.named)


def tail(sentence: str) -> str:
    """The clauses that shortening takes off a sentence's end, with the comma before them, or nothing."""
    head = shorten(sentence, _LEAST_WORDS)[:-1]
    rest = sentence[len(head) :]
    return rest.rstrip(".") if sentence.startswith(head) and rest.startswith(", ") else ""


def restored(story: Story, index: int, short: str, rng: Random) -> tuple[str, str] | None:
    """The sentence with "He" or "She" for the person that opens it, behind the one that is about that person.

    Which of the two is drawn where no other pronoun tells: the model has to look the name up, not to guess a sex.
    As (what the rewriter reads, its evidence), or None where the sentence before does not open with that name or no
    sentence has a first name to it.
    """
    subject = _SUBJECT.match(short)
    at = nearest(story.texts, story.alone, index)
    if subject is None or at is None or any(word.lower() in STOP for word in tokens(subject["name"])):
        return None
    full = re.compile(rf"\b[A-Z][\w.-]+ {re.escape(subject['last'])}\b")
    if subject["last"] not in story.texts[at].split()[:_SUBJECT_WORDS] or not any(map(full.search, story.texts)):
        return None
    rest = story.texts[index][subject.end("name") :]
    told = next((_TELLING[word] for word in tokens(rest) if word in _TELLING), ("He", "She"))
    sentence = rng.choice(told) + rest
    open_here = [alone and number != index for number, alone in enumerate(story.alone)]
    context = " ".join(story.texts[number] for number in around(story.texts, open_here, index))
    return rewriter_input(sentence, context), evidence(sentence, context)


def judged(source: str, said: str, bullet: str, named: frozenset[str]) -> Outcome:
    """The pair, if the bullet stands by itself and keeps to what was said."""
    if reason := why_no_bullet(bullet, named):
        return reason
    finding = check_rewriting(bullet, said)
    return finding.code if finding else (source, bullet)
