"""The folder as a whole: which articles tell the same story, and which should be looked at first.

Made of the JSON reports that ``dipx run`` leaves. Articles are near-duplicates (wire copy) when half of the shorter
one's five-word shingles are in the other: measured on bottom-k sketches (Broder 1997, "On the resemblance and
containment of documents"), so that ten thousand articles need no ten thousand squared comparisons.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from dipx.errors import InputError
from dipx.formats.results import ENDS, is_records, result_lines
from dipx.review.page import WEIGHT, severity, shown

SHINGLE = 5  # words
SKETCH = 96  # hashes kept of an article: the error of a resemblance of 0.5 is about 0.05
ALIKE = 0.5
CROWD = 200  # articles that share a hash: past it the hash is a standing phrase, and pairs nobody
WORD = re.compile(r"\w+")
REPORT = ".report.json"
RECORDS = tuple(f".report{end}" for end in ENDS)


@dataclass(frozen=True, slots=True)
class Story:
    """An article of a run: ``stem`` is its outputs' common name, relative to the folder, ``weight`` how bad it is.

    Of a file of records it is the file's and the article's id, and ``file`` is where it stands.
    """

    stem: str
    path: str
    title: str
    bullets: tuple[str, ...]
    findings: int
    weight: int
    words: int
    sketch: frozenset[int]
    shingles: int
    file: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One story and the articles that tell it too; the longest of them stands for all."""

    lead: Story
    others: tuple[Story, ...]

    @property
    def weight(self) -> int:
        return max(story.weight for story in (self.lead, *self.others))


def read_stories(out: Path) -> Iterator[Story]:
    """The articles of an output folder, in order of name. Raises ``InputError`` for one without reports."""
    found = (path for end in (REPORT, *RECORDS) for path in out.rglob(f"*{end}"))
    paths = sorted(path for path in found if not path.name.startswith("."))
    if not paths:
        raise InputError(f"{out} holds no reports. Make them with: dipx run FOLDER -o {out}")
    for path in paths:
        if is_records(path):
            yield from _of_records(path, path.relative_to(out).as_posix())
            continue
        try:
            document = json.loads(path.read_text("utf-8"))["documents"][0]
            yield _story(path.relative_to(out).as_posix().removesuffix(REPORT), document)
        except OSError as error:
            raise InputError(f"{path} cannot be read: {error.strerror}") from error
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise InputError(f"{path} is no JSON report of dipx: {error!r}") from error


def _of_records(path: Path, file: str) -> Iterator[Story]:
    stem = file[: file.rindex(".report.")]
    for line in result_lines(path):
        try:
            story = _story(f"{stem}:{line['id']}", shown(line))
        except (KeyError, TypeError) as error:
            raise InputError(f"{path} is no record file of dipx: {error!r}") from error
        if "error" in line:
            story = replace(story, title=f"Failed: {line['error']}", weight=WEIGHT["error"], findings=1)
        yield replace(story, file=file)


def group(stories: Iterable[Story]) -> list[Group]:
    """The stories with their near-duplicates, the worst first, then by name."""
    listed = list(stories)
    parent = list(range(len(listed)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for a, b in _alike(listed):
        parent[root(b)] = root(a)
    members: dict[int, list[Story]] = defaultdict(list)
    for index, story in enumerate(listed):
        members[root(index)].append(story)
    groups = []
    for together in members.values():
        lead, *others = sorted(together, key=lambda story: (-story.words, story.stem))
        groups.append(Group(lead, tuple(sorted(others, key=lambda story: story.stem))))
    return sorted(groups, key=lambda one: (-one.weight, one.lead.stem))


def index_json(groups: Sequence[Group]) -> dict[str, Any]:
    """``index.json``: a story an entry, worst first, with its digest and its near-duplicates."""
    return {
        "stories": [
            {
                "article": one.lead.stem,
                "path": one.lead.path,
                "title": one.lead.title,
                "digest": list(one.lead.bullets),
                "findings": one.lead.findings,
                "weight": one.weight,
                "words": one.lead.words,
                "duplicates": [story.stem for story in one.others],
            }
            for one in groups
        ]
    }


def _story(stem: str, document: dict[str, Any]) -> Story:
    segments = document["segments"]
    words = [word.lower() for segment in segments for word in WORD.findall(segment["source"])]
    shingles = {_hash(words[start : start + SHINGLE]) for start in range(max(1, len(words) - SHINGLE + 1))}
    return Story(
        stem,
        document["path"],
        title=segments[0]["target"] if segments else "",
        bullets=tuple(bullet["text"] for bullet in document.get("bullets", ())),
        findings=sum(len(segment.get("findings", ())) for segment in segments),
        weight=severity(document),
        words=len(words),
        sketch=frozenset(sorted(shingles)[:SKETCH]) if words else frozenset(),
        shingles=len(shingles),
    )


def _hash(words: Sequence[str]) -> int:
    return int.from_bytes(hashlib.blake2b(" ".join(words).encode(), digest_size=8).digest())


def _alike(stories: Sequence[Story]) -> Iterator[tuple[int, int]]:
    """Pairs of indices of near-duplicates: only those that share a hash are compared."""
    holders: dict[int, list[int]] = defaultdict(list)
    for index, story in enumerate(stories):
        for value in story.sketch:
            holders[value].append(index)
    seen: set[tuple[int, int]] = set()
    for crowd in holders.values():
        if not 1 < len(crowd) <= CROWD:
            continue
        for pair in combinations(crowd, 2):
            if pair not in seen:
                seen.add(pair)
                if _containment(stories[pair[0]], stories[pair[1]]) >= ALIKE:
                    yield pair


def _containment(a: Story, b: Story) -> float:
    """The estimated share of the shorter article's shingles that the other has."""
    union = sorted(a.sketch | b.sketch)[:SKETCH]
    resemblance = sum(value in a.sketch and value in b.sketch for value in union) / len(union)
    shared = resemblance / (1 + resemblance) * (a.shingles + b.shingles)
    return shared / min(a.shingles, b.shingles)
