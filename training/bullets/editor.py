"""Stories for which an editor wrote bullets, each with the sentences that it is made of.

A line is ``{"id", "sentences": [...], "bullets": [{"text", "from": [main, others ...]}], "rank": [...]}``; sentences
count from one.
"""

from __future__ import annotations

import json
import lzma
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dipx.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

EDITED = [Path("../shared/data/bullets/editor.jsonl.xz"), Path("training/corpora/edited-stories-2.jsonl.xz")]


@dataclass(frozen=True, slots=True)
class Cited:
    """A bullet, the index of the sentence that it is mainly made of, and those of the others that it needs."""

    text: str
    main: int
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EditedStory:
    """A story's sentences, its bullets, and the indices of the sentences that matter most, in order."""

    name: str
    sentences: tuple[str, ...]
    bullets: tuple[Cited, ...]
    rank: tuple[int, ...]


def read_edited(paths: Iterable[Path]) -> Iterator[EditedStory]:
    """The stories of JSON lines (``.jsonl`` or ``.jsonl.xz``) that have bullets.

    Raises ``InputError`` for a file that cannot be read, and for a bullet that cites what is not there.
    """
    for path in paths:
        try:
            with (
                lzma.open(path, "rt", encoding="utf-8")
                if path.suffix == ".xz"
                else path.open(encoding="utf-8") as lines
            ):
                yield from (story for line in lines if (story := _story(json.loads(line))).bullets)
        except (OSError, EOFError, ValueError, TypeError, KeyError, IndexError, lzma.LZMAError) as error:
            raise InputError(f"{path} cannot be read as JSON lines of edited stories: {error}.") from error


def _story(record: dict[str, Any]) -> EditedStory:
    sentences = tuple(" ".join(text.split()) for text in record["sentences"])
    bullets = []
    for bullet in record["bullets"]:
        places = [_index(number, sentences) for number in bullet["from"]]
        bullets.append(Cited(bullet["text"], places[0], tuple(sorted(set(places[1:]) - {places[0]}))))
    rank = tuple(_index(number, sentences) for number in record["rank"])
    return EditedStory(record["id"], sentences, tuple(bullets), rank)


def _index(number: int, sentences: tuple[str, ...]) -> int:
    if not 1 <= number <= len(sentences):
        raise ValueError(f"there is no sentence {number}")
    return number - 1
