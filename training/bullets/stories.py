"""English stories for the bullet rewriter: read from JSON lines, split, each sentence with its context."""

from __future__ import annotations

import json
import lzma
import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from dipx.bullets.context import MAX_WORDS, around, evidence, known_names, plain, rewriter_input, standing
from dipx.bullets.passover import reason_against
from dipx.bullets.shorten import count_words, tidy
from dipx.bullets.words import content, names, numbers, stem
from dipx.document import Segment, Translation
from dipx.errors import InputError
from dipx.evaluation.summary import as_translations
from training.data.forbidden import fingerprint
from training.data.words import words

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from pathlib import Path

# What the Daily Mail's pages put before or into a story: "By. Jane Doe. PUBLISHED:. 07:21 EST, 28 December 2012. |. …"
_BYLINE = re.compile(
    r"\bBy\.?\s(?:[^.|\n]{0,80}\.\s){1,3}PUBLISHED:.{0,40}?\d{4}\.?(?:\s*\|\.?\s*UPDATED:.{0,40}?\d{4}\.?)?\s*"
)
_DOUBLED = re.compile(r"(?<=\w)([bdgmnprt])\1$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence as the summary would take it, the context it needs, and what each of them claims (stems)."""

    sentence: str
    context: str
    own: frozenset[str]
    known: frozenset[str]

    @property
    def source(self) -> str:
        """What the rewriter reads."""
        return rewriter_input(self.sentence, self.context)

    @property
    def evidence(self) -> str:
        """What its bullet may say."""
        return evidence(self.sentence, self.context)


@dataclass(frozen=True, slots=True)
class Story:
    """A story's sentences, blank where one can make no bullet; which stand alone; its names; its passages.

    ``forbidden`` counts the sentences that must not be learned; they are blank, too.
    """

    texts: list[str]
    alone: list[bool]
    named: frozenset[str]
    passages: dict[int, Passage]
    forbidden: int


def read_records(folder: Path, limit: int) -> Iterator[dict[str, Any]]:
    """The stories in a folder's ``*.jsonl.xz``, file by file, of each the first ``limit`` (0: all).

    Raises ``InputError`` when there is none, or a line is no story.
    """
    paths = sorted(folder.glob("*.jsonl.xz"))
    if not paths:
        raise InputError(f"No *.jsonl.xz in {folder}; correct --data.")
    for path in paths:
        try:
            with lzma.open(path, "rt", encoding="utf-8") as lines:
                for line in islice(lines, limit or None):
                    yield _record(line)
        except (OSError, EOFError, ValueError, TypeError, KeyError, lzma.LZMAError) as error:
            raise InputError(f"{path} cannot be read as JSON lines of stories: {error}.") from error


def _record(line: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(line)
    if not isinstance(record["document"], str):
        raise TypeError("its document is no text")
    return record


def split(document: str, forbidden: Container[int]) -> Story:
    """A story's sentences and their contexts; ``forbidden``: fingerprints of sentences never to learn from."""
    return of_sentences([item.target for item in as_translations(_BYLINE.sub("\n", document))], forbidden)


def of_sentences(sentences: Sequence[str], forbidden: Container[int]) -> Story:
    """The same of a story that is in sentences already."""
    banned = [fingerprint(text) in forbidden for text in sentences]
    texts = [
        plain(tidy(text)) if not bad and _is_usable(text) else "" for text, bad in zip(sentences, banned, strict=True)
    ]
    named = known_names(texts)
    alone = standing(texts, named)
    claimed = [claims(text) for text in texts]
    passages = {}
    for index, text in enumerate(texts):
        if text:
            others = around(texts, alone, index)
            known = claimed[index].union(*(claimed[at] for at in others))
            passages[index] = Passage(text, " ".join(texts[at] for at in others), claimed[index], known)
    return Story(texts, alone, named, passages, sum(banned))


def claims(text: str) -> frozenset[str]:
    """The stems of a text's content words and names, and its numbers: what ``dipx.bullets.receipts`` counts.

    Unlike there, "says" and "said", "stops" and "stopped" are one: highlights turn the past into the present.
    """
    return frozenset([*map(_lemma, content(text)), *numbers(text), *(_lemma(stem(name)) for name in names(text))])


@cache
def _lemma(word: str) -> str:
    """A stem without its doubled consonant, or that of its present where its past is irregular."""
    return _present().get(word) or _DOUBLED.sub(r"\1", word)


@cache
def _present() -> dict[str, str]:
    listed = [stem(word) for word in words("bullets", "irregular")]
    return dict(zip(listed[::2], listed[1::2], strict=True))


def why_no_prose(text: str) -> str:
    """The summary's own reason for passing a sentence over, or nothing."""
    return reason_against(Translation(Segment(text, 0, len(text), 0), text)) or ""


def _is_usable(text: str) -> bool:
    return count_words(text) <= MAX_WORDS and bool(content(text)) and not why_no_prose(text)
