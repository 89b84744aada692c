"""What editors wrote of a story, made into bullets and matched with the sentences they were made of."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from dipx.bullets.context import MAX_WORDS, plain, pronoun_first
from dipx.bullets.receipts import check_rewriting
from dipx.bullets.selector import dangles
from dipx.bullets.shorten import count_words, tidy
from dipx.bullets.words import stem, tokens
from training.bullets.stories import Passage, Story, claims, why_no_prose
from training.data.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from training.bullets.editor import Cited

Outcome: TypeAlias = tuple[str, str] | str
"""A pair (what the rewriter reads, the bullet), or the name of what was wrong."""

LEAST_WORDS, MOST_WORDS = 5, 22

# Shares of a bullet's claims. ``check_rewriting`` is content with 0.6 in both sentences together: so much freedom a
# model may have, but of 46 pairs read at 0.6 to 0.75 every second one added something. The rest is about the sentence.
KNOWN, OWN = 0.8, 0.5
_TRIED = 2
_HEADLINE_SENTENCES = 3
_TITLE_CASE = 0.8

_PREFIX = re.compile(r"^\W{0,3}(?:NEW|UPDATED?|BREAKING(?: NEWS)?|JUST IN|EXCLUSIVE|WATCH|VIDEO)\s*:\s*")
_OLD_MARKS = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-lrb-": "(", "-rrb-": ")"}
_THERE = re.compile(r"^There (?=(?:is|are|was|were|has|have|had|will|may|could)\b)")
_OPENING = re.compile(r"['\"]?[^\W_]|[$€£]\d")
_INDEFINITE = re.compile(r"^(?:An?|The|One|Two|Three|Four|Five|Some|Many|Most|\d[\d,]*)\s")
_BROKEN = re.compile(r"[,;:]\.|\.\.\.$")
_NEVER_LAST = frozenset("for by as at to into his her their its who which when while if because about".split())


def from_highlights(story: Story, highlights: Sequence[str]) -> Iterator[Outcome]:
    """One outcome a highlight."""
    passages = list(story.passages.values())
    for highlight in highlights:
        yield matched(clean(highlight), passages, story.named)


def from_headline(story: Story, headline: str) -> Outcome:
    """The headline as a bullet made of one of the story's first sentences."""
    first = [story.passages[index] for index in sorted(story.passages) if index < _HEADLINE_SENTENCES]
    return matched(clean(sentence_case(headline, story.named)), first, story.named)


def from_edited(story: Story, bullets: Iterable[Cited]) -> Iterator[Outcome]:
    """One outcome a bullet whose editor said which sentences it is made of.

    What the rewriter reads is what it will read at work; where that lacks what the bullet says, the sentences that it
    cites come first.
    """
    for bullet in bullets:
        passage = story.passages.get(bullet.main)
        if passage is None:
            yield "no prose"
            continue
        tried = (passage, citing(story, bullet, passage))
        verdicts = [_why_not(bullet.text, option, story.named) for option in tried]
        yield next(
            ((option.source, plain(bullet.text)) for option, why in zip(tried, verdicts, strict=True) if not why),
            verdicts[-1],
        )


def citing(story: Story, bullet: Cited, passage: Passage) -> Passage:
    """The passage with the sentences that a bullet cites around it, as far as there is room."""
    room = MAX_WORDS - count_words(passage.sentence)
    taken = []
    for index in bullet.others:
        if (text := story.texts[index]) and count_words(text) <= room:
            taken.append(index)
            room -= count_words(text)
    known = passage.own.union(*(claims(story.texts[index]) for index in taken))
    return Passage(passage.sentence, " ".join(story.texts[index] for index in taken), passage.own, known)


def _why_not(bullet: str, passage: Passage, named: frozenset[str]) -> str:
    reason = why_no_bullet(plain(bullet), named)
    claimed = claims(bullet)
    if reason not in ("", "length", "pronoun"):
        return reason
    if len(claimed - passage.known - _speech()) > (1 - KNOWN) * len(claimed):
        return "no source"
    finding = check_rewriting(plain(bullet), passage.evidence)
    return finding.code if finding else ""


def clean(highlight: str) -> str:
    """The highlight as a sentence: no "NEW:", no spaces before its marks, a full stop at the end."""
    text = _PREFIX.sub("", highlight)
    for old, mark in _OLD_MARKS.items():
        text = text.replace(old, mark)
    text = tidy(plain(text))
    if text.endswith((".", "!", "?", "…")):
        return text
    if text.endswith('"') and len(text) > 1:
        inner = text[:-1].rstrip(" ,")
        return text if inner.endswith((".", "!", "?")) else f'{inner}."'
    return text.rstrip(" ,;:-–—") + "."


def sentence_case(headline: str, named: frozenset[str]) -> str:
    """A Headline in Title Case as a sentence: only acronyms and the story's names keep their capital."""
    words = headline.split()
    long = [word for word in words[1:] if len(word) > 3 and word[0].isalpha()]
    if not long or sum(word[0].isupper() for word in long) < _TITLE_CASE * len(long):
        return headline
    return " ".join([*words[:1], *(word if _keeps_capital(word, named) else word.lower() for word in words[1:])])


def _keeps_capital(word: str, named: frozenset[str]) -> bool:
    return any(letter.isupper() for letter in word[1:]) or any(stem(part) in named for part in tokens(word))


def matched(bullet: str, passages: Sequence[Passage], named: frozenset[str]) -> Outcome:
    """The pair of the bullet and the passage that says most of it, if that says enough."""
    if reason := why_no_bullet(bullet, named):
        return reason
    claimed = claims(bullet)
    if not claimed or not passages:
        return "no source"
    ranked = sorted(passages, key=lambda passage: _likeness(claimed, passage), reverse=True)[:_TRIED]
    verdicts = [why_unfaithful(bullet, claimed, passage) for passage in ranked]
    for verdict, passage in zip(verdicts, ranked, strict=True):
        if not verdict:
            return passage.source, bullet
    return verdicts[0]


def why_no_bullet(text: str, named: frozenset[str]) -> str:
    """What keeps a text from being a bullet by itself, whatever it was made of, or nothing."""
    if not LEAST_WORDS <= count_words(text) <= MOST_WORDS:
        return "length"
    if reason := why_no_prose(text):
        return reason
    if ": " in text or text.isupper() or not _OPENING.match(text):
        return "label"
    if dangles(_THERE.sub("", text)) or text.startswith("Let's "):
        return "dangling"
    if pronoun_first(text, named) and not _INDEFINITE.match(text):
        return "pronoun"
    if not text.endswith((".", '."')) or _BROKEN.search(text) or tokens(text)[-1].lower() in _NEVER_LAST:
        return "unfinished"
    return ""


def why_unfaithful(bullet: str, claimed: frozenset[str], passage: Passage) -> str:
    """What the bullet says that the passage does not, or nothing; ``claimed`` is what ``claims`` found in it."""
    added = claimed - passage.known - _speech()
    if len(added) > (1 - KNOWN) * len(claimed) or len(claimed & passage.own) < OWN * len(claimed):
        return "no source"
    if _strong(bullet) - _strong(passage.evidence):
        return "overclaim"
    finding = check_rewriting(bullet, passage.evidence)
    return finding.code if finding else ""


@cache
def _speech() -> frozenset[str]:
    """Stems of the verbs that only say whose word it is."""
    return frozenset(words("bullets", "speech"))


def _strong(text: str) -> set[str]:
    """The words that make the most of a thing: first, only, every."""
    return {word.lower() for word in tokens(text)} & set(words("bullets", "strong"))


def _likeness(claimed: frozenset[str], passage: Passage) -> float:
    """Shares of the bullet that the passage and its sentence say, and a little for saying nothing else."""
    own = len(claimed & passage.own)
    return (len(claimed & passage.known) + own) / len(claimed) + own / (2 * max(1, len(passage.own)))
